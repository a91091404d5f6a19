"""What is shown of a few people: what they did with the skills, and the rows that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.evidence import ACT_WEIGHT, Act
from domain.viewer import Scopes
from finder.votes import UsedIn
from graph import evidence
from graph.connection import Tx
from graph.evidence import About, Contribution, Count, Item, Written

EVIDENCE_EACH = 3  # rows shown for each person
WORD_THREADS = 10  # of a person's best threads by words, from which evidence is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person did, by skill key, and the rows that show it."""

    done: Mapping[int, Mapping[Act, Count]]
    items: tuple[Item, ...]


async def shown(
    tx: Tx,
    persons: Sequence[int],
    skills: Sequence[int],
    used: Mapping[int, Sequence[UsedIn]],
    scopes: Scopes,
) -> dict[int, Shown]:
    about = await evidence.about(tx, people=persons, skills=skills, scopes=scopes) if skills else []
    best = [Contribution(p, one.thread) for p in persons for one in used[p][:WORD_THREADS]]
    written = await evidence.in_threads(tx, contributions=best, scopes=scopes) if best else []
    chosen = {person: _chosen(person, about, written, used[person], skills) for person in persons}
    ids = [id for of in chosen.values() for id in of]
    items = await evidence.items(tx, ids=ids, scopes=scopes) if ids else []
    counts = evidence.counted(about, skills)
    return {
        person: Shown(
            {skill: acts for (of, skill), acts in counts.items() if of == person},
            tuple(item for item in items if item.person == person),
        )
        for person in persons
    }


def _chosen(
    person: int,
    about: Sequence[About],
    written: Sequence[Written],
    used: Sequence[UsedIn],
    skills: Sequence[int],
) -> list[int]:
    """The rows to show: the strongest of each of the best threads by words, then the newest about skills."""
    by_thread: dict[int, Written] = {}
    for row in written:
        if row.person == person and ACT_WEIGHT[row.act]:
            held = by_thread.get(row.thread)
            if held is None or ACT_WEIGHT[row.act] > ACT_WEIGHT[held.act]:
                by_thread[row.thread] = row
    words = [by_thread[one.thread].id for one in used if one.thread in by_thread]
    newest = [row.id for row in evidence.speaking((r for r in about if r.person == person), skills)]
    return list(dict.fromkeys((*words, *newest)))[:EVIDENCE_EACH]
