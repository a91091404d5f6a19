"""GraphQL: roles, their levels and what they require, competencies, and who holds what."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import relay

from api import enums as enums  # publishes Seen
from api import ids, paging, people, skills
from api.changing import MutationError, attempted, steward
from api.context import Info
from api.frameworks_reader import HolderPages
from api.paging import After, Connection, First
from api.people import Person
from api.skills import Skill
from domain import frameworks as domain
from domain.errors import InvalidInput, NotFound
from domain.frameworks import Seen
from graph import roles as graph
from graph.frameworks import RequirementHeld, Text
from graph.roles import CompetencyCard, Holder, HoldersAfter, RoleCard, RoleLevelCard

if TYPE_CHECKING:
    from api.frameworks import Framework

Lazy = strawberry.lazy("api.frameworks")

Book = domain.Framework | None
"""The version that something was read from, when it is not the one in force."""


@strawberry.type(description="A level of a framework's scale.")
class FrameworkLevel:
    position: int = strawberry.field(description="Its place, from 1 upward.")
    label: str = strawberry.field(description="What it is called.")
    rubric: int | None = strawberry.field(
        description="The level of proficiency, 1 to 4, that it stands for; null until a steward has said so."
    )

    @classmethod
    def of(cls, level: domain.Level) -> Self:
        return cls(position=level.position, label=level.label, rubric=level.rubric)


@strawberry.type(description="What a competency means at a level.")
class LevelText:
    level: FrameworkLevel = strawberry.field(description="The level.")
    text: str = strawberry.field(description="What it means there.")


@strawberry.type(description="Something that roles require.")
class Competency(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[CompetencyCard]
    book: strawberry.Private[Book]

    @classmethod
    def of(cls, card: CompetencyCard, book: Book = None) -> Self:
        return cls(key=card.id, card=card, book=book)

    @strawberry.field(description="Its name, as its framework writes it.")
    def name(self) -> str:
        return self.card.name

    @strawberry.field(description="What it is; may be empty.")
    def description(self) -> str:
        return self.card.description

    @strawberry.field(description="How much of it evidence can show.")
    def seen(self) -> Seen:
        return self.card.seen

    @strawberry.field(description="What it means at the levels that say so, from low to high.")
    async def texts(self, info: Info) -> list[LevelText]:
        levels = {level.position: level for level in await _scale(info, self.card.framework, self.book)}
        return [
            LevelText(level=FrameworkLevel.of(levels[text.position]), text=text.text)
            for text in self.card.texts
            if text.position in levels
        ]

    @strawberry.field(description="The skills of the vocabulary that it includes.")
    async def skills(self, info: Info) -> list[Skill]:
        return await skills.some(info, self.card.skills)

    @strawberry.field(description="The version of the framework in force that defines it.")
    async def framework(self, info: Info) -> Annotated["Framework", Lazy] | None:
        return await _framework(info, self.card.framework)


@strawberry.type(description="That a role or role level needs a competency.")
class Requirement:
    held: strawberry.Private[RequirementHeld]
    of_framework: strawberry.Private[str]
    book: strawberry.Private[Book]

    @strawberry.field(description="What is needed.")
    async def competency(self, info: Info) -> Competency | None:
        if self.book is not None:
            found = next((c for c in self.book.competencies if c.id == self.held.competency), None)
            return Competency.of(competency_card(self.of_framework, found), self.book) if found else None
        return await competency(info, self.held.competency)

    @strawberry.field(description="At which level; null where any level will do.")
    async def level(self, info: Info) -> FrameworkLevel | None:
        levels = await _scale(info, self.of_framework, self.book)
        found = next((level for level in levels if level.position == self.held.level), None)
        return FrameworkLevel.of(found) if found else None

    @strawberry.field(description="Whether it is a must; else it is a should.")
    def must(self) -> bool:
        return self.held.must

    @strawberry.field(description="How important it is beside others; never a level.")
    def weight(self) -> float:
        return self.held.weight

    @strawberry.field(
        description="Whether the source said nothing of must and weight, so that both are assumed."
    )
    def assumed(self) -> bool:
        return self.held.assumed


@strawberry.type(description="Somebody who holds a role level.")
class RoleHolder:
    person_id: strawberry.Private[str]
    since: date | None = strawberry.field(description="Since when, where that is known.")

    @strawberry.field(description="Who it is.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.person_id)


@strawberry.type(description="A role at one seniority.")
class RoleLevel(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[RoleLevelCard]
    book: strawberry.Private[Book]

    @classmethod
    def of(cls, card: RoleLevelCard, book: Book = None) -> Self:
        return cls(key=card.id, card=card, book=book)

    @strawberry.field(description="Its name, as its framework writes it.")
    def name(self) -> str:
        return self.card.name

    @strawberry.field(description="What it is; may be empty.")
    def description(self) -> str:
        return self.card.description

    @strawberry.field(
        description="Its place among the levels of its role, from 1; null where nothing gives one."
    )
    def order(self) -> int | None:
        return self.card.order

    @strawberry.field(description="The role that it is a level of.")
    async def role(self, info: Info) -> "Role | None":
        if self.book is not None:
            found = next((role for role in self.book.roles if role.id == self.card.role), None)
            return Role.of(role_card(self.card.framework, found), self.book) if found else None
        return await one(info, self.card.role)

    @strawberry.field(description="What it requires, besides what its role does at every level.")
    async def requirements(self, info: Info) -> list[Requirement]:
        return await _requirements(info, self.card.id, self.card.framework, self.book)

    @strawberry.field(description="Who holds it, by name; nobody who has left.")
    async def holders(self, info: Info, first: First = 10, after: After = None) -> Connection[RoleHolder]:
        return await _holders(info, self.card.id, first, after)


@strawberry.type(description="A role of a framework.")
class Role(relay.Node):
    key: relay.NodeID[str]
    card: strawberry.Private[RoleCard]
    book: strawberry.Private[Book]

    @classmethod
    def of(cls, card: RoleCard, book: Book = None) -> Self:
        return cls(key=card.id, card=card, book=book)

    @strawberry.field(description="Its name, as its framework writes it.")
    def name(self) -> str:
        return self.card.name

    @strawberry.field(description="The family of roles that it belongs to; may be empty.")
    def family(self) -> str:
        return self.card.family

    @strawberry.field(description="What it is; may be empty.")
    def description(self) -> str:
        return self.card.description

    @strawberry.field(description="What kind of role its framework says it is; may be empty.")
    def kind(self) -> str:
        return self.card.kind

    @strawberry.field(
        description="Its levels, from low to high where there is an order; some roles have none."
    )
    async def levels(self, info: Info) -> list[RoleLevel]:
        if self.book is not None:
            role = next(role for role in self.book.roles if role.id == self.card.id)
            cards = (level_card(self.card.framework, role, level) for level in role.levels)
            return [RoleLevel.of(card, self.book) for card in cards]
        found = await info.context.frameworks.role_levels.load_many(self.card.levels)
        return [RoleLevel.of(card) for card in found if card]

    @strawberry.field(description="What it requires at every level.")
    async def requirements(self, info: Info) -> list[Requirement]:
        return await _requirements(info, self.card.id, self.card.framework, self.book)

    @strawberry.field(description="Who holds it, at whatever level, by name; nobody who has left.")
    async def holders(self, info: Info, first: First = 10, after: After = None) -> Connection[RoleHolder]:
        return await _holders(info, self.card.id, first, after)

    @strawberry.field(description="The version of the framework in force that has it.")
    async def framework(self, info: Info) -> Annotated["Framework", Lazy] | None:
        return await _framework(info, self.card.framework)


async def one(info: Info, id: str) -> Role | None:
    """A role in force by id, when the viewer is known."""
    found = await info.context.frameworks.roles.load(id)
    return Role.of(found) if found else None


async def level(info: Info, id: str) -> RoleLevel | None:
    """A role level in force by id, when the viewer is known."""
    found = await info.context.frameworks.role_levels.load(id)
    return RoleLevel.of(found) if found else None


async def competency(info: Info, id: str) -> Competency | None:
    """A competency in force by id, when the viewer is known."""
    found = await info.context.frameworks.competencies.load(id)
    return Competency.of(found) if found else None


async def listed(info: Info, search: str, first: int, after: str | None) -> Connection[Role]:
    """The roles in force, by name: those whose name holds `search`."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    name, id = paging.decode(after, str, str) if after is not None else ("", "")
    ids = await reader.read(
        lambda tx, scopes: graph.page(
            tx, scopes=scopes, search=search, after_name=name, after_id=id, first=first + 1
        )
    )
    found = [card for card in await info.context.frameworks.roles.load_many(ids) if card]
    return paging.page(found, first, after, key=lambda card: (card.name, card.id), node=Role.of)


