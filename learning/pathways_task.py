"""What is to be decided, in whole numbers: which candidates to take, what that costs, and what is allowed.

The objective, in strict order: locked steps not kept, must-goals missed, should-goals missed, the weight (400
times the minutes and, with a mix, the hundredfold deviation from it: together minutes + 1/4 deviation),
steps, and the sum of the steps' places in the catalogue.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from learning.pathways_catalogue import FIFTHS
from learning.pathways_closure import Aim, Part
from learning.pathways_personas import PARTS, Mix
from learning.pathways_search import DAYS_A_WEEK
from learning.pathways_words import Question

MINUTE = 400  # the weight of one: a hundredth of a share deviates by a hundredfold minute, and counts 1/4
HOUR = 60  # minutes

Score = tuple[int, int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Task:
    """A part of the catalogue with its numbers, by candidate. `budget` is in fifths of a minute; `limits` are
    candidates of which only some number may be taken, one entry a mentor."""

    part: Part
    minutes: tuple[int, ...]
    fifths: tuple[int, ...]
    places: tuple[int, ...]
    shares: Mapping[str, tuple[int, ...]]
    budget: int | None
    limits: tuple[tuple[tuple[int, ...], int], ...]
    mix: Mix | None

    @property
    def size(self) -> int:
        return len(self.minutes)

    @property
    def aims(self) -> tuple[Aim, ...]:
        return self.part.aims

    def is_step(self, candidate: int) -> bool:
        return not self.part.items[candidate].bridge

    def reaches(self, aim: Aim, taken: Collection[int]) -> bool:
        practised = not aim.practice or any(i in taken for i in aim.practice)
        return practised and any(i in taken for i in aim.teachers)

    def affords(self, taken: Iterable[int]) -> bool:
        """Whether some candidates keep to the time, and to what mentors can take."""
        held = set(taken)
        if self.budget is not None and sum(self.fifths[i] for i in held) > self.budget:
            return False
        return all(len(held.intersection(some)) <= most for some, most in self.limits)

    def weight(self, taken: Iterable[int]) -> int:
        minutes = dict.fromkeys(PARTS, 0)
        for i in taken:
            minutes[self.part.items[i].part] += self.minutes[i]
        total = sum(minutes.values())
        mix = self.mix
        away = 0 if mix is None else sum(abs(100 * minutes[p] - mix.share(p) * total) for p in PARTS)
        return MINUTE * total + away

    def score(self, taken: Collection[int]) -> Score:
        steps = [i for i in taken if self.is_step(i)]
        missed = [aim.goal.must for aim in self.aims if not self.reaches(aim, taken)]
        return (
            sum(i not in taken for i in self.part.kept),
            sum(missed),
            len(missed) - sum(missed),
            self.weight(taken),
            len(steps),
            sum(self.places[i] for i in steps),
        )

    def order(self, taken: Collection[int]) -> list[int] | None:
        """Some candidates so that each comes after what it needs; None when they cannot be. What could stand
        next goes by its own number."""
        left = sorted(taken)
        done: set[int] = set()
        order: list[int] = []
        while left:
            ready = [i for i in left if all(any(j in done for j in some) for some in self.part.supporters[i])]
            if not ready:
                return None
            done.update(ready)
            order += ready
            left = [i for i in left if i not in done]
        return order


def budget_of(question: Question) -> int | None:
    """Fifths of counted minutes until the question's date, None without a date or hours a week."""
    if question.by is None or question.hours_a_week is None:
        return None
    days = max(0, (question.by - question.today).days)
    return int(days * question.hours_a_week * HOUR * FIFTHS / DAYS_A_WEEK)


def task_of(part: Part, question: Question) -> Task:
    at_most = budget_of(question) is not None
    shares: dict[str, list[int]] = defaultdict(list)
    owned: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(part.items):
        if not item.bridge:
            shares[item.part].append(i)
            owner = item.content.owner
            if owner is not None and owner in question.mentors and item.part == "social":
                owned[owner].append(i)
    return Task(
        part,
        tuple(item.minutes(at_most) for item in part.items),
        tuple(item.fifths(at_most) for item in part.items),
        tuple(max(0, item.place) for item in part.items),
        {name: tuple(some) for name, some in shares.items()},
        budget_of(question),
        tuple(
            (tuple(some), max(0, question.mentors[owner]))
            for owner, some in sorted(owned.items())
            if len(some) > question.mentors[owner]
        ),
        question.mix,
    )
