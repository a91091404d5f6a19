"""Long operations, each chunk a transaction: settling, relinking, erasing, recounting and the like."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from domain.skills import Vocabulary
from graph import documents, erasure, knows, ledger, merges, operations, people
from graph.connection import Graph, Tx
from graph.ledger import Row
from graph.operations import Operation, OperationKind
from ingest.writing import settled

THREADS_A_CHUNK = 250
PEOPLE_A_CHUNK = 100
PARTS_A_CHUNK = 1_000  # in documents, of an account that moves
PEOPLE_MARKED = 5_000  # a chunk

Report = Callable[[str, int], None]  # what is being done, and how much of it is done or left


async def finish_operations(graph: Graph, vocabulary: Vocabulary, report: Report) -> None:
    """Finishes every operation that was begun, then recounts everybody who awaits it."""
    for operation in await graph.read(operations.unfinished):
        step = _STEPS[operation.kind]
        done = 0
        while True:

            async def chunk(tx: Tx, operation: Operation = operation, step: Step = step) -> Operation | None:
                return await step(tx, operation, vocabulary)

            following = await graph.write(chunk)
            if following is None:
                break
            operation = following
            done += THREADS_A_CHUNK
            report(operation.kind.value, done)
    await recount(graph, report)


async def recount(graph: Graph, report: Report) -> None:
    """Recounts what everybody marked for it knows, the largest number of people first told to `report`."""

    async def chunk(tx: Tx) -> int:
        waiting = await people.stale(tx, first=PEOPLE_A_CHUNK)
        if waiting:
            await ledger.begin(tx)
            await knows.recount(tx, waiting)
            await people.remove_empty(tx, people=waiting)
        return len(waiting)

    left = await graph.read(people.count_stale)
    while left:
        report("recount", left)
        if await graph.write(chunk) == 0:
            break
        left = await graph.read(people.count_stale)


Step = Callable[[Tx, Operation, Vocabulary], Awaitable[Operation | None]]


async def _settle(tx: Tx, operation: Operation, vocabulary: Vocabulary) -> Operation | None:
    async def change(rows: Sequence[Row]) -> list[Row]:
        return await settled(tx, rows, vocabulary)

    return await _walk_space(tx, operation, change)


async def _unquote(tx: Tx, operation: Operation, _: Vocabulary) -> Operation | None:
    async def change(rows: Sequence[Row]) -> list[Row]:
        return [replace(row, quote=None) for row in rows]

    return await _walk_space(tx, operation, change)


async def _walk_space(
    tx: Tx, operation: Operation, change: Callable[[Sequence[Row]], Awaitable[list[Row]]]
) -> Operation | None:
    """Changes the next threads of the operation's space; None when there are no more."""
    seq = await ledger.begin(tx)
    threads = await ledger.threads_of_space(
        tx, space=operation.target, after=operation.cursor, first=THREADS_A_CHUNK
    )
    if not threads:
        await operations.finish(tx, id=operation.id)
        return None
    before = await ledger.rows(tx, items=(), threads=threads)
    await ledger.commit(tx, seq=seq, before=before, after=await change(before), stems={}, fold_later=True)
    await operations.advance(tx, id=operation.id, cursor=threads[-1])
    return replace(operation, cursor=threads[-1])


async def _relink(tx: Tx, operation: Operation, _: Vocabulary) -> Operation | None:
    seq = await ledger.begin(tx)
    account = operation.target
    person = await people.person_of(tx, account=account)
    threads = (
        []
        if person is None
        else await ledger.threads_to_relink(tx, account=account, person=person, first=THREADS_A_CHUNK)
    )
    if person is not None and not threads:
        moved = await documents.relink(tx, account=account, person=person, first=PARTS_A_CHUNK)
        if moved == PARTS_A_CHUNK:
            return operation
    if person is None or not threads:
        await operations.finish(tx, id=operation.id)
        return None
    before = await ledger.rows(tx, items=(), threads=threads)
    after = [replace(row, person=person) if row.subject == account else row for row in before]
    await ledger.commit(tx, seq=seq, before=before, after=after, stems={}, fold_later=True)
    return operation


async def _erase(tx: Tx, operation: Operation, vocabulary: Vocabulary) -> Operation | None:
    seq = await ledger.begin(tx)
    account = operation.target
    threads = await erasure.threads_of_account(tx, account=account, first=THREADS_A_CHUNK)
    if not threads:
        await erasure.remove_account(tx, account=account)
        await operations.finish(tx, id=operation.id)
        return None
    before = await ledger.rows(tx, items=(), threads=threads)
    kept = [row for row in before if account not in (row.author, row.subject)]
    after = await settled(tx, kept, vocabulary)
    await ledger.commit(tx, seq=seq, before=before, after=after, stems={}, fold_later=True)
    return operation


async def _erase_space(tx: Tx, operation: Operation, vocabulary: Vocabulary) -> Operation | None:
    async def nothing(_: Sequence[Row]) -> list[Row]:
        return []

    following = await _walk_space(tx, operation, nothing)
    if following is None:
        await erasure.remove_space(tx, space=operation.target)
    return following


async def _refold(tx: Tx, operation: Operation, _: Vocabulary) -> Operation | None:
    await ledger.begin(tx)
    return await mark_knowers(tx, operation)


async def mark_knowers(tx: Tx, operation: Operation) -> Operation | None:
    """Marks the next people who know the operation's skill to be recounted; None when there are no more."""
    marked = await merges.mark_knowers(
        tx, skill=operation.target, after=operation.cursor, first=PEOPLE_MARKED
    )
    if len(marked) < PEOPLE_MARKED:
        await operations.finish(tx, id=operation.id)
        return None
    await operations.advance(tx, id=operation.id, cursor=marked[-1])
    return replace(operation, cursor=marked[-1])


_STEPS: dict[OperationKind, Step] = {
    OperationKind.SETTLE: _settle,
    OperationKind.UNQUOTE: _unquote,
    OperationKind.RELINK: _relink,
    OperationKind.ERASE: _erase,
    OperationKind.ERASE_SPACE: _erase_space,
    OperationKind.REFOLD: _refold,
}
