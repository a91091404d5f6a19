"""Which skills speak for one another."""

from collections.abc import Iterable

from domain.skills import Skill


def are_kin(one: Skill, other: Skill) -> bool:
    """The same skill, one of the same category, or one that either names as broader or related."""
    return (
        one.id == other.id
        or (one.category != "" and one.category == other.category)
        or other.id in one.broader
        or other.id in one.related
        or one.id in other.broader
        or one.id in other.related
    )


def supported(skill: Skill, anchors: Iterable[Skill]) -> bool:
    """Whether any of the surely meant skills speaks for `skill`."""
    return any(are_kin(skill, anchor) for anchor in anchors)
