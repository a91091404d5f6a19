"""The ledger: evidence rows, written exactly once, and everything that is folded from them in step.

A writer calls `begin`, which makes its transaction the only one; reads the rows of the threads it touches;
decides what they are to be; and hands both to `commit`, which writes the difference and the folds.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

from domain.evidence import Evidence
from domain.tally import Seen
from graph import knows, people, spaces, terms
from graph.connection import Tx
from graph.queries import query

ROWS_A_CHUNK = 5_000  # that one transaction of a long operation rewrites


@dataclass(frozen=True, slots=True)
class Row(Evidence):
    """An evidence row as the graph holds it, with the key of the person it is about (0 until written)."""

    person: int = 0

    @property
    def seen(self) -> Seen:
        return Seen(self.id, self.person, self.space, self.thread, self.at, self.m)


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows a commit created, replaced and removed."""

    created: int = 0
    replaced: int = 0
    removed: int = 0

    @property
    def anything(self) -> bool:
        return bool(self.created or self.replaced or self.removed)


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread's key, and how many rows it has: a document may have thousands."""

    thread: int
    rows: int


@query("ledger/begin")
async def begin(tx: Tx) -> int: ...


@query("ledger/seq")
async def last_seq(tx: Tx) -> int: ...


@query("ledger/rows")
async def rows(tx: Tx, *, items: Collection[int], threads: Collection[int]) -> list[Row]: ...


@query("ledger/gone_since")
async def gone_since(tx: Tx, *, after: int, until: int) -> list[int]: ...


@query("ledger/deleted")
async def deleted(tx: Tx, *, items: Collection[int]) -> list[int]: ...


@query("ledger/threads_of_space")
async def _threads_of_space(tx: Tx, *, space: int, after: int, first: int) -> list[Thread]: ...


@query("ledger/threads_to_relink")
async def _threads_to_relink(tx: Tx, *, account: int, person: int, first: int) -> list[Thread]: ...


@query("ledger/create")
async def _create(tx: Tx, *, rows: Sequence[Row], seq: int) -> None: ...


@query("ledger/replace")
async def _replace(tx: Tx, *, rows: Sequence[Row], seq: int) -> None: ...


@query("ledger/remove")
async def _remove(tx: Tx, *, ids: Sequence[int], seq: int) -> None: ...


@query("ledger/delete_items")
async def delete_items(tx: Tx, *, items: Collection[int]) -> None: ...


async def threads_of_space(tx: Tx, *, space: int, after: int, first: int) -> list[int]:
    """The next threads of a space, as many of `first` as one transaction can take."""
    return few(await _threads_of_space(tx, space=space, after=after, first=first))


async def threads_to_relink(tx: Tx, *, account: int, person: int, first: int) -> list[int]:
    """The next threads whose rows of an account name another person, as many as one transaction can take."""
    return few(await _threads_to_relink(tx, account=account, person=person, first=first))


async def commit(
    tx: Tx,
    *,
    seq: int,
    before: Sequence[Row],
    after: Sequence[Row],
    stems: Mapping[int, str],
    fold_later: bool = False,
) -> Written:
    """Turns the rows `before`, all rows of the touched threads, into `after`, and folds the difference.

    `stems` spells the terms that `after` may bring. With `fold_later` the relationships of the people
    concerned are left for a recount, which is cheaper for a first load.
    """
    after = await _with_people(tx, after)
    held = {row.id: row for row in before}
    wanted = {row.id: row for row in after}
    created = [row for row in after if row.id not in held]
    replaced = [row for row in after if row.id in held and held[row.id] != row]
    removed = [row for row in before if row.id not in wanted]
    written = Written(len(created), len(replaced), len(removed))
    if not written.anything:
        return written
    if created:
        await _create(tx, rows=created, seq=seq)
    if replaced:
        await _replace(tx, rows=replaced, seq=seq)
    if removed:
        await _remove(tx, ids=[row.id for row in removed], seq=seq)
    if fold_later:
        touched = {row.person for row in (*created, *replaced, *removed)}
        touched |= {held[row.id].person for row in replaced}
        await people.mark_stale(tx, people=touched)
    else:
        scopes = await spaces.scopes_of(tx, {row.space for row in (*before, *after)})
        await knows.change(tx, [r.seen for r in before], [r.seen for r in after], scopes)
    await terms.change(tx, before, after, stems)
    return written


def few(threads: Sequence[Thread]) -> list[int]:
    """The first threads, at least one, that together have few enough rows."""
    found, rows = list[int](), 0
    for one in threads:
        rows += one.rows
        if found and rows > ROWS_A_CHUNK:
            break
        found.append(one.thread)
    return found


async def _with_people(tx: Tx, after: Sequence[Row]) -> list[Row]:
    new = {row.subject for row in after if not row.person}
    if not new:
        return list(after)
    persons = await people.persons_of(tx, new)
    return [row if row.person else as_row(row, persons[row.subject]) for row in after]


_EVIDENCE = tuple(field.name for field in fields(Evidence))


def as_row(evidence: Evidence, person: int = 0) -> Row:
    """Evidence as a row about a person."""
    return Row(*(getattr(evidence, name) for name in _EVIDENCE), person=person)
