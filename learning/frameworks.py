"""Frameworks into the graph and out again: a file becomes a version, or changes nothing and says so."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from domain.changes import Survivors
from domain.errors import InvalidInput, NotFound
from domain.frameworks import Framework, Status
from domain.skills import Vocabulary
from graph import frameworks, merges, skills
from graph.connection import Graph, Tx
from graph.frameworks import State, Version
from learning import frameworks_store as store
from learning.frameworks_choices import (
    Choices,
    dumped,
    layout_with_ids,
    parsed,
    with_ids,
    with_places_of,
    with_rubric,
)
from learning.frameworks_diff import Change, compare, count
from learning.frameworks_links import linked
from learning.frameworks_order import ordered
from learning.frameworks_regions import laid_over, own_part
from learning.frameworks_renames import Answers, Question, RenameAsked, resolve
from learning.frameworks_store import Versions
from sources.frameworks import Read, write_table
from sources.frameworks_layout import Layout

NO_ANSWERS = Answers()


@dataclass(frozen=True, slots=True)
class Steward:
    """Who decides, as a person's id or nobody in particular, and when (microseconds)."""

    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a framework: the `version` that it is now, `changes` against the published one, what is
    still to be asked before a draft is published. Without `written`, nothing was."""

    framework: Framework
    version: int
    status: Status
    changes: tuple[Change, ...]
    questions: tuple[Question, ...]
    written: bool

    @property
    def counts(self) -> dict[str, int]:
        return count(self.changes)


async def import_framework(
    graph: Graph,
    read: Read,
    steward: Steward,
    *,
    draft: bool = False,
    answers: Answers = NO_ANSWERS,
    dry: bool = False,
    based_on: str = "",
    region: str = "",
) -> Outcome:
    """Takes in what was read as a new version, published at once unless it is to stay a `draft`.

    The same again changes nothing. `dry` says what would come. With `based_on`, the name of another
    framework, it is that of a `region`. Raises RenameAsked, or InvalidInput.
    """
    if not dry:
        await store.settle(graph)
    held = await graph.read(lambda tx: _held(tx, read.framework.id, based_on))
    framework, layout = _settled(read.framework, read.layout, held)
    same, questions = resolve(held.before, framework, answers)
    if same:
        held = replace(held, choices=replace(held.choices, same={**held.choices.same, **same}))
        framework, layout = _settled(read.framework, read.layout, held)
    changes = compare(held.before, framework)
    published, version = held.versions.published, held.versions.newest + 1
    extras: list[tuple[frameworks.Kind, str]] = []
    if layout.header:
        extras.append(("layout", layout_text(layout)))
    if read.case:
        extras.append(("case", _CASE.dump_json(dict(read.case)).decode("utf-8")))
    if not layout.header and held.before is not None:
        framework = with_places_of(held.before, framework)
        if held.layout:
            extras.append(("layout", held.layout))
    if published and held.before is not None and not changes:
        if not dry and not draft:
            framework = _at(framework, published)
            await store.refresh(graph, published, held.before, framework, extras)
        return Outcome(framework, published.version, Status.PUBLISHED, (), (), written=False)
    if not draft and questions:
        raise RenameAsked(questions)
    if draft and held.versions.draft:
        version = held.versions.draft.version
    card = Version(
        framework.id,
        version,
        Status.DRAFT,
        State.THERE,
        published.version if published else None,
        framework.uri,
        framework.title,
        framework.creator,
        framework.language,
        read.kind,
        region or held.region,
        held.base.id if held.base else None,
        dumped(held.choices),
        steward.by,
        steward.at,
    )
    status = Status.DRAFT if draft else Status.PUBLISHED
    if not dry:
        await store.save_draft(graph, card, framework, extras)
        if not draft:
            await store.publish(graph, card, framework)
            await follow(graph, framework.id, steward)
    return Outcome(
        replace(framework, version=version, status=status),
        version,
        status,
        tuple(changes),
        tuple(questions),
        not dry,
    )


async def follow(graph: Graph, id: str, steward: Steward) -> list[Version]:
    """Gives every region that is based on a framework its next version, where that changes it."""
    published: list[Version] = []
    every = await graph.read(frameworks.versions)
    for version in [v for v in every if v.based_on == id and v.status is Status.PUBLISHED]:
        held = await graph.read(lambda tx, version=version: _held(tx, version.id, ""))
        assert held.before is not None  # it is published
        assert held.base is not None  # and based on this one
        after = laid_over(held.base, own_part(held.before), strict=False)
        after = linked(ordered(after, held.choices.order), held.vocabulary, held.survivors)
        if compare(held.before, after):
            number = held.versions.newest + 1
            card = replace(
                version,
                version=number,
                status=Status.DRAFT,
                base=version.version,
                by=steward.by,
                at=steward.at,
            )
            extras: list[tuple[frameworks.Kind, str]] = [("layout", held.layout)]
            await store.save_draft(graph, card, after, extras)
            await store.publish(graph, card, after)
            published.append(card)
    return published


async def exported(
    graph: Graph, name: str, version: int | None = None
) -> tuple[Framework, Layout | None, Mapping[str, object]]:
    """A version of a framework, its layout as a table, and what a CASE package held besides."""

    async def run(tx: Tx) -> tuple[Framework, str, str]:
        found = (await store.named(tx, name)).numbered(version)
        content = await frameworks.content(tx, found)
        return (
            own_part(content) if found.based_on else content,
            await frameworks.kept(tx, found, "layout"),
            await frameworks.kept(tx, found, "case"),
        )

    framework, layout, case = await graph.read(run)
    return (
        framework,
        layout_of(layout),
        case_of(case),
    )


async def as_table(graph: Graph, name: str, version: int | None = None) -> Iterator[bytes]:
    """The bytes of a version as a table, in the layout that it came in."""
    framework, layout, _ = await exported(graph, name, version)
    return write_table(framework, layout)


async def listed(graph: Graph) -> list[Version]:
    """Every version of every framework that is whole."""
    return [v for v in await graph.read(frameworks.versions) if v.state is not State.ARRIVING]


@dataclass(frozen=True, slots=True)
class Held:
    """What the graph has of a framework before something new comes, with the layout of the published version
    as it is kept, and what links are found with. For a `region`, `base` is what it is laid over."""

    versions: Versions
    before: Framework | None
    base: Framework | None
    region: str
    layout: str
    choices: Choices
    vocabulary: Vocabulary
    survivors: Survivors


async def _held(tx: Tx, id: str, based_on: str) -> Held:
    versions = await store.of_id(tx, id)
    published = versions.published
    newest = published or versions.draft
    base = await store.named(tx, based_on) if based_on else None
    if base is None and newest and newest.based_on:
        base = await store.of_id(tx, newest.based_on)
    global_one = base.published if base else None
    if base and (global_one is None or global_one.id == id or global_one.based_on):
        raise InvalidInput(
            f"{base.all[0].title!r} cannot be what a region is based on.",
            "Give the name of a published framework that is no region's.",
        )
    return Held(
        versions,
        await frameworks.content(tx, published) if published else None,
        await frameworks.content(tx, global_one) if global_one else None,
        newest.region if newest else "",
        await frameworks.kept(tx, published, "layout") if published else "",
        parsed(newest.choices) if newest else Choices(),
        await skills.vocabulary(tx),
        await merges.survivors(tx),
    )


def _settled(framework: Framework, layout: Layout, held: Held) -> tuple[Framework, Layout]:
    """What was read with what stewards decided, in order, and with links to the vocabulary."""
    choices = held.choices
    framework = with_ids(framework, choices.same)
    if held.base is not None:
        framework = laid_over(held.base, framework, strict=True)
    framework = with_rubric(framework, choices)
    framework = linked(ordered(framework, choices.order), held.vocabulary, held.survivors)
    return framework, layout_with_ids(layout, choices.same)


def _at(framework: Framework, version: Version) -> Framework:
    return replace(framework, version=version.version, status=version.status)


def layout_text(layout: Layout) -> str:
    """A layout as it is kept beside a version."""
    return _LAYOUT.dump_json(layout).decode("utf-8")


def layout_of(text: str) -> Layout | None:
    """A layout that was kept; None where there was none."""
    return _LAYOUT.validate_json(text) if text else None


def case_of(text: str) -> dict[str, object]:
    """What a CASE package held besides, as it was kept."""
    return _CASE.validate_json(text) if text else {}


def nothing_published(title: str) -> NotFound:
    return NotFound(
        f"{title!r} has no published version yet.",
        f"Publish its draft: `understory framework publish '{title}'`.",
    )


_LAYOUT: TypeAdapter[Layout] = TypeAdapter(Layout)
_CASE: TypeAdapter[dict[str, object]] = TypeAdapter(dict[str, object])
__all__ = ["Outcome", "Sequence", "Steward", "as_table", "exported", "import_framework", "listed"]
