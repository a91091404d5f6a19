"""People by the words they used: every contribution votes for its person, and profiles count threads.

A contribution's worth s is BM25 over its words, each weighed by the act of its message; a person's votes are
Σ s², so that one good answer outweighs many passing words. A profile compares in how many threads somebody
used a word with what is usual, for how much they write.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from domain.evidence import ACT_WEIGHT, Act
from domain.policy import TERM_CONTRIBUTIONS
from finder.contributions import ANSWERED_QUESTION, Array
from finder.views import Posting, View

K1 = 1.2  # BM25: how soon more of a word says no more
COVERED = 0.5  # of a question's words, weighed by rarity: who covers as much knows what it is about
EXPLAINED = (
    ACT_WEIGHT[Act.EXPLAINED] * ANSWERED_QUESTION
)  # weight: an answer in passing says nothing about its question's every word
B = 0.75  # BM25: how much long contributions are discounted


@dataclass(frozen=True, slots=True)
class UsedIn:
    """A thread in which somebody used words of the question (`own`), or answered one that has them."""

    thread: int
    worth: float
    own: frozenset[int]
    answered: frozenset[int]


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """People by words. `words` are those that count for the viewer; `votes` and `profile` hold the keys of
    people, best first, without those who have none; `covering` those who used half of the words,
    or explained in answer to them."""

    words: frozenset[int]
    votes: tuple[int, ...]
    profile: tuple[int, ...]
    covering: frozenset[int]
    view: View

    def used_by(self, person: int) -> list[UsedIn]:
        """Where somebody used the words, the best threads first."""
        found: dict[int, tuple[float, set[int], set[int]]] = {}
        for word in self.words:
            postings = self.view.postings(word)
            rarity = _rarity(self.view, postings)
            for posting in postings:
                segment = self.view.snapshot.segments[posting.part]
                theirs = np.flatnonzero(
                    (segment.person[posting.contribution] == person) & (posting.weight > 0)
                )
                worth = rarity * _saturated(self.view, posting)
                for at in theirs.tolist():
                    thread = int(segment.thread[posting.contribution[at]])
                    held, own, answered = found.get(thread, (0.0, set[int](), set[int]()))
                    (own if posting.own[at] else answered).add(word)
                    found[thread] = (held + float(worth[at]), own, answered)
        used = (
            UsedIn(thread, worth, frozenset(own), frozenset(answered))
            for thread, (worth, own, answered) in found.items()
        )
        return sorted(used, key=lambda one: (-one.worth, one.thread))


def vote(view: View, words: Iterable[int]) -> Votes:
    """Lets contributions vote. A word that fewer than three visible ones hold does not exist here."""
    size = len(view.snapshot.people)
    profile, coverage, whole = np.zeros(size), np.zeros(size), 0.0
    cast: list[list[tuple[Array, Array]]] = [[] for _ in view.snapshot.segments]
    counted: set[int] = set()
    for word in sorted(set(words)):
        postings = view.postings(word)
        if _holding(postings) < TERM_CONTRIBUTIONS:
            continue
        counted.add(word)
        rarity = _rarity(view, postings)
        threads, covered = np.zeros(size), np.zeros(size, bool)
        for posting in postings:
            cast[posting.part].append((posting.contribution, rarity * _saturated(view, posting)))
            person = view.snapshot.person[posting.part][posting.contribution]
            threads += np.bincount(person, weights=np.minimum(posting.weight, 1), minlength=size)
            used = (posting.own & (posting.weight > 0)) | (posting.weight >= EXPLAINED)
            covered[person[used]] = True
        profile += _profile(threads, view.lengths)
        coverage += rarity * covered
        whole += rarity
    votes = np.zeros(size)
    for part, ballots in enumerate(cast):
        if not ballots:
            continue
        touched, at = np.unique(np.concatenate([of for of, _ in ballots]), return_inverse=True)
        worth = np.bincount(at, weights=np.concatenate([worth for _, worth in ballots]))
        votes += np.bincount(view.snapshot.person[part][touched], weights=worth**2, minlength=size)
    covering = view.snapshot.people[coverage >= COVERED * whole] if whole else view.snapshot.people[:0]
    return Votes(
        frozenset(counted),
        _ranked(view, votes),
        _ranked(view, profile),
        frozenset(covering.tolist()),
        view,
    )


def _holding(postings: Sequence[Posting]) -> int:
    return sum(int(posting.own.sum()) for posting in postings)


def _rarity(view: View, postings: Sequence[Posting]) -> float:
    holding = _holding(postings)
    return math.log(1 + (view.number - holding + 0.5) / (holding + 0.5))


def _saturated(view: View, posting: Posting) -> Array:
    length = view.snapshot.segments[posting.part].length[posting.contribution]
    usual = 1 - B + B * length / max(view.average, 1.0)
    return posting.weight * (K1 + 1) / (posting.weight + K1 * usual)


def _profile(threads: Array, lengths: Array) -> Array:
    """ln(1 + tfn/λ) for each person: their threads with the word, as if everybody wrote equally much, against
    the mean number λ of threads with it. A thread counts as much as the act in it, 1 at most."""
    writing = lengths > 0
    if not threads.any() or not writing.any():
        return np.zeros(len(threads))
    usual = threads.sum() / max(1, int(writing.sum()))
    mean = float(lengths[writing].mean())
    normal = threads * np.log2(1 + mean / np.maximum(lengths, 1.0))
    return np.log1p(normal / usual)


def _ranked(view: View, scores: Array) -> tuple[int, ...]:
    order = np.argsort(-scores, kind="stable")
    return tuple(view.snapshot.people[order[: int((scores > 0).sum())]].tolist())
