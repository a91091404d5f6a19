"""Roles and competencies of published frameworks as viewers read them, and who holds which role."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.frameworks import Competency, Framework, Level, LevelText, Seen
from domain.viewer import Scopes
from graph.connection import Tx
from graph.frameworks import RequirementHeld, Text, Version, unpacked
from graph.queries import query


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role with the ids of its levels, from low to high where there is an order."""

    id: str
    framework: str
    name: str
    family: str
    description: str
    kind: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleLevelCard:
    id: str
    role: str
    framework: str
    name: str
    description: str
    order: int | None


@dataclass(frozen=True, slots=True)
class CompetencyCard:
    """A competency; `skills` are all that it includes, those that stewards said among them."""

    id: str
    framework: str
    name: str
    description: str
    seen: Seen
    texts: tuple[Text, ...]
    skills: tuple[str, ...]

    @property
    def competency(self) -> Competency:
        texts = tuple(LevelText(text.position, text.text) for text in self.texts)
        return Competency(self.id, self.name, self.description, texts, self.skills, self.seen)


@dataclass(frozen=True, slots=True)
class ScaleLevel:
    framework: str
    position: int
    label: str
    rubric: int | None

    @property
    def level(self) -> Level:
        return Level(self.position, self.label, self.rubric)


@dataclass(frozen=True, slots=True)
class HoldersAfter:
    """Where a page of the holders of a role level or role begins: after a name and an id."""

    id: str
    name: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who holds a role level or role since a day, on the page with a number."""

    page: int
    person: str
    name: str
    held: str
    since: str | None


@dataclass(frozen=True, slots=True)
class Holding:
    person: str
    held: str
    since: str | None


@dataclass(frozen=True, slots=True)
class Assigned:
    """That a person (id) holds a role level or role since a day (ISO, may be empty), as somebody said."""

    person: str
    held: str
    since: str
    by: str


@dataclass(frozen=True, slots=True)
class VersionOf:
    framework: str
    key: str


@dataclass(frozen=True, slots=True)
class Called:
    """A role level or role (`id`) by its name, with its role and framework."""

    id: str
    name: str
    role: str
    role_name: str
    framework: str


@query("frameworks/cards")
async def framework_cards(tx: Tx, *, scopes: Scopes, keys: Collection[str]) -> list[Version]: ...


@query("frameworks/card_page")
async def framework_page(
    tx: Tx, *, scopes: Scopes, after_title: str, after_id: str, first: int
) -> list[str]: ...


@query("frameworks/versions_of")
async def versions_of(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[VersionOf]: ...


@dataclass(frozen=True, slots=True)
class PlaceAfter:
    """Where a page of a published version's roles or competencies begins: after a place in its order."""

    key: str
    place: int = -1


@dataclass(frozen=True, slots=True)
class Placed:
    """A role or competency by id, at its place, on the page with a number."""

    page: int
    id: str
    place: int


@dataclass(frozen=True, slots=True)
class KeptPart:
    key: str
    text: str


@query("frameworks/role_page")
async def roles_of(tx: Tx, *, scopes: Scopes, after: Sequence[PlaceAfter], first: int) -> list[Placed]: ...


@query("frameworks/competency_page")
async def competencies_of(
    tx: Tx, *, scopes: Scopes, after: Sequence[PlaceAfter], first: int
) -> list[Placed]: ...


@query("frameworks/kept_of")
async def _kept_of(tx: Tx, *, scopes: Scopes, keys: Collection[str]) -> list[KeptPart]: ...


async def contents(tx: Tx, *, scopes: Scopes, keys: Collection[str]) -> dict[str, Framework]:
    """What versions say that are not in force, by their keys."""
    texts: dict[str, str] = {}
    for part in await _kept_of(tx, scopes=scopes, keys=keys):
        texts[part.key] = texts.get(part.key, "") + part.text
    return {key: unpacked(text) for key, text in texts.items()}


@query("frameworks/scales")
async def scales(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[ScaleLevel]: ...


@dataclass(frozen=True, slots=True)
class HolderOf:
    """Somebody who holds a role level or role (`held`)."""

    held: str
    id: str
    name: str


@query("frameworks/holders_of")
async def holders_of(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[HolderOf]: ...


@query("roles/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[RoleCard]: ...


@query("roles/page")
async def page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[str]: ...


@query("roles/levels")
async def levels(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[RoleLevelCard]: ...


@query("roles/required")
async def required(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[RequirementHeld]: ...


@query("roles/competencies")
async def competencies(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[CompetencyCard]: ...


@query("roles/holders")
async def holders(tx: Tx, *, scopes: Scopes, after: Sequence[HoldersAfter], first: int) -> list[Holder]: ...


@query("roles/held")
async def held(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Holding]: ...


@query("roles/assign")
async def assign(tx: Tx, *, assigned: Sequence[Assigned]) -> None: ...


@query("roles/unassign")
async def unassign(tx: Tx, *, person: str, held: str) -> None: ...


@query("roles/called")
async def called(tx: Tx, *, text: str) -> list[Called]: ...
