"""What one request reads of frameworks: each kind of thing once, in batches, whatever the number of rows."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from api.reader import Loader, Reader
from domain.frameworks import Framework, Level
from graph import roles
from graph.frameworks import RequirementHeld, Version
from graph.roles import (
    CompetencyCard,
    Holder,
    HoldersAfter,
    Holding,
    PlaceAfter,
    Placed,
    RoleCard,
    RoleLevelCard,
)


class HolderPages(NamedTuple):
    """A page of the holders of a role level or role: `first` entries after a place."""

    after: HoldersAfter
    first: int


class PlacePages(NamedTuple):
    """A page of a published version's roles or competencies: `first` entries after a place."""

    after: PlaceAfter
    first: int


class FrameworkReader:
    """The reads of one request on behalf of its viewer."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.forget()

    def forget(self) -> None:
        """Reads anew from here on, after something was changed."""
        self.versions = Loader[str, Version | None](load_fn=self._versions)
        self.versions_of = Loader[str, list[str]](load_fn=self._versions_of)
        self.contents = Loader[str, Framework | None](load_fn=self._contents)
        self.roles_of = Loader[PlacePages, list[Placed]](load_fn=self._roles_of)
        self.competencies_of = Loader[PlacePages, list[Placed]](load_fn=self._competencies_of)
        self.scales = Loader[str, list[Level]](load_fn=self._scales)
        self.roles = Loader[str, RoleCard | None](load_fn=self._roles)
        self.role_levels = Loader[str, RoleLevelCard | None](load_fn=self._role_levels)
        self.required = Loader[str, list[RequirementHeld]](load_fn=self._required)
        self.competencies = Loader[str, CompetencyCard | None](load_fn=self._competencies)
        self.holders = Loader[HolderPages, list[Holder]](load_fn=self._holders)
        self.held = Loader[str, list[Holding]](load_fn=self._held)

    async def _versions(self, keys: list[str]) -> Sequence[Version | None]:
        found = await self.reader.read(lambda tx, scopes: roles.framework_cards(tx, scopes=scopes, keys=keys))
        by_key = {version.key: version for version in found}
        return [by_key.get(key) for key in keys]

    async def _versions_of(self, ids: list[str]) -> Sequence[list[str]]:
        found = await self.reader.read(lambda tx, scopes: roles.versions_of(tx, scopes=scopes, ids=ids))
        return [[one.key for one in found if one.framework == id] for id in ids]

    async def _contents(self, keys: list[str]) -> Sequence[Framework | None]:
        """What drafts and superseded versions say."""
        found = await self.reader.read(lambda tx, scopes: roles.contents(tx, scopes=scopes, keys=keys))
        return [found.get(key) for key in keys]

    async def _roles_of(self, pages: list[PlacePages]) -> Sequence[list[Placed]]:
        return await self._placed(pages, roles.roles_of)

    async def _competencies_of(self, pages: list[PlacePages]) -> Sequence[list[Placed]]:
        return await self._placed(pages, roles.competencies_of)

    async def _placed(
        self, pages: list[PlacePages], query: Callable[..., Awaitable[list[Placed]]]
    ) -> Sequence[list[Placed]]:
        after = [page.after for page in pages]
        first = max(page.first for page in pages)
        found = await self.reader.read(lambda tx, scopes: query(tx, scopes=scopes, after=after, first=first))
        return [[each for each in found if each.page == n][: page.first] for n, page in enumerate(pages)]

    async def _scales(self, ids: list[str]) -> Sequence[list[Level]]:
        found = await self.reader.read(lambda tx, scopes: roles.scales(tx, scopes=scopes, ids=ids))
        return [[each.level for each in found if each.framework == id] for id in ids]

    async def _roles(self, ids: list[str]) -> Sequence[RoleCard | None]:
        found = await self.reader.read(lambda tx, scopes: roles.visible(tx, scopes=scopes, ids=ids))
        by_id = {role.id: role for role in found}
        return [by_id.get(id) for id in ids]

    async def _role_levels(self, ids: list[str]) -> Sequence[RoleLevelCard | None]:
        found = await self.reader.read(lambda tx, scopes: roles.levels(tx, scopes=scopes, ids=ids))
        by_id = {level.id: level for level in found}
        return [by_id.get(id) for id in ids]

    async def _required(self, ids: list[str]) -> Sequence[list[RequirementHeld]]:
        found = await self.reader.read(lambda tx, scopes: roles.required(tx, scopes=scopes, ids=ids))
        groups: dict[str, list[RequirementHeld]] = {id: [] for id in ids}
        for each in found:
            groups[each.holder].append(each)
        return [groups[id] for id in ids]

    async def _competencies(self, ids: list[str]) -> Sequence[CompetencyCard | None]:
        found = await self.reader.read(lambda tx, scopes: roles.competencies(tx, scopes=scopes, ids=ids))
        by_id = {each.id: each for each in found}
        return [by_id.get(id) for id in ids]

    async def _holders(self, pages: list[HolderPages]) -> Sequence[list[Holder]]:
        after = [page.after for page in pages]
        first = max(page.first for page in pages)
        found = await self.reader.read(
            lambda tx, scopes: roles.holders(tx, scopes=scopes, after=after, first=first)
        )
        return [
            [each for each in found if each.page == number][: page.first] for number, page in enumerate(pages)
        ]

    async def _held(self, ids: list[str]) -> Sequence[list[Holding]]:
        found = await self.reader.read(lambda tx, scopes: roles.held(tx, scopes=scopes, ids=ids))
        return [[each for each in found if each.person == id] for id in ids]
