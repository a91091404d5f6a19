"""Crosswalks from competencies to skills and to other frameworks' competencies.

A crosswalk is a relationship. What a steward decided about it stands beside it as well, so that it holds when
a vocabulary or a framework goes and comes again.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.crosswalks import Relation, Standing
from domain.viewer import Scopes
from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A crosswalk. `by` is a person's id, empty for nobody in particular and for what is only proposed; `at`
    is in microseconds, 0 for what is only proposed."""

    id: str
    source: str
    target: str
    relation: Relation
    confidence: float
    reason: str
    standing: Standing
    by: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A crosswalk as people are told of it."""

    id: str
    source: str
    target: str
    relation: Relation
    confidence: float
    reason: str
    standing: Standing
    by: str
    at: int
    source_name: str
    target_name: str
    to_skill: bool


@query("crosswalks/of")
async def of(tx: Tx, *, sources: Collection[str]) -> list[Crosswalk]: ...


@query("crosswalks/decisions")
async def decisions(tx: Tx, *, sources: Collection[str]) -> list[Crosswalk]: ...


@query("crosswalks/save")
async def save(tx: Tx, *, rows: Sequence[Crosswalk]) -> None: ...


@query("crosswalks/remove")
async def remove(tx: Tx, *, ids: Collection[str]) -> None: ...


@query("crosswalks/decide")
async def decide(tx: Tx, *, row: Crosswalk) -> None: ...


@query("crosswalks/settle")
async def settle(tx: Tx, *, ids: Collection[str], including: Sequence[Relation]) -> None: ...


@query("crosswalks/page")
async def page(
    tx: Tx, *, scopes: Scopes, standing: str, after_name: str, after_id: str, first: int
) -> list[Card]: ...


@query("crosswalks/visible")
async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Card]: ...


@query("crosswalks/undecide")
async def undecide(tx: Tx, *, id: str) -> None: ...
