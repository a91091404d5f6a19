"""Cursors: how far the reading of each source has come, written with what was read."""

from dataclasses import dataclass

from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Cursor:
    """`position` is the number of the first file that is not yet read whole, of the export `fingerprint`;
    `extractor` the version that mined it."""

    fingerprint: str
    extractor: int
    position: int
    finished: bool


@query("cursors/get")
async def get(tx: Tx, *, id: str) -> Cursor | None: ...


@query("cursors/set")
async def set(
    tx: Tx, *, id: str, fingerprint: str, extractor: int, position: int, finished: bool
) -> None: ...
