"""What befalls a real engine: starters die, it is killed or frozen, its port is taken, its disk fills up."""

import asyncio
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import engine_fixtures as fixtures
import psutil
import pytest

from engine import aot, fetching, java, launch, process
from engine.attach import attach
from engine.errors import DiskFull, PortInUse, StoreInUse, WrongStore
from engine.status import status, stop
from engine.store import Address, Store

HOUSE = Path(__file__).resolve().parents[2]
ENDS_WITHIN = 30.0  # seconds
ROWS = 20  # of 100 kB, in each transaction that fills the disk
LEFT_FREE = 11_000_000  # bytes on the full disk: some transactions go through, and one is torn

USER = """
import asyncio, sys
from pathlib import Path
sys.path[:0] = sys.argv[2:]
from engine.attach import attach
from engine.store import Store
from engine_fixtures import options

async def use():
    async with attach(Store(Path(sys.argv[1])), **options()) as engine:
        print(engine.address.pid, flush=True)
        await asyncio.to_thread(sys.stdin.readline)

asyncio.run(use())
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    async def prepare(address: Address) -> None:
        await write(address, "before")

    return fixtures.template_store(tmp_path_factory.mktemp("template") / "store", prepare)


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Generator[Store]:
    store = Store(fixtures.copy_store(template, tmp_path / "store"))
    yield store
    end_engine(store)


def end_engine(store: Store) -> None:
    address = store.address()
    if address is not None:
        process.end(address.watcher, address.watcher_started, 0)
        process.end(address.pid, address.started, 0)


async def write(address: Address, name: str) -> None:
    async with fixtures.driver(address) as bolt:
        await bolt.execute_query("CREATE (:Kept {name: $name})", name=name)


async def kept(address: Address) -> list[str]:
    async with fixtures.driver(address) as bolt:
        found = await bolt.execute_query("MATCH (k:Kept) RETURN k.name AS name ORDER BY name")
        return [row["name"] for row in found.records]


class User:
    """A process of its own that uses the engine until it is told to go, or killed."""

    def __init__(self, store: Store) -> None:
        command = [sys.executable, "-c", USER, str(store.home), str(HOUSE), str(HOUSE / "tests")]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def engine(self) -> int:
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


def javas_on(store: Store) -> list[psutil.Process]:
    found: list[psutil.Process] = []
    for one in psutil.process_iter(["cmdline"]):
        command = one.info["cmdline"] or []
        if any(str(store.root) in word for word in command) and "java" in Path(command[0]).name:
            found.append(one)
    return found


def test_two_at_once_share_one_engine_that_outlives_its_starter_and_not_its_last_user(store: Store) -> None:
    users = [User(store), User(store)]
    first, second = (user.engine() for user in users)
    assert first == second
    assert len(javas_on(store)) == 1
    told = status(store)
    assert told.is_running
    if sys.platform == "linux":
        assert set(told.users) == {user.process.pid for user in users}
        with pytest.raises(StoreInUse, match=str(users[0].process.pid)):
            asyncio.run(stop(store))

    address = store.address()
    assert address is not None
    users[0].kill()
    time.sleep(1.5)  # three tries of the watcher
    assert asyncio.run(kept(address)) == ["before"]

    users[1].kill()
    assert process.wait_gone(address.pid, address.started, ENDS_WITHIN)
    fixtures.wait_stopped(store)
    assert process.wait_gone(address.watcher, address.watcher_started, ENDS_WITHIN)


def test_a_killed_and_a_frozen_engine_come_back_with_everything(store: Store) -> None:
    async def live() -> None:
        async with attach(store, **fixtures.options()) as engine:
            before = engine.address
            await write(before, "killed")
            os.kill(before.pid, signal.SIGKILL)
            killed = await engine.recover()
            assert killed.pid != before.pid and killed.port == before.port
            assert await kept(killed) == ["before", "killed"]

            await write(killed, "frozen")
            os.kill(killed.pid, signal.SIGSTOP)
            supervised = asyncio.create_task(engine.supervise())
            async with asyncio.timeout(90):
                while engine.address == killed:  # noqa: ASYNC110  what it waits for is in a process, not here
                    await asyncio.sleep(0.1)
            supervised.cancel()
            assert await kept(engine.address) == ["before", "frozen", "killed"]
            assert not killed.is_running
            assert await engine.recover() == engine.address  # one that answers is left alone

    asyncio.run(live())
    fixtures.wait_stopped(store)


def test_a_starter_killed_at_any_moment_leaves_a_store_that_starts(store: Store) -> None:
    chance = random.Random(4)
    for _ in range(4):
        starter = User(store)
        time.sleep(chance.uniform(0.3, 2.0))
        starter.kill()
    with fixtures.running_engine(store.home) as address:
        assert len(javas_on(store)) == 1
        assert asyncio.run(kept(address)) == ["before"]


def test_an_engine_without_a_watcher_gets_a_new_one(store: Store) -> None:
    user = User(store)
    pid = user.engine()
    alone = store.address()
    assert alone is not None
    os.kill(alone.watcher, signal.SIGKILL)
    assert process.wait_gone(alone.watcher, alone.watcher_started, ENDS_WITHIN)
    user.kill()
    time.sleep(1.0)
    assert alone.is_running  # nobody is left to end it
    with fixtures.running_engine(store.home) as address:
        assert address.pid == pid and address.is_watched
    assert process.wait_gone(alone.pid, alone.started, ENDS_WITHIN)


def test_a_port_taken_before_neo4j_binds_it_is_chosen_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as other:
        other.bind((launch.LOOPBACK, 0))
        other.listen()
        taken = other.getsockname()[1]
        chosen = iter([taken])
        choose = launch.free_port
        monkeypatch.setattr(
            launch, "free_port", lambda preferred=None: next(chosen, None) or choose(preferred)
        )
        with fixtures.running_engine(store.home) as address:
            assert address.port != taken
            assert asyncio.run(kept(address)) == ["before"]


def test_a_port_that_was_asked_for_and_is_taken_is_named(store: Store) -> None:
    with socket.socket() as other:
        other.bind((launch.LOOPBACK, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=str(port)), fixtures.running_engine(store.home, port=port):
            pass
    assert not javas_on(store)


def test_another_store_at_our_address_and_another_java_on_our_store_are_refused(
    store: Store, tmp_path: Path
) -> None:
    with fixtures.running_engine(store.home) as address:
        stranger = Store(tmp_path / "stranger")
        stranger.prepare()
        (stranger.root / "store-id").write_text("another")
        stranger.write_address(replace(address, store_id="another"))  # its own engine had this port once
        with pytest.raises(WrongStore, match="store another"), fixtures.running_engine(stranger.home):
            pass
        assert address.is_running

        twin = Store(tmp_path / "twin")
        twin.prepare()
        twin.data.rmdir()
        twin.data.symlink_to(store.data)
        with pytest.raises(StoreInUse, match="not ours"), fixtures.running_engine(twin.home):
            pass
        assert asyncio.run(kept(address)) == ["before"]


def test_a_broken_aot_cache_does_not_stop_a_start(store: Store, tmp_path: Path) -> None:
    version = fixtures.neo4j_version()
    found = java.find(fixtures.java_for(version), version)
    if not found.makes_aot_caches:
        pytest.skip(f"Java {found.major} makes no AOT caches")
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / f"neo4j-{version}").symlink_to(fetching.fetch(fixtures.cache_folder(), version)[0].parent)
    recipe = aot.recipe(cache, found, version, fetching.fetch(cache, version))
    assert recipe is not None
    recipe.path.parent.mkdir()
    recipe.path.write_bytes(random.Random(4).randbytes(100_000))
    with fixtures.running_engine(store.home, cache=cache) as address:
        assert asyncio.run(kept(address)) == ["before"]


def test_a_full_disk_is_named_and_nothing_is_lost(template: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", megabytes=160) as disk:
        store = Store(fixtures.copy_store(template, disk / "store"))
        try:
            asyncio.run(fill_and_free(store, disk))
        finally:
            end_engine(store)


async def fill_and_free(store: Store, disk: Path) -> None:
    ballast = disk / "ballast"
    async with attach(store, **fixtures.options()) as engine:
        fill(ballast)
        os.truncate(ballast, ballast.stat().st_size - LEFT_FREE)
        written = 0
        with pytest.raises(Exception, match=r"."):  # Neo4j's own words, which differ with the moment
            async with asyncio.timeout(30):
                while True:
                    await write_much(engine.address)
                    written += 1
        os.kill(engine.address.pid, signal.SIGKILL)
        with pytest.raises(DiskFull, match="is full"):
            await engine.recover()
        ballast.unlink()
        address = await engine.recover()
        assert written > 0 or not LEFT_FREE
        assert await kept(address) == ["before"]
        assert await count_much(address) == written


def fill(path: Path) -> None:
    with path.open("wb") as file:
        try:
            while True:
                file.write(bytes(1 << 16))
                file.flush()
        except OSError:
            pass


async def write_much(address: Address) -> None:
    """One transaction of 2 MB."""
    async with fixtures.driver(address) as bolt, bolt.session() as session:
        transaction = await session.begin_transaction()  # one try: the driver would repeat it for 30 s
        query = "UNWIND range(1, $rows) AS i CREATE (:Much {text: $text})"
        await transaction.run(query, rows=ROWS, text="x" * 100_000)
        await transaction.commit()


async def count_much(address: Address) -> int:
    async with fixtures.driver(address) as bolt:
        found = await bolt.execute_query("MATCH (m:Much) RETURN count(m) / $rows AS n", rows=ROWS)
        return found.records[0]["n"]


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Generator[Path]:
    folder.mkdir()
    if os.geteuid() != 0 or shutil.which("mount") is None or sys.platform != "linux":
        pytest.skip("a small disk can only be mounted by root on Linux")
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets not even root mount a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_a_password_that_begins_with_a_dash_is_set_like_any_other(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    store.prepare()
    (store.root / "password").write_text("-Xdash--d")
    with fixtures.running_engine(store.home) as address:
        assert address.password == "-Xdash--d"
        assert asyncio.run(kept(address)) == []
