"""What is told of groups tells nothing of one to four people, however answers are put together.

The attacker knows who is in which group, how people are divided into cells, and the rule by which answers are
made; not who is short of what. For any two answers they work out, exactly, which numbers of people may be
short in a difference, an overlap, a union or a complement of the two groups. They have won when these are
numbers between one and four and no others: then a deficit of fewer than five people is revealed.
"""

import random
from collections.abc import Callable, Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from domain.release import FEWEST, Group, Range, cells, counted, shares, told_of

SEED = 6
PAIRS = 10_000
LEVELS = (1, 2, 3, 4)
COMPETENCIES = 12

Cell = frozenset[str]
Told = Callable[[int], int]  # what is told of a cell's count
Sums = set[tuple[int, ...]]


def fives(count: int) -> int:
    return count // FEWEST * FEWEST


def exactly(count: int) -> int:
    return count


def organisation(chance: random.Random) -> tuple[list[str], list[Group]]:
    """People in teams and sites that cut across each other, most of them small."""
    people = [f"p{n}" for n in range(chance.randint(5, 120))]
    found: list[Group] = []
    for kind, most in (("team", 12), ("site", 5)):
        of: dict[str, set[str]] = {}
        for person in people:
            of.setdefault(f"{kind}{int(chance.triangular(0, most, 0))}", set()).add(person)
        found += [Group(kind, name, frozenset(some)) for name, some in sorted(of.items())]
    return people, found


def levels_of(people: Sequence[str], chance: random.Random) -> list[dict[str, int | None]]:
    """For each competency the level of each person; None is unknown, 0 that they say they do not know it."""
    found: list[dict[str, int | None]] = []
    for _ in range(COMPETENCIES):
        weights = [chance.random() ** 2 for _ in range(6)]
        found.append(
            dict(zip(people, chance.choices([None, 0, 1, 2, 3, 4], weights, k=len(people)), strict=True))
        )
    return found


def short_of(levels: dict[str, int | None], level: int) -> set[str]:
    return {person for person, held in levels.items() if held is not None and held < level}


def sums(some: Iterable[Cell], told: Told) -> Sums:
    """What some cells may tell together, with how many people may then be short in them."""
    found: Sums = {(0, 0)}
    for cell in some:
        each = {(told(count), count) for count in range(len(cell) + 1)}
        found = {(a + c, b + d) for a, b in found for c, d in each}
    return found


def by_told(found: Sums) -> dict[int, set[int]]:
    gathered: dict[int, set[int]] = {}
    for told, count in found:
        gathered.setdefault(told, set()).add(count)
    return gathered


def attack(
    first: Sequence[Cell], second: Sequence[Cell], everybody: Sequence[Cell], who: set[str], told: Told
) -> list[set[int]]:
    """How many people may be short in each part of two groups, by what is told of the two for one need."""

    def tell(some: Sequence[Cell]) -> int:
        return sum(told(len(cell & who)) for cell in some)

    one, two = tell(first), tell(second)
    parts = [
        by_told(sums([cell for cell in first if cell not in second], told)),
        by_told(sums([cell for cell in first if cell in second], told)),
        by_told(sums([cell for cell in second if cell not in first], told)),
    ]
    feasible: list[set[int]] = [set() for _ in range(5)]
    for shared, both in parts[1].items():
        left, right = parts[0].get(one - shared, set()), parts[2].get(two - shared, set())
        if left and right:
            feasible[0] |= left
            feasible[1] |= both
            feasible[2] |= right
            feasible[3] |= {a + b + c for a in left for b in both for c in right}
    rest = [cell for cell in everybody if cell not in first and cell not in second]
    feasible[4] = {count for _, count in sums(rest, told)}
    return feasible


def is_revealed(feasible: set[int]) -> bool:
    return bool(feasible) and min(feasible) >= 1 and max(feasible) < FEWEST


