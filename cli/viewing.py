"""On whose behalf a command reads."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from cli.settings import Settings
from domain.viewer import Viewer

if TYPE_CHECKING:
    from graph.connection import Graph

As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="PERSON",
        help="Read as this person (id, handle or name). Without it, or UNDERSTORY_VIEWER, what is public.",
    ),
]


async def viewer(graph: "Graph", named: str | None, settings: Settings) -> Viewer:
    """The person named, else the one in the environment, else whoever operates the store: what is public.

    UNDERSTORY_STEWARDS names the stewards. Raises NotFound, or InvalidInput for a name of several people.
    """
    from finder import names

    text = named or settings.viewer
    if not text:
        return Viewer.operator()
    found = await names.viewer(graph, text)
    stewards = {(await names.viewer(graph, one)).person for one in settings.stewards}
    return replace(found, is_steward=found.person in stewards)
