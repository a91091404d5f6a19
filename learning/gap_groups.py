"""The gap of a team, a site or the organisation, told in cells of five and more (see `domain.release`).

Counted is what public spaces show and what was recorded, for every viewer the same: so two viewers who put
their answers together learn nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.errors import NotFound
from domain.frameworks import compared_as
from domain.gaps import Readiness, Verdict
from domain.levels import Proficiency
from domain.release import FEWEST, Group, Range, cells, counted, shares, told_of
from domain.viewer import Viewer
from graph import gaps, spaces
from graph.connection import Graph, Tx
from graph.gaps import Member, Teaching
from learning.gap_aims import Aim, Wanted, aim
from learning.gap_nearest import Near, nearest
from learning.gaps import CLOSERS_MOST, judge, teaching
from learning.proficiency_evidence import Showing, read

EVERYONE = "everyone"
VISIBLE_DAYS = 90  # in which somebody with any evidence is visible
VISIBLE_SHARE = 0.5  # of a group that has to be, or nothing is said
NEAREST = 10  # people named
NEAREST_MOST = 50


@dataclass(frozen=True, slots=True)
class GroupNeed:
    """How many of a group meet one need, and how many are short of it (partly, or missing); the rest is not
    known. `learn` is content that teaches it."""

    wanted: Wanted
    met: Range
    short: Range
    learn: tuple[Teaching, ...]


@dataclass(frozen=True, slots=True)
class GroupGap:
    """What may be told of a group. `asked` is how many people it has, `people` how many it is told together
    with; `visible` the share of those with any evidence in 90 days. Under half of them there are no `needs`.

    `nearest` are those who have shown most, inside the group, and then elsewhere if they are open to moves.
    """

    kind: str
    name: str
    asked: int
    people: int
    visible: float
    aim: Aim
    needs: tuple[GroupNeed, ...]
    must: Readiness | None
    nearest: tuple[Near, ...]
    movers: tuple[Near, ...]
    at: date

    @property
    def is_told(self) -> bool:
        """Whether there are enough people, and enough of them can be seen."""
        return self.people >= FEWEST and self.visible >= VISIBLE_SHARE


@dataclass(frozen=True, slots=True)
class Plan:
    """So many people at a role level by a day: who is ready among those that the viewer can see."""

    headcount: int
    by: date | None
    group: GroupGap

    @property
    def ready(self) -> tuple[Near, ...]:
        return tuple(one for one in self.group.nearest if one.is_ready)

    @property
    def open_places(self) -> int:
        return max(0, self.headcount - len(self.ready))


async def of_group(
    graph: Graph, group: str, target: str, viewer: Viewer, today: date, *, first: int = NEAREST
) -> GroupGap:
    """The gap of a team or site by name, or of `everyone`, for any viewer who is known.

    Raises NotFound for what does not exist or may not be seen.
    """

    async def work(tx: Tx) -> GroupGap:
        scopes = await spaces.readable(tx, viewer)
        members = await gaps.members(tx) if scopes.names else []
        wanted_group = named_group(members, group)
        wanted = await aim(tx, target)
        everybody = groups(members)
        division = cells([one.id for one in members], everybody)
        some = told_of(wanted_group.people, division)
        told = {person for cell in some for person in cell}
        public = await spaces.readable(tx, Viewer.operator())
        within = [one for one in members if one.id in told]
        keys = [one.key for one in within]
        measured = [one.measured for one in wanted.wanted]
        found = await read(tx, keys, measured, public, today, told_of=keys) if keys else {}
        day = today - timedelta(days=VISIBLE_DAYS)
        since = int(datetime.combine(day, time(), UTC).timestamp()) * 1_000_000
        seen = set(await gaps.seen(tx, people=keys, since=since, day=day.isoformat(), scopes=public))
        visible = shares(some, {one.id: one.key in seen for one in within})
        needs: tuple[GroupNeed, ...] = ()
        if visible >= VISIBLE_SHARE:
            taught = await teaching(tx, wanted.wanted)
            met, short = _standing(within, found, wanted, today)
            needs = tuple(
                GroupNeed(
                    one,
                    counted(some, met[one.measured.about]),
                    counted(some, short[one.measured.about]),
                    tuple(taught.get(one.measured.id, ())[:CLOSERS_MOST]),
                )
                for one in wanted.wanted
            )
        by_key = {one.key: one for one in members}
        inside = {one.key for one in members if one.id in wanted_group.people}
        near = await nearest(tx, wanted, scopes, today, by_key, within=inside, first=first)
        movers = [
            one
            for one in await nearest(tx, wanted, scopes, today, by_key, within=None, first=len(members))
            if one.open_to_moves and one.person.key not in inside
        ]
        return GroupGap(
            wanted_group.kind,
            wanted_group.name,
            len(wanted_group.people),
            len(told),
            visible,
            wanted,
            needs,
            _readiness(needs, len(told)),
            tuple(near),
            tuple(movers[:first]),
            today,
        )

    return await graph.read(work)


def groups(members: Sequence[Member]) -> list[Group]:
    """The groups that may be told of, teams before sites, the larger ones first."""
    found: list[Group] = []
    for kind in ("team", "site"):
        named: dict[str, set[str]] = {}
        for one in members:
            if name := getattr(one, kind):
                named.setdefault(name, set()).add(one.id)
        some = [Group(kind, name, frozenset(people)) for name, people in named.items()]
        found += sorted(some, key=lambda group: (-len(group.people), group.name))
    return found


def named_group(members: Sequence[Member], text: str) -> Group:
    """A team or site by name, whatever its capitals, or everyone; `team:` or `site:` before it says which.

    Raises NotFound.
    """
    kind, _, name = text.partition(":")
    wanted = compared_as(name if kind in ("team", "site") and name else text)
    if wanted == EVERYONE and members:
        return Group(EVERYONE, EVERYONE, frozenset(one.id for one in members))
    for group in groups(members):
        if compared_as(group.name) == wanted and (kind not in ("team", "site") or group.kind == kind):
            return group
    raise NotFound(
        f"There is no person, team or site called {text!r} that you may see.",
        "Give a name as the list of people has it, or --everyone.",
    )


def _standing(
    within: Sequence[Member], found: dict[int, Showing], target: Aim, today: date
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Who meets each need, and who is short of it, by what is needed."""
    met: dict[str, set[str]] = {one.measured.about: set() for one in target.wanted}
    short: dict[str, set[str]] = {one.measured.about: set() for one in target.wanted}
    for member in within:
        known: dict[str, Proficiency] = {}
        for one in judge(target, found[member.key], today, known):
            if one.verdict is Verdict.MET:
                met[one.wanted.measured.about].add(member.id)
            elif one.verdict in (Verdict.PARTLY, Verdict.MISSING):
                short[one.wanted.measured.about].add(member.id)
    return met, short


def _readiness(needs: Sequence[GroupNeed], people: int) -> Readiness | None:
    """Over the musts, from what is told alone: so it tells nothing more."""
    musts = [need for need in needs if need.wanted.need.must]
    whole = sum(need.wanted.need.weight for need in musts) * people
    if not whole:
        return None
    low = sum(need.wanted.need.weight * need.met.least for need in musts)
    high = sum(need.wanted.need.weight * (people - need.short.least) for need in musts)
    return Readiness(low / whole, high / whole)
