"""GraphQL: how far somebody has shown a competency, line by line, and contesting a line."""

from datetime import UTC, date, datetime
from typing import Annotated, Self

import strawberry

from api import enums as enums  # publishes Act and ContestState
from api import people, roles, skills, spaces
from api.context import Info
from api.ids import own_id
from api.people import Person
from api.roles import Competency
from api.skills import Skill
from api.spaces import Space
from domain import levels as domain
from domain.errors import InvalidInput, NotFound
from domain.evidence import Act
from domain.levels import NOTICE, RUBRIC
from graph.contests import ContestState
from learning import proficiency
from learning.proficiency import Told, Unit
from learning.proficiency_evidence import Measured

MOST_UNITS = 100  # that one field gives


@strawberry.type(
    description="One thing that a level asks for, such as people: so many there are, so many it takes."
)
class LevelCondition:
    name: str = strawberry.field(description="What is counted, such as `months`.")
    have: int = strawberry.field(description="How many there are.")
    need: int = strawberry.field(description="How many it takes.")
    is_met: bool = strawberry.field(description="Whether there are enough.")


@strawberry.type(description="How a level stands.")
class LevelCheck:
    level: int = strawberry.field(description="The level, 1 to 4.")
    chance: float = strawberry.field(description="The probability that it is reached.")
    conditions: list[LevelCondition] = strawberry.field(description="What it asks for.")

    @classmethod
    def of(cls, check: domain.Check) -> Self:
        conditions = [
            LevelCondition(name=c.name, have=c.have, need=c.need, is_met=c.met) for c in check.conditions
        ]
        return cls(level=check.level, chance=check.chance, conditions=conditions)


@strawberry.type(description="A level that an assessor or a certificate says.")
class AssessedLevel:
    level: int = strawberry.field(description="The level, 1 to 4; 0 is that it is missing.")
    by: str = strawberry.field(description="Who says so: a person's name, or a credential.")
    at: date = strawberry.field(description="On which day.")
    until: date | None = strawberry.field(
        description="The last day on which it holds; null when it does not end."
    )

    @classmethod
    def of(cls, said: domain.Assessed) -> Self:
        return cls(level=said.level, by=said.by, at=said.at, until=said.until)


@strawberry.type(description="A range of levels that evidence supports, from 1 (Awareness) to 4 (Expert).")
class ProficiencyLevel:
    level: strawberry.Private[domain.Proficiency]

    @strawberry.field(description="The highest level that is sure; null is that there is not enough to say.")
    def lo(self) -> int | None:
        return self.level.lo

    @strawberry.field(description="The highest level that is possible.")
    def hi(self) -> int | None:
        return self.level.hi

    @strawberry.field(description="The levels 1 to 4, each with its chance and what it asks for.")
    def checks(self) -> list[LevelCheck]:
        return [LevelCheck.of(check) for check in self.level.checks]

    @strawberry.field(description="The statement that sets the level, if one does.")
    def assessed(self) -> AssessedLevel | None:
        return AssessedLevel.of(self.level.assessed) if self.level.assessed else None

    @strawberry.field(description="The level that they state themselves, which changes nothing; 0 is none.")
    def stated(self) -> int | None:
        return self.level.stated.level if self.level.stated else None

    @strawberry.field(description="Whether all that Expert still needs is a human who confirms it.")
    def needs_confirmation(self) -> bool:
        return self.level.needs_confirmation


