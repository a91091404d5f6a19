"""Act cues in one automaton, and what a message does as a whole."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from domain.evidence import REACTIONS_MOST, REACTIONS_SHIFT, Feature
from domain.messages import MarkKind, Reaction
from nlp.folding import PAD, phrase
from nlp.pasted import shows_output
from nlp.phrases import APPROVING, FILLERS, PHRASES, SARCASTIC_EMOJI, SARCASTIC_SIGNS, Cue
from nlp.reading import Reading

EXPLAINS_FROM = 8  # words that a reason or two steps need around them
EXPLAINS_ALWAYS = 45  # words from which a message counts as explaining
PROBLEM_BELOW = 40  # words: longer messages tell more than that something does not work
TAG_LONGEST = 40  # characters of ", you know???" at a text's end
GREETING_LONGEST = 80  # characters that may stand before an opening
CLUELESS_BELOW = 20  # words: longer messages say more than that they do not know

_ASKS = re.compile(r"\?(?=[\s?!)\"'.]|$)")
_TAG = re.compile(r"[\s,]\s*(?:right|ok|okay|no|yes|eh|huh|innit|see|you know)\s*\?+\W*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.?!\n,;:)\-–—]")

# As plain integers: flag arithmetic costs more than finding the cues.
_QUESTION = int(Feature.QUESTION)
_EXPLAINS = int(Feature.EXPLAINS)
_CLUELESS = int(Feature.CLUELESS)
_DID = int(Feature.DID)
_SARCASTIC = int(Feature.SARCASTIC)
_PROBLEM = int(Feature.PROBLEM)
# Who asks, explains, did or announces something tells of no problem, whatever words are used.
_NO_PROBLEM = int(
    Feature.QUESTION
    | Feature.EXPLAINS
    | Feature.DID
    | Feature.DECIDED
    | Feature.REVIEWED
    | Feature.ANNOUNCED
    | Feature.LEARNED
)
_PLAIN = {
    Cue.QUESTION: int(Feature.QUESTION),
    Cue.THANKS: int(Feature.THANKS),
    Cue.DECIDED: int(Feature.DECIDED),
    Cue.REVIEWED: int(Feature.REVIEWED),
    Cue.ANNOUNCED: int(Feature.ANNOUNCED),
    Cue.LEARNED: int(Feature.LEARNED),
    Cue.SARCASTIC: int(Feature.SARCASTIC),
}


class CueHit(NamedTuple):
    """A cue phrase at [start, end) of the text, in characters."""

    cue: Cue
    start: int
    end: int


class Cues:
    """The cue automaton."""

    def __init__(self) -> None:
        held: dict[str, list[Cue]] = {}
        for cue, texts in PHRASES.items():
            for text in texts:
                of = held.setdefault(phrase(text), [])
                if cue not in of:
                    of.append(cue)
        self._cues = list(held.values())
        self._automaton = AhoCorasick(
            list(held),
            matchkind=MatchKind.Standard,
            store_patterns=False,
            implementation=Implementation.ContiguousNFA,
        )

    def find(self, folded: str) -> list[CueHit]:
        """All cues in a delimited text, in the order of their ends."""
        return [
            CueHit(cue, start + 1 - PAD, end - 1 - PAD)
            for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True)
            for cue in self._cues[number]
        ]


def features(reading: Reading, cues: Sequence[CueHit]) -> int:
    """Feature bits: what the message does, by its own words; quotes do not speak for it."""
    own = reading.own
    found = 0
    kinds: set[Cue] = set()
    steps = 0
    for cue, start, _ in cues:
        if cue is Cue.STEP:
            steps += 1
        elif cue is Cue.OPENING or cue is Cue.DONE:
            if opens(own, start):
                kinds.add(cue)
        else:
            kinds.add(cue)
            found |= _PLAIN.get(cue, 0)
    if Cue.OPENING in kinds or ("?" in own and _asks(own)):
        found |= _QUESTION
    if Cue.REASON in kinds or steps > 1 or len(own) > EXPLAINS_ALWAYS:
        words = len(own.split())
        if words >= EXPLAINS_ALWAYS or (words >= EXPLAINS_FROM and (Cue.REASON in kinds or steps > 1)):
            found |= _EXPLAINS
    if Cue.CLUELESS in kinds and len(own.split()) < CLUELESS_BELOW:
        found |= _CLUELESS
    if (Cue.DID in kinds or Cue.DONE in kinds) and Cue.VAIN not in kinds and not found & _QUESTION:
        found |= _DID
    troubled = Cue.PROBLEM in kinds or (own is not reading.clean and shows_output(reading.text))
    if troubled and not found & _NO_PROBLEM and len(own.split()) < PROBLEM_BELOW:
        found |= _PROBLEM
    if not found & _SARCASTIC and _in_jest(reading):
        found |= _SARCASTIC
    return found


def approval(reactions: Iterable[Reaction], author: str) -> int:
    """How many others approved, in the place that `Evidence.features` keeps for it."""
    approving = {
        account
        for reaction in reactions
        if reaction.name.split("::")[0] in APPROVING
        for account in reaction.accounts
    }
    return min(len(approving - {author}), REACTIONS_MOST) << REACTIONS_SHIFT


def opens(text: str, start: int) -> bool:
    """Whether a sentence begins at `start`, small words of greeting aside."""
    before = text[max(0, start - GREETING_LONGEST) : start]
    if not before or before.isspace():
        return True
    return all(word in FILLERS for word in _SENTENCE.split(before)[-1].lower().split())


def _asks(text: str) -> bool:
    """Whether a question mark asks more than "…, right?"."""
    tag = _TAG.search(text, max(0, len(text) - TAG_LONGEST))
    return _ASKS.search(text, 0, tag.start() if tag else len(text)) is not None


def _in_jest(reading: Reading) -> bool:
    own = reading.own
    if "/s" in own and own.rstrip().endswith((" /s", "\n/s")):
        return True
    if not own.isascii() and any(sign in own for sign in SARCASTIC_SIGNS):
        return True
    return bool(reading.marks) and any(
        mark.kind is MarkKind.EMOJI and reading.text[mark.start : mark.end].strip(":") in SARCASTIC_EMOJI
        for mark in reading.marks
    )
