"""Why an engine did not start, from what Java and Neo4j wrote: the cause lies deep in a stack trace."""

import re
from collections.abc import Callable
from pathlib import Path

from engine.errors import (
    INSTEAD,
    DiskFull,
    EngineError,
    EngineUnreachable,
    NoJars,
    NoJava,
    NoMemory,
    PortInUse,
    StoreDamaged,
    StoreInUse,
    StoreTooNew,
)
from engine.store import Store

TAIL = 64 * 1024  # bytes of each log that are read


def cause(store: Store, port: int) -> EngineError:
    """The error that names what went wrong at the last start."""
    text = "\n".join(
        tail(path) for path in (store.output, store.logs / "debug.log", store.logs / "neo4j.log")
    )
    for pattern, error in _KNOWN:
        if re.search(pattern, text):
            return error(store, port)
    return EngineUnreachable(
        f"Neo4j did not start on {store.root}: {_last_cause(text)}",
        f"see the files in {store.logs}, or {INSTEAD}",
    )


def failed_database(store: Store, port: int) -> EngineError | None:
    """The error when Neo4j runs and could not open the database: one can never sign in then."""
    if "Failed to start DatabaseId" not in tail(store.logs / "debug.log"):
        return None
    return cause(store, port)


def tail(path: Path) -> str:
    """The end of a log; empty without one."""
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - TAIL))
            return file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return ""


def forget(store: Store) -> None:
    """Sets the logs of the run before aside, one of each, so that they cannot speak for the next one."""
    for path in (store.output, store.logs / "debug.log", store.logs / "neo4j.log"):
        if path.exists():
            path.replace(path.with_name(path.name + ".1"))


def _last_cause(text: str) -> str:
    """The innermost exception of the last stack trace."""
    found = re.findall(r"^(?:Caused by: |Exception in thread \S+ )(.+)$", text, re.MULTILINE)
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("\t")]
    return (found or lines or ["nothing was written about it"])[-1].strip()[:300]


def _disk_full(store: Store, port: int) -> EngineError:
    return DiskFull(store.root)


def port_in_use(store: Store, port: int) -> PortInUse:
    """Told by Neo4j's log, or by a look at the port before the start."""
    return PortInUse(f"Port {port} is in use by another program.", "choose another port, or end that program")


def _store_in_use(store: Store, port: int) -> EngineError:
    return StoreInUse(
        f"Another Neo4j, which is not ours, runs on {store.data}.",
        "end that Java process, or use another UNDERSTORY_HOME",
    )


def _too_new(store: Store, port: int) -> EngineError:
    return StoreTooNew(
        f"The store {store.data} was written by a newer Neo4j.", "install the newest version of this program"
    )


def _damaged(store: Store, port: int) -> EngineError:
    return StoreDamaged(
        f"Neo4j cannot read its files in {store.data}.",
        f"bring back a copy of {store.home}, or read the sources into another UNDERSTORY_HOME",
    )


def _no_memory(store: Store, port: int) -> EngineError:
    return NoMemory(
        f"There is too little memory to run Neo4j on {store.root}.",
        "end other programs, or give it a smaller heap",
    )


def _old_java(store: Store, port: int) -> EngineError:
    return NoJava("This Java is too old for this Neo4j.", "give the path of a newer Java")


def _torn_jar(store: Store, port: int) -> EngineError:
    return NoJars("A jar of Neo4j is damaged.", "run `understory engine fetch --thorough`, which mends it")


_KNOWN: tuple[tuple[str, Callable[[Store, int], EngineError]], ...] = (
    (r"No space left on device|Disk quota exceeded|not enough space", _disk_full),
    (r"recovery not possible|Unable to read store|InconsistentDataReadException", _damaged),
    (r"store_lock|FileLockException|has been locked by another process", _store_in_use),
    (r"Address already in use|PortBindException|BindException", port_in_use),
    (r"UnsupportedClassVersionError", _old_java),
    (r"ZipException|error reading zip file|Invalid or corrupt jarfile|ClassNotFoundException", _torn_jar),
    (
        r"OutOfMemoryError|Could not reserve enough space|insufficient memory|Cannot allocate memory",
        _no_memory,
    ),
    (r"newer version of Neo4j|newer than|Unknown store version|unsupported version", _too_new),
)
