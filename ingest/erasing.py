"""Erasure: a person, a space or a message, with everything that was derived from it, and its receipt.

A key of what was erased stays, so that the next export does not bring it back; nothing can be read from it.
"""

from dataclasses import dataclass

from domain.errors import NotFound
from domain.keys import key
from domain.people import id_by_list, person_key
from graph import erasure, ledger, operations, people, skills, spaces
from graph.connection import Graph, Tx
from graph.erasure import Left
from graph.operations import OperationKind
from ingest.document_people import names_alone
from ingest.operations import Report, finish_operations
from ingest.writing import Mined, write


@dataclass(frozen=True, slots=True)
class Receipt:
    """How much there was before, and how much a second look found afterwards: nothing, or it is not done."""

    before: Left
    after: Left


async def erase_person(graph: Graph, person: str, report: Report) -> Receipt:
    """Erases what somebody wrote, what others' messages show about them, their accounts and their entry of
    the organisation's list. Killed, it goes on with the next ingest, or when it is asked for again."""
    whose = person_key(person)
    accounts = await graph.read(lambda tx: erasure.accounts_of(tx, person=whose))
    keys = [account.key for account in accounts]

    async def look(tx: Tx) -> Left:
        return await erasure.left_of_person(tx, person=whose, accounts=keys)

    async def begin(tx: Tx) -> None:
        await ledger.begin(tx)
        numbers = await people.listed_among(tx, people=[whose])
        listed = (person_key(id_by_list(one.number)) for one in numbers)  # as completions may name them
        bare = await names_alone(tx, person=person)
        await erasure.mark(tx, keys={whose, *keys, *(account.own for account in accounts), *listed, *bare})
        await erasure.unlearn(tx, person=whose)
        await erasure.unsay(tx, person=whose)
        await erasure.unlist(tx, person=whose, identities=[account.identity for account in accounts])
        await erasure.unsign(tx, person=person)
        for account in accounts:
            await operations.begin(tx, OperationKind.ERASE, account.key)

    before = await graph.read(look)
    if not before.people:
        raise NotFound(f"There is no person {person}.", "Give an id as `understory find` shows it.")
    await graph.write(begin)
    await finish_operations(graph, await graph.read(skills.vocabulary), report)
    return Receipt(before, await graph.read(look))


async def erase_space(graph: Graph, space: str, report: Report) -> Receipt:
    """Erases a space, given by id, and every message and document in it."""
    where = key(space)
    held = next(iter(await graph.read(lambda tx: spaces.held(tx, keys=(where,)))), None)
    if held is None:
        raise NotFound(f"There is no space {space}.", "Give its id: `spaces` of GraphQL shows them.")
    scope = held.scope

    async def look(tx: Tx) -> Left:
        return await erasure.left_of_space(tx, space=where, scope=scope)

    async def begin(tx: Tx) -> None:
        await ledger.begin(tx)
        await erasure.mark(tx, keys=(where,))
        await spaces.veil(tx, space=where)
        await operations.begin(tx, OperationKind.ERASE_SPACE, where)

    before = await graph.read(look)
    await graph.write(begin)
    await finish_operations(graph, await graph.read(skills.vocabulary), report)
    return Receipt(before, await graph.read(look))


async def erase_message(graph: Graph, item: str) -> int:
    """Erases one message, given by id, as if it had been deleted where it was written; says how many rows
    went. Raises NotFound."""
    vocabulary = await graph.read(skills.vocabulary)

    async def step(tx: Tx) -> int:
        return (await write(tx, Mined((), frozenset({item}), {}), vocabulary, fold_later=False)).removed

    removed = await graph.write(step)
    if not removed:
        raise NotFound(
            f"Nothing is kept of a message {item}.",
            "Give its id, such as slack:C024BE91L:1355517523.000005, or its permalink.",
        )
    return removed
