"""Links made by hand, and whose every account is by e-mail addresses and links together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.keys import key
from domain.links import Link, groups, listed_identity, listed_number, standing
from domain.people import own_person, person_key
from graph import operations, people
from graph.connection import Tx
from graph.operations import OperationKind
from graph.people import Listing, Placing
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Called:
    """An identity that goes by some text: by an id when `exact`, else by a name.

    `person` and `name` are of whom it belongs to now; `own` says that it would do so without a link.
    """

    identity: str
    exact: bool
    own: bool
    person: str
    name: str

    @property
    def is_listed(self) -> bool:
        return listed_number(self.identity) is not None


@dataclass(frozen=True, slots=True)
class AccountName:
    """An account by what it goes by."""

    identity: str
    handle: str
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Names:
    """What an identity goes by, and its own person's id."""

    own: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """An account that went from one person to another; both by key."""

    account: str
    held: int
    wanted: int


@query("links/all")
async def every(tx: Tx) -> list[Link]: ...


@query("links/save")
async def _save(tx: Tx, *, id: int, link: Link) -> None: ...


@query("links/remove")
async def _remove(tx: Tx, *, id: int) -> None: ...


@query("links/called")
async def _called(tx: Tx, *, key: int, id: str, text: str, listed: str) -> list[Called]: ...


@query("links/accounts")
async def _accounts(tx: Tx, *, accounts: Collection[int]) -> list[AccountName]: ...


async def save(tx: Tx, link: Link) -> None:
    """Writes a link; one that stands stays as it is."""
    await _save(tx, id=link.id, link=link)


async def remove(tx: Tx, link: Link) -> None:
    await _remove(tx, id=link.id)


async def called(tx: Tx, text: str) -> list[Called]:
    """Identities by account id, person id, number of the list, handle, name or e-mail address."""
    text = text.strip()
    lower = text.removeprefix("@").lower()
    return await _called(tx, key=key(text), id=text, text=lower, listed=listed_identity(""))


async def names(tx: Tx, links: Collection[Link]) -> dict[str, Names]:
    """What the identities of some links go by; those that are there no more are left out."""
    ends = {end for link in links for end in (link.a, link.b)}
    numbers = {number for end in ends if (number := listed_number(end)) is not None}
    accounts = {key(end) for end in ends if listed_number(end) is None}
    found: dict[str, Names] = {}
    for account in await _accounts(tx, accounts=accounts):
        own = own_person(account.identity, account.email)
        others = (account.identity, account.handle, account.email)
        found[account.identity] = Names(own, account.name or account.handle, others)
    for listing in await people.by_number(tx, numbers=numbers):
        others = (listing.number, listing.email)
        found[listed_identity(listing.number)] = Names(listing.person, listing.name, others)
    return found


async def taken(tx: Tx) -> dict[str, str]:
    """Every person whom links speak of, with the person they are taken for; both by id."""
    links = await every(tx)
    if not links:
        return {}
    own = {end: named.own for end, named in (await names(tx, links)).items()}
    return standing(links, own, {listing.person for listing in await _listed(tx, own.values())})


async def listed_together(tx: Tx, identity: str) -> list[Listing]:
    """Those of the list who are, by links, one person with an identity."""
    links = await every(tx)
    own = {end: named.own for end, named in (await names(tx, links)).items()}
    return await _listed(tx, groups(links, own).get(own.get(identity, ""), ()))


async def _listed(tx: Tx, persons: Iterable[str]) -> list[Listing]:
    return await people.listed_among(tx, people={person_key(person) for person in persons})


async def settle(tx: Tx, *, accounts: Collection[int] = (), touched: Collection[int] = ()) -> list[Moved]:
    """Gives every account to whom its e-mail address and the links say, and gives back those that moved.

    `accounts` are those just written, `touched` people who may hold accounts that are no longer theirs. The
    rights go with the account in the same transaction, which also writes down that its rows are to follow.
    """
    joined = await taken(tx)
    involved = {person_key(person) for person in joined} | set(touched)
    held = await people.held_accounts(tx, accounts=accounts, people=involved)
    placings: list[Placing] = []
    moved: list[Moved] = []
    concerned = set(touched)
    for one in held:
        person = joined.get(one.own, one.own)
        wanted = person_key(person)
        concerned.add(wanted)
        if one.person == wanted:
            continue
        placings.append(Placing(one.account, wanted, person))
        if one.person is not None:
            concerned.add(one.person)
            moved.append(Moved(one.id, one.person, wanted))
    await people.place(tx, placings=placings)
    await people.refresh(tx, people=concerned)
    for one in moved:
        await operations.begin(tx, OperationKind.RELINK, key(one.account))
    await people.mark_stale(tx, people={person for one in moved for person in (one.held, one.wanted)})
    return moved
