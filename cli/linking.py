"""`understory link`: accounts made one person by hand, and the same undone."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.ingest import in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from graph.links import Names
    from ingest.linking import Outcome, Standing

app = typer.Typer(
    help="Make accounts of several sources one person, where e-mail addresses do not.", no_args_is_help=True
)

NAMED = "A person's or account's id, number on the list, e-mail address, handle or name."
SECOND = 1_000_000  # microseconds

One = Annotated[str, typer.Argument(metavar="A", help=NAMED)]
Other = Annotated[str, typer.Argument(metavar="B", help="Likewise.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def people(a: One, b: Other, as_json: AsJson = False) -> None:
    """Make two people one: what is B's goes to A, or to whoever of them is on the organisation's list."""
    settings = Settings.of()

    async def work(store: Opened) -> "Outcome":
        from ingest.linking import link

        now = int(datetime.now(UTC).timestamp() * SECOND)
        return await link(store.graph, a, b, at=now, by=settings.viewer or "")

    done = asyncio.run(_changed(settings, work))
    if as_json:
        print_json(_outcome(done))
    elif not done.changed:
        out().print(f"They were linked on {_day(done.link.at)}. Nothing changed.")
    else:
        out().print(f"{shown(done.link.a)} and {shown(done.link.b)} are now one person.")
        _print_moved(done, "They were one already, by e-mail address; now they stay so if it changes.")


@app.command()
def undo(a: One, b: Other, as_json: AsJson = False) -> None:
    """Take a link back: every account returns to whom it was, and no evidence is lost."""

    async def work(store: Opened) -> "Outcome":
        from ingest.linking import unlink

        return await unlink(store.graph, a, b)

    done = asyncio.run(_changed(Settings.of(), work))
    if as_json:
        print_json(_outcome(done))
    else:
        out().print(f"The link of {shown(done.link.a)} and {shown(done.link.b)} is taken back.")
        _print_moved(done, "They are still one person: by e-mail address, or by other links.")


@app.command("list")
def list_command(as_json: AsJson = False) -> None:
    """Tell every link that was made by hand, the earliest first, and whether it is in force."""

    async def work(store: Opened) -> "list[Standing]":
        from ingest.linking import standing

        return await standing(store.graph)

    found = asyncio.run(in_store(Settings.of(), lambda store, _: work(store)))
    if as_json:
        print_json({"links": [_standing(one) for one in found]})
    elif not found:
        out().print("Nobody is linked by hand.")
    else:
        rows = (
            (_end(one.link.a, one.a), _end(one.link.b, one.b), _day(one.link.at), one.link.by, _state(one))
            for one in found
        )
        print_table(("A", "B", "since", "by", "state"), rows)


async def _changed(settings: Settings, work: "Callable[[Opened], Awaitable[Outcome]]") -> "Outcome":
    """Does a change, and everything that follows from it."""

    async def change(store: Opened, progress: Showing) -> "Outcome":
        from graph import skills
        from ingest.operations import finish_operations

        done = await work(store)
        vocabulary = await store.graph.read(skills.vocabulary)
        await finish_operations(store.graph, vocabulary, lambda name, _: progress.stage(name, None))
        return done

    return await in_store(settings, change)


def _print_moved(done: "Outcome", otherwise: str) -> None:
    if not done.moved:
        out().print(otherwise)
    for one in done.moved:
        out().print(
            f"{shown(one.account)} went from {shown(one.held.name)} ({one.held.id}) "
            f"to {shown(one.wanted.name)} ({one.wanted.id}), with what it may read and what it showed."
        )


def _outcome(done: "Outcome") -> dict[str, Any]:
    return {
        "a": done.link.a,
        "b": done.link.b,
        "changed": done.changed,
        "moved": [
            {
                "account": one.account,
                "from": {"id": one.held.id, "name": one.held.name},
                "to": {"id": one.wanted.id, "name": one.wanted.name},
            }
            for one in done.moved
        ],
    }


def _standing(one: "Standing") -> dict[str, Any]:
    return {
        "a": one.link.a,
        "b": one.link.b,
        "by": one.link.by,
        "at": _time(one.link.at).isoformat(),
        "person": {"id": one.person.id, "name": one.person.name} if one.person else None,
        "state": _state(one),
    }


def _end(identity: str, named: "Names | None") -> str:
    return f"{identity} ({named.name})" if named else identity


def _state(one: "Standing") -> str:
    if one.person is not None:
        return f"one person: {one.person.name}"
    missing = [end for end, named in ((one.link.a, one.a), (one.link.b, one.b)) if named is None]
    return f"{missing[0]} is there no more" if missing else "not in force: the list has them as two people"


def _day(at: int) -> str:
    return _time(at).date().isoformat() if at else "–"  # a source's own link is of no day


def _time(at: int) -> datetime:
    return datetime.fromtimestamp(at / SECOND, UTC)
