"""GraphQL: levels line by line, contests, gaps and plans, and who may know them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql_client import HOST, Client, Counted, id_of
from organisation import Organisation
from strawberry.relay import GlobalID

from api.app import create_app
from finder.index import Index
from graph.connection import Graph, Tx
from learning.frameworks import Steward, import_framework
from sources.frameworks import Wishes, read_framework

pytestmark = pytest.mark.anyio

LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
ROLES = """Role,Role level,Competency,Level,Statement
Engineer,Junior engineer,Kafka,Awareness,Knows it
Engineer,Engineer,Kafka,Working,Uses it
Engineer,Engineer,Python,Working,Uses it
Engineer,Engineer,SAP,Working,Uses it
Clerk,Clerk,Kafka,Expert,Leads it
"""
LEVEL = """
query($person: ID!, $competency: ID!) {
  proficiency(person: $person, competency: $competency) {
    lo hi person { name } skill { name } checks { level chance conditions { name have need isMet } }
    units { evidence act rung p at countsUntil counts contested permalink space { name } } notice rubric
  }
}
"""
CONTEST = """
mutation($input: ContestEvidenceInput!) {
  contestEvidence(input: $input) { contests { id state person { name } } errors { code path nextStep } }
}
"""
DECIDE = """
mutation($input: DecideContestInput!) { decideContest(input: $input) { contest { state } errors { code } } }
"""
GAP = """
query($target: String!, $person: ID) {
  roleGap(target: $target, person: $person) {
    target { name role roleLevel { name } } must { low high } should { low } notice
    needs { name verdict needed neededAs competency { name } level { lo } learn { title } mentors { level } }
  }
}
"""
PLAN = """
query($target: String!, $team: String, $headcount: Int!) {
  plan(target: $target, team: $team, headcount: $headcount, by: "2027-06-30") {
    people toldOf isTold visible openPlaces must { low } needs { name met { least most } }
    nearest { person { name } isReady shown } openToMove { person { name } }
  }
}
"""
MOVES = """
mutation($input: SetOpenToMovesInput!) { setOpenToMoves(input: $input) { person { name } errors { code } } }
"""


@pytest.fixture
async def organisation(graph: Graph, tmp_path: Path) -> Organisation:
    """Ann leads bob, who fixed Kafka five times; cid decides contests."""
    org = Organisation(graph)
    org.clock = int((datetime.now(UTC) - timedelta(days=40)).timestamp()) * 1_000_000
    await org.begin()
    await org.joins("ann", "bob", "cid", "dee", "eve")
    await org.opens("help")
    for _ in range(5):
        await org.said("bob", "help", "I fixed the Kafka consumer group today")
    (tmp_path / "roles.csv").write_text(ROLES)
    read = read_framework(tmp_path / "roles.csv", Wishes("Ours", {}, LEVELS, ""))
    await import_framework(graph, read, Steward("", 1))

    async def place(tx: Tx) -> None:
        await tx.run(
            "MATCH (b:Person {name: 'Bob'}), (a:Person {name: 'Ann'}) CREATE (b)-[:REPORTS_TO]->(a), "
            "(b)-[:MEMBER_OF]->(:Team {name: 'dev'})"
        )

    await graph.write(place)
    return org


@asynccontextmanager
async def client_of(
    organisation: Organisation, folder: Path, graph: Graph | None = None
) -> AsyncIterator[Client]:
    app = create_app(graph or organisation.graph, organisation.miner, Index(folder), stewards=[id_of("cid")])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        yield Client(http)


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path) as client:
        yield client


def whom(name: str) -> str:
    return str(GlobalID("Person", id_of(name)))


KAFKA = str(GlobalID("Skill", "kafka"))


async def level(client: Client, viewer: str, person: str = "bob") -> Any:
    asked = await client.data(LEVEL, viewer, person=whom(person), competency=KAFKA)
    return asked["proficiency"]


async def test_a_level_is_shown_line_by_line(client: Client) -> None:
    told = await level(client, "bob")
    assert (told["lo"], told["hi"], told["person"], told["skill"]) == (
        1,
        2,
        {"name": "Bob"},
        {"name": "Kafka"},
    )
    months = next(one for one in told["checks"][1]["conditions"] if one["name"] == "months")
    assert months == {"name": "months", "have": 1, "need": 2, "isMet": False}
    assert len(told["units"]) == 5
    assert told["units"][0]["act"] == "DID" and told["units"][0]["space"] == {"name": "help"}
    assert "dismissal" in told["notice"] and told["rubric"] == "understory-1"


async def test_a_level_shows_to_the_person_their_manager_and_stewards(client: Client) -> None:
    for viewer in ("bob", "ann", "cid"):
        assert (await level(client, viewer))["lo"] == 1
    for viewer in ("dee", "nobody"):
        assert await level(client, viewer) is None
    assert await level(client, "dee", "nobody") is None


async def test_a_contested_line_stops_counting_until_a_steward_refuses(client: Client) -> None:
    line = (await level(client, "bob"))["units"][0]["evidence"]
    asked = {"evidence": line, "reason": "it was a colleague"}
    refused = (await client.data(CONTEST, "dee", input=asked))["contestEvidence"]
    assert refused["contests"] == [] and refused["errors"][0]["code"] == "NOT_FOUND"
    made = (await client.data(CONTEST, "bob", input=asked))["contestEvidence"]
    assert made["errors"] == [] and made["contests"][0]["state"] == "OPEN"
    told = (await level(client, "bob"))["units"][0]
    assert (told["counts"], told["contested"]) == (False, "OPEN")
    decided = {"contest": made["contests"][0]["id"], "isAccepted": False}
    errors = (await client.data(DECIDE, "bob", input=decided))["decideContest"]["errors"]
    assert [error["code"] for error in errors] == ["NOT_FOUND"]
    assert (await client.data("{ contests { id } }", "cid"))["contests"] == [{"id": decided["contest"]}]
    assert (await client.data(DECIDE, "cid", input=decided))["decideContest"]["contest"] == {
        "state": "REFUSED"
    }
    assert (await level(client, "bob"))["units"][0]["counts"]


async def test_a_gap_shows_to_the_person_and_their_manager(client: Client) -> None:
    mine = (await client.data(GAP, "bob", target="Engineer / Engineer"))["roleGap"]
    assert {need["name"]: need["verdict"] for need in mine["needs"]} == {
        "Kafka": "PARTLY",
        "Python": "UNKNOWN",
        "SAP": "UNKNOWN",
    }
    assert mine["target"] == {"name": "Engineer", "role": "Engineer", "roleLevel": {"name": "Engineer"}}
    assert (mine["must"]["low"], mine["should"]) == (0.0, None)
    asked = {"target": "Junior engineer", "person": whom("bob")}
    assert (await client.data(GAP, "ann", **asked))["roleGap"]["must"]["low"] == 1.0
    for viewer in ("cid", "dee", "nobody"):  # a steward decides contests, and needs no one's gaps for that
        assert (await client.data(GAP, viewer, **asked))["roleGap"] is None
    assert (await client.data(GAP, "bob", target="Astronaut"))["roleGap"] is None


async def test_a_plan_tells_groups_in_fives_and_names_only_who_showed_it(client: Client) -> None:
    asked = {"target": "Junior engineer", "headcount": 3}
    told = (await client.data(PLAN, "dee", **asked, team="dev"))["plan"]
    assert (told["people"], told["toldOf"], told["openPlaces"]) == (1, 5, 2)
    assert [near["person"]["name"] for near in told["nearest"]] == ["Bob"]
    assert told["nearest"][0]["isReady"] and told["nearest"][0]["shown"] == ["Kafka"]
    assert (await client.data(PLAN, "dee", **asked, team="nothing"))["plan"] is None
    assert (await client.data(PLAN, "nobody", **asked))["plan"] is None
    assert (await client.data(MOVES, "bob", input={"isOpen": True}))["setOpenToMoves"]["errors"] == []
    everyone = (await client.data(PLAN, "dee", **asked))["plan"]
    assert everyone["openToMove"] == []  # whoever is inside already does not move


async def test_the_number_of_queries_does_not_grow_with_needs(
    organisation: Organisation, tmp_path: Path
) -> None:
    counted = Counted(organisation.graph)
    async with client_of(organisation, tmp_path / "index", counted) as client:
        costs: list[int] = []
        for target in ("Clerk", "Engineer / Engineer"):
            before = counted.queries
            await client.data(GAP, "bob", target=target)
            costs.append(counted.queries - before)
    assert costs[1] <= costs[0], costs
