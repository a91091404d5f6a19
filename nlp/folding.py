"""Folding that keeps offsets: every character of the text becomes exactly one, so positions stay true.

`delimit` turns a text into words between single-character spaces, lower case, with one more space at either
end: a phrase stands in it as a whole word if and only if " phrase " is a substring.
"""

import re
import unicodedata

PAD = 1  # characters that `delimit` puts before the text

# Kept inside words: c++, c#, .net, r&d, snake_case, e-mail's @. All other punctuation parts words.
_INSIDE_WORDS = frozenset(".+#&@_")
_TRAILING_DOTS = re.compile(r"(?<!\.)\.+(?= )")


def fold_character(character: str) -> str:
    """One character for one: lower case, compatible forms unified where that keeps the length."""
    simple = unicodedata.normalize("NFKC", character)
    if len(simple) != 1:
        simple = character  # "ﬁ" would become two
    return simple.lower()[0]  # "İ" lowers to "i" and a combining dot


def _delimiting(character: str) -> str:
    folded = fold_character(character)
    if folded.isalnum() or folded in _INSIDE_WORDS or unicodedata.category(folded)[0] == "M":
        return folded
    return " "


class _Table(dict[int, str]):
    """A translation table that learns each character when it is first met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _delimiting(chr(code))
        return folded


_table = _Table()


def delimit(text: str) -> str:
    """The text folded, with punctuation as spaces and a space at either end; offsets move by PAD."""
    folded = f" {text.translate(_table)} "
    return _TRAILING_DOTS.sub(_blank, folded) if ". " in folded else folded


def fold(text: str) -> str:
    """The text in lower case, character for character."""
    return text.lower() if text.isascii() else "".join(map(fold_character, text))


def phrase(text: str) -> str:
    """A label or cue in the shape in which it stands in a delimited text, single spaces between its words."""
    return f" {' '.join(delimit(text).split())} "


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
