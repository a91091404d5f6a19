"""Vocabularies into the graph and out again: each a layer over those before it (`domain.layers`).

A layer is written whole before any skill changes, and says how far it has come: what was cut off goes on from
there, or is cleared away, when anybody works on the vocabulary again.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.errors import InvalidInput, NotFound
from domain.layers import Laid, lay
from domain.skills import Skill, Vocabulary
from graph import imports, ledger, merges, skills
from graph.connection import Graph, Tx
from graph.errors import GraphError
from graph.imports import GROUND, Import, State
from ingest.merging import spread
from ingest.progress import Progress

T = TypeVar("T")

ROWS_A_CHUNK = 5_000  # nodes and relationships
SKILLS_A_PART = 1_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of taking a vocabulary in or out. Without `changed`, nothing was written."""

    name: str
    skills: int
    laid: Laid
    changed: bool


@dataclass(frozen=True, slots=True)
class _Layer:
    held: Import
    vocabulary: Vocabulary


async def import_vocabulary(
    graph: Graph,
    vocabulary: Vocabulary,
    *,
    name: str,
    kind: str,
    at: int,
    progress: Progress,
    dry: bool = False,
) -> Outcome:
    """Lays a vocabulary, screened, over what is there; `at` is in microseconds; `dry` says what would come.

    The same one again, under whatever name, changes nothing. Raises InvalidInput when another one was taken
    in under `name`.
    """
    if not dry:
        await _settle(graph, progress)
    layers = await _layers(graph)
    for layer in layers[1:]:
        if layer.held.digest == vocabulary.version:
            return Outcome(layer.held.name, len(vocabulary.skills), Laid(), changed=False)
        if layer.held.name == name:
            raise InvalidInput(
                f"Another vocabulary was taken in as {name!r}.",
                f"Give this one another --name, or run `understory vocabulary undo {name}` first.",
            )
    seen = [layer.held for layer in layers]
    if not layers:
        ground = await graph.read(skills.stored)
        layers = [_Layer(Import(GROUND, "", 0, ground.version, len(ground.skills), State.THERE), ground)]
        if not dry:
            await _arrive(graph, layers[0], seen)
            await _turn(graph, layers[0].held, State.THERE, seen)
            seen = [layers[0].held]
    at = max(at, seen[-1].at + 1) if seen else at  # the newest lies on top, whatever the clock says
    new = _Layer(
        Import(name, kind, at, vocabulary.version, len(vocabulary.skills), State.JOINING), vocabulary
    )
    after, laid = _lay([*layers, new])
    if not dry:
        await _arrive(graph, new, seen)
        await _turn(graph, new.held, State.JOINING, seen)
        await _change(graph, new.held, _lay(layers)[0], after, progress)
        await _turn(graph, new.held, State.THERE, seen)
    return Outcome(name, len(vocabulary.skills), laid, changed=True)


async def undo_import(graph: Graph, name: str, progress: Progress) -> Outcome:
    """Takes a vocabulary out again: what it alone brought goes, what others or the ground have stays.

    Raises NotFound when none has this name.
    """
    begun = await graph.read(imports.listed)  # perhaps this very undoing, cut off
    await _settle(graph, progress)
    held = [*(one for one in begun if one.state is State.LEAVING), *await graph.read(imports.listed)]
    for one in held:
        if one.name == name != GROUND:
            if one.state is not State.LEAVING:
                seen = [other for other in held if other.name != name]
                await _turn(graph, one, State.LEAVING, seen)
                await _settle(graph, progress)
            return Outcome(name, one.skills, Laid(), changed=True)
    raise NotFound(
        f"No vocabulary was taken in as {name!r}.", "Run `understory vocabulary list` to see those that were."
    )


async def list_imports(graph: Graph) -> list[Import]:
    """What was taken in and is there, the first one first."""
    held = await graph.read(imports.listed)
    return [one for one in held if one.name != GROUND and one.state is not State.ARRIVING]


async def _settle(graph: Graph, progress: Progress) -> None:
    """Brings to its end what was begun: a layer that is not whole goes, a whole one comes or leaves."""
    for one in await graph.read(imports.listed):
        if one.state in (State.JOINING, State.LEAVING):
            layers = await _layers(graph)
            without = _lay([layer for layer in layers if layer.held.name != one.name])[0]
            whole = _lay(layers)[0]
            if one.state is State.JOINING:
                await _change(graph, one, without, whole, progress)
                await _turn(graph, one, State.THERE, [layer.held for layer in layers if layer.held != one])
            else:
                await _change(graph, one, whole, without, progress)
        if one.state in (State.ARRIVING, State.LEAVING):
            await _drop(graph, one)
    left = await graph.read(imports.listed)
    if [one.name for one in left] == [GROUND]:
        await _drop(graph, left[0])


def _lay(layers: Sequence[_Layer]) -> tuple[Vocabulary, Laid]:
    return lay(layers[0].vocabulary, [layer.vocabulary for layer in layers[1:]])


