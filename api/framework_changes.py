"""GraphQL: changes to a framework's draft, and putting it in force. For stewards."""

from datetime import UTC, datetime
from typing import cast

import strawberry

from api import frameworks, ids
from api.changing import MutationError, attempted, steward
from api.context import Info
from api.frameworks import Framework
from domain.errors import NotFound
from graph.frameworks import Version

MICROSECONDS = 1_000_000  # a second
OMITTED = "left out, it stays as it is"


@strawberry.input(description="What a competency is to mean at a level.")
class LevelTextInput:
    level: int = strawberry.field(description="The level's position.")
    text: str = strawberry.field(description="What it means there.")


@strawberry.input(description="A competency to change, or without an id a new one.")
class CompetencyInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Global id; none for a new one.")
    name: str | None = strawberry.field(default=None, description=f"Its name; {OMITTED}.")
    description: str | None = strawberry.field(default=None, description=f"What it is; {OMITTED}.")
    texts: list[LevelTextInput] | None = strawberry.field(
        default=None, description=f"What it means at each level, all of them; {OMITTED}."
    )


@strawberry.input(description="A role to change, or without an id a new one.")
class RoleInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Global id; none for a new one.")
    name: str | None = strawberry.field(default=None, description=f"Its name; {OMITTED}.")
    family: str | None = strawberry.field(default=None, description=f"Its family; {OMITTED}.")
    description: str | None = strawberry.field(default=None, description=f"What it is; {OMITTED}.")
    kind: str | None = strawberry.field(default=None, description=f"Its kind; {OMITTED}.")


@strawberry.input(description="A role level to change, or without an id a new one.")
class RoleLevelInput:
    id: strawberry.ID | None = strawberry.field(default=None, description="Global id; none for a new one.")
    role: strawberry.ID | None = strawberry.field(default=None, description="Its role, for a new one.")
    name: str | None = strawberry.field(default=None, description=f"Its name; {OMITTED}.")
    description: str | None = strawberry.field(default=None, description=f"What it is; {OMITTED}.")
    order: int | None = strawberry.field(default=None, description=f"Its place among them; {OMITTED}.")


@strawberry.input(description="What a role or role level is to need of a competency.")
class RequirementInput:
    holder: strawberry.ID = strawberry.field(description="Global id of the role or role level.")
    competency: strawberry.ID = strawberry.field(description="Global id of the competency.")
    level: int | None = strawberry.field(default=None, description="A level's position; none for any level.")
    must: bool = strawberry.field(default=True, description="Whether it is a must.")
    weight: float = strawberry.field(default=1.0, description="How important it is beside others.")
    remove: bool = strawberry.field(default=False, description="Whether it is to be needed no longer.")


@strawberry.input(
    description="Changes to the draft of a framework, which begins with them where there is none."
)
class SaveFrameworkInput:
    framework: strawberry.ID = strawberry.field(description="Global id of any version of the framework.")
    competencies: list[CompetencyInput] = strawberry.field(
        default_factory=list[CompetencyInput], description="Competencies to change or add."
    )
    roles: list[RoleInput] = strawberry.field(
        default_factory=list[RoleInput], description="Roles to change or add."
    )
    role_levels: list[RoleLevelInput] = strawberry.field(
        default_factory=list[RoleLevelInput], description="Role levels to change or add."
    )
    requirements: list[RequirementInput] = strawberry.field(
        default_factory=list[RequirementInput], description="What is to be needed, after all these are there."
    )
    remove: list[strawberry.ID] = strawberry.field(
        default_factory=list[strawberry.ID], description="Global ids of what is to go, at the end."
    )


@strawberry.type(description="What came of changes to a framework's draft.")
class SaveFrameworkPayload:
    framework: Framework | None = strawberry.field(description="The draft as it is now.")
    errors: list[MutationError] = strawberry.field(description="Why nothing was changed; empty when it was.")


@strawberry.input(description="That something is called otherwise now.")
class RenameInput:
    old: str = strawberry.field(description="What it was called.")
    new: str = strawberry.field(description="What it is called now.")


