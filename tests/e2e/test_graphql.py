"""GraphQL on a real graph: who is found, how lists go on, and how many queries that takes."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from graphql_client import Client, Counted, client_of
from organisation import Organisation

from graph.connection import Graph

pytestmark = pytest.mark.anyio

EXPERTS = """
query($question: String, $skills: [ID!], $first: Int = 5, $after: String) {
  experts(question: $question, skills: $skills, first: $first, after: $after) {
    edges {
      cursor
      node {
        score confidence isViewer
        person {
          id name
          knows { edges { node { skill { name } acts { act count } threads last evidence { quote } } } }
        }
        reasons { kind text weight }
        evidence(first: 2) { act at quote permalink start end confidence extractor flags space { name } }
      }
    }
    interpretation { sentence matches { surface start end weight term skill { name } } unmatched }
    pageInfo { hasNextPage endCursor }
  }
}
"""


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    """Ann explains Kafka to Cy, who asked; Bo has configured drivers three times."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo", "cy")
    await organisation.opens("data")
    question = await organisation.said("cy", "data", "how do I restart a Kafka consumer?")
    await organisation.replied(
        "ann", question, "You restart the Kafka consumer with a new group, because the old one is gone."
    )
    for _ in range(3):
        await organisation.said("bo", "data", "I configured the kernel module by hand yesterday.")
    return organisation


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path, viewer="cy") as client:
        yield client


async def test_whoever_explained_is_found_with_reasons_and_evidence(client: Client) -> None:
    found = (await client.data(EXPERTS, question="who can restart a kafka consumer?"))["experts"]
    assert [edge["node"]["person"]["name"] for edge in found["edges"]] == ["Ann"]
    ann = found["edges"][0]["node"]
    assert ann["reasons"][0]["kind"] == "explained"
    assert "*Kafka*" in ann["reasons"][0]["text"]
    (evidence,) = ann["evidence"]
    text = "You restart the Kafka consumer with a new group, because the old one is gone."
    assert evidence["quote"] == text
    assert text[evidence["start"] : evidence["end"]] == "Kafka"
    assert evidence["act"] == "EXPLAINED"
    assert evidence["space"] == {"name": "data"}
    assert evidence["permalink"].startswith("https://slack.test/archives/data/p17")
    (known,) = (edge["node"] for edge in ann["person"]["knows"]["edges"])
    assert known["acts"] == [{"act": "EXPLAINED", "count": 1}]
    assert known["last"] == evidence["at"]
    assert known["evidence"] == [{"quote": text}]
    (match,) = (m for m in found["interpretation"]["matches"] if m["skill"])
    assert (match["surface"], match["skill"]["name"]) == ("kafka", "Kafka")


async def test_an_asker_is_no_knower(client: Client) -> None:
    query = """{
      skills(search: "kafka", first: 1) { edges { node { knowers { edges { node { person { name } } } } } } }
    }"""
    (edge,) = (await client.data(query))["skills"]["edges"]
    assert [e["node"]["person"]["name"] for e in edge["node"]["knowers"]["edges"]] == ["Ann"]


async def test_skills_find_people_without_a_question(client: Client) -> None:
    (skill,) = (await client.data('{ skills(search: "kafka", first: 1) { edges { node { id } } } }'))[
        "skills"
    ]["edges"]
    found = (await client.data(EXPERTS, skills=[skill["node"]["id"]]))["experts"]
    assert [edge["node"]["person"]["name"] for edge in found["edges"]] == ["Ann"]


