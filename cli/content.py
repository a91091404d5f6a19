"""`understory ingest content|completions|observations` and `understory content`: what can be learned from."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli import content_printing as printing
from cli.ingest import EXIT_INTERRUPTED, JSON_HELP
from cli.opening import Opened, opened
from cli.printing import err
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import viewer

if TYPE_CHECKING:
    from domain.content import Kind
    from learning.content_summary import Taken
    from learning.content_tags import Told
    from sources.content import Catalogue

app = typer.Typer(help="What content teaches and needs, as mined, stated and decided.", no_args_is_help=True)
T = TypeVar("T")
SECOND = 1_000_000  # microseconds

Map = Annotated[
    list[str] | None,
    typer.Option("--map", metavar="COLUMN=FIELD", help="Which column is a field; may be repeated."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only tell what would be taken; needs no engine.")]
AsJson = Annotated[bool, typer.Option("--json", help=JSON_HELP)]
As = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides (id, handle or name).")]
ItemArgument = Annotated[str, typer.Argument(metavar="ITEM", help="An id, or a whole title.")]
SkillArgument = Annotated[
    str, typer.Argument(metavar="SKILL", help="What the tag is of: a skill, a competency or an item.")
]
Needs = Annotated[bool, typer.Option("--needs", help="It is about what the item needs, not what it teaches.")]


def register(ingest: typer.Typer) -> None:
    ingest.command("content")(content)
    ingest.command("completions")(completions)
    ingest.command("observations")(observations)


def content(
    path: Annotated[Path, typer.Argument(help="A catalogue as CSV or JSON, or a folder of documents.")],
    map_: Map = None,
    name: Annotated[
        str, typer.Option(help="What the catalogue is known by; by itself the file's name.")
    ] = "",
    kind: Annotated[
        str, typer.Option(help="The kind of what does not say: course, micro, external, note, job_aid, …")
    ] = "",
    sync: Annotated[
        bool, typer.Option("--sync", help="Retire items of this catalogue that it has no more.")
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take in content to learn from, or what changed of it; broken input is refused whole."""
    catalogue = read(path, map_, name, kind)
    if dry_run:
        printing.print_catalogue(path, catalogue, as_json=as_json)
        return

    async def work(store: Opened) -> "Taken":
        return await content_into(store, catalogue, sync=sync)

    printing.print_taken(_run(work), as_json=as_json)


def read(path: Path, map_: list[str] | None = None, name: str = "", kind: str = "") -> "Catalogue":
    """A catalogue read and checked. Raises InvalidInput."""
    from domain.errors import InvalidInput
    from sources import content_fields
    from sources.content import read_catalogue
    from sources.content_columns import CONTENT, parse_map

    told: Kind | None = None
    try:
        told = content_fields.kind(kind) if kind else None
    except content_fields.Unreadable as wrong:
        raise InvalidInput(f"{wrong}.", "Give one of them with --kind.") from None
    return read_catalogue(path, named=parse_map(CONTENT, map_ or ()), name=name, kind=told)


async def content_into(store: Opened, catalogue: "Catalogue", *, sync: bool = False) -> "Taken":
    """Takes a catalogue into an open store."""
    from learning.content import ingest_content

    return await ingest_content(store.graph, catalogue, sync=sync)


def completions(
    path: Annotated[Path, typer.Argument(help="A CSV with person, content, completed_at and score.")],
    map_: Map = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take in who completed what; broken input is refused whole."""
    from sources.completions import read_completions
    from sources.content_columns import COMPLETIONS, parse_map

    found = read_completions(path, parse_map(COMPLETIONS, map_ or ()), today=_today())
    if dry_run:
        printing.print_list(path, "completions", len(found.completions), found.warnings, as_json=as_json)
        return

    async def work(store: Opened) -> "Taken":
        from learning.content_records import ingest_completions

        return await ingest_completions(store.graph, found, path.name)

    printing.print_taken(_run(work), as_json=as_json)


def observations(
    path: Annotated[
        Path, typer.Argument(help="A CSV with person, competency, level, observer, at and note.")
    ],
    map_: Map = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Take in what was seen at work; broken input is refused whole."""
    from sources.content_columns import OBSERVATIONS, parse_map
    from sources.observations import read_observations

    found = read_observations(path, parse_map(OBSERVATIONS, map_ or ()), today=_today())
    if dry_run:
        printing.print_list(path, "observations", len(found.observations), found.warnings, as_json=as_json)
        return

    async def work(store: Opened) -> "Taken":
        from learning.content_records import ingest_observations

        return await ingest_observations(store.graph, found, path.name)

    printing.print_taken(_run(work), as_json=as_json)


@app.command()
def tags(item: ItemArgument, as_json: AsJson = False) -> None:
    """Show what an item teaches and needs, with the words that say so."""

    async def work(store: Opened) -> "Told":
        from graph import spaces
        from learning import content_tags

        who = await viewer(store.graph, None, Settings.of())

        async def look(tx: "content_tags.Tx") -> "Told":
            return await content_tags.one(tx, await spaces.readable(tx, who), item)

        return await store.graph.read(look)

    printing.print_tags(_run(work), as_json=as_json)


@app.command()
def confirm(
    item: ItemArgument,
    skill: SkillArgument,
    needs: Needs = False,
    from_: Annotated[
        int | None, typer.Option("--from", min=0, max=4, help="The level that it starts from, 0 to 4.")
    ] = None,
    to: Annotated[int | None, typer.Option("--to", min=0, max=4, help="The level that it leads to.")] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Say that a tag is right, whatever is mined later; a skill that was not mined is added."""
    levels = None if to is None else (from_ or 0, to)
    _decide(item, skill, refused=False, needs=needs, levels=levels, named=as_, as_json=as_json)


@app.command()
def refuse(
    item: ItemArgument, skill: SkillArgument, needs: Needs = False, as_: As = None, as_json: AsJson = False
) -> None:
    """Say that a tag is wrong: it is gone, and does not come back."""
    _decide(item, skill, refused=True, needs=needs, levels=None, named=as_, as_json=as_json)


@app.command()
def prerequisites(
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the table as Markdown.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what items say that they need: what of it is resolved, proposed, or left in words."""

    async def work(store: Opened) -> None:
        from learning.content_prerequisites import listed

        found = await listed(store.graph, await viewer(store.graph, None, Settings.of()))
        if markdown:
            print(printing.prerequisites_table(found), end="")
        else:
            printing.print_prerequisites(found, as_json=as_json)

    _run(work)


def _decide(
    item: str,
    skill: str,
    *,
    refused: bool,
    needs: bool,
    levels: tuple[int, int] | None,
    named: str | None,
    as_json: bool,
) -> None:
    async def work(store: Opened) -> "Told":
        from learning import content_tags

        who = await viewer(store.graph, named, Settings.of())
        now = int(datetime.now(UTC).timestamp() * SECOND)
        wish = content_tags.Wish(item, skill, refused, needs, levels, who.person or "", now)
        return await content_tags.decide(store.graph, who, wish)

    printing.print_tags(_run(work), as_json=as_json)


def _run(work: Callable[[Opened], Awaitable[T]]) -> T:
    async def run() -> T:
        with showing() as progress:
            async with opened(Settings.of(), progress) as store:
                return await work(store)

    try:
        return asyncio.run(run())
    except KeyboardInterrupt:
        err().print("What was written is whole. Run the same command again and it goes on from there.")
        raise typer.Exit(EXIT_INTERRUPTED) from None


def _today() -> date:
    return datetime.now(UTC).date()
