"""The command as a process: interrupted, cut off, serving, and begun in an empty store."""

import json
import os
import signal
import time
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from engine_fixtures import wait_stopped
from exports import large_export
from processes import WAIT, ended, environment, port_of, read_until, running

from engine.store import Address, Store
from graph.connection import Graph

QUERY = '{ viewer { name } experts(question: "wlan", first: 1) { edges { node { score } } } }'


def answer(port: int) -> Any:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/graphql",
        json.dumps({"query": QUERY}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=WAIT) as response:
        return json.load(response)["data"]


@pytest.mark.anyio
def test_ctrl_c_ends_an_ingest_cleanly_and_the_next_run_goes_on(
    graph: Graph, engine: Address, tmp_path: Path
) -> None:
    export = large_export(tmp_path / "export", days=60, a_day=1_000)
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
    assert summary["resumed"] and 0 < summary["messages"] < 60_000
    with running(env, "doctor", "--check", "--json") as process:
        code, out, err = ended(process)
    assert code == 0, out + err
    assert json.loads(out)["counts"]["labels"]["Evidence"] == 60_000


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
    assert (home / "demonstration").read_text("utf-8") == "loaded with learning\n"
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
