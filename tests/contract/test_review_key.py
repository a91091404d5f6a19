"""The demonstration company's answer key for the review of its content, decisions about findings among it."""

import json
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from test_learning_key import Silent

from cli.demonstration_learning import learning_into
from domain.review import FindingKind
from domain.viewer import Viewer
from graph import skills
from graph.connection import Graph
from ingest.people import ingest_people
from ingest.slack import Settings, ingest_slack
from learning.review import Reviewed, reviewed
from sources.people import read_people
from sources.slack import SlackExport
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio

COMPANY = Path(str(resources.files("seed_data") / "company"))
KEY: dict[str, Any] = json.loads((COMPANY / "learning_questions.json").read_text("utf-8"))["review"]
TODAY = date(2026, 11, 24)
OPERATOR = Viewer.operator()


async def test_the_company_is_reviewed_as_its_key_says(graph: Graph) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    await ingest_people(graph, read_people(COMPANY / "people.csv"), today=TODAY)
    await learning_into(graph, COMPANY)
    with SlackExport.open(COMPANY / "slack", private=True, direct=True) as export:
        await ingest_slack(graph, export, Settings(b"the demonstration's key", workers=0), Silent())
    found = await reviewed(graph, OPERATOR, TODAY)
    wrong = [*misses(found), *forbidden(found)]
    for one in found.findings:
        print(one.kind.value, one.about, one.title, one.evidence, one.owner)
    assert not wrong, "\n".join(["", *wrong])
    assert await reviewed(graph, OPERATOR, TODAY) == found, "a second run changes nothing"
    assert (await reviewed(graph, Viewer("nobody"), TODAY)).findings == ()


def misses(found: Reviewed) -> list[str]:
    same = {frozenset(one.about) for one in found.of([FindingKind.SAME])}
    wrong = [f"same: {one['items']}" for one in KEY["same"] if frozenset(one["items"]) not in same]
    for kind in ("outdated", "ownerless", "misaligned"):
        about = {one.about[0] for one in found.of([FindingKind(kind)])}
        wrong += [f"{kind}: {one['item']}" for one in KEY[kind] if one["item"] not in about]
    missing = {found.names[one.about[0]] for one in found.of([FindingKind.MISSING])}
    wrong += [
        f"missing: {one['competency']}" for one in KEY["no_content"] if one["competency"] not in missing
    ]
    unread = {(found.names[f.about[0]], f.about[1]) for f in found.of([FindingKind.MISSING_LANGUAGE])}
    for one in KEY["missing_languages"]:
        wrong += [f"language: {one}" for code in one["languages"] if (one["competency"], code) not in unread]
    return wrong


def forbidden(found: Reviewed) -> list[str]:
    same = {frozenset(one.about) for one in found.of([FindingKind.SAME])}
    wrong = [f"never same: {one}" for one in KEY["never"]["same"] if frozenset(one["items"]) in same]
    for kind in ("outdated", "ownerless", "misaligned"):
        about = {one.about[0] for one in found.of([FindingKind(kind)])}
        wrong += [f"never {kind}: {one}" for one in KEY["never"][kind] if one["item"] in about]
    return wrong
