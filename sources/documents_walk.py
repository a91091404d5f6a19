"""Walking a folder: which files are documents by their names, and how one is opened without being fooled.

Hidden files and what is linked are passed over; a link that leads out of the folder is named.
"""

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

from domain.messages import SourceWarning
from sources.archive import LITTER
from sources.documents_side import NAME as SIDE_NAME
from sources.documents_warnings import BrokenDocument, Kind

FILE_MOST_BYTES = 200 << 20  # one file is held in memory whole
TEXT_MOST_BYTES = 10 << 20  # of a file of text: read as a tree it takes fifty times as much
SECOND = 1_000_000  # microseconds

PACKED = frozenset({".docx", ".pdf"})
FORMATS = PACKED | {".htm", ".html", ".markdown", ".md", ".text", ".txt", ".xhtml"}


@dataclass(frozen=True, slots=True)
class DocumentFile:
    """A file: `path` in the folder, `held` where it lies, size in bytes, when it was last changed."""

    path: str
    held: Path
    bytes: int
    at: int


@dataclass(frozen=True, slots=True)
class Walked:
    files: dict[str, DocumentFile] = field(default_factory=dict[str, DocumentFile])
    warnings: list[SourceWarning] = field(default_factory=list[SourceWarning])
    folders: list[Path] = field(default_factory=list[Path])


def walk(root: Path, start: Path, found: Walked) -> None:
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        inside = folder.relative_to(root)
        try:
            entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
        except OSError as error:
            where = _written(inside.as_posix())
            found.warnings.append(SourceWarning(Kind.UNREADABLE, where, error.strerror or "no folder"))
            continue
        for entry in entries:
            if entry.name.startswith(".") or entry.name in LITTER:
                continue
            if entry.is_dir() and not entry.is_symlink():
                waiting.append(entry)
                found.folders.append(entry)
            else:
                meet(root, entry, entry.relative_to(root).as_posix(), found)


def meet(root: Path, entry: Path, name: str, found: Walked) -> None:
    """Takes in a file, if it is one that we read; a link's target inside the folder is read where it lies."""
    path = normalize("NFC", _written(name))
    try:
        status = entry.lstat()
        if stat.S_ISLNK(status.st_mode):
            if not entry.resolve().is_relative_to(root):
                found.warnings.append(SourceWarning(Kind.OUTSIDE, path, "it leads out of the folder"))
            return
    except (OSError, RuntimeError) as error:
        found.warnings.append(
            SourceWarning(Kind.UNREADABLE, path, getattr(error, "strerror", "") or "a loop of links")
        )
        return
    if path == SIDE_NAME:
        return
    if not stat.S_ISREG(status.st_mode):
        found.warnings.append(SourceWarning(Kind.UNREADABLE, path, "it is a pipe or a device, not a file"))
    elif entry.suffix.lower() not in FORMATS:
        found.warnings.append(
            SourceWarning(Kind.UNKNOWN_FORMAT, path, f"read are {', '.join(sorted(FORMATS))}")
        )
    else:
        found.files[path] = DocumentFile(path, entry, status.st_size, int(status.st_mtime) * SECOND)


def _written(name: str) -> str:
    """A file's name as text, where its bytes are none."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def load(file: DocumentFile) -> bytes:
    """The content of a file. Raises BrokenDocument for what is no file, cannot be read, or is too large."""
    most = FILE_MOST_BYTES if file.held.suffix.lower() in PACKED else TEXT_MOST_BYTES
    try:
        # Not followed, not waited for: since the folder was looked at it may have become a link or a pipe.
        descriptor = os.open(file.held, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "rb") as opened:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise BrokenDocument(Kind.UNREADABLE, "it is no file")
            content = opened.read(most + 1)
    except OSError as error:
        raise BrokenDocument(Kind.UNREADABLE, error.strerror or type(error).__name__) from None
    if len(content) > most:
        raise BrokenDocument(Kind.TOO_LARGE, f"more than {most >> 20} MiB")
    return content
