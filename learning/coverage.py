"""How far an organisation, a team or a site covers what frameworks define, told in cells of five and more.

Counted is what public spaces show and what was recorded, for every viewer the same; so two viewers who put
their answers together learn nothing more (see `domain.release`). Where less than half of the people can be
seen at all, nothing is said of what they know.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import NotFound
from domain.frameworks import compared_as
from domain.release import FEWEST, Group, Range, cells, counted, shares, told_of
from domain.viewer import Viewer
from graph import coverage, gaps, spaces
from graph.connection import Graph, Tx
from graph.gaps import FrameworkCalled, Member
from learning.coverage_holders import micros
from learning.gap_groups import EVERYONE, VISIBLE_DAYS, VISIBLE_SHARE, groups, named_group
from learning.proficiency import measured
from learning.proficiency_evidence import Measured, Showing, read

LEVELS = (1, 2, 3, 4)  # of the rubric


@dataclass(frozen=True, slots=True)
class Covered:
    """How many people have shown a competency at level 1 and above, 2 and above, 3 and above, and 4;
    `content` is how many live items teach it or a skill that it includes."""

    measured: Measured
    at_least: tuple[Range, ...]
    content: int

    @property
    def is_shown(self) -> bool:
        """Whether as many have shown it at all as may be told of."""
        return self.at_least[0].least >= FEWEST


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework (id and title) with what it defines; `covered` is empty where nothing may be said."""

    id: str
    title: str
    competencies: int
    covered: tuple[Covered, ...]

    @property
    def shown(self) -> int:
        return sum(one.is_shown for one in self.covered)


@dataclass(frozen=True, slots=True)
class Unit:
    """A team or site: how many people it has, how many it is told together with, and the share of those of
    whom there is any evidence in 90 days."""

    kind: str
    name: str
    asked: int
    people: int
    visible: float

    @property
    def is_told(self) -> bool:
        """Whether there are enough people, and enough of them can be seen."""
        return self.people >= FEWEST and self.visible >= VISIBLE_SHARE


@dataclass(frozen=True, slots=True)
class Coverage:
    """What may be told of a unit and some frameworks on a day. `units` are the teams and sites, where
    everybody was asked for."""

    unit: Unit
    frameworks: tuple[Framework, ...]
    units: tuple[Unit, ...]
    at: date


async def covered(graph: Graph, group: str, framework: str, viewer: Viewer, today: date) -> Coverage:
    """How far a team or site by name (`team:NAME`, `site:NAME`), or `everyone`, covers a framework by id or
    title; every framework where that is empty.

    Raises NotFound for what does not exist, and for a viewer who is not known.
    """

    async def work(tx: Tx) -> Coverage:
        scopes = await spaces.readable(tx, viewer)
        members = await gaps.members(tx) if scopes.names else []
        wanted = named_group(members, group)
        named = await coverage.frameworks(tx, text=compared_as(framework))
        if framework and not named:
            raise NotFound(
                f"There is no framework called {framework!r}.",
                "Give its title, or its id: leave it out to see all.",
            )
        everybody = groups(members)
        division = cells([one.id for one in members], everybody)
        seen = await _seen(tx, members, today)
        unit = _unit(wanted, division, seen)
        some = told_of(wanted.people, division)
        found = await _frameworks(tx, named, members, some, today, told=unit.is_told)
        units = [_unit(one, division, seen) for one in everybody] if wanted.kind == EVERYONE else []
        return Coverage(unit, tuple(found), tuple(units), today)

    return await graph.read(work)


async def _seen(tx: Tx, members: Sequence[Member], today: date) -> Mapping[str, bool]:
    """Of whom there is any evidence lately, public or recorded."""
    public = await spaces.readable(tx, Viewer.operator())
    day = today - timedelta(days=VISIBLE_DAYS)
    keys = [one.key for one in members]
    found = set(await gaps.seen(tx, people=keys, since=micros(day), day=day.isoformat(), scopes=public))
    return {one.id: one.key in found for one in members}


def _unit(group: Group, division: Sequence[frozenset[str]], seen: Mapping[str, bool]) -> Unit:
    some = told_of(group.people, division)
    return Unit(
        group.kind, group.name, len(group.people), sum(len(cell) for cell in some), shares(some, seen)
    )


async def _frameworks(
    tx: Tx,
    named: Sequence[FrameworkCalled],
    members: Sequence[Member],
    some: Sequence[frozenset[str]],
    today: date,
    *,
    told: bool,
) -> list[Framework]:
    if not told:
        return [Framework(one.id, one.title, len(one.competencies), ()) for one in named]
    ids = list(dict.fromkeys(id for one in named for id in one.competencies))
    known = {one.id: one for one in await measured(tx, competencies=ids)}
    people = {person for cell in some for person in cell}
    within = [one for one in members if one.id in people]
    keys = [one.key for one in within]
    public = await spaces.readable(tx, Viewer.operator())
    showing = await read(tx, keys, known.values(), public, today, told_of=keys) if known else {}
    targets = [{"id": one.id, "skills": list(one.skills)} for one in known.values()]
    content: dict[str, int] = {}
    for one in await gaps.teaching(tx, targets=targets) if targets else ():
        content[one.target] = content.get(one.target, 0) + 1
    levels = {id: _levels(one, within, showing, today) for id, one in known.items()}
    return [
        Framework(
            one.id,
            one.title,
            len(one.competencies),
            tuple(
                Covered(
                    known[id],
                    tuple(
                        counted(some, {who for who, level in levels[id].items() if level >= least})
                        for least in LEVELS
                    ),
                    content.get(id, 0),
                )
                for id in one.competencies
                if id in known
            ),
        )
        for one in named
    ]


def _levels(
    what: Measured, within: Sequence[Member], showing: Mapping[int, Showing], today: date
) -> dict[str, int]:
    """The level of everybody who has shown a competency at all."""
    found: dict[str, int] = {}
    for one in within:
        if level := showing[one.key].level(what, today).lo:
            found[one.id] = level
    return found
