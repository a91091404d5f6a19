"""GraphQL: what can be asked."""

import asyncio
from typing import Annotated

import strawberry
from strawberry import relay

from api import experts, nodes, paging, people, skills, spaces
from api.context import Info
from api.experts import ExpertConnection
from api.paging import After, Connection, First
from api.people import Person
from api.skills import Skill
from api.spaces import Space

Id = Annotated[strawberry.ID, strawberry.argument(description="A global id, as some `id` field gave it.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, 1 to 100 of them.")]
Search = Annotated[
    str, strawberry.argument(description="A part of the name, in capitals or not; everything without.")
]


@strawberry.type(
    description="What can be asked. What the viewer may not see looks like what does not exist, everywhere."
)
class Query:
    @strawberry.field(description="The person on whose behalf this request reads; null when nobody is known.")
    async def viewer(self, info: Info) -> Person | None:
        id = info.context.reader.viewer.person
        return await people.one(info, id) if id else None

    @strawberry.field(description="People to ask, best first; nobody who has left.")
    async def experts(
        self,
        info: Info,
        first: First,
        question: Annotated[
            str | None, strawberry.argument(description="What one would ask them, in plain words.")
        ] = None,
        skills: Annotated[
            list[strawberry.ID] | None, strawberry.argument(description="Global ids of skills to know.")
        ] = None,
        after: After = None,
    ) -> ExpertConnection:
        return await experts.listed(info, question, skills, first, after)

    @strawberry.field(description="Somebody in the organisation.")
    async def person(self, info: Info, id: Id) -> Person | None:
        own = nodes.own_id(id, "Person")
        return await people.one(info, own) if own is not None else None

    @strawberry.field(description="The people of the organisation, by name.")
    async def people(
        self, info: Info, search: Search = "", first: First = 20, after: After = None
    ) -> Connection[Person]:
        return await people.listed(info, search, first, after)

    @strawberry.field(description="A skill.")
    async def skill(self, info: Info, id: Id) -> Skill | None:
        own = nodes.own_id(id, "Skill")
        return await skills.one(info, own) if own is not None else None

    @strawberry.field(description="The skills of the vocabulary, by name; other names are searched as well.")
    async def skills(
        self, info: Info, search: Search = "", first: First = 20, after: After = None
    ) -> Connection[Skill]:
        return await skills.listed(info, search, first, after)

    @strawberry.field(description="A space that the viewer may read.")
    async def space(self, info: Info, id: Id) -> Space | None:
        own = nodes.own_id(id, "Space")
        return await spaces.one(info, own) if own is not None else None

    @strawberry.field(description="The spaces that the viewer may read, by name.")
    async def spaces(self, info: Info, first: First = 20, after: After = None) -> Connection[Space]:
        return await spaces.listed(info, first, after)

    @strawberry.field(description="Anything that has a global id.")
    async def node(self, info: Info, id: Id) -> relay.Node | None:
        return await nodes.node(info, id)

    @strawberry.field(
        description="Several things that have global ids, in their order; null for each that is not there."
    )
    async def nodes(self, info: Info, ids: Ids) -> list[relay.Node | None]:
        paging.checked(len(ids))
        return await asyncio.gather(*(nodes.node(info, id) for id in ids))
