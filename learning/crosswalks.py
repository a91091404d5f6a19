"""Crosswalks: proposed by likeness, decided by stewards, and what follows from a decision.

Only a steward makes one hold. What was refused is never proposed again, and nothing is concluded from two
crosswalks in a row: that A is B and B is C says nothing of A and C.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from domain.crosswalks import INCLUDING, Candidate, Item, Relation, Standing, crosswalk_id
from domain.errors import InvalidInput, NotFound
from domain.frameworks import compared_as
from domain.viewer import Viewer
from graph import crosswalks, frameworks, merges, skills, spaces
from graph.connection import Graph, Tx
from graph.crosswalks import Card, Crosswalk
from learning import frameworks_store as store
from learning.crosswalks_index import Index
from learning.crosswalks_matching import candidates, item_of_competency, item_of_skill, proposed

VOCABULARY = "vocabulary"  # what stands for the skills that mining knows, among the names of frameworks
ROWS_A_TRANSACTION = 5_000


@dataclass(frozen=True, slots=True)
class Lists:
    """What is compared: the competencies of a framework, and the items among which they are looked for."""

    sources: tuple[Item, ...]
    targets: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a run came to. `without` are competencies for which nothing is likely enough, `decided` crosswalks
    that a steward decided and that are left alone."""

    competencies: int
    created: int
    changed: int
    removed: int
    unchanged: int
    decided: int
    without: int


async def propose(graph: Graph, framework: str, to: str = VOCABULARY) -> Proposed:
    """Proposes for each competency of a published framework its counterpart; the same again changes nothing.

    Raises NotFound, or InvalidInput for a framework that is not published.
    """
    lists = await graph.read(lambda tx: _lists(tx, framework, to))
    ids = [item.id for item in lists.sources]
    known = await graph.read(lambda tx: crosswalks.decisions(tx, sources=ids))
    wanted = _wanted(lists, known)
    targets = frozenset(item.id for item in lists.targets)
    return await store.locked(graph, lambda tx: _write(tx, ids, targets, wanted))


async def listed(
    graph: Graph, competency: str, to: str = VOCABULARY
) -> tuple[Item, list[tuple[Item, Candidate]]]:
    """A competency of a published framework by name or id, and the few candidates for its counterpart."""
    lists = await graph.read(lambda tx: _all_lists(tx, to))
    item = _named(lists.sources, competency, "competency")
    by_id = {target.id: target for target in lists.targets}
    return item, [(by_id[one.target], one) for one in candidates(item, Index(lists.targets))]


async def add(
    graph: Graph, competency: str, target: str, relation: Relation, by: str, at: int, to: str
) -> Card:
    """Makes a crosswalk hold that nobody proposed. Both sides are given by name or id."""
    lists = await graph.read(lambda tx: _all_lists(tx, to))
    source = _named(lists.sources, competency, "competency")
    found = _named(lists.targets, target, "skill" if to == VOCABULARY else "competency")
    if relation is Relation.NONE or source.id == found.id:
        raise InvalidInput(
            "That is no crosswalk.", "Name another target, and exact, close, broader or narrower."
        )
    id = crosswalk_id(source.id, found.id)
    reason = "A steward said so."
    row = Crosswalk(id, source.id, found.id, relation, 1.0, reason, Standing.ACCEPTED, by, at)

    async def write(tx: Tx) -> Card:
        await _decide(tx, row)
        return await _one(tx, id, Viewer.operator())

    return await store.locked(graph, write)


async def decide(
    graph: Graph,
    id: str,
    standing: Standing,
    viewer: Viewer,
    at: int,
    relation: Relation | None = None,
) -> Card:
    """Accepts or refuses a crosswalk, perhaps as another relation, or with `PROPOSED` takes a decision back.

    Accepted as exact or close, a crosswalk to a skill lets the competency include it: mined evidence counts.
    Decided otherwise later, it no longer does. Raises NotFound or InvalidInput.
    """
    if relation is not None and (standing is not Standing.ACCEPTED or relation is Relation.NONE):
        raise InvalidInput(
            "Only what is accepted has a relation, and it is exact, close, broader or narrower.",
            "Refuse it without a relation when it has no counterpart there.",
        )

    async def write(tx: Tx) -> Card:
        held = await _one(tx, id, viewer)
        kept = relation or held.relation
        if (held.standing, held.relation) == (standing, kept):
            return held
        by, when = ("", 0) if standing is Standing.PROPOSED else (viewer.person or "", at)
        row = Crosswalk(id, held.source, held.target, kept, held.confidence, held.reason, standing, by, when)
        await _decide(tx, row)
        return await _one(tx, id, viewer)

    return await store.locked(graph, write)


async def page(graph: Graph, viewer: Viewer, standing: Standing | None, first: int) -> list[Card]:
    """The first crosswalks of one standing, or of all, by the names of their competencies."""

    async def read(tx: Tx) -> list[Card]:
        scopes = await spaces.readable(tx, viewer)
        wanted = standing.value if standing else ""
        return await crosswalks.page(
            tx, scopes=scopes, standing=wanted, after_name="", after_id="", first=first
        )

    return await graph.read(read)


async def _decide(tx: Tx, row: Crosswalk) -> None:
    await crosswalks.save(tx, rows=[row])
    if row.standing is Standing.PROPOSED:
        await crosswalks.undecide(tx, id=row.id)
    else:
        await crosswalks.decide(tx, row=row)
    await crosswalks.settle(tx, ids=[row.id], including=INCLUDING)


