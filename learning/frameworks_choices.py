"""What stewards decided about a framework that no file says, and that holds for later versions as well."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pydantic import TypeAdapter

from domain.frameworks import Competency, Framework, Requirement, Role, RoleLevel, compared_as
from sources.frameworks_layout import Layout, Subject

LAST_ROW = 1_000_000  # after every row that a table may have


@dataclass(frozen=True, slots=True)
class Choices:
    """`same` are the ids that renamed things would have by their new names, with those that they keep;
    `order` the role levels of roles, from low to high; `rubric` the proficiency level 1 to 4 of each level,
    by its label as it is compared."""

    same: Mapping[str, str] = field(default_factory=dict[str, str])
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, "tuple[str, ...]"])
    rubric: Mapping[str, int] = field(default_factory=dict[str, int])


def parsed(text: str) -> Choices:
    return _CHOICES.validate_json(text) if text else Choices()


def dumped(choices: Choices) -> str:
    return _CHOICES.dump_json(choices).decode("utf-8")


def with_rubric(framework: Framework, choices: Choices) -> Framework:
    """The framework with the rubric that stewards gave its levels."""
    scale = tuple(
        replace(level, rubric=choices.rubric.get(compared_as(level.label), level.rubric))
        for level in framework.scale
    )
    return replace(framework, scale=scale)


def with_ids(framework: Framework, same: Mapping[str, str]) -> Framework:
    """The framework with things called by the ids that they keep."""
    if not same:
        return framework

    def needs(requires: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        return tuple(
            replace(each, competency=same.get(each.competency, each.competency)) for each in requires
        )

    def level_of(level: RoleLevel) -> RoleLevel:
        return replace(level, id=same.get(level.id, level.id), requires=needs(level.requires))

    def role_of(role: Role) -> Role:
        levels = tuple(map(level_of, role.levels))
        return replace(role, id=same.get(role.id, role.id), levels=levels, requires=needs(role.requires))

    def competency_of(each: Competency) -> Competency:
        return replace(each, id=same.get(each.id, each.id))

    return replace(
        framework,
        competencies=tuple(map(competency_of, framework.competencies)),
        roles=tuple(map(role_of, framework.roles)),
    )


def with_places_of(before: Framework, after: Framework) -> Framework:
    """The framework with its things in the order that they had, and requirements where a table had them."""
    held = {
        (holder.id, each.competency): each.ordinals
        for role in before.roles
        for holder in (role, *role.levels)
        for each in holder.requires
    }
    order = {c.id: at for at, c in enumerate(before.competencies)}
    order |= {role.id: at for at, role in enumerate(before.roles)}
    order |= {level.id: at for role in before.roles for at, level in enumerate(role.levels)}

    def place(thing: Competency | Role | RoleLevel) -> int:
        return order.get(thing.id, len(order))

    def needs(holder: str, requires: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        found = (replace(each, ordinals=held.get((holder, each.competency), ())) for each in requires)
        return tuple(sorted(found, key=lambda each: each.ordinals or (LAST_ROW,)))

    def role_of(role: Role) -> Role:
        levels = (replace(level, requires=needs(level.id, level.requires)) for level in role.levels)
        return replace(role, levels=tuple(sorted(levels, key=place)), requires=needs(role.id, role.requires))

    return replace(
        after,
        competencies=tuple(sorted(after.competencies, key=place)),
        roles=tuple(sorted(map(role_of, after.roles), key=place)),
    )


def layout_with_ids(layout: Layout, same: Mapping[str, str]) -> Layout:
    """The layout of a framework whose things are called so."""
    if not same:
        return layout

    def kept(id: str | None) -> str | None:
        return same.get(id, id) if id else id

    subjects = {
        row: Subject(kept(s.role), kept(s.role_level), kept(s.competency), s.level)
        for row, s in layout.subjects.items()
    }
    return replace(
        layout, subjects=subjects, codes={same.get(id, id): code for id, code in layout.codes.items()}
    )


_CHOICES: TypeAdapter[Choices] = TypeAdapter(Choices)
