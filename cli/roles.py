"""`understory role`: who holds which role level; and `understory ingest roles`, the same in bulk."""

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.ingest import JSON_HELP, in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from learning.frameworks_roles import Held, Taken

app = typer.Typer(help="Who holds which role.", no_args_is_help=True)

PROBLEMS_SHOWN = 100

Person = Annotated[str, typer.Argument(help="A person's id, handle or name.")]
RoleLevel = Annotated[str, typer.Argument(metavar="ROLE_LEVEL", help="A role level's name or id.")]
Framework = Annotated[str, typer.Option(help="The framework, where several have a role level of this name.")]
As = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(ingest: typer.Typer) -> None:
    ingest.command("roles")(ingest_command)


@app.command()
def assign(
    person: Person,
    role_level: RoleLevel,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Since when; a day.")
    ] = None,
    framework: Framework = "",
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Say which role level somebody holds, instead of any other of the same role."""
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "Held":
        from cli.viewing import viewer
        from learning import frameworks_roles

        by = (await viewer(opened.graph, as_, settings)).person or ""
        day = since.date() if since else None
        return await frameworks_roles.assign(
            opened.graph, person, role_level, by=by, since=day, framework=framework
        )

    held = asyncio.run(in_store(settings, work))
    if as_json:
        print_json(_document(held))
    else:
        out().print(f"{shown(held.person.name)} is {shown(held.role.name)} ({shown(held.role.framework)}).")


@app.command()
def unassign(
    person: Person, role_level: RoleLevel, framework: Framework = "", as_json: AsJson = False
) -> None:
    """Take that back."""

    async def work(opened: Opened, _: Showing) -> "Held":
        from learning import frameworks_roles

        return await frameworks_roles.unassign(opened.graph, person, role_level, framework=framework)

    held = asyncio.run(in_store(Settings.of(), work))
    if as_json:
        print_json(_document(held))
    else:
        out().print(f"{shown(held.person.name)} is no longer {shown(held.role.name)}.")


def ingest_command(
    path: Annotated[Path, typer.Argument(help="A CSV file with the columns person, role level and from.")],
    as_: As = None,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Take in who holds which role level. Rows that cannot be used are named by line."""
    from sources.roles import read_roles

    rows, problems = read_roles(path)
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "Taken":
        from cli.viewing import viewer
        from learning import frameworks_roles

        by = (await viewer(opened.graph, as_, settings)).person or ""
        return await frameworks_roles.assign_all(opened.graph, rows, by=by)

    taken = asyncio.run(in_store(settings, work))
    every = sorted([*problems, *taken.problems])
    if as_json:
        told = [{"line": line, "message": message} for line, message in every[:PROBLEMS_SHOWN]]
        print_json(
            {
                "rows": len(rows) + len(problems),
                "assigned": taken.assigned,
                "left_out": len(every),
                "problems": told,
            }
        )
        return
    counts = {"rows": len(rows) + len(problems), "assigned": taken.assigned, "left out": len(every)}
    print_table(("roles", "number"), counts.items(), right=(1,))
    for line, message in every[:PROBLEMS_SHOWN]:
        out().print(f"[yellow]line {line:,}: {shown(message)}[/]")


def _document(held: "Held") -> dict[str, object]:
    return {
        "person": {"id": held.person.id, "name": held.person.name},
        "role_level": {"id": held.role.id, "name": held.role.name},
        "role": {"id": held.role.role, "name": held.role.role_name},
        "framework": held.role.framework,
        "from": held.since or None,
    }
