"""What a prerequisite in words may name: items by address, title and part of a title, sections, skills."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import NamedTuple
from unicodedata import normalize

from domain.content import Target
from domain.skills import Vocabulary, matched_as

FUZZY_LEAST = 0.90  # likeness of two titles from which one may be meant
FUZZY_LEAD = 0.05  # by which the likeliest must lead
FUZZY_SHORTEST = 8  # characters: shorter titles differ by a letter and are others
ALIKE_MOST = 20  # titles that are looked at as almost the same
TITLE_WORDS_MOST = 24  # of a title that is looked for inside a longer text
LABEL_WORDS_MOST = 6

_LIKENESS_LEAST = FUZZY_LEAST - FUZZY_LEAD  # what is less alike cannot make a name doubtful
_SHORTER = _LIKENESS_LEAST / (2 - _LIKENESS_LEAST)  # a name so much shorter is less alike than that
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # of no width
_TOKEN = re.compile(rf"[^\W_](?:[{_UNSEEN}]*[^\W_])*[+#]*")
_OF_NO_WIDTH = re.compile(f"[{_UNSEEN}]")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_PART = frozenset({"part", "pt", "teil", "partie", "parte", "volume", "vol"})
_BRACKET_AT_END = re.compile(r"\s*\([^()]*\)\s*$")
_SCHEME = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//(?:www\.)?", re.IGNORECASE)


class Token(NamedTuple):
    """A word as titles are compared by, at [start, end) of its text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ItemName:
    """What an item of content can be named by."""

    id: str
    title: str
    section: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a name leads to. `options` are alternatives; all ids of one of them are needed together."""

    target: Target
    options: tuple[tuple[str, ...], ...]
    confidence: float = 1.0


def tokens(text: str) -> list[Token]:
    """The words of a text; `Part II` is 2, whatever it is written with.

    >>> [token.key for token in tokens("Object-Oriented Design, Part II")]
    ['object', 'oriented', 'design', '2']
    """
    words = [Token(_word(found[0]), *found.span()) for found in _TOKEN.finditer(text)]
    numbered = {at for at, word in enumerate(words) if at and word.key.isdigit()}
    return [word for at, word in enumerate(words) if not (word.key in _PART and at + 1 in numbered)]


def key_of(text: str) -> str:
    """A title as it is compared."""
    return joined(tokens(text))


def joined(words: Iterable[Token]) -> str:
    """The key of some words."""
    return " ".join([word.key for word in words])


def _word(text: str) -> str:
    plain = normalize("NFKC", _OF_NO_WIDTH.sub("", text))
    return _ROMAN.get(plain.lower(), plain.casefold()) if plain.isupper() else plain.casefold()


class Names:
    """Every name there is. Competencies are pairs of id and name; a label that two things have names none."""

    def __init__(
        self,
        items: Iterable[ItemName],
        vocabulary: Vocabulary,
        competencies: Iterable[tuple[str, str]] = (),
    ) -> None:
        items = list(items)
        self._titles = _collected((key_of(name), item.id) for item in items for name in _wholes(item.title))
        self._parts = _collected((key_of(name), item.id) for item in items for name in _parts(item.title))
        self._sections = _collected((key_of(item.section), item.id) for item in items if item.section)
        self._urls = _collected((address(item.url), item.id) for item in items if item.url)
        self._ids = frozenset(item.id for item in items)
        self._labels = _labels(vocabulary, competencies)
        self._by_numbers = _by_numbers({*self._titles, *self._parts})
        self._likenesses: dict[str, list[tuple[str, float]]] = {}
        self._longest = max((len(key.split()) for key in (*self._titles, *self._sections)), default=0)

    def at(self, url: str, own: str) -> Found | None:
        """The item at an address: its own, or one that ends in the item's id."""
        found = self._urls.get(address(url)) or self._ids & {address(url).rpartition("/")[2]}
        return _any_of(found, own)

    def titled(self, text: str, own: str) -> Found | None:
        """The items of a title, or of a section; `own` is never one of them."""
        return self.titled_as(key_of(text), own)

    def titled_as(self, key: str, own: str) -> Found | None:
        """The same by the key of a text."""
        if found := _any_of(self._titles.get(key), own):
            return found
        within = tuple(sorted(self._sections.get(key, frozenset()) - {own}))
        return Found(Target.CONTENT, (within,)) if within else None

    def part_of_title(self, text: str, own: str) -> Found | None:
        """The one item that a part of its title names. `Part I` may go without saying."""
        return self.part_of_title_as(key_of(text), own)

    def part_of_title_as(self, key: str, own: str) -> Found | None:
        """The same by the key of a text."""
        for form in (key, key.removesuffix(" 1")):
            found = self._parts.get(form, frozenset()) - {own}
            if len(found) == 1:
                return _any_of(found, own)
        return None

    def skill(self, text: str) -> Found | None:
        """The skill or competency of a label."""
        held = self._labels.get(matched_as(_OF_NO_WIDTH.sub("", text)))
        return Found(held[0], ((held[1],),)) if held else None

    def like(self, text: str, own: str) -> Found | None:
        """The one item whose title is almost this, with the same numbers in it."""
        key = key_of(text)
        if len(key) < FUZZY_SHORTEST:
            return None
        alike: dict[str, float] = {}
        for name, score in self._alike(key):
            for id in (self._titles.get(name, frozenset()) | self._parts.get(name, frozenset())) - {own}:
                alike[id] = max(alike.get(id, 0.0), score)
        ranked = sorted(alike.items(), key=lambda pair: (-pair[1], pair[0]))
        second = ranked[1][1] if len(ranked) > 1 else 0.0
        if not ranked or ranked[0][1] < FUZZY_LEAST or ranked[0][1] - second < FUZZY_LEAD:
            return None
        return Found(Target.CONTENT, ((ranked[0][0],),), round(ranked[0][1], 3))

    def _alike(self, key: str) -> list[tuple[str, float]]:
        """Titles and parts that are almost a key: of those with its numbers, the ones about as long."""
        from rapidfuzz import fuzz, process

        if key not in self._likenesses:
            shortest, longest = ceil(len(key) * _SHORTER), floor(len(key) / _SHORTER)
            same = self._by_numbers.get(_numbers(key), {})
            names = [name for length in range(shortest, longest + 1) for name in same.get(length, ())]
            near = process.extract(
                key, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS_LEAST * 100, limit=ALIKE_MOST
            )
            self._likenesses[key] = [(name, score / 100) for name, score, _ in near]
        return self._likenesses[key]

    def inside(self, text: str, own: str) -> tuple[Found, int, int] | None:
        """The longest title or part of one in a text, with where it stands."""
        words = tokens(text)
        for length in range(min(len(words), TITLE_WORDS_MOST, self._longest + 1), 0, -1):
            for at in range(len(words) - length + 1):
                key = joined(words[at : at + length])
                found = self.titled_as(key, own) or (self.part_of_title_as(key, own) if length > 1 else None)
                if found:
                    return found, words[at].start, words[at + length - 1].end
        return None


