"""A region's framework: it adds to the roles of a global one or tightens them, and never loosens them.

Its file names roles, role levels and competencies as the global framework does, and only what departs. What
it says is laid over the global one, so that its role levels require everything that holds for somebody who
has them. Its own departures are the requirements that are not the global ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.errors import InvalidInput
from domain.frameworks import Competency, Framework, Requirement, Role, RoleLevel, compared_as, item_id
from graph import frameworks
from graph.connection import Graph, Tx
from graph.frameworks import Version
from learning import frameworks_store as store

SHOWN = 5


@dataclass(frozen=True, slots=True)
class Departure:
    """What a region's role level needs that the global one does not, or does at another level (`was`)."""

    holder: str
    sentence: str
    competency: str


async def departures(graph: Graph, name: str) -> tuple[Version, Version, list[Departure]]:
    """Where a region's framework departs from the one in force that it is based on: (region, global, what).

    Raises NotFound, or InvalidInput for one that is based on none.
    """

    async def run(tx: Tx) -> tuple[Version, Version, list[Departure]]:
        region = (await store.named(tx, name)).numbered(None)
        if region.based_on is None:
            raise InvalidInput(
                f"{region.title!r} is based on no other framework.",
                "Take it in with --based-on NAME to compare it with one.",
            )
        base = (await store.of_id(tx, region.based_on)).numbered(None)
        told = departing(await frameworks.content(tx, base), await frameworks.content(tx, region))
        return region, base, told

    return await graph.read(run)


def departing(base: Framework, region: Framework) -> list[Departure]:
    """Every requirement of a region that is not the global one."""
    labels = {level.position: level.label.strip() for level in region.scale}
    names = {each.id: each.name for each in region.competencies}
    found: list[Departure] = []
    for holder, other in _pairs(base, region):
        held = _by_name(base, other.requires if other else ())
        for each in holder.requires:
            name = names[each.competency]
            was = held.get(compared_as(name))
            at = labels.get(each.level or 0, "any level")
            who, what = holder.name.strip(), f"*{name.strip()}*"
            if was is None:
                sentence = f"{who} needs {what} at {at}, which is added."
            elif was.level != each.level:
                sentence = f"{who} needs {what} at {at}, globally {labels.get(was.level or 0, 'any level')}."
            elif (was.must, was.weight) != (each.must, each.weight):
                sentence = (
                    f"{who} needs {what} as a must, globally a should."
                    if each.must != was.must
                    else (f"{who} needs {what} with weight {each.weight:g}, globally {was.weight:g}.")
                )
            else:
                continue
            found.append(Departure(holder.id, sentence, each.competency))
    return found


