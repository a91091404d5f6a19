"""What tests of frameworks share: a small table, and the way in and out of the graph."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from graph import inventory
from graph.connection import Graph
from learning.frameworks import Outcome, Steward, as_table, import_framework
from sources.frameworks import Wishes, read_framework

STEWARD = Steward("", 1_700_000_000_000_000)
SMALL = (
    "Role,Grade,Skill,Level,What it means,Colour\n"
    "Engineer,Engineer 1,Data modelling,Working,draws,red\n"
    "Engineer,Engineer 2,Data modelling,Expert,leads,\n"
    "Engineer,Engineer 2,Patience,Working,waits,\n"
    "Engineer,Engineer 2,Patience,Working,waits,\n"
)


def written(tmp_path: Path, text: str, name: str = "small.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


async def takes_in(graph: Graph, path: Path, wishes: Wishes | None = None, **how: Any) -> Outcome:
    return await import_framework(graph, read_framework(path, wishes), STEWARD, **how)


async def table(graph: Graph, name: str, version: int | None = None) -> str:
    return b"".join(await as_table(graph, name, version)).decode()


async def counts(graph: Graph) -> Mapping[str, int]:
    return {**await inventory.nodes(graph), **await inventory.relationships(graph)}
