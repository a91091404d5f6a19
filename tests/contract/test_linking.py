"""Accounts linked by hand are one person, rights and all, and undone they are what they were before."""

from dataclasses import dataclass, field
from datetime import date

import pytest
from conftest import empty
from dump import bolt_of, dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from organisation import Organisation, person

from domain.errors import InvalidInput, NotFound
from domain.messages import SpaceKind
from domain.viewer import Viewer
from engine.store import Address
from finder import names
from finder.experts import why
from graph import knows, spaces
from graph.connection import Graph, Tx
from ingest.linking import Outcome, link, standing, unlink
from ingest.people import ingest_people
from ingest.progress import Summary
from sources.people import PersonRecord

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 24)


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "cleo")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["bob"])
    await org.said("ann", "help", "I fixed the SAP interface")
    await org.said("bob", "help", "I fixed the Kafka cluster")
    await org.said("bob", "board", "I wrote the exporter in Python")
    return org


async def linked(org: Organisation, a: str, b: str) -> Outcome:
    org.clock += 1
    done = await link(org.graph, a, b, at=org.clock)
    await org.settles()
    return done


async def unlinked(org: Organisation, a: str, b: str) -> Outcome:
    done = await unlink(org.graph, a, b)
    await org.settles()
    return done


async def lists(graph: Graph, *records: PersonRecord) -> Summary:
    return await ingest_people(graph, records, today=TODAY)


