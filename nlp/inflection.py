"""Other forms in which a label stands in a text: the plural in English, simple declension in German."""

from collections.abc import Iterator
from itertools import product

INFLECTED_FROM = 3  # characters from which a label is also looked for in other forms

_ADJECTIVE = ("e", "er", "es", "en", "em")
_FEMININE = ("ung", "heit", "keit", "schaft", "ion", "tät")
_PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def inflected(form: str, language: str) -> Iterator[str]:
    """Further forms of a phrase (see `folding.phrase`) in a language; English is "".

    Of languages that nothing is known about, there are none.
    """
    word = form.split()[-1]
    if len(form.strip()) < INFLECTED_FROM or not word[-1].isalpha():
        return
    if language == "de":
        yield from _german(form)
    elif not language and word[-1].isascii():
        yield from _english(form, word)


def _english(form: str, word: str) -> Iterator[str]:
    stem = form[:-1]
    if word.endswith("y") and len(word) > 2 and word[-2] not in "aeiou":
        yield f"{stem[:-1]}ies "
    elif word.endswith(("ss", "x", "ch", "sh")):
        yield f"{stem}es "
    elif not word.endswith("s"):
        yield f"{stem}s "
    elif len(form.split()) > 1 and not word.endswith(("us", "is")) and form == form.lower():
        yield f"{stem[:-1]} "  # "unit tests": "unit test"


def _german(form: str) -> Iterator[str]:
    """ "maschinelles Lernen": "maschinellen Lernens"; "Prüfung": "Prüfungen", "Pruefung"."""
    first, *rest = form.split()
    if rest:
        *between, last = rest
        heads = (first, *_declined(first))
        declined = (" ".join((head, *between, end)) for head, end in product(heads, (last, *_nouns(last))))
    else:
        declined = iter((first, *_nouns(first)))
    for text in declined:
        yield f" {text} "
        yield f" {text.translate(_PLAIN)} "


def _declined(word: str) -> Iterator[str]:
    """The other endings of what looks like an adjective."""
    for ending in ("es", "er", "e"):
        if word.endswith(ending) and len(word) > len(ending) + INFLECTED_FROM:
            yield from (word.removesuffix(ending) + other for other in _ADJECTIVE if other != ending)
            return


def _nouns(word: str) -> Iterator[str]:
    endings = ("s", "es", "e", "en")
    if word.endswith(_FEMININE):
        endings = ("en",)
    elif word.endswith("e"):
        endings = ("n",)
    elif word.endswith(("er", "el", "en")):
        endings = ("s", "n")
    yield from (word + ending for ending in endings)
