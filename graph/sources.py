"""Sources: where items come from, and how a reader opens one there."""

from graph.connection import Tx
from graph.queries import query


@query("sources/save")
async def save(tx: Tx, *, id: str, template: str) -> None: ...


@query("sources/offer")
async def offer(tx: Tx, *, id: str, template: str) -> None: ...
