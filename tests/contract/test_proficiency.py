"""Levels from a real graph: what counts for whom, what is contested, and what is counted again."""

from datetime import date
from typing import Any

import pytest
from dump import bolt_of, dump
from organisation import MINUTE, Organisation

from domain.errors import InvalidInput, NotFound
from domain.evidence import Act
from domain.messages import SpaceKind
from domain.viewer import Viewer
from finder import names
from graph.connection import Graph, Tx
from graph.contests import ContestState
from ingest.erasing import erase_person
from learning.contesting import contest, decide, undecided
from learning.proficiency import Told, told
from learning.proficiency_shows import recount

pytestmark = pytest.mark.anyio

TODAY = date(2024, 3, 1)
MONTH = 31 * 24 * 60 * MINUTE
OPERATOR = Viewer.operator()


async def tell(org: Organisation, person: str, what: str, viewer: Viewer = OPERATOR) -> Told:
    return await told(org.graph, person, what, viewer, TODAY)


async def viewer(org: Organisation, name: str) -> Viewer:
    return await names.viewer(org.graph, name)


async def cypher(org: Organisation, text: str, **values: Any) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(text, values)

    await org.graph.write(work)


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    """Bob fixes Kafka twice in public and twice in private, over two months; Cid is his manager."""
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "cid", "eve")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["bob"])
    for _ in range(2):
        await org.said("bob", "help", "I fixed the Kafka consumer group today")
        await org.said("bob", "board", "I migrated our Kafka brokers to the new hall")
        org.clock += MONTH
    await cypher(
        org, "MATCH (b:Person {name: 'Bob'}), (c:Person {name: 'Cid'}) CREATE (b)-[:REPORTS_TO]->(c)"
    )
    await cypher(
        org,
        "MATCH (k:Skill {id: 'kafka'}) CREATE (:Framework {id: 'f', title: 'Data', version_key: 'f|1', "
        "status: 'published'})-[:DEFINES]->(:Competency {id: 'c', name: 'Streaming', seen: 'mined'})"
        "-[:INCLUDES]->(k)",
    )
    return org


async def test_a_level_is_what_its_viewer_may_read(org: Organisation) -> None:
    in_public, own = (
        await tell(org, "Bob", "kafka"),
        await tell(org, "Bob", "kafka", await viewer(org, "Bob")),
    )
    assert (in_public.level.units, in_public.level.lo) == (2, 1)
    assert (own.level.units, own.level.lo) == (4, 1)
    assert own.level.chances > in_public.level.chances


async def test_a_competency_pools_the_evidence_of_its_skills(org: Organisation) -> None:
    assert (await tell(org, "Bob", "streaming")).level == (await tell(org, "Bob", "kafka")).level
    await cypher(org, "MATCH (c:Competency {id: 'c'}) SET c.name = 'Kafka'")
    assert [(await tell(org, "Bob", f"{kind}kafka")).measured.is_skill for kind in ("", "skill:")] == [
        False,
        True,
    ]
    for wrong in ("competency:python", "skill:streaming", "skill:", ":"):
        with pytest.raises(NotFound):
            await tell(org, "Bob", wrong)


async def test_only_the_person_their_manager_and_stewards_may_know(org: Organisation) -> None:
    for name in ("Bob", "Cid"):
        assert (await tell(org, "Bob", "kafka", await viewer(org, name))).level.lo == 1
    eve = await viewer(org, "Eve")
    steward = Viewer(eve.person, is_steward=True)
    assert (await tell(org, "Bob", "kafka", steward)).level.lo == 1
    with pytest.raises(NotFound) as hidden:
        await tell(org, "Bob", "kafka", eve)
    with pytest.raises(NotFound) as unknown:
        await tell(org, "Nobody", "kafka", eve)
    assert hidden.value.message.replace("Bob", "Nobody") == unknown.value.message
    with pytest.raises(NotFound):
        await tell(org, "Bob", "kafka", Viewer(None))


