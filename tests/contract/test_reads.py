"""Reads for a viewer: lists go on exactly where they stopped, and scopes bound what is counted."""

from collections.abc import Sequence

import pytest
from graphql_client import id_of
from organisation import Organisation

from domain.messages import SpaceKind
from domain.viewer import Scopes, Viewer
from graph import people, skills, spaces
from graph.connection import Graph
from graph.skills import After, Knowledge

pytestmark = pytest.mark.anyio

PUBLIC = Scopes(("*",))
NOBODY = Scopes(())


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    """Three people know Kafka alike; Bo knows more of it in private."""
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo", "cy")
    await organisation.joins("robot", bot=True)
    await organisation.joins("dee", left=True)
    await organisation.opens("data")
    await organisation.opens("board", SpaceKind.PRIVATE, ["bo"])
    for name in ("ann", "bo", "cy", "dee"):
        await organisation.said(name, "data", "I configured Kafka by hand.")
    await organisation.said("bo", "board", "I configured Kafka by hand again.")
    return organisation


async def knowers(graph: Graph, scopes: Scopes, *after: After, first: int = 10) -> list[Knowledge]:
    return await graph.read(lambda tx: skills.knowers(tx, scopes=scopes, after=after, first=first))


def ids(found: Sequence[Knowledge]) -> list[str]:
    return [entry.person for entry in found]


async def test_people_of_equal_weight_stand_on_one_page_each(organisation: Organisation) -> None:
    seen: list[str] = []
    after = After("kafka")
    while page := await knowers(organisation.graph, PUBLIC, after, first=1):
        (entry,) = page
        seen.append(entry.person)
        after = After("kafka", entry.g, entry.person)
    assert seen == sorted(map(id_of, ("ann", "bo", "cy")))


async def test_several_pages_are_read_at_once_and_told_apart(organisation: Organisation) -> None:
    whole = await knowers(organisation.graph, PUBLIC, After("kafka"))
    first, second = whole[0], whole[1]
    found = await knowers(
        organisation.graph,
        PUBLIC,
        After("kafka", first.g, first.person),
        After("go"),
        After("kafka"),
        first=2,
    )
    pages = [[entry.person for entry in found if entry.page == page] for page in range(3)]
    assert pages == [ids(whole[1:3]), [], [first.person, second.person]]


async def test_private_knowledge_counts_for_members_alone(organisation: Organisation) -> None:
    async def read(name: str) -> Scopes:
        return await organisation.graph.read(lambda tx: spaces.readable(tx, Viewer(id_of(name))))

    for_ann = await knowers(organisation.graph, await read("ann"), After("kafka"))
    for_bo = await knowers(organisation.graph, await read("bo"), After("kafka"))
    assert {entry.g for entry in for_ann} == {for_ann[0].g}
    assert for_bo[0].person == id_of("bo")
    assert for_bo[0].g == 2 * for_bo[1].g
    assert for_bo[0].threads == 2
    assert len(for_bo[0].newest) == 2


async def test_who_left_and_bots_are_not_offered_to_be_asked(organisation: Organisation) -> None:
    assert id_of("dee") not in ids(await knowers(organisation.graph, PUBLIC, After("kafka")))
    listed = await organisation.graph.read(
        lambda tx: people.page(tx, scopes=PUBLIC, search="", after_name="", after_id="", first=10)
    )
    assert [(person.name, person.left) for person in listed] == [
        ("Ann", False),
        ("Bo", False),
        ("Cy", False),
        ("Dee", True),
    ]


async def test_without_scopes_nothing_is_read(organisation: Organisation) -> None:
    graph, start = organisation.graph, {"after_name": "", "after_id": "", "first": 10}
    assert await knowers(graph, NOBODY, After("kafka")) == []
    person, space = id_of("ann"), "slack:data"
    assert (
        await graph.read(lambda tx: skills.known_by(tx, scopes=NOBODY, after=[After(person)], first=9)) == []
    )
    assert await graph.read(lambda tx: skills.visible(tx, scopes=NOBODY, ids=["kafka"])) == []
    assert await graph.read(lambda tx: skills.narrower(tx, scopes=NOBODY, ids=["messaging"])) == []
    assert await graph.read(lambda tx: skills.page(tx, scopes=NOBODY, search="", **start)) == []
    assert await graph.read(lambda tx: people.visible(tx, scopes=NOBODY, ids=[person])) == []
    assert await graph.read(lambda tx: people.page(tx, scopes=NOBODY, search="", **start)) == []
    assert await graph.read(lambda tx: spaces.visible(tx, scopes=NOBODY, ids=[space])) == []
    assert await graph.read(lambda tx: spaces.page(tx, scopes=NOBODY, **start)) == []
