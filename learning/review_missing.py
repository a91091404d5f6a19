"""What nothing teaches though people ask about it or their roles need it, or not in their languages."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.review import STEWARDS, Finding, FindingKind, Item
from learning.review_thresholds import (
    ASKED_DAYS,
    ASKED_PEOPLE,
    ASKED_QUESTIONS,
    FEW_EXPERTS,
    NEEDED_HOLDERS,
    UNREAD_PEOPLE,
)
from learning.review_words import digest, quoted

Languages = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """How a skill (id) was asked about in the last days: the languages of each of the people who asked, and
    how many questions there were. `experts` is how many people hold it."""

    skill: str
    name: str
    questions: int
    askers: tuple[Languages, ...]
    experts: int


@dataclass(frozen=True, slots=True)
class Required:
    """That held roles need a competency (id) at a level of the rubric: `skills` are those that it includes,
    `holders` the languages of each person who holds such a role, `role` the name of one of them."""

    competency: str
    name: str
    level: int | None
    skills: tuple[str, ...]
    holders: tuple[Languages, ...]
    role: str


@dataclass(frozen=True, slots=True)
class Teaching:
    """What teaches something, up to which level, and in which languages: none is any."""

    level: int
    languages: Languages


def missing(items: Sequence[Item], asked: Iterable[Asked], required: Iterable[Required]) -> list[Finding]:
    """Findings about what nothing teaches, or nothing in the languages of those who want it."""
    taught = teaching(items)
    found: dict[str, Finding] = {}
    for demand in asked:
        if demand.questions >= ASKED_QUESTIONS and len(demand.askers) >= ASKED_PEOPLE:
            finding = _asked(demand, taught.get(demand.skill, ()))
            if finding is not None:
                found.setdefault(finding.id, finding)
    for need in required:
        finding = _required(need, taught) if len(need.holders) >= NEEDED_HOLDERS else None
        if finding is not None:
            found.setdefault(finding.id, finding)
    return list(found.values())


def unread(items: Sequence[Item], everybody: Sequence[Languages]) -> list[Finding]:
    """Findings about what everybody has to do, and many cannot read: it or a declared translation of it."""
    editions: dict[str, list[Teaching]] = {}
    for item in items:
        editions.setdefault(item.translation_of or item.id, []).append(Teaching(0, item.languages))
    found: list[Finding] = []
    for item in items:
        if not item.mandatory or item.translation_of:
            continue
        unserved = [known for known in everybody if not _served(known, editions[item.id])]
        if len(unserved) >= UNREAD_PEOPLE:
            language = _spoken(unserved)
            found.append(
                Finding(
                    FindingKind.MISSING_LANGUAGE,
                    (item.id, language),
                    f"{quoted(item.title)} is not there in “{language}”",
                    (f"everybody has to do it, and {len(unserved)} people read none of its languages",),
                    f"Have it translated into “{language}”.",
                    item.keeper,
                    digest(item.id, language, _languages(editions[item.id])),
                )
            )
    return found


def teaching(items: Iterable[Item]) -> dict[str, list[Teaching]]:
    """What teaches each skill and competency, by its id; support that teaches no level is none."""
    found: dict[str, list[Teaching]] = {}
    for item in items:
        for tag in item.teaches:
            if tag.end > 0:
                found.setdefault(tag.id, []).append(Teaching(tag.end, item.languages))
    return found


def _asked(demand: Asked, taught: Sequence[Teaching]) -> Finding | None:
    unserved = [known for known in demand.askers if not _served(known, taught)]
    experts = {0: "no expert", 1: "one expert"}.get(demand.experts, f"{demand.experts} experts")
    told = f"{demand.questions} questions by {len(demand.askers)} people in {ASKED_DAYS} days"
    if len(unserved) == len(demand.askers):
        what = "no live content in their languages" if taught else "no live content"
        critical = "critical gap: " if demand.experts <= FEW_EXPERTS else ""
        return Finding(
            FindingKind.MISSING,
            (demand.skill,),
            f"Nothing teaches {demand.name}",
            (f"{critical}{told}, {what}, {experts}",),
            f"Write or buy something about {demand.name}; its first questions are those that were asked.",
            STEWARDS,
            digest(demand.skill, len(taught), _doubled(len(demand.askers))),
        )
    if len(unserved) >= ASKED_PEOPLE:
        language = _spoken(unserved)
        return _no_language(
            demand.skill,
            demand.name,
            language,
            f"{told}, {len(unserved)} of whom read none of the languages that it is taught in",
            digest(demand.skill, language, _languages(taught), _doubled(len(unserved))),
        )
    return None


def _required(need: Required, taught: Mapping[str, Sequence[Teaching]]) -> Finding | None:
    all_of_it = [one for id in (need.competency, *need.skills) for one in taught.get(id, ())]
    at = f" at level {need.level}" if need.level else ""
    hold = "one person holds" if len(need.holders) == 1 else f"{len(need.holders)} people hold"
    told = f"roles that {hold}, such as {need.role}, need it{at}"
    if not all_of_it:
        return Finding(
            FindingKind.MISSING,
            (need.competency,),
            f"Nothing teaches {need.name}",
            (f"{told}, and no live content teaches it",),
            f"Write or buy something about {need.name}, or name somebody who coaches it.",
            STEWARDS,
            digest(need.competency, need.skills),
        )
    enough = [one for one in all_of_it if one.level >= (need.level or 1)]
    unserved = [known for known in need.holders if enough and not _served(known, enough)]
    if not unserved:
        return None
    language = _spoken(unserved)
    return _no_language(
        need.competency,
        need.name,
        language,
        f"{told}; {len(unserved)} of these people read none of the languages that it is taught in",
        digest(need.competency, language, _languages(enough)),
    )


def _no_language(about: str, name: str, language: str, evidence: str, digested: int) -> Finding:
    return Finding(
        FindingKind.MISSING_LANGUAGE,
        (about, language),
        f"Nothing teaches {name} in “{language}”",
        (evidence,),
        f"Have what teaches {name} translated into “{language}”, or find something in it.",
        STEWARDS,
        digested,
    )


def _served(known: Languages, taught: Iterable[Teaching]) -> bool:
    """Whether somebody reads any of it. Of whom no language is known, they read whatever there is."""
    mine = {_base(one) for one in known}
    return any(
        not mine or not one.languages or not mine.isdisjoint(map(_base, one.languages)) for one in taught
    )


def _spoken(people: Iterable[Languages]) -> str:
    """The language that most of them read."""
    counts = Counter(one for known in people for one in dict.fromkeys(map(_base, known)))
    return min(counts, key=lambda one: (-counts[one], one))


def _languages(taught: Iterable[Teaching]) -> tuple[str, ...]:
    return tuple(sorted({_base(language) for one in taught for language in one.languages}))


def _base(language: str) -> str:
    return language.casefold().partition("-")[0]


def _doubled(people: int) -> int:
    """Changes when twice as many people ask: what was dismissed for ten is open again for twenty."""
    return people.bit_length()
