"""What stewards change in a vocabulary: skills merged, split and renamed.

None of it is written into skills or evidence. It stands beside them and is applied where they are read: no
import undoes it, and taken back it leaves nothing behind.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from domain.evidence import MENTION_FIELDS
from domain.keys import key
from domain.skills import Skill, matched_as


class ChangeKind(StrEnum):
    """What a steward did."""

    MERGE = "merge"  # `skill` is a part of `other`
    SPLIT = "split"  # `skill` is made of `labels` that `other` had
    RENAME = "rename"  # `skill` is called `name`


@dataclass(frozen=True, slots=True)
class Change:
    """One decision that stands. `skill` and `other` are ids, `ordinary` says that `name` is an everyday word,
    `by` is a person's id, empty for whoever operates the store, and `at` in microseconds."""

    kind: ChangeKind
    skill: str
    other: str
    name: str
    labels: tuple[str, ...]
    ordinary: bool
    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Merge:
    """A skill that counts as another (ids). A `retired` one was split off and taken back: it is no skill any
    more, and only rows that were mined meanwhile still have it."""

    skill: str
    into: str
    retired: bool = False


@dataclass(frozen=True)
class Survivors:
    """Which skill stands for which, once all merges are taken together."""

    merges: tuple[Merge, ...] = ()

    @cached_property
    def ids(self) -> dict[str, str]:
        """The id of each merged skill to that of the one that stands for it."""
        into = {merge.skill: merge.into for merge in self.merges}
        return {id: self._last(id, into) for id in into}

    @cached_property
    def keys(self) -> dict[int, int]:
        """The same by key, as evidence rows carry it."""
        return {key("skill", id): key("skill", other) for id, other in self.ids.items()}

    @cached_property
    def parts(self) -> dict[str, tuple[str, ...]]:
        """The id of each surviving skill to those of the skills that are merged into it, in order."""
        found: dict[str, list[str]] = {}
        for merge in sorted(self.merges, key=lambda merge: merge.skill):
            if not merge.retired:
                found.setdefault(self.ids[merge.skill], []).append(merge.skill)
        return {id: tuple(parts) for id, parts in found.items()}

    def of(self, id: str) -> str:
        """The id of the skill that stands for one; its own when it is not merged."""
        return self.ids.get(id, id)

    def mined_as(self, skills: Collection[int]) -> list[int]:
        """The keys with which rows may speak of some surviving skills."""
        wanted = set(skills)
        return [*skills, *(mined for mined, skill in self.keys.items() if skill in wanted)]

    def resolved(self, m: tuple[int, ...]) -> tuple[int, ...]:
        """The mentions of a row (`Evidence.m`), each of the skill that stands for the one that was mined."""
        if not self.keys or self.keys.keys().isdisjoint(m[::MENTION_FIELDS]):
            return m
        flat = list(m)
        flat[::MENTION_FIELDS] = [self.keys.get(skill, skill) for skill in m[::MENTION_FIELDS]]
        return tuple(flat)

    @staticmethod
    def _last(id: str, into: Mapping[str, str]) -> str:
        seen: set[str] = set()
        while id in into and id not in seen:
            seen.add(id)
            id = into[id]
        return id


def as_read(skills: Iterable[Skill], changes: Iterable[Change]) -> list[Skill]:
    """Skills with the labels that messages are read with: without those that were split off, and with a new
    name beside the others. Merges change nothing here, so that none of them makes a message be read again."""
    lost: dict[str, set[str]] = {}
    named: dict[str, Change] = {}
    for change in changes:
        if change.kind is ChangeKind.SPLIT:
            lost.setdefault(change.other, set()).update(map(matched_as, change.labels))
        elif change.kind is ChangeKind.RENAME:
            named[change.skill] = change
    return [_named(_without(skill, lost.get(skill.id, set())), named.get(skill.id)) for skill in skills]


def shown(skill: Skill, parts: Sequence[Skill], changes: Iterable[Change], survivors: Survivors) -> Skill:
    """A surviving skill as people see it, with the labels and relations of those merged into it (`parts`).

    All are as `as_read` gives them; `changes` tell what the skill is called.
    """
    renames = (c.name for c in changes if c.kind is ChangeKind.RENAME and c.skill == skill.id)
    name = next(renames, skill.name)
    every = (skill, *parts)
    labels = [label for one in every for label in (one.name, *one.aliases)]

    def others(relation: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        return tuple(sorted({survivors.of(id) for ids in relation for id in ids} - {skill.id}))

    return replace(
        skill,
        name=name,
        aliases=tuple(label for label in dict.fromkeys(labels) if label != name),
        broader=others(one.broader for one in every),
        related=others(one.related for one in every),
        requires=others(one.requires for one in every),
        ordinary=frozenset().union(*(one.ordinary for one in every)),
        translations=tuple(dict.fromkeys(pair for one in every for pair in one.translations)),
    )


def _without(skill: Skill, lost: set[str]) -> Skill:
    """The skill without some labels; its name it keeps, whatever a later vocabulary says."""
    if not lost:
        return skill
    return replace(
        skill,
        aliases=tuple(label for label in skill.aliases if matched_as(label) not in lost),
        ordinary=frozenset(label for label in skill.ordinary if matched_as(label) not in lost),
        translations=tuple(pair for pair in skill.translations if matched_as(pair[1]) not in lost),
    )


def _named(skill: Skill, rename: Change | None) -> Skill:
    if rename is None or matched_as(rename.name) in map(matched_as, skill.labels):
        return skill
    return replace(
        skill,
        aliases=(*skill.aliases, rename.name),
        ordinary=skill.ordinary | {rename.name} if rename.ordinary else skill.ordinary,
    )
