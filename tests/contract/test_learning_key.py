"""The demonstration company's answer key for learning: gaps, ways from there, and the review of the content.

Everything is asked as of the key's day, with the company's messages and documents in place: what was mined
may add to what was observed, and may not take from it.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from cli.demonstration_learning import FRAMEWORK, learning_into
from domain.viewer import Viewer
from graph import content, skills
from graph.connection import Graph
from ingest.documents import Settings as Documents
from ingest.documents import ingest_documents
from ingest.people import ingest_people
from ingest.slack import Settings, ingest_slack
from learning import gaps
from learning.frameworks import listed
from learning.gaps import Gap
from learning.pathways_asking import Choices, Pathway, pathway
from learning.references import people_of
from learning.review import Reviewed, reviewed
from sources.people import read_people
from sources.slack import SlackExport
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio

SECRET = b"the demonstration's key"
COMPANY = Path(str(resources.files("seed_data") / "company"))
KEY: dict[str, Any] = json.loads((COMPANY / "learning_questions.json").read_text("utf-8"))
TODAY = date.fromisoformat(KEY["as_of"])


class Silent:
    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, done: int, messages: int) -> None: ...


async def test_gaps_pathways_and_findings_of_the_company_are_those_of_the_key(graph: Graph) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    await ingest_people(graph, read_people(COMPANY / "people.csv"), today=TODAY)
    await learning_into(graph, COMPANY)
    with SlackExport.open(COMPANY / "slack", private=True, direct=True) as export:
        await ingest_slack(graph, export, Settings(SECRET, workers=0), Silent())
    await ingest_documents(graph, [COMPANY / "documents"], Documents(SECRET, workers=0), Silent())

    wrong: list[str] = []
    wanted = {one["person"] for one in (*KEY["gaps"], *KEY["pathways"])}
    people = {number: id for number, id in (await people_of(graph, wanted)).items() if isinstance(id, str)}
    for one in KEY["gaps"]:
        who = people[one["person"]]
        found = await gaps.of_person(graph, who, one["role_level"], Viewer(who), TODAY)
        wrong += [f"gap {one['id']}: {what}" for what in gap_misses(found, one)]
    for one in KEY["pathways"]:
        who, (target,) = people[one["person"]], one["to"].values()
        choices = Choices(
            date.fromisoformat(one["by"]) if "by" in one else None,
            one.get("hours_a_week"),
            tuple(one["languages"]),
            persona=one["persona"],
        )
        way = await pathway(graph, who, target, Viewer(who), TODAY, choices, keep=False)
        wrong += [f"pathway {one['id']}: {what}" for what in way_misses(way, one)]
    competencies = {one.name: one.id for one in await graph.read(content.competencies)}
    wrong += review_misses(await reviewed(graph, Viewer.operator(), TODAY), competencies)
    assert not wrong, "\n".join(["", *wrong])

    versions = await listed(graph)
    await learning_into(graph, COMPANY)
    assert await listed(graph) == versions, "a load that is taken up again adds no version"
    assert [version.version for version in versions] == [1, 2, 3, 4]
    assert {version.title for version in versions} == {FRAMEWORK}


def gap_misses(found: Gap, wanted: dict[str, Any]) -> Iterator[str]:
    verdicts = {one.wanted.measured.name: one.verdict.value for one in found.judged}
    for verdict in ("met", "partly", "unknown", "missing"):
        for name in wanted[verdict]:
            if verdicts.get(name) != verdict:
                yield f"{name} is {verdicts.get(name)}, not {verdict}"
    share = found.must and [round(found.must.low, 4), round(found.must.high, 4)]
    if share is None:
        yield "nothing is a must"
    elif wanted.get("must", share) != share:
        yield f"ready from {share[0]} to {share[1]}, not {wanted['must']}"


def way_misses(way: Pathway, wanted: dict[str, Any]) -> Iterator[str]:
    steps = [step.id for step in way.plan.steps]
    for id in wanted["contains"]:
        if id not in steps:
            yield f"{id} is not among {steps}"
    for some in wanted["contains_any"]:
        if not set(some) & set(steps):
            yield f"none of {some} is among {steps}"
    for before, after in wanted["order"]:
        if before in steps and after in steps and steps.index(before) > steps.index(after):
            yield f"{before} comes after {after}"
    for id, why in wanted["never"].items():
        if id in steps:
            yield f"{id} is a step: {why}"
    missed = {one.goal.name: one.reason.value for one in way.plan.missed if one.goal}
    for name, reason in wanted["missed"].items():
        if missed.get(name) != reason:
            yield f"{name} is missed for {missed.get(name)}, not for {reason}"


def review_misses(found: Reviewed, competencies: Mapping[str, str]) -> Iterator[str]:
    about = {
        kind: {frozenset(one.about) for one in found.findings if one.kind.value == kind}
        for kind in ("same", "outdated", "ownerless", "misaligned", "missing", "missing_language")
    }
    wanted = KEY["review"]
    for kind in ("same", "outdated", "ownerless", "misaligned"):
        for one in wanted[kind]:
            if items_of(one) not in about[kind]:
                yield f"{kind}: {sorted(items_of(one))} is not found: {one['why']}"
        for one in wanted["never"][kind]:
            if items_of(one) in about[kind]:
                yield f"{kind}: {sorted(items_of(one))} is found: {one['why']}"
    for one in wanted["no_content"]:
        if frozenset([competencies[one["competency"]]]) not in about["missing"]:
            yield f"missing: {one['competency']} is not found"
    for one in wanted["missing_languages"]:
        for language in one["languages"]:
            if frozenset([competencies[one["competency"]], language]) not in about["missing_language"]:
                yield f"missing language: {one['competency']} in {language} is not found"


def items_of(finding: dict[str, Any]) -> frozenset[str]:
    return frozenset(finding.get("items") or [finding["item"]])
