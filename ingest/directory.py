"""Who and where, before what was said: accounts with their people, and spaces with their readers."""

from collections.abc import Iterable, Mapping, Sequence

from domain.keys import key
from domain.messages import Account, Space, SpaceKind
from domain.people import person_id, person_key
from graph import erasure, ledger, links, operations, people, spaces
from graph.connection import Graph, Tx
from graph.operations import OperationKind
from graph.spaces import SpaceRow

ACCOUNTS_A_CHUNK = 1_000


async def take_in_accounts(graph: Graph, accounts: Sequence[Account]) -> None:
    """Writes accounts; those that now belong to another person, by e-mail address or link, move with their
    rows."""
    for start in range(0, len(accounts), ACCOUNTS_A_CHUNK):
        chunk = accounts[start : start + ACCOUNTS_A_CHUNK]

        async def write(tx: Tx, chunk: Sequence[Account] = chunk) -> None:
            await ledger.begin(tx)
            await links.settle(tx, accounts=await people.save_accounts(tx, await _not_erased(tx, chunk)))

        await graph.write(write)


async def take_in_strangers(graph: Graph, accounts: Mapping[str, Account]) -> None:
    """Writes accounts that messages speak of and no list of users has, unless an earlier list had them."""

    async def unknown(tx: Tx) -> list[int]:
        return await people.unknown_accounts(tx, accounts=[key(id) for id in accounts])

    missing = set(await graph.read(unknown))
    await take_in_accounts(graph, [account for id, account in accounts.items() if key(id) in missing])


async def _not_erased(tx: Tx, accounts: Sequence[Account]) -> list[Account]:
    """Accounts of nobody who was erased; others of theirs are remembered as erased with them."""
    own = {key(account.id): person_key(person_id(account)) for account in accounts}
    gone = await erasure.marked(tx, {*own, *own.values()})
    theirs = {account for account, person in own.items() if person in gone} - gone
    await erasure.mark(tx, keys=theirs)
    return [account for account in accounts if key(account.id) not in gone | theirs]


async def take_in_space(
    graph: Graph, space: Space, topics: Iterable[int], *, only_known: bool = False
) -> None:
    """Writes a space and its readers; with `only_known`, one that the graph does not have stays unknown.

    When it stops being public, what its people show publicly is hidden in the same transaction and recounted
    later; answers may miss something for seconds, and never show what is no longer public.
    """
    row = SpaceRow.of(space, topics)

    async def write(tx: Tx) -> None:
        await ledger.begin(tx)
        if await erasure.marked(tx, (row.key,)):
            return
        held = next(iter(await spaces.held(tx, keys=(row.key,))), None)
        if held is None and only_known:
            return
        await spaces.save(tx, space=row)
        if space.kind is not SpaceKind.PUBLIC:
            await spaces.set_members(tx, space=row.key, accounts={key(member) for member in space.members})
        if held is None:
            return
        if held.scope != row.scope:
            await spaces.veil(tx, space=row.key)
            if space.kind is not SpaceKind.PUBLIC:
                await operations.begin(tx, OperationKind.UNQUOTE, row.key)
        if held.topics != row.topics:
            await operations.begin(tx, OperationKind.SETTLE, row.key)

    await graph.write(write)
