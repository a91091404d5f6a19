"""Spaces, who can read them, and the scopes that this gives a viewer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from domain.keys import key
from domain.messages import Space, SpaceKind
from domain.viewer import PUBLIC_SCOPE, Scopes, Viewer
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class SpaceRow:
    """A space as the graph stores it; `topics` are the keys of the skills its name and purpose speak of."""

    key: int
    id: str
    source: str
    name: str
    kind: str
    purpose: str
    archived: bool
    scope: str
    topics: tuple[int, ...]

    @staticmethod
    def of(space: Space, topics: Iterable[int]) -> "SpaceRow":
        return SpaceRow(
            key(space.id),
            space.id,
            space.source,
            space.name,
            space.kind.value,
            space.purpose,
            space.archived,
            scope_of(space),
            tuple(sorted(topics)),
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What the ledger needs to know of a space."""

    key: int
    id: str
    kind: SpaceKind
    scope: str
    topics: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SpaceCard:
    """What a viewer is told of a space that they may read."""

    id: str
    source: str
    name: str
    kind: SpaceKind
    purpose: str
    archived: bool


def scope_of(space: Space) -> str:
    """All public spaces share a scope; each other space is one of its own."""
    return PUBLIC_SCOPE if space.kind is SpaceKind.PUBLIC else space.id


@query("spaces/save")
async def save(tx: Tx, *, space: SpaceRow) -> None: ...


@query("spaces/held")
async def held(tx: Tx, *, keys: Collection[int]) -> list[Held]: ...


@query("spaces/set_members")
async def set_members(tx: Tx, *, space: int, accounts: Collection[int]) -> None: ...


@query("spaces/veil")
async def veil(tx: Tx, *, space: int) -> None: ...


@query("spaces/readable")
async def _readable(tx: Tx, *, person: str) -> list[tuple[str, ...]]: ...


async def scopes_of(tx: Tx, keys: Collection[int]) -> dict[int, str]:
    """The scope of each space's key."""
    return {space.key: space.scope for space in await held(tx, keys=keys)}


async def readable(tx: Tx, viewer: Viewer) -> Scopes:
    """What a viewer may read. Somebody unknown may read nothing."""
    if viewer.person is None:
        return Scopes((PUBLIC_SCOPE,) if viewer.is_operator else ())
    rows = await _readable(tx, person=viewer.person)
    return Scopes(rows[0] if rows else ())


@query("spaces/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[SpaceCard]: ...


@query("spaces/page")
async def page(tx: Tx, *, scopes: Scopes, after_name: str, after_id: str, first: int) -> list[SpaceCard]: ...
