"""GraphQL: what there is to learn from, who may see what was completed, and what a steward changes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from dump import bolt_of
from graphql_client import HOST, Client, Counted, id_of
from organisation import Organisation
from strawberry.relay import GlobalID

from api.app import create_app
from finder.index import Index
from graph.connection import Graph
from learning.content import ingest_content
from sources.content import read_catalogue

pytestmark = pytest.mark.anyio

CATALOGUE = """id,title,kind,description,prerequisites
intro,Introduction to Kafka,course,,
next,Kafka in depth,mentoring,,"Introduction to Kafka, some patience"
zzz,SAP for shops,micro,Learn SAP.,
"""
ONE = """
query($id: ID!) {
  content(id: $id) {
    title kind status owner { name }
    teaches { target { ... on Skill { name } } fromLevel toLevel source place { text start end } }
    needs { alternatives { target { ... on Content { title } } level status place { text start end } } }
  }
}
"""
LIST = """
query($search: String!, $kind: ContentKind, $skill: ID, $first: Int!, $after: String) {
  contents(search: $search, kind: $kind, skill: $skill, first: $first, after: $after) {
    edges { node { title teaches { target { id } } needs { alternatives { target { id } } } owner { name } } }
    pageInfo { hasNextPage endCursor }
  }
}
"""
DONE = "query($id: ID!) { person(id: $id) { completions { edges { node { score content { title } } } } } }"
RECORD = """
mutation($input: RecordCompletionInput!) {
  recordCompletion(input: $input) { completion { completedAt content { title } } errors { code path } }
}
"""
SAVE = """
mutation($input: SaveContentInput!) {
  saveContent(input: $input) {
    content { id title teaches { target { ... on Skill { name } } } } errors { code message }
  }
}
"""
DECIDE = """
mutation($input: DecideTagInput!) {
  decideTag(input: $input) { content { teaches { source target { ... on Skill { name } } } } errors { code } }
}
"""
OBSERVE = """
mutation($input: RecordObservationInput!) {
  recordObservation(input: $input) { observation { level observer { name } } errors { code message } }
}
"""


def content(id: str) -> str:
    return str(GlobalID("Content", id))


def whom(name: str) -> str:
    return str(GlobalID("Person", id_of(name)))


@pytest.fixture
async def organisation(graph: Graph, tmp_path: Path) -> Organisation:
    """Bo reports to Ann; Cy is a steward; Dee is anybody."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo", "cy", "dee")
    (tmp_path / "items.csv").write_text(CATALOGUE, "utf-8")
    await ingest_content(graph, read_catalogue(tmp_path / "items.csv"))
    async with bolt_of(graph) as bolt:
        await bolt.execute_query(
            "MATCH (b:Person {id: $bo}), (a:Person {id: $ann}), (c:Content {id: 'intro'}) "
            "CREATE (b)-[:REPORTS_TO]->(a), (a)-[:OWNS]->(c), (:Competency {id: 'c1', name: 'Tills'})",
            bo=id_of("bo"),
            ann=id_of("ann"),
        )
    return organisation


@asynccontextmanager
async def client_of(
    organisation: Organisation, folder: Path, graph: Graph | None = None
) -> AsyncIterator[Client]:
    app = create_app(
        graph or organisation.graph, organisation.miner, Index(folder / "index"), stewards=[id_of("cy")]
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        yield Client(http)


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path) as client:
        yield client


async def test_content_says_what_it_teaches_and_needs_and_which_words_say_so(client: Client) -> None:
    found = (await client.data(ONE, "dee", id=content("next")))["content"]
    assert (found["title"], found["kind"], found["status"]) == ("Kafka in depth", "MENTORING", "LIVE")
    (tag,) = found["teaches"]
    assert (tag["target"]["name"], tag["fromLevel"], tag["toLevel"], tag["source"]) == (
        "Kafka",
        2,
        3,
        "MINED",
    )
    place = tag["place"]
    assert place["text"][place["start"] : place["end"]] == "Kafka"
    told = [[(way["target"], way["status"]) for way in clause["alternatives"]] for clause in found["needs"]]
    assert told == [[({"title": "Introduction to Kafka"}, "RESOLVED")], [(None, "WORDS")]]
    intro = (await client.data(ONE, "dee", id=content("intro")))["content"]
    assert intro["owner"] == {"name": "Ann"}


async def test_content_is_listed_by_title_kind_and_skill(client: Client) -> None:
    async def titles(**asked: Any) -> list[str]:
        page = (await client.data(LIST, "dee", **{"search": "", "first": 10, **asked}))["contents"]
        return [edge["node"]["title"] for edge in page["edges"]]

    assert await titles() == ["Introduction to Kafka", "Kafka in depth", "SAP for shops"]
    assert await titles(search="KAFKA", kind="COURSE") == ["Introduction to Kafka"]
    assert await titles(skill=str(GlobalID("Skill", "sap"))) == ["SAP for shops"]
    assert await titles(skill=content("intro")) == [], "no skill"
    first = (await client.data(LIST, "dee", search="", first=2))["contents"]["pageInfo"]
    assert first["hasNextPage"]
    assert await titles(first=2, after=first["endCursor"]) == ["SAP for shops"]


