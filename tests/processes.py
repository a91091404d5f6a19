"""The command as a process: started with a clean environment, read line by line, and ended with the test."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from engine_fixtures import cache_folder

from engine.store import Address

COMMAND = Path(sys.executable).parent / "understory"
WAIT = 240.0  # seconds for anything, on a busy machine


def environment(home: Path, engine: Address | None = None) -> dict[str, str]:
    """A clean one; with an `engine`, as on a server of one's own."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("UNDERSTORY_", "NEO4J_"))}
    ours = {
        "UNDERSTORY_HOME": str(home),
        "UNDERSTORY_CACHE": str(cache_folder()),
        "UNDERSTORY_LINGER": "0",
    }
    if engine is not None:
        ours |= {"NEO4J_URI": engine.uri, "NEO4J_USER": engine.user, "NEO4J_PASSWORD": engine.password}
    return kept | ours


@contextmanager
def running(env: dict[str, str], *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command in a process group of its own, as a terminal would have it."""
    process = subprocess.Popen(
        [COMMAND, *arguments],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        process_group=0,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def read_until(stream: IO[str] | None, pattern: str) -> str:
    """Lines until one matches; fails when the process ends before."""
    assert stream is not None
    read = ""
    for line in stream:
        read += line
        if re.search(pattern, line):
            return read
    pytest.fail(f"{pattern!r} never came; what came was:\n{read}")


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=WAIT)
    return process.returncode, out, err


def port_of(line: str) -> int:
    found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
    assert found, line
    return int(found[1])
