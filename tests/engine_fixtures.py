"""A real Neo4j for tests: running ones, and stopped ones to copy.

`UNDERSTORY_TEST_NEO4J` chooses the version (5.26.30 runs on the `java` of the machine), `UNDERSTORY_CACHE`
the folder of jars, by default the one that the command uses.
"""

import asyncio
import os
import shutil
import time
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
from neo4j import AsyncDriver, AsyncGraphDatabase

from engine.attach import VERSION, attach
from engine.store import Address, Store

STOP_WITHIN = 30.0  # seconds after the last user has gone


def neo4j_version() -> str:
    return os.environ.get("UNDERSTORY_TEST_NEO4J") or VERSION


def cache_folder() -> Path:
    given = os.environ.get("UNDERSTORY_CACHE")
    return Path(given) if given else Path(platformdirs.user_cache_dir("understory"))


def java_for(version: str) -> Path | None:
    """None is the bundled Java, which is too new for 5.26."""
    if not version.startswith("5."):
        return None
    found = shutil.which("java")
    return Path(found) if found else None


def driver(address: Address) -> AsyncDriver:
    return AsyncGraphDatabase.driver(
        address.uri,
        auth=(address.user, address.password),
        connection_timeout=4.0,
        connection_acquisition_timeout=4.0,
        notifications_min_severity="OFF",
    )


async def sign_in(address: Address) -> str | None:
    async with driver(address) as bolt:
        found = await bolt.execute_query("MATCH (s:Store) RETURN s.id AS id")
        return found.records[0]["id"] if found.records else None


async def claim(address: Address, store_id: str) -> None:
    async with driver(address) as bolt:
        await bolt.execute_query("MERGE (s:Store) SET s.id = $id", id=store_id)


def options(version: str | None = None) -> dict[str, Any]:
    """The arguments of `attach` that tests share; no AOT cache is made, one that is there is used."""
    version = version or neo4j_version()
    return {
        "sign_in": sign_in,
        "claim": claim,
        "cache": cache_folder(),
        "version": version,
        "java_path": java_for(version),
        "linger": 0.0,
        "make_aot": False,
    }


@contextmanager
def running_engine(home: Path, version: str | None = None, **others: Any) -> Generator[Address]:
    """An engine on the store at `home` for a block, then stopped. `others` are arguments of `attach`."""
    store = Store(home)
    attached = attach(store, **{**options(version), **others})
    with asyncio.Runner() as runner:
        engine = runner.run(attached.__aenter__())
        try:
            yield engine.address
        finally:
            runner.run(attached.__aexit__(None, None, None))
    wait_stopped(store)


def template_store(
    home: Path, prepare: Callable[[Address], Awaitable[None]] | None = None, version: str | None = None
) -> Path:
    """Makes a stopped store at `home` with what `prepare` writes into it; give it to `copy_store`."""
    with running_engine(home, version) as address:
        if prepare is not None:
            asyncio.run(_awaited(prepare(address)))
    return home


def copy_store(template: Path, home: Path) -> Path:
    shutil.copytree(template, home)
    return home


def wait_stopped(store: Store) -> None:
    until = time.monotonic() + STOP_WITHIN
    while store.address() is not None:
        assert time.monotonic() < until, f"the engine of {store.home} did not stop"
        time.sleep(0.05)


async def _awaited(what: Awaitable[None]) -> None:
    await what
