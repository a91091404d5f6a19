"""Versions of a framework beside each other, and drafts: begun, dropped, published."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Status
from domain.viewer import Scopes
from graph import frameworks, roles
from graph.connection import Graph, Tx
from graph.frameworks import State, Version
from graph.roles import HolderOf
from learning import frameworks_store as store
from learning.frameworks import (
    NO_ANSWERS,
    Outcome,
    Steward,
    follow,
    layout_of,
    layout_text,
    nothing_published,
)
from learning.frameworks_choices import dumped, layout_with_ids, parsed, with_ids
from learning.frameworks_diff import Change, compare, count
from learning.frameworks_renames import Answers, RenameAsked, resolve
from sources.frameworks_layout import Layout


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two versions, and who holds the role levels that it concerns."""

    before: Version
    after: Version
    changes: tuple[Change, ...]
    holders: Mapping[str, tuple[HolderOf, ...]]

    @property
    def counts(self) -> dict[str, int]:
        return count(self.changes)

    def touched(self, change: Change) -> list[HolderOf]:
        """Whom a change concerns, by name."""
        found = {each.id: each for id in change.touches for each in self.holders.get(id, ())}
        return sorted(found.values(), key=lambda each: (each.name, each.id))

    @property
    def people(self) -> list[HolderOf]:
        """Everybody whom some change concerns, by name."""
        found = {each.id: each for change in self.changes for each in self.touched(change)}
        return sorted(found.values(), key=lambda each: (each.name, each.id))


async def difference(tx: Tx, before: Version, after: Version, scopes: Scopes) -> Difference:
    """What changed from one version to another of a framework, and whom it touches."""
    old, new = await frameworks.content(tx, before), await frameworks.content(tx, after)
    changes = tuple(compare(old, new))
    ids = list(dict.fromkeys(id for change in changes for id in change.touches))
    holders: dict[str, list[HolderOf]] = {}
    for each in await roles.holders_of(tx, scopes=scopes, ids=ids):
        holders.setdefault(each.held, []).append(each)
    return Difference(before, after, changes, {id: tuple(some) for id, some in holders.items()})


async def begin_draft(graph: Graph, name: str, steward: Steward) -> Version:
    """A draft of the published version, with what it says. Raises InvalidInput where there is one."""
    await store.settle(graph)

    async def run(tx: Tx) -> Version:
        versions = await store.named(tx, name)
        if versions.draft:
            raise InvalidInput(
                f"{versions.draft.title!r} has a draft, version {versions.draft.version}.",
                "Go on with it, or drop it: `understory framework drop NAME`.",
            )
        published = versions.published
        if published is None:
            raise nothing_published(name)
        card = replace(
            published,
            version=versions.newest + 1,
            status=Status.DRAFT,
            state=State.THERE,
            base=published.version,
            by=steward.by,
            at=steward.at,
        )
        content = await frameworks.content(tx, published)
        await frameworks.save_version(tx, card=card)
        await frameworks.put_aside(tx, card, content)
        for kind in ("layout", "case"):
            await frameworks.keep(tx, card, kind, await frameworks.kept(tx, published, kind))
        return card

    return await store.locked(graph, run)


async def drop_draft(graph: Graph, name: str) -> Version:
    """Forgets a draft. Raises NotFound where there is none."""
    await store.settle(graph)

    async def run(tx: Tx) -> Version:
        draft = _draft(await store.named(tx, name), name)
        await frameworks.remove_version(tx, key=draft.key)
        return draft

    return await store.locked(graph, run)


async def publish_draft(graph: Graph, name: str, steward: Steward, answers: Answers = NO_ANSWERS) -> Outcome:
    """Puts a draft in force. Raises NotFound, RenameAsked, or InvalidInput when its base is no longer."""
    await store.settle(graph)

    async def read(tx: Tx) -> tuple[Version, Outcome, Layout | None]:
        versions = await store.named(tx, name)
        draft, published = _draft(versions, name), versions.published
        if draft.base != (published.version if published else None):
            raise store.stale(draft, published)
        before = await frameworks.content(tx, published) if published else None
        after = await frameworks.content(tx, draft)
        same, questions = resolve(before, after, answers)
        if questions:
            raise RenameAsked(questions)
        after = with_ids(after, same)
        choices = parsed(draft.choices)
        card = replace(
            draft,
            choices=dumped(replace(choices, same={**choices.same, **same})),
            by=steward.by,
            at=steward.at,
        )
        changes = tuple(compare(before, after))
        after = replace(after, version=draft.version, status=Status.PUBLISHED)
        layout = layout_of(await frameworks.kept(tx, draft, "layout"))
        if layout is not None:
            layout = layout_with_ids(layout, same)
        return card, Outcome(after, draft.version, Status.PUBLISHED, changes, (), written=True), layout

    card, outcome, layout = await graph.read(read)
    extras: list[tuple[frameworks.Kind, str]] = [("layout", layout_text(layout))] if layout else []
    await store.save_draft(graph, card, outcome.framework, extras)
    await store.publish(graph, card, outcome.framework)
    await follow(graph, card.id, steward)
    return outcome


def _draft(versions: store.Versions, name: str) -> Version:
    if versions.draft is None:
        raise NotFound(f"{name!r} has no draft.", f"Begin one: `understory framework draft '{name}'`.")
    return versions.draft
