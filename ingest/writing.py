"""One batch into the ledger: what was mined meets what is held, and the difference is written."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from domain.evidence import Evidence
from domain.keys import key
from domain.skills import Vocabulary
from graph import erasure, ledger, spaces
from graph.connection import Tx
from graph.ledger import Row, Written, as_row
from nlp.acts import settle


@dataclass(frozen=True, slots=True)
class Mined:
    """A batch as the miner read it: unsettled rows by item, the ids of deleted items, and spelled terms."""

    rows: tuple[Evidence, ...]
    deleted: frozenset[str]
    stems: Mapping[int, str]


async def write(tx: Tx, mined: Mined, vocabulary: Vocabulary, *, fold_later: bool) -> Written:
    """Writes what changes; the caller's transaction is the only writer from here to its end."""
    seq = await ledger.begin(tx)
    rows = await erasure.kept(tx, mined.rows)
    incoming: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        incoming[row.item].append(row)
    deleted = {key(item) for item in mined.deleted}
    known_deleted = set(await ledger.deleted(tx, items=incoming.keys() - deleted))
    threads = {row.thread for row in rows if row.item not in known_deleted}
    before = await ledger.rows(tx, items=incoming.keys() | deleted, threads=threads)
    after = merge(before, incoming, deleted | known_deleted)
    written = await ledger.commit(
        tx,
        seq=seq,
        before=before,
        after=await settled(tx, after, vocabulary),
        stems=mined.stems,
        fold_later=fold_later,
    )
    if deleted:
        await ledger.delete_items(tx, items=deleted)
    return written


def merge(before: Sequence[Row], incoming: Mapping[int, Sequence[Evidence]], deleted: set[int]) -> list[Row]:
    """The rows that some threads are to have, before their acts are settled.

    A deleted item has none. An item that was read again takes its new rows, unless what is held is of a later
    edit, or of the same with more reactions: an older export must not undo a newer one.
    """
    held: dict[int, list[Row]] = defaultdict(list)
    for row in before:
        held[row.item].append(row)
    after: list[Row] = []
    for item in held.keys() | incoming.keys():
        if item in deleted:
            continue
        new, old = incoming.get(item, ()), held.get(item, ())
        if not new or (old and _standing(old) > _standing(new)):
            after.extend(old)
        else:
            person = {row.id: row.person for row in old}
            after.extend(as_row(row, person.get(row.id, 0)) for row in new)
    return after


async def settled(tx: Tx, rows: Iterable[Row], vocabulary: Vocabulary) -> list[Row]:
    """Rows of whole threads, with acts and support decided."""
    threads: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        threads[row.thread].append(row)
    held = await spaces.held(tx, keys={row.space for thread in threads.values() for row in thread})
    topics = {space.key: frozenset(space.topics) for space in held}
    after: list[Row] = []
    for thread in threads.values():
        after.extend(cast(tuple[Row, ...], settle(thread, topics[thread[0].space], vocabulary)))
    return after


def _standing(rows: Sequence[Evidence]) -> tuple[int, int]:
    own = next(row for row in rows if not row.is_referral)
    return own.edited, own.reactions
