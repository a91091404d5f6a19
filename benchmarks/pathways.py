"""Pathways over a generated catalogue: how long a question takes, and how far its answer is from the best.

    scripts/bench pathways [QUESTIONS]

10,000 skills, 5,000 pieces of content and 200 seeded questions unless said otherwise, from a warm catalogue.
Each answer that was not proved the best is solved again with far more effort, and compared. Then the
same on a catalogue in which nearly everything leads back to itself.
"""

import random
import time
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import mean, median, quantiles

from benchmarks.report import tell
from domain.content import Content, Kind, Needs, Target, Teaches
from learning.pathways import plan
from learning.pathways_catalogue import Catalogue
from learning.pathways_closure import part_of
from learning.pathways_links import rings
from learning.pathways_personas import personas
from learning.pathways_words import Goal, Have, Plan, Question, Subject

SKILLS, ITEMS, QUESTIONS = 10_000, 5_000, 200
TOPIC = 500  # skills that belong together
DEPTH = 0.02  # the first skills of a topic are taught and asked most: an exponential distribution's rate
WARM = 5  # questions before the clock starts: the solver is imported and paged in
LONG = 60.0  # deterministic seconds for proving the best
CYCLIC_SHARE = 0.9  # of content in the cyclic catalogue that may need whatever comes after it
RINGS_SHARE = 0.02  # in the usual one
CYCLIC_QUESTIONS = 40
KNOWN = 0.02  # of a topic's skills
SEED = 7
TODAY = date(2026, 1, 5)
KINDS = (
    *[Kind.COURSE] * 5,
    *[Kind.MICRO] * 4,
    *[Kind.EXTERNAL] * 3,
    *[Kind.NOTE] * 2,
    Kind.JOB_AID,
    *[Kind.MENTORING] * 2,
    Kind.COACHING,
    Kind.COMMUNITY,
    *[Kind.STRETCH] * 3,
)
MINUTES = {
    Kind.COURSE: (240, 1800),
    Kind.MICRO: (5, 30),
    Kind.EXTERNAL: (300, 2400),
    Kind.NOTE: (5, 40),
    Kind.JOB_AID: (5, 15),
    Kind.COACHING: (120, 480),
    Kind.MENTORING: (120, 600),
    Kind.COMMUNITY: (60, 300),
    Kind.STRETCH: (240, 1500),
}

UNITS = {
    "skills": "skills",
    "items": "pieces of content",
    "questions": "questions",
    "compile_seconds": "s, once",
    "p50_ms": "ms",
    "p95_ms": "ms, goal 300",
    "worst_ms": "ms",
    "steps": "steps, mean",
    "proved_share": "of the answers were proved the best at once",
    "candidates_mean": "candidates after closure",
    "candidates_most": "candidates after closure",
    "gap_to_optimum_mean": "of the optimum's weight",
    "gap_to_optimum_worst": "of the optimum's weight",
    "optimum_proved_share": "of the answers have an optimum that was proved in the end",
    "cyclic_p50_ms": "ms",
    "cyclic_p95_ms": "ms, goal 300",
    "cyclic_answered_share": "have steps, or reasons why there are none",
    "cyclic_candidates": "candidates in rings, mean",
    "one_ring_p50_ms": "ms, half of all content in one ring",
    "one_ring_p95_ms": "ms",
    "one_ring_answered_share": "have steps, or reasons why there are none",
    "one_ring_candidates": "candidates in rings, mean",
}


def main(arguments: Sequence[str]) -> None:
    number = int(arguments[0]) if arguments else QUESTIONS
    began = time.perf_counter()
    catalogue = Catalogue.of(contents(RINGS_SHARE))
    figures: dict[str, float] = {
        "skills": SKILLS,
        "items": ITEMS,
        "questions": number,
        "compile_seconds": time.perf_counter() - began,
    }
    asked = questions(number)
    plans, taken = _ask(catalogue, asked)
    figures |= {
        "p50_ms": median(taken),
        "p95_ms": quantiles(taken, n=20)[-1],
        "worst_ms": max(taken),
        "steps": mean(len(found.steps) for found in plans),
        **_sizes(catalogue, asked),
        "proved_share": mean(found.gap == 0 for found in plans),
        **_gaps(catalogue, asked, plans),
    }
    asked = asked[:CYCLIC_QUESTIONS]
    for name, whole in (("cyclic", False), ("one_ring", True)):
        catalogue = Catalogue.of(contents(CYCLIC_SHARE, whole))
        plans, taken = _ask(catalogue, asked)
        figures |= {
            f"{name}_p50_ms": median(taken),
            f"{name}_p95_ms": quantiles(taken, n=20)[-1],
            f"{name}_answered_share": mean(_is_answered(found) for found in plans),
            f"{name}_candidates": mean(_in_rings(catalogue, question) for question in asked),
        }
    tell("pathways", figures, UNITS)


