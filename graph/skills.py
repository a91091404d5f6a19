"""Skills and their relations in the graph; the vocabulary that mining works with is read from here.

`Knowledge` is KNOWS as a viewer sees it: the relationships of all scopes that they may read, taken together.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.skills import Skill, Vocabulary
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill as the graph stores it."""

    key: int
    id: str
    name: str
    aliases: tuple[str, ...]
    category: str
    broader: tuple[str, ...]
    related: tuple[str, ...]
    ordinary: frozenset[str]

    @staticmethod
    def of(skill: Skill) -> "SkillRow":
        return SkillRow(
            skill.key,
            skill.id,
            skill.name,
            skill.aliases,
            skill.category,
            skill.broader,
            skill.related,
            skill.ordinary,
        )


@query("skills/save")
async def _save(tx: Tx, *, skills: Sequence[SkillRow]) -> None: ...


@query("skills/relate")
async def _relate(tx: Tx, *, skills: Sequence[SkillRow]) -> None: ...


@query("skills/all")
async def _all(tx: Tx) -> list[Skill]: ...


async def save(tx: Tx, vocabulary: Vocabulary) -> None:
    """Writes the skills of a vocabulary and makes their relations exactly its own."""
    rows = [SkillRow.of(skill) for skill in vocabulary.skills]
    await _save(tx, skills=rows)
    await _relate(tx, skills=rows)


async def vocabulary(tx: Tx) -> Vocabulary:
    """Every skill that the graph holds."""
    return Vocabulary.of(await _all(tx))


@dataclass(frozen=True, slots=True)
class Narrower:
    """A skill and one that names it as broader."""

    skill: str
    narrower: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one person knows of one skill: for each scope `buckets`, `units` in each, and the `newest` rows
    (see `domain.tally.Known`). `g` is the whole weight, `threads` the number of threads, `page` the number of
    the page that it is an entry of."""

    page: int
    person: str
    skill: str
    g: int
    buckets: tuple[tuple[int, ...], ...]
    units: tuple[tuple[int, ...], ...]
    newest: tuple[tuple[int, ...], ...]
    threads: int


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of `Knowledge` begins: of the person or skill `id`, after weight `g` and the id `other`.

    A first page has no `g`.
    """

    id: str
    g: int | None = None
    other: str = ""


@query("skills/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Skill]: ...


@query("skills/page")
async def page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[Skill]: ...


@query("skills/narrower")
async def narrower(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Narrower]: ...


@query("skills/known_by")
async def known_by(tx: Tx, *, scopes: Scopes, after: Sequence[After], first: int) -> list[Knowledge]: ...


@query("skills/knowers")
async def knowers(tx: Tx, *, scopes: Scopes, after: Sequence[After], first: int) -> list[Knowledge]: ...
