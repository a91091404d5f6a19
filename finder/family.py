"""The skills that help to answer for those asked for: what is narrower, related, and at need broader.

The graph gives the relations of single skills; merges are resolved here. So its query stays a lookup, which
Neo4j plans at once.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from domain.changes import Survivors
from graph import experts
from graph.connection import Tx
from graph.experts import FamilySkill, WantedSkill

NARROWER = 0.5  # of a skill's weight, for one that is a step narrower; again for a second step
BROADER = 0.25  # for one that is a step broader, where nobody knows it or what is narrower
RELATED = 0.15  # for a related one, which finds nobody alone
MOST = 200  # skills that a question is widened to
NOBODYS = ""  # no skill's id: with it a list of one shares the plan of longer ones, made once (0.5 s)


@dataclass(slots=True)
class _Kin:
    """A surviving skill with its relations to other surviving skills (ids)."""

    key: int = 0
    name: str = ""
    known: bool = False
    broader: set[str] = field(default_factory=set[str])
    narrower: set[str] = field(default_factory=set[str])
    related: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class _Found:
    weight: float
    direct: bool


async def family(tx: Tx, skills: Sequence[WantedSkill], survivors: Survivors) -> list[FamilySkill]:
    """The skills, those narrower by one or two steps, and those related, heaviest first."""
    asked = {skill.id: skill.weight for skill in skills}
    found: dict[str, _Found] = {}
    first = await _kin(tx, asked, survivors)
    steps = {id: [other for other in kin.narrower if other != id] for id, kin in first.items()}
    second = await _kin(tx, _all(steps.values()) - first.keys(), survivors)
    known = first | second
    for id, kin in first.items():
        weight = asked[id]
        _add(found, [id], weight, direct=True)
        _add(found, steps[id], weight * NARROWER, direct=True)
        for step in steps[id]:
            _add(found, known[step].narrower if step in known else (), weight * NARROWER**2, direct=True)
        _add(found, kin.related, weight * RELATED, direct=False)
    return await _named(tx, found, known, survivors)


async def wider(tx: Tx, skills: Sequence[WantedSkill], survivors: Survivors) -> list[FamilySkill]:
    """For skills that nobody knows: those broader by one or two steps, and neighbours that are known."""
    asked = {skill.id: skill.weight for skill in skills}
    found: dict[str, _Found] = {}
    first = await _kin(tx, asked, survivors)
    second = await _kin(tx, _all(kin.broader for kin in first.values()), survivors)
    beside = await _kin(tx, _all(kin.narrower for kin in second.values()), survivors)
    for id, kin in first.items():
        weight = asked[id]
        for step in kin.broader & second.keys():
            _add(found, [step], weight * BROADER, direct=True)
            _add(found, second[step].broader, weight * BROADER**2, direct=True)
            near = [other for other in second[step].narrower if other in beside and beside[other].known]
            _add(found, near, weight * BROADER * NARROWER, direct=True)
    return await _named(tx, found, first | second | beside, survivors)


async def _named(
    tx: Tx, found: Mapping[str, _Found], known: dict[str, _Kin], survivors: Survivors
) -> list[FamilySkill]:
    best = sorted(found.items(), key=lambda entry: (-entry[1].weight, entry[0]))[:MOST]
    known |= await _kin(tx, {id for id, _ in best} - known.keys(), survivors)
    return [
        FamilySkill(id, known[id].key, known[id].name, one.weight, one.direct)
        for id, one in best
        if id in known
    ]


async def _kin(tx: Tx, ids: Collection[str], survivors: Survivors) -> dict[str, _Kin]:
    """Those of some surviving skills that there are, with the relations of all merged into them."""
    if not ids:
        return {}
    whole = {part: id for id in ids for part in (id, *survivors.parts.get(id, ()))}
    found: dict[str, _Kin] = {}
    for row in await experts.kin(tx, skills=[NOBODYS, *sorted(whole)]):
        kin = found.setdefault(whole[row.id], _Kin())
        if row.id in ids:
            kin.key, kin.name = row.key, row.name
        kin.known |= row.known
        kin.broader.update(map(survivors.of, row.broader))
        kin.narrower.update(map(survivors.of, row.narrower))
        kin.related.update(map(survivors.of, row.related))
    return {id: kin for id, kin in found.items() if kin.name}


def _all(several: Iterable[Iterable[str]]) -> set[str]:
    return {id for ids in several for id in ids}


def _add(found: dict[str, _Found], ids: Iterable[str], weight: float, *, direct: bool) -> None:
    for id in ids:
        one = found.setdefault(id, _Found(0.0, False))
        one.weight = max(one.weight, weight)
        one.direct |= direct
