"""The jars Neo4j consists of: the committed lock, and the cache they are fetched into once for all stores.

A line of the lock is `group:artifact:version[:classifier] bytes sha256`. No address stands in it: the jars
lie in Maven Central, whose address the `jgo` package knows.
"""

import hashlib
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

import requests
from jgo.constants import MAVEN_CENTRAL_URL
from requests.adapters import HTTPAdapter

from engine.errors import DiskFull, NoJars
from engine.space import is_disk_full, require_space

THREADS = 8  # jars fetched at once, over one pooled session
FETCH_TIMEOUT = 30.0  # seconds without a byte
TRIES = 3  # for one jar: a dropped connection or a torn answer is asked for again
CHUNK = 1 << 18  # bytes read at once
LEFTOVER = 24 * 3600.0  # seconds after which a half jar belongs to no fetch any more

Progress = Callable[[str, int, int], None]
"""What is going on, how much of it is done, and of how much (0 of 0: unknown)."""


@dataclass(frozen=True, slots=True, order=True)
class Jar:
    """One line of the lock. `size` in bytes, `sha256` in hex."""

    group: str
    artifact: str
    version: str
    classifier: str
    size: int
    sha256: str

    @property
    def name(self) -> str:
        """The file's name in the cache."""
        return "-".join(filter(None, (self.artifact, self.version, self.classifier))) + ".jar"

    @property
    def path(self) -> str:
        """Where it lies below the address of a Maven repository."""
        return "/".join((*self.group.split("."), self.artifact, self.version, self.name))

    @property
    def line(self) -> str:
        coordinates = ":".join(filter(None, (self.group, self.artifact, self.version, self.classifier)))
        return f"{coordinates} {self.size} {self.sha256}"


def lock_path(version: str) -> Path:
    return Path(__file__).with_name(f"jars-{version}.lock")


def versions() -> tuple[str, ...]:
    """The versions of Neo4j that have a lock."""
    return tuple(
        sorted(path.stem.removeprefix("jars-") for path in Path(__file__).parent.glob("jars-*.lock"))
    )


def read_lock(path: Path) -> tuple[Jar, ...]:
    """The jars of a lock, in its order. Raises NoJars for a version without one or a line that is none."""
    if not path.exists():
        raise NoJars(
            f"No lock names the jars of {path.stem}; there are locks for Neo4j {', '.join(versions())}."
        )
    lines = path.read_text("utf-8").splitlines()
    return tuple(_parse(line, path, at) for at, line in enumerate(lines, 1) if line and line[0] != "#")


def write_lock(path: Path, jars: Iterable[Jar]) -> None:
    """Replaces a lock; the order of the jars is the order of the class path."""
    header = "# Made by scripts/lock-jars: coordinates, bytes, SHA-256."
    path.write_text("\n".join((header, *(jar.line for jar in jars), "")), "utf-8")


def _parse(line: str, path: Path, at: int) -> Jar:
    try:
        coordinates, size, sha256 = line.split()
        group, artifact, version, *classifier = coordinates.split(":")
        return Jar(group, artifact, version, "".join(classifier), int(size), sha256)
    except ValueError:
        raise NoJars(f"Line {at} of {path} is not `group:artifact:version bytes sha256`.") from None


def fetched(cache: Path, version: str, *, lock: Path | None = None) -> tuple[Path, ...] | None:
    """The jars in the cache, in the order of the class path; None when one is missing or torn.

    Cheap (0.01 s): every jar was checked against its SHA-256 when it was fetched, so a look at the sizes
    shows what was cut short since.
    """
    folder = _folder(cache, version)
    jars = read_lock(lock or lock_path(version))
    return tuple(folder / jar.name for jar in jars) if not _missing(folder, jars) else None


def given(folder: Path) -> tuple[Path, ...]:
    """The jars of a folder that somebody laid out by hand, by name. Raises NoJars when Neo4j is not there."""
    jars = tuple(sorted(path.resolve() for path in folder.glob("*.jar")))
    if not any(path.name.startswith("neo4j-kernel-") for path in jars):
        raise NoJars(f"{folder} does not hold the jars of Neo4j.")
    return jars


