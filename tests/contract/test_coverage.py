"""What the organisation knows and reviews, on a real graph: who may see it, what is logged, what holds."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from dump import bolt_of
from organisation import MINUTE, Organisation

from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.messages import SpaceKind
from domain.review import FindingKind, FindingStatus
from domain.viewer import Viewer
from finder import names
from graph.connection import Graph, Tx
from ingest.erasing import erase_person
from learning.coverage import EVERYONE, covered
from learning.coverage_rising import rising
from learning.coverage_risk import Risk, at_risk, looks, without
from learning.review import Reviewed, decide, reviewed

pytestmark = pytest.mark.anyio

TODAY = date(2024, 3, 1)
DAY = 24 * 60 * MINUTE
OPERATOR = Viewer.operator()


async def cypher(graph: Graph, text: str, **values: Any) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(text, values)

    await graph.write(work)


async def viewer(org: Organisation, name: str) -> Viewer:
    return await names.viewer(org.graph, name)


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    """Ann alone fixes Kafka; Ann and Bob fix drivers; Cid does Python unseen; six people ask about SAP."""
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "cid", "dan", "eve", "fay", "gil", "hal")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["ann", "cid"])
    for _ in range(2):
        for _ in range(3):
            await org.said("ann", "help", "I fixed the Kafka consumers")
            await org.said("ann", "help", "I fixed the device drivers")
            await org.said("bob", "help", "I fixed the device drivers")
            await org.said("cid", "board", "I fixed the Python script")
        org.clock += 40 * DAY
    for name in ("bob", "cid", "dan", "eve", "fay", "gil"):
        await org.said(name, "help", "How do I close the month in SAP?")
    await cypher(
        org.graph,
        """
        MATCH (a:Person {name: 'Ann'}), (b:Person {name: 'Bob'})
        MATCH (k:Skill {id: 'kafka'}), (g:Skill {id: 'go'})
        CREATE (a)-[:REPORTS_TO]->(b),
               (a)-[:OWNS]->(:Content {
                 id: 'k1', title: 'Kafka for all', kind: 'course', status: 'live', description: ''
               })-[:TEACHES {from: 0, to: 2}]->(k),
               (:Content {
                 id: 'g1', title: 'Go away', kind: 'course', status: 'live', review_on: '2024-01-01'
               })-[:TEACHES {from: 0, to: 1}]->(g)
        """,
    )
    return org


async def test_a_skill_that_one_person_holds_is_at_risk(org: Organisation) -> None:
    found = await risks(org, OPERATOR)
    assert [one.name for one in found["Kafka"].holders] == ["Ann"]
    assert found["Kafka"].reasons == ("one holder", "nobody learning")
    assert "device drivers" not in found


async def test_a_private_space_puts_nothing_at_risk_for_others(org: Organisation) -> None:
    assert "Python" not in await risks(org, OPERATOR)
    assert "Python" in await risks(org, await viewer(org, "Cid"))
    assert await risks(org, Viewer("nobody")) == {}


async def test_that_somebody_is_leaving_is_told_to_their_manager_alone(org: Organisation) -> None:
    last = (TODAY + timedelta(days=30)).isoformat()
    await cypher(org.graph, "MATCH (p:Person {name: 'Ann'}) SET p.ends = $day", day=last)
    told = await risks(org, await viewer(org, "Bob"))
    assert "a holder is leaving" in told["Kafka"].reasons
    assert "device drivers" in told, "only Bob stays who knows them"
    others = await risks(org, await viewer(org, "Dan"))
    assert all(holder.leaves is None for risk in others.values() for holder in risk.holders)
    assert "device drivers" not in others


async def test_what_losing_somebody_costs_is_for_their_manager_and_is_logged(org: Organisation) -> None:
    bob = await viewer(org, "Bob")
    loss = await without(org.graph, "Ann", bob, TODAY, 5)
    assert [one.name for one in loss.alone] == ["Kafka"]
    assert [[h.name for h in one.holders] for one in loss.shared] == [["Bob"]]
    assert [one.title for one in loss.content] == ["Kafka for all"]
    for name in ("Dan", "Ann"):
        with pytest.raises(NotFound):
            await without(org.graph, "Ann", await viewer(org, name), TODAY, 6)
    seen = await looks(org.graph, "Ann", await viewer(org, "Ann"))
    assert [(one.by, one.at) for one in seen] == [(bob.person, 5)]
    with pytest.raises(NotFound):
        await looks(org.graph, "Ann", await viewer(org, "Dan"))


async def test_who_is_erased_leaves_no_look_and_no_name(org: Organisation) -> None:
    (old,) = (await reviewed(org.graph, OPERATOR, TODAY)).of([FindingKind.OUTDATED])
    await decided(org, old.id, FindingStatus.ASSIGNED, to="Ann")
    ann, bob = await viewer(org, "Ann"), await viewer(org, "Bob")
    await without(org.graph, "Ann", bob, TODAY, 5)
    assert ann.person
    await erase_person(org.graph, ann.person, lambda *_: None)
    async with bolt_of(org.graph) as bolt:
        left = await bolt.execute_query(
            "MATCH (n) WHERE n:Look OR any(name IN keys(n) WHERE n[name] = $ann) RETURN labels(n) AS labels",
            ann=ann.person,
        )
    assert left.records == []


async def test_coverage_says_nothing_of_who_cannot_be_seen(org: Organisation) -> None:
    found = await covered(org.graph, EVERYONE, "", OPERATOR, TODAY)
    assert (found.unit.asked, round(found.unit.visible, 2)) == (8, 0.88)
    later = await covered(org.graph, EVERYONE, "", OPERATOR, TODAY + timedelta(days=400))
    assert later.unit.visible == 0 and not later.unit.is_told
    with pytest.raises(NotFound):
        await covered(org.graph, EVERYONE, "", Viewer("nobody"), TODAY)
    with pytest.raises(NotFound):
        await covered(org.graph, EVERYONE, "No such framework", OPERATOR, TODAY)


async def test_rising_is_what_was_hardly_done_before(org: Organisation) -> None:
    for _ in range(12):
        await org.said("dan", "help", "I fixed the Kafka consumers")
    today = datetime.fromtimestamp(org.clock / 1_000_000, UTC).date()
    found = await rising(org.graph, "Dan", OPERATOR, today)
    assert [(one.name, one.counted.now, one.counted.before) for one in found.skills] == [("Kafka", 12, 0)]
    assert (await rising(org.graph, "Hal", OPERATOR, today)).skills == ()


async def test_questions_that_nothing_answers_are_a_gap_that_names_nobody(org: Organisation) -> None:
    found = await reviewed(org.graph, OPERATOR, TODAY)
    (gap,) = found.of([FindingKind.MISSING])
    assert gap.about == ("sap",)
    assert gap.evidence == ("critical gap: 6 questions by 6 people in 90 days, no live content, no expert",)
    assert not {"Bob", "Cid", "Dan", "Eve", "Fay", "Gil"} & set(" ".join((*gap.evidence, gap.title)).split())
    assert await reviewed(org.graph, OPERATOR, TODAY) == found, "a second run changes nothing"
    assert (await reviewed(org.graph, Viewer("nobody"), TODAY)).findings == ()


async def test_a_dismissal_holds_until_the_item_changes(org: Organisation) -> None:
    (old,) = (await reviewed(org.graph, OPERATOR, TODAY)).of([FindingKind.OUTDATED])
    settled = await decided(org, old.id, FindingStatus.DISMISSED, reason="a classic")
    (still,) = settled.of([FindingKind.OUTDATED])
    assert (still.status, still.reason) == (FindingStatus.DISMISSED, "a classic")
    await cypher(org.graph, "MATCH (c:Content {id: 'g1'}) SET c.review_on = '2024-02-01'")
    (again,) = (await reviewed(org.graph, OPERATOR, TODAY)).of([FindingKind.OUTDATED])
    assert (again.id, again.status) == (old.id, FindingStatus.OPEN)


async def test_a_finding_is_assigned_and_opened_again_by_stewards_alone(org: Organisation) -> None:
    (old,) = (await reviewed(org.graph, OPERATOR, TODAY)).of([FindingKind.OUTDATED])
    bob = await viewer(org, "Bob")
    (given,) = (await decided(org, old.id, FindingStatus.ASSIGNED, to="Bob")).of([FindingKind.OUTDATED])
    assert (given.status, given.owner) == (FindingStatus.ASSIGNED, bob.person)
    (opened,) = (await decided(org, old.id, FindingStatus.OPEN)).of([FindingKind.OUTDATED])
    assert opened == old
    with pytest.raises(NotAllowed):
        await decide(org.graph, bob, old.id, FindingStatus.ACCEPTED, at=1, today=TODAY)
    with pytest.raises(InvalidInput):
        await decided(org, old.id, FindingStatus.DISMISSED)
    with pytest.raises(NotFound):
        await decided(org, "F0", FindingStatus.ACCEPTED)


async def risks(org: Organisation, whose: Viewer) -> dict[str, Risk]:
    return {one.name: one for one in await at_risk(org.graph, whose, TODAY)}


async def decided(
    org: Organisation, id: str, status: FindingStatus, *, reason: str = "", to: str = ""
) -> Reviewed:
    at = time.time_ns() // 1_000
    return await decide(org.graph, OPERATOR, id, status, reason=reason, to=to, at=at, today=TODAY)
