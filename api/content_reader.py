"""What one request reads of content: each kind of thing once, in batches, whatever the number of rows."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from api.reader import Loader, Reader
from graph import content, content_people
from graph.content import Item, Needed, Taught
from graph.content_people import Completed

T = TypeVar("T")


class ContentReader:
    """The reads of one request on behalf of its viewer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.items = Loader[str, Item | None](load_fn=self._items)
        self.teaches = Loader[str, list[Taught]](load_fn=self._teaches)
        self.needs = Loader[str, list[Needed]](load_fn=self._needs)
        self.completed_by = Loader[str, list[Completed]](load_fn=self._completed_by)

    async def _items(self, ids: list[str]) -> Sequence[Item | None]:
        found = await self.reader.read(lambda tx, scopes: content.visible(tx, scopes=scopes, ids=ids))
        by_id = {item.id: item for item in found}
        return [by_id.get(id) for id in ids]

    async def _teaches(self, ids: list[str]) -> Sequence[list[Taught]]:
        found = await self.reader.read(lambda tx, scopes: content.teaches(tx, scopes=scopes, ids=ids))
        return _grouped(ids, ((tag.content, tag) for tag in found))

    async def _needs(self, ids: list[str]) -> Sequence[list[Needed]]:
        found = await self.reader.read(lambda tx, scopes: content.needs(tx, scopes=scopes, ids=ids))
        return _grouped(ids, ((need.content, need) for need in found))

    async def _completed_by(self, people: list[str]) -> Sequence[list[Completed]]:
        viewer = self.reader.viewer
        found = await self.reader.read(
            lambda tx, scopes: content_people.completed_by(
                tx, scopes=scopes, viewer=viewer.person or "", steward=viewer.is_steward, people=people
            )
        )
        return _grouped(people, ((one.person, one) for one in found))


def _grouped(ids: list[str], found: Iterable[tuple[str, T]]) -> Sequence[list[T]]:
    groups: dict[str, list[T]] = {id: [] for id in ids}
    for id, entry in found:
        groups[id].append(entry)
    return [groups[id] for id in ids]
