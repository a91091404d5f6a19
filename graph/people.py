"""Accounts, the people they belong to, and which of them the fold has still to recount."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.keys import key
from domain.messages import Account
from domain.people import Person, own_person, person_id, person_key
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the graph stores it; `own` is the key of its person as long as no link says otherwise."""

    key: int
    id: str
    source: str
    handle: str
    name: str
    email: str
    deleted: bool
    bot: bool
    own: int

    @staticmethod
    def of(account: Account) -> "AccountRow":
        return AccountRow(
            key(account.id),
            account.id,
            account.source,
            account.handle,
            account.name,
            account.email,
            account.deleted,
            account.bot,
            person_key(person_id(account)),
        )


@dataclass(frozen=True, slots=True)
class HeldAccount:
    """An account with the key of the person it belongs to; None for one that is new."""

    account: int
    id: str
    email: str
    person: int | None

    @property
    def own(self) -> str:
        """The id of its person as long as no link says otherwise."""
        return own_person(self.id, self.email)


@dataclass(frozen=True, slots=True)
class Placing:
    """An account and the person it is to belong to, by key and id."""

    account: int
    person: int
    id: str


@dataclass(frozen=True, slots=True)
class Owned:
    """An account and the person it belongs to."""

    account: int
    person: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What the organisation itself lists of a person; days are ISO texts or empty.

    `work_days` are 1 for Monday to 7, `works_from` and `works_to` minutes after midnight in their time zone,
    where the text `working_hours` is of a simple form.
    """

    key: int
    id: str
    listed_id: str
    name: str
    left: bool
    email: str
    title: str
    team: str
    manager_key: int | None
    site: str
    time_zone: str
    languages: tuple[str, ...]
    starts: str
    ends: str
    working_hours: str = ""
    work_days: tuple[int, ...] = ()
    works_from: int | None = None
    works_to: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """An entry of the organisation's list, by its number; `person` is the id of whom it is."""

    number: str
    name: str
    email: str
    person: str


@dataclass(frozen=True, slots=True)
class PersonName:
    """Somebody by key."""

    key: int
    id: str
    name: str


@query("people/list")
async def list_people(tx: Tx, *, listed: Sequence[Listed]) -> None: ...


@query("people/set_teams")
async def set_teams(tx: Tx, *, listed: Sequence[Listed]) -> None: ...


@query("people/unlist_elsewhere")
async def unlist_elsewhere(tx: Tx, *, listed: Sequence[Listed]) -> list[int]: ...


@query("people/on_list")
async def on_list(tx: Tx, *, after: str, first: int) -> list[Listing]: ...


@query("people/listed_among")
async def listed_among(tx: Tx, *, people: Collection[int]) -> list[Listing]: ...


@query("people/by_number")
async def by_number(tx: Tx, *, numbers: Collection[str]) -> list[Listing]: ...


@query("people/names")
async def names(tx: Tx, *, people: Collection[int]) -> list[PersonName]: ...


@query("people/remove_empty_teams")
async def remove_empty_teams(tx: Tx) -> None: ...


@query("people/save_accounts")
async def _save_accounts(tx: Tx, *, accounts: Sequence[AccountRow]) -> None: ...


@query("people/held_accounts")
async def held_accounts(
    tx: Tx, *, accounts: Collection[int], people: Collection[int]
) -> list[HeldAccount]: ...


@query("people/place")
async def place(tx: Tx, *, placings: Sequence[Placing]) -> None: ...


@query("people/unknown_accounts")
async def unknown_accounts(tx: Tx, *, accounts: Collection[int]) -> list[int]: ...


@query("people/refresh")
async def refresh(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/remove_empty")
async def remove_empty(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/person_of")
async def person_of(tx: Tx, *, account: int) -> int | None: ...


@query("people/of_accounts")
async def _of_accounts(tx: Tx, *, accounts: Collection[int]) -> list[Owned]: ...


@query("people/mark_stale")
async def mark_stale(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/mark_fresh")
async def mark_fresh(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/stale")
async def stale(tx: Tx, *, first: int) -> list[int]: ...


@query("people/stale_of")
async def stale_of(tx: Tx, *, people: Collection[int]) -> list[int]: ...


@query("people/count_stale")
async def count_stale(tx: Tx) -> int: ...


async def save_accounts(tx: Tx, accounts: Sequence[Account]) -> list[int]:
    """Writes accounts and gives back their keys; whose they are is for `graph.links.settle`."""
    rows = [AccountRow.of(account) for account in accounts]
    await _save_accounts(tx, accounts=rows)
    return [row.key for row in rows]


async def persons_of(tx: Tx, accounts: Collection[int]) -> dict[int, int]:
    """The person's key of each account's key."""
    return {owned.account: owned.person for owned in await _of_accounts(tx, accounts=accounts)}


@query("people/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Person]: ...


@query("people/page")
async def page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[Person]: ...
