"""The demonstration company's answer key: who is to be found among the first three, and who never."""

import json
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

import pytest

from domain.viewer import Viewer
from finder.experts import find
from finder.index import Index
from graph import skills
from graph.connection import Graph
from ingest.documents import Settings as Documents
from ingest.documents import ingest_documents
from ingest.people import ingest_people
from ingest.slack import Settings, ingest_slack
from nlp.context import Context
from nlp.miner import Miner
from sources.people import read_people
from sources.slack import SlackExport
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio

KEY = b"the demonstration's key"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
FIRST = 3
FOUND_LEAST = 36  # of 40 questions


class Silent:
    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, done: int, messages: int) -> None: ...


async def test_the_right_people_are_found_and_the_wrong_ones_never(graph: Graph, tmp_path: Path) -> None:
    vocabulary = seed_vocabulary()
    await graph.write(lambda tx: skills.save(tx, vocabulary))
    company = Path(str(resources.files("seed_data") / "company"))
    await ingest_people(graph, read_people(company / "people.csv"), today=NOW.date())
    with SlackExport.open(company / "slack", private=True, direct=True) as export:
        summary = await ingest_slack(graph, export, Settings(KEY, workers=0), Silent())
    assert not summary.warnings
    written = await ingest_documents(graph, [company / "documents"], Documents(KEY, workers=0), Silent())
    assert list(written.warnings) == ["nobody_named"], written.warnings

    miner, index = Miner(vocabulary, Context(KEY)), Index(tmp_path)
    missed: list[str] = []
    wrong: list[str] = []
    key = json.loads((company / "questions.json").read_text("utf-8"))
    for question in key:
        found = await find(graph, question["question"], Viewer.operator(), miner, index, now=NOW, first=20)
        names = [expert.name for expert in found.experts]
        if absent := [name for name in question["find"] if name not in names[:FIRST]]:
            missed.append(f"{question['id']}: {', '.join(absent)} not among {names[:FIRST]}")
        wrong += [
            f"{question['id']}: {name} is number {names.index(name) + 1} in the answer: {why}"
            for name, why in question["never"].items()
            if name in names
        ]
    print(*missed, *wrong, sep="\n")
    assert len(key) == 40
    assert len(key) - len(missed) >= FOUND_LEAST, missed
    assert wrong == []