async def test_pages_of_experts_join_to_the_whole(client: Client) -> None:
    question = "kafka and drivers"
    whole = (await client.data(EXPERTS, question=question))["experts"]["edges"]
    assert len(whole) == 2
    pages, after = [], None
    for _ in whole:
        page = (await client.data(EXPERTS, question=question, first=1, after=after))["experts"]
        pages += page["edges"]
        after = page["pageInfo"]["endCursor"]
    assert [e["node"]["person"]["name"] for e in pages] == [e["node"]["person"]["name"] for e in whole]
    assert page["pageInfo"]["hasNextPage"] is False


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("people", ["Ann", "Bo", "Cy"]),
        ("skills", ["Go", "Kafka", "Python", "SAP", "Wi-Fi", "device drivers", "message queues"]),
        ("spaces", ["data"]),
    ],
)
async def test_lists_are_paged_by_name(client: Client, field: str, names: list[str]) -> None:
    query = f"""query($after: String) {{
      {field}(first: 2, after: $after) {{ edges {{ node {{ name }} }} pageInfo {{ hasNextPage endCursor }} }}
    }}"""
    seen, after, more = [], None, True
    while more:
        page = (await client.data(query, after=after))[field]
        seen += [edge["node"]["name"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen == names


async def test_what_people_know_is_paged_best_first(client: Client, organisation: Organisation) -> None:
    for skill in ("golang", "python", "sap erp"):
        await organisation.said("bo", "data", f"I configured the {skill} build by hand yesterday.")
    query = """query($after: String) {
      people(search: "BO", first: 1) { edges { node {
        knows(first: 2, after: $after) {
          edges { node { skill { name } } } pageInfo { hasNextPage endCursor }
        }
      } } }
    }"""
    seen, after, more = [], None, True
    while more:
        (bo,) = (await client.data(query, after=after))["people"]["edges"]
        page = bo["node"]["knows"]
        seen += [edge["node"]["skill"]["name"] for edge in page["edges"]]
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
    assert seen[0] == "device drivers"
    assert sorted(seen) == sorted(["device drivers", "Go", "Python", "SAP"])


async def test_skills_are_searched_by_every_name(client: Client) -> None:
    query = '{ skills(search: "WIRELESS") { edges { node { name related { name } narrower { name } } } } }'
    (edge,) = (await client.data(query))["skills"]["edges"]
    assert edge["node"]["name"] == "Wi-Fi"
    assert edge["node"]["related"] == [{"name": "device drivers"}]
    broader = '{ skills(search: "message") { edges { node { narrower { name broader { name } } } } } }'
    (edge,) = (await client.data(broader))["skills"]["edges"]
    assert edge["node"]["narrower"] == [{"name": "Kafka", "broader": [{"name": "message queues"}]}]


async def test_nodes_come_back_by_their_global_ids(client: Client) -> None:
    fields = " ".join(f"{field} {{ edges {{ node {{ id }} }} }}" for field in ("people", "skills", "spaces"))
    found = await client.data("{" + fields + "}")
    ids = [edge["node"]["id"] for field in ("spaces", "people", "skills") for edge in found[field]["edges"]]
    query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
    nodes = (await client.data(query, ids=[*ids, "nothing"]))["nodes"]
    assert [node and node["id"] for node in nodes] == [*ids, None]
    query = "query($id: ID!) { node(id: $id) { ... on Space { name } } }"
    assert (await client.data(query, id=ids[0]))["node"] == {"name": "data"}


async def test_the_number_of_queries_does_not_grow_with_rows(
    organisation: Organisation, tmp_path: Path
) -> None:
    names = [f"dee{number}" for number in range(20)]
    await organisation.joins(*names)
    for name in names:
        await organisation.said(name, "data", "I configured Kafka and the kernel module by hand yesterday.")
    counted = Counted(organisation.graph)
    async with client_of(organisation, tmp_path, viewer="cy", graph=counted) as client:
        costs = {}
        for first in (1, 20, 1, 20):  # the first run builds the index
            before = counted.transactions, counted.queries
            found = (await client.data(EXPERTS, question="kafka drivers", first=first))["experts"]
            assert len(found["edges"]) == first
            costs[first] = counted.transactions - before[0], counted.queries - before[1]
        assert costs[1] == costs[20]
