"""Rings in what needs what: the strongly connected components, by Tarjan's algorithm without recursion."""

from collections.abc import Iterable


def rings_of(edges: Iterable[tuple[str, str]]) -> list[tuple[str, ...]]:
    """Every group of which each needs, in the end, itself; smallest id first.

    >>> rings_of([("a", "b"), ("b", "c"), ("c", "b"), ("d", "d")])
    [('b', 'c'), ('d',)]
    """
    to: dict[str, list[str]] = {}
    for item, other in edges:
        to.setdefault(item, []).append(other)
        to.setdefault(other, [])
    number: dict[str, int] = {}
    lowest: dict[str, int] = {}
    open_: dict[str, None] = {}
    found: list[tuple[str, ...]] = []
    for start in to:
        if start in number:
            continue
        walk: list[tuple[str, int]] = [(start, 0)]
        while walk:
            item, at = walk.pop()
            if item not in number:
                number[item] = lowest[item] = len(number)
                open_[item] = None
            for place in range(at, len(to[item])):
                other = to[item][place]
                if other not in number:
                    walk += [(item, place), (other, 0)]
                    break
                if other in open_:
                    lowest[item] = min(lowest[item], lowest[other])
            else:
                if lowest[item] == number[item]:
                    ring = _taken(open_, item)
                    if len(ring) > 1 or item in to[item]:
                        found.append(tuple(sorted(ring)))
    return sorted(found)


def _taken(open_: dict[str, None], item: str) -> list[str]:
    """Everything that was opened since `item`, which is closed with it."""
    taken: list[str] = []
    while True:
        last, _ = open_.popitem()
        taken.append(last)
        if last == item:
            return taken
