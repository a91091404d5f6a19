"""Java's ahead-of-time cache, which halves a start: made once in the background, shared by all stores.

Java writes it at the clean end of a run, which here is one over a scratch store, at low priority: of what
was loaded and compiled by then. So a command of the caller's works with that run, as people will with theirs.
Java checks by itself that the cache fits its own build and the jars. Standard library only, as the maker is.
"""

import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine import detached, launch, locks, process
from engine.errors import DiskFull
from engine.java import Java
from engine.password import set_password
from engine.space import require_space
from engine.store import USER, Store

FREE = 400 * launch.MB  # bytes: the cache takes 105 MB, its making as much again, the scratch store 3
HEAP = "-Xmx256m"
OPEN_WITHIN = 120.0  # seconds until the scratch run listens, at low priority on a busy machine
SETTLE = 3.0  # seconds it stays up: what is loaded right after opening is then in the cache as well
EXERCISE_WITHIN = 600.0  # seconds for the caller's command, which a busy machine hardly lets run
MADE_BY = "2"  # changes when caches that were made differently are to be made again
END_WITHIN = 300.0  # seconds to write the cache
KEPT = 30 * 24 * 3600.0  # seconds after its last use until an old cache is thrown away


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a cache depends on; paths as texts, `jars` in the order of the class path."""

    folder: str
    version: str
    java: str
    java_major: int
    java_release: str
    jars: tuple[str, ...]

    @property
    def class_path(self) -> tuple[Path, ...]:
        return tuple(map(Path, self.jars))

    @property
    def path(self) -> Path:
        """Where the cache is, or would be."""
        stats = [Path(jar).stat() for jar in self.jars]
        parts = (
            MADE_BY,
            *(self.version, self.java, self.java_release),
            *launch.flags(self.java_major),
            *self.jars,
            *(f"{stat.st_size} {stat.st_mtime_ns}" for stat in stats),
        )
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
        return Path(self.folder) / f"neo4j-{self.version}-{digest[:16]}.aot"


def recipe(cache: Path, java: Java, version: str, jars: Sequence[Path]) -> Recipe | None:
    """The recipe for this Java and these jars; None when the Java is too old to make a cache."""
    if not java.makes_aot_caches:
        return None
    folder = str(cache.resolve() / "aot")
    return Recipe(folder, version, str(java.path), java.major, java.release, tuple(map(str, jars)))


def usable(how: Recipe | None) -> Path | None:
    """The cache if it has been made; notes that it is in use."""
    if how is None or not how.path.exists():
        return None
    with suppress(OSError):  # in a cache that is not ours to write
        os.utime(how.path)
    return how.path


def make_in_background(how: Recipe, exercise: Sequence[str] = ()) -> str:
    """Starts a process that makes the cache unless another is at it; "" or why not. Blocks 0.1 s.

    `exercise` is a command that works with the scratch run as long as it likes. On its standard input it gets
    one line of JSON with `uri`, `user` and `password`.
    """
    return detached.start("engine.aot", {"recipe": asdict(how), "exercise": list(exercise)})


def main(plan: dict[str, Any], ready: Callable[[], None]) -> None:
    """The process that makes the cache. Entered by `engine.detached`."""
    recipe = plan["recipe"]
    recipe["jars"] = tuple(recipe["jars"])
    how = Recipe(**recipe)
    ready()
    os.nice(19)
    make(how, plan["exercise"])


def make(how: Recipe, exercise: Sequence[str] = ()) -> bool:
    """Makes the cache now; False when another process is at it, there is no room or Java did not do it."""
    folder = Path(how.folder)
    folder.mkdir(parents=True, exist_ok=True)
    with locks.taken(folder / "engine.aot", exclusive=True) as free:
        if not free or how.path.exists():
            return False
        try:
            require_space(folder, FREE)
        except DiskFull:
            return False
        _throw_away_leftovers(folder)
        scratch = Path(tempfile.mkdtemp(prefix="scratch-", dir=folder))
        try:
            made = scratch / "made.aot"
            if not _run(how, Store(scratch), made, exercise):
                return False
            made.replace(how.path)
            return True
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _run(how: Recipe, store: Store, made: Path, exercise: Sequence[str]) -> bool:
    store.prepare()
    set_password(store, Java(Path(how.java), how.java_major, how.java_release), how.version, how.class_path)
    port = launch.free_port()
    launch.write_conf(store, how.version, port, launch.Memory(256, 8))
    flags = (*launch.flags(how.java_major), HEAP, f"-XX:AOTCacheOutput={made}")
    arguments = store.conf / "java.args"
    launch.write_arguments(arguments, how.class_path, (*flags, *launch.server(how.version, store)))
    with store.output.open("wb") as output:
        java = subprocess.Popen(
            [how.java, f"@{arguments}"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=store.root,
            env=launch.ENVIRONMENT,
        )
    try:
        if not _opens(java, port):
            return False
        time.sleep(SETTLE)
        _exercise(exercise, store, port)
        java.send_signal(signal.SIGTERM)
        java.wait(END_WITHIN)
    except subprocess.TimeoutExpired:
        return False
    finally:
        java.kill()
        java.wait()
    return made.exists()


def _exercise(command: Sequence[str], store: Store, port: int) -> None:
    """Lets the command work with the run. Without it, or when it fails, the cache is only less good."""
    if not command:
        return
    told = {"uri": f"bolt://{launch.LOOPBACK}:{port}", "user": USER, "password": store.password()}
    with suppress(OSError, subprocess.TimeoutExpired):
        subprocess.run(
            command,
            input=json.dumps(told).encode() + b"\n",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=store.root,
            env=launch.ENVIRONMENT,
            timeout=EXERCISE_WITHIN,
            check=False,
        )


def _opens(java: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + OPEN_WITHIN
    while java.poll() is None and time.monotonic() < until:
        try:
            with socket.create_connection((launch.LOOPBACK, port), timeout=1.0):
                return True
        except OSError:
            time.sleep(process.POLL)
    return False


def _throw_away_leftovers(folder: Path) -> None:
    """Scratch of a maker that was killed (its lock is ours now), and caches that nobody has used for long."""
    for left in folder.glob("scratch-*"):
        shutil.rmtree(left, ignore_errors=True)
    for old in folder.glob("*.aot"):
        if time.time() - old.stat().st_mtime > KEPT:
            old.unlink(missing_ok=True)
