"""A first load and live batches against a bare driver loop that writes the same rows.

    scripts/bench ingest EXPORT

Both write into a fresh store with the same schema, in statements of one size. The bare loop knows its rows
beforehand: no reading, no mining, no comparison with what is held, no fold.
"""

import asyncio
import pickle
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import psutil
from neo4j import AsyncDriver, AsyncGraphDatabase

from benchmarks.report import tell
from cli.opening import Opened, opened
from cli.progress import Showing, showing
from cli.settings import Settings
from domain.messages import Account, Message, Space
from engine.store import Store
from graph import people, skills
from graph.connection import Graph, Tx
from ingest.batches import MESSAGES_A_BATCH, Batch
from ingest.operations import recount
from ingest.slack import Settings as Ingest
from ingest.slack import ingest_slack
from ingest.workers import Task, default_workers, mined
from ingest.writing import Mined, write
from nlp.context import Context
from sources.slack import SlackExport

KEY = b"a key for the benchmark"
LIVE_BATCHES = 30
LIVE_WARM = 5  # batches before the clock starts: Neo4j compiles queries, workers start
YEAR = 365 * 86_400 * 1_000_000  # microseconds by which live messages are later than those they repeat
LOOK = 0.2  # seconds between two looks at the memory
STOP_WITHIN = 30.0  # seconds for the engine of a store, after its last user
MIB = 1 << 20

UNITS = {
    "messages": "messages",
    "rows": "rows",
    "first_load_seconds": "s",
    "first_load_messages_per_s": "messages/s",
    "first_load_rows_per_s": "rows/s",
    "recount_seconds": "s of the first load",
    "bare_unwind_seconds": "s",
    "bare_unwind_rows_per_s": "rows/s",
    "ratio_to_bare_unwind": "of the bare loop's speed",
    "live_messages_per_s": "messages/s, batches of 1,000, with mining",
    "live_people_left_to_recount": "people",
    "live_recount_seconds": "s, after the batches",
    "peak_memory_mib": "MiB, our processes without the engine",
}


def main(arguments: Sequence[str]) -> None:
    path = Path(arguments[0])
    with tempfile.TemporaryDirectory(prefix="understory-bench-") as folder:
        figures = asyncio.run(_measure(path, Path(folder)))
        for home in Path(folder).glob("*/engine"):
            _wait_stopped(Store(home.parent))
    tell("ingest", figures, UNITS)


async def _measure(path: Path, folder: Path) -> dict[str, float]:
    loaded, bare = _settings(folder / "loaded"), _settings(folder / "bare")
    with showing() as progress, SlackExport.open(path) as export:
        async with opened(loaded) as store:
            figures = await _first_load(store.graph, export, progress)
            progress.stage("Copying the rows aside", None)
            figures["rows"] = await _dump(store.graph, folder / "rows")
            progress.stage("Live batches", LIVE_BATCHES)
            live = await _live(store.graph, export, progress)
        async with opened(bare) as store:
            progress.stage("The bare loop", None)
            seconds = await _bare(store, folder / "rows")
    took, rows = figures["first_load_seconds"], figures["rows"]
    return {
        "messages": figures["messages"],
        "rows": rows,
        "first_load_seconds": took,
        "first_load_messages_per_s": figures["messages"] / took,
        "first_load_rows_per_s": rows / took,
        "recount_seconds": figures["recount_seconds"],
        "bare_unwind_seconds": seconds,
        "bare_unwind_rows_per_s": rows / seconds,
        "ratio_to_bare_unwind": seconds / took,
        **live,
        "peak_memory_mib": figures["peak_memory_mib"],
    }


def _settings(home: Path) -> Settings:
    return replace(Settings.of(), home=home, server=None, linger=0.0)


def _wait_stopped(store: Store) -> None:
    """Until the engine has left the folder that is to be removed."""
    until = time.monotonic() + STOP_WITHIN
    while store.address() is not None and time.monotonic() < until:
        time.sleep(LOOK)


async def _first_load(graph: Graph, export: SlackExport, progress: Showing) -> dict[str, float]:
    clock = _Clock(progress)
    with _peak_memory() as peak:
        summary = await ingest_slack(graph, export, Ingest(KEY, default_workers()), clock)
    return {
        "messages": summary.messages,
        "first_load_seconds": summary.seconds,
        "recount_seconds": time.monotonic() - clock.recount_began,
        "peak_memory_mib": peak.bytes / MIB,
    }


