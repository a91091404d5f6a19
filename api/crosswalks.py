"""GraphQL: crosswalks from competencies to skills and to other competencies, and their decisions."""

from datetime import UTC, datetime
from typing import Annotated, Self

import strawberry
from strawberry import relay

from api import enums as enums  # publishes Relation and Standing
from api import ids, paging, people, roles, skills
from api.changing import MutationError, attempted, steward
from api.context import Info
from api.paging import Connection
from api.people import Person
from api.roles import Competency
from api.skills import Skill
from domain.crosswalks import Relation, Standing
from domain.errors import NotFound
from graph import crosswalks
from graph.crosswalks import Card
from learning import crosswalks as learning

SECOND = 1_000_000  # microseconds

CrosswalkTarget = Annotated[
    Skill | Competency,
    strawberry.union("CrosswalkTarget", description="What a crosswalk leads to."),
]


@strawberry.type(description="That a competency is, or may be, a skill or another framework's competency.")
class Crosswalk(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[Card]

    @classmethod
    def of(cls, card: Card) -> Self:
        return cls(key=card.id, card=card)

    @strawberry.field(description="What it comes from.")
    async def source(self, info: Info) -> Competency | None:
        return await roles.competency(info, self.card.source)

    @strawberry.field(description="What it leads to.")
    async def target(self, info: Info) -> CrosswalkTarget | None:
        if self.card.to_skill:
            return await skills.one(info, self.card.target)
        return await roles.competency(info, self.card.target)

    @strawberry.field(description="What the target is to the source.")
    def relation(self) -> Relation:
        return self.card.relation

    @strawberry.field(description="How sure it was proposed, from 0 to 1.")
    def confidence(self) -> float:
        return self.card.confidence

    @strawberry.field(description="Why it was proposed, in words.")
    def reason(self) -> str:
        return self.card.reason

    @strawberry.field(description="How far it has come.")
    def status(self) -> Standing:
        return self.card.standing

    @strawberry.field(description="Who decided it; null where nobody did, or nobody in particular.")
    async def decided_by(self, info: Info) -> Person | None:
        return await people.one(info, self.card.by) if self.card.by else None

    @strawberry.field(description="When it was decided; null for what is only proposed.")
    def decided_at(self) -> datetime | None:
        return datetime.fromtimestamp(self.card.at / SECOND, UTC) if self.card.at else None


@strawberry.input(description="What a steward decides about a crosswalk.")
class DecideCrosswalkInput:
    id: strawberry.ID = strawberry.field(description="Global id of the crosswalk.")
    status: Standing = strawberry.field(description="Accepted or refused; `PROPOSED` takes a decision back.")
    relation: Relation | None = strawberry.field(
        default=None, description="What an accepted one is; without it, what was proposed."
    )


@strawberry.type(description="What came of a decision.")
class DecideCrosswalkPayload:
    crosswalk: Crosswalk | None = strawberry.field(
        description="The crosswalk as it is now; null when refused."
    )
    errors: list[MutationError] = strawberry.field(description="Why nothing was decided; else empty.")


async def one(info: Info, id: str) -> Crosswalk | None:
    """A crosswalk by its id, when the viewer is known."""
    found = await info.context.reader.crosswalks.load(id)
    return Crosswalk.of(found) if found else None


async def listed(info: Info, status: Standing | None, first: int, after: str | None) -> Connection[Crosswalk]:
    """Crosswalks of one status, or of all, by the names of their competencies."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    name, id = paging.decode(after, str, str) if after is not None else ("", "")
    standing = status.value if status else ""
    found = await reader.read(
        lambda tx, scopes: crosswalks.page(
            tx, scopes=scopes, standing=standing, after_name=name, after_id=id, first=first + 1
        )
    )
    return paging.page(found, first, after, key=lambda card: (card.source_name, card.id), node=Crosswalk.of)


async def decide(info: Info, input: DecideCrosswalkInput) -> DecideCrosswalkPayload:
    """Decides about a crosswalk, for stewards."""
    card, errors = await attempted(_decide(info, input))
    return DecideCrosswalkPayload(crosswalk=Crosswalk.of(card) if card else None, errors=errors)


async def _decide(info: Info, input: DecideCrosswalkInput) -> Card:
    viewer = steward(info)
    id = ids.own_id(input.id, "Crosswalk")
    if id is None:
        raise NotFound("There is no such crosswalk.", "Give the `id` of a crosswalk as it came.")
    now = int(datetime.now(UTC).timestamp() * SECOND)
    graph = info.context.reader.graph
    return await learning.decide(graph, id, input.status, viewer, now, input.relation)
