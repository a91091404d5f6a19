"""GraphQL: what can be changed, each by one `input` (see `api.changing`)."""

from typing import Annotated

import strawberry

from api import content_changes, contests, crosswalks, framework_changes, pathways, plans, review, roles
from api.content_changes import (
    DecideTagInput,
    DecideTagPayload,
    RecordCompletionInput,
    RecordCompletionPayload,
    RecordObservationInput,
    RecordObservationPayload,
    SaveContentInput,
    SaveContentPayload,
)
from api.contests import (
    ContestEvidenceInput,
    ContestEvidencePayload,
    DecideContestInput,
    DecideContestPayload,
)
from api.context import Info
from api.crosswalks import DecideCrosswalkInput, DecideCrosswalkPayload
from api.framework_changes import (
    PublishFrameworkInput,
    PublishFrameworkPayload,
    SaveFrameworkInput,
    SaveFrameworkPayload,
)
from api.pathways import LockStepInput, LockStepPayload, ReplanPathwayInput, ReplanPathwayPayload
from api.plans import SetOpenToMovesInput, SetOpenToMovesPayload
from api.review import DecideFindingInput, DecideFindingPayload
from api.roles import AssignRoleInput, AssignRolePayload


@strawberry.type(description="What can be changed. A mutation that is refused changes nothing and says why.")
class Mutation:
    @strawberry.mutation(
        description="Changes the draft of a framework, which begins where there is none. For stewards."
    )
    async def save_framework(
        self,
        info: Info,
        input: Annotated[SaveFrameworkInput, strawberry.argument(description="Which one, and what changes.")],
    ) -> SaveFrameworkPayload:
        return await framework_changes.save(info, input)

    @strawberry.mutation(description="Puts the draft of a framework in force. For stewards.")
    async def publish_framework(
        self,
        info: Info,
        input: Annotated[
            PublishFrameworkInput, strawberry.argument(description="Which one, and what was renamed.")
        ],
    ) -> PublishFrameworkPayload:
        return await framework_changes.publish(info, input)

    @strawberry.mutation(
        description="Lets somebody hold a role level, instead of any other of the same role. For stewards."
    )
    async def assign_role(
        self,
        info: Info,
        input: Annotated[AssignRoleInput, strawberry.argument(description="Who, and which role level.")],
    ) -> AssignRolePayload:
        return await roles.assign(info, input)

    @strawberry.mutation(description="Saves a piece of content, new or changed. For stewards.")
    async def save_content(
        self,
        info: Info,
        input: Annotated[SaveContentInput, strawberry.argument(description="The content as it is to be.")],
    ) -> SaveContentPayload:
        return await content_changes.save(info, input)

    @strawberry.mutation(description="Confirms or refuses what content teaches or needs. For stewards.")
    async def decide_tag(
        self,
        info: Info,
        input: Annotated[DecideTagInput, strawberry.argument(description="Which tag, and what of it.")],
    ) -> DecideTagPayload:
        return await content_changes.decide(info, input)

    @strawberry.mutation(description="Records that somebody completed content. For themselves, and stewards.")
    async def record_completion(
        self,
        info: Info,
        input: Annotated[RecordCompletionInput, strawberry.argument(description="Who, what and when.")],
    ) -> RecordCompletionPayload:
        return await content_changes.complete(info, input)

    @strawberry.mutation(
        description="Records what somebody was seen to do at work. For observers and stewards."
    )
    async def record_observation(
        self,
        info: Info,
        input: Annotated[RecordObservationInput, strawberry.argument(description="Whom, what and when.")],
    ) -> RecordObservationPayload:
        return await content_changes.observe(info, input)

    @strawberry.mutation(description="Contests a line of evidence about oneself: it stops counting at once.")
    async def contest_evidence(
        self,
        info: Info,
        input: Annotated[ContestEvidenceInput, strawberry.argument(description="Which line, and why.")],
    ) -> ContestEvidencePayload:
        return await contests.contest(info, input)

    @strawberry.mutation(description="Decides a contest of a line of evidence. For stewards.")
    async def decide_contest(
        self,
        info: Info,
        input: Annotated[DecideContestInput, strawberry.argument(description="Which one, and how.")],
    ) -> DecideContestPayload:
        return await contests.decide(info, input)

    @strawberry.mutation(description="Says whether the viewer is open to other work inside.")
    async def set_open_to_moves(
        self,
        info: Info,
        input: Annotated[SetOpenToMovesInput, strawberry.argument(description="Whether they are.")],
    ) -> SetOpenToMovesPayload:
        return await plans.set_open_to_moves(info, input)

    @strawberry.mutation(
        description="Plans a pathway anew with what is said. For the person, their manager and stewards."
    )
    async def replan_pathway(
        self,
        info: Info,
        input: Annotated[ReplanPathwayInput, strawberry.argument(description="What is to be otherwise.")],
    ) -> ReplanPathwayPayload:
        return await pathways.replan(info, input)

    @strawberry.mutation(
        description="Locks a step of a pathway, or unlocks it. For the person, their manager and stewards."
    )
    async def lock_step(
        self,
        info: Info,
        input: Annotated[LockStepInput, strawberry.argument(description="Which step, and how.")],
    ) -> LockStepPayload:
        return await pathways.lock(info, input)

    @strawberry.mutation(
        description="Accepts or refuses a crosswalk, or takes a decision back. For stewards."
    )
    async def decide_crosswalk(
        self,
        info: Info,
        input: Annotated[DecideCrosswalkInput, strawberry.argument(description="Which one, and what of it.")],
    ) -> DecideCrosswalkPayload:
        return await crosswalks.decide(info, input)

    @strawberry.mutation(
        description="Accepts, assigns or dismisses a finding of the review, or opens it again. For stewards."
    )
    async def decide_finding(
        self,
        info: Info,
        input: Annotated[DecideFindingInput, strawberry.argument(description="Which one, and how.")],
    ) -> DecideFindingPayload:
        return await review.decide(info, input)