class _Clock:
    """Passes progress on, and notes when the recount began."""

    def __init__(self, progress: Showing) -> None:
        self._progress = progress
        self.recount_began = time.monotonic()

    def stage(self, name: str, total: int | None) -> None:
        self.recount_began = time.monotonic()  # the recount is the last stage
        self._progress.stage(name, total)

    def advance(self, done: int, messages: int) -> None:
        self._progress.advance(done, messages)


async def _dump(graph: Graph, path: Path) -> int:
    """Writes the ledger's rows to a file, a batch a record, in the order in which they came."""
    number, seq, after = 0, -1, -1
    async with _driver(graph) as driver:
        with path.open("wb") as file:
            while True:
                found = await driver.execute_query(
                    "MATCH (e:Evidence) WHERE e.seq > $seq OR (e.seq = $seq AND e.id > $after) "
                    "RETURN properties(e) AS row ORDER BY e.seq, e.id LIMIT $first",
                    seq=seq, after=after, first=MESSAGES_A_BATCH,
                )  # fmt: skip
                rows = [record["row"] for record in found.records]
                if not rows:
                    return number
                pickle.dump(rows, file)
                number, seq, after = number + len(rows), rows[-1]["seq"], rows[-1]["id"]


async def _bare(store: Opened, path: Path) -> float:
    """Seconds for writing the rows, batch by batch, and nothing else."""
    seconds = 0.0
    async with _driver(store.graph) as driver, driver.session() as session:
        for rows in _records(path):
            began = time.monotonic()
            result = await session.run("UNWIND $rows AS row CREATE (e:Evidence) SET e = row", rows=rows)
            await result.consume()
            seconds += time.monotonic() - began
    return seconds


def _records(path: Path) -> Iterator[list[dict[str, Any]]]:
    with path.open("rb") as file:
        while True:
            try:
                yield pickle.load(file)
            except EOFError:
                return


async def _live(graph: Graph, export: SlackExport, progress: Showing) -> dict[str, float]:
    """New messages, batch after batch, mined and folded by difference into what is loaded."""
    vocabulary = await graph.read(skills.vocabulary)
    names = frozenset(
        name
        for each in export.accounts()
        if isinstance(each, Account)
        for name in (each.handle, each.name)
        if name
    )
    kinds = {space.id: space.kind for space in export.spaces() if isinstance(space, Space)}
    task = Task(vocabulary, Context(KEY, names), kinds)
    done, began = 0, time.monotonic()
    async for _, read in mined(_later(export), task, workers=default_workers()):

        async def step(tx: Tx, read: Mined = read) -> None:
            await write(tx, read, vocabulary, fold_later=False)

        await graph.write(step)
        done += 1
        progress.advance(done, 0)
        if done == LIVE_WARM:
            began = time.monotonic()
    took = time.monotonic() - began
    left = await graph.read(people.count_stale)
    began = time.monotonic()
    await recount(graph, lambda *_: None)
    return {
        "live_messages_per_s": (done - LIVE_WARM) * MESSAGES_A_BATCH / took,
        "live_people_left_to_recount": left,
        "live_recount_seconds": time.monotonic() - began,
    }


def _later(export: SlackExport) -> Iterator[Batch]:
    """The export's last messages once more, as others: a year later, in threads of their own."""
    end = len(export.files)
    start = end
    size = 0
    while (
        start > 0 and size < 2 * LIVE_BATCHES * MESSAGES_A_BATCH * 200
    ):  # bytes: 200 a message, twice enough
        start -= 1
        size += export.files[start].bytes
    said = (record for _, record in export.messages(export.files, start) if isinstance(record, Message))
    for position in range(LIVE_BATCHES):
        messages = tuple(
            replace(m, id=f"{m.id}+", thread=f"{m.thread}+", at=m.at + YEAR)
            for m in islice(said, MESSAGES_A_BATCH)
        )
        if len(messages) < MESSAGES_A_BATCH:
            return
        yield Batch(position, messages, read=len(messages))


@dataclass(slots=True)
class _Peak:
    bytes: int = 0


@contextmanager
def _peak_memory() -> Iterator[_Peak]:
    """The largest resident memory of this process and its workers together, looked at five times a second."""
    peak, over = _Peak(), threading.Event()
    own = psutil.Process()

    def look() -> None:
        while not over.wait(LOOK):
            total = 0
            for process in (own, *own.children(recursive=True)):
                try:
                    total += process.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak.bytes = max(peak.bytes, total)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _driver(graph: Graph) -> AsyncDriver:
    server = graph.server
    return AsyncGraphDatabase.driver(server.uri, auth=(server.user, server.password))
