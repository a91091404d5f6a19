"""A plan at once, for a hint and as the answer when nothing better is found in time.

A candidate's cost is its own and, for each clause, that of the cheapest way to meet it: Dijkstra's algorithm
on an and/or graph, which also gives each a cheapest way that is free of rings. What is taken already costs
nothing.
"""

import heapq
from collections.abc import Collection, Sequence

from learning.pathways_closure import Aim
from learning.pathways_task import Task

RECOUNTED_MOST = 8_000  # candidates times aims for which costs are recounted after every aim


def greedy(task: Task, ways: "Ways") -> frozenset[int]:
    """Candidates that can be taken in some order, keep to the limits, and reach what they can. `ways` are by
    minutes, beside nothing."""
    plans = [_greedy(task, task.minutes, ways)]
    if task.budget is not None and any(task.score(plans[0])[:3]):
        plans.append(_greedy(task, task.fifths, Ways(task, task.fifths, ())))
    return min(plans, key=task.score)


def _greedy(task: Task, prices: Sequence[int], ways: "Ways") -> frozenset[int]:
    taken: set[int] = set()
    recounts = task.size * (len(task.aims) + len(task.part.kept)) <= RECOUNTED_MOST
    for kept in sorted(task.part.kept):
        more = ways.to([kept])
        if task.affords(taken | more):
            taken |= more
            ways = Ways(task, prices, taken) if recounts else ways
    left = sorted(
        range(len(task.aims)), key=lambda a: (not task.aims[a].goal.must, ways.price(task.aims[a]), a)
    )
    for number in left:
        aim = task.aims[number]
        if task.reaches(aim, taken):
            continue
        more = ways.to(ways.heads(aim))
        if task.affords(taken | more):
            taken |= more
            ways = Ways(task, prices, taken) if recounts else ways
    return frozenset(_without_spare(task, taken))


class Ways:
    """The cheapest way to each candidate, beside what is taken. `prices` are the candidates' own."""

    def __init__(self, task: Task, prices: Sequence[int], taken: Collection[int]) -> None:
        self.cost: list[int | None] = [None] * task.size
        self._by: list[list[int]] = [[] for _ in range(task.size)]
        links, supporters = task.part.links, task.part.supporters
        left = [len(some) for some in supporters]
        before = [0] * task.size
        met = bytearray(len(links.owners))
        heap = [(0 if i in taken else prices[i], i) for i, number in enumerate(left) if not number]
        heapq.heapify(heap)
        while heap:
            cost, i = heapq.heappop(heap)
            self.cost[i] = cost
            for clause in links.helps[i]:
                if not met[clause]:
                    met[clause] = 1
                    j = links.owners[clause]
                    before[j] += cost
                    self._by[j].append(i)
                    left[j] -= 1
                    if not left[j]:
                        heapq.heappush(heap, (before[j] + (0 if j in taken else prices[j]), j))

    def heads(self, aim: Aim) -> list[int]:
        """What to take for an aim: a step that teaches and practises, or one of each."""
        teacher = self._cheapest(aim.teachers)
        if not aim.practice:
            return [teacher]
        both = [i for i in aim.practice if i in aim.teachers]
        pair = sorted({teacher, self._cheapest(aim.practice)})
        if both and self._price([self._cheapest(both)]) <= self._price(pair):
            return [self._cheapest(both)]
        return pair

    def price(self, aim: Aim) -> int:
        return self._price(self.heads(aim))

    def to(self, heads: Sequence[int]) -> set[int]:
        """Some candidates with all that their cheapest ways need."""
        found: set[int] = set()
        queue = list(heads)
        while queue:
            i = queue.pop()
            if i not in found:
                found.add(i)
                queue += self._by[i]
        return found

    def _cheapest(self, some: Sequence[int]) -> int:
        return min(some, key=lambda i: (self._price([i]), i))

    def _price(self, some: Sequence[int]) -> int:
        return sum(self.cost[i] or 0 for i in some)


def _without_spare(task: Task, taken: set[int]) -> set[int]:
    """The same without what is of no use, dearest first."""
    reached = [aim for aim in task.aims if task.reaches(aim, taken)]
    for i in sorted(taken - task.part.kept, key=lambda i: (-task.minutes[i], i)):
        fewer = taken - {i}
        if all(task.reaches(aim, fewer) for aim in reached) and task.order(fewer) is not None:
            taken = fewer
    return taken


def at_least(task: Task) -> int:
    """Minutes that no plan can go under that reaches every aim: the sum of the cheapest teachers of
    aims that nothing could serve together."""
    total = 0
    used: set[int] = set()
    prices = [(min(task.minutes[i] for i in aim.teachers), aim.teachers) for aim in task.aims]
    for price, teachers in sorted(prices, reverse=True):
        if not used.intersection(teachers):
            total += price
            used.update(teachers)
    return total
