"""What one request reads: each kind of thing once, in batches, and only what its viewer may see.

Every batch is one read transaction that begins by asking which scopes the viewer may read. So the number of
queries follows from the fields that were asked for, not from the number of rows.
"""

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from strawberry.dataloader import DataLoader

from domain.errors import InvalidInput
from domain.people import Person
from domain.skills import Skill
from domain.viewer import Scopes, Viewer
from graph import crosswalks, evidence, people, skills, spaces
from graph.connection import Graph, Tx
from graph.crosswalks import Card
from graph.evidence import Item
from graph.skills import After, Knowledge
from graph.spaces import SpaceCard

READ_SECONDS = 10.0  # for one batch
MOST_ROWS = 20_000  # a request may read: 100 people with 100 skills each, twice

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


class Pages(NamedTuple):
    """A page of what one person knows, or of who knows one skill: `first` entries after a place."""

    after: After
    first: int


class Loader(DataLoader[K, T]):
    """Loads keys in batches. Whoever stops waiting for a key, as fields do when one beside them fails, leaves
    it to the others who wait for the same."""

    def load(self, key: K) -> Awaitable[T]:
        return asyncio.shield(super().load(key))


class Reader:
    """The reads of one request on behalf of one viewer."""

    def __init__(self, graph: Graph, viewer: Viewer) -> None:
        self.graph = graph
        self.viewer = viewer
        self._rows_left = MOST_ROWS
        self.people = Loader[str, Person | None](load_fn=self._people)
        self.skills = Loader[str, Skill | None](load_fn=self._skills)
        self.spaces = Loader[str, SpaceCard | None](load_fn=self._spaces)
        self.narrower = Loader[str, list[str]](load_fn=self._narrower)
        self.known_by = Loader[Pages, list[Knowledge]](load_fn=self._known_by)
        self.knowers = Loader[Pages, list[Knowledge]](load_fn=self._knowers)
        self.items = Loader[int, Item | None](load_fn=self._items)
        self.crosswalks = Loader[str, Card | None](load_fn=self._crosswalks)

    async def read(self, work: Callable[[Tx, Scopes], Awaitable[T]]) -> T:
        """Runs `work` with what the viewer may read, in one transaction."""

        async def run(tx: Tx) -> T:
            return await work(tx, await spaces.readable(tx, self.viewer))

        return await self.graph.read(run, seconds=READ_SECONDS)

    def spend(self, rows: int) -> None:
        """Counts rows about to be read. Raises InvalidInput when one request asks for too many."""
        self._rows_left -= rows
        if self._rows_left < 0:
            raise InvalidInput(
                f"This query asks for more than {MOST_ROWS} rows.",
                "Ask for fewer at once, and page with `after`.",
            )

    async def _people(self, ids: list[str]) -> Sequence[Person | None]:
        found = await self.read(lambda tx, scopes: people.visible(tx, scopes=scopes, ids=ids))
        return _in_order(ids, found, lambda person: person.id)

    async def _skills(self, ids: list[str]) -> Sequence[Skill | None]:
        found = await self.read(lambda tx, scopes: skills.visible(tx, scopes=scopes, ids=ids))
        by_id = {entry.asked: entry.skill for entry in found}
        return [by_id.get(id) for id in ids]

    async def _spaces(self, ids: list[str]) -> Sequence[SpaceCard | None]:
        found = await self.read(lambda tx, scopes: spaces.visible(tx, scopes=scopes, ids=ids))
        return _in_order(ids, found, lambda space: space.id)

    async def _narrower(self, ids: list[str]) -> Sequence[list[str]]:
        found = await self.read(lambda tx, scopes: skills.narrower(tx, scopes=scopes, ids=ids))
        return _grouped(ids, ((entry.skill, entry.narrower) for entry in found))

    async def _known_by(self, pages: list[Pages]) -> Sequence[list[Knowledge]]:
        return await self._knowledge(pages, skills.known_by)

    async def _knowers(self, pages: list[Pages]) -> Sequence[list[Knowledge]]:
        return await self._knowledge(pages, skills.knowers)

    async def _items(self, ids: list[int]) -> Sequence[Item | None]:
        found = await self.read(lambda tx, scopes: evidence.items(tx, ids=ids, scopes=scopes))
        return _in_order(ids, found, lambda item: item.id)

    async def _crosswalks(self, ids: list[str]) -> Sequence[Card | None]:
        found = await self.read(lambda tx, scopes: crosswalks.visible(tx, scopes=scopes, ids=ids))
        return _in_order(ids, found, lambda card: card.id)

    async def _knowledge(
        self, pages: list[Pages], query: Callable[..., Awaitable[list[Knowledge]]]
    ) -> Sequence[list[Knowledge]]:
        after = [page.after for page in pages]
        first = max(page.first for page in pages)
        found = await self.read(lambda tx, scopes: query(tx, scopes=scopes, after=after, first=first))
        groups = _grouped(list(range(len(pages))), ((entry.page, entry) for entry in found))
        return [group[: page.first] for page, group in zip(pages, groups, strict=True)]


def _in_order(ids: list[K], found: Sequence[T], key: Callable[[T], K]) -> Sequence[T | None]:
    by_id = {key(entry): entry for entry in found}
    return [by_id.get(id) for id in ids]


def _grouped(ids: list[K], found: Iterable[tuple[K, T]]) -> Sequence[list[T]]:
    groups: dict[K, list[T]] = {id: [] for id in ids}
    for id, entry in found:
        groups[id].append(entry)
    return [groups[id] for id in ids]
