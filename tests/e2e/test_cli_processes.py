"""The command as a process: interrupted, cut off, serving, and begun in an empty store."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest
from engine_fixtures import cache_folder, wait_stopped
from exports import large_export

from engine.store import Address, Store
from graph.connection import Graph

COMMAND = Path(sys.executable).parent / "understory"
WAIT = 120.0  # seconds for anything, on a busy machine
QUESTION = (
    '{"query": "{ viewer { name } experts(question: \\"wlan\\", first: 1) { edges { node { score } } } }"}'
)


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


def answer(port: int) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        QUESTION.encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=WAIT) as response:
        return json.load(response)["data"]


def port_of(line: str) -> int:
    found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
    assert found, line
    return int(found[1])


@pytest.mark.anyio
def test_ctrl_c_ends_an_ingest_cleanly_and_the_next_run_goes_on(
    graph: Graph, engine: Address, tmp_path: Path
) -> None:
    export = large_export(tmp_path / "export", days=40, a_day=1_000)
    env = environment(tmp_path / "home", engine)
    with running(env, "ingest", "slack", str(export), "--workers", "1") as process:
        read_until(process.stderr, r"Reading messages: [1-9]")
        os.killpg(process.pid, signal.SIGINT)
        code, out, err = ended(process)
    assert code == 130, err
    assert "goes on from there" in err and not out
    assert "Traceback" not in err
    with running(env, "ingest", "slack", str(export), "--workers", "1", "--json") as process:
        code, out, err = ended(process)
    assert code == 0, err
    summary = json.loads(out)
    assert summary["resumed"] and 0 < summary["messages"] < 40_000
    with running(env, "doctor", "--check", "--json") as process:
        code, out, err = ended(process)
    assert code == 0, out + err
    assert json.loads(out)["counts"]["labels"]["Evidence"] == 40_000


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    with running(environment(tmp_path), "schema") as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        err = process.stderr.read()
        assert process.wait(WAIT) == 0
    assert not err


def test_the_beginning_is_one_command_and_the_second_time_nothing_is_loaded(home: Path) -> None:
    env = environment(home)
    with running(env, "start", "--port", "0") as process:
        port = port_of(read_until(process.stdout, "http://"))
        told = read_until(process.stdout, "why")
        assert "Fintan" in told and "/graphiql" in told and "find" in told
        data = answer(port)
        assert data["viewer"]["name"] == "Fintan O'Rourke" and data["experts"]["edges"]
        process.send_signal(signal.SIGTERM)
        code, _, err = ended(process)
    assert code == 0, err
    assert "Reading messages" in err
    wait_stopped(Store(home))
    with running(env, "start", "--port", "0", "--as", "Kwame Asante-Boateng") as process:
        assert answer(port_of(read_until(process.stdout, "http://")))["viewer"]["name"].startswith("Kwame")
        process.send_signal(signal.SIGINT)
        code, _, err = ended(process)
    assert code == 130, err
    assert "Reading messages" not in err and "Traceback" not in err
    wait_stopped(Store(home))


def test_an_interrupted_beginning_is_taken_up_again(home: Path) -> None:
    env = environment(home)
    (home / "demonstration").write_text("loading\n", "utf-8")
    with running(env, "start", "--port", "0") as process:
        assert answer(port_of(read_until(process.stdout, "http://")))["experts"]["edges"]
        process.send_signal(signal.SIGTERM)
        ended(process)
    assert (home / "demonstration").read_text("utf-8") == "loaded\n"
    wait_stopped(Store(home))


@pytest.mark.anyio
def test_a_port_that_is_taken_is_named_at_once(graph: Graph, engine: Address, tmp_path: Path) -> None:
    env = environment(tmp_path, engine)
    with running(env, "serve", "--port", "0") as first:
        port = port_of(read_until(first.stdout, "http://"))
        with running(env, "serve", "--port", str(port)) as second:
            code, out, err = ended(second)
        first.send_signal(signal.SIGTERM)
        assert ended(first)[0] == 0
    assert (code, out) == (1, "")
    assert f"Port {port}" in err and "--port" in err


def test_two_commands_at_once_share_one_engine(home: Path) -> None:
    env = environment(home)
    with running(env, "doctor", "--json") as one, running(env, "doctor", "--json") as other:
        told = [ended(process) for process in (one, other)]
    assert [code for code, _, _ in told] == [0, 0], told
    assert len({json.loads(out)["store"]["pid"] for _, out, _ in told}) == 1
    wait_stopped(Store(home))


def test_an_engine_that_dies_under_a_server_comes_back(home: Path) -> None:
    env = environment(home)
    with running(env, "start", "--port", "0") as process:
        port = port_of(read_until(process.stdout, "http://"))
        address = Store(home).address()
        assert address is not None
        os.kill(address.pid, signal.SIGKILL)
        until = time.monotonic() + WAIT
        while True:
            try:
                if (data := answer(port)) and data["experts"]["edges"]:
                    break
            except (OSError, KeyError, TypeError):
                pass
            assert time.monotonic() < until, "no answer after the engine was killed"
            time.sleep(0.5)
        process.send_signal(signal.SIGTERM)
        code, _, err = ended(process)
    assert code == 0, err
    wait_stopped(Store(home))
