"""GraphQL: what mutations share. Each takes one `input` and gives what it changed, or typed errors.

A refusal is an entry of the payload's `errors`; only a fault of ours, or a graph that does not answer, is an
error of the whole response.
"""

from collections.abc import Awaitable, Sequence
from typing import TypeVar

import strawberry

from api.context import Info
from domain.errors import InvalidInput, NotAllowed, NotFound, UnderstoryError
from domain.viewer import Viewer

T = TypeVar("T")

REFUSALS = (InvalidInput, NotFound, NotAllowed)


@strawberry.type(description="Why something was not changed.")
class MutationError:
    code: str = strawberry.field(description="What kind of refusal it is, such as `NOT_FOUND`.")
    message: str = strawberry.field(description="What is wrong, in words.")
    next_step: str = strawberry.field(description="What to do about it; may be empty.")
    path: list[str] = strawberry.field(
        description="Where in the mutation's arguments it is, from `input` on."
    )


async def attempted(
    work: Awaitable[T], path: Sequence[str] = ("input",)
) -> tuple[T | None, list[MutationError]]:
    """What the work gives, or why it was refused."""
    try:
        return await work, []
    except REFUSALS as refusal:
        return None, [told(refusal, path)]


def told(refusal: UnderstoryError, path: Sequence[str] = ("input",)) -> MutationError:
    """A refusal as a payload tells it."""
    return MutationError(
        code=refusal.code, message=refusal.message, next_step=refusal.next_step, path=list(path)
    )


def steward(info: Info) -> Viewer:
    """Who asks, when they may decide. Raises NotAllowed."""
    viewer = info.context.reader.viewer
    if not viewer.is_steward:
        raise NotAllowed(
            "Only a steward may decide this.",
            "Ask one of the stewards, or whoever runs the server to name you with --steward.",
        )
    return viewer
