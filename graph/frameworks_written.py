"""Writing what a framework says into the graph: things with exactly what belongs to them, some at a time."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.frameworks import Framework, Requirement, Role, RoleLevel, item_id
from graph.connection import Tx
from graph.frameworks import BY_NAME, Version
from graph.queries import query

ROWS_A_CHUNK = 5_000  # nodes and relationships


@dataclass(frozen=True, slots=True)
class LevelRow:
    id: str
    position: int
    label: str
    rubric: int | None


@dataclass(frozen=True, slots=True)
class TextRow:
    level: str
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    id: str
    name: str
    description: str
    seen: str
    place: int
    texts: tuple[TextRow, ...]
    skills: tuple[str, ...]

    @property
    def rows(self) -> int:
        return 2 + len(self.texts) + len(self.skills)


@dataclass(frozen=True, slots=True)
class RequirementRow:
    competency: str
    level: int | None
    must: bool
    weight: float
    assumed: bool
    ordinals: tuple[int, ...]
    place: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    id: str
    name: str
    family: str
    description: str
    kind: str
    place: int
    requires: tuple[RequirementRow, ...]

    @property
    def rows(self) -> int:
        return 2 + len(self.requires)


@dataclass(frozen=True, slots=True)
class RoleLevelRow:
    id: str
    role: str
    name: str
    description: str
    order: int | None
    place: int
    requires: tuple[RequirementRow, ...]

    @property
    def rows(self) -> int:
        return 2 + len(self.requires)


R = TypeVar("R", CompetencyRow, RoleRow, RoleLevelRow, RoleRow | RoleLevelRow)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of writing that one transaction can take; `rows` is about how much it touches."""

    levels: tuple[LevelRow, ...] | None = None
    competencies: tuple[CompetencyRow, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    role_levels: tuple[RoleLevelRow, ...] = ()
    retired_roles: tuple[str, ...] = ()
    retired_competencies: tuple[str, ...] = ()
    anchored: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    rows: int = 0


@query("frameworks/revive")
async def _revive(tx: Tx, *, ids: Collection[str], framework: str) -> None: ...


@query("frameworks/write_levels")
async def _write_levels(tx: Tx, *, key: str, levels: Sequence[LevelRow]) -> None: ...


@query("frameworks/write_competencies")
async def _write_competencies(
    tx: Tx, *, framework: str, competencies: Sequence[CompetencyRow], via: Sequence[str]
) -> None: ...


@query("frameworks/write_roles")
async def _write_roles(tx: Tx, *, framework: str, roles: Sequence[RoleRow]) -> None: ...


@query("frameworks/write_role_levels")
async def _write_role_levels(tx: Tx, *, framework: str, role_levels: Sequence[RoleLevelRow]) -> None: ...


@query("frameworks/retire_competencies")
async def _retire_competencies(tx: Tx, *, ids: Collection[str]) -> None: ...


@query("frameworks/retire_roles")
async def _retire_roles(tx: Tx, *, ids: Collection[str]) -> None: ...


@query("frameworks/anchor")
async def _anchor(tx: Tx, *, key: str, competencies: Collection[str], roles: Collection[str]) -> None: ...


async def write(tx: Tx, version: Version, step: Step) -> None:
    """Does a step; done twice it is done once."""
    ids = [row.id for rows in (step.competencies, step.roles, step.role_levels) for row in rows]
    if ids:
        await _revive(tx, ids=ids, framework=version.id)
    if step.levels is not None:
        await _write_levels(tx, key=version.key, levels=step.levels)
    if step.competencies:
        await _write_competencies(tx, framework=version.id, competencies=step.competencies, via=BY_NAME)
    if step.roles:
        await _write_roles(tx, framework=version.id, roles=step.roles)
    if step.role_levels:
        await _write_role_levels(tx, framework=version.id, role_levels=step.role_levels)
    if step.retired_roles:
        await _retire_roles(tx, ids=step.retired_roles)
    if step.retired_competencies:
        await _retire_competencies(tx, ids=step.retired_competencies)
    competencies, roles = step.anchored
    if competencies or roles:
        await _anchor(tx, key=version.key, competencies=competencies, roles=roles)


def steps(before: Framework | None, after: Framework, *, again: bool = False) -> Iterator[Step]:
    """What turns what the graph says from `before` into `after`, in an order in which it can be done.

    `again` says that some of it may be done already: then nothing of `before` is relied on.
    """
    nothing = _Rows.of(Framework(after.id, after.uri, after.title))
    left = _Rows.of(before) if before else nothing
    held = nothing if again else left
    wanted = _Rows.of(after)
    # Levels come even where they are the same: they hang on the version.
    yield Step(levels=wanted.levels, rows=2 * len(wanted.levels))
    for part in _chunks([row for id, row in wanted.competencies.items() if held.competencies.get(id) != row]):
        yield Step(competencies=tuple(part), rows=sum(row.rows for row in part))
    for part in _chunks([row for id, row in wanted.roles.items() if held.roles.get(id) != row]):
        yield Step(roles=tuple(part), rows=sum(row.rows for row in part))
    for part in _chunks([row for id, row in wanted.role_levels.items() if held.role_levels.get(id) != row]):
        yield Step(role_levels=tuple(part), rows=sum(row.rows for row in part))
    gone_levels = [row for id, row in left.role_levels.items() if id not in wanted.role_levels]
    gone_roles = [row for id, row in left.roles.items() if id not in wanted.roles]
    for part in _chunks([*gone_levels, *gone_roles]):
        yield Step(retired_roles=tuple(row.id for row in part), rows=sum(row.rows for row in part))
    for part in _chunks([row for id, row in left.competencies.items() if id not in wanted.competencies]):
        yield Step(retired_competencies=tuple(row.id for row in part), rows=sum(row.rows for row in part))
    anchored = [*((id, True) for id in wanted.competencies), *((id, False) for id in wanted.roles)]
    for at in range(0, len(anchored), ROWS_A_CHUNK // 2):
        some = anchored[at : at + ROWS_A_CHUNK // 2]
        both = tuple(id for id, first in some if first), tuple(id for id, first in some if not first)
        yield Step(anchored=both, rows=2 * len(some))


@dataclass(frozen=True, slots=True)
class _Rows:
    levels: tuple[LevelRow, ...]
    competencies: dict[str, CompetencyRow]
    roles: dict[str, RoleRow]
    role_levels: dict[str, RoleLevelRow]

    @staticmethod
    def of(framework: Framework) -> "_Rows":
        def level_id(position: int) -> str:
            return item_id(framework.uri, "level", framework.id, str(position))

        return _Rows(
            tuple(
                LevelRow(level_id(level.position), level.position, level.label, level.rubric)
                for level in framework.scale
            ),
            {
                c.id: CompetencyRow(
                    c.id,
                    c.name,
                    c.description,
                    c.seen.value,
                    place,
                    tuple(TextRow(level_id(t.position), t.text, at) for at, t in enumerate(c.texts)),
                    c.skills,
                )
                for place, c in enumerate(framework.competencies)
            },
            {role.id: _role_row(role, place) for place, role in enumerate(framework.roles)},
            {
                level.id: _role_level_row(role, level, place)
                for role in framework.roles
                for place, level in enumerate(role.levels)
            },
        )


def _role_row(role: Role, place: int) -> RoleRow:
    return RoleRow(
        role.id, role.name, role.family, role.description, role.kind, place, _requirement_rows(role.requires)
    )


def _role_level_row(role: Role, level: RoleLevel, place: int) -> RoleLevelRow:
    return RoleLevelRow(
        level.id,
        role.id,
        level.name,
        level.description,
        level.order,
        place,
        _requirement_rows(level.requires),
    )


def _requirement_rows(requires: Sequence[Requirement]) -> tuple[RequirementRow, ...]:
    return tuple(
        RequirementRow(q.competency, q.level, q.must, q.weight, q.assumed, q.ordinals, place)
        for place, q in enumerate(requires)
    )


def _chunks(rows: Sequence[R]) -> Iterator[list[R]]:
    """Rows in their order, as many at a time as touch ROWS_A_CHUNK rows, and at least one."""
    chunk: list[R] = []
    size = 0
    for row in rows:
        if chunk and size + row.rows > ROWS_A_CHUNK:
            yield chunk
            chunk, size = [], 0
        chunk.append(row)
        size += row.rows
    if chunk:
        yield chunk
