"""How far somebody has shown a competency: the range of levels, and every line that it stands on.

Who may ask: the person, their direct manager, stewards, and whoever operates the store. For everybody else
it is as if the person did not exist. What is counted is what the viewer may read.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Seen, compared_as
from domain.levels import Proficiency
from domain.rubric import until
from domain.viewer import Scopes, Viewer
from finder import names
from graph import evidence, levels, merges, spaces
from graph.connection import Graph, Tx
from graph.evidence import Item
from graph.experts import NamedPerson
from learning.proficiency_evidence import Measured, read
from learning.proficiency_rows import Line

KINDS = COMPETENCY, SKILL = ("competency", "skill")
LISTED_MOST = 5  # competencies named when a name fits several


@dataclass(frozen=True, slots=True)
class Unit:
    """What counts once: its `line` of the highest rung, the other lines of it, and until when it counts.
    `item` is where the line stands, when it is a message or a document."""

    line: Line
    others: tuple[Line, ...]
    until: date
    item: Item | None = None

    @property
    def counts(self) -> bool:
        return self.line.counts


@dataclass(frozen=True, slots=True)
class Told:
    """What a viewer is told of one person and one competency on a day; units newest first."""

    person: NamedPerson
    measured: Measured
    level: Proficiency
    units: tuple[Unit, ...]
    at: date


async def told(graph: Graph, person: str, what: str, viewer: Viewer, today: date) -> Told:
    """The level of a person, by id, handle or name, in a competency or skill, by id or name.

    Raises NotFound for what does not exist or may not be seen, InvalidInput for a name of several.
    """

    async def work(tx: Tx) -> Told:
        scopes = await spaces.readable(tx, viewer)
        somebody = await whom(tx, person, viewer, scopes, stewards=True)
        measured = await called(tx, what)
        return await _told(tx, somebody, measured, scopes, today)

    return await graph.read(work)


async def whom(tx: Tx, text: str, viewer: Viewer, scopes: Scopes, *, stewards: bool) -> NamedPerson:
    """Somebody of whom the viewer may know what is recorded; `stewards` may as well, or not.

    Raises as `finder.names.person`, the same for whoever may not as for nobody.
    """
    if not scopes.names:
        raise names.nobody(text)
    somebody = await names.person(tx, text)
    if not ((stewards and viewer.is_steward) or await may_know(tx, viewer, somebody.id)):
        raise names.nobody(text)
    return somebody


async def may_know(tx: Tx, viewer: Viewer, person: str) -> bool:
    """Whether a viewer is a person (id), their direct manager, or operates the store."""
    if viewer.is_operator or viewer.person == person:
        return True
    return viewer.person is not None and await levels.manages(tx, manager=viewer.person, person=person)


async def called(tx: Tx, text: str) -> Measured:
    """A competency by id or name, or else a skill by id or label; with `competency:` or `skill:` before it,
    that kind alone. Raises NotFound, or InvalidInput."""
    kind, _, name = text.partition(":")
    kind, text = (kind, name) if kind in KINDS and name else ("", text)
    ids = await levels.competencies_called(tx, text=compared_as(text)) if kind != SKILL else []
    if len(ids) == 1:
        return (await measured(tx, competencies=ids))[0]
    if ids:
        several = await levels.competencies(tx, ids=ids)
        listed = ", ".join(f"{one.framework} ({one.id})" for one in several[:LISTED_MOST])
        raise InvalidInput(f"{len(ids)} competencies are called {text!r}: {listed}.", "Give the id.")
    try:
        if kind == COMPETENCY:
            raise NotFound(text)
        skill = await names.skill(tx, text)
    except NotFound:
        raise NotFound(
            f"There is no competency and no skill called {text!r} that you may see.",
            "Give a name as a framework has it, or as `understory find` shows it.",
        ) from None
    return Measured(skill.id, skill.name, "", (skill.id,), is_skill=True)


async def measured(
    tx: Tx, competencies: Collection[str] = (), skills: Collection[tuple[str, str]] = ()
) -> list[Measured]:
    """Competencies by id, and skills as (id, name), as levels are decided of them."""
    survivors = await merges.survivors(tx)
    found = [
        Measured(
            one.id,
            one.name,
            one.framework,
            tuple(dict.fromkeys(map(survivors.of, one.skills))),
            inferred=one.seen != Seen.CONFIRMED_ONLY.value,
        )
        for one in (await levels.competencies(tx, ids=competencies) if competencies else ())
    ]
    for id, name in skills:
        surviving = survivors.of(id)
        found.append(Measured(surviving, name, "", (surviving,), is_skill=True))
    return found


async def _told(tx: Tx, somebody: NamedPerson, measured: Measured, scopes: Scopes, today: date) -> Told:
    found = await read(tx, [somebody.key], [measured], scopes, today, told_of=[somebody.key])
    showing = found[somebody.key]
    level = showing.level(measured, today)
    lines = [] if level.declined else showing.of(measured)
    ids = [line.row for line in lines if line.row is not None]
    items = {item.id: item for item in await evidence.items(tx, ids=ids, scopes=scopes)} if ids else {}
    return Told(somebody, measured, level, tuple(units(lines, items, today)), today)


def units(lines: Sequence[Line], items: dict[int, Item], today: date) -> list[Unit]:
    """Lines by what counts once, newest first; those that are too old to count are left out."""
    grouped: dict[str, list[Line]] = {}
    for line in lines:
        if until(line.sign.at) >= today:
            grouped.setdefault(line.sign.unit, []).append(line)
    found: list[Unit] = []
    for some in grouped.values():
        first, *others = sorted(some, key=_says, reverse=True)
        counting = [line.sign.at for line in some if line.counts] or [first.sign.at]
        item = items.get(first.row) if first.row is not None else None
        rest = {line.id: line for line in others if line.id != first.id}
        found.append(Unit(first, tuple(rest.values()), until(max(counting)), item))
    return sorted(found, key=lambda unit: (unit.line.sign.at, unit.line.id), reverse=True)


def _says(line: Line) -> tuple[bool, int, float, date, str]:
    return line.counts, line.sign.rung, line.sign.p, line.sign.at, line.id
