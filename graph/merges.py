"""What stewards changed in the vocabulary: which skill counts as which, what was split off, and new names."""

from collections.abc import Sequence

from domain.changes import Change, Merge, Survivors
from graph.connection import Tx
from graph.queries import query


@query("merges/pairs")
async def _pairs(tx: Tx) -> list[Merge]: ...


@query("merges/changes")
async def changes(tx: Tx) -> list[Change]: ...


@query("merges/merge")
async def merge(tx: Tx, *, skill: str, into: str, by: str, at: int) -> None: ...


@query("merges/unmerge")
async def unmerge(tx: Tx, *, skill: str) -> None: ...


@query("merges/rename")
async def rename(tx: Tx, *, skill: str, name: str, ordinary: bool, by: str, at: int) -> None: ...


@query("merges/unrename")
async def unrename(tx: Tx, *, skill: str) -> None: ...


@query("merges/split")
async def split(tx: Tx, *, skill: str, other: str, labels: Sequence[str], by: str, at: int) -> None: ...


@query("merges/retire")
async def retire(tx: Tx, *, skill: str) -> None: ...


@query("merges/remove")
async def remove(tx: Tx, *, skill: str) -> None: ...


@query("merges/is_known")
async def is_known(tx: Tx, *, skill: str) -> bool:
    """True as well while somebody awaits a recount, which may find it."""
    ...


@query("merges/mark_knowers")
async def mark_knowers(tx: Tx, *, skill: int, after: int, first: int) -> list[int]: ...


async def survivors(tx: Tx) -> Survivors:
    """Which skill stands for which."""
    return Survivors(tuple(await _pairs(tx)))
