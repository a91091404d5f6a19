"""Who has shown what is needed: as visible as the finder shows it, and nothing of what they lack.

Levels here come from evidence that the viewer may read alone; what was recorded or said about somebody stays
with them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from domain.errors import InvalidInput
from domain.evidence import month_of
from domain.gaps import Verdict, judged
from domain.keys import key
from domain.viewer import Scopes, Viewer
from finder import names
from graph import experts, gaps
from graph.connection import Graph, Tx
from graph.experts import FamilySkill, NamedPerson
from graph.gaps import Member
from learning.gap_aims import Aim, Wanted
from learning.proficiency_evidence import Showing, read

CANDIDATES = 50  # of the best ranked people, whose levels are then decided exactly
WORKING = 2  # the level from which somebody can help others with it


@dataclass(frozen=True, slots=True)
class Knower:
    """Somebody who has shown something at a level."""

    person: NamedPerson
    level: int


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody with what they have shown of an aim: `shown` at the level needed, `partly` below it; `share`
    is how much of the weight of its musts is met."""

    person: NamedPerson
    shown: tuple[Wanted, ...]
    partly: tuple[Wanted, ...]
    share: float
    is_ready: bool
    team: str = ""
    open_to_moves: bool = False


async def knowers(
    tx: Tx, wanted: Sequence[Wanted], scopes: Scopes, today: date, *, without: int, each: int
) -> dict[str, list[Knower]]:
    """For each need (by what it is of) a few people who have shown it at its level, the highest first."""
    people, found = await _candidates(tx, wanted, scopes, today)
    able: dict[str, list[Knower]] = {}
    for one in wanted:
        least = max(one.need.level or WORKING, WORKING)
        for person in people:
            level = found[person.key].level(one.measured, today).lo if person.key != without else None
            if level is not None and level >= least:
                able.setdefault(one.measured.about, []).append(Knower(person, level))
    return {
        what: sorted(some, key=lambda one: (-one.level, one.person.id))[:each] for what, some in able.items()
    }


async def nearest(
    tx: Tx,
    target: Aim,
    scopes: Scopes,
    today: date,
    members: Mapping[int, Member],
    *,
    within: Iterable[int] | None,
    first: int,
) -> list[Near]:
    """Those who have shown most of an aim, among the people `within`, or among everybody."""
    allowed = None if within is None else set(within)
    people, found = await _candidates(tx, target.wanted, scopes, today)
    near: list[Near] = []
    for person in people:
        member = members.get(person.key)
        if member is None or (allowed is not None and person.key not in allowed):
            continue
        one = _near(person, target, found[person.key], today, member)
        if one.shown or one.partly:
            near.append(one)
    near.sort(key=lambda one: (-one.share, -len(one.shown), -len(one.partly), one.person.id))
    return near[:first]


async def set_open_to_moves(graph: Graph, viewer: Viewer, is_open: bool) -> NamedPerson:
    """Notes whether the viewer is open to other work inside. Raises InvalidInput for whoever is nobody."""
    if viewer.person is None:
        raise InvalidInput(
            "It is not said who is open to moves.", "Say so for yourself: --as, with your name."
        )
    person = viewer.person

    async def work(tx: Tx) -> NamedPerson:
        somebody = await names.person(tx, person)
        await gaps.open_to_moves(tx, person=somebody.id, open=is_open)
        return somebody

    return await graph.write(work)


def _near(person: NamedPerson, target: Aim, showing: Showing, today: date, member: Member) -> Near:
    stands = [(one, judged(one.need, showing.level(one.measured, today))) for one in target.wanted]
    musts = [(one, verdict) for one, verdict in stands if one.need.must]
    whole = sum(one.need.weight for one, _ in musts)
    met = sum(one.need.weight for one, verdict in musts if verdict is Verdict.MET)
    return Near(
        person,
        tuple(one for one, verdict in stands if verdict is Verdict.MET),
        tuple(one for one, verdict in stands if verdict is Verdict.PARTLY),
        met / whole if whole else 0.0,
        bool(musts) and all(verdict is Verdict.MET for _, verdict in musts),
        member.team,
        member.open_to_moves,
    )


async def _candidates(
    tx: Tx, wanted: Sequence[Wanted], scopes: Scopes, today: date
) -> tuple[list[NamedPerson], dict[int, Showing]]:
    """The people ranked best by the skills of some needs, and what speaks for them."""
    measured = [one.measured for one in wanted]
    skills = sorted({skill for one in measured for skill in one.skills})
    if not skills or not scopes.names:
        return [], {}
    family = [FamilySkill(id, key("skill", id), id, 1.0, True) for id in skills]
    month = month_of(int(datetime.combine(today, time(), UTC).timestamp()) * 1_000_000)
    ranked = await experts.rank(tx, family, scopes, month=month, first=CANDIDATES)
    people = [NamedPerson(one.key, one.id, one.name) for one in ranked]
    found = await read(tx, [one.key for one in people], measured, scopes, today, told_of=())
    return people, found
