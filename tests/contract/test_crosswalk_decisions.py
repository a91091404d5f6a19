"""Crosswalks are proposed once, decided by stewards, and what follows from a decision goes with it."""

from typing import Any, LiteralString

import pytest
from dump import bolt_of, dump
from organisation import VOCABULARY, Organisation

from domain.crosswalks import Relation, Standing
from domain.errors import InvalidInput, NotFound
from domain.messages import SpaceKind
from domain.relations import RelationKind
from domain.viewer import Scopes, Viewer
from graph import skills
from graph.connection import Graph, Tx
from graph.crosswalks import Card
from learning import crosswalks, relations

pytestmark = pytest.mark.anyio

OPERATOR = Viewer.operator()
PUBLIC = Scopes(("*",))


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    return org


async def cypher(graph: Graph, text: LiteralString, **values: Any) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(text, values)

    await graph.write(work)


async def publishes(graph: Graph, framework: str, *names: str) -> None:
    """A published framework of competencies with these names, which are their ids as well."""

    await cypher(
        graph,
        """
        CREATE (f:Framework {
          id: $id, version: 1, version_key: $id + '|1', status: 'published', state: 'there', uri: $id,
          title: $id, creator: '', language: 'en', kind: 'CSV', region: '', choices: '', by: '', at: 1
        })
        WITH f UNWIND $names AS name
        CREATE (f)-[:DEFINES]->(:Competency {
          id: name, framework: $id, name: name, description: '', seen: 'confirmed only', place: 0
        })
        """,
        id=framework,
        names=names,
    )


async def proposals(graph: Graph, standing: Standing | None = None) -> list[Card]:
    return await crosswalks.page(graph, OPERATOR, standing, 100)


async def decided(graph: Graph, id: str, standing: Standing, relation: Relation | None = None) -> Card:
    return await crosswalks.decide(graph, id, standing, OPERATOR, 1, relation)


async def includes(graph: Graph) -> list[tuple[str, str]]:
    async def read(tx: Tx) -> list[Any]:
        found = await tx.run(
            "MATCH (c:Competency)-[:INCLUDES]->(s:Skill) RETURN c.id AS c, s.id AS s ORDER BY c, s"
        )
        return await found.data()

    return [(row["c"], row["s"]) for row in await graph.read(read)]


