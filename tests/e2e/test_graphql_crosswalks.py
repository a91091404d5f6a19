"""GraphQL: crosswalks and their decisions, what a skill relates to, and the way from one to another."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql_client import HOST, Client, Counted, id_of
from organisation import Organisation
from strawberry.relay import GlobalID

from api.app import create_app
from domain.messages import SpaceKind
from finder.index import Index
from graph.connection import Graph, Tx
from learning import crosswalks

pytestmark = pytest.mark.anyio

LIST = """
query($status: CrosswalkStatus, $first: Int = 20, $after: String) {
  crosswalks(status: $status, first: $first, after: $after) {
    edges { node {
      id relation confidence reason status decidedBy { name } decidedAt
      source { name skills { name } } target { ... on Skill { name } ... on Competency { name } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
DECIDE = """
mutation($input: DecideCrosswalkInput!) {
  decideCrosswalk(input: $input) { crosswalk { status relation decidedBy { name } } errors { code path } }
}
"""
RELATIONS = """
query($skill: ID!, $kinds: [SkillRelationKind!], $depth: Int = 1, $first: Int = 20, $after: String) {
  skillRelations(skill: $skill, kinds: $kinds, depth: $depth, first: $first, after: $after) {
    edges { node {
      kind source confidence depth subject { ... on Skill { name } }
      other { __typename ... on Skill { name } ... on Competency { title: name } }
    } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
PATH = """
query($from: ID!, $to: ID!) {
  skillPath(from: $from, to: $to) { steps { kind other { ... on Skill { name } } } }
}
"""
NODE = "query($id: ID!) { node(id: $id) { id ... on Crosswalk { status } } }"


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    """Bo is a steward; three competencies, of which two have a counterpart; Kafka and SAP meet in private."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("bo", "cy")
    await organisation.opens("board", SpaceKind.PRIVATE, ["bo"])
    for _ in range(2):
        await organisation.said("bo", "board", "I moved Kafka to SAP yesterday")

    async def write(tx: Tx) -> None:
        await tx.run(
            """
            CREATE (f:Framework {
              id: 'F', version: 1, version_key: 'F|1', status: 'published', state: 'there', uri: 'F',
              title: 'F', creator: '', language: 'en', kind: 'CSV', region: '', choices: '', by: '', at: 1
            })
            WITH f UNWIND ['Python', 'Apache Kafka', 'Initiative'] AS name
            CREATE (f)-[:DEFINES]->(:Competency {
              id: name, framework: 'F', name: name, description: '', seen: 'confirmed only', place: 0
            })
            """
        )

    await graph.write(write)
    await crosswalks.propose(graph, "F")
    return organisation


@asynccontextmanager
async def asking(
    organisation: Organisation, folder: Path, viewer: str | None = "bo", graph: Graph | None = None
) -> AsyncGenerator[Client]:
    app = create_app(
        graph or organisation.graph,
        organisation.miner,
        Index(folder),
        viewer=id_of(viewer) if viewer else None,
        stewards=[id_of("bo")],
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        yield Client(http)


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with asking(organisation, tmp_path) as client:
        yield client


def skill(id: str) -> str:
    return str(GlobalID("Skill", id))


async def nodes(client: Client, **variables: Any) -> list[Any]:
    found = await client.data(LIST, **variables)
    return [edge["node"] for edge in found["crosswalks"]["edges"]]


async def test_proposals_have_both_ends_and_a_reason(client: Client) -> None:
    found = await nodes(client)
    assert [(one["source"]["name"], one["target"]["name"], one["relation"]) for one in found] == [
        ("Apache Kafka", "Kafka", "EXACT"),
        ("Python", "Python", "EXACT"),
    ]
    assert all(one["status"] == "PROPOSED" and one["reason"] and one["decidedAt"] is None for one in found)


async def test_pages_follow_one_another(client: Client) -> None:
    first = (await client.data(LIST, first=1))["crosswalks"]
    assert first["pageInfo"]["hasNextPage"]
    (last,) = await nodes(client, first=1, after=first["pageInfo"]["endCursor"])
    assert last["source"]["name"] == "Python"


async def test_a_steward_decides_and_the_competency_includes_the_skill(client: Client) -> None:
    kafka, _ = await nodes(client)
    given = {"id": kafka["id"], "status": "ACCEPTED", "relation": "CLOSE"}
    done = (await client.data(DECIDE, input=given))["decideCrosswalk"]
    assert done["errors"] == []
    assert done["crosswalk"] == {"status": "ACCEPTED", "relation": "CLOSE", "decidedBy": {"name": "Bo"}}
    (accepted,) = await nodes(client, status="ACCEPTED")
    assert [one["name"] for one in accepted["source"]["skills"]] == ["Kafka"]
    await client.data(DECIDE, input={"id": kafka["id"], "status": "REFUSED"})
    (refused,) = await nodes(client, status="REFUSED")
    assert refused["source"]["skills"] == []


async def test_nobody_but_a_steward_decides(
    organisation: Organisation, tmp_path: Path, client: Client
) -> None:
    kafka, _ = await nodes(client)
    given = {"id": kafka["id"], "status": "ACCEPTED"}
    async with asking(organisation, tmp_path, viewer="cy") as cy:
        done = (await cy.data(DECIDE, input=given))["decideCrosswalk"]
        assert (done["crosswalk"], done["errors"][0]["code"]) == (None, "NOT_ALLOWED")
    for wrong in ({**given, "id": skill("go")}, {**given, "id": str(GlobalID("Crosswalk", "x"))}):
        done = (await client.data(DECIDE, input=wrong))["decideCrosswalk"]
        assert done["errors"] == [{"code": "NOT_FOUND", "path": ["input"]}]
    assert [one["status"] for one in await nodes(client)] == ["PROPOSED", "PROPOSED"]


async def test_nobody_in_particular_sees_nothing(
    organisation: Organisation, tmp_path: Path, client: Client
) -> None:
    kafka, _ = await nodes(client)
    async with asking(organisation, tmp_path, viewer=None) as nobody:
        assert await nodes(nobody) == []
        assert await nobody.data(NODE, id=kafka["id"]) == {"node": None}
        assert (await nobody.data(RELATIONS, skill=skill("kafka")))["skillRelations"]["edges"] == []
        found = await nobody.data(PATH, **{"from": skill("kafka"), "to": skill("messaging")})
        assert found == {"skillPath": None}
    assert (await client.data(NODE, id=kafka["id"]))["node"]["status"] == "PROPOSED"


async def test_relations_are_those_that_the_viewer_may_read(
    organisation: Organisation, tmp_path: Path, client: Client
) -> None:
    together: dict[str, Any] = {"skill": skill("kafka"), "kinds": ["SEEN_TOGETHER", "CROSSWALK"]}
    found = (await client.data(RELATIONS, **together))["skillRelations"]["edges"]
    assert [(one["node"]["kind"], one["node"]["other"]["__typename"]) for one in found] == [
        ("CROSSWALK", "Competency"),
        ("SEEN_TOGETHER", "Skill"),
    ]
    async with asking(organisation, tmp_path, viewer="cy") as cy:
        found = (await cy.data(RELATIONS, **together))["skillRelations"]["edges"]
        assert [one["node"]["kind"] for one in found] == ["CROSSWALK"]


async def test_relations_go_on_page_by_page(client: Client) -> None:
    whole = (await client.data(RELATIONS, skill=skill("kafka"), depth=2))["skillRelations"]["edges"]
    page = (await client.data(RELATIONS, skill=skill("kafka"), depth=2, first=1))["skillRelations"]
    rest = await client.data(RELATIONS, skill=skill("kafka"), depth=2, after=page["pageInfo"]["endCursor"])
    assert [*page["edges"], *rest["skillRelations"]["edges"]] == whole
    assert await client.codes(RELATIONS, skill=skill("kafka"), depth=4) == ["INVALID_INPUT"]
    assert (await client.data(RELATIONS, skill=skill("nothing")))["skillRelations"]["edges"] == []


async def test_a_path_tells_its_relations(client: Client) -> None:
    found = await client.data(PATH, **{"from": skill("kafka"), "to": skill("messaging")})
    assert found["skillPath"]["steps"] == [{"kind": "BROADER", "other": {"name": "message queues"}}]
    found = await client.data(PATH, **{"from": skill("kafka"), "to": skill("sap")})
    assert found == {"skillPath": None}


async def test_the_number_of_queries_does_not_grow_with_rows(
    organisation: Organisation, tmp_path: Path
) -> None:
    async def relate(tx: Tx) -> None:
        await tx.run(
            "MATCH (s:Skill {id: 'kafka'}) UNWIND ['go', 'python', 'sap'] AS id "
            "MATCH (o:Skill {id: id}) CREATE (s)-[:RELATED]->(o)"
        )

    await organisation.graph.write(relate)
    counts: list[int] = []
    for first in (1, 2):
        counted = Counted(organisation.graph)
        async with asking(organisation, tmp_path, graph=counted) as client:
            await nodes(client, first=first)
            found = await client.data(RELATIONS, skill=skill("kafka"), kinds=["RELATED"], first=first)
            assert len(found["skillRelations"]["edges"]) == first
        counts.append(counted.queries)
    assert counts[0] == counts[1]
