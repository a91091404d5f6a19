"""GraphQL: a pathway, asked for and changed, for whom it is for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from dump import bolt_of
from graphql_client import Client, Counted, client_of, id_of
from organisation import Organisation
from strawberry.relay import GlobalID

from graph.connection import Graph

pytestmark = pytest.mark.anyio

CONTENT = """
MATCH (b:Person {id: $bo}), (a:Person {id: $ann}), (s:Skill {id: 'kafka'})
CREATE (b)-[:REPORTS_TO]->(a)
WITH s
UNWIND [
  {id: 'intro', kind: 'course', minutes: 60}, {id: 'deep', kind: 'course', minutes: 300},
  {id: 'work', kind: 'stretch', minutes: 600}
] AS row
CREATE (c:Content {
  id: row.id, title: 'The ' + row.id, kind: row.kind, minutes: row.minutes, status: 'live', digest: 1,
  languages: [], regions: [], words: [], prerequisites: '', url: '', licence: '', mandatory: false,
  section: '', description: '', catalogue: 'c'
})-[:TEACHES {from: 0, to: 2, source: 'stated', confidence: 1.0}]->(s)
"""
FIELDS = """
{
  id target targetKind status gap minutes countedMinutes by persona assumptions
  person { name }
  steps {
    key title kind minutes week isMade isLocked isStarted text checkYourself recommendedBefore mentees
    content { title } mentor { name }
    why { words step clause goal { name level isMust target { ... on Skill { name } } } }
    alternatives { key title minutesMore }
  }
  met { name } had { name } missed { reason words change step goal { name } }
}
"""
ASK = "query($to: String!, $person: ID) { pathway(to: $to, person: $person) " + FIELDS + " }"
NODE = "query($id: ID!) { node(id: $id) { ... on Pathway { target } } }"
LOCK = (
    "mutation($input: LockStepInput!) { lockStep(input: $input) "
    "{ pathway { steps { key isLocked } } errors { code } } }"
)
REPLAN = (
    "mutation($input: ReplanPathwayInput!) { replanPathway(input: $input) "
    "{ pathway { steps { key isStarted } } errors { code message } } }"
)


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    """Bo reports to Ann; Dee is anybody."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo", "dee")
    async with bolt_of(graph) as bolt:
        await bolt.execute_query(CONTENT, bo=id_of("bo"), ann=id_of("ann"))
    return organisation


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path) as client:
        yield client


async def test_a_pathway_is_told_whole(client: Client) -> None:
    found = (await client.data(ASK, "bo", to="Kafka"))["pathway"]
    assert (found["target"], found["targetKind"], found["status"]) == ("Kafka at Working", "skill", "OPTIMAL")
    (step,) = found["steps"]
    assert (step["key"], step["kind"], step["content"]) == ("work", "STRETCH", {"title": "The work"})
    assert step["why"][0]["goal"]["target"] == {"name": "Kafka"}
    by_id = (await client.data(ASK, "bo", to=str(GlobalID("Skill", "kafka"))))["pathway"]
    assert by_id["steps"] == found["steps"]
    node = await client.data(
        "query($id: ID!) { node(id: $id) { ... on Pathway { target } } }", "bo", id=found["id"]
    )
    assert node["node"]["target"] == "Kafka at Working"


async def test_a_pathway_is_for_the_person_and_their_manager(client: Client) -> None:
    bo = str(GlobalID("Person", id_of("bo")))
    assert (await client.data(ASK, "ann", to="Kafka", person=bo))["pathway"]["person"] == {"name": "Bo"}
    assert (await client.data(ASK, "dee", to="Kafka", person=bo))["pathway"] is None
    assert (await client.data(ASK, None, to="Kafka"))["pathway"] is None
    found = (await client.data(ASK, "bo", to="Kafka"))["pathway"]
    refused = (await client.data(LOCK, "dee", input={"pathway": found["id"], "step": "deep"}))["lockStep"]
    assert (refused["pathway"], refused["errors"][0]["code"]) == (None, "NOT_FOUND")


async def test_a_locked_step_stays_until_it_is_unlocked(client: Client) -> None:
    id = (await client.data(ASK, "bo", to="Kafka"))["pathway"]["id"]
    locked = (await client.data(LOCK, "bo", input={"pathway": id, "step": "deep"}))["lockStep"]
    assert {"key": "deep", "isLocked": True} in locked["pathway"]["steps"]
    again = (await client.data(ASK, "bo", to="Kafka"))["pathway"]
    assert "deep" in {step["key"] for step in again["steps"]}
    free = await client.data(LOCK, "bo", input={"pathway": id, "step": "deep", "isLocked": False})
    assert "deep" not in {step["key"] for step in free["lockStep"]["pathway"]["steps"]}
    wrong = (await client.data(LOCK, "bo", input={"pathway": id, "step": "nothing"}))["lockStep"]
    assert wrong["errors"] == [{"code": "NOT_FOUND"}]


async def test_a_pathway_is_planned_anew_with_what_is_said(client: Client) -> None:
    id = (await client.data(ASK, "bo", to="Kafka"))["pathway"]["id"]
    found = await client.data(REPLAN, "bo", input={"pathway": id, "start": ["intro"]})
    assert {"key": "intro", "isStarted": True} in found["replanPathway"]["pathway"]["steps"]
    refused = (await client.data(REPLAN, "bo", input={"pathway": id, "hoursAWeek": -1}))["replanPathway"]
    assert refused["errors"][0]["code"] == "INVALID_INPUT"


async def test_queries_do_not_grow_with_steps(organisation: Organisation, tmp_path: Path) -> None:
    counted = Counted(organisation.graph)
    async with client_of(organisation, tmp_path, graph=counted) as client:
        await client.data(ASK, "bo", to="Kafka")
        before = counted.transactions
        await client.data(ASK, "bo", to="Kafka")
        few = counted.transactions - before
        async with bolt_of(organisation.graph) as bolt:
            await bolt.execute_query(
                "MATCH (c:Content {id: 'work'}) UNWIND range(1, 6) AS n "
                "CREATE (d:Content {id: 'p' + n, title: 'P' + n, kind: 'note', minutes: 1, status: 'live', "
                "digest: n, languages: [], regions: [], words: [], prerequisites: '', url: '', licence: '', "
                "mandatory: false, section: '', description: '', catalogue: 'c'}), "
                "(c)-[:NEEDS {clause: n, status: 'resolved', confidence: 1.0}]->(d)"
            )
        before = counted.transactions
        found = (await client.data(ASK, "bo", to="Kafka"))["pathway"]
        assert len(found["steps"]) > 1
        assert counted.transactions - before <= few + 1
