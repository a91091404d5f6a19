"""`understory skills`: what a steward does to the vocabulary, and what stewards did."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.opening import Opened, opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing, showing
from cli.settings import Settings
from cli.viewing import viewer

if TYPE_CHECKING:
    from ingest.merging import Done, Steward, Told
    from ingest.operations import Report

app = typer.Typer(
    help="Merge, split and rename skills, and take it back. Name a skill by its id or one of its labels.",
    no_args_is_help=True,
)

T = TypeVar("T")

SECOND = 1_000_000  # microseconds
AGAIN = "Ingest your sources again: messages that were read before show it then."

Skill = Annotated[str, typer.Argument(metavar="SKILL", help="An id, or a label that only one skill has.")]
As = Annotated[
    str | None,
    typer.Option("--as", metavar="PERSON", help="Who decides it (id, handle or name), for `skills changes`."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def merge(
    skill: Skill,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The skill that it is to be a part of.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Make a skill count as another. Evidence stays as it is: `unmerge` takes it back without loss."""

    async def work(store: Opened, steward: "Steward", report: "Report") -> "Done":
        from ingest import merging

        return await merging.merge(store.graph, skill, into, steward, report)

    _print(_changed(work, as_), as_json=as_json)


@app.command()
def unmerge(skill: Skill, as_json: AsJson = False) -> None:
    """Let a merged skill stand for itself again."""

    async def work(store: Opened, _: "Steward", report: "Report") -> "Done":
        from ingest import merging

        return await merging.unmerge(store.graph, skill, report)

    _print(_changed(work, None), as_json=as_json)


@app.command()
def split(
    skill: Skill,
    into: Annotated[str, typer.Option("--into", metavar="NEW", help="What the new skill is called.")],
    labels: Annotated[str, typer.Option("--labels", help="The labels that it takes along, separated by |.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Make a new skill of some labels of another; it appears when your sources are ingested again."""

    async def work(store: Opened, steward: "Steward", _: "Report") -> "Done":
        from ingest import splitting

        return await splitting.split(store.graph, skill, into, tuple(labels.split("|")), steward)

    _print(_changed(work, as_), as_json=as_json)


@app.command()
def unsplit(skill: Skill, as_json: AsJson = False) -> None:
    """Give the labels of a skill that was split off back to the one that it came from."""

    async def work(store: Opened, _: "Steward", report: "Report") -> "Done":
        from ingest import splitting

        return await splitting.unsplit(store.graph, skill, report)

    _print(_changed(work, None), as_json=as_json)


@app.command()
def rename(
    skill: Skill,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is to be called.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Call a skill by another name, whatever its vocabulary says; the old name stays one of its labels."""

    async def work(store: Opened, steward: "Steward", _: "Report") -> "Done":
        from ingest import renaming

        return await renaming.rename(store.graph, skill, name, steward)

    _print(_changed(work, as_), as_json=as_json)


@app.command()
def unrename(skill: Skill, as_json: AsJson = False) -> None:
    """Call a skill again as its vocabulary does."""

    async def work(store: Opened, _: "Steward", __: "Report") -> "Done":
        from ingest import renaming

        return await renaming.unrename(store.graph, skill)

    _print(_changed(work, None), as_json=as_json)


@app.command()
def changes(as_json: AsJson = False) -> None:
    """List what stewards changed and did not take back: what, by whom and when."""

    async def work(store: Opened, _: Showing) -> "list[Told]":
        from ingest import merging

        return await store.graph.read(merging.told_changes)

    told = asyncio.run(_opened(Settings.of(), work))
    if as_json:
        print_json({"changes": [_change_document(each) for each in told]})
    elif not told:
        out().print("Stewards changed nothing.")
    else:
        rows = (
            (_when(each.change.at)[:10], each.by or each.change.by or "the operator", _sentence(each))
            for each in told
        )
        print_table(("when", "by", "what"), rows)


def _changed(work: "Callable[[Opened, Steward, Report], Awaitable[Done]]", named: str | None) -> "Done":
    settings = Settings.of()

    async def run(store: Opened, progress: Showing) -> "Done":
        from ingest.merging import Steward

        who = await viewer(store.graph, named, settings)
        now = int(datetime.now(UTC).timestamp() * SECOND)

        def report(name: str, amount: int) -> None:
            progress.stage(name, amount if name == "recount" else None)

        return await work(store, Steward(who.person or "", now), report)

    return asyncio.run(_opened(settings, run))


async def _opened(settings: Settings, work: Callable[[Opened, Showing], Awaitable[T]]) -> T:
    with showing() as progress:
        async with opened(settings, progress) as store:
            return await work(store, progress)


def _print(done: "Done", *, as_json: bool) -> None:
    if as_json:
        print_json(_done_document(done))
        return
    out().print(shown(_told(done)))
    if done.ingest_again:
        out().print(AGAIN, style="dim")


def _told(done: "Done") -> str:
    name, other = done.skill.name, done.other.name if done.other else ""
    match done.kind.value, done.undone:
        case "merge", False:
            return f"{name} is now a part of {other}."
        case "merge", True:
            return f"{name} is a skill of its own again, and no part of {other}."
        case "split", False:
            return f"{name} is now a skill of its own, with {_listed(done.labels)} of {other}."
        case "split", True:
            return f"{_listed(done.labels)} is {other} again; there is no skill {name} any more."
        case "rename", False:
            return f"{done.skill.id} is now called {name}."
        case _:
            return f"{done.skill.id} is called {name} again."


def _listed(labels: tuple[str, ...]) -> str:
    return ", ".join(f"“{label}”" for label in labels)


def _done_document(done: "Done") -> dict[str, Any]:
    return {
        "change": done.kind.value,
        "undone": done.undone,
        "skill": {"id": done.skill.id, "name": done.skill.name},
        "other": {"id": done.other.id, "name": done.other.name} if done.other else None,
        "labels": list(done.labels),
        "ingest_again": done.ingest_again,
    }


def _change_document(told: "Told") -> dict[str, Any]:
    change = told.change
    return {
        "change": change.kind.value,
        "skill": {"id": change.skill, "name": told.skill},
        "other": {"id": change.other, "name": told.other} if change.other else None,
        "labels": list(change.labels),
        "by": {"id": change.by, "name": told.by} if change.by else None,
        "at": _when(change.at),
    }


def _sentence(told: "Told") -> str:
    change = told.change
    match change.kind.value:
        case "merge":
            return f"{told.skill} ({change.skill}) merged into {told.other} ({change.other})"
        case "split":
            labels = _listed(change.labels)
            return f"{told.skill} ({change.skill}) split off {told.other} ({change.other}) with {labels}"
        case _:
            return f"{change.skill} called {told.skill}"


def _when(at: int) -> str:
    return datetime.fromtimestamp(at / SECOND, UTC).isoformat(timespec="seconds")
