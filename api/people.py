"""GraphQL: people."""

from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import relay

from api import paging
from api.context import Info
from api.paging import After, Connection, First
from domain import people as domain
from graph import people

if TYPE_CHECKING:
    from api.content import Completion
    from api.knowledge import Knowledge


@strawberry.type(description="Somebody in the organisation.")
class Person(relay.Node):
    key: relay.NodeID[str]
    person: strawberry.Private[domain.Person]

    @classmethod
    def of(cls, person: domain.Person) -> Self:
        return cls(key=person.id, person=person)

    @strawberry.field(description="Their name.")
    def name(self) -> str:
        return self.person.name

    @strawberry.field(description="Whether they have left the organisation.")
    def has_left(self) -> bool:
        return self.person.left

    @strawberry.field(description="What they know as far as the viewer can see, what they know best first.")
    async def knows(
        self, info: Info, first: First = 10, after: After = None
    ) -> Connection[Annotated["Knowledge", strawberry.lazy("api.knowledge")]]:
        from api import knowledge  # the two modules speak of each other

        return await knowledge.of_person(info, self.person.id, first, after)

    @strawberry.field(
        description="What they completed, newest first: for themselves, their direct manager and stewards."
    )
    async def completions(
        self, info: Info, first: First = 20, after: After = None
    ) -> Connection[Annotated["Completion", strawberry.lazy("api.content")]]:
        from api import content  # the two modules speak of each other

        return await content.completed(info, self.person.id, first, after)


async def one(info: Info, id: str) -> Person | None:
    """A person by id, when the viewer is known."""
    found = await info.context.reader.people.load(id)
    return Person.of(found) if found else None


async def listed(info: Info, search: str, first: int, after: str | None) -> Connection[Person]:
    """The directory, by name: those whose name holds `search`."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    name, id = paging.decode(after, str, str) if after is not None else ("", "")
    found = await reader.read(
        lambda tx, scopes: people.page(
            tx, scopes=scopes, search=search, after_name=name, after_id=id, first=first + 1
        )
    )
    return paging.page(found, first, after, key=lambda person: (person.name, person.id), node=Person.of)
