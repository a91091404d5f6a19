"""Documents into the ledger: what their rows are to be meets what is held, and the difference is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import Evidence
from domain.skills import Vocabulary
from domain.viewer import PUBLIC_SCOPE
from graph import documents, erasure, ledger, spaces
from graph.connection import Tx
from graph.documents import DocumentRow, Part
from graph.ledger import Written, as_row
from ingest.writing import settled
from nlp.sections import TERMS_MOST

ROWS_A_DOCUMENT = 4_500  # at most: as many again may be replaced in the same transaction


@dataclass(frozen=True, slots=True)
class Ready:
    """A document as it is to be written; its rows are unsettled, `stems` spells every term in them."""

    document: DocumentRow
    rows: tuple[Evidence, ...]
    parts: tuple[Part, ...]
    stems: Mapping[int, str]


async def write(tx: Tx, ready: Sequence[Ready], vocabulary: Vocabulary, *, fold_later: bool) -> Written:
    """Makes documents and their rows what they are to be.

    Where one is no longer public, what its people show publicly is hidden until they are recounted.
    """
    seq = await ledger.begin(tx)
    before = await ledger.rows(tx, items=(), threads=[one.document.key for one in ready])
    scopes = await spaces.scopes_of(tx, {row.space for row in before} | {one.document.space for one in ready})
    wanted = {one.document.key: scopes[one.document.space] for one in ready}
    if narrowed := {row.thread for row in before if scopes[row.space] == PUBLIC_SCOPE != wanted[row.thread]}:
        await documents.veil(tx, documents=narrowed)
    person = {row.id: row.person for row in before}
    rows = await erasure.kept(tx, [row for one in ready for row in one.rows])
    after = [as_row(row, person.get(row.id, 0)) for row in rows]
    stems = {hash: stem for one in ready for hash, stem in one.stems.items()}
    after = await settled(tx, after, vocabulary)
    written = await ledger.commit(tx, seq=seq, before=before, after=after, stems=stems, fold_later=fold_later)
    await documents.save(tx, [one.document for one in ready], [part for one in ready for part in one.parts])
    return written


def is_full(ready: Sequence[Ready]) -> bool:
    """Whether these are more rows or words than one transaction takes."""
    rows, words = sum(len(one.rows) for one in ready), sum(len(one.stems) for one in ready)
    return rows > ROWS_A_DOCUMENT or words > TERMS_MOST


async def forget(tx: Tx, keys: Collection[int]) -> Written:
    """Takes documents away with all that they showed. They may come back: nothing is remembered of them."""
    seq = await ledger.begin(tx)
    before = await ledger.rows(tx, items=(), threads=keys)
    written = await ledger.commit(tx, seq=seq, before=before, after=(), stems={})
    await documents.forget(tx, keys=keys)
    return written