def contents(backward: float, whole: bool = False) -> list[Content]:
    """Content over skills in topics. What it needs lies before it in its topic, so that there are few rings;
    for the share `backward` it may lie anywhere: in its topic, or with `whole` in any."""
    chance = random.Random(SEED)
    return [_content(chance, number, backward, whole) for number in range(ITEMS)]


def _content(chance: random.Random, number: int, backward: float, whole: bool) -> Content:
    kind = chance.choice(KINDS)
    topic = chance.randrange(SKILLS // TOPIC) * TOPIC
    place = _place(chance)
    start = 1 if chance.random() < 0.2 else 0
    taught = {place, *(max(0, place - chance.randint(0, 3)) for _ in range(chance.choice((0, 0, 1, 2))))}
    teaches = tuple(
        Teaches(Target.SKILL, _skill(topic + each), start, chance.choice((start + 1, start + 2, 3)))
        for each in sorted(taught)
    )
    needs: list[Needs] = []
    if place or backward > RINGS_SHARE:
        for clause in range(chance.choice((0, 1, 1, 2))):
            for _ in range(chance.choice((1, 1, 2, 3))):
                far = chance.random() < backward
                other = _place(chance) if far else chance.randrange(max(1, place))
                if other not in taught:
                    base = chance.randrange(SKILLS // TOPIC) * TOPIC if whole and far else topic
                    level = chance.choice((None, 1, 2))
                    needs.append(Needs(clause, Target.SKILL, _skill(base + other), level))
    low, high = MINUTES[kind]
    return Content(
        f"item-{number:05}",
        f"Item {number}",
        kind,
        languages=() if chance.random() < 0.3 else (chance.choice(("en", "en", "en", "de")),),
        minutes=chance.randrange(low, high + 1, 5),
        teaches=teaches,
        needs=tuple(needs),
    )


def questions(number: int) -> list[Question]:
    """Each of three to ten goals in one to three topics; some with a date, a persona, known things."""
    chance = random.Random(SEED + 1)
    return [_question(chance) for _ in range(number)]


def _question(chance: random.Random) -> Question:
    topics = [chance.randrange(SKILLS // TOPIC) * TOPIC for _ in range(chance.randint(1, 3))]
    wanted = {chance.choice(topics) + _place(chance) for _ in range(chance.randint(3, 10))}
    goals = tuple(
        Goal(Subject(Target.SKILL, _skill(skill)), chance.choice((1, 2, 2, 3)), chance.random() < 0.8)
        for skill in sorted(wanted)
    )
    have = {
        Subject(Target.SKILL, _skill(topic + place)): Have(chance.randint(1, 2), chance.random() < 0.3)
        for topic in topics
        for place in range(TOPIC)
        if chance.random() < KNOWN
    }
    dated = chance.random() < 0.5
    mix = chance.choice((None, *(persona.mix for persona in personas())))
    return Question(
        goals,
        have,
        TODAY,
        TODAY + timedelta(weeks=chance.randint(4, 40)) if dated else None,
        chance.choice((2.0, 3.0, 5.0)) if dated else None,
        frozenset({"en"}) if chance.random() < 0.7 else frozenset(),
        mix=mix,
    )


def _place(chance: random.Random) -> int:
    return min(int(chance.expovariate(DEPTH)), TOPIC - 1)


def _skill(number: int) -> str:
    return f"skill-{number:05}"


def _ask(catalogue: Catalogue, asked: Sequence[Question]) -> tuple[list[Plan], list[float]]:
    """The answers, and the milliseconds that each took."""
    for question in asked[:WARM]:
        plan(catalogue, question)
    plans: list[Plan] = []
    taken: list[float] = []
    for question in asked:
        began = time.perf_counter()
        plans.append(plan(catalogue, question))
        taken.append((time.perf_counter() - began) * 1_000)
    return plans, taken


def _gaps(catalogue: Catalogue, asked: Sequence[Question], plans: Sequence[Plan]) -> dict[str, float]:
    """How much more the answers weigh than the best ones, which are proved with more effort."""
    gaps: list[float] = []
    proved = 0
    for question, found in zip(asked, plans, strict=True):
        if found.gap == 0:
            gaps.append(0.0)
            proved += 1
            continue
        best = plan(catalogue, question, limit=LONG)
        proved += best.gap == 0
        fewer = best.objective[:3] < found.objective[:3]
        gaps.append(1.0 if fewer else found.objective[3] / max(1, best.objective[3]) - 1)
    return {
        "gap_to_optimum_mean": mean(gaps),
        "gap_to_optimum_worst": max(gaps),
        "optimum_proved_share": proved / len(asked),
    }


def _sizes(catalogue: Catalogue, asked: Sequence[Question]) -> dict[str, float]:
    sizes = [len(part_of(catalogue, question).items) for question in asked]
    return {"candidates_mean": mean(sizes), "candidates_most": max(sizes)}


def _is_answered(found: Plan) -> bool:
    return bool(found.steps) or len(found.missed) + len(found.had) == len(
        found.missed + found.met + found.had
    )


def _in_rings(catalogue: Catalogue, question: Question) -> int:
    return len(rings(part_of(catalogue, question).supporters))
