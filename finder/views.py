"""What one viewer may see of the index: every statistic is counted over this and nothing else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from finder.contributions import Array, Segment


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """The index at one moment. `masked` tells which contributions of each segment another one replaces;
    `people` are all keys, ascending, and `person` the place in it of each contribution's person."""

    segments: tuple[Segment, ...]
    masked: tuple[Array, ...]
    people: Array
    person: tuple[Array, ...]

    @staticmethod
    def of(parts: Sequence[tuple[Segment, Array]]) -> "Snapshot":
        people = np.unique(np.concatenate([segment.person for segment, _ in parts]))
        return Snapshot(
            tuple(segment for segment, _ in parts),
            tuple(masked for _, masked in parts),
            people,
            tuple(np.searchsorted(people, segment.person) for segment, _ in parts),
        )


@dataclass(frozen=True, slots=True, eq=False)
class Posting:
    """Who used one word, in one segment, as far as the viewer may see: parallel arrays."""

    part: int
    contribution: Array
    weight: Array
    own: Array


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A snapshot with the contributions that a viewer may see. `number` is how many these are, `average`
    their mean length, `lengths` the words of each person in `snapshot.people`."""

    snapshot: Snapshot
    visible: tuple[Array, ...]
    number: int
    average: float
    lengths: Array

    @staticmethod
    def of(snapshot: Snapshot, spaces: Collection[int]) -> "View":
        readable = np.fromiter(spaces, np.int64, len(spaces))
        visible = tuple(
            np.isin(segment.space, readable) & ~masked
            for segment, masked in zip(snapshot.segments, snapshot.masked, strict=True)
        )
        lengths = np.zeros(len(snapshot.people))
        for segment, person, seen in zip(snapshot.segments, snapshot.person, visible, strict=True):
            lengths += np.bincount(
                person, weights=np.where(seen, segment.length, 0), minlength=len(snapshot.people)
            )
        number = sum(int(seen.sum()) for seen in visible)
        return View(snapshot, visible, number, float(lengths.sum()) / max(1, number), lengths)

    def postings(self, word: int) -> list[Posting]:
        """The visible postings of a word, segment by segment."""
        found: list[Posting] = []
        for part, (segment, seen) in enumerate(zip(self.snapshot.segments, self.visible, strict=True)):
            where = segment.postings(word)
            of = segment.contribution[where]
            kept = seen[of]
            found.append(Posting(part, of[kept], segment.weight[where][kept], segment.own[where][kept]))
        return found

    def contributions(self, people: Collection[int], skills: Collection[int]) -> set[tuple[int, int]]:
        """(person, thread) wherever one of some people shows, or asks about, one of some skills."""
        wanted = np.fromiter(people, np.int64, len(people))
        found: set[tuple[int, int]] = set()
        for skill in skills:
            for posting in self.postings(skill):
                segment = self.snapshot.segments[posting.part]
                of = posting.contribution[np.isin(segment.person[posting.contribution], wanted)]
                found.update(zip(segment.person[of].tolist(), segment.thread[of].tolist(), strict=True))
        return found
