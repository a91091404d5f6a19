"""The index of words: a base that processes share, and the threads that have changed in the ledger since.

What changed is laid out anew for its whole threads, and those threads are masked out of the base: an answer's
share in its question's words is then right whichever of the two changed.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from finder import base_file
from finder.base_file import Base
from finder.contributions import Array, Gathering, Segment, segment_of
from finder.views import Snapshot
from graph import evidence
from graph.connection import Graph, Tx
from graph.evidence import Words
from graph.ledger import gone_since

ROWS_A_PAGE = 10_000
THREADS_A_PAGE = 2_000
CHANGED_MOST = 20_000  # rows beside the base; with more, a new base is cheaper
BUILDS_MOST = 3  # for one question, while somebody writes as fast as we read


@dataclass(frozen=True, slots=True)
class _State:
    """A base, the rows of threads that changed since, both as arrays, and the number this is true to."""

    base: Base
    changed: dict[int, list[Words]]
    snapshot: Snapshot
    seq: int


class Index:
    """Words of one store, cached in a folder of the caller's. Share one in a process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state: _State | None = None
        self._preparing = asyncio.Lock()

    async def prepare(self, graph: Graph) -> None:
        """Loads the base, or builds it where there is none or it is too old. The first time takes seconds."""
        async with self._preparing:
            for _ in range(BUILDS_MOST):
                if self._state is None:
                    store = (await graph.read(evidence.ledger)).store
                    base = await asyncio.to_thread(base_file.read, self.folder, store)
                    self._state = None if base is None else _state(base)
                if self._state is not None and await graph.read(self.follow) is not None:
                    return
                base = await build(graph)
                await asyncio.to_thread(base_file.write, self.folder, base)
                self._state = _state(base)

    async def follow(self, tx: Tx) -> Snapshot | None:
        """What the index holds, brought up to the ledger; None when it has to be prepared first."""
        state, ledger = self._state, await evidence.ledger(tx)
        if state is None or state.base.store != ledger.store or not ledger.pruned <= state.seq <= ledger.seq:
            self._state = None
            return None
        if state.seq == ledger.seq:
            return state.snapshot
        gone = await gone_since(tx, after=state.seq, until=ledger.seq)
        threads = set(await evidence.changed_threads(tx, after=state.seq, until=ledger.seq))
        for segment in state.snapshot.segments:
            threads |= segment.threads_of_rows(gone)
        if len(threads) + len(state.changed) > CHANGED_MOST:
            return None
        changed = {**state.changed, **{thread: [] for thread in threads}}
        wanted = sorted(threads)
        for start in range(0, len(wanted), THREADS_A_PAGE):
            page = await evidence.of_threads(tx, threads=wanted[start : start + THREADS_A_PAGE])
            for row in page:
                changed[row.thread].append(row)
        if sum(map(len, changed.values())) > CHANGED_MOST:
            return None
        self._state = await asyncio.to_thread(_state, state.base, changed, ledger.seq)
        return self._state.snapshot


async def build(graph: Graph) -> Base:
    """Reads the whole ledger, page by page. What is written meanwhile is followed afterwards."""
    begin = await graph.read(evidence.ledger)
    gathering = Gathering()
    after = -1
    while True:

        async def read(tx: Tx, after: int = after) -> list[Words]:
            return await evidence.page(tx, after=after, first=ROWS_A_PAGE)

        rows = await graph.read(read)
        gathering.add(rows)
        if len(rows) < ROWS_A_PAGE:
            break
        after = max(row.id for row in rows)
    segment = await asyncio.to_thread(gathering.segment)
    return Base(segment, begin.store, begin.seq)


def _state(base: Base, changed: dict[int, list[Words]] | None = None, seq: int | None = None) -> _State:
    changed = changed or {}
    delta = segment_of(row for rows in changed.values() for row in rows)
    snapshot = Snapshot.of([(base.segment, masked(base.segment, changed)), (delta, masked(delta, {}))])
    return _State(base, changed, snapshot, base.seq if seq is None else seq)


def masked(segment: Segment, threads: dict[int, list[Words]]) -> Array:
    """Which contributions are of some threads."""
    there = np.zeros(len(segment.thread), bool)
    wanted = np.fromiter(threads, np.int64, len(threads))
    begin = np.searchsorted(segment.thread, wanted, "left")
    end = np.searchsorted(segment.thread, wanted, "right")
    for first, last in zip(begin.tolist(), end.tolist(), strict=True):
        there[first:last] = True
    return there
