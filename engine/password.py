"""The first password of a store, set by Neo4j's own command before Neo4j ever listens."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from engine import causes, launch
from engine.errors import EngineUnreachable
from engine.java import Java
from engine.store import Store

WITHIN = 120.0  # seconds; 2 on an idle machine
HEAP = "-Xmx128m"


def set_password(store: Store, java: Java, version: str, class_path: Sequence[Path]) -> None:
    """Sets the store's password. May be repeated until Neo4j has run for the first time. Blocks."""
    launch.write_conf(store, version, launch.free_port(), launch.Memory(128, 8))
    arguments = store.conf / "password.args"  # a file, as a command line can be read by everybody
    flags = (*launch.flags(java.major), HEAP)
    launch.write_arguments(arguments, class_path, (*flags, *launch.set_password(store.password())))
    try:
        done = subprocess.run(
            [str(java.path), f"@{arguments}"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env={**launch.ENVIRONMENT, "NEO4J_HOME": str(store.root), "NEO4J_CONF": str(store.conf)},
            cwd=store.root,
            timeout=WITHIN,
            start_new_session=True,
        )
    except subprocess.TimeoutExpired:
        raise EngineUnreachable(
            f"Neo4j's command that sets the password of {store.root} did not end within {WITHIN:.0f} s.",
            "try again when the machine is less busy",
        ) from None
    finally:
        arguments.unlink(missing_ok=True)
    if done.returncode:
        store.output.write_bytes(done.stdout + done.stderr)
        raise causes.cause(store, 0)
