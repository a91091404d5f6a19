"""Small Slack exports for the tests of the command: a channel of colleagues, and one with many messages."""

import json
from pathlib import Path
from typing import Any

BEGIN = 1_700_000_000  # seconds: 14 November 2023
DAY = 86_400  # seconds
USERS = {"U1": "Ann", "U2": "Bo", "U3": "Cy"}


def small_export(folder: Path) -> Path:
    """Cy asks about Kafka, Ann explains it; in the private channel Bo and Cy talk about SAP."""
    write_lists(folder)
    kafka = said("U3", 0, "How do I restart a Kafka consumer?", thread=0)
    answer = said("U1", 60, "You restart the Kafka consumer with a new group, the old one is gone.", thread=0)
    write_day(folder, "data", 0, [kafka, answer])
    write_day(folder, "books", 0, [said("U2", 120, "I configured SAP for the month end myself yesterday.")])
    return folder


def large_export(folder: Path, days: int, a_day: int) -> Path:
    """`days` day files of `a_day` messages each, all about the same few things."""
    write_lists(folder)
    for day in range(days):
        at = day * DAY
        write_day(
            folder,
            "data",
            day,
            [
                said(
                    f"U{n % 3 + 1}", at + n * 10, f"I configured Kafka on host{n % 50} and Python {n % 7} too"
                )
                for n in range(a_day)
            ],
        )
    return folder


def write_lists(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    users = [{"id": id, "name": name.lower(), "real_name": name, "profile": {}} for id, name in USERS.items()]
    _write(folder / "users.json", users)
    _write(folder / "channels.json", [{"id": "C1", "name": "data", "members": list(USERS)}])
    _write(folder / "groups.json", [{"id": "G1", "name": "books", "members": ["U2", "U3"]}])


def write_day(folder: Path, space: str, day: int, messages: list[dict[str, Any]]) -> None:
    (folder / space).mkdir(exist_ok=True)
    _write(folder / space / f"2023-{11 + day // 28:02d}-{day % 28 + 1:02d}.json", messages)


def said(user: str, at: int, text: str, *, thread: int | None = None) -> dict[str, Any]:
    """A message `at` seconds after the beginning, in the thread begun at `thread` seconds."""
    message: dict[str, Any] = {"type": "message", "user": user, "text": text, "ts": f"{BEGIN + at}.000100"}
    return message if thread is None else {**message, "thread_ts": f"{BEGIN + thread}.000100"}


def _write(path: Path, document: Any) -> None:
    path.write_text(json.dumps(document), "utf-8")
