"""GraphQL: what one person knows of one skill, from either side."""

from collections import Counter
from datetime import datetime
from typing import Annotated

import strawberry

from api import evidence, paging, people, skills
from api.context import Info
from api.evidence import Evidence
from api.paging import Connection
from api.people import Person
from api.reader import Pages
from api.skills import Skill
from domain.errors import InvalidInput
from domain.evidence import ACT_WEIGHT, Act, bucket_act
from domain.keys import key
from domain.tally import NEWEST
from graph import skills as graph


@strawberry.type(description="How many messages showed an act.")
class ActCount:
    act: Act = strawberry.field(description="What they did with the skill.")
    count: int = strawberry.field(description="In how many messages.")


@strawberry.type(description="What one person knows of one skill, from all that the viewer may read.")
class Knowledge:
    known: strawberry.Private[graph.Knowledge]

    @strawberry.field(description="Who knows it.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.known.person)

    @strawberry.field(description="What they know.")
    async def skill(self, info: Info) -> Skill | None:
        return await skills.one(info, self.known.skill)

    @strawberry.field(
        description="In how many messages they did what with it, what says most about knowing first."
    )
    def acts(self) -> list[ActCount]:
        counts = counted(self.known)
        ordered = sorted(counts, key=lambda act: (-ACT_WEIGHT[act], act))
        return [ActCount(act=act, count=counts[act]) for act in ordered]

    @strawberry.field(description="In how many threads.")
    def threads(self) -> int:
        return self.known.threads

    @strawberry.field(description="When the newest of the messages was written.")
    def last(self) -> datetime | None:
        return evidence.time_of(max(at for at, _ in newest(self.known))) if newest(self.known) else None

    @strawberry.field(description="The newest of the messages, newest first.")
    async def evidence(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many to give, from 1 to 10.")] = 3,
    ) -> list[Evidence]:
        if not 1 <= first <= NEWEST:
            raise InvalidInput(f"`first` is {first}.", f"Ask for 1 to {NEWEST} pieces of evidence.")
        info.context.reader.spend(first)
        ids = [id for _, id in newest(self.known)[:first]]
        return await evidence.some(info, ids, {key("skill", self.known.skill)})


def counted(known: graph.Knowledge) -> Counter[Act]:
    """Messages by act."""
    counts = Counter[Act]()
    for buckets, units in zip(known.buckets, known.units, strict=True):
        for number, count in zip(buckets, units, strict=True):
            counts[bucket_act(number)] += count
    return counts


def newest(known: graph.Knowledge) -> list[tuple[int, int]]:
    """(time, row) of the newest rows of all scopes, newest first."""
    pairs = {pair for flat in known.newest for pair in zip(flat[::2], flat[1::2], strict=True)}
    return sorted(pairs, reverse=True)


async def of_person(info: Info, id: str, first: int, after: str | None) -> Connection[Knowledge]:
    """What a person knows, best first."""
    reader = info.context.reader
    found = await reader.known_by.load(_pages(info, id, first, after))
    return paging.page(found, first, after, key=lambda entry: (entry.g, entry.skill), node=_shown)


async def of_skill(info: Info, id: str, first: int, after: str | None) -> Connection[Knowledge]:
    """Who knows a skill, best first."""
    reader = info.context.reader
    found = await reader.knowers.load(_pages(info, id, first, after))
    return paging.page(found, first, after, key=lambda entry: (entry.g, entry.person), node=_shown)


def _shown(entry: graph.Knowledge) -> Knowledge:
    return Knowledge(known=entry)


def _pages(info: Info, id: str, first: int, after: str | None) -> Pages:
    info.context.reader.spend(paging.checked(first))
    g, other = paging.decode(after, int, str) if after is not None else (None, "")
    return Pages(graph.After(id, g, other), first + 1)
