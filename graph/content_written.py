"""Writing content: first the items, then their relationships, which may lead to items written after them.

An item without a digest is not whole: its relationships are still to be written.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from domain.content import Content, Needs, Teaches
from graph.connection import Tx
from graph.content import IN_WORDS
from graph.queries import query


@dataclass(frozen=True, slots=True)
class _Whole:
    """An item whose relationships are to be made these: its owner and its digest."""

    id: str
    owner: str | None
    digest: int


@dataclass(frozen=True, slots=True)
class _Leads:
    """A relationship of an item to a skill, a competency or another item, with what it holds."""

    content: str
    target: str
    id: str
    held: dict[str, Any]


@query("content/save")
async def _save(tx: Tx, *, items: Sequence[dict[str, Any]]) -> None: ...


@query("content/relate")
async def _relate(tx: Tx, *, items: Sequence[_Whole]) -> None: ...


@query("content/teach")
async def _teach(tx: Tx, *, rows: Sequence[_Leads]) -> None: ...


@query("content/need")
async def _need(tx: Tx, *, rows: Sequence[_Leads]) -> None: ...


@query("content/retire")
async def retire(tx: Tx, *, ids: Collection[str]) -> None: ...


def relationships(item: Content) -> int:
    """How many relationships an item is to have."""
    return len(item.teaches) + sum(need.id is not None for need in item.needs) + (item.owner is not None)


async def save(tx: Tx, items: Iterable[Content], catalogue: str) -> None:
    """Writes items without their relationships, which may lead to items that are not written yet."""
    await _save(tx, items=[_properties(item, catalogue) for item in items])


async def relate(tx: Tx, items: Sequence[Content], digests: Sequence[int]) -> None:
    """Makes the relationships of items exactly those that they have here; then they are whole."""
    whole = [_Whole(item.id, item.owner, digest) for item, digest in zip(items, digests, strict=True)]
    await _relate(tx, items=whole)
    await _teach(tx, rows=[_teaching(item.id, tag) for item in items for tag in item.teaches])
    needs = (_needing(item.id, need) for item in items for need in item.needs)
    await _need(tx, rows=[row for row in needs if row is not None])


def _properties(item: Content, catalogue: str) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "kind": item.kind.value,
        "layer": item.layer.value if item.layer else None,
        "languages": list(item.languages),
        "regions": list(item.regions),
        "minutes": item.minutes,
        "minutes_max": item.minutes_max,
        "weeks_min": item.weeks_min,
        "url": item.url,
        "status": item.status.value,
        "review_on": item.review_on.isoformat() if item.review_on else None,
        "licence": item.licence,
        "mandatory": item.mandatory,
        "credential": item.credential,
        "translation_of": item.translation_of,
        "replaced_by": item.replaced_by,
        "section": item.section,
        "description": item.description,
        "prerequisites": item.prerequisites,
        "catalogue": catalogue,
        "words": [
            number
            for need in item.needs
            if need.id is None and need.place is not None
            for number in (need.clause, IN_WORDS.index(need.status), need.place.start, need.place.end)
        ],
    }


def _teaching(item: str, tag: Teaches) -> _Leads:
    held: dict[str, Any] = {
        "from": tag.start,
        "to": tag.end,
        "source": tag.source.value,
        "confidence": tag.confidence,
    }
    if tag.place:
        held |= {"text": tag.place.text, "start": tag.place.start, "end": tag.place.end}
    return _Leads(item, tag.target.value, tag.id, held)


def _needing(item: str, need: Needs) -> _Leads | None:
    if need.id is None or need.target is None:
        return None
    held: dict[str, Any] = {
        "clause": need.clause,
        "level": need.level,
        "status": need.status.value,
        "confidence": need.confidence,
    }
    if need.place:
        held |= {"text": need.place.text, "start": need.place.start, "end": need.place.end}
    return _Leads(item, need.target.value, need.id, held)
