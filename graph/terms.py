"""Terms: how many contributions (a person in a thread) hold each, spelled out only when enough do."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import term_hashes
from domain.policy import TERM_CONTRIBUTIONS
from graph.connection import Tx
from graph.queries import query

if TYPE_CHECKING:
    from graph.ledger import Row


@dataclass(frozen=True, slots=True)
class TermChange:
    """By how much the number of a term's contributions changes, and how it is spelled when that is known."""

    hash: int
    by: int
    text: str | None


@query("terms/count")
async def _count(tx: Tx, *, changes: Sequence[TermChange], enough: int) -> None: ...


async def change(tx: Tx, before: Iterable["Row"], after: Iterable["Row"], stems: Mapping[int, str]) -> None:
    """Counts the contributions that whole threads gained or lost."""
    difference = Counter(hash for _, _, hash in contributions(after))
    difference.subtract(hash for _, _, hash in contributions(before))
    changes = [TermChange(hash, by, stems.get(hash)) for hash, by in sorted(difference.items()) if by]
    if changes:
        await _count(tx, changes=changes, enough=TERM_CONTRIBUTIONS)


def contributions(rows: Iterable["Row"]) -> set[tuple[int, int, int]]:
    """(person, thread, term hash) once each."""
    return {(row.person, row.thread, hash) for row in rows for hash in term_hashes(row.t)}
