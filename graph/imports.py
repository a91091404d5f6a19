"""Vocabularies that were taken in: each with the skills that it brought, as its file had them.

What the graph's skills are follows from these layers (`domain.layers`), so one can be taken out again. The
lowest, without a name, is what was there before the first. A layer's skills are kept as JSON, a thousand a
node: nobody asks for one of them, and as nodes of their own they took as long to write as the skills.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from domain.skills import Skill, Vocabulary
from graph.connection import Tx
from graph.queries import query

GROUND = ""  # the name of the lowest layer


class State(StrEnum):
    """How far a layer has come. One that is `arriving` does not count yet, one that is `leaving` no more."""

    ARRIVING = "arriving"
    JOINING = "joining"  # complete; its skills are being brought into the vocabulary
    THERE = "there"
    LEAVING = "leaving"


@dataclass(frozen=True, slots=True)
class Import:
    """A layer: `kind` of file, `at` in microseconds, `digest` of its skills, which are `skills` many."""

    name: str
    kind: str
    at: int
    digest: int
    skills: int
    state: State


@query("imports/all")
async def listed(tx: Tx) -> list[Import]:
    """Every layer, the lowest first."""
    ...


@query("imports/begin")
async def begin(tx: Tx, *, name: str, kind: str, at: int, digest: int, skills: int) -> None: ...


@query("imports/turn")
async def turn(tx: Tx, *, name: str, state: State) -> None: ...


@query("imports/hold")
async def _hold(tx: Tx, *, name: str, number: int, count: int, skills: str) -> None: ...


@query("imports/held")
async def _held(tx: Tx, *, name: str) -> list[str]: ...


@query("imports/count")
async def count(tx: Tx, *, name: str) -> int: ...


@query("imports/remove")
async def remove(tx: Tx, *, name: str) -> None: ...


@query("imports/orphan")
async def orphan(tx: Tx) -> None: ...


@query("imports/orphans")
async def orphans(tx: Tx) -> bool: ...


@query("imports/adopt")
async def adopt(tx: Tx) -> None: ...


@query("imports/mark_people")
async def mark_people(tx: Tx, *, most: int) -> int:
    """Lets up to `most` more people await a recount, and says how many these were."""
    ...


_SKILLS = TypeAdapter(list[Skill])


async def hold(tx: Tx, name: str, number: int, skills: Sequence[Skill]) -> None:
    """Keeps skills as the part `number` of a layer."""
    await _hold(
        tx,
        name=name,
        number=number,
        count=len(skills),
        skills=_SKILLS.dump_json(list(skills)).decode("utf-8"),
    )


async def held(tx: Tx, name: str) -> Vocabulary:
    """The skills of a layer."""
    parts = await _held(tx, name=name)
    return Vocabulary.of(skill for part in parts for skill in _SKILLS.validate_json(part))
