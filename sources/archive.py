"""A folder or a zip somebody handed us, read one file at a time, without unpacking and without trusting it.

Names are relative, with `/` between their parts, below the folder in which the landmarks lie. What would
escape the folder, exhaust the machine or block the reader is refused before anything is read.
"""

import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import IO
from unicodedata import normalize

from domain.errors import InvalidInput, UnderstoryError

# A member is held in memory whole, and as objects several times over: past a gibibyte it is no day of chat.
MEMBER_MOST_BYTES = 1 << 30
# Never in memory at once, so this bounds time alone: hours of reading, more than any export is known to hold.
TOTAL_MOST_BYTES = 256 << 30
# Chat as JSON deflates 5 to 20 times, one pasted line repeated all day perhaps 100; bombs reach 1,000.
RATIO_MOST = 200
# Below this a high ratio harms nobody, and small files of repeated lines reach it honestly.
RATIO_FREE_BYTES = 10 << 20
CHUNK_BYTES = 1 << 20  # asked of the inflater at a time, so that no header's promise is believed
LOCAL_HEADER_BYTES = 30  # what a zip writes before each member, besides the name
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
DEPTH = 2  # an export's files lie in its folder or one folder deeper

# What zipfile raises for a torn or made-up archive, besides OSError; NotImplementedError is a RuntimeError.
TORN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, ValueError, OverflowError)

