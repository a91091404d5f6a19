"""Accounts, the people they belong to, and which of them the fold has still to recount."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.keys import key
from domain.messages import Account
from domain.people import Person, person_id, person_key
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as the graph stores it, with the person it belongs to by its e-mail address."""

    key: int
    id: str
    source: str
    handle: str
    name: str
    email: str
    deleted: bool
    bot: bool
    person: str
    person_key: int

    @staticmethod
    def of(account: Account) -> "AccountRow":
        person = person_id(account)
        return AccountRow(
            key(account.id),
            account.id,
            account.source,
            account.handle,
            account.name,
            account.email,
            account.deleted,
            account.bot,
            person,
            person_key(person),
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """An account that has to go from one person to another."""

    account: int
    held: int
    wanted: int


@dataclass(frozen=True, slots=True)
class Owned:
    """An account and the person it belongs to."""

    account: int
    person: int


@dataclass(frozen=True, slots=True)
class Listed:
    """What the organisation itself lists of a person; days are ISO texts or empty."""

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


@query("people/list")
async def list_people(tx: Tx, *, listed: Sequence[Listed]) -> None: ...


@query("people/set_teams")
async def set_teams(tx: Tx, *, listed: Sequence[Listed]) -> None: ...


@query("people/save_accounts")
async def _save_accounts(tx: Tx, *, accounts: Sequence[AccountRow]) -> None: ...


@query("people/unknown_accounts")
async def unknown_accounts(tx: Tx, *, accounts: Collection[int]) -> list[int]: ...


@query("people/moved_accounts")
async def _moved_accounts(tx: Tx, *, accounts: Sequence[AccountRow]) -> list[Moved]: ...


@query("people/refresh")
async def refresh(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/remove_empty")
async def remove_empty(tx: Tx, *, people: Collection[int]) -> None: ...


@query("people/move_account")
async def move_account(tx: Tx, *, account: int, person: int) -> None: ...


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


async def save_accounts(tx: Tx, accounts: Sequence[Account]) -> list[Moved]:
    """Writes accounts, with their people; gives back those that now belong to somebody else."""
    rows = [AccountRow.of(account) for account in accounts]
    await _save_accounts(tx, accounts=rows)
    await refresh(tx, people={row.person_key for row in rows})
    return await _moved_accounts(tx, accounts=rows)


async def persons_of(tx: Tx, accounts: Collection[int]) -> dict[int, int]:
    """The person's key of each account's key."""
    return {owned.account: owned.person for owned in await _of_accounts(tx, accounts=accounts)}


@query("people/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Person]: ...


@query("people/page")
async def page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[Person]: ...
