"""Workers: mining in processes of its own, a bounded number of batches ahead of the writer, in order."""

import asyncio
import os
import signal
from collections import deque
from collections.abc import AsyncIterator, Callable, Generator, Iterable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from typing import TypeVar

from domain.messages import SpaceKind
from domain.skills import Vocabulary
from ingest.batches import Batch
from ingest.writing import Mined
from nlp.context import Context
from nlp.miner import Miner

S = TypeVar("S")  # what a worker is started with
J = TypeVar("J")  # a job
R = TypeVar("R")  # what becomes of it

BATCHES_AHEAD = 2  # a worker, so that none waits for the writer and memory stays flat
MOST_WORKERS = 8


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know before its first batch."""

    vocabulary: Vocabulary
    context: Context
    kinds: Mapping[str, SpaceKind]


class _Worker:
    """The miner of this process, made once from the task it was started with."""

    miner: Miner
    kinds: Mapping[str, SpaceKind]


def _start_process(start: Callable[[S], None], task: S) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's: it ends its workers itself
    start(task)


def _start(task: Task) -> None:
    _Worker.miner = Miner(task.vocabulary, task.context)
    _Worker.kinds = task.kinds


def _mine(batch: Batch) -> Mined:
    read = _Worker.miner.mine(batch.messages, _Worker.kinds)
    return Mined(read.rows, batch.deleted, read.stems)


def default_workers() -> int:
    """As many as there are processors, within reason: the writer mostly waits for the engine."""
    return max(1, min(MOST_WORKERS, os.cpu_count() or 1))


@contextmanager
def executor(start: Callable[[S], None], task: S, workers: int) -> Generator[Executor]:
    """Processes, each begun by `start`; or for `workers` 0 a thread, as a small source is read before a
    process would start."""
    pool: Executor
    if workers:
        # Spawned, not forked: a forked child would inherit the locks and pipes that keep the engine alive.
        pool = ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_start_process, initargs=(start, task)
        )
    else:
        pool = ThreadPoolExecutor(1, initializer=start, initargs=(task,))
    try:
        yield pool
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


async def mined(batches: Iterable[Batch], task: Task, *, workers: int) -> AsyncIterator[tuple[Batch, Mined]]:
    """Mines batches side by side and gives them back in their order."""
    with executor(_start, task, workers) as pool:
        async for batch, read in in_order(pool, _mine, batches, max(1, workers) * BATCHES_AHEAD):
            yield batch, read


async def in_order(
    pool: Executor, work: Callable[[J], R], jobs: Iterable[J], window: int
) -> AsyncIterator[tuple[J, R]]:
    """Jobs with what became of them, in their order; `window` of them are given to the pool at once."""
    loop = asyncio.get_running_loop()
    source = iter(jobs)
    following: Callable[[], J | None] = lambda: next(source, None)  # noqa: E731
    ahead: deque[tuple[J, asyncio.Future[R]]] = deque()
    try:
        job = await asyncio.to_thread(following)
        while job is not None or ahead:
            while job is not None and len(ahead) < window:
                ahead.append((job, loop.run_in_executor(pool, work, job)))
                job = await asyncio.to_thread(following)
            begun, future = ahead.popleft()
            yield begun, await future
    finally:  # what is left, whether it failed or not, is nobody's any more
        for _, future in ahead:
            if not future.cancel() and not future.cancelled():
                future.exception()
