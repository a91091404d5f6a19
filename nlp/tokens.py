"""A reading as a spaCy Doc whose tokens are the miner's words, so labels begin and end at tokens' bounds."""

import re

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlp.folding import PAD
from nlp.reading import Reading, read

_SOLID = re.compile(r"\S+")
_BLANKS = re.compile(r"\s+")


def to_doc(vocab: Vocab, reading: Reading) -> Doc:
    """The message cut into words, single stretches of anything else that is not white space, and blanks."""
    text = reading.text
    words: list[str] = []
    spaces: list[bool] = []
    position = 0
    for match in _SOLID.finditer(reading.folded):
        start, end = match.start() - PAD, match.end() - PAD
        gap = text[position:start]
        if gap == " " and words:
            spaces[-1] = True
        elif gap:
            _between(gap, words, spaces)
        words.append(text[start:end])
        spaces.append(False)
        position = end
    _between(text[position:], words, spaces)
    return Doc(vocab, words=words, spaces=spaces)


def _between(gap: str, words: list[str], spaces: list[bool]) -> None:
    """Appends what stands between two words. A blank after a token belongs to it, as everywhere in spaCy."""
    position = 0
    for match in _BLANKS.finditer(gap):
        if match.start() > position:
            words.append(gap[position : match.start()])
            spaces.append(False)
        blank = match[0]
        if words and not spaces[-1] and blank[0] == " ":
            spaces[-1] = True
            blank = blank[1:]
        if blank:
            words.append(blank)
            spaces.append(False)
        position = match.end()
    if position < len(gap):
        words.append(gap[position:])
        spaces.append(False)


class ReadingTokenizer:
    """A spaCy tokenizer for texts that have no marks."""

    def __init__(self, vocab: Vocab, names: frozenset[str] = frozenset()) -> None:
        self.vocab = vocab
        self._names = names

    def __call__(self, text: str) -> Doc:
        reading = read(text, (), self._names)
        doc = to_doc(self.vocab, reading)
        doc._.reading = reading
        return doc
