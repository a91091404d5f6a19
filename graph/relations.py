"""What skills relate to: in the vocabulary, in content, roles and frameworks, and in what people wrote."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.relations import EndKind, RelationKind
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Around:
    """Something that a skill relates to; `other` and `name` are of a thing of the kind `other_kind`."""

    skill: str
    kind: RelationKind
    other_kind: EndKind
    other: str
    name: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """The skill whose threads are looked for, by id."""

    id: str


@dataclass(frozen=True, slots=True)
class Threads:
    """The keys of threads in which a skill was shown."""

    skill: str
    threads: list[int]


@dataclass(frozen=True, slots=True)
class Named:
    """The mentions of a row (`Evidence.m`) of a thread."""

    thread: int
    m: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A way of n steps: n + 1 things, and of each step its relationship and whether it runs along the way."""

    ids: list[str]
    kinds: list[EndKind]
    names: list[str]
    types: list[str]
    forward: list[bool]
    relations: list[str]
    confidences: list[float]


@query("relations/around")
async def around(
    tx: Tx, *, scopes: Scopes, ids: Collection[str], kinds: Sequence[RelationKind], most: int
) -> list[Around]: ...


@query("relations/threads")
async def threads(tx: Tx, *, scopes: Scopes, skills: Sequence[Wanted], most: int) -> list[Threads]: ...


@query("relations/rows")
async def rows(tx: Tx, *, scopes: Scopes, threads: Collection[int]) -> list[Named]: ...


@query("relations/path")
async def path(tx: Tx, *, scopes: Scopes, from_: str, to: str) -> Path | None: ...


@query("relations/of_keys")
async def of_keys(tx: Tx, *, keys: Sequence[int]) -> list[str]: ...
