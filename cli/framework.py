"""`understory framework`: the versions of a framework, its drafts, and what stewards decide about it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.ingest import in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from domain.frameworks import Framework, Role
    from graph.connection import Graph, Tx
    from graph.frameworks import Version
    from learning.frameworks import Outcome, Steward
    from learning.frameworks_regions import Departure
    from learning.frameworks_versions import Difference

app = typer.Typer(
    help="The versions of frameworks, and what stewards decide about them.", no_args_is_help=True
)

T = TypeVar("T")

MICROSECONDS = 1_000_000  # a second
CHANGES_SHOWN = 100
PEOPLE_SHOWN = 20

Name = Annotated[str, typer.Argument(help="The framework's name, id or URI.")]
As = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def versions(
    name: Annotated[str | None, typer.Argument(help="A framework's name, id or URI; else all.")] = None,
    as_json: AsJson = False,
) -> None:
    """List versions: draft, published or superseded."""

    async def work(graph: "Graph", _: "Steward") -> "list[Version]":
        from learning import frameworks, frameworks_store

        every = await frameworks.listed(graph)
        if name is None:
            return every
        return list((await graph.read(lambda tx: frameworks_store.named(tx, str(name)))).all)

    found = _run(work)
    if as_json:
        print_json({"versions": [_version_document(version) for version in found]})
        return
    if not found:
        out().print("There is no framework. Take one in with `understory ingest framework FILE`.")
        return
    rows = ((v.title, v.version, v.status.value, v.base or "", _day(v), v.by or "") for v in found)
    print_table(("framework", "version", "status", "from", "since", "by"), rows, right=(1, 3))


@app.command()
def draft(name: Name, as_: As = None, as_json: AsJson = False) -> None:
    """Begin a draft of the published version; `ingest framework FILE --draft` fills it."""

    async def work(graph: "Graph", steward: "Steward") -> "Version":
        from learning import frameworks_versions

        return await frameworks_versions.begin_draft(graph, name, steward)

    begun = _run(work, as_)
    if as_json:
        print_json(_version_document(begun))
    else:
        out().print(f"{shown(begun.title)} has a draft, version {begun.version}, from version {begun.base}.")


@app.command()
def drop(name: Name, as_json: AsJson = False) -> None:
    """Forget a draft."""

    async def work(graph: "Graph", _: "Steward") -> "Version":
        from learning import frameworks_versions

        return await frameworks_versions.drop_draft(graph, name)

    dropped = _run(work)
    if as_json:
        print_json(_version_document(dropped))
    else:
        out().print(f"The draft of {shown(dropped.title)}, version {dropped.version}, is gone.")


@app.command()
def publish(
    name: Name,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="OLD=NEW", help="What is called otherwise now; may be repeated."),
    ] = None,
    not_renamed: Annotated[
        list[str] | None,
        typer.Option("--not-renamed", metavar="OLD", help="What is gone, and not renamed; may be repeated."),
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Put a draft in force. What may have been renamed is asked, and nothing is assumed."""
    from learning.frameworks_renames import Answers

    answers = Answers.of(rename or (), not_renamed or ())

    async def work(graph: "Graph", steward: "Steward") -> "Outcome":
        from learning import frameworks_versions

        return await frameworks_versions.publish_draft(graph, name, steward, answers)

    outcome = _run(work, as_)
    if as_json:
        changes = [change.sentence for change in outcome.changes]
        print_json(
            {
                "name": outcome.framework.title,
                "version": outcome.version,
                "status": outcome.status.value,
                **outcome.counts,
                "changes": changes,
            }
        )
        return
    out().print(f"{shown(outcome.framework.title)}, version {outcome.version}, is published.")
    for change in outcome.changes[:CHANGES_SHOWN]:
        out().print(f"  {shown(change.sentence)}")


