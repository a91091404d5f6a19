"""A GraphQL request over HTTP: what its head and body must be, and what is read from them."""

from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit

import orjson
from starlette.requests import Request

from api.errors import INVALID_INPUT, error

MOST_BYTES = 1_000_000  # of a request's body
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


class Refused(Exception):
    """A request that is not executed, with its HTTP status."""

    def __init__(self, status: int, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.status = status
        self.error = error(INVALID_INPUT, message, next_step)


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of a request."""

    query: str
    variables: dict[str, Any] | None
    operation: str | None


async def asked(request: Request) -> Asked:
    """Reads a request. Raises Refused."""
    _check_head(request)
    return _parsed(await _body(request))


def _check_head(request: Request) -> None:
    """A page of another site can send forms and plain text in a reader's name, but not JSON unasked."""
    headers = request.headers
    content_type = headers.get("content-type", "").partition(";")[0].strip().lower()
    if content_type != JSON:
        raise Refused(415, "The body of a request is JSON.", f"Send `Content-Type: {JSON}`.")
    origin = headers.get("origin")
    if origin is not None and not _is_same(origin, request):
        raise Refused(403, "Pages of another origin may not ask here.", "Ask from this server's own pages.")
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "Pages of another origin may not ask here.", "Ask from this server's own pages.")


def _is_same(origin: str, request: Request) -> bool:
    parts = urlsplit(origin)
    return (parts.scheme, parts.netloc) == (request.url.scheme, request.headers.get("host"))


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            raise Refused(413, f"The body of a request has at most {MOST_BYTES} bytes.")
    return bytes(body)


def _parsed(body: bytes) -> Asked:
    try:
        given: Any = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise Refused(400, "The body is no JSON.") from None
    if not isinstance(given, dict):
        raise Refused(
            400, "The body is no JSON object.", "Send one operation a request: batches are not taken."
        )
    members = cast(dict[str, Any], given)
    query, variables, operation = (members.get(name) for name in ("query", "variables", "operationName"))
    if not isinstance(query, str):
        raise Refused(400, "The body has no text `query`.")
    if not isinstance(variables, dict | None):
        raise Refused(400, "`variables` is no JSON object.")
    if not isinstance(operation, str | None):
        raise Refused(400, "`operationName` is no text.")
    return Asked(query, cast(dict[str, Any] | None, variables), operation)
