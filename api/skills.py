"""GraphQL: skills."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import relay

from api import paging
from api.context import Info
from api.paging import After, Connection, First
from domain import skills as domain
from graph import skills

if TYPE_CHECKING:
    from api.knowledge import Knowledge


@strawberry.type(description="Something that people can know, as the vocabulary names it.")
class Skill(relay.Node):
    key: relay.NodeID[str]
    skill: strawberry.Private[domain.Skill]

    @classmethod
    def of(cls, skill: domain.Skill) -> Self:
        return cls(key=skill.id, skill=skill)

    @strawberry.field(description="Its preferred name.")
    def name(self) -> str:
        return self.skill.name

    @strawberry.field(description="Its other names.")
    def aliases(self) -> list[str]:
        return list(self.skill.aliases)

    @strawberry.field(description="What kind of skill it is; may be empty.")
    def category(self) -> str:
        return self.skill.category

    @strawberry.field(description="The skills that it is a part or a kind of.")
    async def broader(self, info: Info) -> list["Skill"]:
        return await some(info, self.skill.broader)

    @strawberry.field(description="The skills that are a part or a kind of it, by name.")
    async def narrower(self, info: Info) -> list["Skill"]:
        return await some(info, await info.context.reader.narrower.load(self.skill.id))

    @strawberry.field(description="The skills that go with it.")
    async def related(self, info: Info) -> list["Skill"]:
        return await some(info, self.skill.related)

    @strawberry.field(
        description="Who knows it as far as the viewer can see, without those who left, best first."
    )
    async def knowers(
        self, info: Info, first: First = 10, after: After = None
    ) -> Connection[Annotated["Knowledge", strawberry.lazy("api.knowledge")]]:
        from api import knowledge  # the two modules speak of each other

        return await knowledge.of_skill(info, self.skill.id, first, after)


async def one(info: Info, id: str) -> Skill | None:
    """A skill by its vocabulary's id, when the viewer is known."""
    found = await info.context.reader.skills.load(id)
    return Skill.of(found) if found else None


async def some(info: Info, ids: Iterable[str]) -> list[Skill]:
    """Those of some skills that there are, in the order of their ids given."""
    found = await info.context.reader.skills.load_many(ids)
    return [Skill.of(skill) for skill in found if skill]


async def listed(info: Info, search: str, first: int, after: str | None) -> Connection[Skill]:
    """The vocabulary, by name: skills with a label that holds `search`."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    name, id = paging.decode(after, str, str) if after is not None else ("", "")
    found = await reader.read(
        lambda tx, scopes: skills.page(
            tx, scopes=scopes, search=search, after_name=name, after_id=id, first=first + 1
        )
    )
    return paging.page(found, first, after, key=lambda skill: (skill.name, skill.id), node=Skill.of)
