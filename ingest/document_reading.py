"""Reading documents in processes of their own: what a hostile file can do is end one of them."""

import signal
from collections import deque
from collections.abc import AsyncIterator, Iterable, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from hashlib import blake2b

from domain.messages import SourceWarning
from domain.skills import Vocabulary
from ingest.workers import executor, in_order
from nlp.context import Context
from nlp.sections import SectionMiner, SectionRead
from sources.documents import CODE_VERSION, Read, read_document
from sources.documents_walk import DocumentFile, load
from sources.documents_warnings import BrokenDocument, Kind

FILES_AHEAD = 4  # a worker
FILE_MOST_SECONDS = 120  # of a processor, for reading one; a 500-page PDF takes two
MEMORY_MOST_BYTES = 6 << 30  # of address space that a process may take


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker needs to know before its first document; `quotes` whether any may be kept."""

    vocabulary: Vocabulary
    context: Context
    quotes: bool
    is_process: bool


@dataclass(frozen=True, slots=True)
class Job:
    """A file with its cells of the side file, and the stamp it had when it was last taken in."""

    file: DocumentFile
    side: Mapping[str, str]
    stamp: str


NOTHING = Read(None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of a file. With `unchanged` it was not read any further; else `sections` are parallel to
    the document's, and `stems` spells every term in them."""

    stamp: str
    unchanged: bool = False
    read: Read = NOTHING
    sections: tuple[SectionRead, ...] = ()
    stems: Mapping[int, str] | None = None


async def readings(jobs: Iterable[Job], task: Task, *, workers: int) -> AsyncIterator[tuple[Job, Reading]]:
    """Reads files side by side and gives them back in their order.

    When a process is ended by what it reads, files are read one by one until the one that does it is found.
    """
    left = deque(jobs)
    alone = False
    while left:
        window = 1 if alone else max(1, workers) * FILES_AHEAD
        try:
            with executor(_start, task, min(workers, 1) if alone else workers) as pool:
                async for job, reading in in_order(pool, _read, tuple(left), window):
                    left.popleft()
                    yield job, reading
        except BrokenProcessPool:
            if alone:
                job = left.popleft()
                why = f"reading it ended the process, or took over {FILE_MOST_SECONDS} s of a processor"
                warning = SourceWarning(Kind.READER_ENDED, job.file.path, why)
                yield job, Reading("", read=Read(None, warnings=(warning,)))
            alone = not alone


class _Worker:
    """What this process reads with, made once from the task it was started with."""

    task: Task
    miner: SectionMiner


def _start(task: Task) -> None:
    if task.is_process:
        _bound_memory()
    _Worker.task = task
    _Worker.miner = SectionMiner(task.vocabulary, task.context)


def _bound_memory() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY_MOST_BYTES if hard == resource.RLIM_INFINITY else min(hard, MEMORY_MOST_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def _read(job: Job) -> Reading:
    if not _Worker.task.is_process:
        return _read_unbounded(job)
    # Unhandled, the signal ends the process, whatever library is at work in it.
    signal.setitimer(signal.ITIMER_PROF, FILE_MOST_SECONDS)
    try:
        return _read_unbounded(job)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _read_unbounded(job: Job) -> Reading:
    miner, quotes = _Worker.miner, _Worker.task.quotes
    try:
        content = load(job.file)
    except BrokenDocument as broken:
        warning = SourceWarning(broken.kind, job.file.path, broken.why)
        return Reading("", read=Read(None, warnings=(warning,)))
    stamp = stamp_of(content, job.side, miner.extractor, quotes=quotes)
    if stamp == job.stamp:
        return Reading(stamp, unchanged=True)
    read = read_document(job.file, content, job.side)
    if read.document is None:
        return Reading(stamp, read=read)
    sections, stems = miner.mine(read.document, quotes=quotes and not read.private)
    return Reading(stamp, read=read, sections=sections, stems=stems)


def stamp_of(content: bytes, side: Mapping[str, str], extractor: int, *, quotes: bool) -> str:
    """32 hexadecimal digits: the same as long as reading the file again would show the same."""
    told = repr((sorted(side.items()), extractor, CODE_VERSION, quotes)).encode("utf-8", "backslashreplace")
    return blake2b(blake2b(content).digest() + told, digest_size=16).hexdigest()
