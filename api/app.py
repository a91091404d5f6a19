"""The app: its routes, what every response carries, and the work that runs beside it."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import graphiql, welcome
from api.context import Finder
from api.endpoint import Endpoint
from api.metrics import Metrics
from domain.errors import UnderstoryError
from domain.viewer import Viewer
from finder.index import Index
from graph import ledger, people, spaces
from graph.connection import Graph, Tx
from graph.errors import GraphError
from nlp.miner import Miner

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
PROBE_SECONDS = 2.0  # for a look whether the graph answers
FOLLOW_SECONDS = 5.0  # between two looks of the index at the ledger
PAUSE_SECONDS = 5.0  # before periodic work that failed is begun again
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

Periodic = Callable[[], Awaitable[None]]
"""Work that runs beside the app until it is cancelled."""

_log = logging.getLogger(__name__)


def create_app(
    graph: Graph,
    miner: Miner,
    index: Index,
    *,
    viewer: str | None = None,
    stewards: Collection[str] = (),
    examples: Sequence[str] = (),
    periodic: Sequence[Periodic] = (),
) -> Starlette:
    """The app over an open graph, which stays the caller's to close, with what reads questions and words.

    `viewer` is the id of the person for whom requests without the header `Understory-Viewer` read; without
    one they read nothing; `stewards` are the ids of those who decide. `examples` are questions for the page
    at `/`. The app answers to names of this machine alone, as nobody signs in: serve it on a loopback
    address.
    """
    metrics = Metrics()
    endpoint = Endpoint(graph, Finder(miner, index), metrics, viewer, stewards)

    async def follow() -> None:
        while True:  # so that the next question need not wait for what was written meanwhile
            await index.prepare(graph)
            await asyncio.sleep(FOLLOW_SECONDS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        async with asyncio.TaskGroup() as tasks:
            running = [tasks.create_task(_kept_running(run)) for run in (endpoint.warm, follow, *periodic)]
            yield
            for task in running:
                task.cancel()

    async def home(request: Request) -> Response:
        return HTMLResponse(welcome.page(await _name(graph, viewer), request.headers["host"], examples))

    async def live(_: Request) -> Response:
        return JSONResponse({"status": "live"})

    async def ready(_: Request) -> Response:
        if await _seq(graph) is None:
            return JSONResponse({"status": "the graph does not answer"}, 503)
        return JSONResponse({"status": "ready"})

    async def counted(_: Request) -> Response:
        return PlainTextResponse(
            metrics.text(await _seq(graph)), media_type="text/plain; version=0.0.4; charset=utf-8"
        )

    return Starlette(
        routes=[
            Route("/", home),
            Route("/graphql", endpoint.answer, methods=["POST"]),
            *graphiql.routes(),
            Route("/health/live", live),
            Route("/health/ready", ready),
            Route("/metrics", counted),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=list(LOOPBACK), www_redirect=False),
            Middleware(_WithHeaders),
        ],
        lifespan=lifespan,
    )


class _WithHeaders:
    """Adds the headers that no response goes without."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [
                    *message["headers"],
                    *((name.lower().encode(), value.encode()) for name, value in HEADERS.items()),
                ]
            await send(message)

        await self.app(scope, receive, with_headers)


async def _kept_running(run: Periodic) -> None:
    """Begins work again after a failure, so that one bad moment ends neither it nor the app."""
    while True:
        try:
            return await run()
        except UnderstoryError as failure:
            _log.warning("%s: %s: %s", getattr(run, "__qualname__", run), failure.code, failure.message)
        except Exception as failure:  # whose message may hold somebody's words
            _log.error("%s failed: %s", getattr(run, "__qualname__", run), type(failure).__name__)
        await asyncio.sleep(PAUSE_SECONDS)


async def _seq(graph: Graph) -> int | None:
    """The ledger's sequence number, None when the graph does not answer."""
    try:
        return await graph.read(ledger.last_seq, seconds=PROBE_SECONDS)
    except GraphError:
        return None


async def _name(graph: Graph, viewer: str | None) -> str | None:
    """The viewer's name, None when they are not known or the graph does not answer."""
    if viewer is None:
        return None

    async def run(tx: Tx) -> str | None:
        scopes = await spaces.readable(tx, Viewer(viewer))
        found = await people.visible(tx, scopes=scopes, ids=[viewer])
        return found[0].name if found else None

    try:
        return await graph.read(run, seconds=PROBE_SECONDS)
    except GraphError:
        return None
