"""Folders of documents into the graph: what changed is read and written, what vanished can be retracted."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidInput
from domain.keys import key
from domain.messages import SourceWarning, Space, SpaceKind
from domain.policy import may_quote
from domain.skills import Vocabulary
from graph import documents, skills, sources, spaces
from graph.connection import Graph, Tx
from graph.documents import HeldDocument
from graph.ledger import Written
from ingest.directory import take_in_space
from ingest.document_folders import held as held_folders
from ingest.document_folders import places
from ingest.document_people import Ambiguous, Directory
from ingest.document_preparing import PEOPLE_MOST, Preparing, named_in
from ingest.document_reading import Job, Reading, Task, readings
from ingest.document_summary import DocumentSummary
from ingest.document_writing import ROWS_A_DOCUMENT, Ready, forget, is_full, write
from ingest.operations import finish_operations
from ingest.progress import Progress
from ingest.steps import Report, Steady
from nlp.context import Context
from nlp.sections import SectionMiner
from sources.documents import DocumentFolder
from sources.documents_meta import is_yes
from sources.documents_walk import DocumentFile
from sources.documents_warnings import Kind

DOCUMENTS_A_BATCH = 200


@dataclass(frozen=True, slots=True)
class Settings:
    """`key` is the key of term hashes, `workers` how many processes read (0: none besides this one).

    `name` is what a folder is known by, wherever it lies; `template` how a section is opened, None as before
    or else as a file. `private` None leaves a folder as it was, public at first; `readers` are those who may
    read what is private, None as before. `sync` retracts documents whose files are no longer there.
    """

    key: bytes
    workers: int
    name: str = ""
    template: str | None = None
    private: bool | None = None
    readers: tuple[str, ...] | None = None
    sync: bool = False


async def ingest_documents(
    graph: Graph,
    paths: Sequence[Path],
    settings: Settings,
    progress: Progress,
    recover: Callable[[], Awaitable[None]] | None = None,
) -> DocumentSummary:
    """Takes in folders and files, or the rest after an interruption. Twice gives the same graph as once.

    `recover` brings the engine back when it is gone; then the step that failed is done again.
    Raises InvalidInput when the graph has no vocabulary, a path cannot be read, or a reader is not known for
    certain, and GraphUnreachable when the engine stays away.
    """
    began = time.monotonic()
    vocabulary = await graph.read(skills.vocabulary)
    if not vocabulary.skills:
        raise InvalidInput("The graph has no skills to look for.", "Run `understory ingest vocabulary FILE`.")
    summary = DocumentSummary()
    progress.stage("folders", None)
    for place in await places(graph, paths, settings.name):
        if place.is_part and (settings.private is not None or settings.readers is not None):
            raise InvalidInput(
                f"{place.folder.within[0]} was taken in as a part of {place.folder.root}, with its readers.",
                "Give that folder, or mark single documents as private in its documents.csv.",
            )
        taking = _Taking(graph, place.folder, settings, vocabulary, summary, progress, recover)
        await taking.take()
    summary.seconds = time.monotonic() - began
    return summary


class _Taking:
    """One folder on its way in."""

    def __init__(
        self,
        graph: Graph,
        folder: DocumentFolder,
        settings: Settings,
        vocabulary: Vocabulary,
        summary: DocumentSummary,
        progress: Progress,
        recover: Callable[[], Awaitable[None]] | None,
    ) -> None:
        self.graph, self.folder, self.settings, self.vocabulary = graph, folder, settings, vocabulary
        self.summary, self.progress = summary, progress
        self.steady = Steady(graph, recover)
        self.report = Report(progress, summary)
        self.context = Context(settings.key)
        self.directory = Directory(graph)
        self.held = dict[str, HeldDocument]()

    async def take(self) -> None:
        """Everything, in an order in which an interruption leaves nothing wrong."""
        for warning in await asyncio.to_thread(lambda: self.folder.warnings):
            self.summary.warn(warning)
        await self.steady(lambda: finish_operations(self.graph, self.vocabulary, self.report))
        await self.steady(self.directory.match_standing)
        miner = SectionMiner(self.vocabulary, self.context)
        space, restricted = await self._spaces()
        for one in (space, restricted):
            await self.steady(lambda one=one: self._take_in(one, miner))
        both = [key(space.id), key(restricted.id)]
        if len(await self.graph.read(lambda tx: spaces.held(tx, keys=both))) < len(both):
            raise InvalidInput(
                f"The folder {self.folder.title} was erased, and does not come back.",
                "If it is to, give it another name with --name.",
            )
        folder = key(self.folder.id)
        held = await self.graph.read(lambda tx: documents.of_folder(tx, folder=folder))
        self.held = {one.path: one for one in held}
        files = await self._files()
        if self.settings.sync:
            there = {file.path for file in files}
            await self._forget(
                [one for one in held if one.path not in there and self.folder.covers(one.path)]
            )
        preparing = Preparing(self.folder, space, restricted, miner.extractor, self.directory, self.summary)
        await self._read(files, preparing)
        await self.steady(self.directory.match_standing)  # with an address that a later document gave
        await self.steady(lambda: finish_operations(self.graph, self.vocabulary, self.report))

    async def _read(self, files: Sequence[DocumentFile], preparing: Preparing) -> None:
        self.progress.stage("documents", sum(file.bytes for file in files))
        quotes = may_quote(preparing.space.kind)
        task = Task(self.vocabulary, self.context, quotes, self.settings.workers > 0)
        batch, done, number = list[Ready](), 0, 0
        async for job, reading in readings(self._jobs(files), task, workers=self.settings.workers):
            one = await self._meet(job, reading, preparing)
            if one is not None:
                if batch and (is_full([*batch, one]) or len(batch) == DOCUMENTS_A_BATCH):
                    await self._write(batch)
                    batch = []
                batch.append(one)
            done, number = done + job.file.bytes, number + 1
            self.progress.advance(done, number)
        if batch:
            await self._write(batch)

    def _jobs(self, files: Sequence[DocumentFile]) -> Iterator[Job]:
        for file in files:
            held = self.held.get(file.path)
            yield Job(file, self.folder.side.rows.get(file.path, {}), held.stamp if held else "")

    async def _meet(self, job: Job, reading: Reading, preparing: Preparing) -> Ready | None:
        """What is to be written of a file that was read; None when there is nothing new."""
        if reading.unchanged:
            self.summary.unchanged += 1
            return None
        for warning in reading.read.warnings:
            self.summary.warn(warning)
        document = reading.read.document
        if document is not None:
            names = [name for named in named_in(document).values() for name in named]
            await self.steady(lambda: self.directory.meet(names))
            return preparing.ready(document, reading)
        # What is held of a file that cannot be read now is kept, unless it is empty, or is to be private.
        held = self.held.get(job.file.path)
        emptied = any(warning.kind == Kind.EMPTY for warning in reading.read.warnings)
        hides = is_yes(job.side.get("private", "")) and held and held.space == key(preparing.space.id)
        if held and (emptied or hides):
            await self._forget([held])
        return None

    async def _write(self, batch: Sequence[Ready]) -> None:
        async def step(tx: Tx) -> Written:
            return await write(tx, batch, self.vocabulary, fold_later=not self.held)

        self.summary.add(await self.steady(lambda: self.graph.write(step)))

    async def _forget(self, gone: Sequence[HeldDocument]) -> None:
        self.summary.retracted += len(gone)
        for keys in _batches(gone):

            async def step(tx: Tx, keys: Sequence[int] = keys) -> Written:
                return await forget(tx, keys)

            self.summary.add(await self.steady(lambda step=step: self.graph.write(step)))

    async def _files(self) -> list[DocumentFile]:
        """The files to read; those of a folder inside that was taken in by itself stay with it."""
        files = await asyncio.to_thread(lambda: self.folder.files)
        inner = await held_folders(self.graph, self.folder.folders)
        for folder in sorted(inner):
            where = folder.relative_to(self.folder.root).as_posix()
            self.summary.warn(SourceWarning(Kind.OWN_FOLDER, where, "it was taken in by itself"))
        return [file for file in files if inner.isdisjoint(file.held.parents)]

    async def _take_in(self, space: Space, miner: SectionMiner) -> None:
        await take_in_space(self.graph, space, miner.topics(space))
        template = self.settings.template
        if template is None:
            template = self.folder.template
            await self.graph.write(lambda tx: sources.offer(tx, id=space.id, template=template))
        else:
            await self.graph.write(lambda tx: sources.save(tx, id=space.id, template=template))

    async def _spaces(self) -> tuple[Space, Space]:
        """The folder's space and that of its private documents, as they were or as they are to be."""
        private = self.settings.private
        if private is None:
            held = await self.graph.read(lambda tx: spaces.held(tx, keys=[key(self.folder.id)]))
            private = any(space.kind is not SpaceKind.PUBLIC for space in held)
        return self.folder.spaces(private=private, readers=await self._readers())

    async def _readers(self) -> list[str]:
        named = self.settings.readers
        if named is None:
            restricted = key(self.folder.private_id)
            return await self.graph.read(lambda tx: documents.readers(tx, space=restricted))
        await self.steady(lambda: self.directory.meet(named))
        found: list[str] = []
        for name in named:
            account = self.directory.account(name)
            if isinstance(account, Ambiguous):
                raise InvalidInput(
                    f"{account.people} people are called {name!r}.", "Name the reader by e-mail address."
                )
            found.append(account)
        return found


def _batches(gone: Sequence[HeldDocument]) -> Iterator[list[int]]:
    """Keys of documents whose rows together are few enough for one transaction."""
    keys, size = list[int](), 0
    for one in gone:
        most = min(one.sections * PEOPLE_MOST, ROWS_A_DOCUMENT)
        if keys and (size + most > ROWS_A_DOCUMENT or len(keys) == DOCUMENTS_A_BATCH):
            yield keys
            keys, size = [], 0
        keys.append(one.key)
        size += most
    if keys:
        yield keys
