"""Contests: lines of evidence that the person they are about says are wrong.

A contest is kept by what it is about, an item of a source and a skill, and not by the row that happens to say
so: a row that is mined anew is contested still.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.keys import code, key
from graph.connection import Tx
from graph.queries import query

ITEM = "item"  # the kind of target that is a row


class ContestState(StrEnum):
    """An open or accepted contest keeps its line from counting; a refused one does not."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Contest:
    """`target` says what is contested (see `of_row`, `recorded`); `skill` is the key that it was mined with,
    0 for what is no row.

    `person` is the key of whom it is about, `by` and `decided_by` are ids of people, empty for whoever
    operates the store; times are in microseconds.
    """

    id: str
    person: int
    person_id: str
    name: str
    target: str
    skill: int
    reason: str
    by: str
    at: int
    state: ContestState
    decided_by: str
    decided_at: int

    @property
    def line(self) -> str:
        """The id of the line that is contested, as `proficiency` shows it."""
        kind, *parts = self.target.split(":")
        return code(key(int(parts[0]), int(parts[1]))) if kind == ITEM else ":".join((kind, *parts[:-1]))


@dataclass(frozen=True, slots=True)
class NewContest:
    """What is to be contested."""

    id: str
    target: str
    skill: int


@query("contests/of")
async def of(tx: Tx, *, people: Collection[int]) -> list[Contest]: ...


@query("contests/open")
async def undecided(tx: Tx, *, first: int) -> list[Contest]: ...


@query("contests/one")
async def one(tx: Tx, *, id: str) -> Contest | None: ...


@query("contests/save")
async def _save(
    tx: Tx, *, contests: Sequence[NewContest], account: int, person: int, reason: str, by: str, at: int
) -> None: ...


@query("contests/decide")
async def decide(tx: Tx, *, id: str, state: ContestState, by: str, at: int) -> None: ...


def of_row(item: int, subject: int) -> str:
    """The target that stands for what an item shows about an account."""
    return f"{ITEM}:{item}:{subject}"


def recorded(line: str, person: int) -> str:
    """The target that stands for a completion or observation of a person."""
    return f"{line}:{person}"


def new(target: str, skill: int = 0) -> NewContest:
    """A contest of a target and, for a row, of one skill."""
    return NewContest("C" + code(key("contest", target, skill)), target, skill)


async def save(
    tx: Tx,
    contests: Sequence[NewContest],
    *,
    person: int,
    reason: str,
    by: str,
    at: int,
    account: int = 0,
) -> None:
    """Contests lines about a person's account, or about the person; what is contested already stays so."""
    await _save(tx, contests=contests, account=account, person=person, reason=reason, by=by, at=at)
