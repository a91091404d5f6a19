"""Content: what there is to learn from, what it teaches, and what it needs.

What stays in words of what an item needs stands with the item, four integers each (`Words`); everything else
is a relationship.
"""

from collections.abc import AsyncIterator, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.content import ContentStatus, Kind, Layer, NeedStatus, Source, Target
from domain.viewer import Scopes
from graph.connection import Graph, Tx
from graph.queries import query

ITEMS_A_READ = 5_000
IN_WORDS = (NeedStatus.WORDS, NeedStatus.SOFT, NeedStatus.PERMISSION)  # as numbers: never reordered


@dataclass(frozen=True, slots=True)
class HeldItem:
    """What taking a catalogue in again needs to know of an item; `relationships` is how many it has, as a
    skill may have gone meanwhile."""

    id: str
    title: str
    section: str
    url: str
    status: ContentStatus
    catalogue: str
    translation_of: str | None
    replaced_by: str | None
    digest: int | None
    relationships: int


class Words(NamedTuple):
    """A part of an item's prerequisites that names nothing: its clause, and where it stands in them."""

    clause: int
    status: NeedStatus
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of content as everybody is told of it, without what it teaches and needs. `owner` is a person's
    id, `words` what is only said in its prerequisites (see `in_words`)."""

    id: str
    title: str
    kind: Kind
    layer: Layer | None
    owner: str | None
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    minutes: int | None
    minutes_max: int | None
    weeks_min: int | None
    url: str
    status: ContentStatus
    review_on: date | None
    licence: str
    mandatory: bool
    credential: str | None
    translation_of: str | None
    replaced_by: str | None
    section: str
    description: str
    prerequisites: str
    catalogue: str
    words: tuple[int, ...]

    @property
    def in_words(self) -> list[Words]:
        return in_words(self.words)


@dataclass(frozen=True, slots=True)
class Taught:
    """What an item teaches, with the name of it and the place that says so."""

    content: str
    target: Target
    id: str
    name: str
    start_level: int
    end_level: int
    source: Source
    confidence: float
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Needed:
    """What an item needs, with the name of it and the place that says so."""

    content: str
    target: Target
    id: str
    name: str
    clause: int
    level: int | None
    status: NeedStatus
    confidence: float
    text: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Titled:
    """A piece of content by title."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class CompetencyName:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class NeedsOther:
    """That one item needs another; both by id."""

    item: str
    needs: str


@query("content/held")
async def _held(tx: Tx, *, after: str, first: int) -> list[HeldItem]: ...


@query("content/competencies")
async def competencies(tx: Tx) -> list[CompetencyName]: ...


@query("content/rings")
async def needs_of_content(tx: Tx) -> list[NeedsOther]: ...


@query("content/called")
async def called(tx: Tx, *, text: str) -> list[Titled]: ...


@query("content/with_prerequisites")
async def with_prerequisites(tx: Tx, *, after: str, first: int) -> list[Titled]: ...


@query("content/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Item]: ...


@query("content/page")
async def page(
    tx: Tx,
    *,
    scopes: Scopes,
    search: str,
    kind: str,
    skill: str,
    after_title: str,
    after_id: str,
    first: int,
) -> list[Titled]: ...


@query("content/teaches")
async def teaches(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Taught]: ...


@query("content/needs")
async def needs(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Needed]: ...


def in_words(words: Sequence[int]) -> list[Words]:
    """What an item's `words` say, four integers each."""
    fours = (words[at : at + 4] for at in range(0, len(words), 4))
    return [Words(clause, IN_WORDS[status], start, end) for clause, status, start, end in fours]


async def held(graph: Graph) -> AsyncIterator[HeldItem]:
    """Every item that there is, in the order of their ids."""
    after = ""
    while True:
        found = await graph.read(lambda tx, after=after: _held(tx, after=after, first=ITEMS_A_READ))
        for one in found:
            yield one
        if len(found) < ITEMS_A_READ:
            return
        after = found[-1].id
