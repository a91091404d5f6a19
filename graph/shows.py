"""SHOWS: what people have shown of competencies by what public spaces tell, as far as it was counted.

It is derived and dated: nothing reads it to decide a level. Counting again from the ledger gives the same.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Shows:
    """A range of levels of one competency, and the chance `p` of each level from 1 to 4."""

    competency: str
    lo: int
    hi: int
    p: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class PersonShows:
    """All that somebody shows; `key` is the person's."""

    key: int
    shows: tuple[Shows, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """The same as the graph holds it."""

    person: int
    competency: str
    lo: int
    hi: int
    p: tuple[float, ...]


@query("shows/people")
async def people(tx: Tx, *, after: int, first: int) -> list[int]: ...


@query("shows/all")
async def held(tx: Tx, *, people: Collection[int]) -> list[Held]: ...


@query("shows/replace")
async def replace(tx: Tx, *, people: Sequence[PersonShows], rubric: str, at: str) -> None: ...
