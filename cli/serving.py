"""`understory serve`, and `understory start`, which has the demonstration company to begin with."""

import asyncio
import shlex
import shutil
import socket
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli import demonstration
from cli.listening import listen
from cli.opening import Opened, opened
from cli.printing import out, shown
from cli.progress import showing
from cli.settings import Settings
from domain.viewer import Viewer

if TYPE_CHECKING:
    from finder.index import Index
    from graph.connection import Tx

PORT = 8320
EXIT_INTERRUPTED = 130
WARM_SKILL = "wi-fi"  # of the starter vocabulary; without it a few queries are planned later
ROOMS = ("nlp.miner", "api.app", "cli.http")  # those that take seconds to import

Port = Annotated[int, typer.Option(min=0, max=65535, help="The port to serve on; 0 takes any free one.")]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="For whom to answer (id, handle or name) when a request names nobody.",
    ),
]
Stewards = Annotated[
    list[str] | None,
    typer.Option(
        "--steward",
        metavar="PERSON",
        help="Who decides about frameworks and content (id, handle or name); once for each.",
    ),
]


def register(app: typer.Typer) -> None:
    app.command("start")(start)
    app.command("serve")(serve)


def start(as_: As = None, stewards: Stewards = None, port: Port = PORT) -> None:
    """Serve, and load the demonstration company first if the store is empty."""
    _run(as_, stewards or (), port, demonstrate=True)


def serve(as_: As = None, stewards: Stewards = None, port: Port = PORT) -> None:
    """Serve the GraphQL API on this machine."""
    _run(as_, stewards or (), port, demonstrate=False)


def _run(named: str | None, stewards: Sequence[str], port: int, *, demonstrate: bool) -> None:
    settings = Settings.of()
    bound = listen(port)  # before the engine: a taken port is to be told at once
    if asyncio.run(_serve(settings, named, stewards, bound, demonstrate)):
        raise typer.Exit(EXIT_INTERRUPTED)


async def _serve(
    settings: Settings, named: str | None, stewards: Sequence[str], bound: socket.socket, demonstrate: bool
) -> bool:
    with showing() as progress:
        async with opened(settings, progress, rooms=ROOMS) as store:
            from api.app import create_app
            from cli import http
            from cli.finding import question_miner
            from finder.index import Index

            company = demonstrate and await demonstration.load(store, settings, progress)
            named = named or settings.viewer or (demonstration.VIEWER if company else None)
            deciding = stewards or settings.stewards or ((demonstration.STEWARD,) if company else ())
            index = Index(settings.index)
            (viewer, name), miner, _ = await asyncio.gather(
                _viewer(store, named),
                question_miner(store.graph, settings),
                _warm(store, settings, index),
            )
            app = create_app(
                store.graph,
                miner,
                index,
                viewer=viewer,
                stewards=await _stewards(store, deciding),
                examples=demonstration.QUESTIONS if company else (),
                periodic=(store.supervise,),
            )
            progress.close()

            def ready() -> None:
                _print_ready(bound.getsockname()[1], name, company=company)

            return await http.serve(app, bound, ready)


async def _warm(store: Opened, settings: Settings, index: "Index") -> None:
    """Asks a question while the rest is read: Neo4j plans a query at its first use, for long."""
    from domain.skills import Vocabulary
    from finder.experts import find
    from nlp.context import Context
    from nlp.miner import Miner

    miner = Miner(Vocabulary.of(()), Context(settings.term_key()))
    question = demonstration.QUESTIONS[0]
    now = datetime.now(UTC)
    await index.prepare(store.graph)
    await find(store.graph, question, Viewer.operator(), miner, index, now=now, skills=(WARM_SKILL,))


async def _viewer(store: Opened, named: str | None) -> tuple[str | None, str | None]:
    """The id and the name of whom requests read as when they name nobody. What they may read is asked here
    as the first request will, so that Neo4j has planned it."""
    from finder import names
    from graph import spaces

    async def read(tx: "Tx", named: str) -> tuple[str, str]:
        found = await names.person(tx, named)
        await spaces.readable(tx, Viewer(found.id))
        return found.id, found.name

    return (None, None) if named is None else await store.graph.read(lambda tx: read(tx, named))


async def _stewards(store: Opened, named: Sequence[str]) -> list[str]:
    """The ids of those who decide. Raises NotFound, or InvalidInput for a name of several people."""
    from finder import names

    return [(await store.graph.read(lambda tx, one=one: names.person(tx, one))).id for one in named]


def _print_ready(port: int, viewer: str | None, *, company: bool) -> None:
    address = f"http://127.0.0.1:{port}"
    console = out()
    console.print(f"[bold]Understory answers on {address}[/]  (this machine alone; Ctrl-C ends it)")
    if viewer is not None:
        console.print(f"It is a demonstration without sign-in: you read as [bold]{shown(viewer)}[/].")
    else:
        console.print(
            "Nobody is signed in: requests read nothing unless they name somebody in the header "
            "Understory-Viewer. `--as PERSON` names one for all."
        )
    if company:
        console.print("\nThree things to try:")
        for line in _to_try(address):
            console.print(f"  {shown(line)}")
    sys.stdout.flush()


def _to_try(address: str) -> Sequence[str]:
    command = _command()
    return (
        f"open {address}/graphiql",
        f'{command} find "{demonstration.QUESTIONS[0]}"',
        shlex.join([command, "why", *demonstration.WHY]),
    )


def _command() -> str:
    """How this very command is called from where we are."""
    found = shutil.which("understory")
    here = Path(sys.argv[0]).absolute()
    if found is not None and Path(found).absolute() == here:
        return "understory"
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)
