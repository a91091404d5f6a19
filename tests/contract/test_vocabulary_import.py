"""Vocabularies come in by layers: once is as often as one likes, and taken out is as if never taken in."""

import asyncio
from datetime import UTC, datetime
from itertools import permutations
from typing import Any

import pytest
from dump import bolt_of, dump
from organisation import Organisation

import ingest.vocabulary as imports
from domain.errors import InvalidInput, NotFound
from domain.skills import Skill, Vocabulary
from graph import inventory, skills
from graph.connection import Graph
from graph.errors import GraphError
from ingest.operations import finish_operations
from ingest.vocabulary import Outcome, import_vocabulary, list_imports, undo_import

pytestmark = pytest.mark.anyio

NOW = datetime(2023, 12, 1, tzinfo=UTC)
AT = 1_700_000_000_000_000  # microseconds

# Each joins one of the organisation's skills, brings one of its own, and shares labels with the others.
LAYERS = {
    "a": Vocabulary.of(
        [
            Skill("x", "Kafka", ("event bus",), broader=("streams",), translations=(("de", "Ereignisbus"),)),
            Skill("streams", "stream processing", ("event streams",), broader=("messaging",)),
        ]
    ),
    "b": Vocabulary.of(
        [
            Skill("bus", "event streams", ("event bus", "pulsar"), related=("go",)),
            Skill("python", "Python", ("CPython",), requires=("bus",), ordinary=frozenset({"CPython"})),
        ]
    ),
    "c": Vocabulary.of(
        [
            Skill("p", "pulsar", ("cpython", "stream processing"), "data"),
            Skill("k", "Apache Kafka", related=("p",)),
        ]
    ),
}


class Quiet:
    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, done: int, messages: int) -> None: ...


QUIET = Quiet()


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    return org


async def take_in(graph: Graph, name: str, vocabulary: Vocabulary | None = None) -> Outcome:
    order = sorted(LAYERS).index(name) if name in LAYERS else len(LAYERS)
    return await import_vocabulary(
        graph, vocabulary or LAYERS[name], name=name, kind="CSV", at=AT + order, progress=QUIET
    )


