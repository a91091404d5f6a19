"""What a level is decided from: rows of the ledger, and what people completed, observed and said.

Rows are as the viewer may read them; the rest says something about a person, so whoever asks for it has
decided first who may know.
"""

from collections.abc import Collection
from dataclasses import dataclass

from domain.evidence import ACT_MASK, ACT_SHIFT, Act, Feature
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query

SKILLS_LOOKED_FOR = 20  # in a row, one by one; with more it is cheaper to read every row


@dataclass(frozen=True, slots=True)
class Row:
    """An evidence row. `titled` is the length of the document's title when the row is of its beginning."""

    id: int
    item: int
    subject: int
    author: int
    person: int
    thread: int
    at: int
    features: int
    m: tuple[int, ...]
    titled: int


@dataclass(frozen=True, slots=True)
class Around:
    """That somebody took part in a thread at a time (microseconds)."""

    thread: int
    person: int
    at: int
    features: int

    @property
    def asks(self) -> bool:
        asked = Act(self.features >> ACT_SHIFT & ACT_MASK) is Act.ASKED
        return asked or bool(self.features & Feature.QUESTION)

    @property
    def thanks(self) -> bool:
        return bool(self.features & Feature.THANKS) and not self.features & Feature.REFERRAL


@dataclass(frozen=True, slots=True)
class Contestable:
    """A row as whoever it is about contests it."""

    item: int
    subject: int
    person: int
    m: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Competency:
    """A competency with the ids of the skills that it includes; `seen` says what evidence can show."""

    id: str
    name: str
    framework: str
    seen: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """What an observer saw somebody do; `at` is an ISO day, `person` a key, `observer` an id.

    `leads`: the observer is above the person in the line of managers; `returned` is the first day on which
    that person observed them in the same competency.
    """

    person: int
    id: str
    competency: str
    level: int
    at: str
    observer: str
    observer_name: str
    is_self: bool | None
    leads: bool
    returned: str | None


@dataclass(frozen=True, slots=True)
class Completed:
    """Content that somebody completed, and one skill or competency that it teaches up to a level."""

    person: int
    content: str
    title: str
    at: str
    target: str
    is_skill: bool
    level: int
    confidence: float
    source: str
    credential: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What somebody (`by`, a person's id) says of a person's skill or competency. `state` is `confirmed` (by
    themselves), `declined`, `endorsed` or `certified`; `returned` the day of an endorsement the other way."""

    person: int
    target: str
    is_skill: bool
    state: str
    level: int
    by: str
    by_name: str
    at: str
    until: str | None
    returned: str | None


@query("levels/rows")
async def _rows(
    tx: Tx, *, people: Collection[int], skills: Collection[int], every: bool, scopes: Scopes, since: int
) -> list[Row]: ...


@query("levels/around")
async def around(tx: Tx, *, threads: Collection[int], scopes: Scopes) -> list[Around]: ...


@query("levels/row")
async def _row(tx: Tx, *, id: int, scopes: Scopes) -> list[Contestable]: ...


@query("levels/competencies")
async def competencies(tx: Tx, *, ids: Collection[str]) -> list[Competency]: ...


@query("levels/competencies_called")
async def competencies_called(tx: Tx, *, text: str) -> list[str]: ...


@query("levels/defined")
async def defined(tx: Tx) -> list[str]: ...


@query("levels/observations")
async def observations(tx: Tx, *, people: Collection[int]) -> list[Observed]: ...


@query("levels/completions")
async def completions(tx: Tx, *, people: Collection[int]) -> list[Completed]: ...


@query("levels/claims")
async def claims(tx: Tx, *, people: Collection[int]) -> list[Claimed]: ...


@query("levels/recorded_about")
async def recorded_about(
    tx: Tx, *, completion: str, observation: str, viewer: str, operator: bool
) -> int | None: ...


@query("levels/manages")
async def manages(tx: Tx, *, manager: str, person: str) -> bool: ...


async def rows(
    tx: Tx, people: Collection[int], skills: Collection[int], scopes: Scopes, since: int
) -> list[Row]:
    """Since a time, in any order; those of many skills bring rows of others as well."""
    every = len(skills) > SKILLS_LOOKED_FOR
    return await _rows(
        tx, people=people, skills=() if every else skills, every=every, scopes=scopes, since=since
    )


async def row(tx: Tx, id: int, scopes: Scopes) -> Contestable | None:
    """One row, where the viewer may read it."""
    return next(iter(await _row(tx, id=id, scopes=scopes)), None)
