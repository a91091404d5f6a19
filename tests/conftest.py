"""What tests share: one running Neo4j a session, emptied before a dirty test, and stores to copy.

- `engine` (session): the `Address` of a running, migrated engine.
- `graph`: an open `Graph` on it, empty but for the schema; async, so the test is marked `anyio`.
- `template_home` (session): the folder of a stopped, migrated store; `home` is a fresh copy of it.
- `shared`: the folder of shared data; the test is skipped without it, except in CI, where it fails.
"""

import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from engine_fixtures import copy_store, driver, running_engine, template_store

from engine.store import Address
from graph.connection import Graph
from graph.migrations import migrate
from graph.server import Server

SHARED = Path(__file__).parents[2] / "shared"
DELETED_A_TRANSACTION = 5_000  # nodes


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with running_engine(tmp_path_factory.mktemp("store")) as address:
        yield address


@pytest.fixture(scope="session")
async def open_graph(engine: Address, anyio_backend: str) -> AsyncIterator[Graph]:
    """One connection a session. Ask for `graph`: this one is not emptied."""
    async with Graph(server_at(engine)) as graph:
        await migrate(graph)
        yield graph


@pytest.fixture
async def graph(open_graph: Graph, engine: Address) -> Graph:
    await empty(engine)
    return open_graph


@pytest.fixture(scope="session")
def template_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    async def prepare(address: Address) -> None:
        async with Graph(server_at(address)) as graph:
            await migrate(graph)

    return template_store(tmp_path_factory.mktemp("template") / "home", prepare)


@pytest.fixture
def home(template_home: Path, tmp_path: Path) -> Path:
    return copy_store(template_home, tmp_path / "home")


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        reason = f"the shared data is not at {SHARED}"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return SHARED


def server_at(address: Address) -> Server:
    return Server(address.uri, address.user, address.password)


async def empty(address: Address) -> None:
    """Takes out everything but the schema, what records it, and the store's id, if there is anything."""
    async with driver(address) as bolt:
        found = await bolt.execute_query(
            """
            RETURN EXISTS { MATCH (n) WHERE NOT n:Migration AND NOT n:Store AND NOT n:Ledger } AS nodes,
                   EXISTS { MATCH (l:Ledger) WHERE l.seq <> 0 OR l.pruned <> 0 } AS used
            """
        )
        if not any(found.records[0]):
            return
        async with bolt.session() as session:
            await (
                await session.run(
                    "MATCH (n) WHERE NOT n:Migration AND NOT n:Store AND NOT n:Ledger "
                    f"CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF {DELETED_A_TRANSACTION} ROWS"
                )
            ).consume()
        await bolt.execute_query("MATCH (l:Ledger) SET l = {id: 0, seq: 0, pruned: 0}")
