"""The ledger keeps its promises: exactly once, and every relationship equals a recount."""

import pytest
from dump import bolt_of, dump
from engine_fixtures import driver
from organisation import Organisation

from domain.evidence import Act, bucket_act
from domain.messages import SpaceKind
from domain.tally import Known
from engine.store import Address
from graph import knows, people
from graph.connection import Graph, Tx

pytestmark = pytest.mark.anyio


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "cleo")
    await org.opens("help")
    return org


async def all_known(graph: Graph) -> list[Known]:
    async def read(tx: Tx) -> list[Known]:
        found = await tx.run("MATCH (p:Person) RETURN p.key AS key")
        return await knows.of_people(tx, people=[record["key"] for record in await found.data()])

    return await graph.read(read)


async def acts_of(graph: Graph, skill: str) -> dict[Act, int]:
    found: dict[Act, int] = {}
    key = next(s.key for s in Organisation(graph).vocabulary.skills if s.id == skill)
    for known in await all_known(graph):
        if known.skill == key:
            for number, count in zip(known.b, known.n, strict=True):
                found[bucket_act(number)] = found.get(bucket_act(number), 0) + count
    return found


async def test_an_answer_is_known_and_a_question_is_only_asked(org: Organisation) -> None:
    question = await org.said("ann", "help", "How do I reset a Kafka consumer?")
    await org.replied("bob", question, "Stop the group, then reset the offsets with the Kafka tool")
    assert await acts_of(org.graph, "kafka") == {Act.ASKED: 1, Act.ANSWERED: 1}


async def test_a_late_thanks_changes_an_earlier_act(org: Organisation) -> None:
    question = await org.said("ann", "help", "How do I reset a Kafka consumer?")
    await org.replied("bob", question, "Stop the group, then reset the offsets with the Kafka tool")
    await org.replied("ann", question, "thanks, that worked")
    assert Act.EXPLAINED in await acts_of(org.graph, "kafka")


async def test_an_edit_replaces_what_a_message_showed(org: Organisation) -> None:
    message = await org.said("bob", "help", "I fixed the Kafka cluster")
    await org.edited(message, "I fixed the SAP interface")
    assert await acts_of(org.graph, "kafka") == {}
    assert sum((await acts_of(org.graph, "sap")).values()) == 1


async def test_an_older_export_does_not_undo_an_edit(org: Organisation) -> None:
    message = await org.said("bob", "help", "I fixed the Kafka cluster")
    before = org.messages[message]
    await org.edited(message, "I fixed the SAP interface")
    assert not (await org.takes_in(before)).anything
    assert await acts_of(org.graph, "kafka") == {}


async def test_a_deleted_message_is_retracted_and_does_not_come_back(org: Organisation) -> None:
    message = await org.said("bob", "help", "I fixed the Kafka cluster")
    held = org.messages[message]
    await org.deleted(message)
    assert await all_known(org.graph) == []
    await org.takes_in(held)
    assert await all_known(org.graph) == []


async def test_the_same_message_twice_changes_nothing(org: Organisation, engine: Address) -> None:
    message = await org.said("bob", "help", "I fixed the Kafka cluster")
    async with driver(engine) as bolt:
        once = await dump(bolt)
        assert not (await org.takes_in(org.messages[message])).anything
        assert await dump(bolt) == once


async def test_a_reply_that_came_before_its_question_is_settled_with_it(org: Organisation) -> None:
    question = org.message("ann", "help", "Does anybody know Kafka?")
    await org.said("bob", "help", "Restart the broker and watch the log", thread=question.id)
    assert await acts_of(org.graph, "kafka") == {}
    await org.takes_in(question)
    assert (await acts_of(org.graph, "kafka"))[Act.ANSWERED] == 1


async def test_a_term_is_spelled_from_its_third_contribution_until_there_are_fewer(
    org: Organisation, engine: Address
) -> None:
    async def spelled() -> list[str]:
        async with driver(engine) as bolt:
            found = await bolt.execute_query("MATCH (t:Term) WHERE t.text IS NOT NULL RETURN t.text AS text")
            return sorted(record["text"] for record in found.records)

    await org.said("ann", "help", "Gantry broke")
    await org.said("bob", "help", "Gantry works here")
    await org.said("bob", "help", "Gantry")
    assert "gantri" in await spelled()
    last = await org.said("cleo", "help", "Gantry printer")
    await org.deleted(last)
    assert "gantri" in await spelled()
    for id in list(org.messages)[:1]:
        await org.deleted(id)
    assert "gantri" not in await spelled()


async def test_a_space_that_becomes_private_hides_at_once_and_is_recounted(org: Organisation) -> None:
    await org.said("bob", "help", "I fixed the Kafka cluster")
    await org.opens("help", SpaceKind.PRIVATE, ["bob"])
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query("MATCH (p:Person) WHERE p.veiled RETURN count(p) AS n")
        assert found.records[0]["n"] == 1
    await org.settles()
    assert {known.scope for known in await all_known(org.graph)} == {"slack:help"}
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query("MATCH (e:Evidence) WHERE e.quote IS NOT NULL RETURN count(e) AS n")
        assert found.records[0]["n"] == 0


async def test_an_account_with_a_new_address_takes_its_rows_along(org: Organisation) -> None:
    await org.said("bob", "help", "I fixed the Kafka cluster")
    before = await all_known(org.graph)
    await org.joins("bob", email="bob@shop.test")
    await org.settles()
    (after,) = await all_known(org.graph)
    assert after.person != before[0].person
    assert after.b == before[0].b
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query("MATCH (p:Person) RETURN count(p) AS n")
        assert found.records[0]["n"] == 3, "the person whom nobody is any more is gone"


async def test_a_fold_left_for_later_equals_one_done_at_once(org: Organisation) -> None:
    org.fold_later = True
    await org.said("bob", "help", "I fixed the Kafka cluster")
    assert await all_known(org.graph) == []
    assert await org.graph.read(people.count_stale) == 1
    await org.settles()
    (later,) = await all_known(org.graph)
    org.fold_later = False
    await org.deleted(next(iter(org.messages)))
    await org.said("bob", "help", "I fixed the Kafka cluster")
    (at_once,) = await all_known(org.graph)
    assert (later.b, later.n, later.g) == (at_once.b, at_once.n, at_once.g)


async def test_what_becomes_of_a_spaces_purpose_settles_its_threads_again(org: Organisation) -> None:
    await org.said("bob", "help", "I wrote the service in Go last year")
    await org.opens("help", purpose="")
    before = await acts_of(org.graph, "go")
    await org.opens("help", purpose="everything about golang and Python")
    await org.settles()
    assert sum((await acts_of(org.graph, "go")).values()) >= sum(before.values())
    assert await acts_of(org.graph, "go")
