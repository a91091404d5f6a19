"""What may be told of groups: cells of five people and more, counted in fives.

People are divided once into **cells** of at least five. Whatever is told of a group is told of all the cells
that it touches, and a cell's count is told as a whole number of fives: 0 to 4 people look alike. So every
answer is a function of these fives, and no combination of answers, by differences, unions or complements,
tells whether any one to four people are among the counted: none of them, or five and more, fits as well.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

FEWEST = 5  # people of whom anything is told, and the step in which they are counted


@dataclass(frozen=True, slots=True)
class Group:
    """A group that may be asked for, such as a team; `kind` and `name` say which."""

    kind: str
    name: str
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Range:
    """How many people: between `least` and `most`."""

    least: int
    most: int

    def __str__(self) -> str:
        if self.most == self.least:
            return str(self.least)
        return f"<{FEWEST}" if not self.least and self.most < FEWEST else f"{self.least}–{self.most}"

    def __add__(self, other: "Range") -> "Range":
        return Range(self.least + other.least, self.most + other.most)


def cells(people: Collection[str], groups: Iterable[Group]) -> list[frozenset[str]]:
    """Divides people so that as many groups as possible, in their order, are made of whole cells.

    A group is left out when it would split off fewer than five people. Nobody is in two cells; where there
    are fewer than five people at all, there is no cell.
    """
    found = [frozenset(people)] if len(people) >= FEWEST else []
    for group in groups:
        parts = [part for cell in found for part in (cell & group.people, cell - group.people) if part]
        if all(len(part) >= FEWEST for part in parts):
            found = parts
    return found


def told_of(people: Collection[str], all_cells: Sequence[frozenset[str]]) -> list[frozenset[str]]:
    """The cells that stand for a group: all that it touches."""
    wanted = set(people)
    return [cell for cell in all_cells if cell & wanted]


def counted(some: Sequence[frozenset[str]], who: Collection[str]) -> Range:
    """How many people of some cells are among `who`, as far as it may be told."""
    counts = ((len(cell), len(cell & set(who)) // FEWEST * FEWEST) for cell in some)
    total = Range(0, 0)
    for size, least in counts:
        total += Range(least, min(least + FEWEST - 1, size))
    return total


def shares(some: Sequence[frozenset[str]], who: Mapping[str, bool]) -> float:
    """The share of the people in some cells for whom something holds that is no deficit."""
    everybody = [person for cell in some for person in cell]
    return sum(who.get(person, False) for person in everybody) / len(everybody) if everybody else 0.0
