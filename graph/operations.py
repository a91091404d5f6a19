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


@dataclass(frozen=True, slots=True)
class Operation:
    """One that is not finished. `target` is the key of an account or space; `cursor` the last thread done."""

    id: str
    kind: OperationKind
    target: int
    cursor: int


@query("operations/open")
async def _open(tx: Tx, *, id: str, kind: OperationKind, target: int) -> None: ...


@query("operations/unfinished")
async def unfinished(tx: Tx) -> list[Operation]: ...


@query("operations/advance")
async def advance(tx: Tx, *, id: str, cursor: int) -> None: ...


@query("operations/finish")
async def finish(tx: Tx, *, id: str) -> None: ...


async def begin(tx: Tx, kind: OperationKind, target: int) -> None:
    """Writes an operation down; the same one begun again starts over."""
    await _open(tx, id=f"{kind}:{target}", kind=kind, target=target)
