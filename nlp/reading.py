"""A message's text as the miner reads it: what is not words is blanked, and offsets stay true."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.messages import Mark, MarkKind
from nlp.folding import delimit, fold
from nlp.pasted import pasted

# Repetitions are bounded where they could be tried from every character of a very long line.
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]{0,20}://|www\.)\S+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>()]{1,64}@[^\s@<>()]{1,250}\.[^\W\d_]{2,}")
_AT_NAME = re.compile(r"(?<!\S)@[^\s:,@]+")
_ADDRESSED = re.compile(r"\s*@?([^\s:,]+(?: [^\s:,]+){0,2})\s?[:,](?=\s|$)")
_THANKED = re.compile(
    r"\b(?:thanks|thank you|cheers|danke|merci|gracias)\b[\s,]*(?:again[\s,]*)?(\S+?)[\s.!:)]*$",
    re.IGNORECASE,
)
_ADDRESS_LONGEST = 50  # characters at a text's start in which somebody may be addressed
_THANKS_LONGEST = 60  # characters at a text's end in which somebody may be thanked
_ADDRESSED_MOST = 5  # people addressed at once: "ann, bob: …"

_NOT_WORDS = frozenset({MarkKind.PERSON, MarkKind.SPACE, MarkKind.EMOJI})
_CODE = frozenset({MarkKind.CODE, MarkKind.LINK})


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` as it is; `clean` without addresses, people, spaces and emoji; `own` also without what the
    author quotes or pasted (see `pasted`).

    All are of one length. `folded` and `own_folded` are `clean` and `own` delimited (see `folding`).
    """

    text: str
    marks: Sequence[Mark]
    clean: str
    own: str
    folded: str
    own_folded: str

    def is_quoted(self, start: int, end: int) -> bool:
        """Whether any of [start, end) is somebody else's words."""
        return self.own is not self.clean and self.own[start:end] != self.clean[start:end]

    def is_code(self, start: int, end: int) -> bool:
        """Whether any of [start, end) stands in code or in a link's text."""
        return any(mark.kind in _CODE and mark.start < end and start < mark.end for mark in self.marks)


def read(text: str, marks: Sequence[Mark] = (), names: frozenset[str] = frozenset()) -> Reading:
    """Reads a message; folded `names` are blanked where somebody is addressed by them."""
    clean = text
    if marks:
        clean = _without(clean, ((m.start, m.end) for m in marks if m.kind in _NOT_WORDS))
    if "://" in clean or "www." in clean:
        clean = _URL.sub(_spaces, clean)
    if "@" in clean:
        clean = _AT_NAME.sub(_spaces, _EMAIL.sub(_spaces, clean))
    if names:
        clean = _unaddressed(clean, names)
    own = clean
    if marks:
        own = _without(clean, ((m.start, m.end) for m in marks if m.kind is MarkKind.QUOTE))
    if foreign := pasted(text):
        own = _without(own, foreign)
    folded = delimit(clean)
    return Reading(text, marks, clean, own, folded, folded if own is clean else delimit(own))


def _unaddressed(text: str, names: frozenset[str]) -> str:
    """Without the people it speaks to: "ann: …", "bob, …", "thanks carl"."""
    head = text[:_ADDRESS_LONGEST]
    if ":" in head or "," in head:
        position = 0
        for _ in range(_ADDRESSED_MOST):
            found = _ADDRESSED.match(text, position)
            if not found or found.end() > _ADDRESS_LONGEST or fold(found[1]) not in names:
                break
            position = found.end()
        if position:
            text = " " * position + text[position:]
    if "hank" in text or "heers" in text or "anke" in text or "erci" in text or "gracias" in text:
        found = _THANKED.search(text, max(0, len(text) - _THANKS_LONGEST))
        if found and fold(found[1]) in names:
            text = _without(text, [found.span(1)])
    return text


def _without(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    for start, end in ranges:
        start, end = max(0, start), min(len(text), end)
        if start < end:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[0])