async def held(graph: Graph) -> dict[str, list[object]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


async def read(graph: Graph, query: str) -> list[dict[str, object]]:
    async with bolt_of(graph) as bolt:
        return [record.data() for record in (await bolt.execute_query(query)).records]  # pyright: ignore


async def knowing(graph: Graph) -> dict[str, set[str]]:
    """Skills by the name of who knows them."""
    found: dict[str, set[str]] = {}
    for row in await read(graph, "MATCH (p:Person)-[:KNOWS]->(s:Skill) RETURN p.name AS p, s.id AS s"):
        found.setdefault(str(row["p"]), set()).add(str(row["s"]))
    return found


async def owners(graph: Graph) -> dict[str, str]:
    rows = await read(graph, "MATCH (a:Account)-[:OF]->(p:Person) RETURN a.handle AS a, p.name AS p")
    return {str(row["a"]): str(row["p"]) for row in rows}


async def scopes_of(graph: Graph, name: str) -> set[str]:
    (row,) = await read(graph, f"MATCH (p:Person {{name: '{name}'}}) RETURN p.id AS id")
    return set((await graph.read(lambda tx: spaces.readable(tx, Viewer(str(row["id"]))))).names)


async def test_what_is_of_the_one_goes_to_the_other(org: Organisation) -> None:
    done = await linked(org, "ann", "bob")
    assert [(m.account, m.held.name, m.wanted.name) for m in done.moved] == [(person("bob"), "Bob", "Ann")]
    assert await knowing(org.graph) == {"Ann": {"sap", "kafka", "python"}}
    assert await scopes_of(org.graph, "Ann") == {"*", "slack:board"}
    assert [row["name"] for row in await read(org.graph, "MATCH (p:Person) RETURN p.name AS name")] == [
        "Ann",
        "Cleo",
    ]


async def test_undone_it_leaves_no_trace(org: Organisation) -> None:
    before = await held(org.graph)
    await linked(org, "ann", "bob")
    await unlinked(org, "ann", "bob")
    assert await held(org.graph) == before


async def test_rights_go_back_before_any_row_does(org: Organisation) -> None:
    await linked(org, "ann", "bob")
    await unlink(org.graph, "ann", "bob")
    assert await scopes_of(org.graph, "Ann") == {"*"}
    assert await scopes_of(org.graph, "Bob") == {"*", "slack:board"}
    viewer = await names.viewer(org.graph, "ann")
    assert (await why(org.graph, "ann", "python", viewer)).evidence == ()


async def test_a_kill_between_the_link_and_its_rows_is_a_pause(org: Organisation) -> None:
    await link(org.graph, "ann", "bob", at=1)
    assert await knowing(org.graph) == {"Ann": {"sap"}, "Bob": {"kafka", "python"}}
    await org.settles()
    assert await knowing(org.graph) == {"Ann": {"sap", "kafka", "python"}}


async def test_a_link_survives_the_export_and_the_list(org: Organisation) -> None:
    ann = PersonRecord("1", "Ann Arbor", email="ann@shop.test")
    await lists(org.graph, ann)
    await linked(org, "Ann Arbor", "bob")
    before = await held(org.graph)
    await org.joins("ann", "bob", "cleo")
    await lists(org.graph, ann)
    await org.settles()
    assert await held(org.graph) == before
    assert (await owners(org.graph))["bob"] == "Ann Arbor"


async def test_whoever_is_on_the_list_is_the_person_whichever_is_named_first(org: Organisation) -> None:
    await lists(org.graph, PersonRecord("1", "Ann Arbor", email="ann@shop.test"))
    await linked(org, "bob", "Ann Arbor")
    assert (await owners(org.graph))["bob"] == "Ann Arbor"


async def test_a_link_is_of_the_account_and_survives_a_new_address(org: Organisation) -> None:
    await linked(org, "ann", "bob")
    await org.joins("bob", email="bob@shop.test")
    await org.joins("cleo", email="bob@shop.test")
    await org.settles()
    assert await owners(org.graph) == dict.fromkeys(("ann", "bob", "cleo"), "Ann")
    await org.joins("bob", email="")
    await org.settles()
    assert await owners(org.graph) == {"ann": "Ann", "bob": "Ann", "cleo": "Cleo"}


async def test_an_account_that_comes_later_with_the_address_belongs_to_the_person_too(
    org: Organisation,
) -> None:
    await org.joins("bob", email="bob@shop.test")
    await linked(org, "ann", "bob@shop.test")
    await org.joins("newcomer", email="BOB@shop.test")
    assert (await owners(org.graph))["newcomer"] == "Ann"


async def test_in_a_chain_each_link_is_undone_alone_in_any_order(org: Organisation) -> None:
    await linked(org, "ann", "bob")
    await linked(org, "bob", "cleo")
    assert set((await owners(org.graph)).values()) == {"Ann"}
    await unlinked(org, "ann", "bob")
    assert await owners(org.graph) == {"ann": "Ann", "bob": "Bob", "cleo": "Bob"}
    await unlinked(org, "cleo", "bob")
    assert await owners(org.graph) == {"ann": "Ann", "bob": "Bob", "cleo": "Cleo"}


async def test_a_link_made_again_is_one_link(org: Organisation) -> None:
    await linked(org, "ann", "bob")
    before = await held(org.graph)
    assert not (await linked(org, "bob", "ann")).changed
    assert await held(org.graph) == before


async def test_nobody_is_linked_to_themselves_or_to_nobody(org: Organisation) -> None:
    with pytest.raises(InvalidInput, match="are the same"):
        await link(org.graph, "ann", "@Ann", at=1)
    with pytest.raises(NotFound, match="nobody called 'zoe'"):
        await link(org.graph, "ann", "zoe", at=1)
    with pytest.raises(NotFound, match="no link"):
        await unlink(org.graph, "ann", "bob")


async def test_a_name_of_two_people_is_refused_with_their_ids(org: Organisation) -> None:
    await lists(org.graph, PersonRecord("1", "Jo Li"), PersonRecord("2", "Jo Li"))
    with pytest.raises(InvalidInput, match="2 people are called 'Jo Li'"):
        await link(org.graph, "Jo Li", "ann", at=1)
    await linked(org, "2", "ann")
    assert (await owners(org.graph))["ann"] == "Jo Li"


async def test_two_people_of_the_list_are_not_one(org: Organisation) -> None:
    await lists(org.graph, PersonRecord("1", "Ann Arbor"), PersonRecord("2", "Bo Li"))
    await linked(org, "1", "ann")
    await linked(org, "2", "bob")
    before = await held(org.graph)
    for a, b in (("Ann Arbor", "Bo Li"), ("ann", "bob"), ("bob", "1")):
        with pytest.raises(InvalidInput, match=r"Ann Arbor \(1\) and Bo Li \(2\)"):
            await link(org.graph, a, b, at=99)
    assert await held(org.graph) == before


async def test_a_link_between_two_whom_the_list_then_has_apart_is_not_in_force(org: Organisation) -> None:
    await org.joins("ann", email="ann@shop.test")
    await org.joins("bob", email="bob@shop.test")
    await linked(org, "ann", "bob")
    two = [
        PersonRecord("1", "Ann Arbor", email="ann@shop.test"),
        PersonRecord("2", "Bo Li", email="bob@shop.test"),
    ]
    told = await lists(org.graph, *two)
    assert told.warnings == {"people_link_not_in_force": 1}
    assert await owners(org.graph) == {"ann": "Ann Arbor", "bob": "Bo Li", "cleo": "Cleo"}
    assert await scopes_of(org.graph, "Ann Arbor") == {"*"}
    assert [one.person for one in await standing(org.graph)] == [None]


async def test_taking_a_link_back_erases_nobody(org: Organisation) -> None:
    await lists(org.graph, PersonRecord("1", "Ann Arbor"))
    await linked(org, "1", "ann")
    await unlinked(org, "1", "ann")
    names = await read(org.graph, "MATCH (p:Person) RETURN p.name AS name ORDER BY name")
    assert [row["name"] for row in names] == ["Ann", "Ann Arbor", "Bob", "Cleo"]


NAMES = ("ann", "bob", "cleo", "1")


@dataclass(frozen=True)
class Join:
    """A link, and for some their undoing."""

    a: str
    b: str


@dataclass(frozen=True)
class Undo:
    which: int


@dataclass(frozen=True)
class Address_:
    who: str
    email: str


@dataclass(frozen=True)
class List:
    email: str


@dataclass(frozen=True)
class Settle:
    pass


step = st.one_of(
    st.builds(Join, st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.builds(Join, st.sampled_from(NAMES), st.sampled_from(NAMES)),
    st.builds(Undo, st.integers(0, 3)),
    st.builds(Undo, st.integers(0, 3)),
    st.builds(Address_, st.sampled_from(NAMES[:3]), st.sampled_from(["", "a@shop.test", "b@shop.test"])),
    st.builds(List, st.sampled_from(["", "a@shop.test", "b@shop.test"])),
    st.just(Settle()),
)


@dataclass
class Story:
    """What was done and not taken back, in the order in which it was done."""

    org: Organisation
    links: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])
    emails: dict[str, str] = field(default_factory=dict[str, str])
    listed: str = ""

    async def begin(self) -> None:
        await self.org.begin()
        await self.lists(self.listed)
        for name in NAMES[:3]:
            await self.org.joins(name, email=self.emails.get(name, ""))
        await self.org.opens("help")
        await self.org.opens("board", SpaceKind.PRIVATE, ["bob"])
        for name in NAMES[:3]:
            await self.org.said(name, "help", "I fixed the Kafka cluster")
            await self.org.said(name, "board", "I rewrote the exporter in Python")

    async def lists(self, email: str) -> None:
        self.listed = email
        await lists(self.org.graph, PersonRecord("1", "Dee Hall", email=email))

    async def joins(self, at: int, a: str, b: str) -> None:
        ends = [end if end == "1" else person(end) for end in (a, b)]  # ids: names may fit several
        await link(self.org.graph, *ends, at=at)

    async def run(self, number: int, one: object) -> None:
        match one:
            case Join(a, b) if a != b and {a, b} not in [{x, y} for _, x, y in self.links]:
                self.links.append((number, a, b))
                await self.joins(number, a, b)
            case Undo(which) if self.links:
                _, a, b = self.links.pop(which % len(self.links))
                ends = [end if end == "1" else person(end) for end in (b, a)]
                await unlink(self.org.graph, *ends)
            case Address_(who, email):
                self.emails[who] = email
                await self.org.joins(who, email=email)
            case List(email):
                await self.lists(email)
            case Settle():
                await self.org.settles()
            case _:
                pass


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(step, min_size=1, max_size=12))
async def test_in_any_order_the_graph_is_what_it_would_be_without_what_was_undone(
    open_graph: Graph, engine: Address, steps: list[object]
) -> None:
    await empty(engine)
    story = Story(Organisation(open_graph))
    await story.begin()
    for number, one in enumerate(steps):
        await story.run(number, one)
    await story.org.settles()

    async def differences(tx: Tx) -> list[knows.Difference]:
        keys = [r["key"] for r in await (await tx.run("MATCH (p:Person) RETURN p.key AS key")).data()]
        return await knows.differences(tx, keys)

    assert await open_graph.read(differences) == []
    lived = await held(open_graph)
    await empty(engine)
    fresh = Story(Organisation(open_graph), emails=story.emails, listed=story.listed)
    await fresh.begin()
    for at, a, b in story.links:
        await fresh.joins(at, a, b)
    await fresh.org.settles()
    clean = await held(open_graph)
    for name in lived.keys() | clean.keys():
        assert lived.get(name, []) == clean.get(name, []), name
