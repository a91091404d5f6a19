"""What stands in the way of content that can never be started: a ring, or a prerequisite without a way."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from learning.pathways_catalogue import Catalogue, Item
from learning.pathways_closure import part_of
from learning.pathways_search import Held
from learning.pathways_words import Question


def ringed(catalogue: Catalogue, question: Question, items: Sequence[Item]) -> Item | None:
    """The first of some items that only waits for others that wait for it: everything that it needs is there,
    and no order is. Followed over all that could meet their clauses."""
    held = Held(catalogue, question)
    seen: dict[int, list[list[int]]] = {}
    waiting: dict[int, list[int]] = defaultdict(list)
    queue = [item.place for item in items]
    while queue:
        place = queue.pop()
        if place in seen:
            continue
        seen[place] = []
        for clause in catalogue.items[place].clauses:
            if not any(map(held.meets, clause.ways)):
                some = [other for way in clause.ways for other in catalogue.supporters(way)]
                seen[place].append(some)
                queue += some
                for other in some:
                    waiting[other].append(place)
    gone: set[int] = set()
    queue = [place for place, clauses in seen.items() if not all(clauses)]
    while queue:  # whoever lacks something that is not there cannot be waited for
        place = queue.pop()
        if place not in gone:
            gone.add(place)
            queue += [p for p in waiting[place] if not all(any(o not in gone for o in c) for c in seen[p])]
    return next((item for item in items if item.place not in gone), None)


def blocking(catalogue: Catalogue, question: Question, item: Item) -> str:
    """The first clause of an item that nothing can meet, in words."""
    held = Held(catalogue, question)
    for clause in item.clauses:
        if any(map(held.meets, clause.ways)):
            continue
        there = [other for way in clause.ways for other in catalogue.supporters(way) if other != item.place]
        alone = replace(question, goals=(), locked=frozenset(catalogue.items[o].content.id for o in there))
        if not part_of(catalogue, alone).items:
            return f"it needs {clause.words}, which nothing that can be started leads to"
    return "it cannot be started in this language, region and format"
