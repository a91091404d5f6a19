"""Versions of frameworks in the graph: found by name, read, kept as drafts, and published in steps.

A publication that was cut off is finished, and a draft that never became whole is cleared away, by whoever
works on frameworks next. A small publication is one transaction.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Framework, Status, compared_as
from graph import frameworks, frameworks_written, ledger
from graph.connection import Graph, Tx
from graph.errors import GraphError
from graph.frameworks import State, Version
from graph.frameworks_written import Step

ROWS_A_TRANSACTION = 10_000
TAKEN_SHOWN = 3

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Versions:
    """Every version of one framework that is whole, the first one first."""

    all: tuple[Version, ...] = ()

    @property
    def published(self) -> Version | None:
        return next((v for v in self.all if v.status is Status.PUBLISHED), None)

    @property
    def draft(self) -> Version | None:
        return next((v for v in self.all if v.status is Status.DRAFT), None)

    @property
    def newest(self) -> int:
        return max((v.version for v in self.all), default=0)

    def numbered(self, version: int | None) -> Version:
        """A version by number; without one the published version, or the draft where none is published."""
        if version is None:
            found = self.published or self.draft
        else:
            found = next((v for v in self.all if v.version == version), None)
        if found is None:
            there = ", ".join(str(v.version) for v in self.all)
            raise NotFound(f"{self.all[0].title!r} has no version {version}.", f"There are {there}.")
        return found


async def of_id(tx: Tx, id: str) -> Versions:
    """The versions of a framework; none for one that there is not."""
    return Versions(
        tuple(v for v in await frameworks.versions(tx) if v.id == id and v.state is not State.ARRIVING)
    )


async def named(tx: Tx, text: str) -> Versions:
    """The versions of a framework by id, URI or title. Raises NotFound, or InvalidInput for several."""
    every = [v for v in await frameworks.versions(tx) if v.state is not State.ARRIVING]
    plain = compared_as(text)
    ids = dict.fromkeys(v.id for v in every if text in (v.id, v.uri, v.title))
    ids = ids or dict.fromkeys(v.id for v in every if compared_as(v.title) == plain)
    if not ids:
        titles = ", ".join(dict.fromkeys(v.title for v in every))
        there = f"There are {titles}." if titles else "Take one in with `understory ingest framework FILE`."
        raise NotFound(f"There is no framework called {text!r}.", there)
    if len(ids) > 1:
        raise InvalidInput(f"{len(ids)} frameworks are called {text!r}.", f"Give an id: {', '.join(ids)}.")
    (id,) = ids
    return Versions(tuple(v for v in every if v.id == id))


async def settle(graph: Graph) -> None:
    """Brings to its end what was begun."""
    for version in await graph.read(frameworks.versions):
        if version.state is State.ARRIVING:
            await locked(graph, lambda tx, key=version.key: frameworks.remove_version(tx, key=key))
        elif version.state is State.PUBLISHING:
            await _finish(graph, version)


async def save_draft(
    graph: Graph, card: Version, framework: Framework, extras: Sequence[tuple[frameworks.Kind, str]]
) -> None:
    """Writes a draft; it counts when it is whole. `extras` are kept beside it."""

    async def write(tx: Tx) -> None:
        await _check_ids(tx, framework)
        await frameworks.save_version(tx, card=replace(card, state=State.THERE))
        await frameworks.put_aside(tx, card, framework)
        for kind, text in extras:
            await frameworks.keep(tx, card, kind, text)

    await locked(graph, write)


async def refresh(
    graph: Graph,
    version: Version,
    before: Framework,
    after: Framework,
    extras: Sequence[tuple[frameworks.Kind, str]],
) -> None:
    """Brings what is no change of content up to date on the published version: places, links, the layout."""
    for step in frameworks_written.steps(before, after):
        await locked(graph, lambda tx, step=step: _write(tx, version, step))

    async def keep(tx: Tx) -> None:
        for kind, text in extras:
            await frameworks.keep(tx, version, kind, text)

    await locked(graph, keep)


async def publish(graph: Graph, draft: Version, framework: Framework) -> None:
    """Makes a draft the published version; `framework` is its content, with ids and links as they are to be.

    Raises InvalidInput for a draft whose base is not the published version any more.
    """
    turned = replace(draft, state=State.PUBLISHING)

    async def turn(tx: Tx) -> Versions:
        versions = await of_id(tx, draft.id)
        published = versions.published
        if draft.base != (published.version if published else None):
            raise stale(draft, published)
        if not any(v.key == draft.key and v.status is Status.DRAFT for v in versions.all):
            raise disturbed()
        await _check_ids(tx, framework)
        await frameworks.put_aside(tx, draft, framework)
        return versions

    async def at_once(tx: Tx) -> bool:
        versions = await turn(tx)
        published = versions.published
        before = await frameworks.live(tx, published) if published else None
        steps = list(frameworks_written.steps(before, framework))
        if sum(step.rows for step in steps) > ROWS_A_TRANSACTION:
            if published and before:
                await frameworks.put_aside(tx, published, before)
            await frameworks.save_version(tx, card=turned)
            return False
        if published and before:
            await frameworks.put_aside(tx, published, before)
        for step in steps:
            await _write(tx, turned, step)
        await _turn(tx, turned, published)
        return True

    if not await locked(graph, at_once):
        await _finish(graph, turned)


async def _finish(graph: Graph, version: Version) -> None:
    """Writes the content of a version out, from wherever it was left, and puts it in force."""

    async def read(tx: Tx) -> tuple[Framework, Framework | None, Version | None]:
        published = (await of_id(tx, version.id)).published
        after = await frameworks.content(tx, version)
        held = replace(published, status=Status.SUPERSEDED) if published else None
        return after, await frameworks.content(tx, held) if held else None, published

    after, before, published = await graph.read(read)
    for step in frameworks_written.steps(before, after, again=True):
        await locked(graph, lambda tx, step=step: _write(tx, version, step))
    await locked(graph, lambda tx: _turn(tx, version, published))


async def _write(tx: Tx, version: Version, step: Step) -> None:
    if not any(v.key == version.key for v in await frameworks.versions(tx)):
        raise disturbed()
    await frameworks_written.write(tx, version, step)


async def _turn(tx: Tx, version: Version, published: Version | None) -> None:
    if published and published.key != version.key:
        await frameworks.save_version(tx, card=replace(published, status=Status.SUPERSEDED))
    await frameworks.save_version(tx, card=replace(version, status=Status.PUBLISHED, state=State.THERE))
    await frameworks.forget(tx, version, "content")


async def _check_ids(tx: Tx, framework: Framework) -> None:
    """Refuses ids that are another framework's: a thing belongs to one."""
    ids = [c.id for c in framework.competencies]
    ids += [role.id for role in framework.roles] + [
        level.id for role in framework.roles for level in role.levels
    ]
    if found := await frameworks.taken(tx, ids=ids, framework=framework.id, first=TAKEN_SHOWN):
        title = next(
            (v.title for v in await frameworks.versions(tx) if v.id == found[0].framework), found[0].framework
        )
        raise InvalidInput(
            f"{', '.join(repr(each.name.strip()) for each in found)} of this framework, by id, "
            f"{'is' if len(found) == 1 else 'are'} of the framework {title!r} already.",
            f"Take it in as the same framework: it is a version of {title!r}.",
        )


def stale(draft: Version, published: Version | None) -> InvalidInput:
    now = published.version if published else draft.base
    return InvalidInput(
        f"The draft of {draft.title!r} was made from version {draft.base}, and the published one is version "
        f"{now} by now.",
        f"See what changed with `understory framework diff '{draft.title}' {draft.base} {now}`, export the "
        f"draft (--version {draft.version}), bring both together and take the file in again with --draft.",
    )


def disturbed() -> GraphError:
    return GraphError(
        "Somebody else worked on this framework at the same time.", "Run the same command again in a moment."
    )


async def locked(graph: Graph, work: Callable[[Tx], Awaitable[T]]) -> T:
    """One transaction, the only one that writes."""

    async def write(tx: Tx) -> T:
        await ledger.begin(tx)
        return await work(tx)

    return await graph.write(write)
