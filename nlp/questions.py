"""What a question is about: skills where the vocabulary has them, terms otherwise, and what is left over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from domain.skills import Term
from nlp.judging import is_exact, is_named
from nlp.kinship import supported
from nlp.labels import Hit
from nlp.reading import Reading
from nlp.stopwords import ASKING, STOP_WORDS
from nlp.terms import Terms

TERM_WEIGHT = 0.5  # of a word beside a skill's 1.0: the vocabulary knows what is a skill
RIVALS_WEIGHT = 0.6  # of a label that several skills have

_CHUNK = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """A skill (by id) or a term, at [start, end) of the question; `weight` is between 0 and 1."""

    surface: str
    start: int
    end: int
    weight: float
    skill: str | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """`matches` in the order of the text, a chunk's several terms at the same place; `unmatched` words that
    say something but are neither (numbers, addresses, names)."""

    matches: tuple[QuestionMatch, ...]
    unmatched: tuple[str, ...]


def ask(reading: Reading, doc: Doc, hits: Sequence[Hit], terms: Terms) -> Question:
    """Reads a question. Skills win over terms at the same place."""
    kept = [hit for hit in hits if _counts(reading, doc, hit, hits)]
    matches = [
        QuestionMatch(
            reading.text[hit.start : hit.end],
            hit.start,
            hit.end,
            RIVALS_WEIGHT if hit.label.rivals else 1.0,
            skill=hit.label.skill.id,
        )
        for hit in kept
    ]
    unmatched: list[str] = []
    for start, end in _uncovered(reading.text, kept):
        surface = reading.text[start:end]
        if surface.lower().replace("’", "'") in STOP_WORDS | ASKING:
            continue
        stems = terms.stems(reading.clean[start:end].strip()) if reading.clean[start:end].strip() else ()
        matches += (
            QuestionMatch(surface, start, end, TERM_WEIGHT, term=Term(terms.hash(stem), stem))
            for stem in stems
        )
        if not stems:
            unmatched.append(surface)
    matches.sort(key=lambda match: (match.start, match.end))
    return Question(tuple(matches), tuple(unmatched))


def _counts(reading: Reading, doc: Doc, hit: Hit, hits: Sequence[Hit]) -> bool:
    """An ordinary word counts if it is written with the label's capital, or if other words support it."""
    if not hit.label.ordinary:
        return True
    others = [other.label.skill for other in hits if not other.label.ordinary]
    if supported(hit.label.skill, others) or is_named(doc, hit):
        return True
    before = reading.clean[: hit.start].split()
    after = reading.clean[hit.end :].split()
    if before and before[-1].lower() in ("know", "knows", "knowing", "learn", "about", "use", "uses"):
        return not after or after[0].lower() not in STOP_WORDS
    if not is_exact(reading.text, hit):
        return False
    if before and before[-1][-1] not in ".?!":
        return True
    return bool(after) and after[0].lower() not in STOP_WORDS  # "Go to …" opens a sentence, "Go experts" too


def _uncovered(text: str, hits: Sequence[Hit]) -> list[tuple[int, int]]:
    """Where the words are that no skill covers, without punctuation around them."""
    left = text
    for hit in hits:
        left = left[: hit.start] + " " * (hit.end - hit.start) + left[hit.end :]
    found: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(left):
        start, end = match.span()
        while start < end and not text[start].isalnum():
            start += 1
        while start < end and not text[end - 1].isalnum():
            end -= 1
        if start < end:
            found.append((start, end))
    return found
