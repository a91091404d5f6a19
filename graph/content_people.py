"""Who completed what, what was seen at work, and what stewards decided about the tags of content."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from domain.content import Observation
from domain.keys import code, key
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Called:
    """A person whom a text names; `rank` 0 by an id or number, 1 by name alone."""

    text: str
    person: str
    rank: int


@dataclass(frozen=True, slots=True)
class Completed:
    """That somebody completed a piece of content, both by id; `score` is percent."""

    person: str
    content: str
    at: date
    score: float | None


@dataclass(frozen=True, slots=True)
class CompletionRow:
    """The same as it is written; `at` is an ISO day."""

    person: str
    content: str
    at: str
    score: float | None


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """What an observer saw, everybody and everything by id; `at` is an ISO day."""

    id: str
    person: str
    competency: str
    level: int
    observer: str
    at: str
    note: str

    @staticmethod
    def of(seen: Observation) -> "ObservationRow":
        at = seen.at.isoformat()
        id = "O" + code(key("observation", seen.person, seen.competency, seen.observer, at))
        return ObservationRow(id, seen.person, seen.competency, seen.level, seen.observer, at, seen.note)


@dataclass(frozen=True, slots=True)
class HeldObservation:
    id: str
    level: int
    note: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What a steward decided about a tag: of a content's `side` (`teaches` or `needs`), to a target by id.
    `start` and `end` are levels that hold instead of those that were mined."""

    content: str
    side: str
    target: str
    refused: bool
    start: int | None = None
    end: int | None = None
    by: str = ""


@query("content/people")
async def people_called(tx: Tx, *, texts: Collection[str]) -> list[Called]: ...


@query("content/completions")
async def held_completions(tx: Tx, *, rows: Sequence[CompletionRow]) -> list[Completed]: ...


@query("content/complete")
async def complete(tx: Tx, *, rows: Sequence[CompletionRow]) -> None: ...


@query("content/completed_by")
async def completed_by(
    tx: Tx, *, scopes: Scopes, viewer: str, steward: bool, people: Collection[str]
) -> list[Completed]: ...


@query("content/observations")
async def held_observations(tx: Tx, *, ids: Collection[str]) -> list[HeldObservation]: ...


@query("content/observe")
async def observe(tx: Tx, *, rows: Sequence[ObservationRow]) -> None: ...


@query("content/decisions")
async def decisions(tx: Tx) -> list[Decision]: ...


@query("content/decide")
async def _decide(
    tx: Tx,
    *,
    id: str,
    content: str,
    side: str,
    target: str,
    refused: bool,
    start: int | None,
    end: int | None,
    by: str,
    at: int,
) -> None: ...


async def decide(tx: Tx, decision: Decision, at: int) -> None:
    """Remembers a decision, instead of an earlier one about the same tag; `at` is in microseconds."""
    id = "D" + code(key("tag", decision.content, decision.side, decision.target))
    await _decide(
        tx,
        id=id,
        content=decision.content,
        side=decision.side,
        target=decision.target,
        refused=decision.refused,
        start=decision.start,
        end=decision.end,
        by=decision.by,
        at=at,
    )
