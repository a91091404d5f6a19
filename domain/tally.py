"""The fold: evidence rows into what a person knows of a skill in a scope, exactly and in any order.

A recount tallies all rows of a person. A change tallies the touched threads before and after, and applies the
difference; both give the same `Known`, or the change says that only a recount can tell.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.changes import Survivors
from domain.evidence import bucket_weight, units
from domain.keys import key

NEWEST = 10  # evidence rows named on each relationship, so that reasons need no search


class Pool(NamedTuple):
    """One person, one skill, one scope: what a KNOWS relationship stands for."""

    person: int
    skill: int
    scope: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the fold needs of an evidence row."""

    id: int
    person: int
    space: int
    thread: int
    at: int
    m: tuple[int, ...]


@dataclass(slots=True)
class Tally:
    """Units of one pool: how many per bucket, in which threads, by which rows ((time, id) pairs)."""

    buckets: Counter[int] = field(default_factory=Counter[int])
    threads: set[int] = field(default_factory=set[int])
    rows: set[tuple[int, int]] = field(default_factory=set[tuple[int, int]])


@dataclass(frozen=True, slots=True)
class Known:
    """A KNOWS relationship: `b` buckets in ascending order, `n` units in each, `threads` distinct threads,
    `newest` the ten newest rows as time, id, time, id …, and `g` = Σ n·W[b], the whole weight."""

    id: int
    person: int
    skill: int
    scope: str
    b: tuple[int, ...]
    n: tuple[int, ...]
    g: int
    threads: int
    newest: tuple[int, ...]

    @property
    def pool(self) -> Pool:
        return Pool(self.person, self.skill, self.scope)


class NeedsRecount(Exception):
    """A row among the newest went, and only the ledger knows which one takes its place."""


def tally(rows: Iterable[Seen], scopes: Mapping[int, str], survivors: Survivors) -> dict[Pool, Tally]:
    """Folds rows; `scopes` gives the scope of each space key. What is merged counts as what it is part of."""
    found: dict[Pool, Tally] = {}
    for row in rows:
        for skill, number in units(row.at, survivors.resolved(row.m)):
            entry = found.setdefault(Pool(row.person, skill, scopes[row.space]), Tally())
            entry.buckets[number] += 1
            entry.threads.add(row.thread)
            entry.rows.add((row.at, row.id))
    return found


def known(pool: Pool, entry: Tally) -> Known:
    """The relationship that a whole tally stands for."""
    return _known(pool, entry.buckets, len(entry.threads), sorted(entry.rows, reverse=True)[:NEWEST])


def changed(pool: Pool, held: Known | None, before: Tally, after: Tally) -> Known | None:
    """The relationship after some whole threads of the pool went from `before` to `after`.

    None when nothing is left. Raises NeedsRecount when the newest rows cannot be told from here.
    """
    buckets = Counter(dict(zip(held.b, held.n, strict=True))) if held else Counter[int]()
    total_before = sum(buckets.values())
    buckets.update(after.buckets)
    buckets.subtract(before.buckets)
    buckets = +buckets
    if not buckets:
        return None
    threads = (held.threads if held else 0) + len(after.threads) - len(before.threads)
    newest = _pairs(held.newest) if held else []
    merged = sorted({*(p for p in newest if p not in before.rows), *after.rows}, reverse=True)
    if total_before > len(newest):  # there are older rows that we do not see
        floor = newest[-1]
        merged = [pair for pair in merged if pair >= floor]
        if len(merged) < NEWEST:
            raise NeedsRecount
    return _known(pool, buckets, threads, merged[:NEWEST])


def _known(pool: Pool, buckets: Counter[int], threads: int, newest: list[tuple[int, int]]) -> Known:
    b = tuple(sorted(buckets))
    n = tuple(buckets[number] for number in b)
    return Known(
        id=key("knows", *pool),
        person=pool.person,
        skill=pool.skill,
        scope=pool.scope,
        b=b,
        n=n,
        g=sum(count * bucket_weight(number) for number, count in zip(b, n, strict=True)),
        threads=threads,
        newest=tuple(number for pair in newest for number in pair),
    )


def _pairs(flat: tuple[int, ...]) -> list[tuple[int, int]]:
    return list(zip(flat[::2], flat[1::2], strict=True))
