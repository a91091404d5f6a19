"""What the viewer may not see answers exactly as what does not exist."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from graphql_client import Client, client_of, id_of
from organisation import Organisation
from strawberry.relay import GlobalID

from domain.messages import SpaceKind
from graph.connection import Graph

pytestmark = pytest.mark.anyio

EVERYTHING = """
query($question: String, $skill: ID!, $space: ID!, $person: ID!) {
  viewer { id }
  experts(question: $question, first: 10) { edges { node { person { name } evidence { quote } } } }
  skill(id: $skill) { name knowers { edges { node { person { name } last evidence { quote permalink } } } } }
  space(id: $space) { name purpose }
  node(id: $space) { id }
  nodes(ids: [$space, $person]) { id }
  person(id: $person) { name knows { edges { node { skill { name } threads } } } }
  people { edges { node { name } } }
  skills { edges { node { name } } }
  spaces { edges { node { name } } }
}
"""


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    """Bo says in a private space, which Cy reads too, that he knows SAP. Ann reads what is public."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo", "cy")
    await organisation.opens("data")
    await organisation.opens("board", SpaceKind.PRIVATE, ["bo", "cy"])
    question = await organisation.said("cy", "board", "who has set up SAP?")
    await organisation.replied("bo", question, "I configured SAP because nobody else would.")
    return organisation


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path) as client:
        yield client


async def everything(client: Client, viewer: str | None, **others: str) -> str:
    asked = {
        "question": "sap",
        "skill": str(GlobalID("Skill", "sap")),
        "space": str(GlobalID("Space", "slack:board")),
        "person": str(GlobalID("Person", id_of("bo"))),
        **others,
    }
    return (await client.response(EVERYTHING, viewer, **asked)).text


async def test_members_see_what_a_private_space_shows(client: Client) -> None:
    found = await client.data(
        EVERYTHING,
        "Cy",
        question="sap",
        skill=str(GlobalID("Skill", "sap")),
        space=str(GlobalID("Space", "slack:board")),
        person=str(GlobalID("Person", id_of("bo"))),
    )
    assert [edge["node"]["person"]["name"] for edge in found["experts"]["edges"]] == ["Bo"]
    assert [edge["node"]["person"]["name"] for edge in found["skill"]["knowers"]["edges"]] == ["Bo"]
    assert found["space"]["name"] == "board"
    assert found["person"]["knows"]["edges"] == [{"node": {"skill": {"name": "SAP"}, "threads": 1}}]
    (expert,) = found["experts"]["edges"]
    assert [evidence["quote"] for evidence in expert["node"]["evidence"]] == [None]


async def test_hidden_and_missing_give_equal_bytes(client: Client, organisation: Organisation) -> None:
    hidden = await everything(client, "Ann")
    assert "board" not in hidden
    missing = await everything(client, "Ann", space=str(GlobalID("Space", "slack:nowhere")))
    assert hidden == missing
    id = next(m.id for m in organisation.messages.values() if m.text.startswith("I configured"))
    await organisation.deleted(id)
    assert await everything(client, "Ann") == hidden


async def test_leaving_a_space_hides_it_at_once(client: Client, organisation: Organisation) -> None:
    before = await everything(client, "Cy")
    await organisation.opens("board", SpaceKind.PRIVATE, ["bo"])
    after = await everything(client, "Cy")
    assert "board" in before
    assert "board" not in after
    assert '"SAP","knowers":{"edges":[]}' in after


async def test_a_space_made_private_is_hidden_before_anything_is_recounted(
    client: Client, organisation: Organisation
) -> None:
    await organisation.said("bo", "data", "I configured SAP twice.")
    assert '"person":{"name":"Bo"}' in await everything(client, "Ann")
    await organisation.opens("data", SpaceKind.PRIVATE, ["bo"])
    after = await everything(client, "Ann")
    assert '"person":{"name":"Bo"}' not in after
    assert "configured" not in after


@pytest.mark.parametrize("viewer", [None, "Nobody", "Pnobody", " ", "%00"])
async def test_an_unknown_viewer_reads_an_empty_graph(client: Client, viewer: str | None) -> None:
    found = await client.data(
        EVERYTHING,
        viewer,
        question="sap",
        skill=str(GlobalID("Skill", "sap")),
        space=str(GlobalID("Space", "slack:data")),
        person=str(GlobalID("Person", id_of("bo"))),
    )
    nothing = {"edges": []}
    assert found == {
        "viewer": None,
        "experts": nothing,
        "skill": None,
        "space": None,
        "node": None,
        "nodes": [None, None],
        "person": None,
        "people": nothing,
        "skills": nothing,
        "spaces": nothing,
    }


async def test_an_unknown_viewer_learns_no_skill_from_a_question(client: Client) -> None:
    query = '{ experts(question: "sap", first: 1) { interpretation { sentence matches { surface } } } }'
    told = (await client.data(query, "Nobody"))["experts"]["interpretation"]
    assert told["matches"] == []
    assert "SAP" not in told["sentence"]


@pytest.mark.parametrize("viewer", ["Cy", "cy", "@cy", "CY", id_of("cy")])
async def test_a_viewer_is_named_by_name_handle_or_id(client: Client, viewer: str) -> None:
    assert (await client.data("{ viewer { name } }", viewer))["viewer"] == {"name": "Cy"}


async def test_a_name_of_two_people_names_nobody(client: Client, organisation: Organisation) -> None:
    await organisation.joins("dee")
    await organisation.joins("dee ")
    assert (await client.data("{ viewer { name } }", "dee"))["viewer"] is not None
    await organisation.graph.write(_named_alike)
    assert (await client.data("{ viewer { name } }", "Same Name"))["viewer"] is None


async def _named_alike(tx) -> None:  # type: ignore[no-untyped-def]
    await (await tx.run("MATCH (p:Person) WHERE p.name STARTS WITH 'Dee' SET p.name = 'Same Name'")).consume()


async def test_ids_of_another_kind_or_no_id_at_all_name_nothing(client: Client) -> None:
    for id in (
        str(GlobalID("Space", "slack:data")),
        "",
        "garbage",
        "UGVyc29u",
        "\U0001f600",
        str(GlobalID("Query", "1")),
    ):
        query = "query($id: ID!) { person(id: $id) { id } skill(id: $id) { id } }"
        assert await client.data(query, "Cy", id=id) == {"person": None, "skill": None}
    assert (await client.data("query($id: ID!) { node(id: $id) { id } }", "Cy", id="garbage"))["node"] is None
