"""What the graph holds, counted, and whether what is derived in it still equals a recount of the ledger."""

from collections import Counter
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from domain.evidence import term_hashes
from domain.policy import TERM_CONTRIBUTIONS
from graph import knows
from graph.connection import Graph, Tx
from graph.knows import Difference
from graph.queries import query

PEOPLE_A_READ = 200
TERMS_A_READ = 20_000
BEFORE_ALL_HASHES = -(2**63)  # hashes of terms use all 64 bits
COUNTING_SECONDS = 300.0  # for one statement that looks at everything


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are of a label or relationship type."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Server:
    """The Neo4j that answers."""

    version: str
    edition: str


@dataclass(frozen=True, slots=True)
class _Contributed:
    person: int
    thread: int
    t: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TermCount:
    """How many contributions a term is said to have, and whether it is spelled out."""

    hash: int
    df: int
    spelled: bool


@query("inventory/labels")
async def _labels(tx: Tx) -> list[Count]: ...


@query("inventory/types")
async def _types(tx: Tx) -> list[Count]: ...


@query("inventory/server")
async def server(tx: Tx) -> Server: ...


@query("inventory/people")
async def _people(tx: Tx, *, after: int, first: int) -> list[int]: ...


@query("inventory/contributed")
async def _contributed(tx: Tx, *, people: Collection[int]) -> list[_Contributed]: ...


@query("inventory/terms")
async def _terms(tx: Tx, *, after: int, first: int) -> list[TermCount]: ...


async def nodes(graph: Graph) -> dict[str, int]:
    """The number of nodes by label."""
    return {count.name: count.number for count in await graph.read(_labels, seconds=COUNTING_SECONDS)}


async def relationships(graph: Graph) -> dict[str, int]:
    """The number of relationships by type."""
    return {count.name: count.number for count in await graph.read(_types, seconds=COUNTING_SECONDS)}


async def is_empty(graph: Graph) -> bool:
    """Whether nobody is known, which is so before anything was taken in."""
    return not await graph.read(lambda tx: _people(tx, after=-1, first=1))


async def people(graph: Graph) -> AsyncIterator[list[int]]:
    """The keys of everybody, some at a time."""
    after = -1
    while True:

        async def following(tx: Tx, after: int = after) -> list[int]:
            return await _people(tx, after=after, first=PEOPLE_A_READ)

        keys = await graph.read(following)
        if not keys:
            return
        yield keys
        after = keys[-1]


async def wrong_relationships(graph: Graph, persons: Collection[int]) -> list[Difference]:
    """Where what some people know is not what a recount of their rows says."""
    return await graph.read(lambda tx: knows.differences(tx, persons), seconds=COUNTING_SECONDS)


async def contributions(graph: Graph, persons: Collection[int]) -> Counter[int]:
    """How many contributions (a person in a thread) of some people hold each term hash."""
    rows = await graph.read(lambda tx: _contributed(tx, people=persons), seconds=COUNTING_SECONDS)
    return Counter(h for _, _, h in {(r.person, r.thread, h) for r in rows for h in term_hashes(r.t)})


async def wrong_terms(graph: Graph, recounted: Counter[int]) -> list[int]:
    """The hashes of terms whose number of contributions, or being spelled out, is not what a recount says."""
    left = dict(recounted)
    wrong: list[int] = []
    after = BEFORE_ALL_HASHES
    while True:

        async def following(tx: Tx, after: int = after) -> list[TermCount]:
            return await _terms(tx, after=after, first=TERMS_A_READ)

        found = await graph.read(following)
        if not found:
            return wrong + list(left)
        for term in found:
            enough = term.df >= TERM_CONTRIBUTIONS
            if left.pop(term.hash, 0) != term.df or (term.spelled and not enough):
                wrong.append(term.hash)
        after = found[-1].hash
