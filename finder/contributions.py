"""Contributions as sparse arrays: what a person wrote in a thread, and under each word who used it.

A segment is immutable. Its contributions stand in the order of threads, then people; its postings in the
order of words, then contributions. A word is the hash of a stem, or the key of a skill that counts there: two
kinds of random 64-bit numbers, which no question mixes up.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.evidence import ACT_MASK, ACT_SHIFT, ACT_WEIGHT, MENTION_FIELDS, NEVER_FOLDED, Act, Feature
from graph.evidence import Words

Array = NDArray[Any]

ANSWERED_QUESTION = 0.5  # of a question's words, for those who answer it
MENTION_FLAGS = 2  # where its flags stand among the integers of a mention
ANSWERS = (Act.ANSWERED, Act.EXPLAINED)
NEVER_COUNTED = int(Feature.BOT | Feature.SARCASTIC)

_WEIGHT_OF_ACT = np.zeros(ACT_MASK + 1, np.float32)
for _act, _worth in ACT_WEIGHT.items():
    _WEIGHT_OF_ACT[_act] = _worth
_IS_ANSWER = np.isin(np.arange(ACT_MASK + 1), ANSWERS)


@dataclass(frozen=True, slots=True)
class Segment:
    """Parallel arrays. `person`, `thread` and `space` are keys, one a contribution, as are `length` (word
    occurrences) and `row_thread` / `row_id` one a ledger row, ascending by id.

    A posting has a `contribution`, a `weight` (occurrences, each weighed by the act of its message; what an
    answer takes from its question included) and `own`: whether the person used the word there. The postings
    of `words[i]` are [`start[i]`, `start[i + 1]`).
    """

    person: Array  # int64
    thread: Array  # int64
    space: Array  # int64
    length: Array  # int32
    row_id: Array  # int64
    row_thread: Array  # int64
    words: Array  # int64
    start: Array  # int64, one more than words
    contribution: Array  # int32
    weight: Array  # float32
    own: Array  # bool

    def postings(self, word: int) -> slice:
        """Where the postings of a word stand; empty when nobody used it."""
        at = int(np.searchsorted(self.words, word))
        if at == len(self.words) or int(self.words[at]) != word:
            return slice(0, 0)
        return slice(int(self.start[at]), int(self.start[at + 1]))

    def threads_of_rows(self, ids: Collection[int]) -> set[int]:
        """The threads of those of the rows that are here."""
        wanted = np.fromiter(ids, np.int64, len(ids))
        at = np.searchsorted(self.row_id, wanted)
        at = np.minimum(at, max(0, len(self.row_id) - 1))
        held = at[self.row_id[at] == wanted] if len(self.row_id) else at[:0]
        return set(self.row_thread[held].tolist())


ARRAYS = tuple(f.name for f in fields(Segment))


class Gathering:
    """Rows on their way into a segment, kept as flat arrays so that many take little room."""

    def __init__(self) -> None:
        self._rows: list[Array] = []
        self._words: list[Array] = []
        self._word_of: list[Array] = []
        self._skills: list[Array] = []
        self.count = 0

    def add(self, rows: Collection[Words]) -> None:
        """Takes in a chunk of rows, in any order; each row once."""
        if not rows:
            return
        told = np.array(
            [(r.id, r.item, r.person, r.space, r.thread, r.length, r.features) for r in rows], np.int64
        )
        here = np.arange(self.count, self.count + len(rows))
        sizes = np.fromiter((len(r.t) // 2 for r in rows), np.int64, len(rows))
        flat = np.fromiter((n for r in rows for n in r.t), np.int64, int(sizes.sum()) * 2)
        skills = [(self.count + at, skill) for at, r in enumerate(rows) if r.m for skill in _counting(r.m)]
        self._rows.append(told)
        self._words.append(flat.reshape(-1, 2))
        self._word_of.append(np.repeat(here, sizes))
        self._skills.append(np.array(skills, np.int64).reshape(-1, 2))
        self.count += len(rows)

    def segment(self) -> Segment:
        """Everything taken in, laid out. Takes about a second for a million words."""
        return _lay_out(
            _joined(self._rows, (0, 7)),
            _joined(self._words, (0, 2)),
            _joined(self._word_of, (0,)),
            _joined(self._skills, (0, 2)),
        )


def segment_of(rows: Iterable[Words]) -> Segment:
    """A segment of some rows."""
    gathering = Gathering()
    gathering.add(list(rows))
    return gathering.segment()


def _joined(chunks: list[Array], empty: tuple[int, ...]) -> Array:
    return np.concatenate(chunks) if chunks else np.zeros(empty, np.int64)


def _counting(m: Sequence[int]) -> set[int]:
    """The skills that some mentions count for."""
    return {
        m[at] for at in range(0, len(m), MENTION_FIELDS) if not m[at + MENTION_FLAGS] & NEVER_FOLDED.value
    }


def _lay_out(rows: Array, words: Array, word_of: Array, skills: Array) -> Segment:
    """`words` are pairs (word, times), each of the row at the same place of `word_of`; `skills` are pairs
    (row, skill)."""
    word, times = words.T
    id, item, person, space, thread, length, features = rows.T
    act = features >> ACT_SHIFT & ACT_MASK
    counts = (features & NEVER_COUNTED) == 0
    worth: Array = np.where(counts, _WEIGHT_OF_ACT[act], np.float32(0))

    # A thread stands in one space; should a source ever say otherwise, nothing goes from one to the other.
    order = np.lexsort((space, person, thread))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(np.stack((thread, person, space))[:, order]) != 0).any(axis=0)
    first = order[new]
    of = np.empty(len(order), np.int64)  # row to contribution
    of[order] = np.cumsum(new) - 1

    answering = np.zeros(len(first), np.float32)
    np.maximum.at(answering, of, np.where(_IS_ANSWER[act], worth, np.float32(0)))
    is_question = (item == thread) & ((features & Feature.REFERRAL) == 0)
    asked = np.flatnonzero(is_question[word_of])
    taken, by = _taken(asked, thread[word_of[asked]], thread[first])
    kept = (answering[by] > 0) & (person[first][by] != person[word_of[taken]])
    kept &= space[first][by] == space[word_of[taken]]
    taken, by = taken[kept], by[kept]

    vocabulary, start, used_in, weight, own = _postings(
        np.concatenate((word, word[taken], skills[:, 1])),
        np.concatenate((of[word_of], by, of[skills[:, 0]])).astype(np.int32),
        np.concatenate(
            (
                times * worth[word_of],
                times[taken] * answering[by] * ANSWERED_QUESTION,
                worth[skills[:, 0]],
            )
        ).astype(np.float32),
        np.concatenate((np.ones(len(word), bool), np.zeros(len(taken), bool), np.ones(len(skills), bool))),
    )
    by_id = np.argsort(id)
    return Segment(
        person=person[first],
        thread=thread[first],
        space=space[first],
        length=np.bincount(of, weights=length, minlength=len(first)).astype(np.int32),
        row_id=id[by_id],
        row_thread=thread[by_id],
        words=vocabulary,
        start=start,
        contribution=used_in,
        weight=weight,
        own=own,
    )


def _taken(asked: Array, asked_in: Array, threads: Array) -> tuple[Array, Array]:
    """Each word of a thread's first message beside each contribution to that thread: (word, contribution)."""
    begin: Array = np.searchsorted(threads, asked_in, "left")
    many: Array = np.searchsorted(threads, asked_in, "right") - begin
    ahead = np.cumsum(many) - many
    return np.repeat(asked, many), np.arange(int(many.sum())) - np.repeat(ahead - begin, many)


def _postings(word: Array, of: Array, weight: Array, own: Array) -> tuple[Array, Array, Array, Array, Array]:
    """Merges equal (word, contribution) pairs, adding weights, and sorts by word.

    Gives the words, where the postings of each start, and the postings: contribution, weight, own.
    """
    order = np.lexsort((of, word))
    word, of = word[order], of[order]
    new = np.ones(len(word), bool)
    new[1:] = (np.diff(word) != 0) | (np.diff(of) != 0)
    first = np.flatnonzero(new)
    if not len(first):
        return word, np.zeros(1, np.int64), of, weight, own
    weight = np.add.reduceat(weight[order], first)
    own = np.logical_or.reduceat(own[order], first)
    word, of = word[first], of[first]
    begins = np.ones(len(word), bool)
    begins[1:] = np.diff(word) != 0
    start = np.flatnonzero(begins)
    return word[start], np.append(start, len(word)).astype(np.int64), of, weight, own
