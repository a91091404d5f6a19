"""Errors at the edge: each failure as one GraphQL error with a code, and never a stack or anybody's words."""

import logging
import traceback
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError

from domain.errors import InvalidInput, NotFound, UnderstoryError
from graph.errors import GraphUnreachable

INVALID_INPUT = InvalidInput.code
NOT_FOUND = NotFound.code
ENGINE_NOT_REACHABLE = GraphUnreachable.code
TIMED_OUT = "TIMED_OUT"
INTERNAL = "INTERNAL"
CODES = (INVALID_INPUT, NOT_FOUND, ENGINE_NOT_REACHABLE, TIMED_OUT, INTERNAL)

_log = logging.getLogger(__name__)


def error(code: str, message: str, next_step: str = "") -> dict[str, Any]:
    """An entry of the `errors` of a response."""
    extensions = {"code": code, "nextStep": next_step} if next_step else {"code": code}
    return {"message": message, "extensions": extensions}


def translated(failure: GraphQLError) -> dict[str, Any]:
    """A GraphQL error as the response tells it, with its place in the query."""
    told = _told(failure)
    if failure.locations:
        told["locations"] = [{"line": at.line, "column": at.column} for at in failure.locations]
    if failure.path is not None:
        told["path"] = list(failure.path)
    return told


def of(cause: BaseException, path: Sequence[str | int] = ()) -> dict[str, Any]:
    """A failure as the response tells it; `path` is where it happened in the query."""
    match cause:
        case InvalidInput() | NotFound():
            return error(cause.code, cause.message, cause.next_step)
        case RecursionError():
            return error(INVALID_INPUT, "The query nests too deep.", "Ask for less at once.")
        case GraphUnreachable():
            _log.warning("%s: %s", cause.code, cause.message)
            return error(ENGINE_NOT_REACHABLE, "The graph does not answer.", "Ask again in a few seconds.")
        case _:
            _log_unexpected(cause, path)
            return error(INTERNAL, "Something went wrong here.", "Look into the log of the server.")


def _told(failure: GraphQLError) -> dict[str, Any]:
    cause = failure.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if cause is None:  # the query itself is wrong: what it says is the asker's own
        return error(INVALID_INPUT, failure.message)
    return of(cause, failure.path or ())


def _log_unexpected(cause: BaseException, path: Sequence[str | int]) -> None:
    """Where it went wrong and what kind it is: its message may hold somebody's words."""
    code = f" {cause.code}" if isinstance(cause, UnderstoryError) else ""
    code += f" ({refused})" if (refused := getattr(cause.__cause__, "code", None)) else ""  # Neo4j's own
    stack = "".join(traceback.format_tb(cause.__traceback__))
    where = ".".join(map(str, path))
    _log.error("The field %s failed: %s%s\n%s", where, type(cause).__name__, code, stack)
