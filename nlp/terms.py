"""Terms: the organisation's own words, as keyed hashes of stems.

White space parts a text into chunks; each distinct chunk is analysed once and remembered.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import blake2b
from itertools import chain, repeat
from typing import cast

import snowballstemmer

from nlp.folding import fold
from nlp.secrets import SECRET_FROM, WORD_LONGEST, is_secret
from nlp.stopwords import STOP_WORDS

TF_MOST = 15  # occurrences of a term in one message that count
REMEMBERED_MOST = 250_000  # distinct chunks or stems remembered before starting afresh: about 50 MB
CHUNK_LONGEST = 200  # characters between white space that may still be words
SHORTEST = 2  # letters of a Latin word

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PIECES = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+\d*|[A-Z]+\d*|\d+[a-z]+\d*|\d+", re.ASCII)
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z][A-Z][a-z]")
# Endings of the words that English stemming changes; the others need not be asked, which saves half the work.
_INFLECTIONS = ("s", "y", "e", "i", "l", "ed", "ing", "ism", "ic", "ant", "ent", "er", "or", "ion")
_AROUND = ".,;:!?()[]{}\"'*~<>"  # punctuation that a chunk may begin and end with
_JOINT = frozenset("._-/")


class Terms:
    """Term hashes of texts under one key. Not shared between processes: each keeps its own memory."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._stem_of = cast(Callable[[str], str], snowballstemmer.EnglishStemmer().stemWord)
        self._chunks: dict[str, tuple[int, ...]] = {}
        self._stems: dict[str, str] = {}
        self._texts: dict[int, str] = {}
        self._counted: set[int] = set()

    def count(self, own: str) -> tuple[tuple[int, ...], int]:
        """(hash, count, hash, count, …) in ascending order of hashes, and the number of occurrences."""
        hashes: list[int] = []
        chunks = self._chunks
        for chunk in own.split():
            known = chunks.get(chunk)
            hashes += self._learn(chunk) if known is None else known
        if not hashes:
            return (), 0
        hashes.sort()
        distinct = set(hashes)
        self._counted |= distinct
        if len(distinct) == len(hashes):
            return tuple(chain.from_iterable(zip(hashes, repeat(1)))), len(hashes)
        counts = Counter(hashes)  # keeps the ascending order
        return tuple(n for h in counts for n in (h, min(counts[h], TF_MOST))), len(hashes)

    def spell(self) -> dict[int, str]:
        """The stem of every hash that `count` gave since the last `spell`."""
        spelled = {number: self._texts[number] for number in self._counted}
        self._counted.clear()
        return spelled

    def forget(self) -> None:
        """Starts afresh when much is remembered; between batches, after `spell`."""
        if max(len(self._chunks), len(self._stems)) > REMEMBERED_MOST:
            self._chunks.clear()
            self._stems.clear()
            self._texts.clear()

    def stems(self, chunk: str) -> tuple[str, ...]:
        """The stems of a chunk between white space; () for stop words, numbers, addresses and secrets."""
        bare = chunk.strip(_AROUND)
        if (
            bare.isascii()
            and bare.isalpha()
            and len(bare) < SECRET_FROM
            and (bare[1:].islower() or bare.isupper())
        ):
            return self._word(bare.lower())
        if "://" in chunk or "@" in chunk or chunk.startswith("www.") or is_secret(chunk):
            return ()
        return tuple(self._parts(chunk))

    def hash(self, stem: str) -> int:
        """The keyed hash of a stem: 64 bits, signed as Neo4j's integers are."""
        digest = blake2b(stem.encode("utf-8", "surrogatepass"), digest_size=8, key=self._key).digest()
        return int.from_bytes(digest, "big", signed=True)

    def _learn(self, chunk: str) -> tuple[int, ...]:
        if len(chunk) > CHUNK_LONGEST:
            return ()
        hashes: list[int] = []
        for stem in self.stems(chunk):
            number = self.hash(stem)
            self._texts[number] = stem
            hashes.append(number)
        self._chunks[chunk] = learned = tuple(hashes)
        return learned

    def _parts(self, chunk: str) -> Iterator[str]:
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(chunk)]
        joint: list[str] = []
        for index, (word, start, _) in enumerate(words):
            if joint and not (start == words[index - 1][2] + 1 and chunk[start - 1] in _JOINT):
                yield from self._joined(joint)
                joint = []
            joint.append(word)
            if word.isascii() and _CAMEL.search(word):
                pieces = _PIECES.findall(word)
                for piece in pieces:
                    yield from self._word(piece.lower())
                if len(pieces) > 1:
                    yield from self._word(word.lower())
            else:
                yield from self._word(fold(word))
        yield from self._joined(joint)

    def _joined(self, parts: list[str]) -> Iterator[str]:
        if len(parts) < 2:
            return
        folded = [fold(part) for part in parts]
        said = not STOP_WORDS.issuperset(folded)  # not and/or
        if said and any(len(part) > 1 and part.isalpha() for part in folded):  # nor 1.2-3
            yield from self._word("".join(folded))

    def _word(self, word: str) -> tuple[str, ...]:
        stem = self._stems.get(word)
        if stem is None:
            stem = self._stems[word] = self._stem(word)
        return (stem,) if stem else ()

    def _stem(self, word: str) -> str:
        """The stem, or "" for what is no term."""
        word = word.replace("’", "'")
        if word in STOP_WORDS or word.replace("'", "") in STOP_WORDS:
            return ""
        if "'" in word:  # "mike's": mike; contractions are stop words
            word = word.split("'")[0]
            if word in STOP_WORDS:
                return ""
        if not any(character.isalpha() for character in word) or len(word) > WORD_LONGEST:
            return ""
        if not word.isascii():
            return word
        if len(word) < SHORTEST:
            return ""
        return self._stem_of(word) if word.isalpha() and word.endswith(_INFLECTIONS) else word
