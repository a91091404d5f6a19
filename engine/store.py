"""The folder that an engine runs on: what lies where, whose it is, and where its engine listens now.

Standard library only: the watcher runs on this.
"""

import json
import os
import secrets
import uuid
from dataclasses import asdict, dataclass, field
from pathlib import Path

from engine import process

USER = "neo4j"
PASSWORD_BYTES = 24  # random bytes, before they are spelled out


@dataclass(frozen=True, slots=True)
class Address:
    """Where an engine listens, how to sign in, and which process and store it is.

    `uri` is a Bolt address, `started` the start time of process `pid` as `engine.process` tells it,
    `watcher` the process that ends the engine when nobody uses it; `ready` once somebody has signed in.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    pid: int
    started: str
    port: int
    store_id: str
    version: str
    watcher: int
    watcher_started: str
    ready: bool = False

    @property
    def is_running(self) -> bool:
        """Whether that very process is there; it need not answer."""
        return process.is_alive(self.pid, self.started)

    @property
    def is_watched(self) -> bool:
        return process.is_alive(self.watcher, self.watcher_started)


@dataclass(frozen=True, slots=True)
class Store:
    """A store at `home`. The folder may be moved or copied while no engine runs on it."""

    home: Path

    @property
    def root(self) -> Path:
        return self.home / "engine"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def conf(self) -> Path:
        return self.root / "conf"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def output(self) -> Path:
        """What Java wrote to stdout and stderr since it was started; the run before has `.1` at its end."""
        return self.logs / "java.out"

    @property
    def users_lock(self) -> Path:
        """Held shared by everybody who uses the engine."""
        return self.root / "engine.users"

    @property
    def start_lock(self) -> Path:
        """Held exclusively by whoever starts, restarts or stops the engine."""
        return self.root / "engine.start"

    @property
    def is_new(self) -> bool:
        """Whether no engine ever ran here."""
        return not (self.data / "databases").exists()

    def prepare(self) -> None:
        """Makes the folders, closed to others."""
        self.root.mkdir(parents=True, exist_ok=True)
        self.root.chmod(0o700)
        for folder in (self.data, self.conf, self.logs):
            folder.mkdir(exist_ok=True)

    def id(self) -> str:
        """The store's identity, drawn once; the graph keeps it as well."""
        return self._once("store-id", str(uuid.uuid4()))

    def password(self) -> str:
        return self._once("password", secrets.token_urlsafe(PASSWORD_BYTES))

    def version(self) -> str | None:
        """The newest Neo4j that ran here."""
        path = self.root / "version"
        return path.read_text("utf-8").strip() if path.exists() else None

    def set_version(self, version: str) -> None:
        write_private(self.root / "version", version)

    def address(self) -> Address | None:
        """What the address file says; None without one, or when it was copied here with the folder."""
        try:
            told = json.loads(self._address_file.read_text("utf-8"))
            folder = told.pop("folder")
            return Address(**told) if folder == self._folder_id() else None
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None

    def write_address(self, address: Address) -> None:
        write_private(self._address_file, json.dumps({**asdict(address), "folder": self._folder_id()}))

    def remove_address(self) -> None:
        self._address_file.unlink(missing_ok=True)

    @property
    def _address_file(self) -> Path:
        return self.root / "address.json"

    def _folder_id(self) -> str:
        """Tells this folder from its copies; moving it does not change it."""
        status = self.root.stat()
        return f"{status.st_dev}:{status.st_ino}"

    def _once(self, name: str, value: str) -> str:
        """Keeps a value under a name unless there is one already (called under `start_lock`)."""
        path = self.root / name
        if not path.exists():
            write_private(path, value)
        return path.read_text("utf-8").strip()


def write_private(path: Path, text: str) -> None:
    """Replaces a file in one step, readable by its owner alone."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
