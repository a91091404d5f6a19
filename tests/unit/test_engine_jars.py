"""The jars of Neo4j: what the lock says, and what is fetched by it."""

import hashlib
import threading
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path

import pytest

from engine import fetching, jars
from engine.errors import DiskFull, NoJars
from engine.jars import Jar

CONTENT = {name: name.encode() * 5000 for name in ("kernel", "bolt", "cypher")}


def lock_of(folder: Path) -> Path:
    made = [
        Jar("org.demo", name, "1.0", "", len(body), hashlib.sha256(body).hexdigest())
        for name, body in CONTENT.items()
    ]
    path = folder / "demo.lock"
    jars.write_lock(path, made)
    return path


@contextmanager
def repository(torn: int = 0, wrong: bool = False) -> Generator[tuple[str, list[str]]]:
    """A Maven repository on loopback, and the paths it was asked for. Its first `torn` answers break off."""
    asked: list[str] = []
    numbers = count(1)  # each answer has its own, though several are given at once

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            is_torn = next(numbers) <= torn
            body = CONTENT[self.path.split("/")[-3]]
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"x" * len(body) if wrong else body[:100] if is_torn else body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", asked
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("version", jars.versions())
def test_a_committed_lock_names_neo4j_and_no_address(version: str) -> None:
    text = jars.lock_path(version).read_text("utf-8")
    locked = jars.read_lock(jars.lock_path(version))
    assert "//" not in text
    assert f"org.neo4j:neo4j:{version}" in text
    assert len({jar.name for jar in locked}) == len(locked) > 200
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in locked)


def test_a_lock_line_is_read_as_it_was_written(tmp_path: Path) -> None:
    jar = Jar("io.netty", "netty-epoll", "4.1", "linux-x86_64", 17, "ab" * 32)
    jars.write_lock(tmp_path / "a.lock", [jar])
    assert jars.read_lock(tmp_path / "a.lock") == (jar,)
    assert jar.path == "io/netty/netty-epoll/4.1/netty-epoll-4.1-linux-x86_64.jar"


def test_a_broken_lock_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.lock").write_text("# made\norg.demo:kernel 12\n")
    with pytest.raises(NoJars, match="Line 2 of"):
        jars.read_lock(tmp_path / "a.lock")


def test_an_unknown_version_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NoJars, match=r"2026\.09\.0"):
        fetching.fetch(tmp_path, "4.4.0")


def test_jars_are_fetched_once(tmp_path: Path) -> None:
    lock = lock_of(tmp_path)
    seen: list[tuple[str, int, int]] = []
    with repository() as (base, asked):
        paths = fetching.fetch(tmp_path, "demo", lambda *step: seen.append(step), base=base, lock=lock)
        assert fetching.fetch(tmp_path, "demo", base=base, lock=lock) == paths
    total = sum(map(len, CONTENT.values()))
    assert len(asked) == len(CONTENT)
    assert seen[0] == ("Fetching Neo4j", 0, total) and seen[-1] == ("Fetching Neo4j", total, total)
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())


def test_a_torn_jar_is_noticed_and_fetched_again(tmp_path: Path) -> None:
    lock = lock_of(tmp_path)
    with repository() as (base, asked):
        torn, *_ = fetching.fetch(tmp_path, "demo", base=base, lock=lock)
        torn.write_bytes(torn.read_bytes()[:-1])
        assert jars.fetched(tmp_path, "demo", lock=lock) is None
        fetching.fetch(tmp_path, "demo", base=base, lock=lock)
    assert torn.read_bytes() == CONTENT["kernel"]
    assert len(asked) == len(CONTENT) + 1


def test_a_jar_changed_in_place_is_mended_by_a_thorough_fetch(tmp_path: Path) -> None:
    lock = lock_of(tmp_path)
    with repository() as (base, _):
        changed, *_ = fetching.fetch(tmp_path, "demo", base=base, lock=lock)
        changed.write_bytes(b"?" * changed.stat().st_size)
        fetching.fetch(tmp_path, "demo", base=base, lock=lock, thorough=True)
    assert changed.read_bytes() == CONTENT["kernel"]


def test_an_answer_that_breaks_off_is_asked_for_again(tmp_path: Path) -> None:
    with repository(torn=2) as (base, asked):
        paths = fetching.fetch(tmp_path, "demo", base=base, lock=lock_of(tmp_path))
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())
    assert len(asked) == len(CONTENT) + 2


def test_what_does_not_have_the_locked_digest_never_reaches_the_cache(tmp_path: Path) -> None:
    with repository(wrong=True) as (base, _), pytest.raises(NoJars, match="SHA-256"):
        fetching.fetch(tmp_path, "demo", base=base, lock=lock_of(tmp_path))
    assert list((tmp_path / "neo4j-demo").iterdir()) == []


def test_without_a_way_to_the_jars_the_error_names_both_ways_out(tmp_path: Path) -> None:
    with repository() as (base, _):
        pass  # it is closed now
    with pytest.raises(NoJars) as refused:
        fetching.fetch(tmp_path, "demo", base=base, lock=lock_of(tmp_path))
    assert "NEO4J_URI" in refused.value.next_step and "folder" in refused.value.next_step


def test_two_fetches_at_once_end_with_whole_jars(tmp_path: Path) -> None:
    lock = lock_of(tmp_path)
    with repository() as (base, _), ThreadPoolExecutor(4) as pool:
        runs = [pool.submit(fetching.fetch, tmp_path, "demo", base=base, lock=lock) for _ in range(4)]
        for run in runs:
            assert [path.read_bytes() for path in run.result()] == list(CONTENT.values())
    assert len(list((tmp_path / "neo4j-demo").iterdir())) == len(CONTENT)


def test_a_cancelled_fetch_leaves_no_half_jar(tmp_path: Path) -> None:
    cancelled = threading.Event()
    cancelled.set()
    with repository() as (base, _), pytest.raises(InterruptedError):
        fetching.fetch(tmp_path, "demo", base=base, lock=lock_of(tmp_path), cancelled=cancelled)
    assert list((tmp_path / "neo4j-demo").iterdir()) == []


def test_a_disk_without_room_for_the_jars_is_named_before_fetching(tmp_path: Path) -> None:
    lock = tmp_path / "huge.lock"
    jars.write_lock(lock, [Jar("org.demo", "kernel", "1.0", "", 1 << 60, "00" * 32)])
    with pytest.raises(DiskFull, match="is full"):
        fetching.fetch(tmp_path, "demo", lock=lock)


def test_a_given_folder_must_hold_neo4j(tmp_path: Path) -> None:
    with pytest.raises(NoJars, match="does not hold"):
        jars.given(tmp_path)
    (tmp_path / "neo4j-kernel-2026.09.0.jar").touch()
    assert jars.given(tmp_path) == (tmp_path.resolve() / "neo4j-kernel-2026.09.0.jar",)
