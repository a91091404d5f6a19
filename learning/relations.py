"""How a skill relates to others, and to what teaches and requires it, within a few steps; and the shortest
way from one skill to another. Only what the viewer may read counts.

"Seen together" is no statement about skills but about people: two were shown in the same threads.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from domain.changes import Survivors
from domain.errors import InvalidInput
from domain.evidence import NEVER_FOLDED, unpack
from domain.keys import key
from domain.relations import End, EndKind, RelationKind, SkillRelation
from domain.viewer import Scopes
from graph import merges, relations, skills
from graph.connection import Tx
from graph.relations import Around, Wanted

DEEPEST = 3  # steps
RELATIONS_MOST = 100  # of one skill and kind
FRONTIER_MOST = 50  # skills from which one step goes on
TOGETHER_FRONTIER_MOST = 10  # of them that are looked for in threads
THREADS_MOST = 100  # the newest of one skill
TOGETHER_LEAST = 2  # threads
TOGETHER_MOST = 10  # skills that one is seen together with
SKILLS_A_THREAD_MOST = 12  # a thread about everything says nothing

_SAME = {
    RelationKind.NARROWER: RelationKind.BROADER,
    RelationKind.REQUIRED_BY: RelationKind.REQUIRES,
}
_STEPS = {
    ("BROADER", True): RelationKind.BROADER,
    ("BROADER", False): RelationKind.NARROWER,
    ("REQUIRES", True): RelationKind.REQUIRES,
    ("REQUIRES", False): RelationKind.REQUIRED_BY,
}


async def around(
    tx: Tx, scopes: Scopes, skill: str, kinds: Collection[RelationKind] = (), depth: int = 1
) -> list[SkillRelation]:
    """What a skill relates to within some steps, of some kinds or all, the nearest first.

    Nothing for a skill that there is not. Raises InvalidInput for a depth that is not 1 to 3. The number of
    queries follows from the depth.
    """
    if not 1 <= depth <= DEEPEST:
        raise InvalidInput(f"The depth is {depth}.", f"Ask for 1 to {DEEPEST} steps.")
    wanted = tuple(kind for kind in RelationKind if not kinds or kind in kinds)
    survivors = await merges.survivors(tx)
    start = survivors.of(skill)
    seen = {start}
    frontier = [start]
    found: dict[tuple[object, ...], SkillRelation] = {}
    for step in range(1, depth + 1):
        rows = await _step(tx, scopes, frontier, wanted, survivors)
        added: list[str] = []
        for row in rows:
            same = _SAME.get(row.kind, row.kind)
            ends = frozenset((row.skill, row.other))
            one, other = End(EndKind.SKILL, row.skill, ""), End(row.other_kind, row.other, row.name)
            told = SkillRelation(one, row.kind, other, row.source, row.confidence, step)
            found.setdefault((ends, same), told)
            if row.other_kind is EndKind.SKILL and row.other not in seen:
                seen.add(row.other)
                added.append(row.other)
        frontier = added[:FRONTIER_MOST]
        if not frontier:
            break
    return await _named(tx, scopes, list(found.values()))


async def way(tx: Tx, scopes: Scopes, from_: str, to: str) -> list[SkillRelation] | None:
    """The steps of a shortest way from one skill to another; none from a skill to itself. None where there is
    no way, or no such skill."""
    survivors = await merges.survivors(tx)
    one, other = survivors.of(from_), survivors.of(to)
    if one == other:
        return [] if await skills.visible(tx, scopes=scopes, ids=[one]) else None
    path = await relations.path(tx, scopes=scopes, from_=one, to=other)
    if path is None:
        return None
    steps: list[SkillRelation] = []
    ends = [
        End(kind, survivors.of(id) if kind is EndKind.SKILL else id, name)
        for kind, id, name in zip(path.kinds, path.ids, path.names, strict=True)
    ]
    here = ends[0]
    for at, name in enumerate(path.types):
        if ends[at + 1].id == here.id or name == "MERGED_INTO":
            continue
        kind = _STEPS.get((name, path.forward[at]))
        kind = kind or (RelationKind.RELATED if name == "RELATED" else RelationKind.CROSSWALK)
        source = f"{path.relations[at]}, accepted" if kind is RelationKind.CROSSWALK else "the vocabulary"
        steps.append(SkillRelation(here, kind, ends[at + 1], source, path.confidences[at], len(steps) + 1))
        here = ends[at + 1]
    return await _named(tx, scopes, steps)


async def _step(
    tx: Tx, scopes: Scopes, frontier: Sequence[str], kinds: Sequence[RelationKind], survivors: Survivors
) -> list[Around]:
    """The relations of some skills, with those of the skills that are merged into them."""
    every = [part for id in frontier for part in (id, *survivors.parts.get(id, ()))]
    rows = await relations.around(tx, scopes=scopes, ids=every, kinds=kinds, most=RELATIONS_MOST)
    if RelationKind.SEEN_TOGETHER in kinds:
        rows += await _together(tx, scopes, frontier[:TOGETHER_FRONTIER_MOST], survivors)
    place = {id: at for at, id in enumerate(frontier)}
    order = {kind: at for at, kind in enumerate(RelationKind)}
    kept: list[Around] = []
    for row in rows:
        skill = survivors.of(row.skill)
        other = survivors.of(row.other) if row.other_kind is EndKind.SKILL else row.other
        if other != skill:
            kept.append(Around(skill, row.kind, row.other_kind, other, row.name, row.source, row.confidence))
    return sorted(kept, key=lambda row: (place[row.skill], order[row.kind], -row.confidence, row.other))


async def _together(tx: Tx, scopes: Scopes, frontier: Sequence[str], survivors: Survivors) -> list[Around]:
    """The skills that were shown in the same threads as some skills, by how often."""
    wanted = [Wanted(id) for id in frontier]
    of = {
        row.skill: row.threads
        for row in await relations.threads(tx, scopes=scopes, skills=wanted, most=THREADS_MOST)
    }
    every = {thread for threads in of.values() for thread in threads}
    named: dict[int, set[int]] = {}
    for row in await relations.rows(tx, scopes=scopes, threads=every):
        here = named.setdefault(row.thread, set())
        mentions = unpack(survivors.resolved(row.m))
        here.update(mention.skill for mention in mentions if not mention.flags & NEVER_FOLDED)
    ids = await _ids(tx, {skill for here in named.values() for skill in here})
    found: list[Around] = []
    for skill, threads in of.items():
        counts = Counter[str]()
        for thread in threads:
            here = named.get(thread, set[int]())
            if len(here) <= SKILLS_A_THREAD_MOST:
                counts.update(ids[other] for other in here if other in ids and ids[other] != skill)
        likely = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:TOGETHER_MOST]
        found += [
            Around(
                skill,
                RelationKind.SEEN_TOGETHER,
                EndKind.SKILL,
                other,
                "",
                f"{number} of its newest {len(threads)} threads",
                round(number / len(threads), 3),
            )
            for other, number in likely
            if number >= TOGETHER_LEAST
        ]
    return found


async def _ids(tx: Tx, keys: Iterable[int]) -> dict[int, str]:
    """The ids of some skills by key."""
    found = await relations.of_keys(tx, keys=list(keys))
    return {key("skill", id): id for id in found}


async def _named(tx: Tx, scopes: Scopes, some: Sequence[SkillRelation]) -> list[SkillRelation]:
    """Relations with skills called as stewards call them, without skills that are not there."""
    ends = [end for one in some for end in (one.skill, one.other) if end.kind is EndKind.SKILL]
    ids = dict.fromkeys(end.id for end in ends)
    shown = await skills.visible(tx, scopes=scopes, ids=list(ids))
    names = {one.asked: one.skill.name for one in shown}

    def of(end: End) -> End | None:
        if end.kind is not EndKind.SKILL:
            return end
        return End(end.kind, end.id, names[end.id]) if end.id in names else None

    told: list[SkillRelation] = []
    for one in some:
        skill, other = of(one.skill), of(one.other)
        if skill and other:
            told.append(SkillRelation(skill, one.kind, other, one.source, one.confidence, one.depth))
    return told
