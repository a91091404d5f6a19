"""The jars Neo4j consists of: the committed lock, and the cache where stores share them.

A line of the lock is `group:artifact:version[:classifier] bytes sha256`. No address stands in it: see
`engine.fetching`.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.errors import NoJars

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
    folder = folder_of(cache, version)
    jars = read_lock(lock or lock_path(version))
    return tuple(folder / jar.name for jar in jars) if not missing(folder, jars) else None


def given(folder: Path) -> tuple[Path, ...]:
    """The jars of a folder that somebody laid out by hand, by name. Raises NoJars when Neo4j is not there."""
    jars = tuple(sorted(path.resolve() for path in folder.glob("*.jar")))
    if not any(path.name.startswith("neo4j-kernel-") for path in jars):
        raise NoJars(f"{folder} does not hold the jars of Neo4j.")
    return jars


def folder_of(cache: Path, version: str) -> Path:
    """Where the jars of a version are, or would be."""
    return cache / f"neo4j-{version}"


def missing(folder: Path, jars: Sequence[Jar], thorough: bool = False) -> list[Jar]:
    """Those not in the folder, or torn; `thorough` reads every jar instead of looking at its size."""
    return [jar for jar in jars if not _is_whole(folder / jar.name, jar, thorough)]


def _is_whole(path: Path, jar: Jar, thorough: bool) -> bool:
    try:
        if path.stat().st_size != jar.size:
            return False
    except FileNotFoundError:
        return False
    return not thorough or hashlib.sha256(path.read_bytes()).hexdigest() == jar.sha256