async def test_a_second_run_changes_nothing(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python", "Apache Kafka", "Ownership and initiative")
    first = await crosswalks.propose(org.graph, "F")
    assert (first.created, first.without) == (2, 1)
    async with bolt_of(org.graph) as bolt:
        before = await dump(bolt)
        again = await crosswalks.propose(org.graph, "F")
        assert (again.created, again.changed, again.removed, again.unchanged) == (0, 0, 0, 2)
        assert await dump(bolt) == before


async def test_what_was_refused_is_never_proposed_again(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    (card,) = await proposals(org.graph)
    await decided(org.graph, card.id, Standing.REFUSED)
    await crosswalks.propose(org.graph, "F")
    assert [each.standing for each in await proposals(org.graph)] == [Standing.REFUSED]


async def test_a_refusal_outlives_the_skill_and_the_competency(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    (card,) = await proposals(org.graph)
    await decided(org.graph, card.id, Standing.REFUSED)
    await org.graph.write(lambda tx: skills.remove(tx, [VOCABULARY.by_id["python"]]))
    await cypher(org.graph, "MATCH (n:Framework|Competency) DETACH DELETE n")
    assert await proposals(org.graph) == []
    await org.graph.write(lambda tx: skills.save(tx, VOCABULARY))
    await publishes(org.graph, "F", "Python")
    done = await crosswalks.propose(org.graph, "F")
    assert done.created == 1  # the refusal, back in its place
    assert [each.standing for each in await proposals(org.graph)] == [Standing.REFUSED]


async def test_an_accepted_skill_is_included_until_the_decision_is_taken_back(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    (card,) = await proposals(org.graph)
    assert await includes(org.graph) == []
    assert (await decided(org.graph, card.id, Standing.ACCEPTED)).standing is Standing.ACCEPTED
    assert await includes(org.graph) == [("Python", "python")]
    await decided(org.graph, card.id, Standing.ACCEPTED, Relation.BROADER)
    assert await includes(org.graph) == []
    await decided(org.graph, card.id, Standing.ACCEPTED, Relation.CLOSE)
    await decided(org.graph, card.id, Standing.PROPOSED)
    assert await includes(org.graph) == []
    assert [each.standing for each in await proposals(org.graph)] == [Standing.PROPOSED]


async def test_taking_a_decision_back_leaves_what_the_framework_itself_includes(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    link = (
        "MATCH (c:Competency), (s:Skill {id: 'python'}) CREATE (c)-[:INCLUDES {via: 'name', place: 0}]->(s)"
    )
    await cypher(org.graph, link)
    (card,) = await proposals(org.graph)
    await decided(org.graph, card.id, Standing.ACCEPTED)
    await decided(org.graph, card.id, Standing.REFUSED)
    assert await includes(org.graph) == [("Python", "python")]


async def test_nothing_is_concluded_from_two_crosswalks_in_a_row(org: Organisation) -> None:
    await publishes(org.graph, "A", "Scripting in Python")
    await publishes(org.graph, "B", "Coding in Python")
    graph = org.graph
    await crosswalks.add(graph, "Scripting in Python", "Coding in Python", Relation.EXACT, "", 1, "B")
    await crosswalks.add(graph, "Coding in Python", "Python", Relation.EXACT, "", 1, "vocabulary")
    assert await includes(graph) == [("Coding in Python", "python")]
    await crosswalks.propose(graph, "A")
    accepted = await proposals(graph, Standing.ACCEPTED)
    assert {(each.source, each.target) for each in accepted} == {
        ("Scripting in Python", "Coding in Python"),
        ("Coding in Python", "python"),
    }


async def test_what_is_accepted_leaves_no_room_for_another_proposal(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.add(org.graph, "Python", "Go", Relation.CLOSE, "", 1, "vocabulary")
    done = await crosswalks.propose(org.graph, "F")
    assert (done.created, done.decided, done.without) == (0, 1, 0)


async def test_a_vocabulary_without_the_skill_takes_its_proposal_back(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    await cypher(org.graph, "MATCH (s:Skill {id: 'python'}) SET s.name = 'Snakes'")
    done = await crosswalks.propose(org.graph, "F")
    assert (done.created, done.removed) == (0, 1)
    assert await proposals(org.graph) == []


async def test_a_decision_says_what_is_wrong_with_it(org: Organisation) -> None:
    await publishes(org.graph, "F", "Python")
    await crosswalks.propose(org.graph, "F")
    (card,) = await proposals(org.graph)
    with pytest.raises(NotFound):
        await decided(org.graph, "nothing", Standing.ACCEPTED)
    with pytest.raises(InvalidInput):
        await decided(org.graph, card.id, Standing.REFUSED, Relation.CLOSE)
    with pytest.raises(NotFound):
        await crosswalks.decide(org.graph, card.id, Standing.ACCEPTED, Viewer(None), 1)
    with pytest.raises(InvalidInput):
        await crosswalks.propose(org.graph, "F", "F")
    with pytest.raises(NotFound):
        await crosswalks.propose(org.graph, "nothing")


async def test_relations_have_their_kind_and_source(org: Organisation) -> None:
    await publishes(org.graph, "F", "Streams")
    await crosswalks.add(org.graph, "Streams", "Kafka", Relation.CLOSE, "", 1, "vocabulary")
    add = """
        MATCH (s:Skill {id: 'kafka'}), (c:Competency)
        CREATE (:Content {id: 'k', title: 'Kafka', status: 'live'})-[:TEACHES {source: 'mined'}]->(s),
               (:Content {id: 'o', title: 'Old', status: 'retired'})-[:TEACHES {source: 'mined'}]->(s),
               (:RoleLevel {id: 'l', name: 'Engineer'})-[:REQUIRES]->(c)
    """
    await cypher(org.graph, add)
    found = await org.graph.read(lambda tx: relations.around(tx, PUBLIC, "kafka"))
    assert {(one.kind, one.other.name, one.source) for one in found} == {
        (RelationKind.BROADER, "message queues", "the vocabulary"),
        (RelationKind.TAUGHT_BY, "Kafka", "mined"),
        (RelationKind.REQUIRED_BY, "Engineer", "the competency Streams"),
        (RelationKind.CROSSWALK, "Streams", "close, accepted"),
    }


async def test_relations_go_as_far_as_they_are_asked_to(org: Organisation) -> None:
    more = """
        MATCH (m:Skill {id: 'messaging'}), (p:Skill {id: 'python'}), (s:Skill {id: 'sap'})
        CREATE (m)-[:RELATED]->(p), (p)-[:REQUIRES]->(s)
    """
    await cypher(org.graph, more)
    for depth, names in ((1, ["message queues"]), (2, ["Python"]), (3, ["Go", "SAP"])):
        found = await org.graph.read(lambda tx, depth=depth: relations.around(tx, PUBLIC, "kafka", (), depth))
        assert sorted(one.other.name for one in found if one.depth == depth) == names
    with pytest.raises(InvalidInput):
        await org.graph.read(lambda tx: relations.around(tx, PUBLIC, "kafka", (), 4))


async def test_seen_together_is_what_the_viewer_may_read(org: Organisation) -> None:
    await org.joins("ann", "bob")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["bob"])
    for _ in range(2):
        await org.said("bob", "board", "I moved Kafka to SAP and fixed the Python driver")
    await org.said("bob", "help", "I fixed Kafka and Python")
    kinds = (RelationKind.SEEN_TOGETHER,)
    for scopes, names in (
        (PUBLIC, set[str]()),
        (Scopes(("*", "slack:board")), {"SAP", "Python", "device drivers"}),
    ):
        found = await org.graph.read(lambda tx, scopes=scopes: relations.around(tx, scopes, "kafka", kinds))
        assert {one.other.name for one in found} == names
    assert await org.graph.read(lambda tx: relations.around(tx, Scopes(()), "kafka")) == []


async def test_a_way_runs_over_accepted_crosswalks_alone(org: Organisation) -> None:
    await publishes(org.graph, "F", "Streams")
    await crosswalks.add(org.graph, "Streams", "Kafka", Relation.CLOSE, "", 1, "vocabulary")
    other = await crosswalks.add(org.graph, "Streams", "SAP", Relation.BROADER, "", 1, "vocabulary")
    steps = await org.graph.read(lambda tx: relations.way(tx, PUBLIC, "messaging", "sap"))
    assert steps is not None
    assert [(one.skill.name, one.kind.value, one.other.name) for one in steps] == [
        ("message queues", "narrower", "Kafka"),
        ("Kafka", "crosswalk", "Streams"),
        ("Streams", "crosswalk", "SAP"),
    ]
    await decided(org.graph, other.id, Standing.REFUSED)
    assert await org.graph.read(lambda tx: relations.way(tx, PUBLIC, "messaging", "sap")) is None
    assert await org.graph.read(lambda tx: relations.way(tx, Scopes(()), "kafka", "messaging")) is None
    assert await org.graph.read(lambda tx: relations.way(tx, PUBLIC, "kafka", "kafka")) == []
