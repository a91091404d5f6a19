"""The folder of an engine: what is private in it, and which address is believed."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from engine import locks, process
from engine.store import Address, Store


def store_at(home: Path) -> Store:
    store = Store(home)
    store.prepare()
    return store


def address_of(pid: int, started: str) -> Address:
    return Address("bolt://127.0.0.1:7", "neo4j", "secret", pid, started, 7, "id", "2026.09.0", pid, started)


def my_address() -> Address:
    return address_of(os.getpid(), process.start_time(os.getpid()) or "")


def test_the_address_and_the_password_are_for_the_owner_alone(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    store.password()
    store.write_address(my_address())
    assert store.root.stat().st_mode & 0o777 == 0o700
    assert {(store.root / name).stat().st_mode & 0o777 for name in ("address.json", "password")} == {0o600}


def test_a_password_is_not_printed_with_its_address() -> None:
    assert "secret" not in repr(my_address())


def test_identity_and_password_are_drawn_once(tmp_path: Path) -> None:
    first, again, other = store_at(tmp_path / "a"), Store(tmp_path / "a"), store_at(tmp_path / "b")
    assert (first.id(), first.password()) == (again.id(), again.password())
    assert first.id() != other.id() and first.password() != other.password()


def test_an_address_survives_moving_the_store(tmp_path: Path) -> None:
    store = store_at(tmp_path / "here")
    store.write_address(my_address())
    (tmp_path / "here").rename(tmp_path / "there")
    assert Store(tmp_path / "there").address() == my_address()


def test_an_address_copied_with_the_store_is_not_believed(tmp_path: Path) -> None:
    store = store_at(tmp_path / "original")
    store.write_address(my_address())
    shutil.copytree(tmp_path / "original", tmp_path / "copy")
    assert Store(tmp_path / "copy").address() is None


def test_a_torn_address_file_counts_as_none(tmp_path: Path) -> None:
    store = store_at(tmp_path)
    for text in ("", "{", "[]", '{"folder": "x"}'):
        (store.root / "address.json").write_text(text)
        assert store.address() is None


def test_a_process_with_the_same_id_and_another_start_is_another_one() -> None:
    mine = my_address()
    assert mine.is_running
    assert not replace(mine, started="long ago").is_running
    assert process.end(mine.pid, "long ago", 0)  # that one is gone, and this one was not touched


def test_a_process_that_only_waits_to_be_reaped_is_gone() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    started = process.start_time(child.pid)
    assert started is None or process.wait_gone(child.pid, started, 10.0)
    child.wait()


def test_a_stopped_process_can_be_ended() -> None:
    with subprocess.Popen(["sleep", "60"]) as child:
        started = process.start_time(child.pid)
        assert started is not None
        os.kill(child.pid, 19)  # SIGSTOP
        assert process.end(child.pid, started, 0)
        assert not process.is_alive(child.pid, started)


def test_many_may_share_a_lock_and_one_may_hold_it_alone(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with locks.taken(path, exclusive=False) as one, locks.taken(path, exclusive=False) as two:
        assert one and two
        assert locks.take(path, exclusive=True) is None
        if sys.platform == "linux":
            assert locks.holders(path) == (os.getpid(),)
    with locks.taken(path, exclusive=True) as alone:
        assert alone
        assert locks.take(path, exclusive=False) is None
    assert locks.holders(path) == ()