def laid_over(base: Framework, region: Framework, *, strict: bool) -> Framework:
    """What a region says, with everything that holds for its roles in the global framework besides.

    Raises InvalidInput where it speaks of levels that the global one has not, and, when it is `strict`, where
    it would loosen something; else the stricter of the two holds.
    """
    positions = {compared_as(level.label): level.position for level in base.scale}
    own = {level.position: positions.get(compared_as(level.label)) for level in region.scale}
    used = {
        each.level for holder, _ in _pairs(base, region) for each in holder.requires if each.level is not None
    }
    if unknown := [
        level.label for level in region.scale if own[level.position] is None and level.position in used
    ]:
        there = ", ".join(level.label for level in base.scale)
        raise InvalidInput(f"{base.title!r} has no level {unknown[0]!r}.", f"Use its levels: {there}.")
    competencies = _competencies(base, region)
    ids = {compared_as(each.name): each.id for each in competencies}
    names = {each.id: each.name for f in (base, region) for each in f.competencies}
    loosened: list[str] = []

    def merged(holder: Role | RoleLevel, other: Role | RoleLevel | None) -> tuple[Requirement, ...]:
        wanted = {
            ids[compared_as(names[each.competency])]: replace(
                each,
                competency=ids[compared_as(names[each.competency])],
                level=None if each.level is None else own[each.level],
            )
            for each in holder.requires
        }
        for each in other.requires if other else ():
            id = ids[compared_as(names[each.competency])]
            mine = wanted.get(id)
            if mine is None:
                wanted[id] = replace(each, competency=id, ordinals=())
            elif (mine.level or 0) < (each.level or 0) or (each.must and not mine.must):
                loosened.append(f"{holder.name.strip()}: {names[each.competency].strip()}")
                stricter = max(mine.level or 0, each.level or 0) or None
                wanted[id] = replace(mine, level=stricter, must=mine.must or each.must)
        return tuple(wanted.values())

    known = {compared_as(role.name): role for role in base.roles}
    roles: list[Role] = []
    for role in region.roles:
        other = known.get(compared_as(role.name))
        levels = {compared_as(level.name): level for level in other.levels} if other else {}
        mine = [
            replace(level, requires=merged(level, levels.get(compared_as(level.name))))
            for level in role.levels
        ]
        there = {compared_as(level.name) for level in role.levels}
        for name, level in levels.items():
            if name not in there:
                id = item_id(region.uri, "role level", role.name, level.name)
                bare = RoleLevel(id, level.name, level.description)
                mine.append(replace(bare, requires=merged(bare, level)))
        roles.append(
            replace(
                role,
                family=role.family or (other.family if other else ""),
                description=role.description or (other.description if other else ""),
                levels=tuple(mine),
                requires=merged(role, other),
            )
        )
    if loosened and strict:
        more = f" and {len(loosened) - SHOWN} more" if len(loosened) > SHOWN else ""
        raise InvalidInput(
            f"A region may not need less than {base.title!r}: {'; '.join(loosened[:SHOWN])}{more}.",
            "Leave these rows out, or need at least as much.",
        )
    return replace(
        region,
        scale=base.scale,
        competencies=_used(competencies, roles),
        roles=tuple(roles),
        language=region.language or base.language,
    )


def own_part(region: Framework) -> Framework:
    """What a region says itself: the requirements that its own file has, and what they are of."""

    def own(requires: Sequence[Requirement]) -> tuple[Requirement, ...]:
        return tuple(each for each in requires if each.ordinals)

    roles = [
        replace(
            role,
            requires=own(role.requires),
            levels=tuple(
                replace(level, requires=own(level.requires)) for level in role.levels if own(level.requires)
            ),
        )
        for role in region.roles
    ]
    return replace(region, roles=tuple(roles), competencies=_used(region.competencies, roles))


def _competencies(base: Framework, region: Framework) -> list[Competency]:
    """The region's competencies with what the global ones of the same name say, and the others of these, all
    with ids of the region's own."""
    mine = {compared_as(each.name): each for each in region.competencies}
    known = {compared_as(each.name): each for each in base.competencies}
    found = [
        replace(each, description=each.description or known[name].description, texts=known[name].texts)
        if name in known
        else each
        for name, each in mine.items()
    ]
    more = (each for name, each in known.items() if name not in mine)
    return [*found, *(replace(each, id=item_id(region.uri, "competency", each.name)) for each in more)]


def _used(competencies: Sequence[Competency], roles: Sequence[Role]) -> tuple[Competency, ...]:
    needed = {
        each.competency for role in roles for holder in (role, *role.levels) for each in holder.requires
    }
    return tuple(each for each in competencies if each.id in needed)


def _pairs(base: Framework, region: Framework) -> list[tuple[Role | RoleLevel, Role | RoleLevel | None]]:
    """Every role and role level of a region with the global one of the same name."""
    known = {compared_as(role.name): role for role in base.roles}
    found: list[tuple[Role | RoleLevel, Role | RoleLevel | None]] = []
    for role in region.roles:
        other = known.get(compared_as(role.name))
        levels = {compared_as(level.name): level for level in other.levels} if other else {}
        found.append((role, other))
        found += [(level, levels.get(compared_as(level.name))) for level in role.levels]
    return found


def _by_name(framework: Framework, requires: Sequence[Requirement]) -> Mapping[str, Requirement]:
    names = {each.id: compared_as(each.name) for each in framework.competencies}
    return {names[each.competency]: each for each in requires}
