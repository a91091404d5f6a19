"""How alike texts are: the cosine of their words by tf-idf, among thousands of texts in seconds.

Every text is first projected into a thousand numbers by hashing its words with signs (Weinberger and others,
"Feature hashing for large scale multitask learning", 2009). Their products, a block of texts at a time, are
close to the cosines and cheap; only where they come near to what is asked for is the cosine itself computed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import log, sqrt
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

from domain.keys import key

DIMENSIONS = 1024  # of the projection: its error is about 1/√1024
SLACK = 0.1  # below what is asked for, three times that error
BLOCK = 256  # texts multiplied with all others at once
LONGEST = 20_000  # characters of a text that are looked at
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")  # Thai, kana, Han

Vector = dict[str, float]


class Texts:
    """Some texts, by number, and how alike they are."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.words = [words(text) for text in texts]
        counts = [Counter(each) for each in self.words]
        there = Counter(word for each in counts for word in each)
        number = len(texts)
        rarity = {word: log((1 + number) / (1 + df)) + 1 for word, df in there.items()}
        self._vectors = [_unit({w: (1 + log(n)) * rarity[w] for w, n in each.items()}) for each in counts]

    def likeness(self, one: int, other: int) -> float:
        """Between 0 and 1; of two texts without words, 0."""
        small, large = sorted((self._vectors[one], self._vectors[other]), key=len)
        return sum(weight * large.get(word, 0.0) for word, weight in small.items())

    def near(self, least: float, among: NDArray[np.bool_]) -> Iterator[tuple[int, NDArray[np.int64]]]:
        """Each text with the earlier ones that may be at least so like it, the likest first; only those that
        are `among` when their turn comes, which the caller may change meanwhile."""
        for start in range(0, len(self.words), BLOCK):
            some = self._projected[start : start + BLOCK]
            products = some @ self._projected[: start + len(some)].T
            for row, likes in enumerate(products):
                at = start + row
                found = np.flatnonzero((likes[:at] >= least - SLACK) & among[:at])
                yield at, found[np.argsort(-likes[found], kind="stable")]

    @cached_property
    def _projected(self) -> NDArray[np.float32]:
        places: dict[str, tuple[int, float]] = {}
        projected = np.zeros((len(self.words), DIMENSIONS), dtype=np.float32)
        for at, vector in enumerate(self._vectors):
            for word, weight in vector.items():
                if word not in places:
                    number = key("word", word)
                    places[word] = (number >> 1) % DIMENSIONS, 1.0 if number & 1 else -1.0
                place, sign = places[word]
                projected[at, place] += sign * weight
        return projected


def words(text: str) -> list[str]:
    """The words of a text as they are compared; where words stand without spaces, pairs of characters."""
    found: list[str] = []
    for word in _WORD.findall(normalize("NFKC", text[:LONGEST]).casefold()):
        if _UNSPACED.search(word):
            found += [word[at : at + 2] for at in range(len(word) - 1)]
        else:
            found.append(word)
    return found


def _unit(vector: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in vector.values()))
    return {word: weight / length for word, weight in vector.items()} if length else {}
