"""What the demonstration company can do and learn from: framework, roles, content and records."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.connection import Graph

FRAMEWORK = "Alderbrook roles and skills"
VERSIONS = ("framework-v1.csv", "framework-v2.csv", "framework-v3.csv", "framework.csv")  # in order
CATALOGUES = (("content.csv", "Alderbrook catalogue"), ("content", "Alderbrook pages"))
MICROSECONDS = 1_000_000  # a second


async def learning_into(graph: "Graph", company: Path) -> None:
    """Takes in what the company can do and learn from, into a graph that holds its people.

    What an earlier call took in stays as it is: an interrupted one is finished by the next.
    """
    from learning.content import ingest_content
    from learning.content_records import ingest_completions, ingest_observations
    from learning.frameworks_roles import assign_all
    from sources.completions import read_completions
    from sources.content import read_catalogue
    from sources.observations import read_observations
    from sources.roles import read_roles

    today = datetime.now(UTC).date()
    await _frameworks_into(graph, company)
    rows, _ = read_roles(company / "roles.csv")
    await assign_all(graph, rows, by="")
    for place, name in CATALOGUES:
        await ingest_content(graph, read_catalogue(company / place, name=name))
    completions = read_completions(company / "completions.csv", today=today)
    await ingest_completions(graph, completions, "completions.csv")
    observations = read_observations(company / "observations.csv", today=today)
    await ingest_observations(graph, observations, "observations.csv")


async def _frameworks_into(graph: "Graph", company: Path) -> None:
    from learning.frameworks import Steward, import_framework, listed
    from sources.frameworks import Wishes, read_framework

    held = [version for version in await listed(graph) if version.title == FRAMEWORK]
    for file in VERSIONS[len(held) :]:
        now = int(datetime.now(UTC).timestamp() * MICROSECONDS)
        read = read_framework(company / file, Wishes(FRAMEWORK))
        await import_framework(graph, read, Steward("", now))
