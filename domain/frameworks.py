"""Competency frameworks: what roles require, at which level, and what a level means.

A framework is a value: the whole of one version, as it was read or as the graph holds it. Names and texts are
verbatim; two that look alike are compared by `compared_as`.
"""

import unicodedata
import uuid
from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    """Where a version of a framework stands. A published or superseded one never changes."""

    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Seen(Enum):
    """How much of a competency evidence can show."""

    MINED = "mined"
    IN_PART = "mined in part"
    CONFIRMED_ONLY = "confirmed only"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a framework's scale: `position` from 1 upward; `rubric` is the proficiency level 1 to 4 it
    stands for, or None until a steward has said so."""

    position: int
    label: str
    rubric: int | None = None


@dataclass(frozen=True, slots=True)
class LevelText:
    """What a competency means at one level; `position` is the level's."""

    position: int
    text: str


@dataclass(frozen=True, slots=True)
class Competency:
    """Something that roles require. `skills` are ids of the vocabulary's skills that it includes; a level may
    have more than one text, in the order they were read."""

    id: str
    name: str
    description: str = ""
    texts: tuple[LevelText, ...] = ()
    skills: tuple[str, ...] = ()
    seen: Seen = Seen.CONFIRMED_ONLY


@dataclass(frozen=True, slots=True)
class Requirement:
    """That a role or role level needs a competency: `level` is a position of the scale, None for unlevelled.

    `weight` is importance, never level. `assumed` says that the source was silent about `must` and `weight`.
    `ordinals` are the places (row numbers from 0) where the source says it: more than one is a repeat.
    """

    competency: str
    level: int | None = None
    must: bool = True
    weight: float = 1.0
    assumed: bool = True
    ordinals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleLevel:
    """A role at one seniority. `order` is its place among them from 1, None where nobody said."""

    id: str
    name: str
    description: str = ""
    order: int | None = None
    requires: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A role; `requires` is what it needs at every level, or without having levels."""

    id: str
    name: str
    family: str = ""
    description: str = ""
    kind: str = ""
    levels: tuple[RoleLevel, ...] = ()
    requires: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Framework:
    """One version of a framework. `id` is the same for all its versions; `uri` is where it comes from."""

    id: str
    uri: str
    title: str
    version: int = 1
    status: Status = Status.PUBLISHED
    creator: str = ""
    language: str = ""
    scale: tuple[Level, ...] = ()
    competencies: tuple[Competency, ...] = ()
    roles: tuple[Role, ...] = ()


def item_id(uri: str, kind: str, *names: str) -> str:
    """The UUID (version 5) of a thing of a framework: the same for one exact name in every version.

    >>> item_id("urn:example", "competency", "SQL") == item_id("urn:example", "competency", "SQL")
    True
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "\x1f".join((uri, kind, *names))))


def compared_as(name: str) -> str:
    """A name as it is matched: NFKC, trimmed, spaces collapsed, zero-width characters dropped, casefolded.

    >>> compared_as(" Data\\u00a0 Modelling\\u200b") == compared_as("data modelling")
    True
    """
    plain = unicodedata.normalize("NFKC", "".join(c for c in name if unicodedata.category(c) != "Cf"))
    return " ".join(plain.split()).casefold()
