"""A Slack export into the graph: directory first, then messages, then what was left to be done."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from domain.errors import InvalidInput
from domain.messages import Account, SourceWarning
from graph import cursors, skills, sources
from graph.connection import Graph, Tx
from graph.ledger import Written
from ingest.batches import Batch, batches
from ingest.directory import take_in_accounts, take_in_space, take_in_strangers
from ingest.operations import finish_operations
from ingest.progress import Progress, Summary
from ingest.steps import Report, Steady
from ingest.workers import Task, mined
from ingest.writing import Mined, write
from nlp.context import Context
from nlp.miner import Miner
from sources.slack import SlackExport

SOURCE = "slack"
# Without a workspace's own address, Slack finds the message by the ids alone, for whoever is signed in.
PERMALINK = "https://slack.com/app_redirect?channel={space}&message_ts={ts}"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Settings:
    """`key` is the key of term hashes, `template` how a permalink is built, `workers` how many processes mine
    (0: none besides this one)."""

    key: bytes
    workers: int
    template: str = PERMALINK


async def ingest_slack(
    graph: Graph,
    export: SlackExport,
    settings: Settings,
    progress: Progress,
    recover: Callable[[], Awaitable[None]] | None = None,
) -> Summary:
    """Takes in a whole export, or the rest of one that was interrupted. Twice gives the same graph as once.

    `recover` brings the engine back when it is gone; then the step that failed is done again.
    Raises InvalidInput when the graph has no vocabulary, GraphUnreachable when the engine stays away.
    """
    began = time.monotonic()
    steady = Steady(graph, recover)
    vocabulary = await graph.read(skills.vocabulary)
    if not vocabulary.skills:
        raise InvalidInput("The graph has no skills to look for.", "Run `understory ingest vocabulary FILE`.")
    summary = Summary()
    progress.stage("people and spaces", None)
    accounts = await asyncio.to_thread(_gather, export.accounts(), summary)
    spaces = await asyncio.to_thread(_gather, export.spaces(), summary)
    summary.people, summary.spaces = len(accounts), len(spaces)
    names = {name.lower() for account in accounts for name in (account.handle, account.name) if name}
    context = Context(settings.key, frozenset(names))
    miner = Miner(vocabulary, context)
    await graph.write(lambda tx: sources.save(tx, id=SOURCE, template=settings.template))
    await steady(lambda: take_in_accounts(graph, accounts))
    for space in spaces:
        await steady(lambda space=space: take_in_space(graph, space, miner.topics(space)))
    # What is not read may have been public in an earlier export, and must stop being so.
    for space in await asyncio.to_thread(list, export.spaces_left_out()):
        await steady(lambda space=space: take_in_space(graph, space, miner.topics(space), only_known=True))
    report = Report(progress, summary)
    await steady(lambda: finish_operations(graph, vocabulary, report))

    cursor = await graph.read(lambda tx: cursors.get(tx, id=SOURCE))
    same = (
        cursor is not None
        and cursor.extractor == miner.extractor
        and cursor.fingerprint == export.fingerprint
        and not cursor.finished
    )
    start = cursor.position if cursor is not None and same else 0
    summary.resumed = same
    # A first load, or every row anew: one recount a person at the end is cheaper than folding every batch.
    fold_later = cursor is None or same or cursor.extractor != miner.extractor
    kinds = {space.id: space.kind for space in spaces}
    sizes = [file.bytes for file in export.files]
    progress.stage("messages", sum(sizes))
    known = {account.id for account in accounts}
    gathered = batches(export.messages(export.files, start), end=len(sizes))
    async for batch, read in mined(gathered, Task(vocabulary, context, kinds), workers=settings.workers):
        strangers = (batch.account_ids() | {account.id for account in batch.accounts}) - known
        if strangers:
            await steady(lambda batch=batch, ids=strangers: _take_in_strangers(graph, batch, ids))
            known |= strangers

        async def step(tx: Tx, batch: Batch = batch, read: Mined = read) -> Written:
            written = await write(tx, read, vocabulary, fold_later=fold_later)
            await cursors.set(
                tx,
                id=SOURCE,
                fingerprint=export.fingerprint,
                extractor=miner.extractor,
                position=batch.position,
                finished=batch.position >= len(sizes),
            )
            return written

        written = await steady(lambda step=step: graph.write(step))
        _count(summary, batch, read, written)
        progress.advance(sum(sizes[: batch.position]), summary.messages)
    await steady(lambda: finish_operations(graph, vocabulary, report))
    summary.seconds = time.monotonic() - began
    return summary


def _gather(records: Iterable[T | SourceWarning], summary: Summary) -> list[T]:
    """The records; warnings among them are counted."""
    found: list[T] = []
    for record in records:
        if isinstance(record, SourceWarning):
            summary.warn(record)
        else:
            found.append(record)
    return found


async def _take_in_strangers(graph: Graph, batch: Batch, ids: set[str]) -> None:
    """Makes accounts for those whom the batch speaks of and no list of users has."""
    seen = {account.id: account for account in batch.accounts}
    made = {id: seen.get(id) or Account(id, SOURCE, handle=id.partition(":")[2]) for id in ids}
    await take_in_strangers(graph, made)


def _count(summary: Summary, batch: Batch, read: Mined, written: Written) -> None:
    summary.messages += batch.read
    summary.deleted += len(batch.deleted)
    for warning in batch.warnings:
        summary.warn(warning)
    for row in read.rows:
        summary.mentions += len(row.m) // 6
        summary.skills_seen.update(row.m[::6])
    summary.rows_created += written.created
    summary.rows_replaced += written.replaced
    summary.rows_removed += written.removed
