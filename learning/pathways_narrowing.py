"""Parts of a task: without what no best plan takes, and, where that is still too large to be modelled whole,
what is cheapest for each clause."""

from collections import deque
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from learning.pathways_closure import Part
from learning.pathways_greedy import Ways
from learning.pathways_task import Task

BEST = 3  # candidates kept for a clause or an aim of a task that is too large
MOST = 120  # candidates besides the hint
# Replacing minutes by others moves the deviation from a mix by at most two for each, which counts a quarter:
# a way that takes less than a third is better for certain.
WITH_MIX = 3


def without_dominated(task: Task, ways: Ways) -> tuple[Task, Sequence[int]]:
    """The task without candidates in whose place another one, with the whole of its own way from nothing, is
    better for certain: no best plan takes them. With it, what its candidates were called before. `ways` are
    by minutes, beside nothing."""
    slots = _slots(task)
    members: dict[int, list[int]] = {}
    for i, mine in enumerate(slots):
        for slot in mine:
            members.setdefault(slot, []).append(i)
    owners = task.part.links.owners
    limited = {i for some, _ in task.limits for i in some}
    times = 1 if task.mix is None else WITH_MIX
    gone: set[int] = set()
    for i, mine in enumerate(slots):
        if i in task.part.kept or not mine:
            continue
        for j in members[min(mine, key=lambda slot: len(members[slot]))]:
            cost = ways.cost[j]
            if cost is None or times * cost >= task.minutes[i] or j == i:
                continue
            serves = all(slot in slots[j] or (slot < len(owners) and owners[slot] == j) for slot in mine)
            if serves and _fits(task, ways, i, j, limited):
                gone.add(i)
                break
    if not gone:
        return task, range(task.size)
    wanted = sorted(_wanted(task, gone))
    return restricted(task, wanted)[0], wanted


def narrowed(task: Task, hint: Collection[int], ways: Ways) -> tuple[Task, frozenset[int]]:
    """A smaller task in which the hint is possible, and the hint there. `ways` are beside nothing."""
    kept = set(hint) | set(task.part.kept)

    def best(some: Collection[int]) -> list[int]:
        return sorted(some, key=lambda i: (ways.cost[i] or 0, i))[:BEST]

    queue = deque(i for aim in task.aims for i in (*best(aim.teachers), *best(aim.practice)))
    queue.extend(sorted(kept))
    seen: set[int] = set()
    room = MOST + len(kept)
    while queue and len(kept) < room:
        i = queue.popleft()
        if i not in seen:
            seen.add(i)
            kept |= {i, *ways.to([i])}
            for some in task.part.supporters[i]:
                queue.extend(best(some))
    small, number = restricted(task, kept)
    return small, frozenset(number[i] for i in hint)


def restricted(task: Task, kept: Collection[int]) -> tuple[Task, dict[int, int]]:
    """The task with some of its candidates, and their new numbers."""
    order = sorted(kept)
    number = {i: new for new, i in enumerate(order)}

    def numbers(some: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted([number[i] for i in some if i in number]))

    part = task.part
    small = Part.of(
        (part.items[i] for i in order),
        (part.clauses[i] for i in order),
        tuple(tuple(map(numbers, part.supporters[i])) for i in order),
        (replace(a, teachers=numbers(a.teachers), practice=numbers(a.practice)) for a in part.aims),
        numbers(part.kept),
    )
    return (
        Task(
            small,
            tuple(task.minutes[i] for i in order),
            tuple(task.fifths[i] for i in order),
            tuple(task.places[i] for i in order),
            {name: numbers(some) for name, some in task.shares.items()},
            task.budget,
            tuple((numbers(some), most) for some, most in task.limits),
            task.mix,
        ),
        number,
    )


def _slots(task: Task) -> list[set[int]]:
    """What each candidate serves: clauses by their number, then the aims' teaching and practice."""
    clauses = len(task.part.links.owners)
    slots = [set(some) for some in task.part.links.helps]
    for number, aim in enumerate(task.aims):
        for i in aim.teachers:
            slots[i].add(clauses + 2 * number)
        for i in aim.practice:
            slots[i].add(clauses + 2 * number + 1)
    return slots


def _fits(task: Task, ways: Ways, i: int, j: int, limited: Collection[int]) -> bool:
    """Whether the way to `j` takes no more of what is limited than `i` alone."""
    if task.budget is None and not limited:
        return True
    way = ways.to([j])
    return sum(task.fifths[k] for k in way) <= task.fifths[i] and not way.intersection(limited)


def _wanted(task: Task, gone: Collection[int]) -> set[int]:
    """What still leads to an aim, or to what is kept."""
    queue = [i for aim in task.aims for i in (*aim.teachers, *aim.practice) if i not in gone]
    queue += task.part.kept
    found = set(queue)
    while queue:
        for some in task.part.supporters[queue.pop()]:
            for j in some:
                if j not in gone and j not in found:
                    found.add(j)
                    queue.append(j)
    return found
