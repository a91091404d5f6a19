"""Runs a part of this room as a process of its own that outlives its starter: own session, no pipe shared.

Standard library only, and by an absolute path: it works from any folder, in any environment.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

BOOT = "import sys; sys.path.append(sys.argv[1]); from engine.detached import run; run()"
HOUSE = Path(__file__).resolve().parents[1]
READY_TIMEOUT = 30.0  # seconds until the process has told that it is ready
READY = b"ready"


def start(module: str, plan: dict[str, Any], keep: Sequence[int] = ()) -> str:
    """Runs `module.main(plan, ready)` and returns when it calls `ready`: "", or why it could not. Blocks.

    `plan` is JSON; the descriptors in `keep` are the only ones it inherits.
    """
    command = [sys.executable, "-I", "-S", "-c", BOOT, str(HOUSE), module, json.dumps(plan)]
    try:
        done = subprocess.run(
            command,
            pass_fds=keep,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd="/",
            env={},
            check=False,
            timeout=READY_TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        return f"it was not ready within {READY_TIMEOUT:.0f} s"
    return "" if done.returncode == 0 else done.stderr.decode("utf-8", "replace").strip() or "it ended"


def run() -> None:
    """The inside of `start`: forks, so that init becomes the parent, and waits for readiness."""
    module, plan = sys.argv[2], json.loads(sys.argv[3])
    read, write = os.pipe()
    if os.fork():
        os.close(write)
        with os.fdopen(read, "rb") as pipe:
            told = pipe.read()
        if told != READY:
            sys.stderr.buffer.write(told)
            sys.stderr.flush()
        os._exit(0 if told == READY else 1)
    os.close(read)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    _run_child(module, plan, write)


def _run_child(module: str, plan: dict[str, Any], write: int) -> None:
    told = False

    def ready() -> None:
        nonlocal told
        told = True
        os.write(write, READY)
        os.close(write)

    main: Callable[[dict[str, Any], Callable[[], None]], None] = import_module(module).main
    try:
        main(plan, ready)
    except BaseException as error:
        if not told:
            os.write(write, f"{type(error).__name__}: {error}".encode())
        raise
