"""GraphQL: contesting a line of evidence about oneself, and deciding about it."""

import time
from datetime import UTC, datetime

import strawberry

from api import enums as enums  # publishes ContestState
from api import people
from api.changing import MutationError, attempted
from api.context import Info
from api.people import Person
from graph import contests as graph
from graph.contests import ContestState
from learning import contesting


@strawberry.type(description="That somebody says that a line of evidence about them is wrong.")
class Contest:
    contest: strawberry.Private[graph.Contest]

    @strawberry.field(description="Its id.")
    def id(self) -> strawberry.ID:
        return strawberry.ID(self.contest.id)

    @strawberry.field(description="The line, as `evidence` of a unit of `proficiency` names it.")
    def evidence(self) -> strawberry.ID:
        return strawberry.ID(self.contest.line)

    @strawberry.field(description="Whom the line is about.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.contest.person_id)

    @strawberry.field(description="What they say is wrong.")
    def reason(self) -> str:
        return self.contest.reason

    @strawberry.field(description="When.")
    def at(self) -> datetime:
        return datetime.fromtimestamp(self.contest.at / 1_000_000, UTC)

    @strawberry.field(description="How it stands.")
    def state(self) -> ContestState:
        return self.contest.state


@strawberry.input(description="The line of evidence that is contested, and why.")
class ContestEvidenceInput:
    evidence: strawberry.ID = strawberry.field(description="The `evidence` of a unit of `proficiency`.")
    reason: str = strawberry.field(description="What is wrong about it, in 1 to 500 characters.")


@strawberry.type(description="What came of contesting a line.")
class ContestEvidencePayload:
    contests: list[Contest] = strawberry.field(description="What is contested now.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="How a contest is decided.")
class DecideContestInput:
    contest: strawberry.ID = strawberry.field(description="The contest's id.")
    is_accepted: bool = strawberry.field(description="Whether its line never counts; else it counts again.")


@strawberry.type(description="What came of deciding a contest.")
class DecideContestPayload:
    contest: Contest | None = strawberry.field(description="The contest as it now stands.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def contested(info: Info) -> list[Contest]:
    """For stewards what is to be decided, for others what they contested."""
    reader = info.context.reader
    reader.spend(contesting.LISTED_MOST)
    return [Contest(contest=one) for one in await contesting.undecided(reader.graph, reader.viewer)]


async def contest(info: Info, given: ContestEvidenceInput) -> ContestEvidencePayload:
    """Contests a line about oneself."""
    reader = info.context.reader
    made, errors = await attempted(
        contesting.contest(reader.graph, given.evidence, given.reason, reader.viewer, _now())
    )
    return ContestEvidencePayload(contests=[Contest(contest=one) for one in made or ()], errors=errors)


async def decide(info: Info, given: DecideContestInput) -> DecideContestPayload:
    """Decides a contest, for stewards."""
    reader = info.context.reader
    state = ContestState.ACCEPTED if given.is_accepted else ContestState.REFUSED
    decided, errors = await attempted(
        contesting.decide(reader.graph, given.contest, state, reader.viewer, _now())
    )
    return DecideContestPayload(contest=Contest(contest=decided) if decided else None, errors=errors)


def _now() -> int:
    return time.time_ns() // 1_000
