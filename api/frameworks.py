"""GraphQL: frameworks of competencies, their versions, and what changed between two."""

from typing import Annotated, Self, cast

import strawberry
from strawberry import relay

from api import enums as enums  # publishes FrameworkStatus
from api import ids, paging, people
from api.context import Info
from api.frameworks_reader import PlacePages
from api.paging import After, Connection, First
from api.people import Person
from api.roles import Book, Competency, FrameworkLevel, Role, competency_card, role_card
from domain.errors import InvalidInput, NotFound
from domain.frameworks import Status
from graph import roles as graph
from graph.frameworks import Version
from graph.roles import PlaceAfter


@strawberry.type(
    description="A version of a framework: what roles require, at which level, and what levels mean."
)
class Framework(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[Version]

    @classmethod
    def of(cls, version: Version) -> Self:
        return cls(key=version.key, card=version)

    @strawberry.field(description="What it is called.")
    def title(self) -> str:
        return self.card.title

    @strawberry.field(description="Where it comes from.")
    def uri(self) -> str:
        return self.card.uri

    @strawberry.field(description="Who made it; may be empty.")
    def creator(self) -> str:
        return self.card.creator

    @strawberry.field(description="The language of its names; may be empty.")
    def language(self) -> str:
        return self.card.language

    @strawberry.field(description="The number of this version.")
    def version(self) -> int:
        return self.card.version

    @strawberry.field(description="Where this version stands.")
    def status(self) -> Status:
        return self.card.status

    @strawberry.field(description="The number of the version that this one was made from.")
    def base(self) -> int | None:
        return self.card.base

    @strawberry.field(description="All its versions, the first one first.")
    async def versions(self, info: Info) -> list["Framework"]:
        keys = await info.context.frameworks.versions_of.load(self.card.id)
        found = await info.context.frameworks.versions.load_many(keys)
        return [Framework.of(version) for version in found if version]

    @strawberry.field(description="Its levels, from low to high.")
    async def levels(self, info: Info) -> list[FrameworkLevel]:
        book = await self._book(info)
        levels = book.scale if book else await info.context.frameworks.scales.load(self.card.id)
        return [FrameworkLevel.of(level) for level in levels]

    @strawberry.field(description="Its roles, in its own order.")
    async def roles(self, info: Info, first: First = 20, after: After = None) -> Connection[Role]:
        start = self._start(info, first, after)
        if (book := await self._book(info)) is not None:
            some = list(enumerate(book.roles))[start + 1 : start + 2 + first]
            return paging.page(
                some,
                first,
                after,
                key=lambda each: (each[0],),
                node=lambda each: Role.of(role_card(self.card.id, each[1]), book),
            )
        pages = PlacePages(PlaceAfter(self.card.key, start), first + 1)
        placed = await info.context.frameworks.roles_of.load(pages)
        cards = await info.context.frameworks.roles.load_many([each.id for each in placed])
        found = [(each.place, card) for each, card in zip(placed, cards, strict=True) if card]
        return paging.page(
            found, first, after, key=lambda each: (each[0],), node=lambda each: Role.of(each[1])
        )

    @strawberry.field(description="Its competencies, in its own order.")
    async def competencies(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[Competency]:
        start = self._start(info, first, after)
        if (book := await self._book(info)) is not None:
            some = list(enumerate(book.competencies))[start + 1 : start + 2 + first]
            return paging.page(
                some,
                first,
                after,
                key=lambda each: (each[0],),
                node=lambda each: Competency.of(competency_card(self.card.id, each[1]), book),
            )
        pages = PlacePages(PlaceAfter(self.card.key, start), first + 1)
        placed = await info.context.frameworks.competencies_of.load(pages)
        cards = await info.context.frameworks.competencies.load_many([each.id for each in placed])
        found = [(each.place, card) for each, card in zip(placed, cards, strict=True) if card]
        return paging.page(
            found, first, after, key=lambda each: (each[0],), node=lambda each: Competency.of(each[1])
        )

    async def _book(self, info: Info) -> Book:
        """What the version says, unless it is the one in force."""
        if self.card.status is Status.PUBLISHED:
            return None
        return await info.context.frameworks.contents.load(self.card.key)

    def _start(self, info: Info, first: int, after: str | None) -> int:
        info.context.reader.spend(paging.checked(first))
        return cast(int, paging.decode(after, int)[0]) if after is not None else -1


@strawberry.type(description="Something that changed between two versions.")
class FrameworkChange:
    kind: str = strawberry.field(description="`created`, `changed` or `removed`.")
    thing: str = strawberry.field(
        description="`framework`, `level`, `competency`, `role`, `role level` or `requirement`."
    )
    sentence: str = strawberry.field(description="What changed, in words.")
    held_by: strawberry.Private[tuple[str, ...]]

    @strawberry.field(description="Who holds a role level that it concerns, by name, at most 100.")
    async def touches(self, info: Info) -> list[Person]:
        found = [await people.one(info, id) for id in self.held_by[: paging.MOST_A_PAGE]]
        return [person for person in found if person]


@strawberry.type(description="What changed between two versions of a framework.")
class FrameworkDiff:
    from_version: int = strawberry.field(name="from", description="The number of the earlier version.")
    to_version: int = strawberry.field(name="to", description="The number of the later one.")
    created: int = strawberry.field(description="How many things are new.")
    changed: int = strawberry.field(description="How many are other than before.")
    removed: int = strawberry.field(description="How many are gone.")
    touched: int = strawberry.field(description="How many people hold a role level that it concerns.")
    changes: list[FrameworkChange] = strawberry.field(description="Every change, what roles require last.")


async def one(info: Info, id: str) -> Framework | None:
    """A version of a framework by its key, when the viewer is known."""
    found = await info.context.frameworks.versions.load(id)
    return Framework.of(found) if found else None


async def in_force(info: Info, id: str) -> Framework | None:
    """The published version of a framework."""
    keys = await info.context.frameworks.versions_of.load(id)
    found = await info.context.frameworks.versions.load_many(keys)
    return next((Framework.of(v) for v in found if v and v.status is Status.PUBLISHED), None)


async def listed(info: Info, first: int, after: str | None) -> Connection[Framework]:
    """The frameworks, by title: of each the version in force, else its draft."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    title, id = paging.decode(after, str, str) if after is not None else ("", "")
    keys = await reader.read(
        lambda tx, scopes: graph.framework_page(
            tx, scopes=scopes, after_title=title, after_id=id, first=first + 1
        )
    )
    found = [version for version in await info.context.frameworks.versions.load_many(keys) if version]
    return paging.page(found, first, after, key=lambda each: (each.title, each.id), node=Framework.of)


async def diff(info: Info, from_: str, to: str) -> FrameworkDiff | None:
    """What changed from one version to another of the same framework; null where one is not there."""
    own = [ids.own_id(id, "Framework") for id in (from_, to)]
    if any(each is None for each in own):
        return None
    before, after = await info.context.frameworks.versions.load_many(cast(list[str], own))
    if before is None or after is None:
        return None
    if before.id != after.id:
        raise InvalidInput("These are versions of two frameworks.", "Give two versions of one framework.")
    from learning import frameworks_versions

    try:
        found = await info.context.reader.read(
            lambda tx, scopes: frameworks_versions.difference(tx, before, after, scopes)
        )
    except NotFound:
        return None
    return FrameworkDiff(
        from_version=before.version,
        to_version=after.version,
        created=found.counts["created"],
        changed=found.counts["changed"],
        removed=found.counts["removed"],
        touched=len(found.people),
        changes=[
            FrameworkChange(
                kind=change.kind.value,
                thing=change.thing.value,
                sentence=change.sentence,
                held_by=tuple(person.id for person in found.touched(change)),
            )
            for change in found.changes
        ],
    )


Key = Annotated[strawberry.ID, strawberry.argument(description="The global id of a version.")]
