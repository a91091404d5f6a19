"""Pathways on a real graph: put together from what people showed, kept, and planned anew."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from organisation import MINUTE, Organisation

from domain.content import Kind
from domain.errors import InvalidInput, NotFound
from domain.viewer import Viewer
from finder import names
from graph.connection import Graph, Tx
from learning.frameworks import Steward, import_framework
from learning.pathways_asking import Pathway, Shelf, pathway
from learning.pathways_choices import Choices
from learning.pathways_words import PlanStatus, Reason
from sources.frameworks import Wishes, read_framework

pytestmark = pytest.mark.anyio

TODAY = date(2024, 3, 1)
MONTH = 31 * 24 * 60 * MINUTE
OPERATOR = Viewer.operator()
LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
ROLES = """Role,Role level,Competency,Level,Statement
Engineer,Engineer,Kafka,Working,Uses it
Engineer,Engineer,Python,Awareness,Reads it
Engineer,Engineer,Ownership and initiative,Working,Cares
"""
CONTENT = """
UNWIND [
  {id: 'intro', kind: 'course', minutes: 60, skill: 'kafka', from: 0, to: 1},
  {id: 'deep', kind: 'course', minutes: 300, skill: 'kafka', from: 1, to: 2},
  {id: 'short', kind: 'micro', minutes: 200, skill: 'kafka', from: 1, to: 2},
  {id: 'german', kind: 'micro', minutes: 20, skill: 'kafka', from: 1, to: 2, languages: ['de']},
  {id: 'work', kind: 'stretch', minutes: 600, skill: 'kafka', from: 0, to: 2},
  {id: 'snake', kind: 'note', minutes: 30, skill: 'python', from: 0, to: 1}
] AS row
MATCH (s:Skill {id: row.skill})
CREATE (c:Content {
  id: row.id, title: 'The ' + row.id, kind: row.kind, minutes: row.minutes, status: 'live', digest: 1,
  languages: coalesce(row.languages, []), regions: [], words: [], prerequisites: ''
})-[:TEACHES {from: row.from, to: row.to, source: 'stated', confidence: 1.0}]->(s)
"""


async def cypher(graph: Graph, text: str, **values: Any) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(text, values)

    await graph.write(work)


@pytest.fixture
async def org(graph: Graph, tmp_path: Path) -> Organisation:
    """Ann and Bob fixed Kafka often and in several months; Fay did nothing yet, and reports to Ann."""
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "fay", "gil")
    await org.opens("help")
    for _ in range(3):
        for name in ("ann", "bob"):
            for _ in range(3):
                await org.said(name, "help", "I fixed the Kafka consumers")
        org.clock += MONTH
    (tmp_path / "roles.csv").write_text(ROLES)
    read = read_framework(tmp_path / "roles.csv", Wishes("Ours", {}, LEVELS, ""))
    await import_framework(graph, read, Steward("", 1))
    await cypher(graph, CONTENT)
    await cypher(
        graph,
        "MATCH (f:Person {name: 'Fay'}), (a:Person {name: 'Ann'}) CREATE (f)-[:REPORTS_TO]->(a) "
        "SET f.languages = ['en']",
    )
    return org


async def ask(
    org: Organisation, target: str = "Engineer / Engineer", viewer: Viewer = OPERATOR, **said: Any
) -> Pathway:
    return await pathway(org.graph, "Fay", target, viewer, TODAY, Choices(**said))


def ids(found: Pathway) -> list[str]:
    return [step.id for step in found.plan.steps if not step.made]


async def test_a_pathway_to_a_role_level_leads_through_what_there_is(org: Organisation) -> None:
    found = await ask(org)
    assert found.plan.status is PlanStatus.PARTIAL
    assert {goal.name for goal in found.plan.met} == {"Kafka", "Python"}
    (missed,) = found.plan.missed
    assert missed.goal is not None and missed.goal.name == "Ownership and initiative"
    assert missed.reason is Reason.NO_CONTENT
    assert "snake" in ids(found)
    made = next(step for step in found.plan.steps if step.made)
    assert made.text == "Cares"
    assert all(step.why for step in found.plan.steps)


async def test_mentors_are_people_who_showed_it_and_have_a_place_left(org: Organisation) -> None:
    found = await ask(org, "Kafka", formats=(Kind.MENTORING, Kind.COURSE))
    (step,) = [step for step in found.plan.steps if step.kind is Kind.MENTORING]
    assert found.names[step.owner or ""] in ("Ann", "Bob")
    assert ids(found)[0] == "intro"
    await cypher(
        org.graph,
        "MATCH (g:Person {name: 'Gil'}) MATCH (p:Person) WHERE p.name IN ['Ann', 'Bob'] "
        "WITH g, collect(p.id) AS mentors UNWIND ['x', 'y'] AS id "
        "CREATE (g)-[:FOLLOWS]->(:Pathway {id: id, target: id, mentors: mentors})",
    )
    full = await ask(org, "Kafka", formats=(Kind.MENTORING, Kind.COURSE))
    assert not any(step.kind is Kind.MENTORING for step in full.plan.steps)


async def test_what_was_chosen_counts_the_next_time(org: Organisation) -> None:
    first = await ask(org, "Kafka")
    assert "deep" not in ids(first)
    assert "deep" in ids(await ask(org, "Kafka", lock=("deep",)))
    assert "deep" in ids(await ask(org, "Kafka"))
    assert "deep" not in ids(await ask(org, "Kafka", exclude=("deep",)))
    assert (await ask(org, "Kafka")).kept.excluded == ("deep",)
    assert (await ask(org, "Kafka", fresh=True)).kept.excluded == ()


async def test_what_was_learned_or_started_is_planned_around(org: Organisation) -> None:
    began = await ask(org, "Kafka", start=("work",))
    assert [step.started for step in began.plan.steps if step.id == "work"] == [True]
    await cypher(
        org.graph,
        "MATCH (p:Person {name: 'Fay'}), (c:Content {id: 'work'}) "
        "CREATE (p)-[:COMPLETED {at: '2024-02-28'}]->(c)",
    )
    after = await ask(org, "Kafka")
    assert ids(after) == []
    assert [goal.name for goal in after.plan.had] == ["Kafka"]
    assert any("The work" in said for said in after.plan.assumptions)


async def test_a_pathway_is_for_the_person_and_their_manager(org: Organisation) -> None:
    for name in ("Fay", "Ann"):
        assert await ask(org, viewer=await names.viewer(org.graph, name))
    for viewer in (await names.viewer(org.graph, "Bob"), Viewer(None)):
        with pytest.raises(NotFound):
            await ask(org, viewer=viewer)
    steward = await names.viewer(org.graph, "Gil")
    assert await ask(org, viewer=Viewer(steward.person, is_steward=True))


async def test_what_cannot_be_meant_is_refused(org: Organisation) -> None:
    for said in ({"by": TODAY}, {"hours_a_week": 0.0}, {"hours_a_week": 500.0}):
        with pytest.raises(InvalidInput):
            await ask(org, "Kafka", **said)
    for said in ({"lock": ("nothing",)}, {"persona": "nobody"}):
        with pytest.raises(NotFound):
            await ask(org, "Kafka", **said)
    with pytest.raises(NotFound):
        await ask(org, "Juggling")


async def test_a_level_can_be_named(org: Organisation) -> None:
    assert (await ask(org, "SAP at Practitioner")).name == "SAP at Practitioner"
    assert (await ask(org, "Kafka at awareness")).plan.met[0].level == 1


async def test_the_catalogue_is_compiled_again_only_when_it_changes(org: Organisation) -> None:
    shelf = Shelf()
    first = await org.graph.read(shelf.catalogue)
    assert await org.graph.read(shelf.catalogue) is first
    await cypher(org.graph, "MATCH (:Content {id: 'snake'})-[t:TEACHES]->() SET t.to = 2")
    assert await org.graph.read(shelf.catalogue) is not first