async def _layers(graph: Graph) -> list[_Layer]:
    """Every whole layer, the ground first."""
    found: list[_Layer] = []
    for one in await graph.read(imports.listed):
        if one.state is not State.ARRIVING:
            found.append(_Layer(one, await graph.read(lambda tx, name=one.name: imports.held(tx, name))))
    return found


async def _arrive(graph: Graph, layer: _Layer, seen: Sequence[Import]) -> None:
    """Writes a layer down beside those `seen`; its skills do not count before it is turned."""
    one = layer.held
    every = layer.vocabulary.skills

    async def begin(tx: Tx) -> None:
        if await imports.listed(tx) != list(seen):
            raise _disturbed()
        await imports.begin(tx, name=one.name, kind=one.kind, at=one.at, digest=one.digest, skills=one.skills)

    await _write(graph, begin)
    for start in range(0, len(every), SKILLS_A_PART):
        part = every[start : start + SKILLS_A_PART]
        await _write(graph, lambda tx, start=start, part=part: imports.hold(tx, one.name, start, part))


async def _turn(graph: Graph, one: Import, state: State, seen: Sequence[Import]) -> None:
    """Says how far a layer has come, if it is whole and still stands beside those `seen` alone."""

    async def turn(tx: Tx) -> None:
        others = [other for other in await imports.listed(tx) if other.name != one.name]
        if others != list(seen) or await imports.count(tx, name=one.name) != one.skills:
            raise _disturbed()
        await imports.turn(tx, name=one.name, state=state)

    await _write(graph, turn)


async def _drop(graph: Graph, one: Import) -> None:
    """Forgets a layer that nobody turned meanwhile."""

    async def drop(tx: Tx) -> None:
        if one in await imports.listed(tx):
            await imports.remove(tx, name=one.name)

    await _write(graph, drop)


def _disturbed() -> GraphError:
    return GraphError(
        "Somebody else worked on the vocabulary at the same time.", "Run the same command again in a moment."
    )


async def _change(
    graph: Graph, one: Import, before: Vocabulary, after: Vocabulary, progress: Progress
) -> None:
    """Turns the skills from `before` into `after`, for a layer that comes or leaves, as long as it does.

    In chunks; half done, it can be done again.
    """

    async def whole(tx: Tx) -> None:
        if not any(one.name == other.name and one.state is other.state for other in await imports.listed(tx)):
            raise _disturbed()

    async def in_chunks(
        some: Sequence[Skill], step: Callable[[Tx, Sequence[Skill]], Awaitable[None]]
    ) -> None:
        progress.stage("skills", len(some))
        done = 0
        for chunk in _chunks(some):

            async def write(tx: Tx, chunk: Sequence[Skill] = chunk) -> None:
                await whole(tx)
                await step(tx, chunk)

            await _write(graph, write)
            done += len(chunk)
            progress.advance(done, 0)

    stewards = await graph.read(skills.split_off)
    held = before.by_id
    made = [skill for skill in after.skills if held.get(skill.id) != skill and skill.id not in stewards]
    gone = [skill for skill in before.skills if skill.id not in after.by_id]
    await in_chunks(made, skills.write)
    bare = (replace(skill, broader=(), related=(), requires=()) for skill in gone)
    await in_chunks([*made, *bare], skills.relate)
    await _forget(graph, gone)
    await in_chunks(gone, _remove)
    if any(skill.id not in held for skill in made) and await graph.read(imports.orphans):
        while await _write(graph, lambda tx: imports.mark_people(tx, most=ROWS_A_CHUNK)):
            pass
        await _write(graph, imports.adopt)


async def _remove(tx: Tx, some: Sequence[Skill]) -> None:
    """Removes skills; whoever knows what one of them was merged into is counted anew, without it."""
    survivors = await merges.survivors(tx)
    for skill in some:
        if skill.id in survivors.ids:
            await spread(tx, survivors.of(skill.id))
            await imports.orphan(tx)
    await skills.remove(tx, some)


async def _forget(graph: Graph, gone: Sequence[Skill]) -> None:
    """Lets nobody know skills that are to go. Evidence keeps them, and counts again should they come back."""
    keys = [skill.key for skill in gone]

    async def forget(tx: Tx) -> int:
        forgotten = await skills.unknow(tx, keys=keys, most=ROWS_A_CHUNK)
        if forgotten:
            await imports.orphan(tx)
        return forgotten

    while keys and await _write(graph, forget):
        pass


def _chunks(some: Iterable[Skill]) -> Iterator[list[Skill]]:
    """Skills in their order, as many at a time as have, with their relations, ROWS_A_CHUNK rows."""
    chunk: list[Skill] = []
    rows = 0
    for skill in some:
        size = 1 + len(skill.broader) + len(skill.related) + len(skill.requires)
        if chunk and rows + size > ROWS_A_CHUNK:
            yield chunk
            chunk, rows = [], 0
        chunk.append(skill)
        rows += size
    if chunk:
        yield chunk


async def _write(graph: Graph, work: Callable[[Tx], Awaitable[T]]) -> T:
    """One transaction, the only one that writes."""

    async def write(tx: Tx) -> T:
        await ledger.begin(tx)
        return await work(tx)

    return await graph.write(write)
