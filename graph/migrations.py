"""Migrations: the schema's numbered files, applied in order, once each, and recorded in the graph."""

import re
from dataclasses import dataclass
from importlib import resources

from graph.connection import Graph, Tx
from graph.errors import GraphNewer
from graph.queries import QueryFile, query, read_query


@dataclass(frozen=True, slots=True)
class Applied:
    """A migration that the graph has had."""

    number: int
    name: str


@query("migrations/applied")
async def applied(tx: Tx) -> list[Applied]: ...


@query("migrations/record")
async def _record(tx: Tx, *, number: int, name: str) -> None: ...


@query("migrations/store_id")
async def store_id(tx: Tx) -> str | None: ...


@query("migrations/claim")
async def claim(tx: Tx, *, store: str) -> str: ...


def known() -> list[tuple[int, QueryFile]]:
    """The migrations this code knows, in order."""
    folder = resources.files("cypher").joinpath("schema")
    names = sorted(f.name.removesuffix(".cypher") for f in folder.iterdir() if f.name.endswith(".cypher"))
    return [(int(re.split("_", name)[0]), read_query(f"schema/{name}")) for name in names]


async def migrate(graph: Graph) -> int:
    """Applies what is missing and says how many that was. Safe to run twice, at once, and after a kill.

    Raises GraphNewer when the graph has had a migration that this code does not know.
    """
    have = {migration.number: migration.name for migration in await graph.read(applied)}
    files = known()
    newer = sorted(have.keys() - {number for number, _ in files})
    if newer:
        raise GraphNewer(
            f"This graph has migration {newer[-1]} ({have[newer[-1]]}), which this Understory does not know.",
            "Use the newer Understory that wrote it, or another store.",
        )
    missing = [(number, file) for number, file in files if number not in have]
    for number, file in missing:
        await graph.statement(file.text)

        async def record(tx: Tx, number: int = number, name: str = file.name) -> None:
            await _record(tx, number=number, name=name)

        await graph.write(record)
    return len(missing)
