"""GraphQL: what groups meet and lack of a role level, told in fives, and who is nearest."""

from datetime import date
from typing import Self

import strawberry

from api import people
from api.changing import MutationError, attempted
from api.content import Content
from api.context import Info
from api.gaps import GapTarget, NeedBase, Readiness, aimed, contents
from api.people import Person
from api.proficiency import today
from domain import release
from domain.errors import InvalidInput, NotFound
from domain.levels import NOTICE
from learning import gap_groups, gap_nearest
from learning.gap_groups import EVERYONE, GroupNeed
from learning.gap_nearest import Near


@strawberry.type(description="How many people, in whole fives: 0 to 4 look alike.")
class PeopleRange:
    least: int = strawberry.field(description="At least so many.")
    most: int = strawberry.field(description="At most so many.")

    @classmethod
    def of(cls, counted: release.Range) -> Self:
        return cls(least=counted.least, most=counted.most)


@strawberry.type(description="How many of a group meet one need, and how many are short of it.")
class GroupNeedCount(NeedBase):
    counted: strawberry.Private[GroupNeed]

    @strawberry.field(description="How many meet it.")
    def met(self) -> PeopleRange:
        return PeopleRange.of(self.counted.met)

    @strawberry.field(description="How many are short of it; of the rest nobody can tell.")
    def short(self) -> PeopleRange:
        return PeopleRange.of(self.counted.short)

    @strawberry.field(description="Content that teaches it.")
    async def learn(self, info: Info) -> list[Content]:
        return await contents(info, self.counted.learn)


@strawberry.type(
    description="Somebody near to a role level, by what they have shown that the viewer can see."
)
class NearPerson:
    near: strawberry.Private[Near]

    @strawberry.field(description="Who.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.near.person.id)

    @strawberry.field(description="The share of the musts, by weight, that they have shown.")
    def share(self) -> float:
        return self.near.share

    @strawberry.field(description="Whether they have shown all musts.")
    def is_ready(self) -> bool:
        return self.near.is_ready

    @strawberry.field(description="What they have shown at the level needed, by name.")
    def shown(self) -> list[str]:
        return [one.measured.name for one in self.near.shown]


@strawberry.type(
    description="So many people at a role level by a day: what a team, a site or everyone meets and lacks, "
    "as far as it may be told of five people and more, and who is nearest."
)
class Plan:
    plan: strawberry.Private[gap_groups.Plan]

    @strawberry.field(description="What it is measured against.")
    def target(self) -> GapTarget:
        return GapTarget(aim=self.plan.group.aim)

    @strawberry.field(description="How many people are needed.")
    def headcount(self) -> int:
        return self.plan.headcount

    @strawberry.field(description="By which day; null where none was given.")
    def by(self) -> date | None:
        return self.plan.by

    @strawberry.field(description="How many people the group has.")
    def people(self) -> int:
        return self.plan.group.asked

    @strawberry.field(description="How many people it is told of: with others, where fewer would stand out.")
    def told_of(self) -> int:
        return self.plan.group.people

    @strawberry.field(description="The share of them with any evidence in 90 days.")
    def visible(self) -> float:
        return self.plan.group.visible

    @strawberry.field(
        description="Whether their needs are told: under half `visible`, they cannot be seen from here."
    )
    def is_told(self) -> bool:
        return self.plan.group.is_told

    @strawberry.field(description="Readiness for what is a must; null where it is not told.")
    def must(self) -> Readiness | None:
        return Readiness.of(self.plan.group.must) if self.plan.group.must else None

    @strawberry.field(description="Each need once; empty where they are not told.")
    def needs(self) -> list[GroupNeedCount]:
        return [GroupNeedCount(wanted=one.wanted, counted=one) for one in self.plan.group.needs]

    @strawberry.field(description="How many places nobody is ready for, of those that the viewer can see.")
    def open_places(self) -> int:
        return self.plan.open_places

    @strawberry.field(description="Those of the group who have shown most of it.")
    def nearest(self) -> list[NearPerson]:
        return [NearPerson(near=one) for one in self.plan.group.nearest]

    @strawberry.field(description="Those elsewhere who have shown most of it and are open to a move.")
    def open_to_move(self) -> list[NearPerson]:
        return [NearPerson(near=one) for one in self.plan.group.movers]

    @strawberry.field(description="The day on which it was decided.")
    def at(self) -> date:
        return self.plan.group.at

    @strawberry.field(description="What it may be used for, and what not.")
    def notice(self) -> str:
        return NOTICE


@strawberry.input(description="Whether the viewer is open to other work inside.")
class SetOpenToMovesInput:
    is_open: bool = strawberry.field(description="Whether they may be named for a move.")


@strawberry.type(description="What came of saying whether one is open to moves.")
class SetOpenToMovesPayload:
    person: Person | None = strawberry.field(description="The viewer.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def set_open_to_moves(info: Info, given: SetOpenToMovesInput) -> SetOpenToMovesPayload:
    """For the viewer themselves."""
    reader = info.context.reader
    said = gap_nearest.set_open_to_moves(reader.graph, reader.viewer, given.is_open)
    somebody, errors = await attempted(said)
    return SetOpenToMovesPayload(
        person=await people.one(info, somebody.id) if somebody else None, errors=errors
    )


async def planned(
    info: Info, target: str, team: str | None, site: str | None, headcount: int, by: date | None, first: int
) -> Plan | None:
    """For a team or a site by name, or everyone; None for what is not there or not for this viewer."""
    if team is not None and site is not None:
        raise InvalidInput("A team and a site were given.", "Give one of them, or neither for everyone.")
    if headcount < 0 or not 1 <= first <= gap_groups.NEAREST_MOST:
        raise InvalidInput("`headcount` or `first` is out of range.", "Give 0 or more, and 1 to 50.")
    group = f"team:{team}" if team is not None else f"site:{site}" if site is not None else EVERYONE
    reader = info.context.reader
    reader.spend(first)
    try:
        found = await gap_groups.of_group(
            reader.graph, group, aimed(target), reader.viewer, today(), first=first
        )
    except NotFound:
        return None
    return Plan(plan=gap_groups.Plan(headcount, by, found))
