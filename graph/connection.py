"""One connection to a Neo4j: transactions with a deadline each, retried only where that may help."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Literal, TypeVar, cast

import neo4j
from neo4j import AsyncGraphDatabase, AsyncTransaction
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph.errors import GraphError, GraphUnreachable
from graph.server import Server

Tx = AsyncTransaction
T = TypeVar("T")

CONNECT_SECONDS = 5.0
READ_SECONDS = 30.0
WRITE_SECONDS = 60.0  # also the engine's own limit for a transaction
TRIES = 5  # of a transaction that the engine calls transient: a deadlock, a changed leader
FETCH_ROWS = 5_000  # rows a network round trip brings
# Transient by class, yet asking again cannot help: the transaction itself is too large.
NEVER_RETRIED = ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "TransactionTimedOut")


class Graph:
    """An open graph. Use as an async context manager; transactions run through `read` and `write`."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._driver = _driver(server)

    async def __aenter__(self) -> "Graph":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Closes every connection; a frozen engine cannot hold us up for more than a few seconds."""
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self._driver.close()
        except (TimeoutError, DriverError, Neo4jError, OSError):
            pass  # whoever closes has no more use for the answer

    async def reconnect(self, server: Server) -> None:
        """Turns to another address, as after the engine was started again."""
        await self.close()
        self.server = server
        self._driver = _driver(server)

    async def read(self, work: Callable[[Tx], Awaitable[T]], *, seconds: float = READ_SECONDS) -> T:
        """Runs `work` in one read transaction. Raises GraphUnreachable or GraphError."""
        return await self._run(work, "READ", seconds)

    async def write(self, work: Callable[[Tx], Awaitable[T]], *, seconds: float = WRITE_SECONDS) -> T:
        """Runs `work` in one write transaction and commits it.

        `work` runs again when the engine says that this helps, so it must be a function of the graph alone.
        When the connection is lost while committing, GraphUnreachable leaves open whether it was committed.
        """
        return await self._run(work, "WRITE", seconds)

    async def statement(self, text: str) -> None:
        """Runs a schema statement, which the engine wants alone in its transaction."""

        async def run(tx: Tx) -> None:
            await (await tx.run(cast(Any, text))).consume()

        await self.write(run)

    async def _run(
        self, work: Callable[[Tx], Awaitable[T]], mode: Literal["READ", "WRITE"], seconds: float
    ) -> T:
        for attempt in range(TRIES):
            try:
                async with asyncio.timeout(seconds):
                    return await self._once(work, mode)
            except TimeoutError as error:
                raise GraphUnreachable(
                    f"The graph at {self.server.uri} gave no answer within {seconds:.0f} s.",
                    "Run `understory doctor`; a frozen engine is started again by the next command.",
                ) from error
            except AuthError as error:
                raise GraphUnreachable(
                    f"The graph at {self.server.uri} refused the user name or password.",
                    "Set NEO4J_USER and NEO4J_PASSWORD to what the server expects.",
                ) from error
            except (DriverError, Neo4jError, OSError) as error:
                if not _may_retry(error) or attempt == TRIES - 1:
                    raise translate(error, self.server) from error
                await asyncio.sleep(0.05 * 2**attempt)
        raise AssertionError("unreachable: the last try raises")

    async def _once(self, work: Callable[[Tx], Awaitable[T]], mode: Literal["READ", "WRITE"]) -> T:
        access = neo4j.READ_ACCESS if mode == "READ" else neo4j.WRITE_ACCESS
        async with (
            self._driver.session(
                database=self.server.database, default_access_mode=access, fetch_size=FETCH_ROWS
            ) as session,
            await session.begin_transaction() as tx,
        ):
            done = await work(tx)
            await tx.commit()
            return done


def _driver(server: Server) -> Any:  # the driver's own types leave its settings unknown
    return cast(Any, AsyncGraphDatabase).driver(
        server.uri,
        auth=(server.user, server.password),
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=CONNECT_SECONDS * 2,
        max_transaction_retry_time=0,
        user_agent="understory",
        notifications_min_severity="OFF",
    )


def _may_retry(error: Exception) -> bool:
    if isinstance(error, Neo4jError):
        return error.is_retryable() and not any(name in (error.code or "") for name in NEVER_RETRIED)
    return False


def translate(error: Exception, server: Server) -> GraphError:
    """A driver's error as one of ours."""
    if isinstance(error, Neo4jError):
        return GraphError(
            f"Neo4j refused: {error.code}: {error.message}", "Run `understory doctor` and report this line."
        )
    return GraphUnreachable(
        f"No Neo4j answers at {server.uri} ({type(error).__name__}).",
        "Run `understory engine status`, or check NEO4J_URI and that the server runs.",
    )
