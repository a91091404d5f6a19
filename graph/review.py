"""What the review of content is read from, and what was decided about its findings."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from domain.content import Kind, Target
from domain.evidence import ACTS_A_MONTH, GRADES_AN_ACT, MENTION_FIELDS, Act
from domain.review import Decision
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query

ITEMS_A_READ = 1_000
PEOPLE_A_READ = 500


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A live piece of content; `teaches` are target, id, and the levels from and to."""

    id: str
    title: str
    text: str
    kind: Kind
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    review_on: date | None
    mandatory: bool
    translation_of: str | None
    replaced_by: str | None
    owner: str | None
    owner_left: bool
    successor: str | None
    teaches: tuple[tuple[Target, str, int, int], ...]
    retired: tuple[str, ...]
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequiredRow:
    """That a held role needs a competency at a level of the rubric; `holders` are a person's id and their
    languages each."""

    competency: str
    name: str
    level: int | None
    skills: tuple[str, ...]
    holders: tuple[tuple[str, ...], ...]
    role: str


@dataclass(frozen=True, slots=True)
class Wanted:
    target: Target
    id: str


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who asked, by key, and the languages that they read where any is known."""

    person: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row in which somebody asks something; `at` in microseconds."""

    person: int
    at: int
    m: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SkillId:
    key: int
    id: str


@dataclass(frozen=True, slots=True)
class Named:
    id: str
    name: str


@query("review/items")
async def _items(tx: Tx, *, scopes: Scopes, after: str, first: int) -> list[ItemRow]: ...


@query("review/required")
async def required(tx: Tx, *, scopes: Scopes) -> list[RequiredRow]: ...


@query("review/wanted")
async def wanted(tx: Tx, *, scopes: Scopes) -> list[Wanted]: ...


@query("review/askers")
async def _askers(
    tx: Tx, *, scopes: Scopes, month: int, asked: int, acts: int, grades: int
) -> list[Asker]: ...


@query("review/asked")
async def _asked(
    tx: Tx, *, scopes: Scopes, people: Collection[int], since: int, asked: int, fields: int
) -> list[AskedRow]: ...


@query("review/languages")
async def languages(tx: Tx, *, scopes: Scopes) -> list[tuple[str, ...]]: ...


@query("review/numbered")
async def numbered(tx: Tx) -> list[Named]: ...


@query("review/skill_ids")
async def skill_ids(tx: Tx, *, keys: Collection[int]) -> list[SkillId]: ...


@query("review/named")
async def named(tx: Tx, *, ids: Collection[str]) -> list[Named]: ...


@query("review/decisions")
async def decisions(tx: Tx) -> list[Decision]: ...


@query("review/decide")
async def decide(tx: Tx, *, decision: Decision) -> None: ...


@query("review/undecide")
async def undecide(tx: Tx, *, finding: str) -> None: ...


async def items(tx: Tx, scopes: Scopes) -> list[ItemRow]:
    """All that is live, in the order of their ids."""
    found: list[ItemRow] = []
    while True:
        some = await _items(tx, scopes=scopes, after=found[-1].id if found else "", first=ITEMS_A_READ)
        found += some
        if len(some) < ITEMS_A_READ:
            return found


async def askers(tx: Tx, scopes: Scopes, month: int) -> list[Asker]:
    """Who asked about anything since a month, of those who may be read."""
    return await _askers(
        tx, scopes=scopes, month=month, asked=int(Act.ASKED), acts=ACTS_A_MONTH, grades=GRADES_AN_ACT
    )


async def asked(tx: Tx, scopes: Scopes, people: Collection[int], since: int) -> list[AskedRow]:
    """What they asked since a time in microseconds, in any order."""
    keys = sorted(people)
    found: list[AskedRow] = []
    for start in range(0, len(keys), PEOPLE_A_READ):
        found += await _asked(
            tx,
            scopes=scopes,
            people=keys[start : start + PEOPLE_A_READ],
            since=since,
            asked=int(Act.ASKED),
            fields=MENTION_FIELDS,
        )
    return found
