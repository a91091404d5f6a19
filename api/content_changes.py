"""GraphQL: content saved, tags decided, completions and observations recorded."""

from datetime import UTC, date, datetime
from enum import Enum

import strawberry

from api import content, people
from api.changing import MutationError, attempted, steward
from api.content import Completion, Content
from api.context import Info
from api.ids import own_id
from api.people import Person
from domain import content as domain
from domain.content import ContentStatus, Kind, Layer
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.viewer import Viewer
from graph.content_people import Completed

SECOND = 1_000_000  # microseconds
_ID = "Give ids as `id` fields gave them."


@strawberry.enum(description="A side of content that a tag is of.")
class TagSide(Enum):
    TEACHES = strawberry.enum_value("teaches", description="What it teaches.")
    NEEDS = strawberry.enum_value("needs", description="What it needs.")


@strawberry.input(description="A piece of content as it is to be. What is left out is empty.")
class SaveContentInput:
    title: str = strawberry.field(description="Its title.")
    kind: Kind = strawberry.field(description="What kind of content it is.")
    id: strawberry.ID | None = strawberry.field(
        default=None, description="Global id of content that is to become this; without it, new content."
    )
    layer: Layer | None = strawberry.field(default=None, description="The layer that it belongs to.")
    status: ContentStatus = strawberry.field(
        default=ContentStatus.LIVE, description="Whether it can be learned from."
    )
    owner: strawberry.ID | None = strawberry.field(default=None, description="Global id of its owner.")
    languages: list[str] = strawberry.field(default_factory=list[str], description="Codes of languages.")
    regions: list[str] = strawberry.field(default_factory=list[str], description="Regions that it is for.")
    minutes: int | None = strawberry.field(default=None, description="How much of one's time it takes.")
    minutes_max: int | None = strawberry.field(default=None, description="The same at most.")
    weeks_min: int | None = strawberry.field(default=None, description="Weeks of the calendar, at least.")
    url: str = strawberry.field(default="", description="Its address.")
    review_on: date | None = strawberry.field(default=None, description="When to look at it again.")
    licence: str = strawberry.field(default="", description="Its licence.")
    is_mandatory: bool = strawberry.field(default=False, description="Whether it has to be completed.")
    section: str = strawberry.field(default="", description="A part of a catalogue.")
    description: str = strawberry.field(default="", description="What it is about; tags are read from it.")
    prerequisites: str = strawberry.field(default="", description="What it needs, in words.")


