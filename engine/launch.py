"""How Neo4j is run on a store: `neo4j.conf`, logging, and Java's arguments. Standard library only."""

import os
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from engine.store import Store

LOOPBACK = "127.0.0.1"
MB = 1 << 20
ENVIRONMENT = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}  # all that Java gets: nothing of the user's changes it

HEAP_MB = (
    512,
    4096,
)  # least and most; one eighth of the store in between, and a quarter of the memory at most
PAGE_CACHE_MB = (128, 16_384)  # least and most; a fifth more than the store, half of the memory at most
TRANSACTION_SHARE = 2  # one transaction may use this fraction (1/2) of the heap; 10,000 rows need a tenth
TRANSACTION_TIMEOUT = 60  # seconds; frees the ledger's lock when its holder is frozen
QUERY_CACHE = 500  # compiled queries kept: ours are a few hundred, in several sizes of their lists

FLAGS = (
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-XX:-UsePerfData",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dlog4j2.disable.jmx=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.lang=ALL-UNNAMED",
)
FLAGS_SINCE_25 = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")

# The log configuration of Neo4j's own distribution, with warnings only and 1 MB kept instead of 140.
LOGGING = """<?xml version="1.0" encoding="UTF-8"?>
<Configuration status="ERROR" packages="org.neo4j.logging.log4j">
  <Appenders>
    <RollingRandomAccessFile name="File" fileName="${{config:server.directories.logs}}/{name}.log"
        filePattern="${{config:server.directories.logs}}/{name}.log.%i">
      <{layout} pattern="%d{{yyyy-MM-dd HH:mm:ss.SSSZ}}{{GMT+0}} %-5p %m%n"/>
      <Policies><SizeBasedTriggeringPolicy size="512 KB"/></Policies>
      <DefaultRolloverStrategy fileIndex="min" max="1"/>
    </RollingRandomAccessFile>
  </Appenders>
  <Loggers><Root level="WARN"><AppenderRef ref="File"/></Root></Loggers>
</Configuration>
"""


# 5.26 takes the torn end of the log that a full disk leaves for corruption, and does not start again.
SETTINGS_5 = {"internal.dbms.tx_log.fail_on_corrupted_log_files": "false"}
SETTINGS_2026 = {"server.fleet_discovery.enabled": "false"}  # it would announce itself to the network


@dataclass(frozen=True, slots=True)
class Memory:
    """What the engine may use, in MB."""

    heap: int
    page_cache: int


def memory_for(store_bytes: int, machine_bytes: int) -> Memory:
    """By the size of the store, within what the machine has."""
    store, machine = store_bytes // MB, machine_bytes // MB
    heap = max(HEAP_MB[0], min(HEAP_MB[1], store // 8, machine // 4))
    page_cache = max(PAGE_CACHE_MB[0], min(PAGE_CACHE_MB[1], store * 6 // 5, machine // 2))
    return Memory(heap, page_cache)


def machine_memory() -> int:
    """Bytes of memory that this machine has."""
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def free_port(preferred: int | None = None) -> int:
    """A port nobody listens on, the preferred one if possible. Somebody may take it before Neo4j does."""
    for port in (preferred or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java binds
            with suppress(OSError):
                probe.bind((LOOPBACK, port))
                return int(probe.getsockname()[1])
    raise OSError("no free port on the loopback address")


def settings(version: str, port: int, memory: Memory) -> dict[str, str]:
    """The content of `neo4j.conf`. Names differ between the versions; an unknown one stops Neo4j."""
    old = version.startswith("5.")
    quiet = "internal.dbms.bolt.netty_server_shutdown_quiet_period"
    return {
        "server.default_listen_address": LOOPBACK,
        "server.bolt.listen_address": f"{LOOPBACK}:{port}",
        "server.bolt.advertised_address": f"{LOOPBACK}:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.pagecache.size": f"{memory.page_cache}m",
        "server.memory.query_cache.per_db_cache_num_entries": str(QUERY_CACHE),
        "db.memory.transaction.max": f"{memory.heap // TRANSACTION_SHARE}m",
        "db.transaction.timeout": f"{TRANSACTION_TIMEOUT}s",
        "db.tx_log.preallocate": "false",  # an empty store is 3 MB instead of 517
        "db.tx_log.rotation.retention_policy": "keep_none",  # what was erased leaves it soonest
        "db.logs.query.enabled": "OFF",
        "db.filewatcher.enabled": "false",
        "dbms.usage_report.enabled": "false",
        "server.bolt.telemetry.enabled": "false",
        (quiet if old else f"{quiet}_duration"): "0" if old else "0s",  # stop takes 0.4 s instead of 11
        **(SETTINGS_5 if old else SETTINGS_2026),
    }


def write_conf(store: Store, version: str, port: int, memory: Memory) -> None:
    """Writes the folder `conf` anew. Paths in it are relative, so that a stopped store can be moved."""
    lines = [f"{name}={value}\n" for name, value in settings(version, port, memory).items()]
    (store.conf / "neo4j.conf").write_text("# Written anew at every start.\n" + "".join(lines), "utf-8")
    for name, file, layout in (
        ("debug", "server-logs.xml", "Neo4jDebugLogLayout"),
        ("neo4j", "user-logs.xml", "PatternLayout"),
    ):
        (store.conf / file).write_text(LOGGING.format(name=name, layout=layout), "utf-8")


def flags(java_major: int) -> tuple[str, ...]:
    """Java's options except for those that depend on the store; an AOT cache is good for these alone."""
    return (*FLAGS, *(FLAGS_SINCE_25 if java_major >= 25 else ()))


def server(version: str, store: Store) -> tuple[str, ...]:
    """Main class and arguments that run Neo4j."""
    main = (
        "org.neo4j.server.CommunityEntryPoint"
        if version.startswith("5.")
        else "org.neo4j.server.Neo4jCommunity"
    )
    return (main, f"--home-dir={store.root}", f"--config-dir={store.conf}")


def set_password(password: str) -> tuple[str, ...]:
    """Main class and arguments that set the first password, before Neo4j ever ran on the store.

    After `--`, as one password in 64 begins with a dash.
    """
    return ("org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", "--", password)


def write_arguments(path: Path, jars: Sequence[Path], arguments: Sequence[str]) -> None:
    """An argument file for `java @path`: the class path is longer than what a process list should show."""
    class_path = ":".join(map(str, jars))
    quoted = ('"' + argument.replace("\\", "\\\\").replace('"', '\\"') + '"' for argument in arguments)
    path.write_text("\n".join((f'-cp "{class_path}"', *quoted, "")), "utf-8")
    path.chmod(0o600)
