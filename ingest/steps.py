"""How the steps of a long ingest are done: again when the engine was away, and told as progress."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from graph.connection import Graph
from graph.errors import GraphUnreachable
from ingest.progress import Progress, Summary

RECOVERIES = 5  # of one step, when the engine is gone

T = TypeVar("T")


class Steady:
    """Runs a step, and again after the engine was brought back."""

    def __init__(self, graph: Graph, recover: Callable[[], Awaitable[None]] | None) -> None:
        self.graph = graph
        self.recover = recover

    async def __call__(self, step: Callable[[], Awaitable[T]]) -> T:
        for _ in range(RECOVERIES):
            try:
                return await step()
            except GraphUnreachable:
                if self.recover is None:
                    raise
                await self.recover()
        return await step()


class Report:
    """Long operations as stages of the progress."""

    def __init__(self, progress: Progress, summary: Summary) -> None:
        self.progress, self.summary, self.name = progress, summary, ""
        self.total = 0

    def __call__(self, name: str, amount: int) -> None:
        if name != self.name:
            self.name, self.total = name, amount
            self.progress.stage(name, amount if name == "recount" else None)
        self.progress.advance(self.total - amount if name == "recount" else amount, self.summary.messages)