@strawberry.type(description="What came of saving content.")
class SaveContentPayload:
    content: Content | None = strawberry.field(description="The content as it now is.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="What is decided about a tag.")
class DecideTagInput:
    content: strawberry.ID = strawberry.field(description="Global id of the content.")
    target: strawberry.ID = strawberry.field(
        description="Global id of the skill, competency or content that the tag leads to."
    )
    is_refused: bool = strawberry.field(description="Whether the tag is wrong; else it is right.")
    side: TagSide = strawberry.field(default=TagSide.TEACHES, description="What the tag says.")
    from_level: int | None = strawberry.field(default=None, description="The level that it starts from.")
    to_level: int | None = strawberry.field(default=None, description="The level that it leads to.")


@strawberry.type(description="What came of deciding about a tag.")
class DecideTagPayload:
    content: Content | None = strawberry.field(description="The content with its tags as they now are.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="That somebody completed content: oneself, or for stewards anybody.")
class RecordCompletionInput:
    person: strawberry.ID = strawberry.field(description="Global id of the person.")
    content: strawberry.ID = strawberry.field(description="Global id of the content.")
    completed_at: date = strawberry.field(description="On which day.")
    score: float | None = strawberry.field(default=None, description="In percent.")


@strawberry.type(description="What came of recording a completion.")
class RecordCompletionPayload:
    completion: Completion | None = strawberry.field(description="The completion.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="What somebody was seen to do at work. Nobody observes themselves.")
class RecordObservationInput:
    person: strawberry.ID = strawberry.field(description="Global id of whom it is about.")
    competency: strawberry.ID = strawberry.field(description="Global id of the competency.")
    level: int = strawberry.field(description="The level that was seen, 1 to 4.")
    at: date = strawberry.field(description="On which day.")
    note: str = strawberry.field(default="", description="What was seen.")
    observer: strawberry.ID | None = strawberry.field(
        default=None, description="Global id of who saw it: the viewer, or for stewards anybody."
    )


@strawberry.type(description="What somebody was seen to do at work.")
class Observation:
    seen: strawberry.Private[domain.Observation]

    @strawberry.field(description="Whom it is about.")
    async def person(self, info: Info) -> Person | None:
        return await people.one(info, self.seen.person)

    @strawberry.field(description="Who saw it.")
    async def observer(self, info: Info) -> Person | None:
        return await people.one(info, self.seen.observer)

    @strawberry.field(description="The level that was seen, 1 to 4.")
    def level(self) -> int:
        return self.seen.level

    @strawberry.field(description="On which day.")
    def at(self) -> date:
        return self.seen.at

    @strawberry.field(description="What was seen; may be empty.")
    def note(self) -> str:
        return self.seen.note


@strawberry.type(description="What came of recording an observation.")
class RecordObservationPayload:
    observation: Observation | None = strawberry.field(description="The observation.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


async def save(info: Info, given: SaveContentInput) -> SaveContentPayload:
    """Saves content, for a steward."""
    saved, errors = await attempted(_saved(info, given))
    return SaveContentPayload(content=saved, errors=errors)


async def decide(info: Info, given: DecideTagInput) -> DecideTagPayload:
    """Decides about a tag, for a steward."""
    changed, errors = await attempted(_decided(info, given))
    return DecideTagPayload(content=changed, errors=errors)


async def complete(info: Info, given: RecordCompletionInput) -> RecordCompletionPayload:
    """Records a completion, for the person themselves or a steward."""
    done, errors = await attempted(_completed(info, given))
    return RecordCompletionPayload(completion=done, errors=errors)


async def observe(info: Info, given: RecordObservationInput) -> RecordObservationPayload:
    """Records an observation, for whoever saw it or a steward."""
    seen, errors = await attempted(_observed(info, given))
    return RecordObservationPayload(observation=seen, errors=errors)


async def _saved(info: Info, given: SaveContentInput) -> Content | None:
    from learning import content_saving

    viewer = steward(info)
    own = None if given.id is None else own_id(given.id, "Content")
    if given.id is not None and (own is None or await content.one(info, own) is None):
        raise NotFound("There is no such content.", _ID)
    values: dict[str, object] = {
        "title": given.title,
        "kind": given.kind.value,
        "layer": given.layer.value if given.layer else "",
        "owner": await _person(info, given.owner) if given.owner is not None else "",
        "languages": given.languages,
        "regions": given.regions,
        "minutes": given.minutes,
        "minutes_max": given.minutes_max,
        "weeks_min": given.weeks_min,
        "url": given.url,
        "status": given.status.value,
        "review_on": given.review_on.isoformat() if given.review_on else "",
        "licence": given.licence,
        "mandatory": given.is_mandatory,
        "section": given.section,
        "description": given.description,
        "prerequisites": given.prerequisites,
    }
    saved = await content_saving.save(info.context.reader.graph, viewer, own or "", values)
    return await _again(info, saved)


async def _decided(info: Info, given: DecideTagInput) -> Content | None:
    from learning import content_tags

    viewer = steward(info)
    own = own_id(given.content, "Content")
    kinds = ("Skill", "Competency", "Content")
    target = next((id for kind in kinds if (id := own_id(given.target, kind)) is not None), None)
    if own is None or target is None:
        raise NotFound("There is no such content, or nothing that the tag leads to.", _ID)
    levels = None if given.to_level is None else (given.from_level or 0, given.to_level)
    wish = content_tags.Wish(
        own, target, given.is_refused, given.side is TagSide.NEEDS, levels, viewer.person or "", _now()
    )
    await content_tags.decide(info.context.reader.graph, viewer, wish)
    return await _again(info, own)


async def _completed(info: Info, given: RecordCompletionInput) -> Completion:
    from learning import content_saving

    viewer = info.context.reader.viewer
    person = await _person(info, given.person)
    if person != viewer.person and not viewer.is_steward:
        raise NotAllowed("You record what you completed yourself.", "Ask a steward to record it.")
    item = own_id(given.content, "Content")
    if item is None or await content.one(info, item) is None:
        raise NotFound("There is no such content.", _ID)
    done = domain.Completion(person, item, given.completed_at, given.score)
    await content_saving.complete(info.context.reader.graph, done)
    info.context.content.completed_by.clear_all()
    return Completion(done=Completed(person, item, given.completed_at, given.score))


async def _observed(info: Info, given: RecordObservationInput) -> Observation:
    from learning import content_saving

    viewer: Viewer = info.context.reader.viewer
    person = await _person(info, given.person)
    observer = await _person(info, given.observer) if given.observer is not None else viewer.person
    if observer is None or (observer != viewer.person and not viewer.is_steward):
        raise NotAllowed("You record what you saw yourself.", "Leave `observer` out, or ask a steward.")
    competency = own_id(given.competency, "Competency")
    if competency is None:
        raise InvalidInput("`competency` is no global id of one.", _ID)
    seen = domain.Observation(person, competency, given.level, observer, given.at, given.note)
    await content_saving.observe(info.context.reader.graph, seen)
    return Observation(seen=seen)


async def _again(info: Info, id: str) -> Content | None:
    """Content as it is after a change."""
    for loader in (info.context.content.items, info.context.content.teaches, info.context.content.needs):
        loader.clear_all()
    return await content.one(info, id)


async def _person(info: Info, id: str) -> str:
    own = own_id(id, "Person")
    if own is None or await people.one(info, own) is None:
        raise NotFound("There is no such person.", "Give the id of somebody whom `people` lists.")
    return own


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * SECOND)
