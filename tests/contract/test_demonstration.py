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


class Silent:
    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, done: int, messages: int) -> None: ...


async def test_the_right_people_are_found_and_the_wrong_ones_never(graph: Graph, tmp_path: Path) -> None:
    vocabulary = seed_vocabulary()
    await graph.write(lambda tx: skills.save(tx, vocabulary))
    company = Path(str(resources.files("seed_data") / "company"))
    await ingest_people(graph, read_people(company / "people.csv"), today=NOW.date())
    with SlackExport.open(company / "slack", private=True) as export:
        summary = await ingest_slack(graph, export, Settings(KEY, workers=0), Silent())
    assert not summary.warnings

    miner, index = Miner(vocabulary, Context(KEY)), Index(tmp_path)
    wrong: list[str] = []
    for question in json.loads((company / "questions.json").read_text("utf-8")):
        found = await find(graph, question["question"], Viewer.operator(), miner, index, now=NOW, first=20)
        names = [expert.name for expert in found.experts]
        wrong += [
            f"{question['id']}: {n} is not among {names[:FIRST]}"
            for n in question["find"]
            if n not in names[:FIRST]
        ]
        wrong += [
            f"{question['id']}: {n} is in the answer: {why}"
            for n, why in question["never"].items()
            if n in names
        ]
    assert wrong == []