def role_card(framework: str, role: domain.Role) -> RoleCard:
    """A role of a version that is not in force, as those in force are read."""
    levels = tuple(level.id for level in role.levels)
    return RoleCard(role.id, framework, role.name, role.family, role.description, role.kind, levels)


def level_card(framework: str, role: domain.Role, level: domain.RoleLevel) -> RoleLevelCard:
    return RoleLevelCard(level.id, role.id, framework, level.name, level.description, level.order)


def competency_card(framework: str, competency: domain.Competency) -> CompetencyCard:
    texts = tuple(Text(text.position, text.text) for text in competency.texts)
    return CompetencyCard(
        competency.id,
        framework,
        competency.name,
        competency.description,
        competency.seen,
        texts,
        competency.skills,
    )


async def _scale(info: Info, framework: str, book: Book) -> list[domain.Level]:
    return list(book.scale) if book is not None else await info.context.frameworks.scales.load(framework)


async def _framework(info: Info, id: str) -> "Framework | None":
    from api import frameworks  # the two modules speak of each other

    return await frameworks.in_force(info, id)


async def _requirements(info: Info, holder: str, framework: str, book: Book) -> list[Requirement]:
    if book is None:
        found = await info.context.frameworks.required.load(holder)
    else:
        holders = {role.id: role.requires for role in book.roles}
        holders |= {level.id: level.requires for role in book.roles for level in role.levels}
        found = [
            RequirementHeld(holder, q.competency, q.level, q.must, q.weight, q.assumed, q.ordinals)
            for q in holders[holder]
        ]
    return [Requirement(held=each, of_framework=framework, book=book) for each in found]


