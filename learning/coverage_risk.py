"""Skills that the organisation could lose: few hold them, somebody leaves, nobody learns them.

Who holds what is as visible as the finder shows it. That somebody is leaving, and what losing them would
cost, is for their direct manager, stewards and whoever operates the store; who looks at the latter is written
down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.viewer import Scopes, Viewer
from finder import names
from graph import coverage, ledger, levels, merges, spaces
from graph.connection import Graph, Tx
from graph.coverage import HeldSkill, Look, Owned
from graph.experts import NamedPerson
from learning.coverage_holders import since
from learning.review_thresholds import LEARNING_DAYS, LEAVES_WITHIN, LONE_HOLDERS

NAMED_MOST = 5  # other holders that are named
LOOKS_MOST = 100
WITHOUT = "coverage without"  # what the journal calls it


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a skill; `leaves` is their last day, where that is near and the viewer may know
    it."""

    id: str
    name: str
    leaves: date | None = None


@dataclass(frozen=True, slots=True)
class Risk:
    """A skill with its `number` of holders, those who are named, how many holders have `left`, and how many
    others are `learning` it."""

    skill: str
    name: str
    number: int
    holders: tuple[Holder, ...]
    left: int
    learning: int

    @property
    def reasons(self) -> tuple[str, ...]:
        """What puts it at risk, the worst first."""
        some = [
            "nobody left who holds it" if not self.number else "one holder" if self.number == 1 else "",
            "a holder is leaving" if any(holder.leaves for holder in self.holders) else "",
            "a holder has left" if self.left and self.number else "",
            "" if self.learning else "nobody learning",
        ]
        return tuple(reason for reason in some if reason)


@dataclass(frozen=True, slots=True)
class Loss:
    """What losing somebody would cost: skills that nobody else holds, skills that few others do, and content
    that would have no owner."""

    person: NamedPerson
    alone: tuple[Risk, ...]
    shared: tuple[Risk, ...]
    content: tuple[Owned, ...]
    at: date


async def at_risk(graph: Graph, viewer: Viewer, today: date) -> list[Risk]:
    """Skills with one holder or none left, or none who stays, for any viewer who is known; the worst
    first."""

    async def work(tx: Tx) -> list[Risk]:
        scopes = await spaces.readable(tx, viewer)
        ids = await coverage.skills_known(tx, scopes) if scopes.names else []
        return [one for one in await _risks(tx, ids, scopes, viewer, today) if is_at_risk(one)]

    found = await graph.read(work)
    return sorted(found, key=lambda one: (one.number, -len(one.reasons), one.name.casefold(), one.skill))


def is_at_risk(risk: Risk) -> bool:
    """Whether at most one holder stays, of a skill that somebody holds or held."""
    staying = risk.number - sum(holder.leaves is not None for holder in risk.holders)
    return staying <= LONE_HOLDERS and bool(risk.number or risk.left)


async def without(graph: Graph, person: str, viewer: Viewer, today: date, at: int) -> Loss:
    """What losing somebody would cost; that the viewer looked, at a time in microseconds, is written down.

    For their direct manager, stewards and whoever operates the store. Raises NotFound for everybody else, as
    for somebody who does not exist.
    """

    async def work(tx: Tx) -> Loss:
        await ledger.begin(tx)
        scopes = await spaces.readable(tx, viewer)
        somebody = await names.person(tx, person) if scopes.names else None
        if somebody is None or not await _may_know(tx, viewer, somebody.id):
            raise names.nobody(person)
        await coverage.look(tx, person=somebody.key, what=WITHOUT, by=viewer.person or "", at=at)
        ids = await coverage.held_by(tx, person=somebody.key, scopes=scopes)
        found = await _risks(tx, ids, scopes, viewer, today, without=somebody.id)
        theirs = sorted(found, key=lambda one: (one.number, -len(one.reasons), one.name.casefold()))
        return Loss(
            somebody,
            tuple(one for one in theirs if not one.number),
            tuple(one for one in theirs if 0 < one.number <= LONE_HOLDERS),
            tuple(await coverage.owned(tx, person=somebody.key, scopes=scopes)),
            today,
        )

    return await graph.write(work)


async def looks(graph: Graph, person: str, viewer: Viewer) -> list[Look]:
    """Who looked at what losing somebody would cost, newest first: for themselves, stewards and whoever
    operates the store. Raises NotFound for everybody else."""

    async def work(tx: Tx) -> list[Look]:
        scopes = await spaces.readable(tx, viewer)
        somebody = await names.person(tx, person) if scopes.names else None
        if somebody is None or not (viewer.person == somebody.id or viewer.is_operator or viewer.is_steward):
            raise names.nobody(person)
        return await coverage.looks(tx, person=somebody.key, first=LOOKS_MOST)

    return await graph.read(work)


async def _risks(
    tx: Tx, skills: Sequence[str], scopes: Scopes, viewer: Viewer, today: date, *, without: str = ""
) -> list[Risk]:
    """How some skills are held; `without` somebody, when named, and then those alone that they hold among
    few."""
    survivors = await merges.survivors(tx)
    ids = sorted({survivors.of(id) for id in skills})
    first = NAMED_MOST + 1  # one of them may be left out
    held = await coverage.holders(tx, ids, scopes, since(today), today.isoformat(), first=first)
    day = (today - timedelta(days=LEARNING_DAYS)).isoformat()
    completed = {one.skill: one.number for one in await coverage.learners(tx, skills=ids, day=day)}
    found: list[Risk] = []
    for one in held:
        if without and without not in {id for id, _, _ in one.holders}:
            continue
        found.append(await _risk(tx, one, completed.get(one.skill, 0), viewer, today, without))
    return found


async def _risk(tx: Tx, held: HeldSkill, completed: int, viewer: Viewer, today: date, without: str) -> Risk:
    holders: list[Holder] = []
    for id, name, ends in held.holders:
        if id == without:
            continue
        leaves = date.fromisoformat(ends) if ends else None
        near = leaves is not None and leaves <= today + timedelta(days=LEAVES_WITHIN)
        told = near and await _may_know(tx, viewer, id)
        holders.append(Holder(id, name, leaves if told else None))
    return Risk(
        held.skill,
        held.name,
        held.number - bool(without),
        tuple(holders[:NAMED_MOST]),
        held.gone,
        held.learners + completed,
    )


async def _may_know(tx: Tx, viewer: Viewer, person: str) -> bool:
    if viewer.is_operator or viewer.is_steward:
        return True
    return viewer.person is not None and await levels.manages(tx, manager=viewer.person, person=person)
