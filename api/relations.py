"""GraphQL: how skills relate, to one another and to what teaches and requires them."""

from typing import Self

import strawberry
from strawberry import relay

from api import content, ids, paging, roles, skills
from api import enums as enums  # publishes RelationKind
from api.content import Content
from api.context import Info
from api.paging import Connection
from api.roles import Competency, Role, RoleLevel
from api.skills import Skill
from domain import relations as domain
from domain.relations import EndKind, RelationKind
from learning import relations


@strawberry.type(description="That something is of some kind to a skill, and where that comes from.")
class SkillRelation:
    told: strawberry.Private[domain.SkillRelation]

    @classmethod
    def of(cls, told: domain.SkillRelation) -> Self:
        return cls(told=told)

    @strawberry.field(description="What is related: a skill, or in a path perhaps a competency.")
    async def subject(self, info: Info) -> relay.Node | None:
        return await _end(info, self.told.skill)

    @strawberry.field(description="What the other is to it.")
    def kind(self) -> RelationKind:
        return self.told.kind

    @strawberry.field(description="What it relates to: a skill, content, a competency, a role or its level.")
    async def other(self, info: Info) -> relay.Node | None:
        return await _end(info, self.told.other)

    @strawberry.field(description="Where it comes from, in words.")
    def source(self) -> str:
        return self.told.source

    @strawberry.field(description="How sure it is, from 0 to 1.")
    def confidence(self) -> float:
        return self.told.confidence

    @strawberry.field(description="How many steps away it is.")
    def depth(self) -> int:
        return self.told.depth


@strawberry.type(description="A shortest way from one skill to another.")
class SkillPath:
    steps: list[SkillRelation] = strawberry.field(
        description="Its relations, each from where the one before led; none from a skill to itself."
    )


async def listed(
    info: Info, skill: str, kinds: list[RelationKind] | None, depth: int, first: int, after: str | None
) -> Connection[SkillRelation]:
    """What a skill relates to within some steps, the nearest first."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    start = paging.decode(after, int)[0] + 1 if after is not None else 0
    own = ids.own_id(skill, "Skill")
    if own is None:
        return paging.page(list[tuple[int, domain.SkillRelation]](), first, after, key=_key, node=_node)
    found = await reader.read(lambda tx, scopes: relations.around(tx, scopes, own, kinds or (), depth))
    numbered = list(enumerate(found))[max(start, 0) : max(start, 0) + first + 1]
    return paging.page(numbered, first, after, key=_key, node=_node)


async def path(info: Info, from_: str, to: str) -> SkillPath | None:
    """A shortest way from one skill to another; None where there is none."""
    one, other = ids.own_id(from_, "Skill"), ids.own_id(to, "Skill")
    if one is None or other is None:
        return None
    steps = await info.context.reader.read(lambda tx, scopes: relations.way(tx, scopes, one, other))
    return None if steps is None else SkillPath(steps=[SkillRelation.of(step) for step in steps])


def _key(numbered: tuple[int, domain.SkillRelation]) -> tuple[int]:
    return (numbered[0],)


def _node(numbered: tuple[int, domain.SkillRelation]) -> SkillRelation:
    return SkillRelation.of(numbered[1])


async def _end(info: Info, end: domain.End) -> Skill | Content | Competency | Role | RoleLevel | None:
    match end.kind:
        case EndKind.SKILL:
            return await skills.one(info, end.id)
        case EndKind.CONTENT:
            return await content.one(info, end.id)
        case EndKind.COMPETENCY:
            return await roles.competency(info, end.id)
        case EndKind.ROLE:
            return await roles.one(info, end.id)
        case EndKind.ROLE_LEVEL:
            return await roles.level(info, end.id)
