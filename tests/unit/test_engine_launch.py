"""How Neo4j is run: its settings, Java's arguments, and what its logs say when it fails."""

import socket
import subprocess
from pathlib import Path

import pytest

from engine import causes, java, launch
from engine.errors import (
    DiskFull,
    EngineError,
    EngineUnreachable,
    NoJars,
    NoJava,
    NoMemory,
    PortInUse,
    StoreDamaged,
    StoreInUse,
)
from engine.launch import MB, Memory, memory_for
from engine.store import Store

GB = 1024 * MB


@pytest.mark.parametrize("version", ["2026.09.0", "5.26.30"])
def test_neo4j_listens_on_loopback_alone_and_tells_nobody(version: str) -> None:
    said = launch.settings(version, 4711, Memory(512, 128))
    assert said["server.bolt.listen_address"] == "127.0.0.1:4711"
    assert said["server.default_listen_address"] == "127.0.0.1"
    assert said["server.http.enabled"] == said["server.https.enabled"] == "false"
    assert said["dbms.usage_report.enabled"] == "false"
    assert said["db.memory.transaction.max"] == "256m"
    assert said["db.transaction.timeout"] == "60s"


def test_the_quiet_period_has_the_name_of_its_version() -> None:
    quiet = "internal.dbms.bolt.netty_server_shutdown_quiet_period"
    assert launch.settings("5.26.30", 1, Memory(512, 128))[quiet] == "0"
    assert launch.settings("2026.09.0", 1, Memory(512, 128))[f"{quiet}_duration"] == "0s"


def test_the_configuration_holds_no_path_so_that_a_store_can_be_moved(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare()
    launch.write_conf(store, "2026.09.0", 4711, Memory(512, 128))
    for file in store.conf.iterdir():
        assert str(tmp_path) not in file.read_text("utf-8")
    assert "server.memory.pagecache.size=128m\n" in (store.conf / "neo4j.conf").read_text("utf-8")


def test_memory_grows_with_the_store_and_leaves_the_machine_some() -> None:
    assert memory_for(3 * MB, 16 * GB) == Memory(heap=512, page_cache=128)
    assert memory_for(5 * GB, 64 * GB) == Memory(heap=640, page_cache=6144)
    assert memory_for(900 * GB, 8 * GB) == Memory(heap=2048, page_cache=4096)


def test_a_preferred_port_is_given_unless_it_is_taken() -> None:
    port = launch.free_port()
    assert launch.free_port(port) == port
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert launch.free_port(taken.getsockname()[1]) != taken.getsockname()[1]


def test_java_reads_arguments_with_blanks_and_quotes_as_they_are(tmp_path: Path) -> None:
    found = java.find(None, "2026.09.0")
    file = tmp_path / "a b.args"
    launch.write_arguments(
        file, [tmp_path / "a b.jar"], ['-Dsaid="so \\ so"', "-XshowSettings:properties", "-version"]
    )
    told = subprocess.run([str(found.path), f"@{file}"], capture_output=True, text=True, check=True).stderr
    assert 'said = "so \\ so"' in told
    assert f"java.class.path = {tmp_path}/a b.jar" in told


def test_a_java_that_neo4j_does_not_run_on_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoJava, match=r"Neo4j 5\.26\.30 runs on Java 17 to 21"):
        java.find(None, "5.26.30")
    with pytest.raises(NoJava, match="no Java that can be run"):
        java.find(tmp_path / "java", "2026.09.0")


@pytest.mark.parametrize(
    ("written", "error", "says"),
    [
        ("Caused by: java.io.IOException: No space left on device", DiskFull, "is full"),
        ("Caused by: org.neo4j.kernel.internal.locker.FileLockException: x", StoreInUse, "not ours"),
        ("Caused by: java.net.BindException: Address already in use", PortInUse, "4711"),
        ("java.lang.UnsupportedClassVersionError: org/neo4j/X", NoJava, "too old"),
        ("Caused by: Error reading transaction logs, recovery not possible.", StoreDamaged, "cannot read"),
        ("Error: Invalid or corrupt jarfile x.jar", NoJars, "damaged"),
        ("Error occurred during initialization: Could not reserve enough space", NoMemory, "memory"),
        (
            "Exception: a\nCaused by: b\n\tat x\nCaused by: the innermost\n\tat y",
            EngineUnreachable,
            "the innermost",
        ),
        ("", EngineUnreachable, "nothing was written"),
    ],
)
def test_the_cause_is_dug_out_of_the_log(
    tmp_path: Path, written: str, error: type[EngineError], says: str
) -> None:
    store = Store(tmp_path)
    store.prepare()
    (store.logs / "debug.log").write_text(written)
    found = causes.cause(store, 4711)
    assert type(found) is error
    assert says in found.message and found.next_step


def test_yesterdays_log_does_not_explain_todays_failure(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.prepare()
    (store.logs / "debug.log").write_text("Caused by: java.net.BindException: Address already in use")
    causes.forget(store)
    assert isinstance(causes.cause(store, 4711), EngineUnreachable)
