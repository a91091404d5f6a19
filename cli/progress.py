"""What is shown while something takes its time: a bar on a terminal, plain lines in a log."""

import sys
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TextColumn, TimeRemainingColumn

TOLD_FROM = 100  # parts of all that is to be done, of which one must be done to tell how long it takes
LINE_EVERY = 5.0  # seconds between two lines in a log
STARTING = "Starting Neo4j"  # what the engine tells every second until it answers
STAGES = {
    "people and spaces": "Reading people and spaces",
    "messages": "Reading messages",
    "folders": "Looking through folders",
    "documents": "Reading documents",
    "skills": "Bringing skills up to date",
    "recount": "Recounting people",
    "relink": "Moving rows to their people",
    "settle": "Deciding what was done, again",
    "unquote": "Dropping quotes of spaces no longer public",
}


class Showing:
    """Tells on stderr how far a command has come.

    It is an `ingest.progress.Progress`, and called as a function an `engine.jars.Progress`.
    """

    def __init__(self, *, is_terminal: bool) -> None:
        self._bar = _Bar() if is_terminal else None
        self._lines = None if is_terminal else _Lines()
        self._lock = threading.Lock()  # jars are fetched in another thread
        self._stage, self._total, self._began, self._engine = "", None, 0.0, ""
        self._messages = 0

    def __call__(self, what: str, done: int, total: int) -> None:
        """The engine's: bytes of `total`, or seconds when `total` is 0."""
        with self._lock:
            if what == STARTING and not done:
                return  # nothing is said before the first second: it may be running already
            if what != self._engine:
                self._engine = what
                self._begin(what, total or None)
            note = ""
            if total:
                note = f"{done / 1e6:,.0f} of {total / 1e6:,.0f} MB"
            elif done:
                note = f"{done} s"
            self._tell(done if total else None, note)

    def stage(self, name: str, total: int | None) -> None:
        with self._lock:
            self._begin(STAGES.get(name, name), total)

    def advance(self, done: int, messages: int) -> None:
        with self._lock:
            seconds = time.monotonic() - self._began
            note = f"{done:,}" + (f" of {self._total:,}" if self._total else "")
            if self._stage in (STAGES["messages"], STAGES["documents"]):
                rate = (messages - self._messages) / seconds if seconds else 0
                what = "messages" if self._stage == STAGES["messages"] else "documents"
                note = f"{messages:,} {what}, {rate:,.0f} a second"
            else:
                self._messages = messages
            self._tell(done, note + self._left(done, seconds))

    def close(self) -> None:
        with self._lock:
            if self._bar is not None:
                self._bar.stop()

    def _begin(self, name: str, total: int | None) -> None:
        self._stage, self._total, self._began = name, total, time.monotonic()
        if self._bar is not None:
            self._bar.begin(name, total)
        if self._lines is not None:
            self._lines.begin(name)

    def _tell(self, done: int | None, note: str) -> None:
        if self._bar is not None:
            self._bar.tell(done, note)
        if self._lines is not None:
            self._lines.tell(note)

    def _left(self, done: int, seconds: float) -> str:
        """Time left, for a log; a terminal's bar has its own column."""
        if self._bar is not None or not self._total or done * TOLD_FROM < self._total:
            return ""
        left = seconds / done * (self._total - done)
        return f", about {left:,.0f} s left" if left >= 1 else ""


@contextmanager
def showing() -> Generator[Showing]:
    """A `Showing` for a block, as fits what stderr is."""
    shown = Showing(is_terminal=sys.stderr.isatty())
    try:
        yield shown
    finally:
        shown.close()


class _Bar:
    """One line that changes in place."""

    def __init__(self) -> None:
        columns: tuple[ProgressColumn, ...] = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[note]}"),
            TimeRemainingColumn(elapsed_when_finished=True),
        )
        self._rich = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = None

    def begin(self, name: str, total: int | None) -> None:
        if self._task is None:
            self._rich.start()
        else:
            self._rich.remove_task(self._task)
        self._task = self._rich.add_task(name, total=total, note="")

    def tell(self, done: int | None, note: str) -> None:
        if self._task is not None:
            self._rich.update(self._task, completed=done, note=note)

    def stop(self) -> None:
        self._rich.stop()


class _Lines:
    """A line when something begins, and every few seconds while it goes on."""

    def __init__(self) -> None:
        self._name, self._last = "", 0.0

    def begin(self, name: str) -> None:
        self._name, self._last = name, time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)

    def tell(self, note: str) -> None:
        if note and time.monotonic() - self._last >= LINE_EVERY:
            self._last = time.monotonic()
            print(f"{self._name}: {note}", file=sys.stderr, flush=True)
