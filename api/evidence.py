"""GraphQL: what single messages showed, and where a reader opens them."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

import strawberry

from api import enums as enums  # publishes Act and Flag
from api import spaces
from api.context import Info
from api.spaces import Space
from domain.evidence import Act, Flag, Mention
from graph.evidence import Item


@strawberry.type(description="What one message showed of one person.")
class Evidence:
    item: strawberry.Private[Item]
    mention: strawberry.Private[Mention | None]  # None: the message helped by its words alone

    @strawberry.field(description="What they did, with the skill or else with the message as a whole.")
    def act(self) -> Act:
        return self.mention.act if self.mention else self.item.act

    @strawberry.field(description="When the message was written.")
    def at(self) -> datetime:
        return time_of(self.item.at)

    @strawberry.field(description="The space that the message stands in.")
    async def space(self, info: Info) -> Space | None:
        return await spaces.one(info, self.item.space)

    @strawberry.field(
        description="The address at which the source shows the message; empty when none is known."
    )
    def permalink(self) -> str:
        return self.item.permalink

    @strawberry.field(description="The title of the document that it stands in; null for a message.")
    def title(self) -> str | None:
        return self.item.title

    @strawberry.field(description="The section of the document, by its heading or page; null for a message.")
    def section(self) -> str | None:
        return self.item.section

    @strawberry.field(description="The beginning of the message, kept in public spaces alone.")
    def quote(self) -> str | None:
        return self.item.quote

    @strawberry.field(description="Where the skill's name begins in the message's text, in characters.")
    def start(self) -> int | None:
        return self.mention.start if self.mention else None

    @strawberry.field(description="Where the skill's name ends in the message's text, in characters.")
    def end(self) -> int | None:
        return self.mention.end if self.mention else None

    @strawberry.field(description="How sure it is that the words mean the skill, from 0 to 1.")
    def confidence(self) -> float | None:
        return self.mention.confidence / 100 if self.mention else None

    @strawberry.field(description="The version of the extractor that read the message.")
    def extractor(self) -> str:
        return f"{self.item.extractor:x}"

    @strawberry.field(description="What is special about the mention.")
    def flags(self) -> list[Flag]:
        return list(self.mention.flags) if self.mention else []


async def some(info: Info, ids: Iterable[int], skills: Collection[int]) -> list[Evidence]:
    """What the viewer may read of some rows, in their order, each with its mention of one of `skills`."""
    found = await info.context.reader.items.load_many(ids)
    return [Evidence(item=item, mention=item.mention_of(skills)) for item in found if item]


def time_of(micros: int) -> datetime:
    """A time in microseconds since 1970."""
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
