"""A way from what somebody has to what they aim at, through what there is to learn from.

`plan` decides: candidates, a plan at once, then the best that can be proved in a bounded effort. It is a pure
function: the same catalogue and question give the same plan.
"""

from collections.abc import Collection
from dataclasses import replace

from domain.content import Kind
from learning.pathways_catalogue import FIFTHS, Catalogue
from learning.pathways_closure import part_of, practice_step
from learning.pathways_greedy import Ways, at_least, greedy
from learning.pathways_model import LIMIT, Solution, is_too_large, solve
from learning.pathways_narrowing import narrowed, without_dominated
from learning.pathways_personas import PARTS
from learning.pathways_reasons import Case, conflict, missed
from learning.pathways_search import Held, speaks
from learning.pathways_steps import steps_of, week_of
from learning.pathways_task import MINUTE, Task, task_of
from learning.pathways_words import Goal, Missed, Plan, PlanStatus, Question, Step, Why


def plan(catalogue: Catalogue, question: Question, *, limit: float = LIMIT) -> Plan:
    """The pathway for a question: always an answer, at worst without steps and with a reason for each goal.

    `limit` is in deterministic seconds of the solver, which are near to seconds.
    """
    task = task_of(part_of(catalogue, question), question)
    task, solution = _solved(task, limit)
    case = Case(catalogue, question, task, solution.taken)
    held = Held(catalogue, question)
    by_goal = {id(aim.goal): aim for aim in task.aims}
    met, had, lacking = list[Goal](), list[Goal](), list[Missed]()
    for goal in question.goals:
        aim = by_goal.get(id(goal))
        if goal.level <= held.level(goal.subject.key):
            had.append(goal)
        elif aim is not None and aim.level == goal.level and task.reaches(aim, solution.taken):
            met.append(goal)
        else:
            lacking.append(missed(case, goal, aim))
    taken_ids = {task.part.items[i].content.id for i in solution.taken}
    kept = sorted((question.locked | question.started) - question.done)
    lacking += [conflict(case, id) for id in kept if id not in taken_ids]
    steps = steps_of(catalogue, question, task, solution.taken)
    steps += _practice(task, question, lacking, steps, {id(a.goal) for a in task.aims})
    status = PlanStatus.OPTIMAL if solution.is_proved else PlanStatus.FEASIBLE
    shares = dict.fromkeys(PARTS, 0)
    for step in steps:
        shares[_part_of(step.kind)] += step.minutes
    return Plan(
        PlanStatus.PARTIAL if lacking else status,
        _gap(task, solution),
        steps,
        tuple(met),
        tuple(had),
        tuple(lacking),
        sum(step.minutes for step in steps),
        round(sum(step.counted for step in steps), 1),
        shares,
        _assumptions(catalogue, question, task, solution.taken),
        _aids(catalogue, question),
        task.score(solution.taken),
    )


def _solved(task: Task, limit: float) -> tuple[Task, Solution]:
    """What to take, of the task or of a part of it where it is too large."""
    lean, before = without_dominated(task, Ways(task, task.minutes, ()))
    ways = Ways(lean, lean.minutes, ())
    hint = greedy(lean, ways)
    if not task.part.kept and not task.aims:
        return task, Solution(hint, 0, True)
    if not is_too_large(lean):
        found = solve(lean, hint, limit)
        return task, replace(found, taken=frozenset(before[i] for i in found.taken))
    small, hint = narrowed(lean, hint, ways)
    found = solve(small, hint, limit)
    bound = None if any(small.score(found.taken)[:3]) else MINUTE * at_least(lean)
    return small, Solution(found.taken, bound, False)


def _gap(task: Task, solution: Solution) -> float:
    """By how much of its weight a plan might be improved, from 0 to 1."""
    weight = task.weight(solution.taken)
    if solution.is_proved or not weight:
        return 0.0
    return 1.0 if solution.bound is None else max(0.0, 1 - solution.bound / weight)


def _practice(
    task: Task,
    question: Question,
    lacking: Collection[Missed],
    steps: Collection[Step],
    aimed: Collection[int],
) -> tuple[Step, ...]:
    """For goals that nothing leads to: practice made of the level's own text, as far as there is time."""
    used = sum(round(step.counted * FIFTHS) for step in steps)
    found: dict[str, Step] = {step.id: step for step in steps}
    added: list[Step] = []
    for one in lacking:
        if one.goal is None or id(one.goal) in aimed:
            continue
        item = practice_step(one.goal, one.goal.level, 0)
        fifths = item.fifths(False)
        if item.content.id in found or (task.budget is not None and used + fifths > task.budget):
            continue
        used += fifths
        step = Step(
            item.content.id,
            item.content.title,
            Kind.STRETCH,
            item.minutes(False),
            fifths / FIFTHS,
            week_of(used, question),
            why=(Why(f"nothing leads to {one.goal.words}: practice from the level's own text", one.goal),),
            text=one.goal.text,
            made=True,
        )
        found[step.id] = step
        added.append(step)
    return tuple(added)


def _part_of(kind: Kind) -> str:
    from learning.pathways_personas import PART

    return PART[kind]


def _assumptions(
    catalogue: Catalogue, question: Question, task: Task, taken: Collection[int]
) -> tuple[str, ...]:
    """What the plan takes for granted."""
    asked = {goal.subject.key for goal in question.goals}
    asked |= {f"skill:{skill}" for goal in question.goals for skill in catalogue.skills_of(goal.subject.key)}
    asked.update(key for i in taken for c in task.part.items[i].clauses for key, level in c.ways if level)
    said = [
        f"{catalogue.said((subject.key, have.level))} is what they say themselves; no evidence shows it."
        for subject, have in sorted(question.have.items(), key=lambda entry: entry[0].key)
        if have.assumed and have.level and subject.key in asked
    ]
    for id in sorted(question.done):
        if asked.intersection(key for key, _ in catalogue.taught(id)):
            title = catalogue.names.get(f"content:{id}", id)
            said.append(f"“{title}” was done: what it teaches counts as known.")
    for i in sorted(taken):
        item = task.part.items[i]
        if item.content.minutes is None and item.content.minutes_max is None and task.is_step(i):
            said.append(f"“{item.content.title}” does not say how long it takes: {task.minutes[i]} minutes.")
    if question.by is not None and question.hours_a_week is None:
        said.append("Without hours a week, the date bounds nothing.")
    return tuple(said)


def _aids(catalogue: Catalogue, question: Question) -> tuple[str, ...]:
    """Job aids about the goals, in one's languages."""
    found = {
        catalogue.items[teacher.item].content.id
        for goal in question.goals
        for teacher in catalogue.teachers.get(goal.subject.key, ())
        if (content := catalogue.items[teacher.item].content).kind is Kind.JOB_AID
        and content.id not in question.excluded
        and speaks(content, question)
    }
    return tuple(sorted(found))
