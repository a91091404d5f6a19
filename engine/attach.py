"""Attaches to the engine of a store, starting it when nobody has; and brings it back when it is gone."""

import asyncio
import logging
import os
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from engine import java, locks, process
from engine.errors import EngineError, EngineUnreachable, NoEngineHere
from engine.jars import Progress
from engine.signin import (
    FIRST_TIMEOUT,
    PROBE_TIMEOUT,
    PROBES,
    Access,
    Claim,
    SignIn,
    answers,
    is_answering,
    opened,
)
from engine.start import Start, fetch_jars, jars_here, start, watch
from engine.store import Address, Store

VERSION = "2026.09.0"
LINGER = 60.0  # seconds an engine stays after its last user
DEADLINE = 180.0  # seconds for a start, or for somebody else's start or stop
PROBE_EVERY = 5.0  # seconds
LOOK = 0.05  # seconds between two tries of a lock

_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Engine:
    """A user's hold on a running engine. `address` changes when it had to be started again."""

    address: Address
    _how: Start = field(repr=False)

    async def is_answering(self) -> bool:
        """Whether one can sign in now, on a fresh connection. Raises WrongStore."""
        return await is_answering(self._how.access, self.address)

    async def recover(self) -> Address:
        """Makes sure that the engine answers, after a call failed: looks, and starts it again if it is gone.

        A frozen one is killed after three probes (15 s). Several users may do this at once; one restarts.
        Raises what `engine.errors` names.
        """
        self.address = await _running(self._how, PROBE_TIMEOUT)
        return self.address

    async def supervise(self) -> None:
        """Probes every 5 s; recovers after three failures, or at once when it is gone. Never ends."""
        failed = 0
        while True:
            await asyncio.sleep(PROBE_EVERY)
            try:
                if await self.is_answering():
                    failed = 0
                    continue
                failed += 1
                if failed >= PROBES or not self.address.is_running:
                    await self.recover()
                    failed = 0
            except EngineError as error:
                _log.error("%s Next: %s. Trying again.", error.message, error.next_step)


@asynccontextmanager
async def attach(
    store: Store,
    *,
    sign_in: SignIn,
    claim: Claim,
    cache: Path,
    version: str = VERSION,
    jars_folder: Path | None = None,
    java_path: Path | None = None,
    linger: float = LINGER,
    deadline: float = DEADLINE,
    heap_mb: int | None = None,
    page_cache_mb: int | None = None,
    port: int | None = None,
    make_aot: bool = True,
    exercise: Sequence[str] = (),
    progress: Progress | None = None,
) -> AsyncGenerator[Engine]:
    """Uses the engine of a store for a block; it stays `linger` seconds after its last user.

    `cache` holds what stores share (jars, AOT caches); `jars_folder` is used instead of fetching; `deadline`
    is for a start without fetching; `make_aot` has an AOT cache made in the background after a start without
    one, and `exercise` is a command that works with its scratch run (see `aot.make_in_background`). Raises
    what `engine.errors` names.
    """
    if locks.fcntl is None:
        raise NoEngineHere(sys.platform)
    store, cache = Store(store.home.resolve()), cache.resolve()  # Java runs in another folder
    access = Access(store, sign_in, claim, deadline, progress or _silent)
    async with _lock(access, store.users_lock, exclusive=False):
        how = Start(
            access=access,
            version=version,
            java=java.find(java_path, version),
            cache=cache,
            jars_folder=jars_folder,
            linger=linger,
            heap_mb=heap_mb,
            page_cache_mb=page_cache_mb,
            port=port,
            make_aot=make_aot,
            exercise=exercise,
        )
        yield Engine(await _running(how, FIRST_TIMEOUT), how)


async def _running(how: Start, patience: float) -> Address:
    """The address of the store's engine: of the one that answers, or of a new one.

    `patience` in seconds for each of three sign-ins, before an engine counts as frozen: who comes anew has
    seen nothing fail yet. Jars are fetched without keeping others from starting.
    """
    access = how.access
    while True:
        async with _lock(access, access.store.start_lock, exclusive=True) as held:
            address = access.store.address()
            if address is not None and address.is_running:
                if not address.is_watched:
                    address = await asyncio.to_thread(watch, access.store, how.linger) or address
                if await _usable(access, address, patience):
                    return address
                _log.warning("The engine of %s does not answer; it is started again.", access.store.home)
                await asyncio.to_thread(process.end, address.pid, address.started, 0)
            if jars_here(how):
                return await start(how, held)
        await fetch_jars(how)


async def _usable(access: Access, address: Address, patience: float) -> bool:
    if not address.ready:  # its starter died: it may need a while yet
        await opened(access, address)
        return True
    return await answers(access, address, patience)


@asynccontextmanager
async def _lock(access: Access, path: Path, *, exclusive: bool) -> AsyncGenerator[int]:
    """Waits for a lock; the descriptor that holds it is closed at the end."""
    loop = asyncio.get_running_loop()
    begun = loop.time()
    shown = 0
    while (descriptor := locks.take(path, exclusive=exclusive)) is None:
        waited = loop.time() - begun
        if int(waited) > shown:
            shown = int(waited)
            access.progress("Waiting for another process to start or stop Neo4j", shown, 0)
        if waited > access.deadline:
            who = ", ".join(map(str, locks.holders(path))) or "unknown"
            raise EngineUnreachable(
                f"Another process ({who}) has been starting or stopping the engine of {path.parent} "
                f"for {waited:.0f} s.",
                "end that process if it hangs, then try again",
            )
        await asyncio.sleep(LOOK)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _silent(what: str, done: int, total: int) -> None:
    pass
