"""`understory engine`: fetches what Neo4j consists of, tells how the store's engine is, and stops it."""

import asyncio
from typing import Annotated

import typer

from cli.printing import out, print_json, print_table
from cli.progress import showing
from cli.settings import Settings
from domain.errors import InvalidInput
from engine.attach import VERSION
from engine.errors import StoreInUse
from engine.status import status, stop
from engine.store import Store

app = typer.Typer(help="The Neo4j that belongs to the store.", no_args_is_help=True)

MB = 1_000_000  # bytes


class EngineIsYours(InvalidInput):
    """The engine is a server that we neither start nor stop."""

    code = "ENGINE_IS_YOURS"


class InUse(InvalidInput):
    """Others use the engine that was to be stopped."""

    code = StoreInUse.code


@app.command("fetch")
def fetch_command(
    thorough: Annotated[bool, typer.Option("--thorough", help="Check every file again.")] = False,
) -> None:
    """Fetch the parts of Neo4j now, so that the first start needs no network."""
    from engine import fetching

    settings = Settings.of()
    with showing() as progress:
        found = fetching.fetch(settings.cache, VERSION, progress, thorough=thorough)
    size = sum(path.stat().st_size for path in found)
    out().print(f"Neo4j {VERSION}: {len(found)} files, {size / MB:,.0f} MB in {found[0].parent}")


@app.command("status")
def status_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Tell whether the engine runs, where it listens and who uses it. Starts nothing."""
    found = status(_store("status"))
    address = found.address
    told: dict[str, object] = {
        "running": found.is_running,
        "store": str(found.store),
        "bytes": found.size,
        "version": found.version,
        "uri": address.uri if address else None,
        "pid": address.pid if address else None,
        "users": list(found.users),
    }
    if as_json:
        print_json(told)
        return
    print_table(
        ("engine", ""),
        (
            ("state", "running" if found.is_running else "not running; the next command starts it"),
            ("store", f"{found.store}, {found.size / MB:,.0f} MB"),
            ("version", found.version or "none ran here yet"),
            ("address", address.uri if address else "–"),
            ("process", str(address.pid) if address else "–"),
            ("used by", ", ".join(f"process {pid}" for pid in found.users) or "nobody"),
        ),
    )


@app.command("stop")
def stop_command(
    force: Annotated[bool, typer.Option("--force", help="Stop it although others use it.")] = False,
) -> None:
    """Stop the engine; without --force only when nobody uses it."""
    try:
        stopped = asyncio.run(stop(_store("stop"), force=force))
    except StoreInUse as error:
        raise InUse(
            error.message, "Wait for them, end them, or run `understory engine stop --force`."
        ) from error
    out().print("The engine is stopped." if stopped else "No engine was running.")


def _store(verb: str) -> Store:
    settings = Settings.of()
    if settings.server is not None:
        raise EngineIsYours(
            f"NEO4J_URI names {settings.server.uri}, which Understory did not start.",
            f"Unset NEO4J_URI to {verb} the store's own engine, or look after your server where it runs.",
        )
    return Store(settings.home)
