"""GraphQL: what the organisation, a team or a site covers, what it could lose, and who is rising."""

import asyncio
from datetime import UTC, date, datetime

import strawberry

from api import content, people, roles, skills
from api.content import Content
from api.context import Info
from api.ids import own_id
from api.people import Person
from api.plans import PeopleRange
from api.roles import Competency
from api.skills import Skill
from domain.errors import InvalidInput, NotFound
from learning import coverage, coverage_rising, coverage_risk
from learning.coverage import EVERYONE
from learning.coverage_risk import Loss, Risk

RISKS_MOST = 100
SECOND = 1_000_000  # microseconds


@strawberry.type(description="A team, a site or everyone, and how much of it can be seen.")
class CoverageUnit:
    unit: strawberry.Private[coverage.Unit]

    @strawberry.field(description="`team`, `site` or `everyone`.")
    def kind(self) -> str:
        return self.unit.kind

    @strawberry.field(description="Its name.")
    def name(self) -> str:
        return self.unit.name

    @strawberry.field(description="How many people it has.")
    def people(self) -> int:
        return self.unit.asked

    @strawberry.field(
        description="How many people it is told together with: small groups are not told alone."
    )
    def told_of(self) -> int:
        return self.unit.people

    @strawberry.field(description="The share of them of whom there is any evidence in 90 days, from 0 to 1.")
    def visible(self) -> float:
        return self.unit.visible

    @strawberry.field(description="Whether anything is told; else it cannot be seen from here.")
    def is_told(self) -> bool:
        return self.unit.is_told


@strawberry.type(description="How many people have shown a competency.")
class CompetencyCoverage:
    found: strawberry.Private[coverage.Covered]

    @strawberry.field(description="The competency.")
    async def competency(self, info: Info) -> Competency | None:
        return await roles.competency(info, self.found.measured.id)

    @strawberry.field(description="Its name.")
    def name(self) -> str:
        return self.found.measured.name

    @strawberry.field(description="People at level 1 and above.")
    def awareness(self) -> PeopleRange:
        return PeopleRange.of(self.found.at_least[0])

    @strawberry.field(description="People at level 2 and above.")
    def working(self) -> PeopleRange:
        return PeopleRange.of(self.found.at_least[1])

    @strawberry.field(description="People at level 3 and above.")
    def practitioner(self) -> PeopleRange:
        return PeopleRange.of(self.found.at_least[2])

    @strawberry.field(description="People at level 4.")
    def expert(self) -> PeopleRange:
        return PeopleRange.of(self.found.at_least[3])

    @strawberry.field(description="How many live items teach it, or a skill that it includes.")
    def content_count(self) -> int:
        return self.found.content


@strawberry.type(description="What was shown of a framework.")
class FrameworkCoverage:
    found: strawberry.Private[coverage.Framework]

    @strawberry.field(description="The framework's title.")
    def title(self) -> str:
        return self.found.title

    @strawberry.field(description="How many competencies it defines.")
    def competency_count(self) -> int:
        return self.found.competencies

    @strawberry.field(description="How many of them were shown by five people and more.")
    def shown_by_five(self) -> int:
        return self.found.shown

    @strawberry.field(description="Each competency; nothing where the unit cannot be seen.")
    def competencies(self) -> list[CompetencyCoverage]:
        return [CompetencyCoverage(found=one) for one in self.found.covered]


@strawberry.type(description="What an organisation, a team or a site has shown of what frameworks define.")
class Coverage:
    found: strawberry.Private[coverage.Coverage]

    @strawberry.field(description="Of whom it is told.")
    def unit(self) -> CoverageUnit:
        return CoverageUnit(unit=self.found.unit)

    @strawberry.field(description="The teams and sites; nothing where one of them was asked for.")
    def units(self) -> list[CoverageUnit]:
        return [CoverageUnit(unit=one) for one in self.found.units]

    @strawberry.field(description="The framework that was asked for, or all.")
    def frameworks(self) -> list[FrameworkCoverage]:
        return [FrameworkCoverage(found=one) for one in self.found.frameworks]

    @strawberry.field(description="The day that it is told of.")
    def at(self) -> date:
        return self.found.at


