"""What stewards decide about a framework beyond its file: the order of a role's levels, what levels stand
for.

Such decisions hold for the version in force and for those that come after it; they are no change of its
content.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Framework, Role, RoleLevel, compared_as
from graph import frameworks, frameworks_written
from graph.connection import Graph, Tx
from learning import frameworks_store as store
from learning.frameworks_choices import Choices, dumped, parsed, with_rubric
from learning.frameworks_order import ordered

RUBRIC = (1, 2, 3, 4)
SHOWN = 20  # names, where one was not found

T = TypeVar("T", Role, RoleLevel)


async def order_levels(graph: Graph, name: str, role: str, levels: Sequence[str]) -> Role:
    """Puts the levels of a role in an order, from low to high; without any it is as they require.

    Raises NotFound, or InvalidInput where not every level is named once.
    """

    def decide(framework: Framework, choices: Choices) -> Choices:
        found = _called(framework.roles, role, "role")
        if not levels:
            return replace(choices, order={id: some for id, some in choices.order.items() if id != found.id})
        ids = tuple(_called(found.levels, each, "level of this role").id for each in levels)
        if sorted(ids) != sorted(level.id for level in found.levels):
            names = ", ".join(level.name.strip() for level in found.levels)
            raise InvalidInput("An order names every level of the role once.", f"Its levels are {names}.")
        return replace(choices, order={**choices.order, found.id: ids})

    return _called((await _decide(graph, name, decide)).roles, role, "role")


async def set_rubric(graph: Graph, name: str, rubrics: Sequence[tuple[str, int]]) -> Framework:
    """Says which level of proficiency, 1 to 4, levels of the scale stand for. Raises NotFound or
    InvalidInput."""

    def decide(framework: Framework, choices: Choices) -> Choices:
        rubric = dict(choices.rubric)
        for label, value in rubrics:
            if compared_as(label) not in {compared_as(level.label) for level in framework.scale}:
                there = ", ".join(level.label for level in framework.scale)
                raise NotFound(f"{framework.title!r} has no level {label!r}.", f"It has {there}.")
            if value not in RUBRIC:
                raise InvalidInput(f"There is no level of proficiency {value}.", "Give 1, 2, 3 or 4.")
            rubric[compared_as(label)] = value
        given = [rubric.get(compared_as(level.label), level.rubric) for level in framework.scale]
        known = [value for value in given if value is not None]
        if known != sorted(known):
            raise InvalidInput(
                "A higher level cannot stand for less than a lower one.", "Let the numbers rise."
            )
        return replace(choices, rubric=rubric)

    return await _decide(graph, name, decide)


async def _decide(graph: Graph, name: str, decide: Callable[[Framework, Choices], Choices]) -> Framework:
    """Applies a decision to the version in force and to a draft."""
    await store.settle(graph)

    async def run(tx: Tx) -> Framework:
        versions = await store.named(tx, name)
        decided: Framework | None = None
        for version in filter(None, (versions.draft, versions.published)):
            before = await frameworks.content(tx, version)
            held = parsed(version.choices)
            choices = decide(before, held)
            changed = {
                id for id in (*held.order, *choices.order) if held.order.get(id) != choices.order.get(id)
            }
            after = ordered(with_rubric(_unordered(before, changed), choices), choices.order)
            await frameworks.save_version(tx, card=replace(version, choices=dumped(choices)))
            if version == versions.published:
                for step in frameworks_written.steps(before, after):
                    await frameworks_written.write(tx, version, step)
            else:
                await frameworks.put_aside(tx, version, after)
            decided = after
        assert decided is not None  # what is named has a version
        return decided

    return await store.locked(graph, run)


def _unordered(framework: Framework, roles: set[str]) -> Framework:
    """The framework without an order of the levels of some roles."""

    def without(role: Role) -> Role:
        return replace(role, levels=tuple(replace(level, order=None) for level in role.levels))

    return replace(
        framework, roles=tuple(without(role) if role.id in roles else role for role in framework.roles)
    )


def _called(things: Sequence[T], text: str, what: str) -> T:
    """One of some things, by id or name. Raises NotFound."""
    plain = compared_as(text)
    for thing in things:
        if thing.id == text or compared_as(thing.name) == plain:
            return thing
    there = ", ".join(thing.name.strip() for thing in things[:SHOWN])
    raise NotFound(f"There is no {what} called {text!r}.", f"There are {there}.")
