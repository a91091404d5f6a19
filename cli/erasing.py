"""`understory erase`: a person, a space or a message goes, with everything derived from it."""

import asyncio
import shutil
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from cli.ingest import in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from ingest.erasing import Receipt
    from ingest.operations import Report

app = typer.Typer(
    help="Erase a person, a space or a message, with everything that was derived from it.",
    no_args_is_help=True,
)

EXIT_WRONG = 1
STILL = (
    "What Neo4j has freed may hold bytes until it is overwritten, and backups and exports made before are as "
    "they were. What others wrote stays, also where they name somebody in their own words."
)

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask whether to go on.")]
T = TypeVar("T")

AsJson = Annotated[bool, typer.Option("--json", help="Print the receipt as one JSON document.")]


@app.command()
def person(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="An id, a handle or a name.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Erase somebody: what they wrote, what shows anything about them, accounts and place on the list."""
    settings = Settings.of()

    async def work(store: Opened, report: "Report") -> "Receipt":
        from finder import names
        from ingest.erasing import erase_person

        found = await store.graph.read(lambda tx: names.person(tx, who))
        _ask(f"Erase {found.name} ({found.id}) for good?", yes)
        return await erase_person(store.graph, found.id, report)

    _print(asyncio.run(_erased(settings, work)), as_json=as_json)


@app.command()
def space(
    where: Annotated[str, typer.Argument(metavar="ID", help="The space's id, such as slack:C024BE91L.")],
    yes: Yes = False,
    as_json: AsJson = False,
) -> None:
    """Erase a channel, conversation or folder, with every message and document in it."""
    settings = Settings.of()

    async def work(store: Opened, report: "Report") -> "Receipt":
        from ingest.erasing import erase_space

        _ask(f"Erase {where} and everything in it for good?", yes)
        return await erase_space(store.graph, where, report)

    _print(asyncio.run(_erased(settings, work)), as_json=as_json)


@app.command()
def message(
    which: Annotated[str, typer.Argument(metavar="ID", help="Such as slack:C024BE91L:1355517523.000005.")],
    as_json: AsJson = False,
) -> None:
    """Erase one message, as if it had been deleted where it was written."""
    settings = Settings.of()

    async def work(store: Opened, _: "Report") -> int:
        from ingest.erasing import erase_message

        return await erase_message(store.graph, which)

    rows = asyncio.run(_erased(settings, work))
    if as_json:
        print_json({"rows": rows})
    else:
        out().print(f"{rows:,} rows of evidence are gone, and do not come back.")


async def _erased(settings: Settings, work: Callable[[Opened, "Report"], Awaitable[T]]) -> T:
    """Does it, and throws the index of words away, which is built again from what is left."""

    async def erase(store: Opened, progress: Showing) -> T:
        done = await work(store, lambda name, _: progress.stage(name, None))
        await asyncio.to_thread(shutil.rmtree, settings.index, ignore_errors=True)
        return done

    return await in_store(settings, erase)


def _ask(question: str, yes: bool) -> None:
    if not yes:
        typer.confirm(question, abort=True, err=True)


def _print(receipt: "Receipt", *, as_json: bool) -> None:
    """The receipt; exits 1 when something is left."""
    if as_json:
        print_json({"erased": asdict(receipt.before), "left": asdict(receipt.after), "note": STILL})
    else:
        before, after = asdict(receipt.before), asdict(receipt.after)
        rows = ((name.replace("_", " "), number, after[name]) for name, number in before.items())
        print_table(("", "there were", "a second look found"), rows, right=(1, 2))
        out().print(STILL)
    if receipt.after.anything:
        raise typer.Exit(EXIT_WRONG)
