"""What gaps are read from: what role levels need, who is there, and what there is to learn from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Target:
    """A role level, or a role with its number of `levels`."""

    id: str
    name: str
    role: str
    is_role: bool
    framework: str
    levels: int


@dataclass(frozen=True, slots=True)
class RoleLevel:
    """A role level, or a role that has none."""

    id: str
    name: str
    role: str
    framework: str


@dataclass(frozen=True, slots=True)
class Required:
    """That a role level (`holder`) needs a competency at a `position` of its framework's scale, which is
    called `label` and stands for a `level` of the rubric."""

    holder: str
    competency: str
    position: int | None
    level: int | None
    label: str
    must: bool
    weight: float


@dataclass(frozen=True, slots=True)
class FrameworkCalled:
    """A published framework with the ids of its competencies."""

    id: str
    title: str
    competencies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CredentialNeed:
    """A skill or competency that a credential's content teaches or needs, up to a level."""

    credential: str
    title: str
    target: str
    name: str
    is_skill: bool
    level: int | None


@dataclass(frozen=True, slots=True)
class Teaching:
    """Content that teaches a target, up to a level; `minutes` of one's time where that is known."""

    target: str
    content: str
    title: str
    kind: str
    minutes: int | None
    level: int


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works there; `open_to_moves` is what they said themselves."""

    key: int
    id: str
    name: str
    team: str
    site: str
    open_to_moves: bool


@query("gaps/targets")
async def targets(tx: Tx, *, text: str) -> list[Target]: ...


@query("gaps/role_levels")
async def role_levels(tx: Tx) -> list[RoleLevel]: ...


@query("gaps/requirements")
async def requirements(tx: Tx, *, ids: Collection[str]) -> list[Required]: ...


@query("gaps/frameworks_called")
async def frameworks_called(tx: Tx, *, text: str) -> list[FrameworkCalled]: ...


@query("gaps/credentials_called")
async def credentials_called(tx: Tx, *, text: str) -> list[CredentialNeed]: ...


@query("gaps/teaching")
async def teaching(tx: Tx, *, targets: Sequence[dict[str, Any]]) -> list[Teaching]: ...


@query("gaps/members")
async def members(tx: Tx) -> list[Member]: ...


@query("gaps/seen")
async def seen(tx: Tx, *, people: Collection[int], since: int, day: str, scopes: Scopes) -> list[int]: ...


@query("gaps/open_to_moves")
async def open_to_moves(tx: Tx, *, person: str, open: bool) -> None: ...
