"""The labels of a list of skills, laid out so that one name is compared with all of them at once.

Every label is a row of roots (see `crosswalks_words`). A root weighs its inverse document frequency over the
skills, one that says little a third of it.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from domain.crosswalks import Item
from learning.crosswalks_words import head, is_light, roots, stem

LIGHT_WEIGHT = 0.35  # of a word that says what one does, and not to what
LIKE = 88.0  # percent: roots at least so alike count as one word written in two ways
LIKE_SHORTEST = 6  # letters
LIKE_MOST = 8  # of them
LIKE_WEIGHT = 0.95
DERIVED_WEIGHT = 0.8  # of a word of the same stem: "production" for "product"
ALIASES_MOST = 60  # of one skill that are compared

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_NOTHING: list[int] = []


class Index:
    """The labels of some items. Row numbers are those of labels, owners the places of items."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        owners: list[int] = []
        self.labels: list[str] = []
        rows: list[tuple[str, ...]] = []
        for place, item in enumerate(self.items):
            for label in dict.fromkeys((item.name, *item.labels[:ALIASES_MOST])):
                own = tuple(dict.fromkeys(roots(label)))
                if own:
                    owners.append(place)
                    self.labels.append(label)
                    rows.append(own)
        self.rows = rows
        self._heads: dict[str, list[int]] = defaultdict(list)
        for number, label in enumerate(self.labels):
            self._heads[head(label)].append(number)
        self.owners = np.array(owners, dtype=np.int64)
        firsts = {owner: number for number, owner in reversed(list(enumerate(owners)))}
        self.names = np.array([firsts.get(place, 0) for place in range(len(self.items))], dtype=np.int64)
        self.preferred = np.isin(np.arange(len(owners)), list(firsts.values()))
        self._labels_of: dict[str, list[int]] = defaultdict(list)
        self._bags: dict[str, dict[int, int]] = defaultdict(dict)
        for number, row in enumerate(rows):
            for own in row:
                self._labels_of[own].append(number)
                bag = self._bags[own]
                bag[owners[number]] = bag.get(owners[number], 0) + 1
        for place, item in enumerate(self.items):
            for own in roots(item.description):
                bag = self._bags[own]
                bag[place] = bag.get(place, 0) + 1
        self.weight_of: Mapping[str, float] = {own: self._weight(own) for own in self._bags}
        self.totals: Floats = np.array([sum(self.weight_of[own] for own in row) for row in rows])

    def __len__(self) -> int:
        return len(self.items)

    def weight(self, own: str) -> float:
        """What a root weighs; one that no label has weighs as much as the rarest."""
        known = self.weight_of.get(own)
        return known if known is not None else self._weight(own)

    def overlap(self, wanted: Mapping[str, float]) -> Floats:
        """For each label the weight of its roots that are wanted, each times how much (0 to 1) it is."""
        found = np.zeros(len(self.rows))
        taken: dict[str, float] = {}
        for own, share in wanted.items():
            for like, likeness in self._like(own):
                taken[like] = max(taken.get(like, 0.0), share * likeness)
        for own, share in taken.items():
            found[self._labels_of[own]] += self.weight_of[own] * share
        return found

    def told(self, wanted: Mapping[str, float]) -> Floats:
        """For each label how much of the weight of `wanted` it has, in sum; words like it count once."""
        found = np.zeros(len(self.rows))
        for own, share in wanted.items():
            best = np.zeros(len(self.rows))
            for like, likeness in self._like(own):
                rows = self._labels_of[like]
                best[rows] = np.maximum(best[rows], likeness)
            found += best * (self.weight(own) * share)
        return found

    def forms(self, own: str) -> frozenset[str]:
        """The roots that count as one, as far as any label has them."""
        return frozenset(like for like, _ in self._like(own))

    def having(self, own: str) -> Bools:
        """Which labels have a word."""
        found = np.zeros(len(self.rows), dtype=np.bool_)
        for like, _ in self._like(own):
            found[self._labels_of[like]] = True
        return found

    def headed(self, wanted: Iterable[str]) -> Bools:
        """Which labels have one of some words as the one that says what sort of thing they name."""
        found = np.zeros(len(self.rows), dtype=np.bool_)
        for own in wanted:
            for like, _ in self._like(own):
                found[self._heads.get(like, _NOTHING)] = True
        return found

    def likeness(self, text: Mapping[str, float]) -> Floats:
        """For each item the cosine of its words (tf-idf) and those of a text, counted."""
        found = np.zeros(len(self))
        norm = 0.0
        for own, count in text.items():
            value = (1 + math.log(count)) * self.weight(own)
            norm += value * value
            if own in self._vectors:
                places, values = self._vectors[own]
                found[places] += value * values
        return found / math.sqrt(norm) if norm else found

    @cached_property
    def _vectors(self) -> dict[str, tuple[Ints, Floats]]:
        """By root the items that have it, and how much, so that every item's vector has length 1."""
        squares = np.zeros(len(self))
        raw: dict[str, tuple[Ints, Floats]] = {}
        for own, bag in self._bags.items():
            places = np.fromiter(bag.keys(), dtype=np.int64, count=len(bag))
            values = (1 + np.log(np.fromiter(bag.values(), dtype=np.float64, count=len(bag)))) * self.weight(
                own
            )
            squares[places] += values * values
            raw[own] = (places, values)
        lengths = np.sqrt(squares)
        return {own: (places, values / lengths[places]) for own, (places, values) in raw.items()}

    def _weight(self, own: str) -> float:
        frequency = len(self._bags.get(own, ()))
        weight = math.log((len(self) + 1) / (frequency + 1)) + 1
        return weight * LIGHT_WEIGHT if is_light(own) else weight

    def _like(self, own: str) -> list[tuple[str, float]]:
        """The roots of labels that are written as one is, or nearly so."""
        if own not in self._known:
            self._known[own] = self._look(own)
        return self._known[own]

    @cached_property
    def _known(self) -> dict[str, list[tuple[str, float]]]:
        return {}

    @cached_property
    def _families(self) -> dict[str, list[str]]:
        """By stem the roots that are derived from one another."""
        families: dict[str, list[str]] = defaultdict(list)
        for own in self._labels_of:
            families[stem(own)].append(own)
        return families

    @cached_property
    def _long(self) -> list[str]:
        return [own for own in self._labels_of if len(own) >= LIKE_SHORTEST]

    def _look(self, own: str) -> list[tuple[str, float]]:
        from rapidfuzz import fuzz, process

        found = [(own, 1.0)] if own in self._labels_of else []
        found += [(like, DERIVED_WEIGHT) for like in self._families.get(stem(own), ()) if like != own]
        if len(own) < LIKE_SHORTEST:
            return found
        near = process.extract(own, self._long, scorer=fuzz.ratio, score_cutoff=LIKE, limit=LIKE_MOST)
        same = own[: LIKE_SHORTEST - 1]
        known = {like for like, _ in found}
        return found + [
            (like, LIKE_WEIGHT) for like, _, _ in near if like not in known and like.startswith(same)
        ]
