"""Long operations: written down before they begin, so that a kill in the middle is only a pause."""

from dataclasses import dataclass
from enum import StrEnum

from graph.connection import Tx
from graph.queries import query


class OperationKind(StrEnum):
    """What is done, chunk by chunk, to a target."""

    RELINK = "relink"  # an account's rows to the person it belongs to now
    SETTLE = "settle"  # a space's threads, after what its name and purpose speak of changed
    UNQUOTE = "unquote"  # a space's rows, after it stopped being public
    ERASE = "erase"  # an account, with what it wrote and what is about it
    ERASE_SPACE = "erase_space"  # a space, with everything in it
    REFOLD = "refold"  # what people know of a skill, after it was merged or a merge was taken back


@dataclass(frozen=True, slots=True)
class Operation:
    """One that is not finished. `target` is the key of an account, space or skill; `cursor` the last thread
    done, or person."""

    id: str
    kind: OperationKind
    target: int
    cursor: int


@query("operations/open")
async def _open(tx: Tx, *, id: str, kind: OperationKind, target: int) -> None: ...


@query("operations/unfinished")
async def unfinished(tx: Tx) -> list[Operation]: ...


@query("operations/open_of")
async def open_of(tx: Tx, *, kind: OperationKind) -> int: ...


@query("operations/advance")
async def advance(tx: Tx, *, id: str, cursor: int) -> None: ...


@query("operations/finish")
async def finish(tx: Tx, *, id: str) -> None: ...


async def begin(tx: Tx, kind: OperationKind, target: int) -> Operation:
    """Writes an operation down; the same one begun again starts over."""
    operation = Operation(f"{kind}:{target}", kind, target, 0)
    await _open(tx, id=operation.id, kind=kind, target=target)
    return operation