@app.command()
def diff(
    name: Name,
    from_: Annotated[int, typer.Argument(metavar="FROM", min=1, help="The number of the earlier version.")],
    to: Annotated[int, typer.Argument(metavar="TO", min=1, help="The number of the later one.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Say in sentences what changed between two versions, and whom it touches."""
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "Difference":
        from cli.viewing import viewer
        from graph import spaces
        from learning import frameworks_store, frameworks_versions

        who = await viewer(opened.graph, as_, settings)

        async def read(tx: "Tx") -> "Difference":
            found = await frameworks_store.named(tx, name)
            before, after = found.numbered(from_), found.numbered(to)
            return await frameworks_versions.difference(tx, before, after, await spaces.readable(tx, who))

        return await opened.graph.read(read)

    found = asyncio.run(in_store(settings, work))
    if as_json:
        print_json(_difference_document(found))
    else:
        _print_difference(found)


@app.command()
def departures(name: Name, as_json: AsJson = False) -> None:
    """Tell where a region's framework departs from the global one that it is based on."""

    async def work(graph: "Graph", _: "Steward") -> "tuple[Version, Version, list[Departure]]":
        from learning import frameworks_regions

        return await frameworks_regions.departures(graph, name)

    region, base, found = _run(work)
    if as_json:
        print_json(
            {
                "name": region.title,
                "region": region.region or None,
                "based_on": {"name": base.title, "version": base.version},
                "departures": [each.sentence for each in found],
            }
        )
        return
    out().print(f"[bold]{shown(region.title)}[/] departs from {shown(base.title)}, version {base.version}:")
    for each in found:
        out().print(f"  {shown(each.sentence)}")
    if not found:
        out().print("  nowhere.")


@app.command()
def levels(
    name: Name,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="LABEL=N", help="The level of proficiency, 1 to 4, it stands for."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the levels of a framework's scale, or say which level of proficiency each stands for."""
    from domain.errors import InvalidInput

    rubrics: list[tuple[str, int]] = []
    for text in set_ or ():
        label, equals, number = text.rpartition("=")
        if not equals or not number.strip().isdecimal():
            raise InvalidInput(
                f"{text!r} does not say what a level stands for.", "Write LABEL=3, for example."
            )
        rubrics.append((label, int(number)))

    async def work(graph: "Graph", _: "Steward") -> "Framework":
        from graph import frameworks
        from learning import frameworks_decisions, frameworks_store

        if rubrics:
            return await frameworks_decisions.set_rubric(graph, name, rubrics)

        async def read(tx: "Tx") -> "Framework":
            return await frameworks.content(tx, (await frameworks_store.named(tx, name)).numbered(None))

        return await graph.read(read)

    scale = _run(work).scale
    if as_json:
        print_json({"levels": [asdict(level) for level in scale]})
    else:
        rows = ((level.position, level.label, level.rubric or "–") for level in scale)
        print_table(("position", "level", "stands for"), rows, right=(0, 2))


@app.command()
def order(
    name: Name,
    role: Annotated[str, typer.Argument(help="A role of the framework, by name or id.")],
    levels: Annotated[
        list[str] | None, typer.Argument(help="All its levels, from low to high; none: as they require.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Put the levels of a role in order, where what they require gives none."""

    async def work(graph: "Graph", _: "Steward") -> "Role":
        from learning import frameworks_decisions

        return await frameworks_decisions.order_levels(graph, name, role, levels or ())

    found = sorted(_run(work).levels, key=lambda level: level.order or 0)
    if as_json:
        print_json(
            {"levels": [{"id": level.id, "name": level.name, "order": level.order} for level in found]}
        )
    else:
        print_table(("order", "level"), ((level.order or "–", level.name) for level in found), right=(0,))


def _run(work: "Callable[[Graph, Steward], Awaitable[T]]", named: str | None = None) -> T:
    settings = Settings.of()

    async def run(opened: Opened, _: Showing) -> T:
        from cli.viewing import viewer
        from learning.frameworks import Steward

        who = await viewer(opened.graph, named, settings)
        now = int(datetime.now(UTC).timestamp() * MICROSECONDS)
        return await work(opened.graph, Steward(who.person or "", now))

    return asyncio.run(in_store(settings, run))


def _version_document(version: "Version") -> dict[str, Any]:
    return {
        "name": version.title,
        "id": version.id,
        "version": version.version,
        "status": version.status.value,
        "base": version.base,
        "kind": version.kind,
        "by": version.by or None,
        "at": datetime.fromtimestamp(version.at / MICROSECONDS, UTC).isoformat(timespec="seconds"),
    }


def _day(version: "Version") -> str:
    return f"{datetime.fromtimestamp(version.at / MICROSECONDS, UTC):%Y-%m-%d}"


def _difference_document(found: "Difference") -> dict[str, Any]:
    return {
        "name": found.after.title,
        "from": found.before.version,
        "to": found.after.version,
        **found.counts,
        "changes": [
            {
                "kind": change.kind.value,
                "thing": change.thing.value,
                "id": change.id,
                "sentence": change.sentence,
                "touches": [{"id": each.id, "name": each.name} for each in found.touched(change)],
            }
            for change in found.changes
        ],
        "touches": [{"id": each.id, "name": each.name} for each in found.people],
    }


def _print_difference(found: "Difference") -> None:
    title = f"{found.after.title}, from version {found.before.version} to {found.after.version}"
    if not found.changes:
        out().print(f"{shown(title)}: nothing changed.")
        return
    out().print(f"[bold]{shown(title)}[/]")
    for change in found.changes[:CHANGES_SHOWN]:
        out().print(f"  {shown(change.sentence)}")
    if len(found.changes) > CHANGES_SHOWN:
        out().print(f"  and {len(found.changes) - CHANGES_SHOWN:,} more: see --json", style="dim")
    names = [each.name for each in found.people]
    if names:
        more = f" and {len(names) - PEOPLE_SHOWN} more" if len(names) > PEOPLE_SHOWN else ""
        out().print(f"It touches {len(names)}: {shown(', '.join(names[:PEOPLE_SHOWN]))}{more}.")
    else:
        out().print("It touches nobody: no one holds a role level that it concerns.")
