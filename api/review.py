"""GraphQL: the review of content, and what stewards decide about its findings."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import Enum
from typing import Self

import strawberry
from strawberry import relay

from api import content, paging, people, roles, skills
from api import enums as enums  # publishes FindingKind and FindingStatus
from api.changing import MutationError, attempted, steward
from api.content import Content
from api.context import Info
from api.ids import own_id
from api.paging import Connection
from api.people import Person
from api.roles import Competency
from api.skills import Skill
from domain import review as domain
from domain.errors import InvalidInput, NotFound
from domain.review import FindingKind, FindingStatus
from learning import review
from learning.review import Reviewed

SECOND = 1_000_000  # microseconds


@strawberry.enum(description="What can be decided about a finding.")
class FindingDecision(Enum):
    ACCEPT = strawberry.enum_value("accepted", description="It is right: what it asks for will be done.")
    ASSIGN = strawberry.enum_value("assigned", description="Somebody is asked to act on it.")
    DISMISS = strawberry.enum_value(
        "dismissed", description="It does not matter, until what it rests on changes."
    )
    REOPEN = strawberry.enum_value("open", description="What was decided does not hold any more.")


@strawberry.type(description="A finding of the review of content. Nobody who asked something is named.")
class Finding(relay.Node):
    key: relay.NodeID[str]
    found: strawberry.Private[domain.Finding]

    @classmethod
    def of(cls, found: domain.Finding) -> Self:
        return cls(key=found.id, found=found)

    @strawberry.field(description="What kind of finding it is.")
    def kind(self) -> FindingKind:
        return self.found.kind

    @strawberry.field(description="What was decided about it.")
    def status(self) -> FindingStatus:
        return self.found.status

    @strawberry.field(description="The finding in a sentence.")
    def title(self) -> str:
        return self.found.title

    @strawberry.field(description="What it rests on, in sentences.")
    def evidence(self) -> list[str]:
        return list(self.found.evidence)

    @strawberry.field(description="What to do about it.")
    def next_step(self) -> str:
        return self.found.next_step

    @strawberry.field(description="Who is asked to act on it; null for the stewards.")
    async def owner(self, info: Info) -> Person | None:
        return await people.one(info, self.found.owner) if self.found.owner else None

    @strawberry.field(description="Why it was decided so; may be empty.")
    def reason(self) -> str:
        return self.found.reason

    @strawberry.field(
        description="The content that it is about; of two that are the same, first the one to keep."
    )
    async def content(self, info: Info) -> list[Content]:
        found = await asyncio.gather(*(content.one(info, id) for id in self.found.about))
        return [one for one in found if one is not None]

    @strawberry.field(description="The skill that is missing; null where it is about something else.")
    async def skill(self, info: Info) -> Skill | None:
        return await skills.one(info, self.found.about[0]) if self._is_missing else None

    @strawberry.field(description="The competency that is missing; null where it is about something else.")
    async def competency(self, info: Info) -> Competency | None:
        return await roles.competency(info, self.found.about[0]) if self._is_missing else None

    @strawberry.field(description="The language that is missing; null where it is about something else.")
    def language(self) -> str | None:
        return self.found.about[1] if self.found.kind is FindingKind.MISSING_LANGUAGE else None

    @property
    def _is_missing(self) -> bool:
        return self.found.kind in (FindingKind.MISSING, FindingKind.MISSING_LANGUAGE)


@strawberry.input(description="What is decided about a finding.")
class DecideFindingInput:
    finding: strawberry.ID = strawberry.field(description="Global id of the finding.")
    decision: FindingDecision = strawberry.field(description="How it is decided.")
    reason: str = strawberry.field(default="", description="Why; a dismissal needs it.")
    assignee: strawberry.ID | None = strawberry.field(
        default=None, description="Global id of the person whom it is assigned to."
    )


@strawberry.type(description="What came of deciding about a finding.")
class DecideFindingPayload:
    finding: Finding | None = strawberry.field(description="The finding as it now stands.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def listed(
    info: Info,
    kinds: Sequence[FindingKind] | None,
    status: Sequence[FindingStatus] | None,
    first: int,
    after: str | None,
) -> Connection[Finding]:
    """Findings in their order: by kind, then by id."""
    info.context.reader.spend(paging.checked(first))
    place, id = paging.decode(after, int, str) if after is not None else (-1, "")
    found = await _reviewed(info)
    order = list(FindingKind)
    wanted = [
        one for one in found.of(kinds or (), status or ()) if (order.index(one.kind), one.id) > (place, id)
    ]
    return paging.page(
        wanted[: first + 1], first, after, key=lambda one: (order.index(one.kind), one.id), node=Finding.of
    )


async def one(info: Info, id: str) -> Finding | None:
    """A finding by id, as far as the viewer may see what it rests on."""
    found = next((one for one in (await _reviewed(info)).findings if one.id == id), None)
    return Finding.of(found) if found else None


async def decide(info: Info, given: DecideFindingInput) -> DecideFindingPayload:
    """Decides about a finding, for a steward."""
    changed, errors = await attempted(_decided(info, given))
    return DecideFindingPayload(finding=changed, errors=errors)


async def _decided(info: Info, given: DecideFindingInput) -> Finding:
    viewer = steward(info)
    own = own_id(given.finding, "Finding")
    if own is None:
        raise NotFound("There is no such finding.", "Give an `id` as `contentReview` gave it.")
    whom = own_id(given.assignee, "Person") if given.assignee is not None else ""
    if whom is None:
        raise InvalidInput("`assignee` is no global id of a person.", "Give ids as `id` fields gave them.")
    status = FindingStatus(given.decision.value)
    at = int(datetime.now(UTC).timestamp() * SECOND)
    graph = info.context.reader.graph
    found = await review.decide(
        graph, viewer, own, status, reason=given.reason, to=whom, at=at, today=_today()
    )
    return Finding.of(next(one for one in found.findings if one.id == own))


async def _reviewed(info: Info) -> Reviewed:
    reader = info.context.reader
    return await review.reviewed(reader.graph, reader.viewer, _today())


def _today() -> date:
    return datetime.now(UTC).date()
