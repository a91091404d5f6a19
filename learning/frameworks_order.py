"""The order of a role's levels, where what they require gives one.

One level is below another when nothing that it requires is higher there: a chain of such pairs is an order.
Levels that no chain joins stand side by side; a steward may order them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.frameworks import Framework, Requirement, Role, RoleLevel

NOT_REQUIRED = -1  # below the lowest level, and below being required without a level


def ordered(framework: Framework, decided: Mapping[str, Sequence[str]]) -> Framework:
    """The framework with every role's levels in order: as the source says, as `decided` (role level ids by
    role, from low to high), or by what they require."""
    return replace(
        framework, roles=tuple(_ordered(role, decided.get(role.id, ())) for role in framework.roles)
    )


def chain(levels: Sequence[RoleLevel]) -> list[RoleLevel] | None:
    """The levels from low to high; None where two of them do not compare, or require the same."""
    needs = [_needs(level.requires) for level in levels]
    order = sorted(range(len(levels)), key=lambda at: (sum(needs[at].values()) + len(needs[at]), at))
    for low, high in pairwise(order):
        if not _below(needs[low], needs[high]) or _below(needs[high], needs[low]):
            return None
    return [levels[at] for at in order]


def comparable(one: RoleLevel, other: RoleLevel) -> bool:
    """Whether one of two levels requires nothing higher than the other."""
    a, b = _needs(one.requires), _needs(other.requires)
    return _below(a, b) or _below(b, a)


def _ordered(role: Role, decided: Sequence[str]) -> Role:
    if all(level.order is not None for level in role.levels):
        return role
    if set(decided) == {level.id for level in role.levels}:
        places = {id: place for place, id in enumerate(decided, 1)}
    else:
        found = chain([level for level in role.levels if level.requires]) if len(role.levels) > 1 else None
        whole = found is not None and len(found) == len(role.levels)
        places = {level.id: place for place, level in enumerate(found or (), 1)} if whole else {}
    return replace(role, levels=tuple(replace(level, order=places.get(level.id)) for level in role.levels))


def _needs(requires: Sequence[Requirement]) -> dict[str, int]:
    """The highest level required of each competency; 0 where it is required without one."""
    needs: dict[str, int] = {}
    for each in requires:
        needs[each.competency] = max(needs.get(each.competency, 0), each.level or 0)
    return needs


def _below(low: Mapping[str, int], high: Mapping[str, int]) -> bool:
    return all(level <= high.get(competency, NOT_REQUIRED) for competency, level in low.items())
