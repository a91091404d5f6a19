"""GraphQL: the steps of a pathway, what they are for, and what it does not reach."""

from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import relay

from api import enums as enums  # publishes kinds, statuses and reasons
from api import people
from api.context import Info
from api.people import Person
from domain.content import Kind
from learning import pathways_words as words
from learning.pathways_asking import Pathway as Found
from learning.pathways_words import Reason

if TYPE_CHECKING:
    from api.content import Content

PERSONAL = (Kind.MENTORING, Kind.COACHING)


@strawberry.type(description="A level of a skill or competency that a pathway is to reach.")
class PathwayGoal:
    goal: strawberry.Private[words.Goal]

    @strawberry.field(description="The skill or competency.")
    async def target(self, info: Info) -> relay.Node | None:
        from api import nodes  # the two modules speak of each other

        kind = self.goal.subject.target.value.capitalize()
        return await nodes.node(info, relay.to_base64(kind, self.goal.subject.id))

    @strawberry.field(description="What it is called.")
    def name(self) -> str:
        return self.goal.name

    @strawberry.field(description="The level, 1 to 4.")
    def level(self) -> int:
        return self.goal.level

    @strawberry.field(description="Whether it must be reached; else it should.")
    def is_must(self) -> bool:
        return self.goal.must


@strawberry.type(description="What a step is for.")
class PathwayWhy:
    why: strawberry.Private[words.Why]

    @strawberry.field(description="It in words.")
    def words(self) -> str:
        return self.why.words

    @strawberry.field(description="The goal that it serves; null for a step that serves a later one.")
    def goal(self) -> PathwayGoal | None:
        return PathwayGoal(goal=self.why.goal) if self.why.goal else None

    @strawberry.field(description="The key of the later step that it serves.")
    def step(self) -> str | None:
        return self.why.step

    @strawberry.field(description="The clause of that step's prerequisites that it meets.")
    def clause(self) -> int | None:
        return self.why.clause


@strawberry.type(description="What could stand in a step's place.")
class PathwayAlternative:
    other: strawberry.Private[words.Alternative]

    @strawberry.field(description="Its key.")
    def key(self) -> str:
        return self.other.id

    @strawberry.field(description="Its title.")
    def title(self) -> str:
        return self.other.title

    @strawberry.field(description="How many minutes more the pathway would take, fewer below 0.")
    def minutes_more(self) -> int:
        return self.other.minutes


@strawberry.type(description="One step of a pathway.")
class PathwayStep:
    step: strawberry.Private[words.Step]
    found: strawberry.Private[Found]

    @strawberry.field(description="What the step is called by when it is locked, excluded or started.")
    def key(self) -> str:
        return self.step.id

    @strawberry.field(
        description="The content; null for practice that was made, and for people who were found."
    )
    async def content(self, info: Info) -> Annotated["Content", strawberry.lazy("api.content")] | None:
        from api import content

        return None if self.step.made else await content.one(info, self.step.id)

    @strawberry.field(description="Its title.")
    def title(self) -> str:
        return self.step.title

    @strawberry.field(description="What kind of content it is.")
    def kind(self) -> Kind:
        return self.step.kind

    @strawberry.field(description="How much of one's time it takes, in minutes.")
    def minutes(self) -> int:
        return self.step.minutes

    @strawberry.field(description="The minutes that a date bounds: stretch work counts a fifth.")
    def counted_minutes(self) -> float:
        return self.step.counted

    @strawberry.field(description="The week in which it ends, from 1; null without hours a week.")
    def week(self) -> int | None:
        return self.step.week

    @strawberry.field(description="What it is for.")
    def why(self) -> list[PathwayWhy]:
        return [PathwayWhy(why=one) for one in self.step.why]

    @strawberry.field(description="What could stand in its place, the shortest first.")
    def alternatives(self) -> list[PathwayAlternative]:
        return [PathwayAlternative(other=one) for one in self.step.alternatives]

    @strawberry.field(description="Prerequisites in words, to look at oneself.")
    def check_yourself(self) -> list[str]:
        return list(self.step.check)

    @strawberry.field(description="What is recommended before, and not needed.")
    def recommended_before(self) -> list[str]:
        return list(self.step.advice)

    @strawberry.field(description="Who mentors or coaches; null for other kinds.")
    async def mentor(self, info: Info) -> Person | None:
        if self.step.owner is None or self.step.kind not in PERSONAL:
            return None
        return await people.one(info, self.step.owner)

    @strawberry.field(description="How many others' pathways count on that mentor; null for other kinds.")
    def mentees(self) -> int | None:
        if self.step.owner is None or self.step.kind not in PERSONAL:
            return None
        return self.found.loads.get(self.step.owner, 0)

    @strawberry.field(
        description="What the framework says of the level, for practice made of it; else empty."
    )
    def text(self) -> str:
        return self.step.text

    @strawberry.field(description="Whether it is practice made of a level's own text.")
    def is_made(self) -> bool:
        return self.step.made

    @strawberry.field(description="Whether it was locked.")
    def is_locked(self) -> bool:
        return self.step.locked

    @strawberry.field(description="Whether it was started.")
    def is_started(self) -> bool:
        return self.step.started


@strawberry.type(description="A goal that a pathway does not reach, or a locked step that it cannot keep.")
class PathwayMiss:
    missed: strawberry.Private[words.Missed]

    @strawberry.field(description="The goal; null for a locked step.")
    def goal(self) -> PathwayGoal | None:
        return PathwayGoal(goal=self.missed.goal) if self.missed.goal else None

    @strawberry.field(description="The key of the locked step; null for a goal.")
    def step(self) -> str | None:
        return self.missed.item

    @strawberry.field(description="Why.")
    def reason(self) -> Reason:
        return self.missed.reason

    @strawberry.field(description="Why, in words.")
    def words(self) -> str:
        return self.missed.words

    @strawberry.field(description="The one change that would help most, in words; null where none is known.")
    def change(self) -> str | None:
        return self.missed.relaxation.words if self.missed.relaxation else None
