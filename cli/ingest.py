"""`understory ingest`: what exists goes into the graph, and a summary comes out."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.opening import Opened, opened
from cli.printing import err, out, print_json, print_table, shown
from cli.progress import Showing, showing
from cli.settings import Settings

if TYPE_CHECKING:
    from ingest.progress import Summary

app = typer.Typer(help="Take in what exists: a Slack export, people, a vocabulary.", no_args_is_help=True)

EXIT_INTERRUPTED = 130
JSON_HELP = "Print the summary as one JSON document."

T = TypeVar("T")


@app.command()
def slack(
    path: Annotated[Path, typer.Argument(help="The export: the zip that Slack made, or a folder.")],
    private: Annotated[bool, typer.Option("--private", help="Read private channels as well.")] = False,
    direct: Annotated[bool, typer.Option("--direct", help="Read direct and group messages as well.")] = False,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read side by side; 0 is this one alone.")
    ] = None,
    workspace: Annotated[
        str | None,
        typer.Option(help="The workspace's address, for links: https://example.slack.com."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Take in a Slack export, or the rest of one that was interrupted; twice gives the same as once."""
    settings = Settings.of()
    _check_export(path)
    warn_of_demonstration(settings)

    async def work(store: Opened, progress: Showing) -> "Summary":
        return await slack_into(
            store, settings, progress, path,
            private=private, direct=direct, workers=workers, workspace=workspace,
        )  # fmt: skip

    print_summary(interruptible(in_store(settings, work)), as_json=as_json)


@app.command()
def people(
    path: Annotated[Path, typer.Argument(help="A CSV file with the columns id, name and others.")],
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Which column is a field; may be repeated."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell what would be taken, and every problem by line.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Take in a list of people, with team, manager and last day, joined to accounts by e-mail address."""
    from cli.people import list_into, print_reading, print_taken, read

    listed = read(path, map_ or ())
    if dry_run:
        print_reading(path, listed, as_json=as_json)
        return

    async def work(store: Opened, _: Showing) -> "Summary":
        return await list_into(store, listed)

    summary = interruptible(in_store(Settings.of(), work))
    if as_json:
        print_summary(summary, as_json=True)
    else:
        print_taken(listed)
        for kind, number in summary.warnings.most_common():
            print_warning(kind, number, summary)


@app.command()
def vocabulary(
    path: Annotated[Path, typer.Argument(help="A CSV with names, ESCO, GitHub topics or SKOS; may be .gz.")],
    name: Annotated[
        str | None, typer.Option(help="What to call it, to undo it by; else the file's name.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would come of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Add a vocabulary, merged by labels; `understory vocabulary undo NAME` takes it out again."""
    from cli.vocabulary import ingest

    ingest(path, name=name, dry=dry_run, as_json=as_json)


async def slack_into(
    store: Opened,
    settings: Settings,
    progress: Showing,
    path: Path,
    *,
    private: bool = False,
    direct: bool = False,
    workers: int | None = None,
    workspace: str | None = None,
) -> "Summary":
    """Takes an export into an open store, showing how far it has come."""
    from ingest.slack import PERMALINK, ingest_slack
    from ingest.slack import Settings as Ingest
    from ingest.workers import default_workers
    from sources.slack import SlackExport

    how = Ingest(
        key=settings.term_key(),
        workers=default_workers() if workers is None else workers,
        template=permalink(workspace) if workspace else PERMALINK,
    )
    with SlackExport.open(path, private=private, direct=direct) as export:
        return await ingest_slack(store.graph, export, how, progress, store.recover)


async def in_store(settings: Settings, work: Callable[[Opened, Showing], Awaitable[T]]) -> T:
    with showing() as progress:
        async with opened(settings, progress) as store:
            return await work(store, progress)


def permalink(workspace: str) -> str:
    """How a message's address is built in a workspace: Slack writes its time without the point."""
    address = workspace if "://" in workspace else f"https://{workspace}"
    return address.rstrip("/") + "/archives/{space}/p{ts_digits}"


def _check_export(path: Path) -> None:
    """Says at once that a path is no export, before an engine is started for it."""
    from sources.slack import SlackExport

    SlackExport.open(path).close()


def warn_of_demonstration(settings: Settings) -> None:
    if settings.server is None and (settings.home / "demonstration").exists():
        err().print(
            f"This store ({settings.home}) also holds the demonstration company: its invented people will "
            "stand beside yours. For a store of your own, set UNDERSTORY_HOME to a new folder."
        )


def interruptible(work: "Coroutine[Any, Any, Summary]") -> "Summary":
    try:
        return asyncio.run(work)
    except KeyboardInterrupt:
        err().print("What was read is kept. Run the same command again and it goes on from there.")
        raise typer.Exit(EXIT_INTERRUPTED) from None


def print_summary(summary: "Summary", *, as_json: bool) -> None:
    counts = dict(summary.counts())
    if as_json:
        examples = {
            kind: [{"where": each.where, "detail": each.detail} for each in some]
            for kind, some in summary.examples.items()
        }
        print_json(
            {
                **{name.replace(" ", "_"): number for name, number in counts.items()},
                "seconds": round(summary.seconds, 3),
                "resumed": summary.resumed,
                "warnings": [
                    {"kind": kind, "count": number, "examples": examples.get(kind, [])}
                    for kind, number in summary.warnings.most_common()
                ],
            }
        )
        return
    print_table(("took in", "number"), counts.items(), right=(1,))
    for kind, number in summary.warnings.most_common():
        print_warning(kind, number, summary)
    if summary.seconds and summary.messages:
        rate = summary.messages / summary.seconds
        resumed = " (the rest of an interrupted run)" if summary.resumed else ""
        out().print(f"in {summary.seconds:,.1f} s, {rate:,.0f} {summary.noun} a second{resumed}")


def print_warning(kind: str, number: int, summary: "Summary") -> None:
    """One kind of warning with its first examples."""
    out().print(f"[yellow]{number:,} × {shown(kind.replace('_', ' '))}[/]")
    for each in summary.examples.get(kind, []):
        out().print(f"    {shown(each.where)}" + (f": {shown(each.detail)}" if each.detail else ""))
