"""Opens the graph that a command works on: a Neo4j of one's own, or the engine of the store."""

import asyncio
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from cli.settings import Settings
from engine.attach import Engine, attach
from engine.jars import Progress
from engine.store import Address, Store
from graph.server import Server

if TYPE_CHECKING:  # the driver takes a while to import: the engine starts meanwhile
    from graph.connection import Graph, Tx

LOOK = 0.5  # seconds between two looks whether the engine was started again elsewhere
GRAPH = ("graph.connection", "graph.migrations", "graph.skills")  # what every command needs of a graph


@dataclass(slots=True)
class Opened:
    """An open, migrated graph with a vocabulary; `engine` is None on a server of one's own."""

    graph: "Graph"
    engine: Engine | None

    @property
    def recover(self) -> Callable[[], Awaitable[None]] | None:
        """Brings a lost engine back; None when there is none that we could start."""
        return None if self.engine is None else self._recover

    async def supervise(self) -> None:
        """Keeps the engine alive, for ever, and the graph connected to where it listens."""
        if self.engine is None:
            return
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.engine.supervise())
            tasks.create_task(self._follow(self.engine))

    async def _follow(self, engine: Engine) -> None:
        while True:
            await asyncio.sleep(LOOK)
            if server_at(engine.address) != self.graph.server:
                await self.graph.reconnect(server_at(engine.address))

    async def _recover(self) -> None:
        assert self.engine is not None
        await self.graph.reconnect(server_at(await self.engine.recover()))


@asynccontextmanager
async def opened(
    settings: Settings, progress: Progress | None = None, *, rooms: Sequence[str] = ()
) -> AsyncGenerator[Opened]:
    """The graph of `settings` for a block. Raises EngineError, or GraphError.

    `rooms` are modules that take seconds to import: that is done while the engine starts.
    """
    loading = asyncio.create_task(asyncio.to_thread(_load, (*GRAPH, *rooms)))
    async with _connected(settings, progress) as store:
        await _prepare(store.graph)
        await loading
        yield store


@asynccontextmanager
async def _connected(settings: Settings, progress: Progress | None) -> AsyncGenerator[Opened]:
    if settings.server is not None:
        async with _graph(settings.server) as graph:
            yield Opened(graph, None)
        return
    async with (
        attach(
            Store(settings.home),
            sign_in=_sign_in,
            claim=_claim,
            cache=settings.cache,
            jars_folder=settings.jars,
            java_path=settings.java,
            linger=settings.linger,
            exercise=(sys.executable, "-m", "cli.rehearsal"),
            progress=progress,
        ) as engine,
        _graph(server_at(engine.address)) as graph,
    ):
        yield Opened(graph, engine)


def _load(rooms: Sequence[str]) -> None:
    for room in rooms:
        import_module(room)


def _graph(server: Server) -> "Graph":
    from graph.connection import Graph

    return Graph(server)


def server_at(address: Address) -> Server:
    return Server(address.uri, address.user, address.password)


async def _prepare(graph: "Graph") -> None:
    """Brings the schema up to date, and gives a new graph the starter vocabulary."""
    from graph import skills
    from graph.migrations import migrate
    from sources.vocabulary import seed_vocabulary

    _, are_there = await asyncio.gather(migrate(graph), graph.read(skills.are_there))
    if not are_there:
        vocabulary = seed_vocabulary()
        await graph.write(lambda tx: skills.save(tx, vocabulary))


async def _sign_in(address: Address) -> str | None:
    from graph import migrations

    async with _graph(server_at(address)) as graph:
        return await graph.read(migrations.store_id)


async def _claim(address: Address, store: str) -> None:
    from graph import migrations

    async def write(tx: "Tx") -> str:
        return await migrations.claim(tx, store=store)

    async with _graph(server_at(address)) as graph:
        await graph.write(write)
