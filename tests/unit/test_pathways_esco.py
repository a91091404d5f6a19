"""From every ICT occupation of ESCO to every other that shares a skill with it there is a pathway."""

import gzip
import json
import random
from itertools import permutations
from pathlib import Path

from pathway_cases import Case as Asked
from pathway_cases import World

from domain.content import Content, Kind, Needs, Target, Teaches
from learning.pathways import plan
from learning.pathways_catalogue import Catalogue
from learning.pathways_words import Goal, Have, PlanStatus, Question, Subject

SEED = 7
WORKING = 2
COMPLETE = 989  # pairs; to the others something is lacking in this catalogue, whatever is planned
CHECKED_EVERY = 5  # pairs whose plan is walked by the checker, which is slow on purpose


def test_every_pair_of_occupations_has_a_pathway(shared: Path) -> None:
    held = json.loads(gzip.decompress((shared / "data/esco/esco_ict_occupations.json.gz").read_bytes()))
    skills = {one["label"]: tuple(dict.fromkeys(s["uri"] for s in one["skills"])) for one in held}
    names = {s["uri"]: s["label"] for one in held for s in one["skills"]}
    contents = _contents(sorted(names))
    catalogue = Catalogue.of(contents, names={f"skill:{uri}": name for uri, name in names.items()})
    pairs = [(a, b) for a, b in permutations(skills, 2) if set(skills[a]) & set(skills[b])]
    assert (len(held), len(names), len(pairs)) == (91, 723, 3_134)
    complete = 0
    for number, (here, there) in enumerate(pairs):
        have = {Subject(Target.SKILL, uri): Have(WORKING) for uri in skills[here]}
        goals = tuple(Goal(Subject(Target.SKILL, uri), WORKING, name=names[uri]) for uri in skills[there])
        question = Question(goals, have)
        found = plan(catalogue, question)
        lacking = set(skills[there]) - set(skills[here])
        told = {goal.subject.id for goal in found.met} | {
            one.goal.subject.id for one in found.missed if one.goal
        }
        assert told == lacking, (here, there)
        assert bool(found.steps) == bool(lacking), (here, there)
        assert (found.status is PlanStatus.PARTIAL) == bool(found.missed)
        assert all(one.words and one.relaxation for one in found.missed)
        complete += not found.missed
        if number % CHECKED_EVERY == 0:
            assert World(Asked(contents, question)).complaints(found) == [], (here, there)
    assert complete == COMPLETE


def _contents(skills: list[str]) -> tuple[Content, ...]:
    """Two to four pieces of content a skill; a third of them needs another skill, in rings too."""
    chance = random.Random(SEED)
    made: list[Content] = []
    for skill in skills:
        for _ in range(chance.randint(2, 4)):
            start = chance.choice((0, 0, 0, 1))
            end = chance.choice((1, 2, 2, 3)) if not start else chance.choice((2, 3))
            needs = [
                Needs(0, Target.SKILL, chance.choice(skills), chance.choice((None, 1)))
                for _ in range(chance.choice((0, 0, 1, 2)))
            ]
            made.append(
                Content(
                    f"item-{len(made):04}",
                    f"Item {len(made)}",
                    chance.choice([kind for kind in Kind if kind is not Kind.JOB_AID]),
                    minutes=chance.randrange(10, 1_200, 10),
                    teaches=(Teaches(Target.SKILL, skill, start, end),),
                    needs=tuple(needs),
                )
            )
    return tuple(made)
