"""Fetching the jars that are missing, once for all stores, from Maven Central, whose address `jgo` knows."""

import hashlib
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

import requests
from jgo.constants import MAVEN_CENTRAL_URL
from requests.adapters import HTTPAdapter

from engine import jars
from engine.errors import DiskFull, NoJars
from engine.jars import Jar, Progress
from engine.space import is_disk_full, require_space

THREADS = 8  # jars fetched at once, over one pooled session
FETCH_TIMEOUT = 30.0  # seconds without a byte
TRIES = 3  # for one jar: a dropped connection or a torn answer is asked for again
CHUNK = 1 << 18  # bytes read at once
LEFTOVER = 24 * 3600.0  # seconds after which a half jar belongs to no fetch any more


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
    folder = jars.folder_of(cache, version)
    wanted = jars.read_lock(lock or jars.lock_path(version))
    missing = jars.missing(folder, wanted, thorough)
    if missing:
        require_space(folder, sum(jar.size for jar in missing) + CHUNK * THREADS)
        folder.mkdir(parents=True, exist_ok=True)
        _fetch_all(folder, missing, base, progress or _silent, cancelled or threading.Event())
    return tuple(folder / jar.name for jar in wanted)


def _fetch_all(
    folder: Path, missing: Sequence[Jar], base: str, progress: Progress, cancelled: threading.Event
) -> None:
    total = sum(jar.size for jar in missing)
    done = 0
    progress("Fetching Neo4j", 0, total)
    for left in folder.glob(".*.part"):  # of a fetch that was killed; another that runs may rename its own
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > LEFTOVER:
                left.unlink()
    with requests.Session() as session, ThreadPoolExecutor(THREADS) as pool:
        for scheme in ("http://", "https://"):
            session.mount(scheme, HTTPAdapter(pool_maxsize=THREADS))
        running = {pool.submit(_fetch_one, session, folder, jar, base, cancelled): jar for jar in missing}
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
