"""Starts the engine of a store and waits until one can sign in. The caller holds the store's start lock."""

import asyncio
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from engine import aot, causes, detached, jars, launch, process
from engine.errors import (
    INSTEAD,
    DiskFull,
    EngineTooSlow,
    EngineUnreachable,
    PortInUse,
    StoreTooNew,
)
from engine.java import Java
from engine.password import set_password
from engine.signin import Access, opened
from engine.space import is_disk_full, require_space, size_of
from engine.store import Address, Store
from engine.watch import Plan

FREE_AT_START = 64 * launch.MB  # bytes that must be free: an empty store with its logs takes 3 MB, and grows
PORT_TRIES = 5  # somebody may take the chosen port before Neo4j binds it
FIRST_HEAP_MB = 128  # the heap that Java begins with


@dataclass(frozen=True, slots=True)
class Start:
    """What it takes to start an engine.

    `cache` holds what stores share, `jars_folder` is used instead of fetching; `linger` in seconds; `heap_mb`
    and `page_cache_mb` None for what fits the store, `port` None for a free one; `make_aot` and
    `exercise` as in `attach`.
    """

    access: Access
    version: str
    java: Java
    cache: Path
    jars_folder: Path | None = None
    linger: float = 60.0
    heap_mb: int | None = None
    page_cache_mb: int | None = None
    port: int | None = None
    make_aot: bool = False
    exercise: Sequence[str] = ()


async def start(how: Start, start_lock: int) -> Address:
    """Runs Neo4j on the store. Raises what `engine.errors` names; nothing runs afterwards then."""
    store = how.access.store
    try:
        return await _start(how, store, start_lock)
    except OSError as error:
        if is_disk_full(error):
            raise DiskFull(store.root) from error
        raise


def jars_here(how: Start) -> tuple[Path, ...] | None:
    """The jars in the order of the class path; None when they have to be fetched first."""
    return jars.given(how.jars_folder) if how.jars_folder else jars.fetched(how.cache, how.version)


async def fetch_jars(how: Start) -> tuple[Path, ...]:
    from engine import fetching  # slow to import, and seldom needed

    cancelled = threading.Event()
    try:
        return await asyncio.to_thread(
            fetching.fetch, how.cache, how.version, how.access.progress, cancelled=cancelled
        )
    finally:
        cancelled.set()  # a thread cannot be cancelled: it looks here


def watch(store: Store, linger: float) -> Address | None:
    """Gives a running engine a new watcher when its own was killed. Blocks."""
    detached.start("engine.watch", asdict(Plan(str(store.home), linger)))
    return store.address()


async def _start(how: Start, store: Store, start_lock: int) -> Address:
    require_space(store.home, FREE_AT_START)
    if how.port is not None and launch.free_port(how.port) != how.port:
        raise causes.port_in_use(store, how.port)
    _refuse_downgrade(store, how.version)
    class_path = jars_here(how) or await fetch_jars(how)
    recipe = aot.recipe(how.cache, how.java, how.version, class_path)
    before = store.address()
    store.prepare()
    store.id()
    if store.is_new:
        how.access.progress("Preparing the store", 0, 0)
        await asyncio.to_thread(set_password, store, how.java, how.version, class_path)
    cache = aot.usable(recipe)
    preferred = before.port if before else None  # those who were connected find it again
    tries = 1 if how.port else PORT_TRIES
    while True:
        tries -= 1
        try:
            port = how.port or launch.free_port(preferred)
            address = await _start_on(how, class_path, port, cache, start_lock)
            break
        except PortInUse:
            if not tries:
                raise
            preferred = None
        except EngineTooSlow:
            raise
        except EngineUnreachable:
            if cache is None:
                raise
            cache.unlink(missing_ok=True)  # a broken cache is the one thing that a second try can do without
            cache = None
    address = replace(address, ready=True)
    store.write_address(address)
    store.set_version(how.version)
    if how.make_aot and recipe is not None and not recipe.path.exists():
        await asyncio.to_thread(aot.make_in_background, recipe, how.exercise)
    return address


async def _start_on(
    how: Start, class_path: Sequence[Path], port: int, cache: Path | None, start_lock: int
) -> Address:
    store = how.access.store
    store.remove_address()
    causes.forget(store)
    memory = _memory(how)
    launch.write_conf(store, how.version, port, memory)
    arguments = store.conf / "java.args"
    flags = [
        *launch.flags(how.java.major),
        f"-Xmx{memory.heap}m",
        f"-Xms{min(memory.heap, FIRST_HEAP_MB)}m",
        f"-XX:ErrorFile={store.logs / 'java-crash.log'}",
        *([f"-XX:AOTCache={cache}"] if cache is not None else []),
    ]
    launch.write_arguments(arguments, class_path, (*flags, *launch.server(how.version, store)))
    plan = Plan(
        home=str(store.home),
        linger=how.linger,
        java=str(how.java.path),
        arguments=str(arguments),
        port=port,
        version=how.version,
        start_lock=start_lock,
    )
    why = await asyncio.to_thread(detached.start, "engine.watch", asdict(plan), (start_lock,))
    address = store.address()
    if why or address is None:
        raise EngineUnreachable(f"{how.java.path} could not be run: {why or 'no address'}.", INSTEAD)
    try:
        await opened(how.access, address)
    except BaseException:
        process.end(address.pid, address.started, 0)  # half started, it is of no use to anybody
        raise
    return address


def _memory(how: Start) -> launch.Memory:
    fitting = launch.memory_for(size_of(how.access.store.data), launch.machine_memory())
    return launch.Memory(how.heap_mb or fitting.heap, how.page_cache_mb or fitting.page_cache)


def _refuse_downgrade(store: Store, version: str) -> None:
    written = store.version()
    if written is not None and _order(written) > _order(version):
        raise StoreTooNew(
            f"The store {store.root} was written by Neo4j {written}, which {version} cannot read.",
            "use the newer version, or another UNDERSTORY_HOME",
        )


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
