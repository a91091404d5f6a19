"""ESCO, whole, over the starter vocabulary: it joins what is there, and its words find people."""

import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from organisation import Organisation

from domain.viewer import Viewer
from finder.experts import find
from finder.index import Index
from graph import skills
from graph.connection import Graph
from ingest.screening import screened
from ingest.vocabulary import import_vocabulary, undo_import
from nlp.context import Context
from nlp.miner import Miner
from sources.vocabulary import seed_vocabulary
from sources.vocabulary_files import read_file

pytestmark = pytest.mark.anyio

NOW = datetime(2023, 12, 1, tzinfo=UTC)
MOST_SECONDS = 60.0
SKILLS = 13_412  # of ESCO 1.1.1, without its groups


class Quiet:
    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, done: int, messages: int) -> None: ...


async def names(org: Organisation, question: str, folder: Path) -> list[str]:
    """Whom a question finds, asked with the part of the vocabulary that it may name."""
    held = await org.graph.read(lambda tx: skills.naming(tx, question))
    miner = Miner(held, Context(org.key))
    found = await find(org.graph, question, Viewer.operator(), miner, Index(folder), now=NOW)
    return [expert.name for expert in found.experts]


async def test_esco_goes_in_once_and_its_words_find_people_by_broader_skills(
    graph: Graph, shared: Path, tmp_path: Path
):
    org = Organisation(graph, seed_vocabulary())
    await org.begin()
    await org.joins("ann", "bo")
    await org.opens("help")
    await org.said("ann", "help", "I rewrote the logistic regression by hand.")
    await org.said("bo", "help", "I rewrote the importer in Python.")
    before = (await graph.read(skills.stored)).version

    began = time.monotonic()
    read = read_file(shared / "data" / "esco" / "esco_1_1_1_skills_en.json.gz")
    vocabulary, refused = screened(read.skills)
    outcome = await import_vocabulary(graph, vocabulary, name="esco", kind=read.kind, at=1, progress=Quiet())
    again = await import_vocabulary(graph, vocabulary, name="esco", kind=read.kind, at=2, progress=Quiet())
    seconds = time.monotonic() - began

    assert seconds < 2 * MOST_SECONDS
    assert len(outcome.laid.added) + len(outcome.laid.joined) == len(vocabulary.skills) > SKILLS
    assert sum(warning.kind == "never_derived" for warning in refused) == 36  # beliefs and parties
    assert not again.changed
    held = await graph.read(skills.stored)
    assert held.by_id["python"].broader and held.by_id["statistics"].broader

    # A field in ESCO's words: Python became a part of it by its label.
    field = "software and applications development and analysis"
    assert await names(org, f"Who knows {field}?", tmp_path) == ["Bo"]
    # Nobody knows these; what they are a part of, or another part of that, somebody does.
    assert await names(org, "Who has done actuarial science?", tmp_path) == ["Ann"]
    assert "Bo" in await names(org, "Who could teach me Haskell?", tmp_path)

    await undo_import(graph, "esco", Quiet())
    assert (await graph.read(skills.stored)).version == before