def pairs(told: Told) -> tuple[int, int]:
    """(how many pairs of queries were attacked, how many of them revealed something)."""
    chance = random.Random(SEED)
    asked = revealed = 0
    while asked < PAIRS:
        people, found = organisation(chance)
        division = cells(people, found)
        levels = levels_of(people, chance)
        askable = [*found, Group("everyone", "everyone", frozenset(people))]
        for _ in range(min(100, PAIRS - asked)):
            one, two = (told_of(chance.choice(askable).people, division) for _ in range(2))
            who = short_of(chance.choice(levels), chance.choice(LEVELS))
            feasible = attack(one, two, division, who, told)
            truth = {person for cell in one for person in cell} - {p for cell in two for p in cell}
            assert len(truth & who) in feasible[0], "the attacker reckons wrong"
            revealed += any(map(is_revealed, feasible))
            asked += 1
    return asked, revealed


def test_ten_thousand_pairs_of_queries_reveal_no_deficit_of_fewer_than_five_people() -> None:
    assert pairs(fives) == (PAIRS, 0)


def test_the_attacker_would_find_what_exact_counts_reveal() -> None:
    _, revealed = pairs(exactly)
    assert revealed > PAIRS // 10


def test_two_levels_of_one_competency_reveal_nobody_between_them() -> None:
    """Who is short of the higher level and not of the lower one, in one cell: by both answers together."""
    for size in range(FEWEST, 31):
        for higher in range(size + 1):
            for lower in range(higher + 1):
                between = {
                    a - b
                    for a in range(fives(higher), min(fives(higher) + FEWEST - 1, size) + 1)
                    for b in range(fives(lower), min(fives(lower) + FEWEST - 1, a) + 1)
                }
                assert higher - lower in between
                assert not is_revealed(between), (size, higher, lower)


def test_met_and_short_together_reveal_nothing_of_the_rest() -> None:
    for size in range(FEWEST, 31):
        for met in range(size + 1):
            for short in range(size - met + 1):
                worlds = [
                    (a, b)
                    for a in range(fives(met), fives(met) + FEWEST)
                    for b in range(fives(short), fives(short) + FEWEST)
                    if a + b <= size
                ]
                assert (met, short) in worlds
                assert not is_revealed({b for _, b in worlds}), (size, met, short)
                assert not is_revealed({size - a for a, _ in worlds}), (size, met, short)


def test_what_is_told_is_the_rule_that_was_attacked() -> None:
    chance = random.Random(SEED)
    for _ in range(200):
        people, found = organisation(chance)
        division = cells(people, found)
        who = set(chance.sample(people, chance.randint(0, len(people))))
        some = told_of(chance.choice(found).people, division)
        assert counted(some, who).least == sum(fives(len(cell & who)) for cell in some)
        assert (
            counted(some, who).least
            <= len({p for cell in some for p in cell} & who)
            <= counted(some, who).most
        )


@given(st.integers(0, 1_000_000))
def test_cells_divide_everybody_into_fives_and_more(seed: int) -> None:
    people, found = organisation(random.Random(seed))
    division = cells(people, found)
    assert sorted(person for cell in division for person in cell) == sorted(people)
    assert all(len(cell) >= FEWEST for cell in division)


def test_four_people_are_told_nothing_of() -> None:
    assert cells(["a", "b", "c", "d"], []) == []


def test_a_group_that_differs_from_another_by_four_is_told_together_with_them() -> None:
    team = Group("team", "Warehouse", frozenset("abcdef"))
    site = Group("site", "Łódź", frozenset("abcdefghij"))
    people = [*"abcdefghij", *"klmnopq"]
    division = cells(people, [team, site])
    assert told_of(team.people, division) == [team.people]
    assert {person for cell in told_of(site.people, division) for person in cell} == set(people)


def test_one_to_four_look_like_nobody() -> None:
    cell = frozenset("abcdefghijkl")
    assert {str(counted([cell], set(sorted(cell)[:n]))) for n in range(5)} == {"<5"}
    assert [str(counted([cell], set(sorted(cell)[:n]))) for n in (5, 9, 10, 12)] == [
        "5–9",
        "5–9",
        "10–12",
        "10–12",
    ]
    assert counted([cell, frozenset("123456")], {"a", "1"}) == Range(0, 8)


def test_a_share_is_of_all_cells() -> None:
    assert shares([frozenset("abcde")], {"a": True, "b": True, "z": True}) == 0.4