@strawberry.input(description="Which draft to put in force, and what of it was renamed.")
class PublishFrameworkInput:
    framework: strawberry.ID = strawberry.field(description="Global id of any version of the framework.")
    renamed: list[RenameInput] = strawberry.field(
        default_factory=list[RenameInput], description="What is called otherwise now."
    )
    not_renamed: list[str] = strawberry.field(
        default_factory=list[str], description="The old names of what is gone, and was not renamed."
    )


@strawberry.type(description="What came of putting a draft in force.")
class PublishFrameworkPayload:
    framework: Framework | None = strawberry.field(description="The version that is now in force.")
    changes: list[str] = strawberry.field(description="What changed, in sentences.")
    errors: list[MutationError] = strawberry.field(
        description="Why nothing was changed; `RENAME_ASKED` asks what was renamed."
    )


async def save(info: Info, given: SaveFrameworkInput) -> SaveFrameworkPayload:
    """Makes changes to a draft."""
    changed, errors = await attempted(_saved(info, given))
    return SaveFrameworkPayload(framework=changed, errors=errors)


async def publish(info: Info, given: PublishFrameworkInput) -> PublishFrameworkPayload:
    """Puts a draft in force."""
    changed, errors = await attempted(_published(info, given))
    framework, changes = changed or (None, [])
    return PublishFrameworkPayload(framework=framework, changes=changes, errors=errors)


async def _saved(info: Info, given: SaveFrameworkInput) -> Framework:
    from learning.frameworks import Steward
    from learning.frameworks_edit import (
        CompetencyEdit,
        Edits,
        RequirementEdit,
        RoleEdit,
        RoleLevelEdit,
        save,
    )

    who = steward(info)
    framework = await _version(info, given.framework)

    def own(id: str | None, *kinds: str) -> str | None:
        return next((found for kind in kinds if id and (found := ids.own_id(id, kind))), id and "")

    edits = Edits(
        [
            CompetencyEdit(
                own(each.id, "Competency"),
                each.name,
                each.description,
                None if each.texts is None else tuple((text.level, text.text) for text in each.texts),
            )
            for each in given.competencies
        ],
        [
            RoleEdit(own(each.id, "Role"), each.name, each.family, each.description, each.kind)
            for each in given.roles
        ],
        [
            RoleLevelEdit(
                own(each.id, "RoleLevel"), own(each.role, "Role"), each.name, each.description, each.order
            )
            for each in given.role_levels
        ],
        [
            RequirementEdit(
                own(each.holder, "RoleLevel", "Role") or "",
                own(each.competency, "Competency") or "",
                each.level,
                each.must,
                each.weight,
                each.remove,
            )
            for each in given.requirements
        ],
        [own(id, "Competency", "Role", "RoleLevel") or "" for id in given.remove],
    )
    draft = await save(info.context.reader.graph, framework.id, edits, Steward(cast(str, who.person), _now()))
    info.context.frameworks.forget()
    found = await frameworks.one(info, draft.key)
    return cast(Framework, found)


async def _published(info: Info, given: PublishFrameworkInput) -> tuple[Framework | None, list[str]]:
    from learning.frameworks import Steward
    from learning.frameworks_renames import Answers
    from learning.frameworks_versions import publish_draft

    who = steward(info)
    framework = await _version(info, given.framework)
    answers = Answers.of([f"{each.old}={each.new}" for each in given.renamed], given.not_renamed)
    outcome = await publish_draft(
        info.context.reader.graph, framework.id, Steward(cast(str, who.person), _now()), answers
    )
    info.context.frameworks.forget()
    return await frameworks.in_force(info, framework.id), [change.sentence for change in outcome.changes]


async def _version(info: Info, id: str) -> Version:
    own = ids.own_id(id, "Framework")
    found = await info.context.frameworks.versions.load(own) if own else None
    if found is None:
        raise NotFound("There is no such framework.", "Give the id of one that `frameworks` lists.")
    return found


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * MICROSECONDS)
