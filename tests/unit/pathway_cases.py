"""Random small questions, the best answer to each by trying everything, and a checker of answers.

Nothing here uses what plans: only the values that questions and answers are made of.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import chain, combinations

from domain.content import Content, Kind, Needs, NeedStatus, Target, Teaches
from learning.pathways_personas import Mix
from learning.pathways_words import Goal, Have, Plan, Question, Subject

TODAY = date(2026, 1, 5)
CAP = {Kind.JOB_AID: 0, Kind.COACHING: 3, Kind.MENTORING: 3, Kind.STRETCH: 3}  # others: Working
FORMAL = (Kind.COURSE, Kind.MICRO, Kind.EXTERNAL, Kind.NOTE)
SOCIAL = (Kind.COACHING, Kind.MENTORING, Kind.COMMUNITY)
DOING = (Kind.COACHING, Kind.MENTORING, Kind.STRETCH)
MADE_MINUTES = 240


@dataclass(frozen=True)
class Case:
    contents: tuple[Content, ...]
    question: Question


def case(seed: int) -> Case:
    """A question over at most eight pieces of content: alternatives, rings, locks, dates, mentors."""
    chance = random.Random(seed)
    skills = [f"s{n}" for n in range(chance.randint(2, 4))]
    size = chance.randint(4, 8)
    contents = tuple(_content(chance, number, skills, size) for number in range(size))
    ids = [content.id for content in contents]
    goals = tuple(
        Goal(Subject(Target.SKILL, skill), chance.choice((1, 2, 2, 3)), chance.random() < 0.7, skill)
        for skill in chance.sample(skills, chance.randint(1, min(3, len(skills))))
    )
    have = {
        Subject(Target.SKILL, skill): Have(chance.randint(1, 2)) for skill in skills if chance.random() < 0.2
    }
    some = {name: frozenset(i for i in ids if chance.random() < share) for name, share in SHARES.items()}
    dated = chance.random() < 0.5
    return Case(
        contents,
        Question(
            goals,
            have,
            TODAY,
            TODAY + timedelta(weeks=chance.randint(1, 6)) if dated else None,
            chance.choice((0.5, 1.0, 2.0)) if dated else None,
            frozenset({"en"}) if chance.random() < 0.3 else frozenset(),
            locked=some["locked"],
            started=some["started"] - some["done"],
            excluded=some["excluded"] - some["locked"],
            done=some["done"],
            mix=chance.choice((None, Mix(10, 30, 60), Mix(60, 10, 30))),
            mentors={"m": chance.randint(0, 1)} if chance.random() < 0.5 else {},
        ),
    )


SHARES = {"locked": 0.06, "started": 0.05, "excluded": 0.08, "done": 0.06}


def _content(chance: random.Random, number: int, skills: list[str], size: int) -> Content:
    kind = chance.choice([*Kind, Kind.COURSE, Kind.STRETCH, Kind.MENTORING])
    teaches: list[Teaches] = []
    for skill in chance.sample(skills, chance.randint(1, 2)):
        start = chance.choice((0, 0, 0, 0, 1, 2))
        teaches.append(Teaches(Target.SKILL, skill, start, chance.randint(start + 1, 3)))
    needs: list[Needs] = []
    for clause in range(chance.choice((0, 0, 1, 1, 2))):
        for _ in range(chance.randint(1, 2)):
            if chance.random() < 0.5:
                needs.append(Needs(clause, Target.CONTENT, f"c{chance.randrange(size)}"))
            else:
                needs.append(
                    Needs(clause, Target.SKILL, chance.choice(skills), chance.choice((None, 1, 1, 2)))
                )
        if chance.random() < 0.1:
            needs.append(Needs(clause, None, None, status=chance.choice(list(NeedStatus)[2:])))
    return Content(
        f"c{number}",
        f"Content {number}",
        kind,
        owner="m" if kind in SOCIAL else None,
        languages=("de",) if chance.random() < 0.1 else (),
        minutes=chance.choice((10, 20, 30, 45, 60, 90, 120)),
        minutes_max=150 if chance.random() < 0.1 else None,
        teaches=tuple(teaches),
        needs=tuple(needs),
    )


class World:
    """The rules, told once more and in another way: sets of content, walked forward."""

    def __init__(self, case: Case) -> None:
        self.question = question = case.question
        self.all = {content.id: content for content in sorted(case.contents, key=lambda c: c.id)}
        self.place = {id: place for place, id in enumerate(self.all)}
        self.may = [
            id
            for id, c in self.all.items()
            if id not in question.done
            and id not in question.excluded
            and (
                id in question.locked | question.started
                or not question.languages
                or not c.languages
                or question.languages & set(c.languages)
            )
        ]
        self.start: dict[str, int] = {subject.id: have.level for subject, have in question.have.items()}
        for id in question.done & set(self.all):
            self._learn(self.start, id)

    @cached_property
    def reachable(self) -> set[str]:
        return set(self.walk(self.may)[1])

    @cached_property
    def aims(self) -> list[tuple[Goal, int]]:
        """Goals with the highest level up to their own that can be reached with all the time there is."""
        best, _ = self.walk(self.may)
        return [(goal, min(goal.level, best.get(goal.subject.id, 0), 3)) for goal in self.question.goals]

    def _learn(self, levels: dict[str, int], id: str) -> None:
        content = self.all[id]
        for t in content.teaches:
            end = min(t.end, CAP.get(content.kind, 2))
            if end > t.start:
                levels[t.id] = max(levels.get(t.id, 0), end)

    def walk(self, ids: Iterable[str]) -> tuple[dict[str, int], list[str]]:
        """Levels and order when taking some content, each as soon as it can be started."""
        levels, order = dict(self.start), list[str]()
        left = list(ids)
        moved = True
        while moved:
            moved = False
            for id in list(left):
                if self.can_start(id, levels, {*order, *self.question.done}):
                    left.remove(id)
                    order.append(id)
                    self._learn(levels, id)
                    moved = True
        return levels, order

    def can_start(self, id: str, levels: dict[str, int], before: set[str]) -> bool:
        if id in self.question.started:
            return True
        content = self.all[id]
        cap = CAP.get(content.kind, 2)
        if any(levels.get(t.id, 0) < t.start for t in content.teaches if min(t.end, cap) > t.start):
            return False
        for number in {need.clause for need in content.needs}:
            needs = [need for need in content.needs if need.clause == number]
            if any(need.status in (NeedStatus.WORDS, NeedStatus.PROPOSED) for need in needs):
                continue
            firm = [need for need in needs if need.status is not NeedStatus.SOFT]
            if firm and not any(self._is_met(need, levels, before) for need in firm):
                return False
        return True

    def _is_met(self, need: Needs, levels: dict[str, int], before: set[str]) -> bool:
        if need.status is NeedStatus.PERMISSION or need.id is None:
            return False
        if need.target is Target.CONTENT:
            return need.id in before
        return levels.get(need.id, 0) >= (need.level or 1)

    def complaints(self, plan: Plan) -> list[str]:
        """What is wrong with a plan: a step too early or not allowed, a goal that it claims and does not
        reach, a goal that is not spoken of."""
        levels, before = dict(self.start), set(self.question.done)
        wrong: list[str] = []
        practised: set[str] = set()
        for step in plan.steps:
            if step.made:
                practised |= {why.goal.subject.id for why in step.why if why.goal}
                continue
            if step.id not in self.may or not self.can_start(step.id, levels, before):
                wrong.append(f"{step.id} comes too early")
            before.add(step.id)
            self._learn(levels, step.id)
            if self.all[step.id].kind in DOING:
                practised |= {t.id for t in self.all[step.id].teaches}
        for goal in plan.met:
            if levels.get(goal.subject.id, 0) < goal.level:
                wrong.append(f"{goal.words} is not reached")
            if goal.level >= 2 and goal.subject.id not in practised:
                wrong.append(f"{goal.words} is not practised")
        wrong += [f"{g.words} was not there" for g in plan.had if self.start.get(g.subject.id, 0) < g.level]
        told = [*plan.met, *plan.had, *(one.goal for one in plan.missed if one.goal)]
        if sorted(g.words for g in told) != sorted(g.words for g in self.question.goals):
            wrong.append("not every goal is told of once")
        if len({step.id for step in plan.steps}) < len(plan.steps):
            wrong.append("a step comes twice")
        return wrong

    def practises(self, id: str, goal: Goal, level: int) -> bool:
        content = self.all[id]
        now = self.start.get(goal.subject.id, 0)
        return content.kind in DOING and any(
            t.id == goal.subject.id and t.start < level and min(t.end, 3) > max(t.start, now)
            for t in content.teaches
        )

    def score(self, taken: Iterable[str]) -> tuple[int, ...] | None:
        """What taking exactly this is worth, None when it is not allowed; practice is made where needed."""
        taken = set(taken)
        question = self.question
        levels, order = self.walk(taken)
        if len(order) < len(taken):
            return None
        if any(sum(self.all[i].kind in (SOCIAL) for i in taken) > most for most in question.mentors.values()):
            return None
        goals: list[tuple[bool, bool]] = []
        for goal, level in self.aims:
            now = self.start.get(goal.subject.id, 0)
            if level <= now:
                continue
            own = any(self.practises(i, goal, level) for i in self.reachable)
            done = any(self.practises(i, goal, level) for i in taken)
            goals.append((levels.get(goal.subject.id, 0) >= level, level < 2 or done or not own))
        best: tuple[int, ...] | None = None
        for choice in range(2 ** sum(learned for learned, _ in goals)):
            found = self._score(taken, goals, choice)
            if found is not None and (best is None or found < best):
                best = found
        return best

    def _score(self, taken: set[str], goals: list[tuple[bool, bool]], choice: int) -> tuple[int, ...] | None:
        """With practice made for those of the learned goals that `choice` says."""
        question = self.question
        missed, made, bit = [0, 0], 0, 0
        sought = [(goal, level) for goal, level in self.aims if level > self.start.get(goal.subject.id, 0)]
        places = sum(self.place[i] for i in taken)
        number = len(self.all)
        for (goal, level), (learned, practised) in zip(sought, goals, strict=True):
            needs_made = level >= 2 and not any(self.practises(i, goal, level) for i in self.reachable)
            wanted = False
            if learned:
                wanted = bool(choice >> bit & 1)
                bit += 1
            if wanted and not needs_made:
                return None
            if wanted:
                made += 1
                places += number
            number += needs_made
            if not (learned and practised and (wanted or not needs_made)):
                missed[0 if goal.must else 1] += 1
        dated = question.by is not None and question.hours_a_week is not None
        long = {
            i: max(self.all[i].minutes or 0, (self.all[i].minutes_max or 0) if dated else 0) for i in taken
        }
        if dated:
            assert question.by is not None and question.hours_a_week is not None
            there = (question.by - question.today).days / 7 * question.hours_a_week * 60
            used = sum(m * (0.2 if self.all[i].kind is Kind.STRETCH else 1) for i, m in long.items())
            if used + made * MADE_MINUTES * 0.2 > there + 1e-6:
                return None
        groups = {"formal": 0, "social": 0, "work": made * MADE_MINUTES}
        for i, m in long.items():
            kind = self.all[i].kind
            groups["formal" if kind in FORMAL else "social" if kind in SOCIAL else "work"] += m
        total = sum(groups.values())
        away = 0
        if question.mix:
            away = sum(abs(100 * groups[g] - getattr(question.mix, g) * total) for g in groups)
        kept = (question.locked | question.started) - question.done
        broken = sum(i in self.all and i in self.reachable and i not in taken for i in kept)
        return (broken, *missed, 400 * total + away, len(taken) + made, places)


def best(world: World) -> tuple[int, ...]:
    """The least score of any set of content."""
    subsets = chain.from_iterable(combinations(world.may, n) for n in range(len(world.may) + 1))
    return min(found for found in map(world.score, subsets) if found is not None)