async def held(graph: Graph) -> dict[str, list[Any]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


async def test_a_vocabulary_that_is_undone_leaves_the_graph_as_it_was(org: Organisation):
    before = await held(org.graph)
    outcome = await take_in(org.graph, "a")
    assert outcome.laid.joined == {"x": "kafka"}
    assert await held(org.graph) != before
    await undo_import(org.graph, "a", QUIET)
    assert await held(org.graph) == before


@pytest.mark.parametrize("order", list(permutations("abc")))
async def test_in_whatever_order_others_are_undone_one_stays_as_if_it_were_alone(
    org: Organisation, order: tuple[str, ...]
):
    first, second, stays = order
    await take_in(org.graph, stays)
    alone = await held(org.graph)
    await undo_import(org.graph, stays, QUIET)
    for name in sorted(order):
        await take_in(org.graph, name)
    await undo_import(org.graph, first, QUIET)
    await undo_import(org.graph, second, QUIET)
    left = await held(org.graph)
    assert left == alone


async def test_the_same_vocabulary_again_changes_nothing_under_whatever_name(org: Organisation):
    await take_in(org.graph, "a")
    once = await held(org.graph)
    assert not (await take_in(org.graph, "a")).changed
    again = await import_vocabulary(
        org.graph, LAYERS["a"], name="other", kind="CSV", at=AT + 9, progress=QUIET
    )
    assert (again.changed, again.name) == (False, "a")
    assert await held(org.graph) == once


async def test_another_vocabulary_cannot_take_a_name_that_is_taken(org: Organisation):
    await take_in(org.graph, "a")
    with pytest.raises(InvalidInput, match="'a'"):
        await import_vocabulary(org.graph, LAYERS["b"], name="a", kind="CSV", at=AT, progress=QUIET)


async def test_a_dry_run_tells_and_writes_nothing(org: Organisation):
    before = await held(org.graph)
    outcome = await import_vocabulary(
        org.graph, LAYERS["a"], name="a", kind="CSV", at=AT, progress=QUIET, dry=True
    )
    assert outcome.laid.added == ["streams"]
    assert await held(org.graph) == before


async def test_only_what_is_there_can_be_undone(org: Organisation):
    await take_in(org.graph, "a")
    for name in ("b", "", "A"):
        with pytest.raises(NotFound):
            await undo_import(org.graph, name, QUIET)
    assert [one.name for one in await list_imports(org.graph)] == ["a"]


async def test_killed_after_any_transaction_and_done_again_it_is_as_done_once(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
):
    """Every transaction of coming in and of going out is the last one once; small chunks make many."""
    monkeypatch.setattr(imports, "ROWS_A_CHUNK", 2)
    monkeypatch.setattr(imports, "SKILLS_A_PART", 1)
    before = await held(org.graph)
    await take_in(org.graph, "b")
    await take_in(org.graph, "c")
    clean = await held(org.graph)
    await undo_import(org.graph, "b", QUIET)
    only = await held(org.graph)
    await undo_import(org.graph, "c", QUIET)
    whole = imports._write  # pyright: ignore[reportPrivateUsage]
    left = 0

    async def cut(graph: Graph, work: Any) -> Any:
        nonlocal left
        if left == 0:
            raise GraphError("killed")
        left -= 1
        return await whole(graph, work)

    async def killed_after(transactions: int, work: Any) -> bool:
        nonlocal left
        left = transactions
        monkeypatch.setattr(imports, "_write", cut)
        try:
            await work()
        except GraphError:
            return True
        finally:
            monkeypatch.setattr(imports, "_write", whole)
        return False

    for transactions in range(1, 99):
        await take_in(org.graph, "b")
        killed = await killed_after(transactions, lambda: take_in(org.graph, "c"))
        await take_in(org.graph, "c")
        assert await held(org.graph) == clean, transactions
        await killed_after(transactions, lambda: undo_import(org.graph, "b", QUIET))
        if "b" in [one.name for one in await list_imports(org.graph)]:
            await undo_import(org.graph, "b", QUIET)
        assert [one.name for one in await list_imports(org.graph)] == ["c"]
        await take_in(org.graph, "c")  # settles what was left of "b"
        assert await held(org.graph) == only, transactions
        await undo_import(org.graph, "c", QUIET)
        assert await held(org.graph) == before, transactions
        if not killed:
            break
    assert transactions > 5


async def test_one_killed_while_it_came_is_no_more_when_another_comes(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
):
    await take_in(org.graph, "b")
    clean = await held(org.graph)
    await undo_import(org.graph, "b", QUIET)

    async def cut(*_: object, **__: object) -> None:
        raise GraphError("killed")

    with monkeypatch.context() as patch, pytest.raises(GraphError):
        patch.setattr(imports.imports, "hold", cut)
        await take_in(org.graph, "a")
    assert await list_imports(org.graph) == []
    await take_in(org.graph, "b")
    assert await held(org.graph) == clean


async def test_what_people_knew_of_an_undone_skill_is_gone_and_counts_again_when_it_is_back(
    org: Organisation,
):
    await org.joins("ann")
    await org.opens("help")
    await take_in(org.graph, "c")
    org.vocabulary = await org.graph.read(skills.vocabulary)
    await org.said("ann", "help", "I configured Pulsar by hand.")
    assert "p" in await known(org)
    await undo_import(org.graph, "c", QUIET)
    assert await known(org) == []
    await settled(org)
    assert await differences(org.graph) == []
    await take_in(org.graph, "c")
    await settled(org)
    assert await known(org) == ["p"]
    assert await differences(org.graph) == []


async def test_what_stewards_did_outlives_imports(org: Organisation):
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query(
            "MATCH (s:Skill {id: 'kafka'}) SET s.renamed = 'Kafka!', s.renamed_by = '', s.renamed_at = 1"
        )
    before = await held(org.graph)
    await take_in(org.graph, "a")
    await undo_import(org.graph, "a", QUIET)
    assert await held(org.graph) == before


async def test_two_at_once_do_not_mix(org: Organisation):
    results = await asyncio.gather(take_in(org.graph, "a"), take_in(org.graph, "b"), return_exceptions=True)
    assert all(isinstance(result, Outcome | GraphError) for result in results)
    for name in "ab":
        await take_in(org.graph, name)
    mixed = await held(org.graph)
    order = [one.name for one in await list_imports(org.graph)]
    for name in "ab":
        await undo_import(org.graph, name, QUIET)
    for name in order:
        await take_in(org.graph, name)
    assert await held(org.graph) == mixed


async def known(org: Organisation) -> list[str]:
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query("MATCH (:Person)-[:KNOWS]->(s:Skill) RETURN DISTINCT s.id AS id")
    return sorted(record["id"] for record in found.records)


async def settled(org: Organisation) -> None:
    await finish_operations(org.graph, org.vocabulary, lambda *_: None)


async def differences(graph: Graph) -> list[Any]:
    """Where what people know is not what a recount says."""
    return [
        one
        async for some in inventory.people(graph)
        for one in await inventory.wrong_relationships(graph, some)
    ]
