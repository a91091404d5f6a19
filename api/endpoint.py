"""`/graphql`: one operation a POST, executed for its viewer within a time, its errors told by code."""

import asyncio
import time
from collections.abc import Collection
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import orjson
from starlette.requests import Request
from starlette.responses import Response
from strawberry.exceptions import MissingQueryError
from strawberry.schema.exceptions import CannotGetOperationTypeError, InvalidOperationTypeError
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api import errors
from api.content_reader import ContentReader
from api.context import Context, Finder
from api.frameworks_reader import FrameworkReader
from api.metrics import Metrics
from api.reader import Reader
from api.requests import GRAPHQL_JSON, JSON, Asked, Refused, asked
from api.schema import schema
from domain.errors import InvalidInput, NotFound
from domain.viewer import Viewer
from finder import names
from graph.connection import Graph
from graph.errors import GraphError

VIEWER_HEADER = "Understory-Viewer"
REQUEST_SECONDS = 20.0
WARM_AFTER_SECONDS = 2.0
OPERATIONS = frozenset({OperationType.QUERY, OperationType.MUTATION})
WARMING = """
{
  viewer { knows(first: 10) { edges { node { evidence { permalink space { name } } } } } }
  experts(question: "who can help with python and the network", first: 5) {
    edges { node { person { name } reasons { text } evidence { space { name } } } }
    interpretation { matches { skill { name } } }
  }
  people(first: 10) { edges { node { name } } }
  skills(first: 10) { edges { node { name knowers(first: 10) { edges { node { person { name } } } } } } }
  spaces(first: 10) { edges { node { name } } }
}
"""


class Endpoint:
    """What answers GraphQL requests. `viewer` is the person for whom requests without a header read,
    `stewards` are the ids of those who decide."""

    def __init__(
        self,
        graph: Graph,
        finder: Finder,
        metrics: Metrics,
        viewer: str | None,
        stewards: Collection[str] = (),
    ) -> None:
        self.graph = graph
        self.finder = finder
        self.metrics = metrics
        self.viewer = viewer
        self.stewards = frozenset(stewards)

    async def answer(self, request: Request) -> Response:
        """The response to one request."""
        started = time.perf_counter()
        try:
            answer = await self._answer(request, await asked(request))
            status = 200
        except Refused as refused:
            answer, status = {"errors": [refused.error]}, refused.status
        as_graphql = GRAPHQL_JSON in request.headers.get("accept", "")
        if as_graphql and status == 200 and "data" not in answer:
            status = 400  # as GraphQL over HTTP says; with plain JSON it is 200
        codes = [failure["extensions"]["code"] for failure in answer.get("errors", ())]
        self.metrics.count(status, time.perf_counter() - started, codes)
        media = f"{GRAPHQL_JSON if as_graphql else JSON}; charset=utf-8"
        return Response(orjson.dumps(answer), status, media_type=media, headers={"Cache-Control": "no-store"})

    async def _answer(self, request: Request, asked: Asked) -> dict[str, Any]:
        try:
            async with asyncio.timeout(REQUEST_SECONDS):
                result = await self._execute(asked, await self._viewer(request))
        except TimeoutError:
            message = f"No answer within {REQUEST_SECONDS:.0f} s."
            return {"errors": [errors.error(errors.TIMED_OUT, message, "Ask for less at once.")]}
        except GraphError as failure:
            return {"errors": [errors.of(failure)]}
        except (CannotGetOperationTypeError, InvalidOperationTypeError, MissingQueryError):
            message = "The document has no operation of this name that can be run."
            return {"errors": [errors.error(errors.INVALID_INPUT, message)]}
        if not result.errors:
            return {"data": result.data}
        told = [errors.translated(failure) for failure in result.errors]
        before = result.data is None and all(failure.path is None for failure in result.errors)
        return {"errors": told} if before else {"errors": told, "data": result.data}

    async def warm(self) -> None:
        """Asks a question that uses the common queries: Neo4j compiles each at its first use, for seconds.

        A first request that came at once goes before.
        """
        await asyncio.sleep(WARM_AFTER_SECONDS)
        await self._execute(Asked(WARMING, None, None), Viewer(self.viewer))

    async def _execute(self, asked: Asked, viewer: Viewer) -> ExecutionResult:
        reader = Reader(self.graph, viewer)
        return await schema.execute(
            asked.query,
            variable_values=asked.variables,
            context_value=Context(reader, self.finder, FrameworkReader(reader), ContentReader(reader)),
            operation_name=asked.operation,
            allowed_operation_types=OPERATIONS,
        )

    async def _viewer(self, request: Request) -> Viewer:
        """Who asks. Whoever is not known reads nothing."""
        header = request.headers.get(VIEWER_HEADER)
        if header is None:
            return self._as_steward(Viewer(self.viewer))
        try:
            return self._as_steward(await names.viewer(self.graph, _text(header).strip()))
        except (NotFound, InvalidInput):
            return Viewer(None)

    def _as_steward(self, viewer: Viewer) -> Viewer:
        return replace(viewer, is_steward=viewer.person in self.stewards)


def _text(header: str) -> str:
    """A header's text: UTF-8, or percent-encoded where a client sends plain letters only."""
    try:
        return unquote(header.encode("latin-1").decode("utf-8"))
    except UnicodeDecodeError:
        return unquote(header)
