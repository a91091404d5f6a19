"""Changes to a draft, thing by thing, as an app makes them. Whatever is not named stays as it is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Competency, Framework, LevelText, Requirement, Role, RoleLevel, Status, item_id
from graph import frameworks, merges, skills
from graph.connection import Graph, Tx
from graph.frameworks import State, Version
from learning import frameworks_store as store
from learning.frameworks import Steward
from learning.frameworks_links import linked
from learning.frameworks_order import ordered

NAME_LONGEST = 1_000  # characters


@dataclass(frozen=True, slots=True)
class CompetencyEdit:
    """A competency to change, or without an `id` a new one; `texts` are (position, text), all of them."""

    id: str | None
    name: str | None = None
    description: str | None = None
    texts: tuple[tuple[int, str], ...] | None = None


@dataclass(frozen=True, slots=True)
class RoleEdit:
    id: str | None
    name: str | None = None
    family: str | None = None
    description: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class RoleLevelEdit:
    """A role level; `role` is needed for a new one."""

    id: str | None
    role: str | None = None
    name: str | None = None
    description: str | None = None
    order: int | None = None


@dataclass(frozen=True, slots=True)
class RequirementEdit:
    """What a role or role level (`holder`) is to need of a competency, instead of what it needed of it."""

    holder: str
    competency: str
    level: int | None = None
    must: bool = True
    weight: float = 1.0
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Edits:
    """Several changes, which are made in this order; `removed` are ids."""

    competencies: Sequence[CompetencyEdit] = ()
    roles: Sequence[RoleEdit] = ()
    role_levels: Sequence[RoleLevelEdit] = ()
    requirements: Sequence[RequirementEdit] = ()
    removed: Sequence[str] = ()


async def save(graph: Graph, framework: str, edits: Edits, steward: Steward) -> Version:
    """Makes changes to the draft of a framework (id), which begins with them where there is none.

    Raises NotFound, or InvalidInput.
    """
    await store.settle(graph)

    async def run(tx: Tx) -> Version:
        versions = await store.of_id(tx, framework)
        base = versions.draft or versions.published
        if base is None:
            raise NotFound("There is no such framework.", "Give the id of one that `frameworks` lists.")
        after = edited(await frameworks.content(tx, base), edits)
        after = linked(ordered(after, {}), await skills.vocabulary(tx), await merges.survivors(tx))
        draft = replace(base, by=steward.by, at=steward.at)
        if versions.draft is None:
            draft = replace(
                draft,
                version=versions.newest + 1,
                status=Status.DRAFT,
                state=State.THERE,
                base=base.version,
            )
            await frameworks.save_version(tx, card=draft)
            for kind in ("layout", "case"):
                await frameworks.keep(tx, draft, kind, await frameworks.kept(tx, base, kind))
        await frameworks.save_version(tx, card=draft)
        await frameworks.put_aside(tx, draft, replace(after, version=draft.version, status=Status.DRAFT))
        return draft

    return await store.locked(graph, run)


def edited(framework: Framework, edits: Edits) -> Framework:
    """The framework with the changes. Raises NotFound for an unknown id, InvalidInput for a bad value."""
    for each in edits.competencies:
        framework = _competency(framework, each)
    for each in edits.roles:
        framework = _role(framework, each)
    for each in edits.role_levels:
        framework = _role_level(framework, each)
    for each in edits.requirements:
        framework = _requirement(framework, each)
    return _without(framework, edits.removed)


def _competency(framework: Framework, edit: CompetencyEdit) -> Framework:
    positions = {level.position for level in framework.scale}
    if edit.texts and (wrong := [position for position, _ in edit.texts if position not in positions]):
        raise InvalidInput(
            f"There is no level {wrong[0]}.", f"There are {', '.join(map(str, sorted(positions)))}."
        )
    held = next((each for each in framework.competencies if each.id == edit.id), None)
    if held is None:
        if edit.id is not None:
            raise _missing("competency")
        name = _name(edit.name)
        held = Competency(item_id(framework.uri, "competency", name), name)
        if any(each.id == held.id for each in framework.competencies):
            raise InvalidInput(f"There is a competency {name!r} already.", "Give its id to change it.")
        framework = replace(framework, competencies=(*framework.competencies, held))
    texts = held.texts if edit.texts is None else tuple(LevelText(*text) for text in sorted(edit.texts))
    changed = replace(
        held,
        name=held.name if edit.name is None else _name(edit.name),
        description=held.description if edit.description is None else edit.description,
        texts=texts,
    )
    competencies = tuple(changed if each.id == held.id else each for each in framework.competencies)
    return replace(framework, competencies=competencies)


def _role(framework: Framework, edit: RoleEdit) -> Framework:
    held = next((role for role in framework.roles if role.id == edit.id), None)
    if held is None:
        if edit.id is not None:
            raise _missing("role")
        name = _name(edit.name)
        held = Role(item_id(framework.uri, "role", name), name)
        if any(role.id == held.id for role in framework.roles):
            raise InvalidInput(f"There is a role {name!r} already.", "Give its id to change it.")
        framework = replace(framework, roles=(*framework.roles, held))
    changed = replace(
        held,
        name=held.name if edit.name is None else _name(edit.name),
        family=held.family if edit.family is None else edit.family,
        description=held.description if edit.description is None else edit.description,
        kind=held.kind if edit.kind is None else edit.kind,
    )
    return _with_role(framework, changed)


def _role_level(framework: Framework, edit: RoleLevelEdit) -> Framework:
    for role in framework.roles:
        held = next((level for level in role.levels if level.id == edit.id), None)
        if held is not None or (edit.id is None and role.id == edit.role):
            break
    else:
        raise _missing("role level" if edit.id else "role")
    levels = role.levels
    if held is None:
        name = _name(edit.name)
        held = RoleLevel(item_id(framework.uri, "role level", role.name, name), name)
        if any(level.id == held.id for level in levels):
            raise InvalidInput(f"There is a role level {name!r} already.", "Give its id to change it.")
        levels = (*levels, held)
    changed = replace(
        held,
        name=held.name if edit.name is None else _name(edit.name),
        description=held.description if edit.description is None else edit.description,
        order=held.order if edit.order is None else edit.order,
    )
    levels = tuple(changed if level.id == held.id else level for level in levels)
    return _with_role(framework, replace(role, levels=levels))


def _requirement(framework: Framework, edit: RequirementEdit) -> Framework:
    if edit.competency not in {each.id for each in framework.competencies}:
        raise _missing("competency")
    if edit.level is not None and edit.level not in {level.position for level in framework.scale}:
        raise InvalidInput(f"There is no level {edit.level}.", "Give a position of the framework's levels.")
    if edit.weight < 0:
        raise InvalidInput(f"The weight is {edit.weight:g}.", "Give 0 or more.")

    def needs(requires: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        there = [each for each in requires if each.competency == edit.competency]
        ordinals = there[0].ordinals if there else ()
        same = bool(there) and (there[0].must, there[0].weight) == (edit.must, edit.weight)
        assumed = same and there[0].assumed
        new = Requirement(edit.competency, edit.level, edit.must, edit.weight, assumed, ordinals)
        if not there:
            return requires if edit.remove else (*requires, new)
        return tuple(
            new if each is there[0] else each
            for each in requires
            if each.competency != edit.competency or (each is there[0] and not edit.remove)
        )

    for role in framework.roles:
        if role.id == edit.holder:
            return _with_role(framework, replace(role, requires=needs(role.requires)))
        for level in role.levels:
            if level.id == edit.holder:
                changed = replace(level, requires=needs(level.requires))
                levels = tuple(changed if each is level else each for each in role.levels)
                return _with_role(framework, replace(role, levels=levels))
    raise _missing("role or role level")


def _without(framework: Framework, removed: Sequence[str]) -> Framework:
    gone = set(removed)
    if not gone:
        return framework

    def needs(requires: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
        return tuple(each for each in requires if each.competency not in gone)

    roles = tuple(
        replace(
            role,
            requires=needs(role.requires),
            levels=tuple(
                replace(level, requires=needs(level.requires))
                for level in role.levels
                if level.id not in gone
            ),
        )
        for role in framework.roles
        if role.id not in gone
    )
    competencies = tuple(each for each in framework.competencies if each.id not in gone)
    return replace(framework, competencies=competencies, roles=roles)


def _with_role(framework: Framework, role: Role) -> Framework:
    return replace(framework, roles=tuple(role if each.id == role.id else each for each in framework.roles))


def _name(name: str | None) -> str:
    if name is None or not name.strip() or len(name) > NAME_LONGEST:
        raise InvalidInput(f"A name has 1 to {NAME_LONGEST:,} characters.", "Give one.")
    return name


def _missing(what: str) -> NotFound:
    return NotFound(
        f"There is no such {what} in this framework.", "Give an id as the framework's fields gave it."
    )