async def test_asking_shows_nothing_and_answering_with_thanks_more_than_without(org: Organisation) -> None:
    asked = await org.said("ann", "help", "How do I reset the SAP ERP password?")
    await org.replied("eve", asked, "Open the SAP client and reset it there")
    before = await tell(org, "Eve", "sap")
    assert [(unit.line.act, unit.line.sign.rung) for unit in before.units] == [(Act.ANSWERED, 2)]
    await org.replied("ann", asked, "thanks, that worked")
    after = await tell(org, "Eve", "sap")
    assert [(unit.line.sign.rung, len(unit.line.sign.people)) for unit in after.units] == [(3, 1)]
    assert (await tell(org, "Ann", "sap")).units == ()


async def test_a_contested_line_stops_counting_at_once_until_it_is_refused(org: Organisation) -> None:
    bob = await viewer(org, "Bob")
    line = (await tell(org, "Bob", "kafka", bob)).units[0].line.id
    (made,) = await contest(org.graph, line, "it was a colleague", bob, at=1)
    assert (await tell(org, "Bob", "kafka", bob)).level.units == 3
    contested = (await tell(org, "Bob", "kafka", bob)).units[0].line
    assert (contested.id, contested.contested) == (line, ContestState.OPEN)
    assert [(one.id, one.line) for one in await undecided(org.graph, OPERATOR)] == [(made.id, line)]
    await decide(org.graph, made.id, ContestState.REFUSED, OPERATOR, at=2)
    assert (await tell(org, "Bob", "kafka", bob)).level.units == 4
    await decide(org.graph, made.id, ContestState.ACCEPTED, OPERATOR, at=3)
    assert (await tell(org, "Bob", "kafka", bob)).level.units == 3
    assert await undecided(org.graph, OPERATOR) == []


async def test_a_line_with_several_skills_is_one_contest(org: Organisation) -> None:
    await org.said("bob", "help", "I fixed the Kafka consumers and the Python driver")
    bob = await viewer(org, "Bob")
    line = (await tell(org, "Bob", "python", bob)).units[0].line.id
    (made,) = await contest(org.graph, line, "no", bob, at=1)
    for what, units in (("python", 0), ("kafka", 4)):
        assert (await tell(org, "Bob", what, bob)).level.units == units
    await decide(org.graph, made.id, ContestState.REFUSED, OPERATOR, at=2)
    for what, units in (("python", 1), ("kafka", 5)):
        assert (await tell(org, "Bob", what, bob)).level.units == units
    (again,) = await contest(org.graph, line, "still no", bob, at=3)
    assert (again.id, again.state) == (made.id, ContestState.REFUSED)


async def test_a_contest_is_remembered_when_the_message_is_mined_again(org: Organisation) -> None:
    bob = await viewer(org, "Bob")
    line = (await tell(org, "Bob", "kafka", bob)).units[0].line.id
    await contest(org.graph, line, "it was a colleague", bob, at=1)
    await contest(org.graph, line, "said again, changes nothing", bob, at=9)
    last = [id for id, message in org.messages.items() if message.author.endswith("bob")][-1]
    await org.edited(last, "I fixed the Kafka consumer group today, all of it")
    assert (await tell(org, "Bob", "kafka", bob)).level.units == 3
    assert len(await undecided(org.graph, OPERATOR)) == 1


async def test_nobody_contests_or_decides_for_others(org: Organisation) -> None:
    bob, ann = await viewer(org, "Bob"), await viewer(org, "Ann")
    line = (await tell(org, "Bob", "kafka", bob)).units[0].line.id
    for wrong in (line, "0000000000000", "nonsense", "observation:none"):
        with pytest.raises(NotFound):
            await contest(org.graph, wrong, "not mine", ann, at=1)
    with pytest.raises(InvalidInput):
        await contest(org.graph, line, "  ", bob, at=1)
    (made,) = await contest(org.graph, line, "no", bob, at=1)
    with pytest.raises(NotFound):
        await decide(org.graph, made.id, ContestState.ACCEPTED, bob, at=2)


