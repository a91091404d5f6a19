"""Skills and the vocabulary that names them, and the terms that no vocabulary has."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.keys import key


def matched_as(label: str) -> str:
    """Labels that differ in case, spaces, hyphens or underscores alone name the same thing in text."""
    return re.sub(r"[\s_-]+", "", label.casefold())


@dataclass(frozen=True, slots=True)
class Skill:
    """One skill of the vocabulary. `broader`, `related` and `requires` are skill ids.

    `translations` are pairs of a language (two letters) and a label in it. `labels` are all its names, the
    preferred one (`name`) first; `ordinary` are those of them that are everyday words ("Go", "lead") and
    count only where their surroundings speak for the skill.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    category: str = ""
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    ordinary: frozenset[str] = frozenset()
    requires: tuple[str, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> int:
        """The skill's integer, as evidence rows carry it."""
        return key("skill", self.id)

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.name, *self.aliases, *(label for _, label in self.translations))


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
        return key(*(part for skill in self.skills for part in _parts(skill)))


def _parts(skill: Skill) -> Iterator[str]:
    """Everything that a skill is, told apart by control characters that no label holds."""
    lists = (
        (skill.id, skill.name, skill.category),
        skill.aliases,
        skill.broader,
        skill.related,
        skill.requires,
        sorted(skill.ordinary),
        (part for translation in skill.translations for part in translation),
    )
    for several in lists:
        yield from several
        yield "\x1d"
    yield "\x1e"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the organisation's own: a keyed hash of its stem, and the surface it was seen with."""

    hash: int
    text: str
