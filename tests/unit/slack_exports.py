"""Verbs that write the smallest Slack export a promise needs, and read it back."""

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from domain.messages import Account, Deletion, Message, SourceWarning, Space
from sources.slack import SlackExport

ANN = {
    "id": "U1",
    "name": "ann",
    "profile": {"display_name": "Ann", "real_name": "Ann Lee", "email": "ann@example.com"},
}
BOB = {"id": "U2", "name": "bob", "profile": {"display_name": "", "real_name": "Bob Ray"}}
GENERAL = {"id": "C1", "name": "general", "members": ["U1", "U2"]}
DAY = "general/2021-05-01.json"
NOON = 1619870400  # seconds: 2021-05-01 12:00 UTC


def ts(number: int) -> str:
    """A time on that day, unique by its number."""
    return f"{NOON + number}.{number:06d}"


def said(text: Any, number: int = 1, user: str = "U1", **more: Any) -> dict[str, Any]:
    return {"type": "message", "user": user, "text": text, "ts": ts(number), **more}


def files_of(*messages: Any, **more: Any) -> dict[str, Any]:
    """An export with two people and one public channel, in which the messages were said on one day."""
    return {"users.json": [ANN, BOB], "channels.json": [GENERAL], DAY: list(messages), **more}


SECRET = {"id": "G1", "name": "secret", "members": ["U1"]}
DM = {"id": "D1", "members": ["U1", "U2"]}
MPIM = {"id": "G9", "name": "mpdm-ann--bob-1", "members": ["U1", "U2"]}
HIDDEN = {
    "groups.json": [SECRET],
    "dms.json": [DM],
    "mpims.json": [MPIM],
    "secret/2021-05-01.json": [said("a private word", 2)],
    "D1/2021-05-01.json": [said("a direct word", 3)],
    "mpdm-ann--bob-1/2021-05-01.json": [said("a group word", 4)],
}


def content_of(value: Any) -> bytes:
    return value if isinstance(value, bytes) else json.dumps(value).encode()


def write_folder(root: Path, files: dict[str, Any]) -> Path:
    for name, value in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content_of(value))
    return root


def write_zip(path: Path, files: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, value in files.items():
            archive.writestr(name, content_of(value))
    return path


@dataclass
class Found:
    """All that an export yields, sorted by what it is."""

    accounts: dict[str, Account] = field(default_factory=dict)
    spaces: dict[str, Space] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    deletions: list[Deletion] = field(default_factory=list)
    warnings: list[SourceWarning] = field(default_factory=list)
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.messages]

    @property
    def kinds(self) -> list[str]:
        return [str(warning.kind) for warning in self.warnings]


def read(path: Path, **options: bool) -> Found:
    found = Found()
    with SlackExport.open(path, **options) as export:
        for record in everything(export):
            match record:
                case Account():
                    found.accounts[record.id] = record
                case Space():
                    found.spaces[record.id] = record
                case Message():
                    found.messages.append(record)
                case Deletion():
                    found.deletions.append(record)
                case SourceWarning():
                    found.warnings.append(record)
        found.skipped = export.skipped
    return found


def everything(export: SlackExport) -> Iterator[object]:
    yield from export.accounts()
    yield from export.spaces()
    for _, record in export.messages(export.files):
        yield record


def read_day(folder: Path, *messages: Any) -> Found:
    return read(write_folder(folder, files_of(*messages)))
