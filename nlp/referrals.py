"""Whom a message names as knowing: "ask <@U7>, she rebuilt our SAP interface"."""

from collections.abc import Sequence

from domain.messages import Mark, MarkKind
from nlp.cues import CueHit
from nlp.phrases import Cue
from nlp.reading import Reading

NAMING_REACH = 3  # words between "ask" and the account: "ask our till wizard @U7"
NAMED_REACH = 1  # words between the account and "knows": "@U7 probably knows"
REACH_LONGEST = 80  # characters of either
_TOGETHER = frozenset({"or", "and", "und", "oder", "/", "&", ","})


def referred(reading: Reading, cues: Sequence[CueHit], author: str) -> tuple[str, ...]:
    """The ids of the accounts named as knowing, in the order of the text, never the author's own."""
    found: list[str] = []
    named_last = False
    last_end = 0
    for mark in reading.marks:
        if mark.kind is not MarkKind.PERSON or not mark.target:
            continue
        together = named_last and reading.text[last_end : mark.start].strip().lower() in _TOGETHER
        named_last = together or _is_named(reading, cues, mark)
        last_end = mark.end
        if named_last and mark.target != author and mark.target not in found:
            found.append(mark.target)
    return tuple(found)


def _is_named(reading: Reading, cues: Sequence[CueHit], mark: Mark) -> bool:
    own = reading.own
    if own[mark.start : mark.end] != reading.clean[mark.start : mark.end] or _asks(own, mark.end):
        return False
    unnamed = {end for cue, _, end in cues if cue is Cue.UNNAMING}
    for cue, start, end in cues:
        if cue is Cue.NAMING and 0 <= mark.start - end < REACH_LONGEST and end not in unnamed:
            between = own[end : mark.start]
            if len(between.split()) <= NAMING_REACH and not any(stop in between for stop in ".?!\n"):
                return True
        if cue is Cue.NAMED and 0 <= start - mark.end < REACH_LONGEST:
            between = own[mark.end : start]
            if len(between.split()) <= NAMED_REACH and not any(stop in between for stop in ".?!\n,"):
                return not own[end:].lower().lstrip().startswith(("nothing", "little"))
    return False


def _asks(text: str, position: int) -> bool:
    """Whether the sentence that goes on at `position` ends as a question."""
    stop = next((c for c in text[position:] if c in ".?!\n"), "")
    return stop == "?"
