"""What the environment says. No other room reads it."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from domain.errors import InvalidInput
from graph.server import Server

LINGER = 60.0  # seconds an engine stays after its last user
KEY_BYTES = 32  # drawn for the key of term hashes, and written as twice as many hexadecimal digits
KEY_SHORTEST = 16  # characters of a key that somebody chose
KEY_LONGEST = 64  # bytes that a keyed hash takes


@dataclass(frozen=True, slots=True)
class Settings:
    """`home` is the store's folder, `cache` that of what stores share; `server` is instead of an engine."""

    home: Path
    cache: Path
    server: Server | None
    jars: Path | None
    java: Path | None
    linger: float
    viewer: str | None
    stewards: tuple[str, ...]
    key: str | None = field(repr=False)

    @staticmethod
    def of(environment: Mapping[str, str] | None = None) -> "Settings":
        """Raises InvalidInput for a value that cannot be used."""
        said = os.environ if environment is None else environment
        uri = said.get("NEO4J_URI")
        server = (
            Server(
                uri,
                said.get("NEO4J_USER") or "neo4j",
                said.get("NEO4J_PASSWORD") or "",
                said.get("NEO4J_DATABASE") or None,
            )
            if uri
            else None
        )
        return Settings(
            home=_folder(said, "UNDERSTORY_HOME") or Path(platformdirs.user_data_dir("understory")),
            cache=_folder(said, "UNDERSTORY_CACHE") or Path(platformdirs.user_cache_dir("understory")),
            server=server,
            jars=_folder(said, "UNDERSTORY_JARS"),
            java=_folder(said, "UNDERSTORY_JAVA"),
            linger=_seconds(said, "UNDERSTORY_LINGER", LINGER),
            viewer=said.get("UNDERSTORY_VIEWER") or None,
            stewards=tuple(filter(None, map(str.strip, said.get("UNDERSTORY_STEWARDS", "").split(",")))),
            key=_key(said.get("UNDERSTORY_KEY") or ""),
        )

    @property
    def index(self) -> Path:
        """Where the index of words is kept; deleted, it is built again."""
        return self.home / "index"

    def term_key(self) -> bytes:
        """The key of term hashes: the one given, else the one that the store's folder keeps."""
        return (self.key or kept_key(self.home / "term-key")).encode()


def kept_key(path: Path) -> str:
    """The key in a file that only its owner may read, drawn at the first call.

    Two processes at once get the same one: the file appears whole, and once.
    """
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
            descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as file:
                file.write(secrets.token_hex(KEY_BYTES) + "\n")
                file.flush()
                os.fsync(file.fileno())
            try:
                os.link(aside, path)  # unlike a rename it never replaces a key that is already there
            except FileExistsError:
                pass
            finally:
                aside.unlink()
        return _key(path.read_text("utf-8")) or _refuse(path)
    except OSError as error:
        raise InvalidInput(
            f"The key of term hashes cannot be kept in {path}: {error.strerror or error}.",
            "Set UNDERSTORY_HOME to a folder that you may write, or UNDERSTORY_KEY to a key of your own.",
        ) from error


def _refuse(path: Path) -> str:
    raise InvalidInput(
        f"{path} is empty; it held the key of term hashes.",
        "Bring it back from a backup. Without it every message is read anew: then remove the file.",
    )


def _key(text: str) -> str | None:
    key = text.strip()
    if key and (len(key) < KEY_SHORTEST or len(key.encode()) > KEY_LONGEST):
        raise InvalidInput(
            f"The key of term hashes has {len(key)} characters.",
            f"Give UNDERSTORY_KEY {KEY_SHORTEST} to {KEY_LONGEST} characters, chosen at random.",
        )
    return key or None


def _folder(said: Mapping[str, str], name: str) -> Path | None:
    given = said.get(name)
    return Path(given).expanduser().absolute() if given else None


def _seconds(said: Mapping[str, str], name: str, default: float) -> float:
    given = said.get(name)
    if not given:
        return default
    try:
        seconds = float(given)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds < float("inf"):
        raise InvalidInput(f"{name} is {given!r}.", "Give a number of seconds, such as 60.")
    return seconds
