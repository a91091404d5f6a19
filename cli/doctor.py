"""`understory doctor`: what is at work, what the graph holds, what is wrong and how to mend it."""

import asyncio
import os
import platform
from typing import TYPE_CHECKING, Annotated, cast

import typer

from cli.opening import Opened, opened
from cli.printing import out, print_json, print_table, sentence, shown
from cli.progress import showing
from cli.settings import Settings
from cli.versions import of_package, ours
from domain.errors import UnderstoryError
from engine import java
from engine.attach import VERSION
from engine.errors import EngineError
from engine.status import status
from engine.store import Store

if TYPE_CHECKING:
    from cli.checking import Report

EXIT_WRONG = 1
MB = 1_000_000  # bytes


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    check: Annotated[
        bool, typer.Option("--check", help="Recount everything and compare; reads the whole graph.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Tell versions, store, counts, what is unfinished, and what is wrong; exits 1 when anything is."""
    report = asyncio.run(_examine(Settings.of(), check=check))
    if as_json:
        print_json(report.document())
    else:
        _print(report)
    if report.problems:
        raise typer.Exit(EXIT_WRONG)


async def _examine(settings: Settings, *, check: bool) -> "Report":
    """Looks at everything; what cannot be looked at is a problem, and the rest is told all the same."""
    from cli import checking

    report = checking.Report()
    report.versions = {
        "understory": ours(),
        "python": platform.python_version(),
        "driver": of_package("neo4j"),
    }
    if settings.server is None:
        _look_at_engine(settings, report)
    try:
        with showing() as progress:
            async with opened(settings, progress) as store:
                await checking.look(store.graph, report)
                if check:
                    await checking.recount(store.graph, report, progress)
                _look_at_store(settings, store, report)
    except UnderstoryError as error:
        report.wrong(error.code, error.message, error.next_step)
    return report


def _look_at_engine(settings: Settings, report: "Report") -> None:
    try:
        report.versions["java"] = java.find(settings.java, VERSION).release
    except EngineError as error:
        report.wrong(error.code, error.message, error.next_step)


def _look_at_store(settings: Settings, store: Opened, report: "Report") -> None:
    if settings.server is not None:
        report.store = {"uri": settings.server.uri, "database": settings.server.database}
        return
    found = status(Store(settings.home))
    report.store = {
        "home": str(settings.home),
        "bytes": found.size,
        "uri": store.graph.server.uri,
        "pid": found.address.pid if found.address else None,
        "users": [pid for pid in found.users if pid != os.getpid()],
        "demonstration": (settings.home / "demonstration").exists(),
    }


def _print(report: "Report") -> None:
    console = out()
    print_table(("version of", ""), report.versions.items())
    if report.store:
        print_table(("\nstore", ""), ((name, _value(name, value)) for name, value in report.store.items()))
    if report.ledger:
        print_table(("\nledger", ""), report.ledger.items(), right=(1,))
    for kind, counts in report.counts.items():
        print_table((f"\n{kind}", "number"), counts.items(), right=(1,))
    for operation in report.operations:
        console.print(f"unfinished: {shown(operation)}")
    if not report.problems:
        console.print("\n[green]Nothing is wrong.[/]")
    for problem in report.problems:
        console.print(f"\n[bold red]Wrong:[/] {shown(problem['message'])}")
        console.print(f"[bold]Next:[/] {shown(sentence(problem['next']))}")


def _value(name: str, value: object) -> str:
    match value:
        case int() if name == "bytes":
            return f"{value / MB:,.0f} MB"
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(f"process {pid}" for pid in cast(list[int], value)) or "nobody else"
        case _:
            return "–" if value is None else str(value)
