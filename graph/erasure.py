"""What was erased and must not come back, and what there still is of somebody or somewhere."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.evidence import Evidence
from graph.connection import Tx
from graph.ledger import Thread, few
from graph.queries import query

R = TypeVar("R", bound=Evidence)


@dataclass(frozen=True, slots=True)
class ErasedAccount:
    """An account of somebody: its key and identity, and the key of the person it makes by itself."""

    key: int
    identity: str
    own: int


@dataclass(frozen=True, slots=True)
class Left:
    """How much there is: rows somebody wrote, rows about them, KNOWS relationships, accounts, people, and
    `learning`: completions, observations of them and by them, content that they own."""

    rows_by: int
    rows_about: int
    relationships: int
    accounts: int
    people: int
    learning: int

    @property
    def anything(self) -> bool:
        rows = self.rows_by or self.rows_about
        return any((rows, self.relationships, self.accounts, self.people, self.learning))


@query("erasure/marked")
async def _marked(tx: Tx, *, keys: Collection[int]) -> list[int]: ...


@query("erasure/mark")
async def mark(tx: Tx, *, keys: Collection[int]) -> None: ...


@query("erasure/accounts_of")
async def accounts_of(tx: Tx, *, person: int) -> list[ErasedAccount]: ...


@query("erasure/unlist")
async def unlist(tx: Tx, *, person: int, identities: Sequence[str]) -> None: ...


@query("erasure/unsign")
async def unsign(tx: Tx, *, person: str) -> None: ...


@query("erasure/unlearn")
async def unlearn(tx: Tx, *, person: int) -> None: ...


@query("erasure/unsay")
async def unsay(tx: Tx, *, person: int) -> None: ...


@query("erasure/threads_of_account")
async def _threads_of_account(tx: Tx, *, account: int, first: int) -> list[Thread]: ...


@query("erasure/remove_account")
async def remove_account(tx: Tx, *, account: int) -> None: ...


@query("erasure/remove_space")
async def remove_space(tx: Tx, *, space: int) -> None: ...


@query("erasure/left_of_person")
async def left_of_person(tx: Tx, *, person: int, accounts: Collection[int]) -> Left: ...


@query("erasure/left_of_space")
async def left_of_space(tx: Tx, *, space: int, scope: str) -> Left: ...


async def marked(tx: Tx, keys: Collection[int]) -> set[int]:
    """Which of some keys, of accounts, people and spaces, were erased."""
    return set(await _marked(tx, keys=keys))


async def kept(tx: Tx, rows: Sequence[R]) -> list[R]:
    """Rows by and about nobody who was erased, in no space that was."""
    keys = {key for row in rows for key in (row.author, row.subject, row.space)}
    gone = await marked(tx, keys) if keys else set[int]()
    return [row for row in rows if gone.isdisjoint((row.author, row.subject, row.space))]


async def threads_of_account(tx: Tx, *, account: int, first: int) -> list[int]:
    """The next threads with rows by or about an account, as many as one transaction can take."""
    return few(await _threads_of_account(tx, account=account, first=first))