async def test_whoever_is_not_known_sees_no_content(client: Client) -> None:
    assert (await client.data(ONE, id=content("intro")))["content"] is None
    assert (await client.data(LIST, search="", first=5))["contents"]["edges"] == []


async def test_the_number_of_queries_does_not_grow_with_content(
    organisation: Organisation, tmp_path: Path
) -> None:
    counted = Counted(organisation.graph)
    async with client_of(organisation, tmp_path, counted) as client:
        costs: list[int] = []
        for first in (1, 3):
            before = counted.queries
            await client.data(LIST, "dee", search="Kafka" if first == 1 else "", first=first)
            costs.append(counted.queries - before)
    assert costs[1] <= costs[0]


async def test_completions_show_to_oneself_to_ones_manager_and_to_stewards(client: Client) -> None:
    asked = {"person": whom("bo"), "content": content("intro"), "completedAt": "2026-05-01", "score": 80.0}
    told = (await client.data(RECORD, "bo", input=asked))["recordCompletion"]
    assert told == {
        "completion": {"completedAt": "2026-05-01", "content": {"title": "Introduction to Kafka"}},
        "errors": [],
    }

    async def seen(viewer: str) -> int:
        person = (await client.data(DONE, viewer, id=whom("bo")))["person"]
        return len(person["completions"]["edges"])

    assert [await seen(name) for name in ("bo", "ann", "cy", "dee")] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("viewer", "change", "code"),
    [
        ("dee", {}, "NOT_ALLOWED"),
        ("bo", {"completedAt": "2999-01-01"}, "INVALID_INPUT"),
        ("bo", {"score": 101.0}, "INVALID_INPUT"),
        ("bo", {"content": content("gone")}, "NOT_FOUND"),
        ("cy", {"person": whom("nobody")}, "NOT_FOUND"),
        (None, {}, "NOT_FOUND"),
    ],
)
async def test_a_completion_that_may_not_be_is_a_typed_error(
    client: Client, viewer: str | None, change: dict[str, Any], code: str
) -> None:
    asked = {"person": whom("bo"), "content": content("intro"), "completedAt": "2026-05-01", **change}
    told = (await client.data(RECORD, viewer, input=asked))["recordCompletion"]
    assert told["completion"] is None
    assert [error["code"] for error in told["errors"]] == [code]


async def test_a_steward_saves_content_which_is_tagged_and_nobody_else_does(client: Client) -> None:
    asked = {"title": "Python basics", "kind": "COURSE", "description": "You learn Python."}
    told = (await client.data(SAVE, "cy", input=asked))["saveContent"]
    assert told["content"]["teaches"] == [{"target": {"name": "Python"}}]
    again = {**asked, "id": told["content"]["id"], "title": "Python for shops"}
    changed = (await client.data(SAVE, "cy", input=again))["saveContent"]["content"]
    assert (changed["id"], changed["title"]) == (told["content"]["id"], "Python for shops")
    refused = (await client.data(SAVE, "dee", input=asked))["saveContent"]
    assert refused["content"] is None and refused["errors"][0]["code"] == "NOT_ALLOWED"
    wrong = (await client.data(SAVE, "cy", input={**asked, "languages": ["klingonisch"]}))["saveContent"]
    assert "languages" in wrong["errors"][0]["message"]


async def test_a_steward_decides_about_a_tag(client: Client) -> None:
    asked = {"content": content("intro"), "target": str(GlobalID("Skill", "kafka")), "isRefused": True}
    assert (await client.data(DECIDE, "dee", input=asked))["decideTag"]["errors"] == [{"code": "NOT_ALLOWED"}]
    told = (await client.data(DECIDE, "cy", input=asked))["decideTag"]
    assert told == {"content": {"teaches": []}, "errors": []}
    back = (await client.data(DECIDE, "cy", input={**asked, "isRefused": False}))["decideTag"]["content"]
    assert back["teaches"] == [{"source": "CONFIRMED", "target": {"name": "Kafka"}}]


async def test_nobody_observes_themselves_and_the_observer_is_the_viewer(client: Client) -> None:
    asked = {
        "person": whom("bo"),
        "competency": str(GlobalID("Competency", "c1")),
        "level": 2,
        "at": "2026-05-01",
    }
    told = (await client.data(OBSERVE, "ann", input=asked))["recordObservation"]
    assert told == {"observation": {"level": 2, "observer": {"name": "Ann"}}, "errors": []}
    own = (await client.data(OBSERVE, "bo", input=asked))["recordObservation"]
    assert own["errors"][0]["message"] == "Nobody observes themselves."
    other = (await client.data(OBSERVE, "dee", input={**asked, "observer": whom("ann")}))["recordObservation"]
    assert other["errors"][0]["code"] == "NOT_ALLOWED"
    steward = (await client.data(OBSERVE, "cy", input={**asked, "observer": whom("ann")}))[
        "recordObservation"
    ]
    assert steward["errors"] == []
