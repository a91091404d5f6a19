"""Versions of frameworks. The published one is a graph of competencies, roles and role levels; what a draft
or a superseded one says is kept aside as text, so that nothing but what is in force is found by its label.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter

from domain.frameworks import (
    Competency,
    Framework,
    Level,
    LevelText,
    Requirement,
    Role,
    RoleLevel,
    Seen,
    Status,
)
from graph.connection import Tx
from graph.queries import query

CHARACTERS_A_PART = 500_000
# How an INCLUDES came about that the import made; what stewards decided has another `via` and is never
# touched.
BY_NAME = ("name",)

Kind = Literal["content", "layout", "case"]


class State(StrEnum):
    """How far a version has come. One that is `arriving` does not count yet."""

    ARRIVING = "arriving"
    THERE = "there"
    PUBLISHING = "publishing"  # its content is being written out; its base is still the published one


@dataclass(frozen=True, slots=True)
class Version:
    """What is known of a version apart from its content. `base` is the version that a draft was made from;
    `based_on` the id of the framework whose roles this one adds to, for a `region`; `choices` what stewards
    decided, as JSON; `kind` the sort of file; `at` in microseconds."""

    id: str
    version: int
    status: Status
    state: State
    base: int | None
    uri: str
    title: str
    creator: str
    language: str
    kind: str
    region: str
    based_on: str | None
    choices: str
    by: str
    at: int

    @property
    def key(self) -> str:
        return f"{self.id}|{self.version}"


@dataclass(frozen=True, slots=True)
class Text:
    position: int
    text: str


@dataclass(frozen=True, slots=True)
class CompetencyHeld:
    id: str
    name: str
    description: str
    seen: Seen
    texts: list[Text]
    skills: list[str]


@dataclass(frozen=True, slots=True)
class RoleHeld:
    id: str
    name: str
    family: str
    description: str
    kind: str


@dataclass(frozen=True, slots=True)
class RoleLevelHeld:
    role: str
    id: str
    name: str
    description: str
    order: int | None


@dataclass(frozen=True, slots=True)
class RequirementHeld:
    holder: str
    competency: str
    level: int | None
    must: bool
    weight: float
    assumed: bool
    ordinals: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """Something that is another framework's already."""

    name: str
    framework: str


@query("frameworks/versions")
async def versions(tx: Tx) -> list[Version]: ...


@query("frameworks/save_version")
async def save_version(tx: Tx, *, card: Version) -> None: ...


@query("frameworks/remove_version")
async def remove_version(tx: Tx, *, key: str) -> None: ...


@query("frameworks/taken")
async def taken(tx: Tx, *, ids: Collection[str], framework: str, first: int) -> list[Taken]: ...


@query("frameworks/keep")
async def _keep(tx: Tx, *, key: str, kind: str, number: int, text: str) -> None: ...


@query("frameworks/kept")
async def _kept(tx: Tx, *, key: str, kind: str) -> list[str]: ...


@query("frameworks/unkeep")
async def _unkeep(tx: Tx, *, key: str, kind: str, from_: int) -> None: ...


@query("frameworks/levels")
async def _levels(tx: Tx, *, key: str) -> list[Level]: ...


@query("frameworks/competencies")
async def _competencies(tx: Tx, *, key: str, via: Sequence[str]) -> list[CompetencyHeld]: ...


@query("frameworks/roles")
async def _roles(tx: Tx, *, key: str) -> list[RoleHeld]: ...


@query("frameworks/role_levels")
async def _role_levels(tx: Tx, *, key: str) -> list[RoleLevelHeld]: ...


@query("frameworks/requirements")
async def _requirements(tx: Tx, *, key: str) -> list[RequirementHeld]: ...


async def keep(tx: Tx, version: Version, kind: Kind, text: str) -> None:
    """Keeps a text aside with a version, instead of the one that was kept there; nothing for an empty one."""
    parts = [text[at : at + CHARACTERS_A_PART] for at in range(0, len(text), CHARACTERS_A_PART)]
    for number, part in enumerate(parts):
        await _keep(tx, key=version.key, kind=kind, number=number, text=part)
    await _unkeep(tx, key=version.key, kind=kind, from_=len(parts))


async def kept(tx: Tx, version: Version, kind: Kind) -> str:
    """What `keep` kept, or nothing."""
    return "".join(await _kept(tx, key=version.key, kind=kind))


async def forget(tx: Tx, version: Version, kind: Kind) -> None:
    await _unkeep(tx, key=version.key, kind=kind, from_=0)


async def content(tx: Tx, version: Version) -> Framework:
    """What a version says: from the graph when it is the published one, else from what was kept."""
    if version.status is Status.PUBLISHED and version.state is State.THERE:
        return await live(tx, version)
    held = unpacked(await kept(tx, version, "content"))
    return replace(held, version=version.version, status=version.status)


def unpacked(text: str) -> Framework:
    """A framework that was kept aside."""
    return _FRAMEWORK.validate_json(text)


async def put_aside(tx: Tx, version: Version, framework: Framework) -> None:
    """Keeps what a version says as text."""
    await keep(tx, version, "content", _FRAMEWORK.dump_json(framework).decode("utf-8"))


async def live(tx: Tx, version: Version) -> Framework:
    """What the graph says that hangs on a version."""
    key = version.key
    requires: dict[str, list[Requirement]] = {}
    for q in await _requirements(tx, key=key):
        requires.setdefault(q.holder, []).append(
            Requirement(q.competency, q.level, q.must, q.weight, q.assumed, q.ordinals)
        )
    levels: dict[str, list[RoleLevel]] = {}
    for held in await _role_levels(tx, key=key):
        levels.setdefault(held.role, []).append(
            RoleLevel(held.id, held.name, held.description, held.order, tuple(requires.get(held.id, ())))
        )
    return Framework(
        version.id,
        version.uri,
        version.title,
        version.version,
        version.status,
        version.creator,
        version.language,
        tuple(await _levels(tx, key=key)),
        tuple(
            Competency(
                c.id,
                c.name,
                c.description,
                tuple(LevelText(text.position, text.text) for text in c.texts),
                tuple(c.skills),
                c.seen,
            )
            for c in await _competencies(tx, key=key, via=BY_NAME)
        ),
        tuple(
            Role(
                r.id,
                r.name,
                r.family,
                r.description,
                r.kind,
                tuple(levels.get(r.id, ())),
                tuple(requires.get(r.id, ())),
            )
            for r in await _roles(tx, key=key)
        ),
    )


_FRAMEWORK: TypeAdapter[Framework] = TypeAdapter(Framework)