@strawberry.type(description="Somebody who holds a skill.")
class SkillHolder:
    holder: strawberry.Private[coverage_risk.Holder]

    @strawberry.field(description="Who.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.holder.id)

    @strawberry.field(description="Their last day, where it is near and the viewer may know it.")
    def leaves(self) -> date | None:
        return self.holder.leaves


@strawberry.type(description="A skill that few hold.")
class SkillAtRisk:
    risk: strawberry.Private[Risk]

    @strawberry.field(description="The skill.")
    async def skill(self, info: Info) -> Skill | None:
        return await skills.one(info, self.risk.skill)

    @strawberry.field(description="How many hold it.")
    def holder_count(self) -> int:
        return self.risk.number

    @strawberry.field(description="A few of them.")
    def holders(self) -> list[SkillHolder]:
        return [SkillHolder(holder=one) for one in self.risk.holders]

    @strawberry.field(description="How many others are learning it.")
    def learning_count(self) -> int:
        return self.risk.learning

    @strawberry.field(description="What puts it at risk, in words.")
    def reasons(self) -> list[str]:
        return list(self.risk.reasons)


@strawberry.type(description="What losing somebody would cost. That the viewer looked is written down.")
class LossOfPerson:
    loss: strawberry.Private[Loss]

    @strawberry.field(description="Who.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.loss.person.id)

    @strawberry.field(description="Skills that nobody else holds.")
    def alone(self) -> list[SkillAtRisk]:
        return [SkillAtRisk(risk=one) for one in self.loss.alone]

    @strawberry.field(description="Skills that one other holds.")
    def shared(self) -> list[SkillAtRisk]:
        return [SkillAtRisk(risk=one) for one in self.loss.shared]

    @strawberry.field(description="Content that would have no owner.")
    async def content(self, info: Info) -> list[Content]:
        found = await asyncio.gather(*(content.one(info, one.id) for one in self.loss.content))
        return [one for one in found if one is not None]


@strawberry.type(description="A skill that somebody shows more often than before.")
class RisingSkill:
    rising: strawberry.Private[coverage_rising.Rising]

    @strawberry.field(description="The skill.")
    async def skill(self, info: Info) -> Skill | None:
        return await skills.one(info, self.rising.skill)

    @strawberry.field(description="In how many threads and documents of the last 90 days.")
    def now(self) -> int:
        return self.rising.counted.now

    @strawberry.field(description="In how many of the 270 days before.")
    def before(self) -> int:
        return self.rising.counted.before

    @strawberry.field(description="The probability that it is more than one and a half times as often.")
    def probability(self) -> float:
        return self.rising.probability


async def one(info: Info, framework: str | None, team: str | None, site: str | None) -> Coverage | None:
    """Coverage of one framework or all; null where there is nothing of that name."""
    if team and site:
        raise InvalidInput("Both `team` and `site` were given.", "Give one of them.")
    group = f"team:{team}" if team else f"site:{site}" if site else EVERYONE
    named = (own_id(framework, "Framework") or framework).partition("|")[0] if framework else ""
    reader = info.context.reader
    try:
        found = await coverage.covered(reader.graph, group, named, reader.viewer, _today())
    except NotFound:
        return None
    return Coverage(found=found)


async def at_risk(info: Info, first: int) -> list[SkillAtRisk]:
    """The skills most at risk."""
    if not 1 <= first <= RISKS_MOST:
        raise InvalidInput(f"`first` is {first}.", f"Ask for 1 to {RISKS_MOST}.")
    reader = info.context.reader
    reader.spend(first)
    found = await coverage_risk.at_risk(reader.graph, reader.viewer, _today())
    return [SkillAtRisk(risk=one) for one in found[:first]]


async def without(info: Info, person: str) -> LossOfPerson | None:
    """What losing somebody would cost; null for whoever may not know it."""
    own = own_id(person, "Person")
    reader = info.context.reader
    if own is None:
        return None
    at = int(datetime.now(UTC).timestamp() * SECOND)
    try:
        return LossOfPerson(loss=await coverage_risk.without(reader.graph, own, reader.viewer, _today(), at))
    except NotFound:
        return None


async def rising(info: Info, person: str) -> list[RisingSkill]:
    """What somebody does more and more, as far as the viewer may see it."""
    own = own_id(person, "Person")
    reader = info.context.reader
    if own is None:
        return []
    try:
        found = await coverage_rising.rising(reader.graph, own, reader.viewer, _today())
    except NotFound:
        return []
    return [RisingSkill(rising=one) for one in found.skills]


def _today() -> date:
    return datetime.now(UTC).date()
