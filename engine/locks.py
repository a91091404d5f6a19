"""Advisory file locks (`flock`): they end with the process that holds them, however it ends.

Standard library only: the watcher runs on this.
"""

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: attach() refuses before any lock is asked for
    fcntl = None


def take(path: Path, *, exclusive: bool) -> int | None:
    """An open file that holds the lock, or None when others hold it. `os.close` gives it back.

    A copy of the descriptor in another process keeps the lock as well; it is never inherited unasked.
    """
    assert fcntl is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if exclusive else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


@contextmanager
def taken(path: Path, *, exclusive: bool) -> Generator[bool]:
    """Holds a lock for a block; yields whether it was free."""
    descriptor = take(path, exclusive=exclusive)
    try:
        yield descriptor is not None
    finally:
        if descriptor is not None:
            os.close(descriptor)


def holders(path: Path) -> tuple[int, ...]:
    """The processes that took a lock on this file, where the platform tells (Linux)."""
    if sys.platform != "linux" or not path.exists():
        return ()
    inode = str(
        path.stat().st_ino
    )  # the device beside it is not the one that stat tells on every file system
    lines = (line.split() for line in Path("/proc/locks").read_text("ascii").splitlines())
    held = {int(w[4]) for w in lines if w[1] == "FLOCK" and w[5].rpartition(":")[2] == inode}
    return tuple(sorted(held))
