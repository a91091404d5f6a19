"""A segment as a file: mapped into memory by every process that reads it, replaced whole, never changed.

The file is derived and may be deleted at any time. One that is torn, of another format or of another store is
read as none at all.
"""

import json
import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from finder.contributions import ARRAYS, Segment

NAME = "words.index"
FORMAT = 2  # to be raised whenever a segment's arrays, or what they mean, change
HEADER = 4096  # bytes before the first array
ALIGNED = 64  # bytes at whose multiples arrays begin


@dataclass(frozen=True, slots=True)
class Base:
    """A segment with the ledger it was made from: the store's id, and the sequence number it is true to."""

    segment: Segment
    store: str
    seq: int


def write(folder: Path, base: Base) -> None:
    """Replaces the file in one step; several processes may do so at once, and the last one stays."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {name: np.ascontiguousarray(getattr(base.segment, name)) for name in ARRAYS}
    table: dict[str, tuple[str, int, int]] = {}
    position, check = HEADER, 0
    for name, array in arrays.items():
        table[name] = (array.dtype.str, position, len(array))
        check = zlib.crc32(cast(Any, array.data).cast("B") if len(array) else b"", check)
        position = _aligned(position + array.nbytes)
    header = {"format": FORMAT, "store": base.store, "seq": base.seq, "check": check, "arrays": table}
    partial = folder / f"{NAME}.{os.getpid()}.part"
    try:
        with partial.open("wb") as file:
            partial.chmod(0o600)
            file.write(json.dumps(header).encode().ljust(HEADER))
            for name, array in arrays.items():
                file.seek(table[name][1])
                file.write(array.data)
            file.truncate(position)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(folder / NAME)
    finally:
        with suppress(FileNotFoundError):
            partial.unlink()


def read(folder: Path, store: str) -> Base | None:
    """The file's segment, mapped; None when there is none that can be used for this store."""
    try:
        mapped = np.memmap(folder / NAME, np.uint8, "r")
        header = json.loads(bytes(mapped[:HEADER]))
        if header["format"] != FORMAT or header["store"] != store:
            return None
        arrays: dict[str, Any] = {}
        check = 0
        for name in ARRAYS:
            kind, position, length = header["arrays"][name]
            raw = mapped[position : position + length * np.dtype(kind).itemsize]
            check = zlib.crc32(cast(Any, raw.data), check)
            arrays[name] = raw.view(kind)
            if len(arrays[name]) != length:
                return None
        return Base(Segment(**arrays), store, int(header["seq"])) if check == header["check"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _aligned(position: int) -> int:
    return -(-position // ALIGNED) * ALIGNED
