"""GraphQL: the review of content and its decisions, coverage, what could be lost and who rises."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql_client import HOST, Client, id_of
from organisation import MINUTE, Organisation
from strawberry.relay import GlobalID

from api.app import create_app
from finder.index import Index
from graph.connection import Graph, Tx

pytestmark = pytest.mark.anyio

REVIEW = """
query($kinds: [FindingKind!], $status: [FindingStatus!], $after: String) {
  contentReview(kinds: $kinds, status: $status, first: 1, after: $after) {
    edges { node { id kind status title evidence nextStep reason owner { name } content { title }
                   skill { name } competency { name } language } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
DECIDE = """
mutation($input: DecideFindingInput!) {
  decideFinding(input: $input) { finding { id status reason owner { name } } errors { code path nextStep } }
}
"""
COVERAGE = """
query {
  coverage { unit { kind people visible isTold } units { name } frameworks { title } }
  skillsAtRisk(first: 5) { skill { name } holderCount holders { person { name } leaves } reasons }
}
"""
PERSON = """
query($person: ID!) {
  lossOfPerson(person: $person) { person { name } alone { skill { name } } content { title } }
  risingSkills(person: $person) { skill { name } now before probability }
}
"""


@pytest.fixture
async def client(graph: Graph, tmp_path: Path) -> AsyncIterator[Client]:
    """Ann leads bob, who alone fixes Kafka and owns a course about Go that was due; cid is a steward."""
    org = Organisation(graph)
    org.clock = int((datetime.now(UTC) - timedelta(days=85)).timestamp()) * 1_000_000
    await org.begin()
    await org.joins("ann", "bob", "cid", "dee", "eve")
    await org.opens("help")
    for _ in range(2):
        for _ in range(4):
            await org.said("bob", "help", "I fixed the Kafka consumer group today")
        org.clock += 40 * 24 * 60 * MINUTE

    async def place(tx: Tx) -> None:
        await tx.run(
            "MATCH (b:Person {name: 'Bob'}), (a:Person {name: 'Ann'}), (g:Skill {id: 'go'}) "
            "CREATE (b)-[:REPORTS_TO]->(a), (b)-[:OWNS]->(:Content {id: 'go-1', title: 'Go', kind: 'course', "
            "status: 'live', languages: [], regions: [], url: '', licence: '', mandatory: false, "
            "section: '', description: '', prerequisites: '', catalogue: 'c', words: [], "
            "review_on: '2020-01-01'})-[:TEACHES {from: 0, to: 2, source: 'stated', confidence: 1.0}]->(g)"
        )

    await graph.write(place)
    app = create_app(graph, org.miner, Index(tmp_path), stewards=[id_of("cid")])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        yield Client(http)


def whom(name: str) -> str:
    return str(GlobalID("Person", id_of(name)))


async def finding(client: Client, viewer: str, **wanted: Any) -> list[Any]:
    found = await client.data(REVIEW, viewer, **wanted)
    return [edge["node"] for edge in found["contentReview"]["edges"]]


async def test_findings_are_paged_decided_by_stewards_and_found_by_id(client: Client) -> None:
    page = (await client.data(REVIEW, "dee"))["contentReview"]
    assert page["edges"][0]["node"]["kind"] == "OUTDATED" and page["pageInfo"]["hasNextPage"]
    (next_,) = await finding(client, "dee", after=page["pageInfo"]["endCursor"])
    assert next_["kind"] == "MISALIGNED"
    old = page["edges"][0]["node"]
    assert old["evidence"] == ["its review was due on 2020-01-01"]
    assert (old["owner"], old["content"]) == ({"name": "Bob"}, [{"title": "Go"}])

    wish = {"finding": old["id"], "decision": "ASSIGN", "assignee": whom("eve")}
    refused = (await client.data(DECIDE, "dee", input=wish))["decideFinding"]
    assert refused["finding"] is None and refused["errors"][0]["code"] == "NOT_ALLOWED"
    told = (await client.data(DECIDE, "cid", input=wish))["decideFinding"]
    assert told["errors"] == [] and told["finding"]["owner"] == {"name": "Eve"}
    wish = {"finding": old["id"], "decision": "DISMISS"}
    told = (await client.data(DECIDE, "cid", input=wish))["decideFinding"]
    assert told["errors"][0]["code"] == "INVALID_INPUT"
    told = (await client.data(DECIDE, "cid", input={**wish, "reason": "a classic"}))["decideFinding"]
    assert told["finding"]["status"] == "DISMISSED"
    assert await finding(client, "dee", kinds=["OUTDATED"], status=["OPEN"]) == []
    again = await client.data(
        "query($id: ID!) { node(id: $id) { ... on Finding { reason } } }", "dee", id=old["id"]
    )
    assert again["node"] == {"reason": "a classic"}
    assert await finding(client, "nobody") == []


async def test_what_could_be_lost_is_for_the_manager_and_who_knows_for_everybody(client: Client) -> None:
    told = await client.data(COVERAGE, "dee")
    assert told["coverage"]["unit"] == {"kind": "everyone", "people": 5, "visible": 0.2, "isTold": False}
    (risk,) = told["skillsAtRisk"]
    assert (risk["skill"], risk["holders"]) == (
        {"name": "Kafka"},
        [{"person": {"name": "Bob"}, "leaves": None}],
    )
    assert await client.data(COVERAGE, "nobody") == {"coverage": None, "skillsAtRisk": []}
    for viewer in ("ann", "cid"):
        loss = (await client.data(PERSON, viewer, person=whom("bob")))["lossOfPerson"]
        assert loss == {
            "person": {"name": "Bob"},
            "alone": [{"skill": {"name": "Kafka"}}],
            "content": [{"title": "Go"}],
        }
    for viewer in ("dee", "bob", "nobody"):
        assert (await client.data(PERSON, viewer, person=whom("bob")))["lossOfPerson"] is None
    rises = (await client.data(PERSON, "dee", person=whom("bob")))["risingSkills"]
    assert [(one["skill"]["name"], one["now"], one["before"]) for one in rises] == [("Kafka", 8, 0)]
