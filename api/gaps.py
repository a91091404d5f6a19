"""GraphQL: the gap of a person to a role level, and of groups, told in fives, as a plan."""

from collections.abc import Sequence
from datetime import date
from typing import Self

import strawberry

from api import enums as enums  # publishes Verdict
from api import people, proficiency, roles
from api.content import Content
from api.context import Info
from api.ids import own_id
from api.people import Person
from api.proficiency import ProficiencyLevel, today
from api.roles import Competency, RoleLevel
from api.skills import Skill
from domain import gaps as domain
from domain.errors import NotFound
from domain.gaps import Verdict
from domain.levels import NOTICE, RUBRIC
from graph.gaps import Teaching
from learning import gaps
from learning.gap_aims import Aim, AimKind, Wanted
from learning.gap_nearest import Knower
from learning.gaps import Closes, Gap, Judged

AIMS = ("RoleLevel", "Role", "Framework")  # whose global ids name an aim


@strawberry.type(description="The share of the weight that is met, and that may be met when the unknown is.")
class Readiness:
    low: float = strawberry.field(description="What is met, from 0 to 1.")
    high: float = strawberry.field(description="What is met or not known.")

    @classmethod
    def of(cls, readiness: domain.Readiness) -> Self:
        return cls(low=readiness.low, high=readiness.high)


@strawberry.type(description="What a gap is measured against: a role level, a framework or a credential.")
class GapTarget:
    aim: strawberry.Private[Aim]

    @strawberry.field(description="Its name.")
    def name(self) -> str:
        return self.aim.name

    @strawberry.field(description="The role that it is a level of; null where it is none.")
    def role(self) -> str | None:
        return self.aim.role or None

    @strawberry.field(description="The framework's title; null for a credential.")
    def framework(self) -> str | None:
        return self.aim.framework or None

    @strawberry.field(description="The role level; null where it is none.")
    async def role_level(self, info: Info) -> RoleLevel | None:
        return await roles.level(info, self.aim.id) if self.aim.kind is AimKind.ROLE_LEVEL else None


@strawberry.type(description="Something that is needed.")
class NeedBase:
    wanted: strawberry.Private[Wanted]

    @strawberry.field(description="The competency; null where it is a skill.")
    async def competency(self, info: Info) -> Competency | None:
        return await proficiency.competency_of(info, self.wanted.measured)

    @strawberry.field(description="The skill; null where it is a competency.")
    async def skill(self, info: Info) -> Skill | None:
        return await proficiency.skill_of(info, self.wanted.measured)

    @strawberry.field(description="Its name.")
    def name(self) -> str:
        return self.wanted.measured.name

    @strawberry.field(
        description="The level needed, 1 to 4; null where any will do, or nobody has mapped it."
    )
    def needed(self) -> int | None:
        return self.wanted.need.level

    @strawberry.field(description="What the level is called where it comes from; null where any will do.")
    def needed_as(self) -> str | None:
        return self.wanted.label or None

    @strawberry.field(description="Whether it is a must; else it is a should.")
    def is_must(self) -> bool:
        return self.wanted.need.must

    @strawberry.field(description="Its importance; never a level.")
    def weight(self) -> float:
        return self.wanted.need.weight


@strawberry.type(description="Somebody who has shown something, as far as the viewer can see.")
class SomebodyWhoKnows:
    knower: strawberry.Private[Knower]

    @strawberry.field(description="Who.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.knower.person.id)

    @strawberry.field(description="At which level, 1 to 4.")
    def level(self) -> int:
        return self.knower.level


@strawberry.type(description="How somebody stands to one need.")
class GapNeed(NeedBase):
    judged: strawberry.Private[Judged]
    closes: strawberry.Private[Closes]

    @strawberry.field(description="Whether it is met, partly met, unknown or missing.")
    def verdict(self) -> Verdict:
        return self.judged.verdict

    @strawberry.field(description="What they have shown of it.")
    def level(self) -> ProficiencyLevel:
        return ProficiencyLevel(level=self.judged.level)

    @strawberry.field(description="Content that brings them further, what reaches the level needed first.")
    async def learn(self, info: Info) -> list[Content]:
        return await contents(info, self.closes.learn)

    @strawberry.field(description="People to learn from, who have shown it at the level needed.")
    def mentors(self) -> list[SomebodyWhoKnows]:
        return [SomebodyWhoKnows(knower=knower) for knower in self.closes.mentors]


@strawberry.type(
    description="How somebody stands to a role level, framework or credential. For them and their direct "
    "manager; never for pay, dismissal or automatic shortlisting."
)
class RoleGap:
    gap: strawberry.Private[Gap]

    @strawberry.field(description="Whom it is about.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.gap.person.id)

    @strawberry.field(description="What it is measured against.")
    def target(self) -> GapTarget:
        return GapTarget(aim=self.gap.aim)

    @strawberry.field(description="Readiness for what is a must; null where nothing is.")
    def must(self) -> Readiness | None:
        return Readiness.of(self.gap.must) if self.gap.must else None

    @strawberry.field(description="Readiness for what should be; null where nothing is asked for.")
    def should(self) -> Readiness | None:
        return Readiness.of(self.gap.should) if self.gap.should else None

    @strawberry.field(description="Each need once.")
    def needs(self) -> list[GapNeed]:
        return [
            GapNeed(
                wanted=one.wanted,
                judged=one,
                closes=self.gap.closes.get(one.wanted.measured.about, Closes()),
            )
            for one in self.gap.judged
        ]

    @strawberry.field(description="The rubric that decided the levels.")
    def rubric(self) -> str:
        return RUBRIC

    @strawberry.field(description="The day on which it was decided.")
    def at(self) -> date:
        return self.gap.at

    @strawberry.field(description="What it may be used for, and what not.")
    def notice(self) -> str:
        return NOTICE


async def of_person(info: Info, target: str, person: str | None) -> RoleGap | None:
    """By a global id or name of the target, and a global id of a person, or else of the viewer; None for what
    is not there or not for this viewer."""
    reader = info.context.reader
    who = own_id(person, "Person") if person is not None else reader.viewer.person
    if who is None:
        return None
    reader.spend(1)
    try:
        return RoleGap(gap=await gaps.of_person(reader.graph, who, aimed(target), reader.viewer, today()))
    except NotFound:
        return None


async def contents(info: Info, some: Sequence[Teaching]) -> list[Content]:
    found = await info.context.content.items.load_many(dict.fromkeys(one.content for one in some))
    return [Content.of(item) for item in found if item]


def aimed(target: str) -> str:
    """A target as `learning.gap_aims` takes it: by its own id, or its name as it is."""
    own = next((id for kind in AIMS if (id := own_id(target, kind)) is not None), None)
    return target if own is None else own.partition("|")[0]
