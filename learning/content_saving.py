"""Single records by hand: content, a completion, an observation, checked as those of a file are."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from domain.content import Completion, Observation
from domain.errors import InvalidInput, NotFound
from domain.viewer import Viewer
from graph import content, content_people, ledger, spaces
from graph.connection import Graph, Tx
from graph.content_people import CompletionRow, ObservationRow
from learning.content import ingest_content
from sources.content import Catalogue, Reading, slug
from sources.content_broken import At, Errors, Refused
from sources.content_table import Row

BY_HAND = "by hand"  # the catalogue of what came from no file
SCORE_MOST = 100.0
NOTE_LONGEST = 500  # characters


async def save(graph: Graph, viewer: Viewer, id: str, values: Mapping[str, object]) -> str:
    """Writes an item from its fields (those of a catalogue), new or instead of the one with the id, and gives
    its id; it is tagged as any other.

    One of a catalogue stays in it, and becomes again what the file says when that is taken in and differs.
    Raises InvalidInput for fields that cannot be read, and for what they refer to and is not there.
    """
    id = id or slug(str(values.get("title", "")))
    errors = Errors(BY_HAND)
    reading = Reading(BY_HAND, errors, None, has_ids=True)
    places = {field: At(0, 0, field) for field in (*values, "id")}
    reading.take(Row(0, {**values, "id": id}, places))

    async def look(tx: Tx) -> list[content.Item]:
        return await content.visible(tx, scopes=await spaces.readable(tx, viewer), ids=[id])

    held = await graph.read(look)
    name = held[0].catalogue if held else BY_HAND
    try:
        errors.check()
        await ingest_content(graph, Catalogue(name, tuple(reading.entries.values())))
    except Refused as refused:
        told = "; ".join(f"{at.title}: {why}" for at, why in refused.errors)
        raise InvalidInput(f"{told}.", "Mend what is named and save it again.") from None
    return id


async def complete(graph: Graph, done: Completion) -> None:
    """Writes that somebody completed something. Raises NotFound and InvalidInput."""
    _past(done.at)
    if done.score is not None and not 0 <= done.score <= SCORE_MOST:
        raise InvalidInput(f"The score is {done.score}.", "Give a score from 0 to 100.")
    row = CompletionRow(done.person, done.content, done.at.isoformat(), done.score)

    async def write(tx: Tx) -> None:
        await ledger.begin(tx)
        await content_people.complete(tx, rows=[row])
        if not await content_people.held_completions(tx, rows=[row]):
            raise NotFound("There is no such person or no such content.", "Give the ids that `node` knows.")

    await graph.write(write)


async def observe(graph: Graph, seen: Observation) -> str:
    """Writes what somebody saw and gives its id. Raises NotFound and InvalidInput."""
    _past(seen.at)
    if seen.person == seen.observer:
        raise InvalidInput("Nobody observes themselves.", "Ask somebody who saw it.")
    if not 1 <= seen.level <= 4:
        raise InvalidInput(f"The level is {seen.level}.", "Give a level from 1 to 4.")
    if len(seen.note) > NOTE_LONGEST:
        raise InvalidInput(f"The note has {len(seen.note):,} characters.", f"Give {NOTE_LONGEST} at most.")
    row = ObservationRow.of(seen)

    async def write(tx: Tx) -> None:
        await ledger.begin(tx)
        await content_people.observe(tx, rows=[row])
        if not await content_people.held_observations(tx, ids=[row.id]):
            raise NotFound("There is no such person or competency.", "Give the ids that `node` knows.")

    await graph.write(write)
    return row.id


def _past(day: date) -> None:
    if day > datetime.now(UTC).date():
        raise InvalidInput(f"{day.isoformat()} is yet to come.", "Give a day that has been.")
