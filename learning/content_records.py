"""Taking in who completed what, and what was seen at work: checked whole, and twice the same as once.

Somebody who was erased stays erased: rows that name them are counted and left out.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.content import Observation
from domain.frameworks import compared_as
from domain.messages import SourceWarning
from graph import content, content_people, ledger
from graph.connection import Graph, Tx
from graph.content_people import CompletionRow, ObservationRow
from learning.content_summary import Taken
from learning.references import Dangling, people_of
from sources.completions import CompletionList
from sources.content_broken import At, Errors
from sources.observations import ObservationList

ROWS_A_STEP = 2_000  # an observation writes a node and three relationships

R = TypeVar("R")


async def ingest_completions(graph: Graph, read: CompletionList, file: str) -> Taken:
    """Writes completions. Raises Refused for people and content that there are not."""
    taken, errors = Taken(), Errors(file)
    for warning in read.warnings:
        taken.warn(warning)
    people = _People(await people_of(graph, {one.person for one in read.completions}), errors, taken, file)
    items = await _items(graph)
    rows: dict[tuple[str, str, str], CompletionRow] = {}
    for one in read.completions:
        person = people.of(one.person, one.places["person"])
        item = items.of(one.content, one.places["content"], errors)
        if person is None or item is None:
            continue
        row = CompletionRow(person, item, one.at.isoformat(), one.score)
        if rows.setdefault((person, item, row.at), row).score != row.score:
            errors.add(one.places["person"], "another row says the same with another score")
    errors.check()
    every = list(rows.values())

    async def look(tx: Tx, step: Sequence[CompletionRow]) -> dict[tuple[str, str, str], float | None]:
        found = await content_people.held_completions(tx, rows=step)
        return {(one.person, one.content, one.at.isoformat()): one.score for one in found}

    async def write(tx: Tx, step: Sequence[CompletionRow]) -> None:
        await content_people.complete(tx, rows=step)

    for step in _steps(every):
        await _write(
            graph, step, look, write, lambda row: ((row.person, row.content, row.at), row.score), taken
        )
    return taken


async def ingest_observations(graph: Graph, read: ObservationList, file: str) -> Taken:
    """Writes observations. Raises Refused for people and competencies that there are not, and for whoever
    would observe themselves."""
    taken, errors = Taken(), Errors(file)
    for warning in read.warnings:
        taken.warn(warning)
    texts = {text for one in read.observations for text in (one.person, one.observer)}
    people = _People(await people_of(graph, texts), errors, taken, file)
    competencies = await _competencies(graph)
    rows: dict[str, ObservationRow] = {}
    for one in read.observations:
        person, observer = (people.of(one.person, one.places["person"]),
                            people.of(one.observer, one.places["observer"]))  # fmt: skip
        competency = competencies.of(one.competency, one.places["competency"], errors)
        if person is None or observer is None or competency is None:
            continue
        if person == observer:
            errors.add(one.places["observer"], "nobody observes themselves")
            continue
        seen = Observation(person, competency, one.level, observer, one.at, one.note)
        row = ObservationRow.of(seen)
        if rows.setdefault(row.id, row) != row:
            errors.add(one.places["person"], "another row is the same observation with another level or note")
    errors.check()
    every = list(rows.values())

    async def look(tx: Tx, step: Sequence[ObservationRow]) -> dict[str, tuple[int, str]]:
        found = await content_people.held_observations(tx, ids=[row.id for row in step])
        return {one.id: (one.level, one.note) for one in found}

    async def write(tx: Tx, step: Sequence[ObservationRow]) -> None:
        await content_people.observe(tx, rows=step)

    for step in _steps(every):
        await _write(graph, step, look, write, lambda row: (row.id, (row.level, row.note)), taken)
    return taken


async def _write(
    graph: Graph,
    step: Sequence[R],
    look: Callable[[Tx, Sequence[R]], Awaitable[Mapping[Any, object]]],
    write: Callable[[Tx, Sequence[R]], Awaitable[None]],
    told: Callable[[R], tuple[object, object]],
    taken: Taken,
) -> None:
    """Writes what is new and what changed; `told` gives a row's identity and the rest of it."""

    async def work(tx: Tx) -> tuple[int, int]:
        await ledger.begin(tx)
        held = await look(tx, step)
        fresh = [row for row in step if told(row)[0] not in held]
        changed = [row for row in step if told(row)[0] in held and held[told(row)[0]] != told(row)[1]]
        await write(tx, [*fresh, *changed])
        return len(fresh), len(changed)

    created, changed = await graph.write(work)
    taken.created += created
    taken.changed += changed
    taken.unchanged += len(step) - created - changed


@dataclass(slots=True)
class _People:
    """Who the texts of a file are; an unknown one is an error where it stands."""

    found: Mapping[str, str | Dangling]
    errors: Errors
    taken: Taken
    file: str

    def of(self, text: str, at: At) -> str | None:
        who = self.found[text]
        if isinstance(who, str):
            return who
        if who.is_erased:
            self.taken.warn(SourceWarning("person_erased", f"{self.file}, {at}", "the row was left out"))
        else:
            self.errors.add(at, who.why)
        return None


@dataclass(frozen=True, slots=True)
class _Named:
    """Things by id, and by name as names are compared."""

    noun: str
    ids: frozenset[str]
    names: Mapping[str, tuple[str, ...]]

    def of(self, text: str, at: At, errors: Errors) -> str | None:
        if text in self.ids:
            return text
        several = self.names.get(compared_as(text), ())
        if len(several) == 1:
            return several[0]
        why = f"there is no {self.noun} {text!r}"
        errors.add(at, f"{len(several)} are called {text!r}: give the id" if several else why)
        return None


def _named(noun: str, pairs: Sequence[tuple[str, str]]) -> _Named:
    names: dict[str, tuple[str, ...]] = {}
    for id, name in pairs:
        names[compared_as(name)] = (*names.get(compared_as(name), ()), id)
    return _Named(noun, frozenset(id for id, _ in pairs), names)


async def _items(graph: Graph) -> _Named:
    return _named("content", [(one.id, one.title) async for one in content.held(graph)])


async def _competencies(graph: Graph) -> _Named:
    found = await graph.read(content.competencies)
    return _named("competency", [(one.id, one.name) for one in found])


def _steps(rows: Sequence[R]) -> list[Sequence[R]]:
    return [rows[at : at + ROWS_A_STEP] for at in range(0, len(rows), ROWS_A_STEP)]
