"""Which prerequisites in words became relationships: resolved, proposed, or left in words, item by item."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

from domain.content import NeedStatus
from domain.skills import Vocabulary
from domain.viewer import Viewer
from graph import content, spaces
from graph.connection import Graph, Tx
from graph.content import Item, Needed, Titled
from learning.prerequisite_names import Names
from learning.prerequisites import resolve

ITEMS_A_READ = 500


@dataclass(frozen=True, slots=True)
class Way:
    """One way to meet a clause: what it leads to, or the words that name nothing."""

    status: NeedStatus
    told: str
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Ways of which one is needed."""

    ways: tuple[Way, ...]

    @property
    def status(self) -> NeedStatus:
        """The least certain of its ways: one that stays in words leaves the clause open."""
        return min((way.status for way in self.ways), key=_ORDER.index)


_ORDER = (
    NeedStatus.WORDS,
    NeedStatus.PERMISSION,
    NeedStatus.PROPOSED,
    NeedStatus.SOFT,
    NeedStatus.RESOLVED,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """An item that needs something: what it says, and its clauses. `readings` are the two ways to read what
    is ambiguous."""

    id: str
    title: str
    text: str
    clauses: tuple[Clause, ...]
    readings: tuple[str, ...] = ()

    def of(self, status: NeedStatus) -> list[Clause]:
        return [clause for clause in self.clauses if clause.status is status]


async def listed(graph: Graph, viewer: Viewer) -> list[Listed]:
    """Every item that says what it needs, in the order of the ids."""
    return [one async for one in _listed(graph, viewer)]


async def _listed(graph: Graph, viewer: Viewer) -> AsyncIterator[Listed]:
    after = ""
    while True:

        async def read(tx: Tx, after: str = after) -> tuple[list[Titled], list[Item], list[Needed]]:
            scopes = await spaces.readable(tx, viewer)
            found = await content.with_prerequisites(tx, after=after, first=ITEMS_A_READ)
            ids = [one.id for one in found]
            return (
                found,
                await content.visible(tx, scopes=scopes, ids=ids),
                await content.needs(tx, scopes=scopes, ids=ids),
            )

        found, items, needs = await graph.read(read)
        for item in sorted(items, key=lambda one: one.id):
            one = _told(item, [need for need in needs if need.content == item.id])
            if one.clauses:
                yield one
        if len(found) < ITEMS_A_READ:
            return
        after = found[-1].id


def _told(item: Item, needs: Sequence[Needed]) -> Listed:
    ways: dict[int, list[Way]] = {}
    for need in needs:
        ways.setdefault(need.clause, []).append(Way(need.status, need.name, need.level))
    for word in item.in_words:
        told = item.prerequisites[word.start : word.end]
        ways.setdefault(word.clause, []).append(Way(word.status, told))
    clauses = tuple(Clause(tuple(each)) for _, each in sorted(ways.items()))
    is_open = any(clause.status is NeedStatus.PROPOSED for clause in clauses)
    readings = resolve(item.prerequisites, _NO_NAMES).readings if is_open else ()
    return Listed(item.id, item.title, item.prerequisites, clauses, readings)


_NO_NAMES = Names((), Vocabulary(()))
