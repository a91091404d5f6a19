"""The part of a catalogue that a question is about: what may lead to its goals, and can be started at all.

From the goals backward over whatever could meet a clause; then forward from what somebody has, dropping what
can never start; then backward once more, as some of what is left served only what was dropped.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from domain.content import Content, Kind
from learning.pathways_catalogue import Catalogue, Clause, Item
from learning.pathways_links import Links
from learning.pathways_search import ALL, Filter, Held, Search
from learning.pathways_words import EXPERT, RUBRIC, WORKING, Goal, Question

PRACTICE_MINUTES = 240  # of a practice step that is made of a level's own text


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal with the level to plan for, its own or the highest that can be reached; what teaches it, and of
    what practises it one must be taken (none: no practice is needed)."""

    goal: Goal
    level: int
    teachers: tuple[int, ...]
    practice: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Candidates by their own number, in the catalogue's order. `supporters` are, for each candidate and each
    of its `clauses` that is still to be met, the candidates that meet it. `kept` are those that somebody
    started or locked."""

    items: tuple[Item, ...]
    clauses: tuple[tuple[Clause, ...], ...]
    supporters: tuple[tuple[tuple[int, ...], ...], ...]
    aims: tuple[Aim, ...]
    kept: frozenset[int]
    links: Links

    @staticmethod
    def of(
        items: Iterable[Item],
        clauses: Iterable[tuple[Clause, ...]],
        supporters: tuple[tuple[tuple[int, ...], ...], ...],
        aims: Iterable[Aim],
        kept: Iterable[int],
    ) -> "Part":
        links = Links.of(supporters)
        return Part(tuple(items), tuple(clauses), supporters, tuple(aims), frozenset(kept), links)


def part_of(catalogue: Catalogue, question: Question, asked: Filter = ALL) -> Part:
    """What the question is about, as far as it asks for what `asked` names."""
    held = Held(catalogue, question)
    search = Search(catalogue, question, held, asked)
    sought = [
        (goal, held.level(goal.subject.key), min(goal.level, EXPERT - 1))
        for goal in question.goals
        if goal.level > held.level(goal.subject.key)
    ]
    for goal, low, high in sought:
        for level in range(low + 1, high + 1):
            search.want((goal.subject.key, level))
        for item in search.practising(goal.subject.key, high):
            search.take(item)
    ids = [id for id in sorted(question.locked | question.started) if id in catalogue.by_id]
    kept = [search.take(catalogue.items[catalogue.by_id[id]]) for id in ids]
    search.run()
    supporters = search.supporters()
    starts = search.startable(supporters)
    made: dict[str, Item] = {}
    aims = [aim for each in sought if (aim := _aim(search, starts, made, *each)) is not None]
    return _numbered(search, supporters, starts, made, aims, [i for i in kept if i in starts])


def is_reachable(catalogue: Catalogue, question: Question, goal: Goal, asked: Filter) -> bool:
    """Whether a goal's own level could be reached with all the time there is."""
    search = Search(catalogue, question, Held(catalogue, question), asked)
    way = (goal.subject.key, goal.level)
    search.want(way)
    search.run()
    return not search.startable(search.supporters()).isdisjoint(search.meeting(way))


def practice_step(goal: Goal, level: int, place: int) -> Item:
    """Practice made of what the framework says of a level; it teaches nothing that could be counted on."""
    title = f"Practise {goal.name or goal.subject.id} at {RUBRIC[level]}"
    id = f"practice:{goal.subject.key}:{level}"
    return Item(Content(id, title, Kind.STRETCH, minutes=PRACTICE_MINUTES), place, made=True)


def _aim(
    search: Search, starts: set[int], made: dict[str, Item], goal: Goal, low: int, high: int
) -> Aim | None:
    """For the highest level that can be reached, in the search's numbers; made practice is numbered on."""
    key = goal.subject.key
    for level in range(high, low, -1):
        teachers = [i for i in search.meeting((key, level)) if i in starts]
        if not teachers:
            continue
        practice: list[int] = []
        if level >= WORKING:
            practice = [i for i in map(search.take, search.practising(key, level)) if i in starts]
            if not practice:
                item = practice_step(goal, level, len(search.catalogue.items) + len(made))
                made.setdefault(item.content.id, item)
                practice = [len(search.items) + list(made).index(item.content.id)]
        return Aim(goal, level, tuple(teachers), tuple(practice))
    return None


def _numbered(
    search: Search,
    supporters: Sequence[Sequence[Sequence[int]]],
    starts: set[int],
    made: Mapping[str, Item],
    aims: Sequence[Aim],
    kept: Sequence[int],
) -> Part:
    """What of the search leads to the aims and to what is kept, in the catalogue's order."""
    items = [*search.items, *made.values()]
    queue = list(chain(kept, *((*aim.teachers, *aim.practice) for aim in aims)))
    found = set(queue)
    while queue:
        i = queue.pop()
        for some in supporters[i] if i < len(supporters) else ():
            for j in some:
                if j in starts and j not in found:
                    found.add(j)
                    queue.append(j)
    order = sorted(found, key=lambda i: (items[i].bridge, items[i].place, items[i].content.id))
    number = {i: new for new, i in enumerate(order)}

    def numbers(some: Iterable[int]) -> tuple[int, ...]:
        return tuple(sorted([number[i] for i in some if i in number]))

    return Part.of(
        (items[i] for i in order),
        (tuple(search.clauses[i]) if i < len(supporters) else () for i in order),
        tuple(tuple(map(numbers, supporters[i])) if i < len(supporters) else () for i in order),
        (Aim(aim.goal, aim.level, numbers(aim.teachers), numbers(aim.practice)) for aim in aims),
        numbers(kept),
    )
