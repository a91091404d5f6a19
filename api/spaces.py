"""GraphQL: spaces."""

from typing import Self

import strawberry
from strawberry import relay

from api import enums as enums  # publishes SpaceKind
from api import paging
from api.context import Info
from api.paging import Connection
from domain.messages import SpaceKind
from graph import spaces
from graph.spaces import SpaceCard


@strawberry.type(description="A channel, private channel or conversation of a source.")
class Space(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[SpaceCard]

    @classmethod
    def of(cls, card: SpaceCard) -> Self:
        return cls(key=card.id, card=card)

    @strawberry.field(description="Its name in the source; conversations may have none.")
    def name(self) -> str:
        return self.card.name

    @strawberry.field(description="Who can read it.")
    def kind(self) -> SpaceKind:
        return self.card.kind

    @strawberry.field(description="What the source says that it is for.")
    def purpose(self) -> str:
        return self.card.purpose

    @strawberry.field(description="Whether it is closed to new messages.")
    def is_archived(self) -> bool:
        return self.card.archived

    @strawberry.field(description="The source that it belongs to, such as `slack`.")
    def source(self) -> str:
        return self.card.source


async def one(info: Info, id: str) -> Space | None:
    """A space by its id in the source, when the viewer may read it."""
    found = await info.context.reader.spaces.load(id)
    return Space.of(found) if found else None


async def listed(info: Info, first: int, after: str | None) -> Connection[Space]:
    """The spaces that the viewer may read, by name."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    name, id = paging.decode(after, str, str) if after is not None else ("", "")
    found = await reader.read(
        lambda tx, scopes: spaces.page(tx, scopes=scopes, after_name=name, after_id=id, first=first + 1)
    )
    return paging.page(found, first, after, key=lambda card: (card.name, card.id), node=Space.of)