LITTER = frozenset({"__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})
DRIVE = re.compile(r"[A-Za-z]:")


class HostileArchive(UnderstoryError):
    """The archive would reach outside its folder or exhaust the machine; nothing of it was read."""

    code = "HOSTILE_ARCHIVE"


class BrokenMember(Exception):
    """One file of the archive cannot be read; the others can. The text says why, without the content."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file: its name in the archive, its size in bytes, and a stamp that changes with its content."""

    name: str
    bytes: int
    stamp: int  # CRC-32 in a zip, nanoseconds of the last change in a folder


@dataclass(frozen=True, slots=True)
class Archive:
    """An open folder or zip: its files by name, and the names of its folders, empty ones too."""

    path: Path
    members: Mapping[str, Member]
    folders: frozenset[str]
    opened: Callable[[str], IO[bytes]]  # a member's content as a stream
    close: Callable[[], None]

    @property
    def fingerprint(self) -> str:
        """32 hexadecimal digits over every member's name, size and stamp."""
        digest = blake2b(digest_size=16)
        for name, member in sorted(self.members.items()):
            digest.update(f"{name}\0{member.bytes}\0{member.stamp}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def read(self, name: str) -> bytearray:
        """The content of a member. Raises BrokenMember for one that is torn, unreadable or too large."""
        content = bytearray()
        try:
            with self.opened(name) as stream:
                while chunk := stream.read(CHUNK_BYTES):
                    content += chunk
                    if len(content) > MEMBER_MOST_BYTES:
                        raise BrokenMember(f"it holds more than {_size(MEMBER_MOST_BYTES)}")
        except zipfile.BadZipFile:
            raise BrokenMember("its bytes do not match its checksum") from None
        except (EOFError, zlib.error):
            raise BrokenMember("it is cut short or torn") from None
        except (OSError, *TORN) as error:
            raise BrokenMember(f"it cannot be read ({type(error).__name__})") from None
        return content


def open_archive(path: Path, landmarks: frozenset[str]) -> Archive:
    """Open a folder or zip in which files named as `landmarks` lie at the top or in its one top folder.

    Raises InvalidInput when there is nothing usable at `path`, HostileArchive when it is dangerous to read.
    """
    try:
        mode = path.stat().st_mode
        if stat.S_ISREG(mode):
            return _open_zip(path, landmarks)
        if stat.S_ISDIR(mode):
            return _open_folder(path, landmarks)
    except OSError as error:
        raise InvalidInput(
            f"{error.filename or path} cannot be read ({error.strerror})",
            "Check the path and its permissions.",
        ) from None
    raise InvalidInput(f"{path} is neither a folder nor a zip", "Give the export's zip or its folder.")


def _open_folder(path: Path, landmarks: frozenset[str]) -> Archive:
    tops = [each for each in path.iterdir() if each.name not in LITTER]
    names = [each.name for each in tops]
    if len(tops) == 1 and tops[0].is_dir() and not tops[0].is_symlink():
        names += [f"{tops[0].name}/{each.name}" for each in tops[0].iterdir()]
    root = path / _base(path, names, landmarks)
    files, folders = dict[str, Member](), set[str]()
    for name, member in _walk(root, DEPTH):
        if member is None:
            folders.add(normalize("NFC", name))
        else:
            files[normalize("NFC", name)] = member
    return Archive(
        path,
        files,
        frozenset(folders),
        opened=lambda name: (root / files[name].name).open("rb"),
        close=lambda: None,
    )


def _walk(root: Path, depth: int, prefix: str = "") -> Iterator[tuple[str, Member | None]]:
    """Files (as members) and folders (as None) below `root`, `depth` levels down."""
    for entry in os.scandir(root / prefix):
        name = prefix + entry.name
        if entry.name in LITTER:
            continue
        status = entry.stat(follow_symlinks=False)
        if stat.S_ISDIR(status.st_mode):
            if depth > 1:
                yield name, None
                yield from _walk(root, depth - 1, f"{name}/")
        elif stat.S_ISREG(status.st_mode):
            yield name, Member(name, status.st_size, status.st_mtime_ns)
        else:
            raise _hostile(root, name, "it is a link, a pipe or a device, not a file")


def _open_zip(path: Path, landmarks: frozenset[str]) -> Archive:
    try:
        opened = zipfile.ZipFile(path)
    except TORN as error:
        raise InvalidInput(
            f"{path} is not a readable zip ({error})",
            "Download the export again, or give the unpacked folder.",
        ) from None
    try:
        infos = dict(_checked(path, opened.infolist()))
        base = _base(path, infos, landmarks)
    except UnderstoryError:
        opened.close()
        raise
    files, folders = dict[str, Member](), set[str]()
    for full, info in infos.items():
        if full.startswith(base):
            name = normalize("NFC", full.removeprefix(base))
            folder, inside, _ = name.partition("/")
            if inside:
                folders.add(folder)
            if name.count("/") < DEPTH and not name.endswith("/"):
                files[name] = Member(full, info.file_size, info.CRC)
    return Archive(
        path,
        files,
        frozenset(folders),
        opened=lambda name: opened.open(infos[files[name].name]),
        close=opened.close,
    )


def _checked(path: Path, infos: list[zipfile.ZipInfo]) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Members by their cleaned names (a folder's ends in `/`), after every one has been found harmless."""
    end = total = packed = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        name = _name(info)
        if name.startswith("/") or DRIVE.match(name) or ".." in name.split("/") or "\0" in name:
            raise _hostile(path, name, "its name leads out of the archive")
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _hostile(path, name, "it is a link or a device, not a file")
        if info.flag_bits & ENCRYPTED_FLAG:
            raise InvalidInput(
                f"{path} is encrypted ({name!r})", "Unpack it with its password; give the folder."
            )
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise InvalidInput(
                f"{path}: {name!r} is compressed in a way exports do not use",
                "Unpack it and give the folder.",
            )
        if info.file_size > MEMBER_MOST_BYTES:
            raise _hostile(path, name, f"it inflates to more than {_size(MEMBER_MOST_BYTES)}")
        # What is really inflated never exceeds these sizes: zipfile stops at them, and a checksum then fails.
        total, packed = total + info.file_size, packed + info.compress_size
        for inflated, size in ((info.file_size, info.compress_size), (total, packed)):
            if inflated > RATIO_FREE_BYTES and inflated > RATIO_MOST * size:
                raise _hostile(path, name, f"it inflates to more than {RATIO_MOST} times its size")
        if total > TOTAL_MOST_BYTES:
            raise _hostile(path, name, f"with it, more than {_size(TOTAL_MOST_BYTES)} would be inflated")
        if info.header_offset < end:
            raise _hostile(path, name, "it shares its bytes with another member")
        end = info.header_offset + LOCAL_HEADER_BYTES + info.compress_size
        parts = [part for part in name.split("/") if part not in ("", ".")]
        if parts and LITTER.isdisjoint(parts):
            yield "/".join(parts) + ("/" if name.endswith("/") else ""), info


def _name(info: zipfile.ZipInfo) -> str:
    """A member's name, with `/` between its parts, as it was meant.

    Windows writes `\\`; some tools write UTF-8 without saying so, and zipfile reads it as code page 437.
    """
    name = info.orig_filename
    if not info.flag_bits & UTF8_FLAG and not name.isascii():
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    return name.replace("\\", "/")


def _hostile(path: Path, name: str, why: str) -> HostileArchive:
    return HostileArchive(f"{path}: refused, {name!r}: {why}", "Get the export anew from where it was made.")


def _base(path: Path, names: Collection[str], landmarks: frozenset[str]) -> str:
    """The folder, with its `/`, in which the landmarks lie: the top (""), or the one folder there."""
    if not landmarks.isdisjoint(names):
        return ""
    tops = {name.partition("/")[0] for name in names}
    if len(tops) == 1:
        (top,) = tops
        if any(f"{top}/{landmark}" in names for landmark in landmarks):
            return f"{top}/"
    raise InvalidInput(
        f"{path} holds no export: none of {', '.join(sorted(landmarks))} is in it",
        "Give the export's zip as it was downloaded, or the folder into which it was unpacked.",
    )


def _size(count: int) -> str:
    return f"{count >> 30} GiB"
