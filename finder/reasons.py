"""Why somebody is named, in words, and how sure one may be."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from math import log

from domain.evidence import ACT_WEIGHT, SHOWS, Act
from finder.votes import UsedIn
from graph.evidence import Count
from graph.experts import FamilySkill

REASONS_MOST = 6  # of one person, strongest first
WORDS_MOST = 6  # of the question's words that one reason names
WORDS_WEIGHT = 0.3  # of a thread with the question's words, beside one answer about its skill
HIGH_THREADS = 8  # threads in which somebody showed that they know, for high confidence
MEDIUM_THREADS = 3

_DOES = {
    Act.MENTIONED: "mentioned *{skill}*",
    Act.ASKED: "asked about *{skill}*, which does not count,",
    Act.ANSWERED: "answered questions about *{skill}*",
    Act.EXPLAINED: "explained *{skill}*",
    Act.DID: "worked with *{skill}*",
    Act.DECIDED: "decided about *{skill}*",
    Act.REVIEWED: "reviewed work with *{skill}*",
    Act.ANNOUNCED: "announced something about *{skill}*",
    Act.LEARNED: "learned *{skill}*",
}

# What somebody's part in documents is called; whoever has another wrote them.
_HAS_PART = {
    Act.REVIEWED: "reviewed {some} about *{skill}*",
    Act.ANNOUNCED: "owns {some} about *{skill}*",
}


class Confidence(StrEnum):
    """How much evidence there is: 8 or more threads and documents in which somebody showed that they know, 3,
    or fewer."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` is an act's name in lower case, or `words`; `weight` the share of all that speaks for somebody,
    0 to 1; *stars* in `text` mark skills and words."""

    kind: str
    text: str
    weight: float


def reasons(
    skills: Sequence[FamilySkill],
    done: Mapping[int, Mapping[Act, Count]],
    used: Sequence[UsedIn] = (),
    surfaces: Mapping[int, str] | None = None,
    *,
    all_acts: bool = False,
) -> tuple[Reason, ...]:
    """The reasons for one person, strongest first; `done` by skill key, `surfaces` by word hash.

    Acts that say nothing for knowing are left out unless `all_acts` is set.
    """
    told: list[tuple[float, str, str]] = []
    for skill in skills:
        for act, count in done.get(skill.key, {}).items():
            strength = skill.weight * ACT_WEIGHT[act] * log(1 + count.messages)
            if count.messages and (strength or all_acts):
                told.append((strength, act.name.lower(), say(act, skill.name, count)))
            if count.documents:
                strength = skill.weight * ACT_WEIGHT[act] * log(1 + len(count.documents))
                told.append((strength, act.name.lower(), say_written(act, skill.name, count)))
    told += _about_words(used, surfaces or {})
    told.sort(key=lambda reason: (-reason[0], reason[1], reason[2]))
    total = sum(strength for strength, _, _ in told) or 1.0
    kept = told if all_acts else told[:REASONS_MOST]
    return tuple(Reason(kind, text, round(strength / total, 4)) for strength, kind, text in kept)


def confidence(done: Mapping[int, Mapping[Act, Count]], used: Sequence[UsedIn] = ()) -> Confidence:
    """By the number of threads in which somebody showed that they know one of the skills. Words alone give
    medium at best: they may be about anything."""
    shown = (
        count.threads | count.documents
        for acts in done.values()
        for act, count in acts.items()
        if ACT_WEIGHT[act] >= SHOWS
    )
    threads = len(set[int]().union(*shown))
    if threads >= HIGH_THREADS:
        return Confidence.HIGH
    some = threads >= MEDIUM_THREADS or len(used) >= HIGH_THREADS
    return Confidence.MEDIUM if some else Confidence.LOW


def say(act: Act, skill: str, count: Count) -> str:
    """One reason: "answered questions about *wifi* 14 times in 9 threads, last in March 2019"."""
    when = _month(count.at)
    if act is Act.REFERRED:
        last = f"last in {when}" if count.messages > 1 else f"in {when}"
        return f"named by {_many(len(count.authors), 'person', 'people')} as knowing *{skill}*, {last}"
    does = _DOES[act].format(skill=skill)
    if count.messages == 1:
        return f"{does} once, in {when}"
    where = f"in {_many(len(count.threads), 'thread', 'threads')}"
    return f"{does} {_times(count.messages)} {where}, last in {when}"


def say_written(act: Act, skill: str, count: Count) -> str:
    """One reason by documents: "wrote about *wifi* in 2 documents, last in March 2025"."""
    when = _month(count.written_at)
    number = len(count.documents)
    some = "a document" if number == 1 else f"{number} documents"
    does = _HAS_PART.get(act, "wrote about *{skill}* in {some}").format(skill=skill, some=some)
    return f"{does}, {'in' if number == 1 else 'last in'} {when}"


def _about_words(used: Sequence[UsedIn], surfaces: Mapping[int, str]) -> list[tuple[float, str, str]]:
    told: list[tuple[float, str, str]] = []
    said = [one.own for one in used if one.own]
    answered = [one.answered for one in used if not one.own]
    for does, threads in (("used", said), ("answered questions with", answered)):
        times = Counter(surfaces[word] for words in threads for word in words if word in surfaces)
        if times:
            words = ", ".join(word for word, _ in times.most_common(WORDS_MOST))
            noun = "word" if len(times) == 1 else "words"
            where = _many(len(threads), "thread", "threads")
            strength = WORDS_WEIGHT * log(1 + len(threads))
            told.append((strength, "words", f"{does} the {noun} *{words}* in {where}"))
    return told


def _month(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1_000_000, UTC):%B %Y}"


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _many(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
