"""An ingest that is killed at random moments, command and engine alike, ends as if nothing had happened.

`UNDERSTORY_KILLS` is the number of kills (3 unless told), `UNDERSTORY_KILLS_EXPORT` the export (a part of the
shared chat unless told).
"""

import asyncio
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from dump import dump
from engine_fixtures import driver, running_engine

from engine.store import Store

KILLS = int(os.environ.get("UNDERSTORY_KILLS", "3"))
SOME_CHANNELS = ("rust/", "stripe/", "mediawiki/", "users.json", "channels.json")
UNDERSTORY = Path(sys.executable).with_name("understory")
DOCUMENTS = 300  # more than one batch
ENGINE_EVERY = 3  # every third kill takes the engine along


@pytest.fixture(scope="session")
def export(tmp_path_factory: pytest.TempPathFactory) -> Path:
    given = os.environ.get("UNDERSTORY_KILLS_EXPORT")
    whole = Path(given) if given else Path(__file__).parents[2].parent / "shared/data/chat-slack-export.zip"
    if not whole.exists():
        assert os.environ.get("CI") != "true", f"there is no {whole}"
        pytest.skip(f"there is no {whole}")
    if given:
        return whole
    part = tmp_path_factory.mktemp("export") / "part.zip"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name.startswith(SOME_CHANNELS):
                target.writestr(name, source.read(name))
    return part


def test_an_ingest_killed_at_random_moments_equals_a_clean_one(export: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    finish(ingest(export, tmp_path / "clean"))
    needed = time.monotonic() - began
    clean = whole_graph(tmp_path / "clean")

    chance = random.Random(20_261_124)
    killed = 0
    while killed < KILLS:
        process = ingest(export, tmp_path / "killed")
        try:
            process.wait(timeout=chance.uniform(0.05, 0.9) * needed / 2)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            killed += 1
            if killed % ENGINE_EVERY == 0:
                kill_engine(tmp_path / "killed")
        else:  # it was done before its time: the other kills are for another store
            finish(process)
            assert_same(clean, whole_graph(tmp_path / "killed"))
            shutil.rmtree(tmp_path / "killed")
    finish(ingest(export, tmp_path / "killed"))
    assert_same(clean, whole_graph(tmp_path / "killed"))

    again = json.loads(finish(ingest(export, tmp_path / "killed")))
    assert [again[f"rows_{what}"] for what in ("created", "replaced", "removed")] == [0, 0, 0]
    assert_same(clean, whole_graph(tmp_path / "killed"))


def test_documents_killed_while_they_are_read_and_written_equal_a_clean_ingest(tmp_path: Path) -> None:
    wiki = tmp_path / "wiki"
    wiki.mkdir()
    for number in range(DOCUMENTS):
        sections = "".join(f"## Part {part}\n\nWe run Kafka and PostgreSQL.\n" for part in range(10))
        authors = f"Ann Lee <ann@shop.test>; Person {number % 9}"
        head = f"title: Kafka {number}\nauthors: {authors}\ndate: 2025-01-01"
        (wiki / f"{number}.md").write_text(f"---\n{head}\n---\n{sections}")
    seconds = json.loads(finish(ingest(wiki, tmp_path / "clean", "documents")))["seconds"]
    clean = whole_graph(tmp_path / "clean")

    chance = random.Random(20_261_124)
    for _ in range(KILLS):
        process = ingest(wiki, tmp_path / "killed", "documents")
        assert process.stderr is not None
        assert any("Reading documents" in line for line in process.stderr), "it ended before it was killed"
        time.sleep(chance.uniform(0, 0.5) * seconds)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    finish(ingest(wiki, tmp_path / "killed", "documents"))
    assert_same(clean, whole_graph(tmp_path / "killed"))


def ingest(export: Path, home: Path, source: str = "slack") -> subprocess.Popen[str]:
    """Starts the command in a process group of its own, so that a kill takes its workers along."""
    settings = {
        **os.environ,
        "UNDERSTORY_HOME": str(home),
        "UNDERSTORY_KEY": "11" * 32,
        "UNDERSTORY_LINGER": "5",
    }
    return subprocess.Popen(
        [UNDERSTORY, "ingest", source, str(export), "--json"],
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err[-2_000:]
    return out


def kill_engine(home: Path) -> None:
    address = Store(home).address()
    if address is not None and address.is_running:
        os.kill(address.pid, signal.SIGKILL)


def whole_graph(home: Path) -> dict[str, list[Any]]:
    async def read(address: Any) -> dict[str, list[Any]]:
        async with driver(address) as bolt:
            return await dump(bolt)

    with running_engine(home) as address:
        return asyncio.run(read(address))


def assert_same(one: dict[str, list[Any]], other: dict[str, list[Any]]) -> None:
    """Compared by kind, so that a difference is named without printing a whole graph."""
    assert {name: len(entries) for name, entries in one.items()} == {n: len(e) for n, e in other.items()}
    for name, entries in one.items():
        assert entries == other[name], (
            f"{name}: {next((a, b) for a, b in zip(entries, other[name], strict=True) if a != b)}"
        )
