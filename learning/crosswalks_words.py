"""The words of names as they are compared: stems, what stands in brackets, and words that say little."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple, cast
from unicodedata import category, normalize

import snowballstemmer

LONGEST_TEXT = 2_000  # characters of a description or level text that are looked at
STEMS_REMEMBERED = 100_000
SHORTEST_INFLECTED = 4  # letters of a word that may have an ending
SHORTEST_ROOT = 3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*[+#]*")
_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]*)[)）\]]")
_PREPOSITION = re.compile(
    r"\b(?:across|against|at|between|by|during|for|from|in|into|of|on|through|throughout|to|with|within)\b"
)
_JOINED = re.compile(r"[,;/&]|\b(?:and|und|et)\b")
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
    ("ing", ""),
    ("ed", ""),
)
_SENTENCE_END = re.compile(r"(?<=[.!?。])\s|\n")

# Words without content, in names and texts alike.
EMPTY_WORDS = (
    "a an and any are as at be being but by can each either for from have how if in into is it its "
    "may no not of on or other others our so such than that the their them then there these they this "
    "those through to up using via was what when where which while who will with within without you "
    "your der die das und oder für mit von zu im"
)
EMPTY = frozenset(EMPTY_WORDS.split())
# What one does to anything: such a word alone makes no two skills alike.
LIGHT = (
    "achieve administer apply appropriate approach arrange assist carry conduct contribute create "
    "deal demonstrate deliver develop different effective employ enable ensure execute follow general "
    "guidance handle implement improve include interpret involve keep knowledge lead maintain make "
    "manage management method need new operate organise oversee perform practice prepare principle "
    "process produce provide set skill specific supervise support task technique tool turn type "
    "undertake understand use utilise various work"
)
# Of those the ones that change nothing about what is named: "manage customer service" is "customer service".
HANDLING = "apply carry conduct ensure execute implement manage management perform undertake"


class Words(NamedTuple):
    """A name taken apart: the roots of its words, those of what stands in brackets, and the one that says
    what sort of thing it is ("architecture" in "enterprise architecture across government")."""

    core: tuple[str, ...]
    brackets: tuple[str, ...]
    head: str


def plain(text: str) -> str:
    """A text as its words are read: NFKC, small letters, nothing of no width.

    >>> plain("\\u200bＤata Modelling")
    'data modelling'
    """
    shown = "".join(c for c in text[:LONGEST_TEXT] if category(c) != "Cf")
    return normalize("NFKC", shown).casefold()


def roots(text: str) -> tuple[str, ...]:
    """The roots of a text's words in their order, without empty words.

    >>> roots("Modelling of the tests")
    ('model', 'test')
    """
    return tuple(root(word) for word in _WORD.findall(plain(text)) if word not in EMPTY)


def surfaces(text: str) -> dict[str, str]:
    """The roots of a text's words, each with the word that it stands in first."""
    found: dict[str, str] = {}
    for word in _WORD.findall(plain(text)):
        if word not in EMPTY:
            found.setdefault(root(word), word)
    return found


def bracketed(name: str) -> str:
    """What stands in brackets in a name; several are separated by commas."""
    return ", ".join(_BRACKETS.findall(name[:LONGEST_TEXT]))


def is_joined(name: str) -> bool:
    """Whether a name names several things: "coding and scripting"."""
    return _JOINED.search(_BRACKETS.sub(" ", plain(name))) is not None


def words(name: str) -> Words:
    """A name taken apart.

    >>> words("Programming and build (data science)")
    Words(core=('program', 'build'), brackets=('data', 'scienc'), head='build')
    """
    core = _BRACKETS.sub(" ", name[:LONGEST_TEXT])
    return Words(_distinct(roots(core)), _distinct(roots(bracketed(name))), head(core))


def head(name: str) -> str:
    """The root of the word that says what sort of thing a name names; empty for a name without words.

    >>> head("Quality assurance of data"), head("manage customer service")
    ('assuranc', 'servic')
    """
    for phrase in (_PREPOSITION.split(plain(name), maxsplit=1)[0], name):
        own = roots(phrase)
        if weighty := [each for each in own if not is_light(each)]:
            return weighty[-1]
    return own[-1] if own else ""


def first_sentence(text: str) -> str:
    """What a description says first: there it tells what the thing is."""
    return _SENTENCE_END.split(text[:LONGEST_TEXT].strip(), maxsplit=1)[0]


def is_light(own: str) -> bool:
    """Whether a root says what one does, and not to what."""
    return own in _light()


def is_handling(own: str) -> bool:
    """Whether a root only says that something is done."""
    return own in _handling()


@lru_cache(STEMS_REMEMBERED)
def root(word: str) -> str:
    """One word in small letters without its inflection: plural, -ing or -ed. Words that are merely derived
    from one another ("product", "production") keep roots of their own; see `stem`."""
    if len(word) < SHORTEST_INFLECTED or not word.isalpha():
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            own = word[: -len(ending)] + instead
            if ending in ("ing", "ed") and own[-1] == own[-2] and own[-1] not in "sz":
                return own[:-1]
            return own.removesuffix("e") if len(own) > SHORTEST_ROOT else own
    return word.removesuffix("e") if len(word) > SHORTEST_INFLECTED else word


@lru_cache(STEMS_REMEMBERED)
def stem(word: str) -> str:
    """The stem of one word in small letters."""
    return _stemmer()(word)


@lru_cache(1)
def _light() -> frozenset[str]:
    return frozenset(map(root, LIGHT.split()))


@lru_cache(1)
def _handling() -> frozenset[str]:
    return frozenset(map(root, HANDLING.split()))


@lru_cache(1)
def _stemmer() -> Callable[[str], str]:
    return cast(Callable[[str], str], snowballstemmer.EnglishStemmer().stemWord)


def _distinct(some: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(some))
