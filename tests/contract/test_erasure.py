"""Whoever and whatever was erased is gone with all that came of it, and does not come back."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conftest import empty
from dump import bolt_of, dump
from organisation import Organisation, person

from domain.errors import NotFound
from domain.keys import key
from domain.messages import Account, SpaceKind
from domain.people import id_by_email, person_id
from domain.viewer import Scopes
from engine.store import Address
from graph import erasure, skills
from graph.connection import Graph, Tx
from graph.skills import After
from ingest import erasing
from ingest.directory import take_in_accounts
from ingest.erasing import erase_message, erase_person, erase_space
from ingest.merging import Steward, merge
from ingest.people import ingest_people
from sources.people import PersonRecord

pytestmark = pytest.mark.anyio


def silent(_: str, __: int) -> None: ...


def id_of(name: str) -> str:
    return person_id(Account(person(name), "slack", name))


async def talk(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob", "cleo")
    await org.opens("help")
    asked = await org.said("ann", "help", "How do I restart Kafka?")
    await org.replied("bob", asked, "I fixed it by draining the SAP queue.")
    await org.replied("cleo", asked, "Stop the broker first, because Kafka flushes only then.")
    own = await org.said("bob", "help", "Anybody with a working WLAN driver?")
    await org.replied("cleo", own, "Yes, a new one fixed it for me.")
    await org.said("ann", "help", "Ask @bob about Python, he knows it best.")
    await org.settles()
    return org


async def knowers_of(tx: Tx, skill: str) -> list[str]:
    """Who is publicly known for a skill."""
    found = await skills.knowers(tx, scopes=Scopes(("*",)), after=[After(skill)], first=9)
    return [one.person for one in found]


async def whole(graph: Graph) -> dict[str, list[Any]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


async def traces(graph: Graph, *keys: int) -> int:
    """How many nodes hold any of some keys in any property, marks of erasure aside."""
    async with bolt_of(graph) as bolt:
        found = await bolt.execute_query(
            "MATCH (n) WHERE NOT n:Erased AND any(name IN keys(n) WHERE n[name] IN $keys) "
            "RETURN count(n) AS n",
            keys=list(keys),
        )
        return found.records[0]["n"]


async def test_nothing_of_an_erased_person_is_left(graph: Graph) -> None:
    await talk(graph)
    bob, account = id_of("bob"), key(person("bob"))
    receipt = await erase_person(graph, bob, silent)
    assert receipt.before.rows_by == 2
    assert receipt.before.rows_about == 3
    assert receipt.before.people == receipt.before.accounts == 1
    assert not receipt.after.anything
    assert await traces(graph, account, key("person", bob), bob, person("bob"), "bob", "Bob") == 0


async def test_erased_late_is_the_same_as_erased_before_the_first_word(graph: Graph, engine: Address) -> None:
    await talk(graph)
    await erase_person(graph, id_of("bob"), silent)
    late = await whole(graph)
    assert len(late["Evidence"]) == 4  # Ann's two and Cleo's two
    await empty(engine)
    gone = {key(person("bob")), key("person", id_of("bob")), key("documents:bob")}
    await graph.write(lambda tx: erasure.mark(tx, keys=gone))
    await talk(graph)
    assert await whole(graph) == late


async def test_what_somebody_decided_stays_decided_without_their_name(graph: Graph) -> None:
    org = await talk(graph)
    await merge(graph, "drivers", "wi-fi", Steward(id_of("bob"), org.clock), silent)
    await erase_person(graph, id_of("bob"), silent)
    assert await traces(graph, id_of("bob")) == 0
    (merged,) = (await whole(graph))["MERGED_INTO"]
    assert dict(merged[2])["by"] == ""


async def test_an_erased_person_does_not_come_back_with_the_next_export(graph: Graph) -> None:
    org = await talk(graph)
    await erase_person(graph, id_of("bob"), silent)
    before = await whole(graph)
    await org.joins("bob")
    for message in list(org.messages.values()):
        await org.takes_in(message)
    await org.settles()
    assert await whole(graph) == before
    await org.said("bob", "help", "I fixed Kafka again")
    assert await traces(graph, key(person("bob"))) == 0


async def test_an_account_that_appears_later_under_the_same_address_is_not_taken_in(graph: Graph) -> None:
    org = Organisation(graph)
    await org.begin()
    await org.joins("bob", email="bob@x.test")
    await erase_person(graph, id_by_email("bob@x.test"), silent)
    await take_in_accounts(graph, [Account("documents:bob@x.test", "documents", "bob", "Bob", "bob@x.test")])
    await ingest_people(graph, [PersonRecord("7", "Bob", email="bob@x.test")], today=date(2026, 11, 24))
    assert await traces(graph, "documents:bob@x.test", "Bob", "bob@x.test", "7") == 0


async def test_an_account_that_was_kept_out_stays_out_without_its_address(graph: Graph) -> None:
    org = Organisation(graph)
    await org.begin()
    await org.joins("bob", email="bob@shop.test")
    await erase_person(graph, id_by_email("bob@shop.test"), silent)
    later = Account(person("robert"), "slack", "robert", "Robert", "bob@shop.test")
    await take_in_accounts(graph, [later])
    await take_in_accounts(graph, [replace(later, email="")])
    assert await traces(graph, key(later.id)) == 0


async def test_a_new_address_does_not_bring_an_erased_person_back_with_the_list(graph: Graph) -> None:
    await Organisation(graph).begin()
    today = date(2026, 11, 24)
    await ingest_people(graph, [PersonRecord("7", "Bob", email="bob@x.test")], today=today)
    await erase_person(graph, id_by_email("bob@x.test"), silent)
    again = [PersonRecord("7", "Bob", email="new@x.test"), PersonRecord("8", "Cleo")]
    assert (await ingest_people(graph, again, today=today)).people == 1, "who was kept out is not counted"
    assert await traces(graph, "Bob", "bob@x.test", "new@x.test", "7") == 0


async def test_an_erasure_that_was_interrupted_is_finished_by_the_next_ingest(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    org = await talk(graph)

    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "finish_operations", killed)
        with pytest.raises(KeyboardInterrupt):
            await erase_person(graph, id_of("bob"), silent)
    await org.settles()
    assert await traces(graph, key(person("bob")), id_of("bob")) == 0


async def test_a_space_goes_with_everything_in_it_and_stays_away(graph: Graph) -> None:
    org = await talk(graph)
    await org.opens("board", SpaceKind.PRIVATE, ["cleo"])
    await org.said("cleo", "board", "I moved the ledger to SAP")
    before = await whole(graph)
    receipt = await erase_space(graph, "slack:board", silent)
    assert receipt.before.rows_by == 1
    assert not receipt.after.anything
    await org.opens("board", SpaceKind.PRIVATE, ["cleo"])
    await org.said("cleo", "board", "I moved the ledger to SAP again")
    after = await whole(graph)
    assert len(after["Evidence"]) == len(before["Evidence"]) - 1
    assert len(after["Space"]) == len(before["Space"]) - 1


async def test_a_space_whose_erasure_was_interrupted_shows_nobody(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk(graph)

    async def public() -> list[str]:
        return await graph.read(lambda tx: knowers_of(tx, "kafka"))

    assert await public() != []

    async def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "finish_operations", killed)
        with pytest.raises(KeyboardInterrupt):
            await erase_space(graph, "slack:help", silent)
    assert await public() == []


async def test_a_message_is_erased_as_if_it_had_been_deleted(graph: Graph) -> None:
    org = await talk(graph)
    own = next(id for id, message in org.messages.items() if "Anybody" in message.text)
    rows = len((await whole(graph))["Evidence"])
    assert await erase_message(graph, own) == 1
    await org.takes_in(replace(org.messages[own], edited=org.clock + 1))
    assert len((await whole(graph))["Evidence"]) == rows - 1
    with pytest.raises(NotFound):
        await erase_message(graph, own)


async def test_nobody_and_nowhere_are_said_to_be_unknown(graph: Graph) -> None:
    org = Organisation(graph)
    await org.begin()
    with pytest.raises(NotFound):
        await erase_person(graph, "Pnobody", silent)
    with pytest.raises(NotFound):
        await erase_space(graph, "slack:nowhere", silent)