@strawberry.type(
    description="Something that counts once: a thread, a document, a piece of content, a referral."
)
class ProficiencyUnit:
    unit: strawberry.Private[Unit]

    @strawberry.field(description="What its strongest line is contested by.")
    def evidence(self) -> strawberry.ID:
        return strawberry.ID(self.unit.line.id)

    @strawberry.field(description="What they did.")
    def act(self) -> Act:
        return self.unit.line.act

    @strawberry.field(description="The rung that this reaches, 1 to 4.")
    def rung(self) -> int:
        return self.unit.line.sign.rung

    @strawberry.field(description="The probability that skill and act are right.")
    def p(self) -> float:
        return self.unit.line.sign.p

    @strawberry.field(description="On which day.")
    def at(self) -> date:
        return self.unit.line.sign.at

    @strawberry.field(description="The last day on which it counts.")
    def counts_until(self) -> date:
        return self.unit.until

    @strawberry.field(description="Whether it counts: nobody contested it, or a steward refused the contest.")
    def counts(self) -> bool:
        return self.unit.counts

    @strawberry.field(description="How many others it reached.")
    def people(self) -> int:
        return len(self.unit.line.sign.people)

    @strawberry.field(description="How a contest of it stands; null when nobody contested it.")
    def contested(self) -> ContestState | None:
        return self.unit.line.contested

    @strawberry.field(description="The title of the document or content; null for a message.")
    def title(self) -> str | None:
        return self.unit.line.title or (self.unit.item.title if self.unit.item else None)

    @strawberry.field(description="The space that it stands in; null for what was recorded.")
    async def space(self, info: Info) -> Space | None:
        return await spaces.one(info, self.unit.item.space) if self.unit.item else None

    @strawberry.field(description="The address at which the source shows it; null for what was recorded.")
    def permalink(self) -> str | None:
        return self.unit.item.permalink if self.unit.item else None

    @strawberry.field(description="The beginning of the message, kept in public spaces alone.")
    def quote(self) -> str | None:
        return self.unit.item.quote if self.unit.item else None


@strawberry.type(
    description="How far somebody has shown a competency or skill, from what the viewer may read. "
    "For the person, their direct manager and stewards; never for pay, dismissal or automatic shortlisting."
)
class Proficiency(ProficiencyLevel):
    told: strawberry.Private[Told]

    @classmethod
    def of(cls, told: Told) -> Self:
        return cls(level=told.level, told=told)

    @strawberry.field(description="Whom it is about.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.told.person.id)

    @strawberry.field(description="The competency; null for a skill by itself.")
    async def competency(self, info: Info) -> Competency | None:
        return await competency_of(info, self.told.measured)

    @strawberry.field(description="The skill, where it is no competency.")
    async def skill(self, info: Info) -> Skill | None:
        return await skill_of(info, self.told.measured)

    @strawberry.field(description="Whether the person wants no level derived, ever.")
    def is_declined(self) -> bool:
        return self.told.level.declined

    @strawberry.field(description="What counts, and what is contested, newest first.")
    def units(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many to give, from 1 to 100.")] = 20,
    ) -> list[ProficiencyUnit]:
        if not 1 <= first <= MOST_UNITS:
            raise InvalidInput(f"`first` is {first}.", f"Ask for 1 to {MOST_UNITS} units.")
        info.context.reader.spend(first)
        return [ProficiencyUnit(unit=unit) for unit in self.told.units[:first]]

    @strawberry.field(description="The rubric that decided.")
    def rubric(self) -> str:
        return RUBRIC

    @strawberry.field(description="The day on which it was decided.")
    def at(self) -> date:
        return self.told.at

    @strawberry.field(description="What it may be used for, and what not.")
    def notice(self) -> str:
        return NOTICE


async def one(info: Info, person: str, competency: str) -> Proficiency | None:
    """By global ids; None for what is not there and for whom the viewer may not know it of."""
    reader = info.context.reader
    who = own_id(person, "Person")
    kinds = (("Competency", proficiency.COMPETENCY), ("Skill", proficiency.SKILL))
    ids = ((kind, own_id(competency, type_)) for type_, kind in kinds)
    what = next((f"{kind}:{id}" for kind, id in ids if id is not None), None)
    if who is None or what is None:
        return None
    reader.spend(1)
    try:
        return Proficiency.of(await proficiency.told(reader.graph, who, what, reader.viewer, today()))
    except NotFound:
        return None


async def competency_of(info: Info, measured: Measured) -> Competency | None:
    """What is measured, when it is a competency."""
    return None if measured.is_skill else await roles.competency(info, measured.id)


async def skill_of(info: Info, measured: Measured) -> Skill | None:
    """What is measured, when it is a skill."""
    return await skills.one(info, measured.id) if measured.is_skill else None


def today() -> date:
    return datetime.now(UTC).date()