async def test_people_without_messages_have_what_was_observed_and_completed(org: Organisation) -> None:
    await cypher(
        org,
        """
        MATCH (p:Person {name: 'Eve'}), (by:Person {name: 'Cid'}), (c:Competency {id: 'c'})
        CREATE (p)-[:REPORTS_TO]->(by),
               (p)-[:SHOWED]->(o:Observation {id: 'O1', level: 2, at: '2024-02-01', note: ''})
               -[:OF_COMPETENCY]->(c), (by)-[:OBSERVED]->(o),
               (p)-[:COMPLETED {at: '2024-02-02'}]->(:Content {id: 'x', title: 'Streams', status: 'live'})
               -[:TEACHES {from: 0, to: 2, source: 'stated', confidence: 1.0}]->(c)
        """,
    )
    eve = await viewer(org, "Eve")
    found = await tell(org, "Eve", "streaming", eve)
    assert (found.level.lo, found.level.hi, found.level.units) == (2, 2, 1)
    assert found.level.assessed is not None and found.level.assessed.by == "Cid"
    assert [(unit.line.id, unit.line.act) for unit in found.units] == [("completion:x", Act.LEARNED)]
    await contest(org.graph, "observation:O1", "I was not there", eve, at=1)
    await contest(org.graph, "completion:x", "nor there", eve, at=1)
    again = await tell(org, "Eve", "streaming", eve)
    assert (again.level.lo, again.level.units) == (None, 0)


async def test_a_colleague_who_saw_it_counts_like_an_endorsement_and_oneself_not_at_all(
    org: Organisation,
) -> None:
    await cypher(
        org,
        """
        MATCH (p:Person {name: 'Eve'}), (c:Competency {id: 'c'})
        UNWIND [['Ann', 4], ['Bob', 2], ['Eve', 4]] AS one
        MATCH (by:Person {name: one[0]})
        CREATE (p)-[:SHOWED]->(o:Observation {id: 'O' + one[0], level: one[1], at: '2024-02-01', note: ''})
               -[:OF_COMPETENCY]->(c), (by)-[:OBSERVED]->(o)
        """,
    )
    found = (await tell(org, "Eve", "streaming")).level
    assert (found.lo, found.units, found.assessed) == (1, 2, None)
    assert found.stated is not None and found.stated.level == 4


async def test_whoever_declined_a_skill_has_no_level_for_anybody(org: Organisation) -> None:
    await cypher(
        org, "MATCH (p:Person {name: 'Bob'}), (k:Skill {id: 'kafka'}) "
        "CREATE (p)-[:CLAIMS {state: 'declined', by: p.id, at: '2024-01-01'}]->(k)"
    )  # fmt: skip
    found = await tell(org, "Bob", "streaming", await viewer(org, "Bob"))
    assert (found.level.declined, found.level.lo, found.units) == (True, None, ())
    await recount(org.graph, TODAY)
    assert "SHOWS" not in await shows(org)


async def test_an_erased_person_leaves_no_contest_behind(org: Organisation) -> None:
    bob = await viewer(org, "Bob")
    line = (await tell(org, "Bob", "kafka", bob)).units[0].line.id
    await contest(org.graph, line, "no", bob, at=1)
    await recount(org.graph, TODAY)
    assert bob.person is not None
    await erase_person(org.graph, bob.person, lambda *_: None)
    left = await shows(org)
    assert "Contest" not in left and "SHOWS" not in left and "CONTESTED" not in left


async def test_what_is_shown_is_what_counting_again_gives(org: Organisation) -> None:
    assert await recount(org.graph, TODAY) == 1
    first = await shows(org)
    assert await recount(org.graph, TODAY, step=1) == 1
    assert await shows(org) == first
    (entry,) = first["SHOWS"]
    level = (await tell(org, "Bob", "streaming")).level
    held = dict(entry[2])
    assert (held["lo"], held["hi"], held["p"]) == (level.lo, level.hi, level.chances)


async def test_what_is_shown_comes_from_public_evidence_alone(org: Organisation) -> None:
    await recount(org.graph, TODAY)
    before = await shows(org)
    await org.said("bob", "board", "I rebuilt the Kafka cluster with new brokers")
    await recount(org.graph, TODAY)
    assert (await shows(org))["SHOWS"] == before["SHOWS"]


async def test_what_is_shown_follows_erasure_and_repeats_nothing(org: Organisation) -> None:
    await recount(org.graph, TODAY)
    for id in [id for id, message in org.messages.items() if message.space == "slack:help"]:
        await org.deleted(id)
    assert await recount(org.graph, TODAY) == 0
    assert "SHOWS" not in await shows(org)


async def shows(org: Organisation) -> dict[str, list[Any]]:
    async with bolt_of(org.graph) as bolt:
        return await dump(bolt)
