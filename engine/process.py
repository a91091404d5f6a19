"""A process told by its id and its start time: the id alone is given to another one sooner or later.

Standard library only: the watcher runs on this.
"""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

POLL = 0.05  # seconds between two looks at a process that is to end
KILLED_WITHIN = 10.0  # seconds until a killed process is gone; it may hang in the kernel, on a dead disk


def start_time(pid: int) -> str | None:
    """When a process started, as a text to compare; None when there is none or it only waits to be reaped."""
    return _start_time_linux(pid) if sys.platform == "linux" else _start_time_ps(pid)


def is_alive(pid: int, started: str) -> bool:
    return start_time(pid) == started


def send(pid: int, started: str, number: signal.Signals) -> bool:
    """Signals exactly that process; False when it is gone."""
    if not is_alive(pid, started):
        return False
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True


def end(pid: int, started: str, grace: float) -> bool:
    """Asks it to end, and kills it after `grace` seconds (0: at once). Whether it is gone then. Blocks."""
    if grace > 0 and send(pid, started, signal.SIGTERM) and wait_gone(pid, started, grace):
        return True
    return not send(pid, started, signal.SIGKILL) or wait_gone(pid, started, KILLED_WITHIN)


def wait_gone(pid: int, started: str, seconds: float) -> bool:
    """Waits for a process to end; False when it is still there afterwards. Blocks."""
    until = time.monotonic() + seconds
    while is_alive(pid, started):
        if time.monotonic() > until:
            return False
        time.sleep(POLL)
    return True


def _start_time_linux(pid: int) -> str | None:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace")
    except OSError:
        return None
    state, *fields = stat[stat.rindex(")") + 2 :].split()
    threads = int(fields[16])  # a killed Java holds its port and files until the last of them is gone
    if state == "X" or (state == "Z" and threads <= 1):
        return None
    boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii")[:8]  # ticks count from the boot
    return f"{boot}-{fields[18]}"


def _start_time_ps(pid: int) -> str | None:
    asked = ["ps", "-o", "stat=,lstart=", "-p", str(pid)]
    answer = subprocess.run(
        asked, capture_output=True, text=True, check=False, env={"LC_ALL": "C", "PATH": "/bin:/usr/bin"}
    )
    state, _, started = answer.stdout.strip().partition(" ")
    return None if not state or state.startswith("Z") else " ".join(started.split())
