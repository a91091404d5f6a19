"""Room on the disk: asked for before it is needed, and recognised when it is missing."""

import errno
import shutil
from pathlib import Path

from engine.errors import DiskFull


def require_space(place: Path, needed: int) -> None:
    """Raises DiskFull when fewer than `needed` bytes are free where the folder `place` lies or will lie."""
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if free < needed:
        raise DiskFull(place, free)


def is_disk_full(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def size_of(folder: Path) -> int:
    """Bytes of all files under a folder; what vanishes meanwhile counts nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.lstat().st_size
        except FileNotFoundError:
            continue
    return total
