"""KNOWS: what people know of skills, folded from the ledger by difference or by recount.

Rows keep the skill that was mined for ever: it counts as the one that it was merged into, and not at all once
the vocabulary that brought it was taken out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.tally import Known, NeedsRecount, Pool, Seen, Tally, changed, known, tally
from graph import merges, operations, people, spaces
from graph.connection import Tx
from graph.operations import OperationKind
from graph.queries import query

WRITES_A_STATEMENT = 5_000  # relationships; a transaction must not touch much more than 10,000


@query("knows/rows")
async def _rows(tx: Tx, *, people: Collection[int]) -> list[Seen]: ...


@query("knows/existing")
async def existing(tx: Tx, *, ids: Collection[int]) -> list[Known]: ...


@query("knows/of_people")
async def of_people(tx: Tx, *, people: Collection[int]) -> list[Known]: ...


@query("knows/create")
async def _create(tx: Tx, *, rows: Sequence[Known]) -> None: ...


@query("knows/replace")
async def _replace(tx: Tx, *, rows: Sequence[Known]) -> None: ...


@query("knows/remove")
async def _remove(tx: Tx, *, ids: Sequence[int]) -> None: ...


@query("knows/skills_there")
async def _skills_there(tx: Tx, *, skills: Collection[int]) -> list[int]: ...


async def change(tx: Tx, before: Iterable[Seen], after: Iterable[Seen], scopes: Mapping[int, str]) -> None:
    """Folds the difference between whole threads as they were and as they are.

    People who await a recount anyway are left to it, and so is whoever needs one to be told exactly. While a
    merge spreads that is everybody: a difference says nothing to a relationship of before it.
    """
    survivors = await merges.survivors(tx)
    old, new = tally(before, scopes, survivors), tally(after, scopes, survivors)
    pools = {pool for pool in old.keys() | new.keys() if old.get(pool) != new.get(pool)}
    there = set(await _skills_there(tx, skills={pool.skill for pool in pools}))
    pools = {pool for pool in pools if pool.skill in there}
    if not pools:
        return
    if await operations.open_of(tx, kind=OperationKind.REFOLD):
        await people.mark_stale(tx, people={pool.person for pool in pools})
        return
    waiting = set(await people.stale_of(tx, people={pool.person for pool in pools}))
    pools = {pool for pool in pools if pool.person not in waiting}
    ids = {pool: known(pool, new.get(pool) or old[pool]).id for pool in pools}
    held = {k.pool: k for k in await existing(tx, ids=list(ids.values()))}
    wanted: dict[Pool, Known] = {}
    recount: set[int] = set()
    for pool in pools:
        try:
            now = changed(pool, held.get(pool), old.get(pool, Tally()), new.get(pool, Tally()))
        except NeedsRecount:
            recount.add(pool.person)
        else:
            if now is not None:
                wanted[pool] = now
    if recount:
        await people.mark_stale(tx, people=recount)
    await _write(
        tx,
        {pool: k for pool, k in held.items() if pool.person not in recount},
        {pool: k for pool, k in wanted.items() if pool.person not in recount},
    )


@dataclass(frozen=True, slots=True)
class Difference:
    """People whose relationships were not what a recount says."""

    person: int
    skill: int
    scope: str


async def recount(tx: Tx, persons: Collection[int]) -> None:
    """Makes the relationships of some people what the ledger says, whatever they were."""
    held, wanted = await _both(tx, persons)
    await _write(tx, held, wanted)
    await people.mark_fresh(tx, people=persons)


async def differences(tx: Tx, persons: Collection[int]) -> list[Difference]:
    """Where the relationships of some people are not what a recount of the ledger says. Writes nothing."""
    held, wanted = await _both(tx, persons)
    wrong = (pool for pool in held.keys() | wanted.keys() if held.get(pool) != wanted.get(pool))
    return [Difference(*pool) for pool in sorted(wrong)]


async def _both(tx: Tx, persons: Collection[int]) -> tuple[dict[Pool, Known], dict[Pool, Known]]:
    rows = await _rows(tx, people=persons)
    scopes = await spaces.scopes_of(tx, {row.space for row in rows})
    tallied = tally(rows, scopes, await merges.survivors(tx))
    there = set(await _skills_there(tx, skills={pool.skill for pool in tallied}))
    wanted = {pool: known(pool, entry) for pool, entry in tallied.items() if pool.skill in there}
    return {k.pool: k for k in await of_people(tx, people=persons)}, wanted


async def _write(tx: Tx, held: Mapping[Pool, Known], wanted: Mapping[Pool, Known]) -> None:
    gone = [k.id for pool, k in held.items() if pool not in wanted]
    fresh = [k for pool, k in wanted.items() if pool not in held]
    other = [k for pool, k in wanted.items() if pool in held and held[pool] != k]
    for start in range(0, len(gone), WRITES_A_STATEMENT):
        await _remove(tx, ids=gone[start : start + WRITES_A_STATEMENT])
    for start in range(0, len(fresh), WRITES_A_STATEMENT):
        await _create(tx, rows=fresh[start : start + WRITES_A_STATEMENT])
    for start in range(0, len(other), WRITES_A_STATEMENT):
        await _replace(tx, rows=other[start : start + WRITES_A_STATEMENT])
