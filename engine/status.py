"""Tells how the engine of a store is, and stops it. Whether it answers is for its users to see."""

import asyncio
import os
from dataclasses import dataclass
from pathlib import Path

from engine import locks, process
from engine.errors import EngineUnreachable, StoreInUse
from engine.space import size_of
from engine.store import Address, Store
from engine.watch import STOP_GRACE

TRIES = 10  # in the second that a lock is asked for


@dataclass(frozen=True, slots=True)
class Status:
    """`address` is that of the running engine; `version` the newest Neo4j that ran here; `size` in bytes.

    `users` are the processes that use the engine, where the platform tells.
    """

    store: Path
    address: Address | None
    version: str | None
    users: tuple[int, ...]
    size: int

    @property
    def is_running(self) -> bool:
        return self.address is not None


def status(store: Store) -> Status:
    """How the engine is now."""
    address = store.address()
    return Status(
        store=store.root,
        address=address if address is not None and address.is_running else None,
        version=store.version(),
        users=_users(store),
        size=size_of(store.data) if store.data.exists() else 0,
    )


async def stop(store: Store, *, force: bool = False) -> bool:
    """Stops the engine; False when none ran. Raises StoreInUse when others use it, unless forced.

    Forced, its users find it gone; one that supervises it starts it again.
    """
    if not store.root.exists():
        return False
    start_lock = await _take(store.start_lock)
    if start_lock is None:
        who = _named(locks.holders(store.start_lock))
        raise StoreInUse(
            f"The engine of {store.root} is being started or stopped{who}.",
            "try again in a moment",
        )
    users_lock = await _take(store.users_lock)
    try:
        if users_lock is None and not force:
            raise StoreInUse(
                f"The engine of {store.root} is in use{_named(_users(store))}.",
                "end the processes that use it, or force it",
            )
        return await asyncio.to_thread(_end, store)
    finally:
        os.close(start_lock)
        if users_lock is not None:
            os.close(users_lock)


async def _take(path: Path) -> int | None:
    """The exclusive lock; asks for a second, because the watcher holds the users' lock for moments."""
    for _ in range(TRIES):
        descriptor = locks.take(path, exclusive=True)
        if descriptor is not None:
            return descriptor
        await asyncio.sleep(1 / TRIES)
    return None


def _users(store: Store) -> tuple[int, ...]:
    address = store.address()
    watcher = address.watcher if address is not None else None
    return tuple(pid for pid in locks.holders(store.users_lock) if pid != watcher)


def _end(store: Store) -> bool:
    address = store.address()
    if address is None or not address.is_running:
        store.remove_address()
        return False
    if not process.end(address.pid, address.started, STOP_GRACE):
        raise EngineUnreachable(
            f"Process {address.pid} does not end.", f"end it with `kill -9 {address.pid}`"
        )
    store.remove_address()
    return True


def _named(pids: tuple[int, ...]) -> str:
    others = [str(pid) for pid in pids if pid != os.getpid()]
    return f" (process {', '.join(others)})" if others else ""
