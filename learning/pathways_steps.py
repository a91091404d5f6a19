"""A solution as steps: in which order, what each is for, and what could stand in its place."""

from collections.abc import Collection, Sequence

from learning.pathways_catalogue import FIFTHS, Catalogue
from learning.pathways_closure import Aim
from learning.pathways_greedy import Ways
from learning.pathways_task import HOUR, Task
from learning.pathways_words import RUBRIC, Alternative, Goal, Question, Step, Why

ALTERNATIVES_MOST = 3  # shown of a step


def sequence(task: Task, taken: Collection[int]) -> list[int]:
    """The steps in order: never before what they need; what was started first; what is advised before, and
    teaching before the practice of it, where that is possible."""
    items = task.part.items
    after: dict[int, set[int]] = {i: set() for i in taken}
    keys = {items[i].content.id: i for i in taken}
    for aim in task.aims:
        teachers = {i for i in aim.teachers if i in after}
        for i in aim.practice:
            if i in after and i not in teachers:
                after[i] |= teachers
    for i in taken:
        for need in items[i].content.needs:
            if need.id in keys:
                after[i].add(keys[need.id])
    left, done, order = sorted(taken), set[int](), list[int]()
    while left:
        ready = [i for i in left if all(any(j in done for j in some) for some in task.part.supporters[i])]
        eased = [i for i in ready if after[i] - {i} <= done] or ready
        first = min(eased, key=lambda i: (i not in task.part.kept, items[i].made, i))
        left.remove(first)
        done.add(first)
        order.append(first)
    return [i for i in order if task.is_step(i)]


def steps_of(catalogue: Catalogue, question: Question, task: Task, taken: frozenset[int]) -> tuple[Step, ...]:
    """What is told of each step, in order."""
    order = sequence(task, taken)
    ways = Ways(task, task.minutes, taken)
    at_most = task.budget is not None
    fifths, steps = 0, list[Step]()
    for i in order:
        item = task.part.items[i]
        content = item.content
        fifths += task.fifths[i]
        steps.append(
            Step(
                content.id,
                content.title,
                content.kind,
                task.minutes[i],
                item.fifths(at_most) / FIFTHS,
                week_of(fifths, question),
                content.url,
                content.owner,
                _whys(catalogue, task, taken, i),
                _alternatives(task, taken, i, ways),
                item.check,
                item.advice,
                _text(task, i) if item.made else "",
                item.made,
                content.id in question.locked,
                content.id in question.started,
            )
        )
    return tuple(steps)


def week_of(fifths: int, question: Question) -> int | None:
    """The week, from 1, in which so many fifths of counted minutes are used up."""
    if not question.hours_a_week:
        return None
    return max(1, -int(-fifths // (question.hours_a_week * HOUR * FIFTHS)))


def _whys(catalogue: Catalogue, task: Task, taken: frozenset[int], i: int) -> tuple[Why, ...]:
    items = task.part.items
    whys: list[Why] = []
    for aim in task.aims:
        if i in aim.teachers:
            reached = f"{aim.goal.name or aim.goal.subject.id} at {RUBRIC[aim.level]}"
            whys.append(Why(f"leads to {reached}", aim.goal))
        elif i in aim.practice:
            whys.append(Why(f"practises {aim.goal.name or aim.goal.subject.id}", aim.goal))
    for other in sorted(taken - {i}):
        for clause, some in zip(task.part.clauses[other], task.part.supporters[other], strict=True):
            if i not in some:
                continue
            if items[other].bridge:
                goals = [aim.goal for aim in task.aims if other in aim.teachers]
                whys += [Why(_towards(clause.words, goal), goal) for goal in goals]
            else:
                title = items[other].content.title
                number = clause.number if clause.number >= 0 else None
                whys.append(
                    Why(f"“{title}” needs {clause.words}", step=items[other].content.id, clause=number)
                )
    if not whys:
        whys.append(Why("was started" if i in task.part.kept else "helps what comes after"))
    return tuple(dict.fromkeys(whys))


def _towards(words: str, goal: Goal) -> str:
    return f"leads to {words}" + ("" if words == goal.words else f", a part of {goal.words}")


def _alternatives(task: Task, taken: frozenset[int], i: int, ways: Ways) -> tuple[Alternative, ...]:
    """Candidates that serve everything that this step alone serves, cheapest first."""
    slots: list[Sequence[int]] = []
    for aim in task.aims:
        slots += [some for some in (aim.teachers, aim.practice) if i in some]
    for other in taken:
        slots += [some for some in task.part.supporters[other] if i in some]
    alone = [set(some) for some in slots if not any(j in taken for j in some if j != i)]
    if not alone:
        return ()
    found: list[Alternative] = []
    for j in sorted(set[int].intersection(*alone) - {i}):
        path = ways.to([j])
        if i not in path and task.is_step(j) and not task.part.items[j].made:
            content = task.part.items[j].content
            minutes = sum(task.minutes[k] for k in path - taken) - task.minutes[i]
            found.append(Alternative(content.id, content.title, minutes))
    return tuple(sorted(found, key=lambda a: (a.minutes, a.id))[:ALTERNATIVES_MOST])


def _text(task: Task, i: int) -> str:
    return next((aim.goal.text for aim in task.aims if i in aim.practice), "")


def unreached(task: Task, taken: Collection[int]) -> list[Aim]:
    return [aim for aim in task.aims if not task.reaches(aim, taken)]
