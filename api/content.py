"""GraphQL: what there is to learn from, what it teaches and what it needs."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import relay

from api import enums as enums  # publishes the enumerations of content
from api import paging
from api.context import Info
from api.paging import Connection
from domain.content import ContentStatus, Kind, Layer, NeedStatus, Source, Target
from graph import content
from graph.content import Item, Needed, Taught, Titled
from graph.content_people import Completed

if TYPE_CHECKING:
    from api.people import Person

_KINDS = {Target.SKILL: "Skill", Target.COMPETENCY: "Competency", Target.CONTENT: "Content"}


@strawberry.type(description="Where a text says something.")
class Place:
    text: str = strawberry.field(description="The text, or as much of it as may be kept.")
    start: int = strawberry.field(description="Where it begins to say so, in characters.")
    end: int = strawberry.field(description="Where that ends.")


@strawberry.type(description="That content brings somebody from one level of something to another.")
class Teaches:
    tag: strawberry.Private[Taught]

    @strawberry.field(description="The skill or competency.")
    async def target(self, info: Info) -> relay.Node | None:
        return await _target(info, self.tag.target, self.tag.id)

    @strawberry.field(description="The level that it starts from, 0 to 4; 0 is nothing yet.")
    def from_level(self) -> int:
        return self.tag.start_level

    @strawberry.field(
        description="The level that it leads to; the same as `fromLevel` for what only supports."
    )
    def to_level(self) -> int:
        return self.tag.end_level

    @strawberry.field(description="Who says so.")
    def source(self) -> Source:
        return self.tag.source

    @strawberry.field(description="How sure it is, from 0 to 1.")
    def confidence(self) -> float:
        return self.tag.confidence

    @strawberry.field(description="The words that say so; null for what was stated.")
    def place(self) -> Place | None:
        return _place(self.tag.text, self.tag.start, self.tag.end)


@strawberry.type(description="One way to meet a clause of what content needs.")
class Need:
    named: strawberry.Private[Needed | None]
    state: strawberry.Private[NeedStatus]
    said: strawberry.Private[Place | None]

    @strawberry.field(description="The skill, competency or content that is needed; null while it is words.")
    async def target(self, info: Info) -> relay.Node | None:
        return await _target(info, self.named.target, self.named.id) if self.named else None

    @strawberry.field(description="The level that is needed, 1 to 4; null for content, or where any will do.")
    def level(self) -> int | None:
        return self.named.level if self.named else None

    @strawberry.field(description="How far it became a relationship.")
    def status(self) -> NeedStatus:
        return self.state

    @strawberry.field(description="How sure it is, from 0 to 1.")
    def confidence(self) -> float:
        return self.named.confidence if self.named else 1.0

    @strawberry.field(description="The words that say so.")
    def place(self) -> Place | None:
        return self.said


@strawberry.type(description="What content needs: one of several ways.")
class NeedsClause:
    alternatives: list[Need] = strawberry.field(
        description="The ways to meet it. One that is only words makes it a clause to check oneself."
    )


@strawberry.type(description="Something to learn from: a course, a job aid, a mentor, a piece of work.")
class Content(relay.Node):
    key: relay.NodeID[str]
    item: strawberry.Private[Item]

    @classmethod
    def of(cls, item: Item) -> Self:
        return cls(key=item.id, item=item)

    @strawberry.field(description="Its title.")
    def title(self) -> str:
        return self.item.title

    @strawberry.field(description="What kind of content it is.")
    def kind(self) -> Kind:
        return self.item.kind

    @strawberry.field(description="The layer of the learning ecosystem that it belongs to.")
    def layer(self) -> Layer | None:
        return self.item.layer

    @strawberry.field(description="Whether it can be learned from now.")
    def status(self) -> ContentStatus:
        return self.item.status

    @strawberry.field(description="Who looks after it; null for what nobody owns.")
    async def owner(self, info: Info) -> Annotated["Person", strawberry.lazy("api.people")] | None:
        from api import people  # the two modules speak of each other

        return await people.one(info, self.item.owner) if self.item.owner else None

    @strawberry.field(description="The languages that it is in, as codes; none where it needs none.")
    def languages(self) -> list[str]:
        return list(self.item.languages)

    @strawberry.field(description="The regions that it is for; none where it is for all.")
    def regions(self) -> list[str]:
        return list(self.item.regions)

    @strawberry.field(description="How much of one's time it takes, at least.")
    def minutes(self) -> int | None:
        return self.item.minutes

    @strawberry.field(description="How much of one's time it takes at most; null where that is the same.")
    def minutes_max(self) -> int | None:
        return self.item.minutes_max

    @strawberry.field(description="How many weeks of the calendar it takes, at least.")
    def weeks_min(self) -> int | None:
        return self.item.weeks_min

    @strawberry.field(description="Its address; may be empty.")
    def url(self) -> str:
        return self.item.url

    @strawberry.field(description="When somebody is to look whether it still holds.")
    def review_on(self) -> date | None:
        return self.item.review_on

    @strawberry.field(description="Its licence; may be empty.")
    def licence(self) -> str:
        return self.item.licence

    @strawberry.field(description="Whether everybody concerned has to complete it.")
    def is_mandatory(self) -> bool:
        return self.item.mandatory

    @strawberry.field(description="The credential that it leads to.")
    def credential(self) -> str | None:
        return self.item.credential

    @strawberry.field(description="The part of its catalogue that it stands in; may be empty.")
    def section(self) -> str:
        return self.item.section

    @strawberry.field(description="What it says of itself, shortened; may be empty.")
    def description(self) -> str:
        return self.item.description

    @strawberry.field(description="What it says that it needs, in its own words; may be empty.")
    def prerequisites(self) -> str:
        return self.item.prerequisites

    @strawberry.field(description="The content that it translates.")
    async def translation_of(self, info: Info) -> "Content | None":
        return await one(info, self.item.translation_of) if self.item.translation_of else None

    @strawberry.field(description="The content that is to be used instead.")
    async def replaced_by(self, info: Info) -> "Content | None":
        return await one(info, self.item.replaced_by) if self.item.replaced_by else None

    @strawberry.field(description="What it teaches, the surest first.")
    async def teaches(self, info: Info) -> list[Teaches]:
        return [Teaches(tag=tag) for tag in await info.context.content.teaches.load(self.item.id)]

    @strawberry.field(description="What it needs: every clause is to be met, in one of its ways.")
    async def needs(self, info: Info) -> list[NeedsClause]:
        return _clauses(self.item, await info.context.content.needs.load(self.item.id))


@strawberry.type(description="That somebody completed a piece of content.")
class Completion:
    done: strawberry.Private[Completed]

    @strawberry.field(description="The content.")
    async def content(self, info: Info) -> Content | None:
        return await one(info, self.done.content)

    @strawberry.field(description="On which day.")
    def completed_at(self) -> date:
        return self.done.at

    @strawberry.field(description="With which score, in percent; null where none was given.")
    def score(self) -> float | None:
        return self.done.score


async def one(info: Info, id: str) -> Content | None:
    """A piece of content by id, when the viewer is known."""
    found = await info.context.content.items.load(id)
    return Content.of(found) if found else None


async def listed(
    info: Info, search: str, kind: Kind | None, skill: str, first: int, after: str | None
) -> Connection[Content]:
    """Content by title: of a kind, and that teaches the skill with the id `skill`, where they are given."""
    reader = info.context.reader
    reader.spend(paging.checked(first))
    title, id = paging.decode(after, str, str) if after is not None else ("", "")
    found = await reader.read(
        lambda tx, scopes: content.page(
            tx, scopes=scopes, search=search, kind=kind.value if kind else "", skill=skill,
            after_title=title, after_id=id, first=first + 1,
        )
    )  # fmt: skip
    items = await info.context.content.items.load_many([one.id for one in found])
    by_id = {item.id: item for item in items if item}
    here = [one for one in found if one.id in by_id]  # one may be gone since the page was read
    return paging.page(here, first, after, key=_place_of, node=lambda one: Content.of(by_id[one.id]))


async def completed(info: Info, person: str, first: int, after: str | None) -> Connection[Completion]:
    """What somebody completed, the newest first; nothing for whom it does not concern."""
    info.context.reader.spend(paging.checked(first))
    found = await info.context.content.completed_by.load(person)
    if after is not None:
        day, id = paging.decode(after, str, str)
        found = [one for one in found if (one.at.isoformat(), id) < (day, one.content)]  # newest first
    return paging.page(found, first, after, key=_done_at, node=lambda one: Completion(done=one))


def _done_at(one: Completed) -> tuple[str, str]:
    return one.at.isoformat(), one.content


def _place_of(one: Titled) -> tuple[str, str]:
    return one.title, one.id


async def _target(info: Info, target: Target, id: str) -> relay.Node | None:
    from api import nodes  # it knows this module

    return await nodes.node(info, strawberry.ID(str(relay.GlobalID(_KINDS[target], id))))


def _clauses(item: Item, named: Sequence[Needed]) -> list[NeedsClause]:
    clauses: dict[int, list[Need]] = {}
    for need in named:
        place = _place(need.text, need.start, need.end)
        clauses.setdefault(need.clause, []).append(Need(named=need, state=need.status, said=place))
    for word in item.in_words:
        place = Place(text=item.prerequisites, start=word.start, end=word.end)
        clauses.setdefault(word.clause, []).append(Need(named=None, state=word.status, said=place))
    return [NeedsClause(alternatives=ways) for _, ways in sorted(clauses.items())]


def _place(text: str | None, start: int | None, end: int | None) -> Place | None:
    if text is None or start is None or end is None:
        return None
    return Place(text=text, start=start, end=end)