def fetch(
    cache: Path,
    version: str,
    progress: Progress | None = None,
    *,
    base: str = MAVEN_CENTRAL_URL,
    lock: Path | None = None,
    thorough: bool = False,
    cancelled: threading.Event | None = None,
) -> tuple[Path, ...]:
    """Fetches what is missing or torn, and returns all jars in the order of the class path.

    `thorough` reads every jar again instead of looking at its size. Two processes may do this at once: each
    jar is written aside, checked and renamed into place. Proxies and certificates are those of the
    environment. Raises NoJars when there is no way to them, DiskFull, and InterruptedError once `cancelled`.
    """
    folder = _folder(cache, version)
    jars = read_lock(lock or lock_path(version))
    missing = _missing(folder, jars, thorough)
    if missing:
        require_space(folder, sum(jar.size for jar in missing) + CHUNK * THREADS)
        folder.mkdir(parents=True, exist_ok=True)
        _fetch_all(folder, missing, base, progress or _silent, cancelled or threading.Event())
    return tuple(folder / jar.name for jar in jars)


def _folder(cache: Path, version: str) -> Path:
    return cache / f"neo4j-{version}"


def _missing(folder: Path, jars: Sequence[Jar], thorough: bool = False) -> list[Jar]:
    return [jar for jar in jars if not _is_whole(folder / jar.name, jar, thorough)]


def _is_whole(path: Path, jar: Jar, thorough: bool) -> bool:
    try:
        if path.stat().st_size != jar.size:
            return False
    except FileNotFoundError:
        return False
    return not thorough or hashlib.sha256(path.read_bytes()).hexdigest() == jar.sha256


def _fetch_all(
    folder: Path, jars: Sequence[Jar], base: str, progress: Progress, cancelled: threading.Event
) -> None:
    total = sum(jar.size for jar in jars)
    done = 0
    progress("Fetching Neo4j", 0, total)
    for left in folder.glob(".*.part"):  # of a fetch that was killed; another that runs may rename its own
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > LEFTOVER:
                left.unlink()
    with requests.Session() as session, ThreadPoolExecutor(THREADS) as pool:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=THREADS))
        running = {pool.submit(_fetch_one, session, folder, jar, base, cancelled): jar for jar in jars}
        try:
            for finished in as_completed(running):
                finished.result()
                done += running[finished].size
                progress("Fetching Neo4j", done, total)
        except BaseException:
            cancelled.set()
            pool.shutdown(cancel_futures=True)
            raise


def _fetch_one(
    session: requests.Session, folder: Path, jar: Jar, base: str, cancelled: threading.Event
) -> None:
    why = ""
    for _ in range(TRIES):
        try:
            with session.get(f"{base}/{jar.path}", stream=True, timeout=FETCH_TIMEOUT) as answer:
                answer.raise_for_status()
                chunks: Iterator[bytes] = answer.iter_content(CHUNK)
                if _store(folder, jar, chunks, cancelled):
                    return
            why = "what came does not have the locked SHA-256"
        except requests.RequestException as error:
            why = str(error)
        except OSError as error:
            if is_disk_full(error):
                raise DiskFull(folder) from error
            raise
    raise NoJars(f"No way to {jar.name}, a part of Neo4j: {why}.")


def _store(folder: Path, jar: Jar, chunks: Iterable[bytes], cancelled: threading.Event) -> bool:
    """Writes aside, then renames: a jar in the cache is whole or not there. False when the digest differs."""
    digest = hashlib.sha256()
    with NamedTemporaryFile(dir=folder, prefix=".", suffix=".part", delete=False) as aside:
        try:
            for chunk in chunks:
                if cancelled.is_set():
                    raise InterruptedError("fetching was cancelled")
                digest.update(chunk)
                aside.write(chunk)
            aside.close()
            if digest.hexdigest() != jar.sha256:
                return False
            Path(aside.name).replace(folder / jar.name)
            return True
        finally:
            Path(aside.name).unlink(missing_ok=True)


def _silent(what: str, done: int, total: int) -> None:
    pass
