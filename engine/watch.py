"""The watcher of a store: Java's parent, which stops it when nobody has used the engine for a while.

It lives in a session of its own and ignores SIGINT, so that neither the end of the starter nor Ctrl-C in its
terminal ends the engine for the others. Users hold a shared lock; the watcher tries the exclusive one.
Standard library only.
"""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from engine import locks, process
from engine.launch import ENVIRONMENT, LOOPBACK
from engine.store import USER, Address, Store

TICK = 0.5  # seconds between two tries of the lock
STOP_GRACE = 60.0  # seconds that Neo4j has to write its last checkpoint before it is killed


@dataclass(frozen=True, slots=True)
class Plan:
    """What to watch. Without `arguments` it is the running engine of the store, whose watcher is gone.

    `java` runs the argument file `arguments` and listens on `port`; `start_lock` is a descriptor that holds
    the lock of the same name until the address is written, even if the starter dies before; `linger` in
    seconds.
    """

    home: str
    linger: float
    java: str = ""
    arguments: str = ""
    port: int = 0
    version: str = ""
    start_lock: int = -1


def main(plan: dict[str, Any], ready: Callable[[], None]) -> None:
    """Runs until the engine has ended. Entered by `engine.detached`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    told = Plan(**plan)
    store = Store(Path(told.home))
    child = _start(store, told) if told.arguments else None
    address = store.address()
    if address is None:
        raise RuntimeError("there is no engine to watch")
    if child is None:
        store.write_address(_watched_by_me(address))
    if told.start_lock >= 0:
        os.close(told.start_lock)
    ready()
    asked_to_end: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: asked_to_end.append(number))
    _watch(store, address, child, told.linger, asked_to_end)


def _start(store: Store, plan: Plan) -> subprocess.Popen[bytes]:
    os.set_inheritable(plan.start_lock, False)  # Java must not keep it
    watcher = os.getpid()
    watcher_started = process.start_time(watcher) or ""
    store_id, password = store.id(), store.password()

    def tell() -> None:
        """In Java's process just before it becomes Java: no moment at which it runs and nobody knows."""
        store.write_address(
            Address(
                uri=f"bolt://{LOOPBACK}:{plan.port}",
                user=USER,
                password=password,
                pid=os.getpid(),
                started=process.start_time(os.getpid()) or "",
                port=plan.port,
                store_id=store_id,
                version=plan.version,
                watcher=watcher,
                watcher_started=watcher_started,
            )
        )
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # an ignored signal would stay ignored
        signal.signal(signal.SIGHUP, signal.SIG_DFL)

    with store.output.open("wb") as output:
        return subprocess.Popen(
            [plan.java, f"@{plan.arguments}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=store.root,
            env=ENVIRONMENT,
            preexec_fn=tell,  # safe: this process has one thread
        )


def _watched_by_me(address: Address) -> Address:
    me = os.getpid()
    return replace(address, watcher=me, watcher_started=process.start_time(me) or "")


def _watch(
    store: Store,
    address: Address,
    child: subprocess.Popen[bytes] | None,
    linger: float,
    asked_to_end: list[int],
) -> None:
    idle_since: float | None = None
    while True:
        if (child is not None and child.poll() is not None) or not address.is_running:
            return  # its users notice, and start it again; the stale address says so by itself
        if asked_to_end:
            process.end(address.pid, address.started, STOP_GRACE)
            return
        with locks.taken(store.users_lock, exclusive=True) as nobody:
            now = time.monotonic()
            idle_since = (idle_since or now) if nobody else None
            if idle_since is not None and now - idle_since >= linger:
                _stop(store, address, child)
                return
        time.sleep(TICK)


def _stop(store: Store, address: Address, child: subprocess.Popen[bytes] | None) -> None:
    """Under the exclusive lock: whoever comes now waits, and then starts a new one."""
    process.end(address.pid, address.started, STOP_GRACE)
    if child is not None:
        child.wait()
    store.remove_address()
