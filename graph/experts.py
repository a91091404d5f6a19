"""People for skills, ranked in Cypher over KNOWS as one viewer sees it, and people and skills by name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from domain.evidence import ACTS_A_MONTH, GRADES_AN_ACT, HALF_LIFE, SHOWING, UNIT, Act
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class WantedSkill:
    """A skill asked for, between 0 and 1."""

    id: str
    weight: float


@dataclass(frozen=True, slots=True)
class FamilySkill:
    """A skill that helps to answer. `direct`: it is one that was asked for, or narrower."""

    id: str
    key: int
    name: str
    weight: float
    direct: bool


@dataclass(frozen=True, slots=True)
class Kin:
    """A skill with those a step away from it (ids), and whether anybody has shown it; merges aside."""

    id: str
    key: int
    name: str
    known: bool
    broader: list[str]
    narrower: list[str]
    related: list[str]


@dataclass(frozen=True, slots=True)
class RankedPerson:
    """Somebody with the score that their skills give them, above 0."""

    key: int
    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class NamedPerson:
    """Somebody by name."""

    key: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class RankedColumns:
    """Rows of `RankedPerson`, field by field, at least one: a record for each would take far longer."""

    key: list[int]
    id: list[str]
    name: list[str]
    score: list[float]


@dataclass(frozen=True, slots=True)
class NamedColumns:
    """Rows of `NamedPerson`, field by field, at least one."""

    key: list[int]
    id: list[str]
    name: list[str]


@dataclass(frozen=True, slots=True)
class NamedSkill:
    """A skill by name."""

    key: int
    id: str
    name: str


@query("experts/kin")
async def kin(tx: Tx, *, skills: Sequence[str]) -> list[Kin]: ...


@query("experts/rank")
async def _rank(
    tx: Tx,
    *,
    skills: Sequence[FamilySkill],
    scopes: Scopes,
    unit: float,
    showing: Sequence[Act],
    grades: int,
    acts: int,
    first: int,
) -> list[RankedColumns]: ...


@query("experts/people")
async def _people(tx: Tx, *, people: Collection[int]) -> list[NamedColumns]: ...


@query("experts/people_named")
async def people_named(tx: Tx, *, text: str) -> list[NamedPerson]: ...


@query("experts/people_called")
async def people_called(tx: Tx, *, text: str) -> list[NamedPerson]: ...


@query("experts/skills_called")
async def skills_called(tx: Tx, *, text: str) -> list[NamedSkill]: ...


async def rank(
    tx: Tx, skills: Sequence[FamilySkill], scopes: Scopes, *, month: int, first: int
) -> list[RankedPerson]:
    """People by what the viewer can see of their skills, best first, ties by id. `month` as of `month_of`."""
    told = await _rank(tx, **ranking(skills, scopes, month=month, first=first))
    return [RankedPerson(*row) for c in told for row in zip(c.key, c.id, c.name, c.score, strict=True)]


def ranking(skills: Sequence[FamilySkill], scopes: Scopes, *, month: int, first: int) -> dict[str, Any]:
    """What the ranking query is given."""
    return {
        "skills": skills,
        "scopes": scopes,
        "unit": unit_of(month),
        "showing": SHOWING,
        "grades": GRADES_AN_ACT,
        "acts": ACTS_A_MONTH,
        "first": first,
    }


async def people(tx: Tx, *, people: Collection[int]) -> list[NamedPerson]:
    """Those of some people who are there to be asked."""
    told = await _people(tx, people=people)
    return [NamedPerson(*row) for c in told for row in zip(c.key, c.id, c.name, strict=True)]


def unit_of(month: int) -> float:
    """The weight of one full act in a month, on the scale of `KNOWS.g`."""
    return UNIT * 2 ** (month / HALF_LIFE)
