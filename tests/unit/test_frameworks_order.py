"""Levels of a role are in order where what they require is a chain, and side by side where it is not."""

from itertools import combinations
from pathlib import Path

from domain.frameworks import Requirement, RoleLevel
from learning.frameworks_order import chain, comparable, ordered
from sources.frameworks import read_framework


def level(name: str, **needs: int | None) -> RoleLevel:
    return RoleLevel(name, name, requires=tuple(Requirement(each, at) for each, at in needs.items()))


def names(levels: list[RoleLevel] | None) -> list[str] | None:
    return None if levels is None else [each.name for each in levels]


def test_a_level_that_needs_more_is_above() -> None:
    assert names(chain([level("b", sql=2, go=1), level("a", sql=1)])) == ["a", "b"]
    assert names(chain([level("b", sql=1), level("a", sql=None)])) == ["a", "b"]


def test_levels_that_do_not_compare_are_in_no_order() -> None:
    assert chain([level("lead", sql=3, go=1), level("head", sql=1, go=3)]) is None
    assert chain([level("one", sql=2), level("other", sql=2)]) is None


def test_the_shared_framework_has_34_chains_of_45(shared: Path) -> None:
    framework = read_framework(shared / "data" / "frameworks" / "ddat_roles.csv.gz").framework
    roles = [role for role in framework.roles if len(role.levels) > 1]
    pairs = [pair for role in roles for pair in combinations(role.levels, 2)]
    assert (len(pairs), sum(comparable(*pair) for pair in pairs)) == (394, 362)
    after = [role for role in ordered(framework, {}).roles if len(role.levels) > 1]
    assert (len(after), sum(role.levels[0].order is not None for role in after)) == (45, 34)
