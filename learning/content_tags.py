"""What stewards decide about the tags of content, remembered whatever is mined or taken in again."""

from dataclasses import dataclass

from domain.content import Content, Needs, Place, Teaches
from domain.errors import InvalidInput, NotFound
from domain.viewer import Scopes, Viewer
from finder import names
from graph import content, content_people, content_written, ledger, spaces
from graph.connection import Graph, Tx
from graph.content import Item, Needed, Taught, Titled
from graph.content_people import Decision
from learning.content_resolving import NEEDS, TEACHES, canonical, decided, decisions_by, digest

LISTED_MOST = 5  # items named when a title fits several


@dataclass(frozen=True, slots=True)
class Told:
    """An item with its tags, as a viewer reads them."""

    item: Item
    teaches: tuple[Taught, ...]
    needs: tuple[Needed, ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a steward wants of a tag. `levels` are from and to where they say so themselves."""

    item: str
    target: str
    refused: bool
    needs: bool = False
    levels: tuple[int, int] | None = None
    by: str = ""
    at: int = 0  # microseconds


async def one(tx: Tx, scopes: Scopes, text: str) -> Told:
    """An item by id or title with its tags. Raises NotFound, or InvalidInput when there are several."""
    named = await _called(tx, text)
    found = await content.visible(tx, scopes=scopes, ids=[named.id])
    if not found:
        raise _nothing(text)
    teaches = await content.teaches(tx, scopes=scopes, ids=[named.id])
    needs = await content.needs(tx, scopes=scopes, ids=[named.id])
    return Told(found[0], tuple(teaches), tuple(needs))


async def decide(graph: Graph, viewer: Viewer, wish: Wish) -> Told:
    """Confirms or refuses a tag; a skill that was not mined is added by confirming it. Raises NotFound."""

    async def work(tx: Tx) -> Told:
        await ledger.begin(tx)
        scopes = await spaces.readable(tx, viewer)
        told = await one(tx, scopes, wish.item)
        side, id = await _target(tx, told, wish)
        start, end = wish.levels or (None, None)
        decision = Decision(told.item.id, side, id, wish.refused, start, end, wish.by)
        await content_people.decide(tx, decision, wish.at)
        item = canonical(decided(_content(told), decisions_by([decision])))
        await content_written.save(tx, [item], told.item.catalogue)
        await content_written.relate(tx, [item], [digest(item, told.item.catalogue)])
        return await one(tx, scopes, told.item.id)

    return await graph.write(work)


async def _target(tx: Tx, told: Told, wish: Wish) -> tuple[str, str]:
    """The side of a tag and what it leads to: one that is there, or a skill that is to be."""
    text = wish.target.casefold()
    sides: list[tuple[str, str, str]] = [(TEACHES, one.id, one.name) for one in told.teaches]
    sides += [(NEEDS, one.id, one.name) for one in told.needs]
    wanted = NEEDS if wish.needs else TEACHES
    for side, id, name in sorted(sides, key=lambda each: (each[0] != wanted, each[1].casefold() != text)):
        if text in (id.casefold(), name.casefold()) and (side == wanted or not wish.needs):
            return side, id
    if wish.needs:
        raise NotFound(
            f"{told.item.title} does not need {wish.target!r}.", "See `understory content tags ITEM`."
        )
    skill = await names.skill(tx, wish.target)
    held = {id for side, id, _ in sides if side == wanted}
    if wish.refused and skill.id not in held:
        raise NotFound(f"{told.item.title} has no tag {skill.name}.", "See `understory content tags ITEM`.")
    return TEACHES, skill.id


async def _called(tx: Tx, text: str) -> Titled:
    found = await content.called(tx, text=text.strip())
    exact = [one for one in found if one.id == text.strip()]
    found = exact or found
    if not found:
        raise _nothing(text)
    if len(found) > 1:
        listed = ", ".join(f"{one.title} ({one.id})" for one in found[:LISTED_MOST])
        raise InvalidInput(f"{len(found)} items are called {text!r}: {listed}.", "Give the id.")
    return found[0]


def _nothing(text: str) -> NotFound:
    return NotFound(f"There is no content {text!r} that you may see.", "Give its id or its whole title.")


def _content(told: Told) -> Content:
    """An item and its tags as the graph holds them, as the value that they were written from."""
    item = told.item
    words = [
        Needs(word.clause, None, None, None, word.status, Place(item.prerequisites, word.start, word.end))
        for word in item.in_words
    ]
    return Content(
        id=item.id,
        title=item.title,
        kind=item.kind,
        layer=item.layer,
        owner=item.owner,
        languages=item.languages,
        regions=item.regions,
        minutes=item.minutes,
        minutes_max=item.minutes_max,
        weeks_min=item.weeks_min,
        url=item.url,
        status=item.status,
        review_on=item.review_on,
        licence=item.licence,
        mandatory=item.mandatory,
        credential=item.credential,
        translation_of=item.translation_of,
        replaced_by=item.replaced_by,
        teaches=tuple(_taught(tag) for tag in told.teaches),
        needs=(*(_needed(need) for need in told.needs), *words),
        section=item.section,
        description=item.description,
        prerequisites=item.prerequisites,
    )


def _taught(tag: Taught) -> Teaches:
    place = _place(tag.text, tag.start, tag.end)
    return Teaches(tag.target, tag.id, tag.start_level, tag.end_level, tag.source, tag.confidence, place)


def _needed(need: Needed) -> Needs:
    place = _place(need.text, need.start, need.end)
    return Needs(need.clause, need.target, need.id, need.level, need.status, place, need.confidence)


def _place(text: str | None, start: int | None, end: int | None) -> Place | None:
    return Place(text, start, end) if text is not None and start is not None and end is not None else None
