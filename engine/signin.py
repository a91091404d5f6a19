"""Whether one can sign in to an engine, and whether it is this store's. The caller says how to sign in."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from engine import causes, launch
from engine.errors import INSTEAD, EngineTooSlow, WrongStore
from engine.jars import Progress
from engine.store import Address, Store

PROBE_TIMEOUT = 5.0  # seconds for one sign-in to an engine that has answered before
FIRST_TIMEOUT = 30.0  # seconds for the first one: Neo4j compiles its queries, and the machine may be busy
PROBES = 3  # failures in a row after which an engine is gone or frozen
LOOK = 0.05  # seconds between two looks whether it is there

SignIn = Callable[[Address], Awaitable[str | None]]
"""Signs in on a fresh connection and reads the store id that the graph keeps; None when it keeps none."""

Claim = Callable[[Address, str], Awaitable[None]]
"""Writes the store id into the graph."""


@dataclass(frozen=True, slots=True)
class Access:
    """The way into a store's engine; `deadline` in seconds from the start of Java to the first sign-in."""

    store: Store
    sign_in: SignIn
    claim: Claim
    deadline: float
    progress: Progress


async def verify(access: Access, address: Address, seconds: float) -> None:
    """Signs in, and makes sure that the graph is this store's: a port is not an identity.

    Raises WrongStore, and whatever the caller's functions raise when they cannot sign in.
    """
    store = access.store
    async with asyncio.timeout(seconds):
        found = await access.sign_in(address)
    if found is None:
        async with asyncio.timeout(seconds):
            await access.claim(address, store.id())
    elif found != store.id():
        raise WrongStore(
            f"The Neo4j at {address.uri} holds store {found}, and {store.root} is store {store.id()}.",
            f"bring back the file {store.root / 'store-id'} that belongs to the data, or {INSTEAD}",
        )


async def is_answering(access: Access, address: Address, seconds: float = PROBE_TIMEOUT) -> bool:
    """Whether one can sign in now. Raises WrongStore."""
    try:
        await verify(access, address, seconds)
    except WrongStore:
        raise
    except Exception:  # the caller's driver says in its own words that it did not work
        return False
    return True


async def answers(access: Access, address: Address, seconds: float) -> bool:
    """Whether one of three sign-ins, each within `seconds`, works; False at once when the process is gone.

    Raises WrongStore.
    """
    for _ in range(PROBES):
        if not address.is_running:
            return False
        if await is_answering(access, address, seconds):
            return True
        await asyncio.sleep(LOOK)
    return False


async def opened(access: Access, address: Address) -> None:
    """Waits for the first sign-in, as long as the process lives and the deadline allows.

    Raises the cause when it ends, EngineTooSlow and WrongStore.
    """
    loop = asyncio.get_running_loop()
    begun = loop.time()
    last: Exception | None = None
    shown = -1
    while address.is_running:
        waited = loop.time() - begun
        if waited > access.deadline:
            raise EngineTooSlow(
                f"Neo4j on {access.store.root} (process {address.pid}) did not let us sign in within "
                f"{access.deadline:.0f} s: {last or 'its port stayed closed'}.",
                f"see the files in {access.store.logs}, or {INSTEAD}",
            )
        if int(waited) > shown:
            shown = int(waited)
            access.progress("Starting Neo4j", shown, 0)
        if await _is_open(address.port):
            try:
                return await verify(access, address, FIRST_TIMEOUT)
            except WrongStore:
                raise
            except Exception as error:  # not yet
                last = error
                if failed := await asyncio.to_thread(causes.failed_database, access.store, address.port):
                    raise failed from error
        await asyncio.sleep(LOOK)
    raise await asyncio.to_thread(causes.cause, access.store, address.port)


async def _is_open(port: int) -> bool:
    try:
        async with asyncio.timeout(PROBE_TIMEOUT):
            _, writer = await asyncio.open_connection(launch.LOOPBACK, port)
    except OSError:
        return False
    writer.close()
    return True
