"""Taking a catalogue in: checked whole before anything is written, tagged, and written in small steps.

Twice gives the same graph as once, and a run that was killed is finished by the next: an item's digest is
written last, with its relationships.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from domain.content import Content, ContentStatus, NeedStatus
from domain.errors import InvalidInput
from domain.messages import SourceWarning
from graph import content, content_people, content_written, ledger, skills
from graph.connection import Graph, Tx
from graph.content import HeldItem
from learning.content_resolving import Decisions, Known, Resolver, decisions_by, digest
from learning.content_rings import rings_of
from learning.content_summary import Taken
from learning.references import Dangling, people_of
from learning.tagging import Tagger
from sources.content import Catalogue, rings

ITEMS_A_STEP = 500
RELATIONSHIPS_A_STEP = 4_000  # that one transaction writes; it removes as many
RINGS_TOLD = 20

T = TypeVar("T")


async def ingest_content(graph: Graph, catalogue: Catalogue, *, sync: bool = False) -> Taken:
    """Takes a catalogue in; `sync` retires its items that it has no more.

    Raises Refused with every reference that leads nowhere, before anything is written.
    """
    if sync and not catalogue.entries:
        raise InvalidInput(
            f"The catalogue {catalogue.name} is empty: --sync would retire everything that it had.",
            "Give the whole catalogue, or retire items by their status.",
        )
    summary = Taken()
    for warning in catalogue.warnings:
        summary.warn(warning)
    known = await _known(graph, catalogue)
    tagger = Tagger(await graph.read(skills.vocabulary))
    resolver = Resolver(catalogue, known, tagger, catalogue.name)
    items = await asyncio.to_thread(lambda: [resolver.content(entry) for entry in catalogue.entries])
    _no_rings(catalogue, known, resolver)
    resolver.errors.check()
    for warning in resolver.warnings:
        summary.warn(warning)
    summary.further = _told(items)
    await _write(graph, items, catalogue.name, known.held, summary)
    if sync:
        await _retire(graph, catalogue, known.held, summary)
    await _tell_rings(graph, summary)
    return summary


async def _known(graph: Graph, catalogue: Catalogue) -> Known:
    held = {one.id: one async for one in content.held(graph)}
    competencies = tuple(await graph.read(content.competencies))
    decisions: Decisions = decisions_by(await graph.read(content_people.decisions))
    names = {entry.content.owner for entry in catalogue.entries if entry.content.owner}
    people = await people_of(graph, names)
    owners = {name: found for name, found in people.items() if not isinstance(found, Dangling)}
    return Known(held, competencies, owners, decisions)


def _no_rings(catalogue: Catalogue, known: Known, resolver: Resolver) -> None:
    """What replaces or translates may not lead back to itself, also by way of other catalogues."""
    own = {entry.content.id: entry for entry in catalogue.entries}
    for name in ("translation_of", "replaced_by"):
        to = {one.id: other for one in known.held.values() if (other := getattr(one, name))}
        to = {id: other for id, other in to.items() if id not in own}
        to |= {id: other for id, entry in own.items() if (other := getattr(entry.content, name))}
        for ring in rings(to):
            mine = next((own[id] for id in ring if id in own), None)
            if mine is not None:
                told = f"{name} goes round: {' > '.join((*ring, ring[0]))}"
                resolver.errors.add(mine.at(name), told)


async def _write(
    graph: Graph,
    items: Sequence[Content],
    catalogue: str,
    held: Mapping[str, HeldItem],
    summary: Taken,
) -> None:
    digests = {item.id: digest(item, catalogue) for item in items}
    fresh = [item for item in items if item.id not in held]
    changed = [
        item for item in items if item.id in held and not _is_held(item, held[item.id], digests[item.id])
    ]
    summary.created, summary.changed = len(fresh), len(changed)
    summary.unchanged = len(items) - len(fresh) - len(changed)
    for item in changed:
        if held[item.id].catalogue != catalogue:
            told = f"{catalogue} has it now, and {held[item.id].catalogue} had it"
            summary.warn(SourceWarning("content_moved", item.id, told))
    for step in _steps([*fresh, *changed], lambda _: 1, ITEMS_A_STEP):
        await graph.write(lambda tx, step=step: _save(tx, step, catalogue))
    for step in _steps([*fresh, *changed], _size, RELATIONSHIPS_A_STEP):
        await graph.write(lambda tx, step=step: _relate(tx, step, [digests[item.id] for item in step]))


def _is_held(item: Content, held: HeldItem, digest: int) -> bool:
    return held.digest == digest and held.relationships == content_written.relationships(item)


async def _save(tx: Tx, items: Sequence[Content], catalogue: str) -> None:
    await ledger.begin(tx)
    await content_written.save(tx, items, catalogue)


async def _relate(tx: Tx, items: Sequence[Content], digests: Sequence[int]) -> None:
    await ledger.begin(tx)
    await content_written.relate(tx, items, digests)


async def _retire(graph: Graph, catalogue: Catalogue, held: Mapping[str, HeldItem], summary: Taken) -> None:
    here = {entry.content.id for entry in catalogue.entries}
    gone = [
        one.id
        for one in held.values()
        if one.catalogue == catalogue.name and one.id not in here and one.status is not ContentStatus.RETIRED
    ]
    for step in _steps(gone, lambda _: 1, ITEMS_A_STEP):

        async def retire(tx: Tx, step: Sequence[str] = step) -> None:
            await ledger.begin(tx)
            await content_written.retire(tx, ids=step)

        await graph.write(retire)
    summary.removed = len(gone)


async def _tell_rings(graph: Graph, summary: Taken) -> None:
    """Items that need each other in a ring can only be begun where a clause has another way."""
    edges = await graph.read(content.needs_of_content)
    for ring in rings_of((edge.item, edge.needs) for edge in edges)[:RINGS_TOLD]:
        summary.warn(SourceWarning("content_needs_ring", ring[0], f"they need each other: {', '.join(ring)}"))


def _told(items: Sequence[Content]) -> dict[str, int]:
    """What the items teach, and how far what they need could be followed."""
    said = Counter(need.status.value for item in items for need in item.needs)
    return {
        "tags": sum(len(item.teaches) for item in items),
        **{f"needs {status.value}": said[status.value] for status in NeedStatus},
    }


def _size(item: Content) -> int:
    return 1 + len(item.teaches) + len(item.needs)


def _steps(items: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Items in runs whose sizes together are at most `most`, or that are one item."""
    step, taken = list[T](), 0
    for item in items:
        if step and taken + size(item) > most:
            yield step
            step, taken = [], 0
        step.append(item)
        taken += size(item)
    if step:
        yield step
