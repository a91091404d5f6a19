"""Contributions as sparse arrays: what a person wrote in a thread, and under each word who used it.

A segment is immutable. Its contributions stand in the order of threads, then people; its postings in the
order of words (hashes of stems), then contributions.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.evidence import ACT_MASK, ACT_SHIFT, ACT_WEIGHT, Act, Feature
from graph.evidence import Words

Array = NDArray[Any]

ANSWERED_QUESTION = 0.5  # of a question's words, for those who answer it
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
        self._of_row: list[Array] = []
        self.count = 0

    def add(self, rows: Collection[Words]) -> None:
        """Takes in a chunk of rows, in any order; each row once."""
        if not rows:
            return
        told = np.array(
            [(r.id, r.item, r.person, r.space, r.thread, r.length, r.features) for r in rows], np.int64
        )
        sizes = np.fromiter((len(r.t) // 2 for r in rows), np.int64, len(rows))
        flat = np.fromiter((n for r in rows for n in r.t), np.int64, int(sizes.sum()) * 2)
        self._rows.append(told)
        self._words.append(flat.reshape(-1, 2))
        self._of_row.append(np.repeat(np.arange(self.count, self.count + len(rows)), sizes))
        self.count += len(rows)

    def segment(self) -> Segment:
        """Everything taken in, laid out. Takes about a second for a million words."""
        rows = _joined(self._rows, (0, 7))
        words = _joined(self._words, (0, 2))
        return _lay_out(rows, words[:, 0], words[:, 1], _joined(self._of_row, (0,)))


def segment_of(rows: Iterable[Words]) -> Segment:
    """A segment of some rows."""
    gathering = Gathering()
    gathering.add(list(rows))
    return gathering.segment()


def _joined(chunks: list[Array], empty: tuple[int, ...]) -> Array:
    return np.concatenate(chunks) if chunks else np.zeros(empty, np.int64)


def _lay_out(rows: Array, word: Array, times: Array, of_row: Array) -> Segment:
    id, item, person, space, thread, length, features = rows.T
    act = features >> ACT_SHIFT & ACT_MASK
    counts = (features & NEVER_COUNTED) == 0
    worth: Array = np.where(counts, _WEIGHT_OF_ACT[act], np.float32(0))

    order = np.lexsort((person, thread))
    new = np.ones(len(order), bool)
    new[1:] = (np.diff(thread[order]) != 0) | (np.diff(person[order]) != 0)
    first = order[new]
    of = np.empty(len(order), np.int64)  # row to contribution
    of[order] = np.cumsum(new) - 1

    answering = np.zeros(len(first), np.float32)
    np.maximum.at(answering, of, np.where(_IS_ANSWER[act], worth, np.float32(0)))
    is_question = (item == thread) & ((features & Feature.REFERRAL) == 0)
    asked = np.flatnonzero(is_question[of_row])
    taken, by = _taken(asked, thread[of_row[asked]], thread[first])
    kept = (answering[by] > 0) & (person[first][by] != person[of_row[taken]])
    taken, by = taken[kept], by[kept]

    words, start, of_word, weight, own = _postings(
        np.concatenate((word, word[taken])),
        np.concatenate((of[of_row], by)).astype(np.int32),
        np.concatenate((times * worth[of_row], times[taken] * answering[by] * ANSWERED_QUESTION)).astype(
            np.float32
        ),
        np.concatenate((np.ones(len(word), bool), np.zeros(len(taken), bool))),
    )
    by_id = np.argsort(id)
    return Segment(
        person=person[first],
        thread=thread[first],
        space=space[first],
        length=np.bincount(of, weights=length, minlength=len(first)).astype(np.int32),
        row_id=id[by_id],
        row_thread=thread[by_id],
        words=words,
        start=start,
        contribution=of_word,
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