async def _one(tx: Tx, id: str, viewer: Viewer) -> Card:
    found = await crosswalks.visible(tx, scopes=await spaces.readable(tx, viewer), ids=[id])
    if not found:
        raise NotFound(f"There is no crosswalk {id!r}.", "`understory crosswalk list` shows their ids.")
    return found[0]


def _wanted(lists: Lists, known: Iterable[Crosswalk]) -> list[Crosswalk]:
    """What is to be proposed: for each competency the likeliest target that was not decided about, unless
    another one in this list is accepted already."""
    refused: dict[str, set[str]] = {}
    settled: set[str] = set()
    there = {item.id for item in lists.targets}
    for decision in known:
        if decision.standing is Standing.REFUSED:
            refused.setdefault(decision.source, set()).add(decision.target)
        elif decision.target in there:
            settled.add(decision.source)
    index = Index(lists.targets)
    wanted: list[Crosswalk] = []
    for item in lists.sources:
        if item.id in settled:
            continue
        never = refused.get(item.id, set())
        likely = [one for one in candidates(item, index) if one.target not in never]
        if (top := proposed(likely)) is not None:
            id = crosswalk_id(item.id, top.target)
            found = Crosswalk(
                id, item.id, top.target, top.relation, top.confidence, top.reason, Standing.PROPOSED
            )
            wanted.append(found)
    return wanted


async def _write(
    tx: Tx, sources: Sequence[str], targets: Collection[str], wanted: Sequence[Crosswalk]
) -> Proposed:
    """Makes what is proposed exactly what is wanted, and gives back what a steward decided before."""
    held = {row.id: row for row in await crosswalks.of(tx, sources=sources)}
    decided = {
        row.id: row for row in await crosswalks.decisions(tx, sources=sources) if row.target in targets
    }
    new = {row.id: row for row in wanted if row.id not in decided}
    rows = [row for row in (*new.values(), *decided.values()) if held.get(row.id) != row]
    gone = [
        row.id
        for row in held.values()
        if row.standing is Standing.PROPOSED and row.target in targets and row.id not in new
    ]
    for at in range(0, len(rows), ROWS_A_TRANSACTION):
        await crosswalks.save(tx, rows=rows[at : at + ROWS_A_TRANSACTION])
    await crosswalks.remove(tx, ids=[id for id in gone if id not in decided])
    await crosswalks.settle(tx, ids=list(decided), including=INCLUDING)
    created = sum(row.id not in held for row in rows)
    with_one = {
        row.source for row in (*new.values(), *decided.values()) if row.standing is not Standing.REFUSED
    }
    return Proposed(
        len(sources),
        created,
        len(rows) - created,
        len(gone),
        len(new) + len(decided) - len(rows),
        len(decided),
        len(set(sources) - with_one),
    )


async def _lists(tx: Tx, framework: str, to: str) -> Lists:
    sources = await _competencies(tx, framework)
    if to == VOCABULARY:
        return Lists(sources, await _skills(tx))
    targets = await _competencies(tx, to)
    if {item.id for item in sources} & {item.id for item in targets}:
        raise InvalidInput("A framework has no crosswalk to itself.", "Name another framework after --to.")
    return Lists(sources, targets)


async def _all_lists(tx: Tx, to: str) -> Lists:
    """The competencies of every published framework, and the list that `to` names."""
    ids = dict.fromkeys(version.id for version in await frameworks.versions(tx))
    found = [(await store.of_id(tx, id)).published for id in ids]
    every = [await frameworks.live(tx, version) for version in found if version]
    sources = tuple(item_of_competency(one) for framework in every for one in framework.competencies)
    return Lists(sources, await (_skills(tx) if to == VOCABULARY else _competencies(tx, to)))


async def _competencies(tx: Tx, named: str) -> tuple[Item, ...]:
    published = (await store.named(tx, named)).published
    if published is None:
        raise InvalidInput(f"{named!r} has no version in force.", "Publish its draft first.")
    return tuple(map(item_of_competency, (await frameworks.live(tx, published)).competencies))


async def _skills(tx: Tx) -> tuple[Item, ...]:
    """The skills that stand for themselves, each with the labels of those merged into it."""
    survivors = await merges.survivors(tx)
    held = {skill.id: item_of_skill(skill) for skill in (await skills.vocabulary(tx)).skills}
    return tuple(
        replace(item, labels=(*item.labels, *_labels(held, survivors.parts.get(id, ()))))
        for id, item in held.items()
        if survivors.of(id) == id
    )


def _labels(held: dict[str, Item], ids: Iterable[str]) -> list[str]:
    return [label for id in ids if id in held for label in (held[id].name, *held[id].labels)]


def _named(items: Sequence[Item], text: str, kind: str) -> Item:
    """The one item of an id, or of a name. Raises NotFound, or InvalidInput for several."""
    found = [item for item in items if item.id == text] or [item for item in items if item.name == text]
    found = found or [item for item in items if compared_as(item.name) == compared_as(text)]
    if not found:
        raise NotFound(
            f"There is no {kind} called {text!r}.", "Give its whole name, brackets too, or its id."
        )
    if len(found) > 1:
        several = ", ".join(item.id for item in found)
        raise InvalidInput(f"Several are called {text!r}.", f"Give an id: {several}.")
    return found[0]
