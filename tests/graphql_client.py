"""Asks the app over HTTP without a socket, on behalf of the people of a test's organisation."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx
from organisation import Organisation, person

from api.app import create_app
from domain.messages import Account
from domain.people import person_id
from finder.index import Index
from graph.connection import Graph, Tx

T = TypeVar("T")
HOST = "http://localhost:8000"


def id_of(name: str) -> str:
    """The person's id of somebody who joined under this name, without an e-mail address."""
    return person_id(Account(person(name), "slack", name, name.title()))


@dataclass(frozen=True, slots=True)
class Client:
    http: httpx.AsyncClient

    async def response(self, query: str, viewer: str | None = None, **variables: Any) -> httpx.Response:
        headers = {"Understory-Viewer": viewer} if viewer else {}
        return await self.http.post(
            "/graphql", json={"query": query, "variables": variables}, headers=headers
        )

    async def data(self, query: str, viewer: str | None = None, **variables: Any) -> Any:
        answer = (await self.response(query, viewer, **variables)).json()
        assert "errors" not in answer, answer
        return answer["data"]

    async def codes(self, query: str, viewer: str | None = None, **variables: Any) -> list[str]:
        answer = (await self.response(query, viewer, **variables)).json()
        return [error["extensions"]["code"] for error in answer["errors"]]


@asynccontextmanager
async def client_of(
    organisation: Organisation, folder: Path, viewer: str | None = None, graph: Graph | None = None
) -> AsyncIterator[Client]:
    """A client of the app over an organisation; `viewer` is the name of the demonstration's viewer."""
    app = create_app(
        graph or organisation.graph,
        organisation.miner,
        Index(folder),
        viewer=id_of(viewer) if viewer else None,
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOST) as http:
        yield Client(http)


class Counted(Graph):
    """A graph that counts its transactions and the queries in them. It shares another one's connection."""

    def __init__(self, graph: Graph) -> None:
        self.server = graph.server
        self._driver = graph._driver
        self.transactions = 0
        self.queries = 0

    async def read(self, work: Callable[[Tx], Awaitable[T]], *, seconds: float = 30.0) -> T:
        self.transactions += 1
        return await super().read(lambda tx: work(_CountedTx(tx, self)), seconds=seconds)  # type: ignore[arg-type]


class _CountedTx:
    def __init__(self, tx: Tx, counts: Counted) -> None:
        self._tx = tx
        self._counts = counts

    async def run(self, *arguments: Any, **named: Any) -> Any:
        self._counts.queries += 1
        return await self._tx.run(*arguments, **named)
