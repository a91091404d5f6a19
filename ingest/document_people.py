"""Whom documents name: by e-mail address, else by a name that fits one person alone, else by itself."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.keys import key
from domain.links import LISTED, Link
from domain.messages import Account
from domain.people import person_key
from graph import documents, ledger, links, people
from graph.connection import Graph, Tx
from graph.documents import Named
from ingest.directory import take_in_strangers
from sources.documents import SOURCE

LINKED_BY = "documents: the same name"
_ADDRESS = re.compile(r"[^\s<>()@,;]+@[^\s<>()@,;]+\.[^\s<>()@,;]+")


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A name that fits several people: nobody is credited."""

    name: str
    people: int


class Directory:
    """The accounts of those whom documents name, in memory for the length of an ingest."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._known: dict[str, str | Ambiguous] = {}
        self._erased = set[str]()

    async def match_standing(self) -> int:
        """Links the accounts that stood for a name alone to those who have come to bear it; says how many."""

        async def write(tx: Tx) -> int:
            await ledger.begin(tx)
            waiting = {one.id: folded(one.name) for one in await documents.unmatched(tx, source=SOURCE)}
            fitting = _by_name(await _named(tx, waiting.values()))
            alone = {id: fitting[name][0] for id, name in waiting.items() if len(fitting.get(name, ())) == 1}
            await _link(tx, alone)
            return len(alone)

        return await self._graph.write(write)

    async def meet(self, names: Collection[str]) -> None:
        """Makes sure that everybody named is known, or known to be ambiguous."""
        new = {account.id: account for name in names if (account := account_of(name)).id not in self._known}
        if not new:
            return

        async def look(tx: Tx) -> tuple[list[int], list[Named]]:
            bare = {id: account for id, account in new.items() if not account.email}
            matched = await documents.matched(tx, accounts=[key(id) for id in bare])
            return matched, await _named(tx, (folded(account.name) for account in bare.values()))

        matched, named = await self._graph.read(look)
        fitting = _by_name(named)
        alone: dict[str, Named] = {}
        wanted: dict[str, Account] = {}
        for id, account in new.items():
            fits = () if account.email or key(id) in matched else fitting.get(folded(account.name), ())
            if len(fits) > 1:
                self._known[id] = Ambiguous(account.name, len(fits))
                continue
            wanted[id] = account
            if fits:
                alone[id] = fits[0]
        await take_in_strangers(self._graph, wanted)
        absent = await self._graph.read(
            lambda tx: people.unknown_accounts(tx, accounts=[key(id) for id in wanted])
        )
        self._erased.update(id for id in wanted if key(id) in absent)

        async def link(tx: Tx) -> None:
            await ledger.begin(tx)
            await _link(tx, alone)

        if alone:
            await self._graph.write(link)
        self._known |= {id: id for id in wanted}

    def is_erased(self, account: str) -> bool:
        """Whether somebody who was met is kept out, as they were erased."""
        return account in self._erased

    def account(self, name: str) -> str | Ambiguous:
        """The account of somebody who was met, or why there is none."""
        return self._known[account_of(name).id]


async def names_alone(tx: Tx, *, person: str) -> list[int]:
    """Keys of the accounts that documents would yet make of the names and handles of somebody, given by id.

    A name that others bear as well is left out: it is theirs too.
    """
    own = {folded(name) for name in await documents.names_of(tx, person=person_key(person))}
    bearers = _by_name(await _named(tx, own))
    shared = {name for name, bearing in bearers.items() if {one.person for one in bearing} != {person}}
    keys = {key(account_of(name).id) for name in own - shared - {""}}
    return await people.unknown_accounts(tx, accounts=keys)


def account_of(name: str) -> Account:
    """The account for a document's words for somebody: `Ann Lee <ann@x.org>`, `@ann` or `Ann Lee`."""
    found = _ADDRESS.search(name)
    if found:
        address = found[0].strip(".'\"").lower().removeprefix("mailto:")
        said = (name[: found.start()] + name[found.end() :]).strip(" <>()\"',")
        return Account(f"{SOURCE}:{address}", SOURCE, address.partition("@")[0], said, address)
    bare = " ".join(name.split()).removeprefix("@")
    return Account(f"{SOURCE}:{folded(bare)}", SOURCE, bare, bare)


def folded(name: str) -> str:
    """A name as names are compared."""
    return " ".join(name.split()).lower()


async def _named(tx: Tx, names: Iterable[str]) -> list[Named]:
    wanted = set(names) - {""}
    return await documents.named(tx, names=wanted, source=SOURCE, listed=LISTED) if wanted else []


def _by_name(named: Iterable[Named]) -> dict[str, list[Named]]:
    found: dict[str, list[Named]] = {}
    for one in named:
        found.setdefault(one.name, []).append(one)
    return found


async def _link(tx: Tx, alone: dict[str, Named]) -> None:
    """Links accounts to those whose name they bear; a link that is taken back does not come again."""
    if not alone:
        return
    erased = set(await people.unknown_accounts(tx, accounts=[key(id) for id in alone]))
    accounts = [key(id) for id in alone if key(id) not in erased]
    for id, named in alone.items():
        if key(id) in accounts:
            await links.save(tx, Link(named.identity, id, LINKED_BY, 0))
    await documents.match(tx, accounts=accounts)
    await links.settle(tx, accounts=accounts)
