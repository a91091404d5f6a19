"""The vocabulary's labels as one automaton over delimited text: whole words only, the longest match wins."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from domain.policy import may_derive
from domain.skills import Skill, Vocabulary
from nlp.folding import PAD, phrase

HITS_MOST = 100  # mentions a message
INFLECTED_FROM = 3  # characters from which a label is also looked for in the plural
JOINED_FROM = 4  # characters from which "wi-fi" is also looked for as "wifi"
SPACED_JOINED_FROM = 9  # the same for "unit testing": short joins are too often other words


class Form(IntEnum):
    """How a text names a skill; the smaller, the surer."""

    NAME = 0
    ALIAS = 1
    VARIANT = 2  # plural, joined or split


@dataclass(frozen=True, slots=True)
class Label:
    """What one phrase of the automaton stands for; `rivals` counts other skills of the same form."""

    skill: Skill
    key: int  # the skill's: computed once, not at every mention
    text: str
    form: Form
    ordinary: bool
    rivals: int = 0

    @property
    def capital(self) -> bool:
        """Whether the label is written with a capital."""
        return self.text != self.text.lower()


@dataclass(frozen=True, slots=True)
class Hit:
    """A label at [start, end) of the text, in characters."""

    label: Label
    start: int
    end: int


class Labels:
    """Every label and variant of a vocabulary. `scan` is the cheap question, `hits` the full answer."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        best: dict[str, Label] = {}
        for skill in vocabulary.skills:
            if may_derive(skill.category):
                for text, label in _phrases(skill):
                    best[text] = _surer(best[text], label) if text in best else label
        self._labels = list(best.values())
        self._automaton = AhoCorasick(
            list(best),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """(label number, start, end) of all matches in a delimited text, overlapping ones too."""
        return self._automaton.find_matches_as_indexes(folded, overlapping=True)

    def hits(self, scanned: Sequence[tuple[int, int, int]]) -> tuple[Hit, ...]:
        """The longest of the overlapping matches, in the order of the text, at offsets of the text.

        The first HITS_MOST at most: what names more skills in one message is a list, not somebody's words.
        """
        taken: list[tuple[int, int, int]] = []  # (start, end, label number) without the spaces on either side
        for number, start, end in sorted(scanned, key=lambda match: (match[1] - match[2], match[1])):
            match = (start + 1, end - 1, number)
            place = bisect(taken, match)
            free_before = place == 0 or taken[place - 1][1] <= match[0]
            if free_before and (place == len(taken) or match[1] <= taken[place][0]):
                taken.insert(place, match)
        return tuple(Hit(self._labels[n], start - PAD, end - PAD) for start, end, n in taken[:HITS_MOST])


def _surer(one: Label, other: Label) -> Label:
    """The surer of two labels for the same phrase; a second skill of the same form makes it doubtful."""
    if one.skill is other.skill:
        return min(one, other, key=lambda label: label.form)
    if one.form != other.form:
        return min(one, other, key=lambda label: label.form)
    return Label(one.skill, one.key, one.text, one.form, one.ordinary or other.ordinary, one.rivals + 1)


def _phrases(skill: Skill) -> Iterator[tuple[str, Label]]:
    key = skill.key
    for number, text in enumerate(skill.labels):
        exact = phrase(text)
        if not exact.strip():
            continue
        ordinary = text in skill.ordinary
        yield exact, Label(skill, key, text, Form.NAME if number == 0 else Form.ALIAS, ordinary)
        for variant in _variants(text, exact):
            yield variant, Label(skill, key, text, Form.VARIANT, ordinary)


def _variants(text: str, exact: str) -> Iterator[str]:
    words = exact.split()
    bare = "".join(words)
    forms = [exact]
    if len(words) > 1 and len(bare) >= (SPACED_JOINED_FROM if " " in text.strip() else JOINED_FROM):
        forms.append(f" {bare} ")
    if len(words) == 1 and "." in bare.strip("."):  # node.js: nodejs, node js
        forms.append(f" {bare.replace('.', '')} ")
        if bare.endswith(".js"):
            forms.append(f" {bare[:-3]} js ")
    yield from forms[1:]
    for form in forms:
        yield from _plurals(form)


def _plurals(form: str) -> Iterator[str]:
    word = form.split()[-1]
    stem = form[:-1]
    if len(form.strip()) < INFLECTED_FROM or not (word[-1].isascii() and word[-1].isalpha()):
        return
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        yield f"{stem[:-1]}ies "
    elif word.endswith(("ss", "x", "ch", "sh")):
        yield f"{stem}es "
    elif not word.endswith("s"):
        yield f"{stem}s "
    elif len(form.split()) > 1 and not word.endswith(("us", "is")) and form == form.lower():
        yield f"{stem[:-1]} "  # "unit tests": "unit test"
