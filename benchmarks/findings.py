"""Findings about a generated organisation in which each kind is planted, among what only looks like it.

    scripts/bench findings [ITEMS]

2,000 pieces of content over 400 skills, and 2,000 people who write for a year, from a fixed seed: nothing
comes from outside. The decisions alone are measured, without a graph: by the code of `review content` and
`coverage --rising`; holders, which the command counts in Cypher, are counted here again by the same
thresholds. For each kind precision and recall are printed, and how long the review takes at 5,000 items. Who
rises does so six-fold.
"""

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from benchmarks.report import tell
from domain.content import Kind, Target, Teaches
from domain.evidence import SHOWING, Act, bucket, bucket_act, bucket_month, month_of
from domain.review import FindingKind, Item
from learning.coverage_holders import micros, since
from learning.coverage_rising import counts, rising_of
from learning.review import Organisation, findings
from learning.review_missing import Asked, Required
from learning.review_thresholds import BEFORE_DAYS, RISING_DAYS

ITEMS, SKILLS, PEOPLE = 2_000, 400, 2_000
LARGE = 5_000  # items of which the time is told
SEED = 7
TODAY = date(2026, 11, 24)
PLANTED = 60  # of each kind of finding
RISING = 400  # people who rise in one of their eight skills
WORDS = 4_000  # in the language of the descriptions
SENTENCE = (25, 60)  # words of a description
SPEAKS = ("en", "de", "pl")
STEADY = 6.0  # threads a year about a skill that somebody knows, at least
BUSY = 30.0  # at most
RISES = 6.0  # times as often in the last 90 days

Key = tuple[str, ...]


@dataclass(slots=True)
class Planted:
    """What is to be found, by kind."""

    of: dict[str, set[Key]] = field(default_factory=dict[str, set[Key]])

    def add(self, kind: str, *about: str) -> None:
        self.of.setdefault(kind, set()).add(tuple(sorted(about)))


def main(arguments: Sequence[str]) -> None:
    number = int(arguments[0]) if arguments else ITEMS
    chance = random.Random(SEED)
    planted = Planted()
    organisation = _organisation(chance, number, planted)
    began = time.perf_counter()
    found = findings(organisation, TODAY)
    took = time.perf_counter() - began
    by_kind: dict[str, set[Key]] = {}
    for one in found:
        by_kind.setdefault(one.kind.value, set()).add(tuple(sorted(one.about)))
    by_kind["rising"] = _rising(chance, planted)
    by_kind["lone_expert"] = _lone(chance, planted)
    figures: dict[str, float] = {"items": number, "review_seconds": took}
    for kind in (*(kind.value for kind in FindingKind), "rising", "lone_expert"):
        told, true = by_kind.get(kind, set()), planted.of.get(kind, set())
        right = len(told & true)
        figures[f"{kind}_planted"] = len(true)
        figures[f"{kind}_precision"] = right / len(told) if told else 0.0
        figures[f"{kind}_recall"] = right / len(true) if true else 0.0
    large = _organisation(random.Random(SEED + 1), LARGE, Planted())
    began = time.perf_counter()
    findings(large, TODAY)
    figures["large_items"], figures["large_review_seconds"] = LARGE, time.perf_counter() - began
    copies = [replace(large.items[0], id=f"copy-{at:05}") for at in range(LARGE)]
    began = time.perf_counter()
    findings(replace(large, items=tuple(copies)), TODAY)
    figures["all_copies_review_seconds"] = time.perf_counter() - began
    tell("findings", figures, _units(figures))


def _units(figures: Iterable[str]) -> dict[str, str]:
    goals = {"precision": "goal 0.95", "recall": "goal 0.90", "seconds": "s", "planted": "planted"}
    return {figure: goals.get(figure.rpartition("_")[2], "") for figure in figures}