async def _holders(info: Info, id: str, first: int, after: str | None) -> Connection[RoleHolder]:
    info.context.reader.spend(paging.checked(first))
    name, other = paging.decode(after, str, str) if after is not None else ("", "")
    pages = HolderPages(HoldersAfter(id, name, other), first + 1)
    found = await info.context.frameworks.holders.load(pages)
    return paging.page(found, first, after, key=lambda each: (each.name, each.person), node=_holder)


def _holder(held: Holder) -> RoleHolder:
    return RoleHolder(person_id=held.person, since=date.fromisoformat(held.since) if held.since else None)


@strawberry.input(description="Who is to hold which role level.")
class AssignRoleInput:
    person: strawberry.ID = strawberry.field(description="Global id of the person.")
    role_level: strawberry.ID = strawberry.field(
        description="Global id of the role level, or of a role without."
    )
    since: date | None = strawberry.field(default=None, description="Since when, where that is known.")


@strawberry.type(description="What came of assigning a role level.")
class AssignRolePayload:
    role_level: RoleLevel | None = strawberry.field(description="The role level that they now hold.")
    person: Person | None = strawberry.field(description="Who holds it.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def assign(info: Info, given: AssignRoleInput) -> AssignRolePayload:
    """Lets somebody hold a role level, instead of any other of the same role."""
    (changed, errors) = await attempted(_assigned(info, given))
    role_level, person = changed or (None, None)
    return AssignRolePayload(role_level=role_level, person=person, errors=errors)


async def _assigned(info: Info, given: AssignRoleInput) -> tuple[RoleLevel | None, Person | None]:
    from learning import frameworks_roles

    who = steward(info)
    own = ids.own_id(given.role_level, "RoleLevel") or ids.own_id(given.role_level, "Role")
    person_id = ids.own_id(given.person, "Person")
    if own is None or person_id is None:
        raise InvalidInput(
            "`person` or `roleLevel` is no global id of one.", "Give ids as `id` fields gave them."
        )
    if await people.one(info, person_id) is None:
        raise NotFound("There is no such person.", "Give the id of somebody whom `people` lists.")
    graph_ = info.context.reader.graph
    await frameworks_roles.assign(graph_, person_id, own, by=who.person or "", since=given.since)
    info.context.frameworks.forget()
    return await level(info, own), await people.one(info, person_id)
