"""How candidates lead to one another: what each helps, and which are in a ring."""

from collections.abc import Sequence
from dataclasses import dataclass

Supporters = Sequence[Sequence[Sequence[int]]]
"""For each candidate and each of its clauses, the candidates that meet it."""


@dataclass(frozen=True, slots=True)
class Links:
    """The same the other way round. Clauses of all candidates are numbered through: `owners` are whose they
    are, and `helps` are, for each candidate, the clauses that it meets."""

    owners: tuple[int, ...]
    helps: tuple[tuple[int, ...], ...]

    @staticmethod
    def of(supporters: Supporters) -> "Links":
        owners: list[int] = []
        helps: list[list[int]] = [[] for _ in supporters]
        for i, clauses in enumerate(supporters):
            for some in clauses:
                number = len(owners)
                owners.append(i)
                for j in some:
                    helps[j].append(number)
        return Links(tuple(owners), tuple(map(tuple, helps)))

    def startable(self, met: Sequence[int] = ()) -> set[int]:
        """Candidates whose clauses can be met in some order, in turn, when those of `met` are."""
        left = [0] * len(self.helps)
        open_ = bytearray(b"\1") * len(self.owners)
        for clause in met:
            open_[clause] = 0
        for clause, owner in enumerate(self.owners):
            left[owner] += open_[clause]
        ready = [i for i, number in enumerate(left) if not number]
        started = set(ready)
        while ready:
            for clause in self.helps[ready.pop()]:
                if open_[clause]:
                    open_[clause] = 0
                    owner = self.owners[clause]
                    left[owner] -= 1
                    if not left[owner]:
                        started.add(owner)
                        ready.append(owner)
        return started


def rings(supporters: Supporters) -> dict[int, int]:
    """The strong component, by its number, of each candidate that is in one with others: only these can seem
    to support themselves. Tarjan's algorithm, without recursion."""
    order = [-1] * len(supporters)
    low = [0] * len(supporters)
    stack: list[int] = []
    waiting = bytearray(len(supporters))
    found: dict[int, int] = {}
    count = components = 0
    for root in range(len(supporters)):
        if order[root] >= 0 or not supporters[root]:
            continue
        path = [root]
        rest = [iter(_before(supporters, root))]
        order[root] = low[root] = count
        count += 1
        stack.append(root)
        waiting[root] = 1
        while path:
            node = path[-1]
            for other in rest[-1]:
                if order[other] < 0:
                    order[other] = low[other] = count
                    count += 1
                    stack.append(other)
                    waiting[other] = 1
                    path.append(other)
                    rest.append(iter(_before(supporters, other)))
                    break
                if waiting[other] and order[other] < low[node]:
                    low[node] = order[other]
            else:
                path.pop()
                rest.pop()
                if path and low[node] < low[path[-1]]:
                    low[path[-1]] = low[node]
                if low[node] == order[node]:
                    at = stack.index(node) if stack[-1] != node else len(stack) - 1
                    members = stack[at:]
                    del stack[at:]
                    for member in members:
                        waiting[member] = 0
                    if len(members) > 1:
                        found.update(dict.fromkeys(members, components))
                        components += 1
    return found


def _before(supporters: Supporters, i: int) -> list[int]:
    return [j for some in supporters[i] for j in some]
