"""Skills and the vocabulary that names them, and the terms that no vocabulary has."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from domain.keys import key


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of the vocabulary. `broader` and `related` are skill ids.

    `labels` are all its names, the preferred one (`name`) first; `ordinary` are those of them that are
    everyday words ("Go", "lead") and count only where their surroundings speak for the skill.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()

    @property
    def key(self) -> int:
        """The skill's integer, as evidence rows carry it."""
        return key("skill", self.id)

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.name, *self.aliases)


@dataclass(frozen=True)
class Vocabulary:
    """A frozen set of skills, in the order of their ids."""

    skills: tuple[Skill, ...]

    @staticmethod
    def of(skills: Iterable[Skill]) -> "Vocabulary":
        return Vocabulary(tuple(sorted(skills, key=lambda skill: skill.id)))

    @cached_property
    def by_key(self) -> dict[int, Skill]:
        return {skill.key: skill for skill in self.skills}

    @cached_property
    def by_id(self) -> dict[str, Skill]:
        return {skill.id: skill for skill in self.skills}

    @cached_property
    def version(self) -> int:
        """Changes whenever any skill, label, relation or flag changes."""
        return key(
            *(
                part
                for s in self.skills
                for part in (s.id, *s.labels, s.category, *s.broader, *s.related, *sorted(s.ordinary), "\x1e")
            )
        )


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the organisation's own: a keyed hash of its stem, and the surface it was seen with."""

    hash: int
    text: str
