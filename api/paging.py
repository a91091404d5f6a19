"""Relay pages: connections whose opaque cursors hold the sort key of the entry before the next page."""

import base64
import json
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar, cast

import strawberry
from strawberry import relay

from domain.errors import InvalidInput

MOST_A_PAGE = 100  # entries

T = TypeVar("T")
N = TypeVar("N")

First = Annotated[int, strawberry.argument(description="How many to give, from 1 to 100.")]
After = Annotated[str | None, strawberry.argument(description="The cursor after which to go on.")]


@strawberry.type(description="One entry of a page.")
class Edge(Generic[T]):
    cursor: str = strawberry.field(
        description="Where this entry stands: give it as `after` to go on from here."
    )
    node: T = strawberry.field(description="The entry itself.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    edges: list[Edge[T]] = strawberry.field(description="The entries, in the order of the list.")
    page_info: relay.PageInfo = strawberry.field(description="Whether and from where the list goes on.")


def checked(first: int) -> int:
    """`first`, when it is in range. Raises InvalidInput."""
    if not 1 <= first <= MOST_A_PAGE:
        raise InvalidInput(f"`first` is {first}.", f"Ask for 1 to {MOST_A_PAGE} and page with `after`.")
    return first


def encode(*key: str | float) -> str:
    """An opaque cursor for a sort key."""
    text = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode("ascii")


def decode(cursor: str, *kinds: type[str] | type[int] | type[float]) -> tuple[Any, ...]:
    """The sort key in a cursor, one value of each of `kinds`. Raises InvalidInput."""
    try:
        text = base64.b64decode(cursor.encode("ascii"), altchars=b"-_", validate=True)
        key = json.loads(text)
        values = cast(list[Any], key) if isinstance(key, list) else []
        fit = [type(value) for value in values] == list(kinds) and all(map(_may_be_key, values))
    except (ValueError, RecursionError):
        values, fit = [], False
    if not fit:
        raise InvalidInput("`after` is no cursor of this list.", "Give `endCursor` or a `cursor` as it came.")
    return tuple(values)


def _may_be_key(value: str | float) -> bool:
    """Whether the graph could have given it. Raises UnicodeError for text that is none."""
    if isinstance(value, str):
        value.encode()
        return True
    return -(2**63) <= value < 2**63


def page(
    found: Sequence[N],
    first: int,
    after: str | None,
    *,
    key: Callable[[N], tuple[str | int, ...]],
    node: Callable[[N], T],
) -> Connection[T]:
    """A page of what was read with one entry more than `first`, to see whether there are more.

    `key` gives an entry's sort key, `node` what is shown of it.
    """
    edges = [Edge(cursor=encode(*key(entry)), node=node(entry)) for entry in found[:first]]
    return Connection(edges=edges, page_info=info(edges, after, has_next=len(found) > first))


def info(edges: Sequence[Edge[T]], after: str | None, *, has_next: bool) -> relay.PageInfo:
    """What a page says of its place in the list."""
    return relay.PageInfo(
        has_next_page=has_next,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
