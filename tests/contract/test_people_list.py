"""A list of people, ingested again and again: nobody twice, nobody lost, and who left is not offered."""

from datetime import date, timedelta

import pytest
from dump import bolt_of, dump
from organisation import Organisation

from domain.changes import Survivors
from domain.viewer import Scopes
from finder.family import family
from finder.names import person
from graph import experts, people
from graph.connection import Graph
from graph.skills import After, knowers
from ingest.people import ingest_people
from ingest.progress import Summary
from sources.people import PersonRecord

pytestmark = pytest.mark.anyio

PUBLIC = Scopes(("*",))
ANN = PersonRecord("1", "Ann Arbor", email="ann@shop.test", team="IT")
BO = PersonRecord("2", "Bo Li", email="bo@shop.test", team="IT", manager="1")


async def lists(graph: Graph, *records: PersonRecord, today: date | None = None) -> Summary:
    return await ingest_people(graph, records, today=today or date.today())


async def held(graph: Graph) -> dict[str, list[object]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", email="ann@shop.test")
    await org.opens("help")
    await org.said("ann", "help", "I fixed the Kafka cluster")
    return org


async def test_a_list_twice_is_a_list_once(org: Organisation) -> None:
    await lists(org.graph, ANN, BO)
    once = await held(org.graph)
    assert [entry[2] for entry in once["REPORTS_TO"]] == [()]
    await lists(org.graph, ANN, BO)
    assert await held(org.graph) == once


async def test_who_is_not_in_a_later_list_is_kept_and_named(org: Organisation) -> None:
    await lists(org.graph, ANN, BO)
    before = await held(org.graph)
    told = await lists(org.graph, ANN)
    assert told.warnings == {"people_no_longer_listed": 1}
    assert told.examples["people_no_longer_listed"][0].where == "2"
    assert await held(org.graph) == before


async def test_a_new_address_in_the_list_moves_the_entry_and_leaves_nobody_behind(org: Organisation) -> None:
    await lists(org.graph, BO, PersonRecord("1", "Ann Arbor", email="old@shop.test", team="Old"))
    await lists(org.graph, PersonRecord("1", "Ann Arbor", email="ann@shop.test", team="IT"))
    moved = await held(org.graph)
    assert len(moved["Person"]) == 2 and len(moved["Team"]) == 1
    await lists(org.graph, ANN, BO)
    lived = await held(org.graph)
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query("MATCH (p:Person) WHERE p.listed_id = '2' DETACH DELETE p")
    await lists(org.graph, ANN, BO)
    assert await held(org.graph) == lived


async def test_two_who_exchange_their_addresses_are_still_two(org: Organisation) -> None:
    await lists(org.graph, ANN, BO)
    await lists(
        org.graph,
        PersonRecord("1", "Ann Arbor", "bo@shop.test"),
        PersonRecord("2", "Bo Li", "ann@shop.test"),
    )
    async with bolt_of(org.graph) as bolt:
        rows = await bolt.execute_query(
            "MATCH (p:Person) RETURN p.name AS name, p.email AS email ORDER BY name"
        )
    assert [record.values() for record in rows.records] == [
        ["Ann Arbor", "bo@shop.test"],
        ["Bo Li", "ann@shop.test"],
    ]


@pytest.mark.parametrize("days", [1, 400])
async def test_whoever_has_left_is_a_source_and_nobody_to_ask(org: Organisation, days: int) -> None:
    """Also when the last day came after the list was read."""
    last = date.today() - timedelta(days=days)
    await lists(org.graph, PersonRecord("1", "Ann Arbor", "ann@shop.test", end=last), today=last)

    async def offered() -> tuple[int, int, int]:
        async def read(tx: people.Tx) -> tuple[int, int, int]:
            (ann,) = await people.page(tx, scopes=PUBLIC, search="", after_name="", after_id="", first=5)
            assert ann.left
            kin = await family(tx, [experts.WantedSkill("kafka", 1)], Survivors())
            ranked = await experts.rank(tx, kin, PUBLIC, month=300, first=5)
            found = await experts.people(tx, people=[people.person_key(ann.id)])
            known = await knowers(tx, scopes=PUBLIC, after=[After("kafka")], first=5)
            return len(ranked), len(found), len(known)

        return await org.graph.read(read)

    assert await offered() == (0, 0, 0)
    assert (await held(org.graph))["KNOWS"], "what they showed is kept"


async def test_working_hours_are_kept_as_written_and_as_read(org: Organisation) -> None:
    from sources.working_hours import parse

    text = "Mon-Thu 09:00-17:30"
    await lists(org.graph, PersonRecord("1", "Ann Arbor", working_hours=text, hours=parse(text)))
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query(
            "MATCH (p:Person {listed_id: '1'}) "
            "RETURN p.working_hours AS text, p.work_days AS days, p.works_from AS f, p.works_to AS t"
        )
    assert found.records[0].values() == [text, [1, 2, 3, 4], 540, 1050]


async def test_somebody_is_found_by_the_number_of_the_list(org: Organisation) -> None:
    await lists(org.graph, PersonRecord("AB-007", "Ann Arbor", email="ann@shop.test"))
    found = await org.graph.read(lambda tx: person(tx, "ab-007"))
    assert found.name == "Ann Arbor"