def address(url: str) -> str:
    """An address as it is compared: without scheme, `www.`, fragment and last slash; the host in lower case.

    >>> address("https://www.Example.org/a/#top") == address("http://example.org/a")
    True
    """
    host, slash, path = _SCHEME.sub("", url.strip()).partition("#")[0].partition("/")
    return (host.lower() + slash + path).rstrip("/")


def _any_of(found: Iterable[str] | None, own: str) -> Found | None:
    ids = sorted(set(found or ()) - {own})
    return Found(Target.CONTENT, tuple((id,) for id in ids)) if ids else None


def _wholes(title: str) -> set[str]:
    """A title, and the same without what stands in brackets at its end."""
    return {title, _BRACKET_AT_END.sub("", title) or title}


def _parts(title: str) -> set[str]:
    """The sides of a title's colon, where they say enough, and the first with the number at the end."""
    title = _BRACKET_AT_END.sub("", title)
    first, colon, rest = title.partition(":")
    if not colon:
        return set()
    words = key_of(title).split()
    number = words[-1] if words and words[-1].isdigit() else ""
    sides = {first, rest, f"{first} {number}"} if number else {first, rest}
    return {side for side in sides if len(key_of(side).split()) > 1}


def _collected(pairs: Iterable[tuple[str, str]]) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, id in pairs:
        if key:
            found[key].add(id)
    return {key: frozenset(ids) for key, ids in found.items()}


def _labels(
    vocabulary: Vocabulary, competencies: Iterable[tuple[str, str]]
) -> Mapping[str, tuple[Target, str]]:
    """Labels by what they name; a preferred name goes before other labels, a skill before a competency."""
    levels: Sequence[Iterable[tuple[str, tuple[Target, str]]]] = (
        ((skill.name, (Target.SKILL, skill.id)) for skill in vocabulary.skills),
        ((label, (Target.SKILL, skill.id)) for skill in vocabulary.skills for label in skill.labels[1:]),
        ((name, (Target.COMPETENCY, id)) for id, name in competencies),
    )
    found: dict[str, tuple[Target, str]] = {}
    for level in levels:
        here: dict[str, set[tuple[Target, str]]] = defaultdict(set)
        for label, what in level:
            here[matched_as(label)].add(what)
        for label, several in here.items():
            if label and len(several) == 1:
                found.setdefault(label, next(iter(several)))
    return found


def _numbers(key: str) -> tuple[str, ...]:
    return tuple(sorted(word for word in key.split() if any(letter.isdigit() for letter in word)))


def _by_numbers(names: Iterable[str]) -> Mapping[tuple[str, ...], Mapping[int, list[str]]]:
    """Names by the numbers in them, then by length."""
    found: dict[tuple[str, ...], dict[int, list[str]]] = {}
    for name in sorted(names):
        found.setdefault(_numbers(name), {}).setdefault(len(name), []).append(name)
    return found
