"""Several rankings into one, by ranks alone: scores of different kinds cannot be added."""

from collections.abc import Sequence
from dataclasses import dataclass

K = 20  # how much the first places stand out: 1/(K + rank)


@dataclass(frozen=True, slots=True)
class Ranking:
    """People by key, best first, and how much this ranking counts."""

    people: Sequence[int]
    share: float


def fuse(rankings: Sequence[Ranking]) -> dict[int, float]:
    """A score between 0 and 1 for everybody who is ranked: 1 for who is first in every ranking that counts.

    Shares are relative to their sum; who is missing from a ranking gets nothing from it.
    """
    total = sum(ranking.share for ranking in rankings)
    scores: dict[int, float] = {}
    for ranking in rankings:
        if not ranking.share:
            continue
        for rank, person in enumerate(ranking.people, 1):
            part = ranking.share / total * (K + 1) / (K + rank)
            scores[person] = scores.get(person, 0.0) + part
    return scores
