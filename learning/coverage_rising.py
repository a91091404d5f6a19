"""What somebody does more and more: their skills of the last 90 days against the 270 before.

Counted are threads and documents in which they show a skill, of what the viewer may read: so who is rising is
as visible as the finder shows it. It is said only where it is nearly certain (see `domain.rising`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.evidence import SHOWING, bucket_act, units
from domain.rising import Counted, probability_above
from domain.viewer import Viewer
from finder import names
from graph import coverage, merges, review, spaces
from graph.connection import Graph, Tx
from graph.experts import NamedPerson
from learning.coverage_holders import micros
from learning.review_thresholds import (
    BEFORE_DAYS,
    RISING_DAYS,
    RISING_PRIOR,
    RISING_RATIO,
    RISING_SURE,
    RISING_UNITS,
)


@dataclass(frozen=True, slots=True)
class Rising:
    """A skill that somebody shows more often than before, and how sure that is."""

    skill: str
    name: str
    counted: Counted
    probability: float


@dataclass(frozen=True, slots=True)
class RisingOf:
    """The rising skills of somebody on a day, the surest first."""

    person: NamedPerson
    skills: tuple[Rising, ...]
    at: date


async def rising(graph: Graph, person: str, viewer: Viewer, today: date) -> RisingOf:
    """The rising skills of somebody, by id, handle or name, as far as the viewer may see them.

    Raises NotFound, or InvalidInput for a name of several.
    """

    async def work(tx: Tx) -> RisingOf:
        scopes = await spaces.readable(tx, viewer)
        if not scopes.names:
            raise names.nobody(person)
        somebody = await names.person(tx, person)
        begin = micros(today - timedelta(days=RISING_DAYS + BEFORE_DAYS))
        survivors = await merges.survivors(tx)
        rows = await coverage.shown(tx, person=somebody.key, since=begin, scopes=scopes)
        shown = (
            (skill, row.thread, row.at)
            for row in rows
            for skill, number in units(row.at, survivors.resolved(row.m))
            if bucket_act(number) in SHOWING
        )
        found = rising_of(counts(shown, micros(today + timedelta(days=1)), today))
        called = {one.key: one.id for one in await review.skill_ids(tx, keys=sorted(found))}
        named = {one.id: one.name for one in await review.named(tx, ids=sorted(called.values()))}
        risen = [
            Rising(called[key], named[called[key]], count, sure)
            for key, (count, sure) in found.items()
            if key in called
        ]
        risen.sort(key=lambda one: (-one.probability, one.name.casefold()))
        return RisingOf(somebody, tuple(risen), today)

    return await graph.read(work)


def counts(shown: Iterable[tuple[int, int, int]], until: int, today: date) -> dict[int, Counted]:
    """How often each skill (key) was shown lately and before: by skill, thread and time (microseconds), each
    thread once in either span."""
    turn = micros(today - timedelta(days=RISING_DAYS))
    now: dict[int, set[int]] = {}
    before: dict[int, set[int]] = {}
    for skill, thread, at in shown:
        if at < until:
            (now if at >= turn else before).setdefault(skill, set()).add(thread)
    return {
        skill: Counted(len(threads), len(before.get(skill, ())), RISING_DAYS, BEFORE_DAYS)
        for skill, threads in now.items()
    }


def rising_of(counted: dict[int, Counted]) -> dict[int, tuple[Counted, float]]:
    """Those that rise so surely that it may be said."""
    found: dict[int, tuple[Counted, float]] = {}
    for skill, count in counted.items():
        sure = probability_above(count, RISING_RATIO, RISING_PRIOR) if count.now >= RISING_UNITS else 0.0
        if sure >= RISING_SURE:
            found[skill] = count, sure
    return found
