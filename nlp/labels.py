"""The vocabulary's labels as one automaton over delimited text: whole words only, the longest match wins.

Labels in scripts without spaces stand in it without them, and only where the text bounds them (`unspaced`).
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from domain.policy import may_derive
from domain.skills import Skill, Vocabulary
from nlp.folding import PAD, phrase
from nlp.inflection import inflected
from nlp.unspaced import is_unspaced, is_whole, without_unspaced

HITS_MOST = 100  # mentions a message
JOINED_FROM = 4  # characters from which "wi-fi" is also looked for as "wifi"
SPACED_JOINED_FROM = 9  # the same for "unit testing": short joins are too often other words
SPACED_JOINED_WORDS = 2  # nobody writes more words than these as one


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
        self._unspaced = frozenset(number for number, text in enumerate(best) if text[0] != " ")
        self._automaton = AhoCorasick(
            list(best),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def scan(self, folded: str) -> list[tuple[int, int, int]]:
        """(label number, start, end) of all matches in a delimited text, overlapping ones too.

        Start and end take in the character on either side.
        """
        found = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        return self._bounded(folded, found) if is_unspaced(folded) else found

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

    def _bounded(self, folded: str, found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """The matches that are words of their own, in a text that is partly or wholly without spaces."""
        among = self._automaton.find_matches_as_indexes(without_unspaced(folded), overlapping=True)
        spaced = {match for match in (*found, *among) if match[0] not in self._unspaced}
        whole = (m for m in found if m[0] in self._unspaced and is_whole(folded, m[1], m[2]))
        return [*spaced, *((number, start - PAD, end + PAD) for number, start, end in whole)]


def _surer(one: Label, other: Label) -> Label:
    """The surer of two labels for the same phrase; a second skill of the same form makes it doubtful."""
    if one.skill is other.skill:
        return min(one, other, key=lambda label: label.form)
    if one.form != other.form:
        return min(one, other, key=lambda label: label.form)
    return Label(one.skill, one.key, one.text, one.form, one.ordinary or other.ordinary, one.rivals + 1)


def _phrases(skill: Skill) -> Iterator[tuple[str, Label]]:
    key = skill.key
    own = (("", skill.name), *(("", alias) for alias in skill.aliases))
    for number, (language, text) in enumerate((*own, *skill.translations)):
        exact = phrase(text)
        if not exact.strip():
            continue
        ordinary = text in skill.ordinary
        form = Form.NAME if number == 0 else Form.ALIAS
        if is_unspaced(exact):
            yield exact.strip(), Label(skill, key, text, form, ordinary)
            continue
        yield exact, Label(skill, key, text, form, ordinary)
        other = Label(skill, key, text, Form.VARIANT, ordinary)
        for variant in _variants(text, exact, language):
            yield variant, other


def _variants(text: str, exact: str, language: str) -> Iterator[str]:
    words = exact.split()
    bare = "".join(words)
    forms = [exact]
    spaced = " " in text.strip()
    joins = len(words) > 1 and not (spaced and len(words) > SPACED_JOINED_WORDS)
    if joins and len(bare) >= (SPACED_JOINED_FROM if spaced else JOINED_FROM):
        forms.append(f" {bare} ")
    if len(words) == 1 and "." in bare.strip("."):  # node.js: nodejs, node js
        forms.append(f" {bare.replace('.', '')} ")
        if bare.endswith(".js"):
            forms.append(f" {bare[:-3]} js ")
    yield from forms[1:]
    for form in forms:
        yield from inflected(form, language)