def _organisation(chance: random.Random, number: int, planted: Planted) -> Organisation:
    """Content of which every kind of finding is planted, and decoys: translations, other languages, the next
    course about the same, what builds on another, and what says it in other words."""
    language = _Language(chance)
    needed = set(range(SKILLS // 2))  # the rest no role needs
    items = [_item(chance, language, f"item-{at:05}", chance.choice(sorted(needed))) for at in range(number)]
    items += _same(chance, language, items, planted)
    items += _outdated(chance, language, planted)
    items += _ownerless(chance, language, planted)
    items += _misaligned(chance, language, planted)
    asked, required, taught = _missing(chance, language, planted)
    items += taught
    items += _unread(language, planted)
    languages = [("en", "de")] * 300 + [("pl",)] * 40
    by = {f"skill-{one.skill}": len(one.askers) for one in asked}
    wanted = {(Target.SKILL, f"skill-{skill}") for skill in needed}
    wanted |= {(Target.SKILL, tag.id) for item in taught for tag in item.teaches}
    titles = {item.id: item.title for item in items}
    return Organisation(
        tuple(sorted(items, key=lambda item: item.id)),
        titles,
        {"skill-old": "Skill 3"},
        frozenset(wanted),
        by | {"skill-asked": 3},
        tuple(asked),
        tuple(required),
        tuple(languages),
    )


class _Language:
    """Made-up words of which few are frequent, as in a language, with words of its own for each topic."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        syllables = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]
        self.words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(WORDS)]
        self.weights = [1 / (rank + 2) for rank in range(WORDS)]

    def sentence(self, topic: int) -> str:
        length = self.chance.randint(*SENTENCE)
        common = self.chance.choices(self.words, self.weights, k=length * 2 // 3)
        own = [f"{self.words[(topic * 37 + n) % WORDS]}x" for n in range(25)]
        special = self.chance.choices(own, k=length - len(common))
        mixed = [*common, *special]
        self.chance.shuffle(mixed)
        return " ".join(mixed)

    def changed(self, text: str, share: float) -> str:
        """The same with some of its words exchanged."""
        words = text.split()
        for at in self.chance.sample(range(len(words)), int(len(words) * share)):
            words[at] = self.chance.choice(self.words)
        return " ".join(words)


def _item(chance: random.Random, language: _Language, id: str, skill: int, level: int | None = None) -> Item:
    start = chance.choice((0, 0, 1)) if level is None else level
    words = language.sentence(skill)
    return Item(
        id,
        f"{words.split()[0]} {words.split()[1]} about skill{skill}",
        words,
        chance.choice(list(Kind)),
        (chance.choice(SPEAKS),),
        (),
        TODAY + timedelta(days=chance.randint(30, 900)),
        owner=f"person-{chance.randrange(PEOPLE)}",
        teaches=(Teaches(Target.SKILL, f"skill-{skill}", start, start + 1),),
    )


def _same(chance: random.Random, language: _Language, items: Sequence[Item], planted: Planted) -> list[Item]:
    made: list[Item] = []
    base = chance.sample(list(items), PLANTED * 3)
    for at, item in enumerate(base[:PLANTED]):
        text = language.changed(item.text, chance.uniform(0.0, 0.1))
        twin = replace(item, id=f"same-{at:03}", text=text, title=language.changed(item.title, 0.25))
        made.append(twin)
        planted.add("same", item.id, twin.id)
    for at, item in enumerate(base[PLANTED : PLANTED * 2]):
        tag = item.teaches[0]
        other = (
            replace(item, id=f"decoy-{at:03}", translation_of=item.id),
            replace(item, id=f"decoy-{at:03}", languages=("fr",)),
            replace(
                item,
                id=f"decoy-{at:03}",
                text=language.changed(item.text, 0.1),
                teaches=(replace(tag, start=tag.end, end=tag.end + 1),),
            ),
            replace(item, id=f"decoy-{at:03}", needs=(item.id,)),
        )[at % 4]
        made.append(other)
    for at, item in enumerate(base[PLANTED * 2 :]):
        made.append(replace(item, id=f"other-{at:03}", text=language.changed(item.text, 0.6)))
    return made


def _outdated(chance: random.Random, language: _Language, planted: Planted) -> list[Item]:
    made: list[Item] = []
    for at in range(PLANTED):
        item = _item(chance, language, f"old-{at:03}", chance.randrange(SKILLS // 2))
        made.append(
            (
                replace(item, review_on=TODAY - timedelta(days=chance.randint(1, 700))),
                replace(item, replaced_by="item-00001"),
                replace(item, retired=("Something that was",)),
                replace(item, teaches=(*item.teaches, Teaches(Target.SKILL, "skill-old", 0, 1))),
            )[at % 4]
        )
        planted.add("outdated", item.id)
        decoy = _item(chance, language, f"due-{at:03}", chance.randrange(SKILLS // 2))
        made.append(replace(decoy, review_on=(TODAY, None)[at % 2]))
    return made


def _ownerless(chance: random.Random, language: _Language, planted: Planted) -> list[Item]:
    made: list[Item] = []
    for at in range(PLANTED):
        item = _item(chance, language, f"lost-{at:03}", chance.randrange(SKILLS // 2))
        made.append(replace(item, owner_left=True) if at % 2 else replace(item, owner=None))
        planted.add("ownerless", item.id)
    return made


def _misaligned(chance: random.Random, language: _Language, planted: Planted) -> list[Item]:
    made: list[Item] = []
    for at in range(PLANTED):
        useless = chance.randrange(SKILLS // 2, SKILLS)
        item = _item(chance, language, f"idle-{at:03}", useless)
        made.append(item)
        planted.add("misaligned", item.id)
        decoy = _item(chance, language, f"used-{at:03}", SKILLS + at)
        user = _item(chance, language, f"user-{at:03}", chance.randrange(SKILLS // 2))
        made += (
            [replace(decoy, mandatory=True, languages=())],
            [replace(decoy, teaches=(*decoy.teaches, Teaches(Target.SKILL, "skill-asked", 0, 1)))],
            [decoy, replace(user, needs=(decoy.id,))],
            [replace(decoy, teaches=())],
        )[at % 4]
    return made


def _missing(
    chance: random.Random, language: _Language, planted: Planted
) -> tuple[list[Asked], list[Required], list[Item]]:
    asked: list[Asked] = []
    required: list[Required] = []
    made: list[Item] = []
    for at in range(PLANTED):
        askers = [chance.choice((("en",), ("de",), ("en", "de"))) for _ in range(chance.randint(5, 20))]
        questions = len(askers) + chance.randint(0, 30)
        skill = f"gap-{at:03}"
        asked.append(Asked(skill, f"Gap {at}", questions, tuple(askers), chance.choice((0, 1, 4))))
        planted.add("missing", skill)
        if at % 3 == 0:  # something there is, in a language that none of them reads
            item = _item(chance, language, f"foreign-{at:03}", 0)
            made.append(replace(item, languages=("pl",), teaches=(Teaches(Target.SKILL, skill, 0, 2),)))
        few = f"few-{at:03}"
        asked.append(Asked(few, few, 40, tuple(askers[:4]), 0))
        answered = f"answered-{at:03}"
        asked.append(Asked(answered, answered, questions, tuple(askers), 1))
        item = _item(chance, language, f"answer-{at:03}", 0)
        made.append(replace(item, languages=(), teaches=(Teaches(Target.SKILL, answered, 0, 2),)))
        part = f"part-{at:03}"
        asked.append(Asked(part, part, 40, (*[("de",)] * chance.randint(5, 9), *[("en",)] * 5), 3))
        item = _item(chance, language, f"english-{at:03}", 0)
        made.append(replace(item, languages=("en",), teaches=(Teaches(Target.SKILL, part, 0, 2),)))
        planted.add("missing_language", part, "de")
        need = f"need-{at:03}"
        required.append(Required(need, need, 2, (f"{need}-skill",), (("en",),), "Role"))
        if at % 2:
            planted.add("missing", need)
        else:
            item = _item(chance, language, f"taught-{at:03}", 0)
            made.append(
                replace(item, languages=("en",), teaches=(Teaches(Target.SKILL, f"{need}-skill", 0, 2),))
            )
    return asked, required, made


def _unread(language: _Language, planted: Planted) -> list[Item]:
    chance = language.chance
    made: list[Item] = []
    for at in range(PLANTED // 4):
        item = replace(_item(chance, language, f"must-{at:03}", 0), mandatory=True, languages=("en", "de"))
        made.append(item)
        if at % 2:
            text = language.sentence(0)
            made.append(
                replace(item, id=f"must-{at:03}-pl", translation_of=item.id, languages=("pl",), text=text)
            )
        else:
            planted.add("missing_language", item.id, "pl")
    return made


def _rising(chance: random.Random, planted: Planted) -> set[Key]:
    """People who show skills in threads that come by chance, at a rate that some raise in the last days."""
    found: set[Key] = set()
    begin = micros(TODAY - timedelta(days=RISING_DAYS + BEFORE_DAYS))
    turn, until = micros(TODAY - timedelta(days=RISING_DAYS)), micros(TODAY + timedelta(days=1))
    year, thread = 365 * 86_400 * 1_000_000, 0
    for person in range(PEOPLE):
        rises = chance.randrange(8) if person < RISING else -1
        shown: list[tuple[int, int, int]] = []
        for skill in range(8):
            rate = chance.uniform(STEADY, BUSY)
            for start, end, times in ((begin, turn, 1.0), (turn, until, RISES if skill == rises else 1.0)):
                at = start + chance.expovariate(rate * times / year)
                while at < end:
                    shown += [(skill, thread, int(at))] * chance.choice((1, 1, 3))  # messages in one thread
                    thread += 1
                    at += chance.expovariate(rate * times / year)
        if rises >= 0:
            planted.add("rising", f"person-{person}", f"skill-{rises}")
        found |= {(f"person-{person}", f"skill-{skill}") for skill in rising_of(counts(shown, until, TODAY))}
    return found


def _lone(chance: random.Random, planted: Planted) -> set[Key]:
    """Skills of which somebody alone writes as one who knows, while others ask, mention, or knew it once.

    The holders are counted as `cypher/coverage/holders.cypher` counts them.
    """
    found: set[Key] = set()
    frame, now = since(TODAY), month_of(micros(TODAY))
    for skill in range(SKILLS):
        alone = skill < PLANTED
        number = 1 if alone else chance.randint(2, 6)
        people = [_buckets(chance, now, chance.randint(6, 30), 0) for _ in range(number)]
        people += [_asks(chance, now) for _ in range(chance.randint(0, 5))]
        people += [_buckets(chance, now, 2, 0) for _ in range(chance.randint(0, 3))]
        people += [_buckets(chance, now, 20, 24) for _ in range(chance.randint(0, 1))]
        holders = 0
        for person in people:
            shows = [b for b in person if bucket_month(b) >= frame.window and bucket_act(b) in SHOWING]
            months = {bucket_month(b) for b in shows}
            if len(shows) >= frame.units and len(months) >= frame.months and max(months) >= frame.recent:
                holders += 1
        if alone:
            planted.add("lone_expert", str(skill))
        if holders == 1:
            found.add((str(skill),))
    return found


def _buckets(chance: random.Random, now: int, units: int, ago: int) -> list[int]:
    acts = (Act.ANSWERED, Act.EXPLAINED, Act.DID)
    return [bucket(now - ago - chance.randrange(12), chance.choice(acts), 90) for _ in range(units)]


def _asks(chance: random.Random, now: int) -> list[int]:
    return [
        bucket(now - chance.randrange(12), chance.choice((Act.ASKED, Act.MENTIONED)), 90)
        for _ in range(chance.randint(1, 15))
    ]
