"""GraphQL: a pathway of somebody, asked for and changed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Self
from weakref import WeakKeyDictionary

import strawberry
from strawberry import relay

from api import ids, people
from api.changing import MutationError, attempted
from api.context import Info
from api.pathway_steps import PathwayGoal, PathwayMiss, PathwayStep
from api.people import Person
from domain.content import Kind
from domain.errors import InvalidInput, NotFound
from graph.connection import Graph
from learning import pathways_asking
from learning.pathways_asking import Pathway as Found
from learning.pathways_asking import Shelf
from learning.pathways_choices import Choices
from learning.pathways_words import PlanStatus

_shelves: WeakKeyDictionary[Graph, Shelf] = WeakKeyDictionary()
_TARGETS = ("RoleLevel", "Role", "Competency", "Skill", "Framework")


@strawberry.type(
    description="A way from what somebody has to a goal. For the person, their direct manager and stewards."
)
class Pathway(relay.Node):
    key: relay.NodeID[str]
    found: strawberry.Private[Found]

    @classmethod
    def of(cls, found: Found) -> Self:
        return cls(key=f"{found.person.id} {found.kept.target}", found=found)

    @strawberry.field(description="Whose it is.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.found.person.id)

    @strawberry.field(description="What it leads to.")
    def target(self) -> str:
        return self.found.name

    @strawberry.field(description="What that is: role level, framework, credential, competency or skill.")
    def target_kind(self) -> str:
        return self.found.kind

    @strawberry.field(description="How good it is.")
    def status(self) -> PlanStatus:
        return self.found.plan.status

    @strawberry.field(description="By how much of its weight it may be too long at most, from 0 to 1.")
    def gap(self) -> float:
        return self.found.plan.gap

    @strawberry.field(description="How much of one's time it takes, in minutes.")
    def minutes(self) -> int:
        return self.found.plan.minutes

    @strawberry.field(description="The minutes that a date bounds: stretch work counts a fifth.")
    def counted_minutes(self) -> float:
        return self.found.plan.counted

    @strawberry.field(description="Until which day it is to be walked; null without one.")
    def by(self) -> date | None:
        return self.found.kept.by

    @strawberry.field(description="The kind of person that it suits; null where none was named.")
    def persona(self) -> str | None:
        return self.found.persona.name if self.found.persona else None

    @strawberry.field(description="Its steps, in an order that can be walked.")
    def steps(self) -> list[PathwayStep]:
        return [PathwayStep(step=step, found=self.found) for step in self.found.plan.steps]

    @strawberry.field(description="The goals that it reaches.")
    def met(self) -> list[PathwayGoal]:
        return [PathwayGoal(goal=goal) for goal in self.found.plan.met]

    @strawberry.field(description="The goals that are reached already.")
    def had(self) -> list[PathwayGoal]:
        return [PathwayGoal(goal=goal) for goal in self.found.plan.had]

    @strawberry.field(description="What it does not reach, and why.")
    def missed(self) -> list[PathwayMiss]:
        return [PathwayMiss(missed=one) for one in self.found.plan.missed]

    @strawberry.field(description="What it takes for granted.")
    def assumptions(self) -> list[str]:
        return list(self.found.plan.assumptions)


@strawberry.input(description="What is to be otherwise in a pathway; what is left out stays as it was.")
class ReplanPathwayInput:
    pathway: strawberry.ID = strawberry.field(description="Global id of the pathway.")
    by: date | None = strawberry.field(default=None, description="Until which day.")
    hours_a_week: float | None = strawberry.field(default=None, description="How much time there is.")
    languages: list[str] = strawberry.field(default_factory=list[str], description="Languages of content.")
    formats: list[Kind] = strawberry.field(default_factory=list[Kind], description="Kinds of content.")
    persona: str = strawberry.field(default="", description="A kind of person.")
    exclude: list[str] = strawberry.field(default_factory=list[str], description="Steps not to take, by key.")
    allow: list[str] = strawberry.field(default_factory=list[str], description="What may be taken again.")
    start: list[str] = strawberry.field(default_factory=list[str], description="Steps that were begun.")
    done: list[str] = strawberry.field(default_factory=list[str], description="Content that was done.")


@strawberry.type(description="What came of planning a pathway anew.")
class ReplanPathwayPayload:
    pathway: Pathway | None = strawberry.field(description="The pathway as it now is.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="A step to keep, or to keep no more.")
class LockStepInput:
    pathway: strawberry.ID = strawberry.field(description="Global id of the pathway.")
    step: str = strawberry.field(description="The step's key.")
    is_locked: bool = strawberry.field(default=True, description="Whether to keep it.")


@strawberry.type(description="What came of locking a step; the pathway was planned anew.")
class LockStepPayload:
    pathway: Pathway | None = strawberry.field(description="The pathway as it now is.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def asked(
    info: Info,
    to: str,
    person: strawberry.ID | None,
    by: date | None,
    hours_a_week: float | None,
    languages: Sequence[str],
    persona: str,
) -> Pathway | None:
    """A pathway with what was chosen before, and what is said here for once; None for who may not see it."""
    whose = info.context.reader.viewer.person if person is None else ids.own_id(person, "Person")
    if whose is None:
        return None
    said = Choices(by, hours_a_week, tuple(languages), persona=persona)
    try:
        return Pathway.of(await _planned(info, whose, _target(to), said, keep=False))
    except NotFound:
        return None


async def replan(info: Info, given: ReplanPathwayInput) -> ReplanPathwayPayload:
    """Plans a pathway anew, and keeps what is said."""
    said = Choices(
        given.by,
        given.hours_a_week,
        tuple(given.languages),
        formats=tuple(given.formats),
        persona=given.persona,
        exclude=tuple(given.exclude),
        allow=tuple(given.allow),
        start=tuple(given.start),
        done=tuple(given.done),
    )
    found, errors = await attempted(_changed(info, given.pathway, said))
    return ReplanPathwayPayload(pathway=found, errors=errors)


async def lock(info: Info, given: LockStepInput) -> LockStepPayload:
    """Locks or unlocks a step, and plans anew around it."""
    said = Choices(lock=(given.step,)) if given.is_locked else Choices(unlock=(given.step,))
    found, errors = await attempted(_changed(info, given.pathway, said))
    return LockStepPayload(pathway=found, errors=errors)


async def one(info: Info, id: str) -> Pathway | None:
    """A pathway by its id, planned anew, for who may see it."""
    person, _, target = id.partition(" ")
    try:
        return Pathway.of(await _planned(info, person, target, Choices(), keep=False))
    except NotFound:
        return None


async def _changed(info: Info, pathway: str, said: Choices) -> Pathway:
    own = ids.own_id(pathway, "Pathway")
    if own is None:
        raise InvalidInput("`pathway` is no global id of one.", "Give an id as `pathway { id }` gave it.")
    person, _, target = own.partition(" ")
    return Pathway.of(await _planned(info, person, target, said, keep=True))


async def _planned(info: Info, person: str, target: str, said: Choices, *, keep: bool) -> Found:
    reader = info.context.reader
    shelf = _shelves.setdefault(reader.graph, Shelf())
    today = datetime.now(UTC).date()
    return await pathways_asking.pathway(
        reader.graph, person, target, reader.viewer, today, said, shelf=shelf, keep=keep
    )


def _target(to: str) -> str:
    """What is meant: the thing behind a global id, else the text itself."""
    return next((own for kind in _TARGETS if (own := ids.own_id(to, kind)) is not None), to)
