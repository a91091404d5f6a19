"""A file that ends the process that reads it is named, and the others are read."""

import os
import signal
import sys
from pathlib import Path

import pytest
from documents import markdown
from organisation import VOCABULARY

from ingest.document_reading import Job, Reading, Task, readings
from nlp.context import Context
from sources.documents import DocumentFolder
from sources.documents_warnings import Kind

pytestmark = pytest.mark.anyio


async def read(folder: Path, *, workers: int, stamps: dict[str, str] | None = None) -> dict[str, Reading]:
    task = Task(VOCABULARY, Context(b"a key for tests"), True, workers > 0)
    jobs = [Job(file, {}, (stamps or {}).get(file.path, "")) for file in DocumentFolder.open(folder).files]
    return {job.file.path: reading async for job, reading in readings(jobs, task, workers=workers)}


async def test_the_same_content_is_not_read_twice(tmp_path: Path) -> None:
    for name in ("a", "b"):
        markdown(tmp_path / f"{name}.md", "# Kafka")
    once = await read(tmp_path, workers=0)
    stamps = {path: reading.stamp for path, reading in once.items()}
    assert all(r.unchanged for r in (await read(tmp_path, workers=0, stamps=stamps)).values())
    markdown(tmp_path / "a.md", "# Kafka!")
    again = await read(tmp_path, workers=0, stamps=stamps)
    assert [path for path, reading in again.items() if not reading.unchanged] == ["a.md"]


async def test_processes_read_what_one_does(tmp_path: Path) -> None:
    for number in range(5):
        markdown(tmp_path / f"{number}.md", f"# Kafka {number}\n\nand Python", author="Ann")
    assert await read(tmp_path, workers=2) == await read(tmp_path, workers=0)


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
async def test_a_file_that_ends_its_reader_is_named_and_the_others_go_in(tmp_path: Path) -> None:
    for name in ("a", "c", "d"):
        markdown(tmp_path / f"{name}.md", "# Kafka")
    markdown(tmp_path / "b.md", "# Kafka")
    task = Task(VOCABULARY, Context(b"a key for tests"), True, True)
    jobs = [
        Job(file, _Fatal() if file.path == "b.md" else {}, "") for file in DocumentFolder.open(tmp_path).files
    ]
    found = {job.file.path: reading async for job, reading in readings(jobs, task, workers=2)}
    assert [path for path, reading in found.items() if reading.read.document] == ["a.md", "c.md", "d.md"]
    assert [warning.kind for warning in found["b.md"].read.warnings] == [Kind.READER_ENDED]


class _Fatal(dict[str, str]):
    """Cells of a side file that end the process which looks at them, as a hostile file may end a library."""

    def __reduce__(self) -> tuple[type["_Fatal"], tuple[()]]:
        return _Fatal, ()

    def items(self):  # pyright: ignore
        os.kill(os.getpid(), signal.SIGKILL)
        return super().items()
