"""The choice as a model for OR-Tools CP-SAT, and its solution in the strict order of the objective.

A literal says that a candidate is taken, another that an aim is missed. Ranks exist inside rings alone:
there a clause is met by one that ranks before, so that nothing supports itself. One worker, a fixed seed and
a limit in deterministic time: the same task gives the same solution.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learning.pathways_links import rings
from learning.pathways_personas import PARTS
from learning.pathways_task import MINUTE, Task

if TYPE_CHECKING:
    pass

SEED = 1
LIMIT = 0.06  # deterministic seconds for all stages together
RING_PAIRS_MOST = 2_000  # pairs that support each other inside rings: more cannot be built in the time


@dataclass(frozen=True, slots=True)
class Solution:
    """What to take. `bound` is a weight that no plan that misses as little goes under; None when that itself
    is not proved. `is_proved`: nothing is better."""

    taken: frozenset[int]
    bound: int | None
    is_proved: bool


def is_too_large(task: Task) -> bool:
    ranks = rings(task.part.supporters)
    pairs = 0
    for i, clauses in enumerate(task.part.supporters):
        if i in ranks:
            pairs += sum(ranks.get(j) == ranks[i] for some in clauses for j in some)
    return pairs > RING_PAIRS_MOST


def solve(task: Task, hint: Collection[int], limit: float = LIMIT) -> Solution:
    """The best that is found, never worse than the hint, which must be possible."""
    model = _Model(task, hint, limit)
    missed = task.score(hint)[:3]
    if any(missed):
        if not model.minimise(model.misses()):
            return Solution(model.taken, None, False)
        missed = task.score(model.taken)[:3]
    model.keep(missed)
    if not model.minimise(model.weight()):
        return Solution(model.taken, model.bound, False)
    weight = task.weight(model.taken)
    model.model.add(model.weight() <= weight)
    proved = model.minimise(model.tie())
    return Solution(model.taken, weight, proved)


class _Model:
    def __init__(self, task: Task, hint: Collection[int], limit: float) -> None:
        from ortools.sat.python import cp_model

        self.task = task
        self.taken = frozenset(hint)
        self.bound = 0
        self.limit = limit
        self.model = model = cp_model.CpModel()
        self.x = [model.new_bool_var("") for _ in range(task.size)]
        self.rings = rings(task.part.supporters)
        sizes = Counter(self.rings.values())
        self.ranks = {i: model.new_int_var(0, sizes[ring] - 1, "") for i, ring in self.rings.items()}
        self.before: dict[tuple[int, int], cp_model.IntVar] = {}
        for i, clauses in enumerate(task.part.supporters):
            for some in clauses:
                model.add_bool_or([~self.x[i], *(self._support(j, i) for j in some)])
        self.z = [model.new_bool_var("") for _ in task.aims]
        for aim, missed in zip(task.aims, self.z, strict=True):
            model.add_bool_or([missed, *(self.x[i] for i in aim.teachers)])
            if aim.practice:
                model.add_bool_or([missed, *(self.x[i] for i in aim.practice)])
        self.broken = [~self.x[i] for i in sorted(task.part.kept)]
        for some, most in task.limits:
            model.add(sum(self.x[i] for i in some) <= most)
        if task.budget is not None:
            model.add(self._sum(task.fifths) <= task.budget)
        self.away = self._deviation()

    def misses(self) -> Any:
        """Locks broken, must and should missed, each worth more than all after it."""
        must = [z for aim, z in zip(self.task.aims, self.z, strict=True) if aim.goal.must]
        should = [z for aim, z in zip(self.task.aims, self.z, strict=True) if not aim.goal.must]
        each = len(should) + 1
        return sum(should) + each * sum(must) + each * (len(must) + 1) * sum(self.broken)

    def keep(self, missed: Sequence[int]) -> None:
        """From here on nothing may miss more."""
        must = [z for aim, z in zip(self.task.aims, self.z, strict=True) if aim.goal.must]
        should = [z for aim, z in zip(self.task.aims, self.z, strict=True) if not aim.goal.must]
        for some, most in zip((self.broken, must, should), missed, strict=True):
            if some:
                self.model.add(sum(some) <= most)

    def weight(self) -> Any:
        return MINUTE * self._sum(self.task.minutes) + sum(self.away)

    def tie(self) -> Any:
        """Steps, then the sum of their places."""
        steps = [i for i in range(self.task.size) if self.task.is_step(i)]
        each = sum(self.task.places[i] for i in steps) + 1
        held = set(steps)
        return self._sum([each + place if i in held else 0 for i, place in enumerate(self.task.places)])

    def minimise(self, what: Any) -> bool:
        """Solves on from what is taken; says whether nothing is better."""
        from ortools.sat.python import cp_model

        if self.limit <= 0:
            return False
        self.model.minimize(what)
        self.model.clear_hints()
        self._hint()
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = self.limit
        # A closer relaxation proves sooner; probing and symmetries cost more than they save on small models.
        solver.parameters.linearization_level = 2
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.symmetry_level = 0
        status = solver.solve(self.model)
        self.limit -= solver.response_proto.deterministic_time
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return False
        found = frozenset(i for i, x in enumerate(self.x) if solver.boolean_value(x))
        self.taken = min(found, self.taken, key=self.task.score)
        self.bound = round(solver.best_objective_bound)
        return status == cp_model.OPTIMAL

    def _support(self, j: int, i: int) -> Any:
        """That j is taken, and before i where the two are in one ring."""
        if i not in self.rings or self.rings.get(j) != self.rings[i]:
            return self.x[j]
        if (j, i) not in self.before:
            before = self.before[j, i] = self.model.new_bool_var("")
            self.model.add_implication(before, self.x[j])
            earlier: Any = self.model.add(self.ranks[j] + 1 <= self.ranks[i])
            earlier.only_enforce_if(before)
        return self.before[j, i]

    def _deviation(self) -> list[Any]:
        """For each part of the mix the hundredfold minutes by which it is too large or too small."""
        mix, away = self.task.mix, list[Any]()
        if mix is None or not any(self.task.minutes):
            return []
        most = 100 * sum(self.task.minutes)
        for part in PARTS:
            mine = set(self.task.shares.get(part, ()))
            lean = self._sum(
                [
                    (100 * (i in mine) - mix.share(part)) * minutes
                    for i, minutes in enumerate(self.task.minutes)
                ]
            )
            by = self.model.new_int_var(0, most, "")
            self.model.add(by >= lean)
            self.model.add(by >= -lean)
            away.append(by)
        return away

    def _sum(self, numbers: Sequence[int]) -> Any:
        from ortools.sat.python import cp_model

        used = [i for i, number in enumerate(numbers) if number]
        expressions: Any = cp_model.LinearExpr
        return expressions.weighted_sum([self.x[i] for i in used], [numbers[i] for i in used])

    def _hint(self) -> None:
        """The whole of what is taken: every variable, as solvers make more of a whole hint."""
        taken = self.taken
        for i, x in enumerate(self.x):
            self.model.add_hint(x, i in taken)
        for aim, z in zip(self.task.aims, self.z, strict=True):
            self.model.add_hint(z, not self.task.reaches(aim, taken))
        order = {i: place for place, i in enumerate(self.task.order(taken) or ())}
        next_: dict[int, int] = {}
        for i in [*order, *(i for i in self.ranks if i not in order)]:
            if i in self.ranks:  # what is not taken comes last: its rank is of no account
                ring = self.rings[i]
                self.model.add_hint(self.ranks[i], next_.get(ring, 0))
                next_[ring] = next_.get(ring, 0) + 1
        for (j, i), before in self.before.items():
            self.model.add_hint(before, i in order and j in order and order[j] < order[i])
