"""What a label in a text is worth: negated, only thought of, quoted, an ordinary word, and how sure."""

import re
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from domain.evidence import Feature, Flag, Mention
from nlp.acts import own_act
from nlp.cues import CueHit
from nlp.kinship import supported
from nlp.labels import Form, Hit
from nlp.phrases import AFTER, AFTER_CAPITAL, BEFORE_CAPITAL, MADE_BEFORE, Cue
from nlp.reading import Reading

# Percent of confidence that the words mean the skill.
CONFIDENCE = {Form.NAME: 95, Form.ALIAS: 90, Form.VARIANT: 85}
CONFIDENCE_RIVALS = 55  # several skills have this label
CONFIDENCE_ACRONYM = 70  # "sap" for SAP: an abbreviation of up to three letters in another case
CONFIDENCE_NEAR = 75  # an ordinary word supported by its message
CONFIDENCE_ORDINARY = 60  # an ordinary word, supported by its thread or space if at all
CODE_KEEPS = 60  # percent of the confidence that is left in code
ACRONYM_LONGEST = 3

NEGATION_REACH = 6  # words between "never used" and what it denies
HYPOTHESIS_REACH = 8
NEGATION_AFTER_REACH = 3
REACH_LONGEST = 160  # characters of any of these

# As plain integers: flag arithmetic costs more than finding the labels.
_NEGATED, _HYPOTHETICAL, _QUOTED, _CODE, _ORDINARY, _NEAR = map(
    int, (Flag.NEGATED, Flag.HYPOTHETICAL, Flag.QUOTED, Flag.CODE, Flag.ORDINARY, Flag.NEAR)
)
_OF_MESSAGE = ((int(Feature.BOT), int(Flag.BOT)), (int(Feature.SARCASTIC), int(Flag.SARCASTIC)))

# Between a cue and a label: where another clause begins, but not the commas of a list.
_BREAK = re.compile(
    r"^\s*,|[.?!;\n](?=\s|$)|\b(?:but|however|though|although)\b"
    r"|,\s*(?:who|what|how|where|why|can|could|does|do|is|i|we|you|he|she|it|they|so|yet|any|just|try|ask)\b",
    re.IGNORECASE,
)


def judge(
    reading: Reading, hits: Sequence[Hit], cues: Sequence[CueHit], does: int, doc: Callable[[], Doc]
) -> tuple[Mention, ...]:
    """A mention for each hit, as far as the message alone tells.

    `does` are the message's feature bits; `doc` gives the message cut into tokens (see `tokens`), and is
    asked only where a label's neighbours must decide.
    """
    act = own_act(does)
    of_message = sum(flag for feature, flag in _OF_MESSAGE if does & feature)
    anchors = [hit.label.skill for hit in hits if not hit.label.ordinary and not hit.label.rivals]
    mentions: list[Mention] = []
    for hit in hits:
        flags = of_message | _reach(reading.own, hit, cues)
        if reading.is_quoted(hit.start, hit.end):
            flags |= _QUOTED
        if reading.is_code(hit.start, hit.end) or _in_machine_word(reading.clean, hit):
            flags |= _CODE
        if hit.label.ordinary:
            flags |= _ORDINARY
            if supported(hit.label.skill, anchors) or is_named(doc(), hit):
                flags |= _NEAR
        confidence = _confidence(hit, flags, reading.text)
        mentions.append(Mention(hit.label.key, act, Flag(flags), hit.start, hit.end, confidence))
    return tuple(mentions)


def is_exact(text: str, hit: Hit) -> bool:
    """Whether the text writes a label with capitals exactly as the vocabulary does."""
    return hit.label.capital and text[hit.start : hit.end] == hit.label.text


def is_named(doc: Doc, hit: Hit) -> bool:
    """Whether the words next to an ordinary label say that the skill is meant ("written in Go")."""
    span = doc.char_span(hit.start, hit.end)
    if span is None:
        return False
    before = doc[span.start - 1].text.lower() if span.start else ""
    before_that = doc[span.start - 2].text.lower() if span.start > 1 else ""
    after = doc[span.end].text.lower() if span.end < len(doc) else ""
    if after in AFTER or (before in ("in", "with") and before_that in MADE_BEFORE):
        return True
    return is_exact(doc.text, hit) and (after in AFTER_CAPITAL or before in BEFORE_CAPITAL)


def _reach(own: str, hit: Hit, cues: Sequence[CueHit]) -> int:
    flags = 0
    for cue, start, end in cues:
        if cue is Cue.NEGATION and _reaches(own, end, hit.start, NEGATION_REACH):
            flags |= _NEGATED
        elif cue is Cue.HYPOTHETICAL and _reaches(own, end, hit.start, HYPOTHESIS_REACH):
            flags |= _HYPOTHETICAL
        elif cue is Cue.NEGATION_AFTER and 0 <= start - hit.end < REACH_LONGEST:  # "SAP? Never touched it."
            flags |= _NEGATED if len(own[hit.end : start].split()) <= NEGATION_AFTER_REACH else 0
    return flags


def _reaches(text: str, end: int, start: int, words: int) -> bool:
    """Whether what begins at `start` follows what ends at `end` by at most `words`, in one clause."""
    if not 0 <= start - end < REACH_LONGEST:
        return False
    between = text[end:start]
    return len(between.split()) <= words and not _BREAK.search(between)


def _in_machine_word(text: str, hit: Hit) -> bool:
    """Whether the label is part of a path, an assignment or a package's file name."""
    start = max(text.rfind(" ", 0, hit.start), text.rfind("\n", 0, hit.start)) + 1
    chunk = text[start:].split(None, 1)[0].strip(".,;:!?\"'()[]")
    if len(chunk) <= hit.end - hit.start:
        return False
    if chunk[0] in "/~$" or chunk.count("/") > 1 or "=" in chunk or "\\" in chunk or "_" in chunk:
        return True
    return chunk.count("-") > 1 or ("-" in chunk and ("." in chunk or any(map(str.isdigit, chunk))))


def _confidence(hit: Hit, flags: int, text: str) -> int:
    label = hit.label
    sure = CONFIDENCE[label.form]
    if label.rivals:
        sure = CONFIDENCE_RIVALS
    elif flags & _NEAR:
        sure = CONFIDENCE_NEAR
    elif flags & _ORDINARY:
        sure = CONFIDENCE_ORDINARY
    elif len(label.text) <= ACRONYM_LONGEST and label.text.isupper() and not is_exact(text, hit):
        sure = CONFIDENCE_ACRONYM
    return sure * CODE_KEEPS // 100 if flags & _CODE else sure
