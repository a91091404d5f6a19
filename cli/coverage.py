"""`understory coverage`: what the organisation knows, what of it is at risk, and who is rising."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.coverage_printing import (
    document,
    looks_document,
    loss_document,
    print_coverage,
    print_looks,
    print_loss,
    print_rising,
    print_risks,
    rising_document,
    risks_document,
)
from cli.finding import AsJson
from cli.opening import opened
from cli.printing import print_json
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.errors import InvalidInput
from domain.viewer import Viewer

if TYPE_CHECKING:
    from graph.connection import Graph

T = TypeVar("T")
Work = Callable[["Graph", Viewer, date], Awaitable[T]]
SHOWS = ("--at-risk", "--without", "--rising", "--looks")


def register(app: typer.Typer) -> None:
    app.command("coverage")(coverage)


def coverage(
    framework: Annotated[str, typer.Argument(help="A framework by title or id; every one without.")] = "",
    team: Annotated[str, typer.Option("--team", help="Of this team alone.")] = "",
    site: Annotated[str, typer.Option("--site", help="Of this site alone.")] = "",
    at_risk: Annotated[bool, typer.Option("--at-risk", help="The skills that could be lost.")] = False,
    without: Annotated[
        str | None,
        typer.Option(
            "--without", metavar="PERSON", help="What losing somebody would cost. It is logged who looked."
        ),
    ] = None,
    rising: Annotated[
        str | None, typer.Option("--rising", metavar="PERSON", help="What somebody does more and more.")
    ] = None,
    looks: Annotated[
        str | None,
        typer.Option("--looks", metavar="PERSON", help="Who looked at what losing somebody would cost."),
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Tell what the organisation, a team or a site has shown of what a framework defines.

    Of groups, what may be told of five people and more. What losing somebody would cost is for their direct
    manager and stewards.
    """
    given = [
        name
        for name, value in zip(SHOWS, (at_risk, without, rising, looks), strict=True)
        if value not in (None, False)
    ]
    if len(given) > 1 or (given and (framework or team or site)) or (team and site):
        raise InvalidInput(
            "More was asked for than one thing.", "Ask for one framework, unit or list at once."
        )
    if at_risk:
        _risks(as_, as_json)
    elif without is not None:
        _without(without, as_, as_json)
    elif rising is not None:
        _rising(rising, as_, as_json)
    elif looks is not None:
        _looks(looks, as_, as_json)
    else:
        group = f"team:{team}" if team else f"site:{site}" if site else ""
        _covered(group, framework, as_, as_json)


def _covered(group: str, framework: str, named: str | None, as_json: bool) -> None:
    async def work(graph: "Graph", whose: Viewer, today: date) -> Any:
        from learning.coverage import EVERYONE, covered

        return await covered(graph, group or EVERYONE, framework, whose, today)

    found = _run(work, named, "learning.coverage")
    print_json(document(found)) if as_json else print_coverage(found, whole=bool(framework))


def _risks(named: str | None, as_json: bool) -> None:
    async def work(graph: "Graph", whose: Viewer, today: date) -> Any:
        from learning.coverage_risk import at_risk

        return await at_risk(graph, whose, today)

    found = _run(work, named, "learning.coverage_risk")
    print_json(risks_document(found)) if as_json else print_risks(found)


def _without(person: str, named: str | None, as_json: bool) -> None:
    async def work(graph: "Graph", whose: Viewer, today: date) -> Any:
        from learning.coverage_risk import without

        return await without(graph, person, whose, today, time.time_ns() // 1_000)

    found = _run(work, named, "learning.coverage_risk")
    print_json(loss_document(found)) if as_json else print_loss(found)


def _rising(person: str, named: str | None, as_json: bool) -> None:
    async def work(graph: "Graph", whose: Viewer, today: date) -> Any:
        from learning.coverage_rising import rising

        return await rising(graph, person, whose, today)

    found = _run(work, named, "learning.coverage_rising")
    print_json(rising_document(found)) if as_json else print_rising(found)


def _looks(person: str, named: str | None, as_json: bool) -> None:
    async def work(graph: "Graph", whose: Viewer, today: date) -> Any:
        del today
        from learning.coverage_risk import looks

        return await looks(graph, person, whose)

    found = _run(work, named, "learning.coverage_risk")
    print_json(looks_document(found)) if as_json else print_looks(found)


def _run(work: Work[T], named: str | None, room: str) -> T:
    async def run() -> T:
        settings = Settings.of()
        with showing() as progress:
            async with opened(settings, progress, rooms=(room,)) as store:
                whose = await viewer(store.graph, named, settings)
                return await work(store.graph, whose, datetime.now(UTC).date())

    return asyncio.run(run())
