"""What is shown of a few people: what they did with the skills, and the rows that show it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from domain.changes import Survivors
from domain.evidence import ACT_WEIGHT, Act
from domain.viewer import Scopes
from finder.views import View
from finder.votes import UsedIn
from graph import evidence
from graph.connection import Tx
from graph.evidence import About, Contribution, Count, Item

EVIDENCE_EACH = 3  # rows shown for each person
WORD_THREADS = 10  # of a person's best threads by words, from which evidence is shown


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person did, by skill key, and the rows that show it."""

    done: Mapping[int, Mapping[Act, Count]]
    items: tuple[Item, ...]


async def shown(
    tx: Tx,
    view: View,
    persons: Sequence[int],
    skills: Sequence[int],
    survivors: Survivors,
    used: Mapping[int, Sequence[UsedIn]],
    scopes: Scopes,
) -> dict[int, Shown]:
    """What each of some people did with the skills, and where they `used` the words of the question.

    The index knows skills as they were mined, `survivors` what counts as what.
    """
    where = view.contributions(persons, survivors.mined_as(skills))
    where |= {(person, one.thread) for person in persons for one in used[person][:WORD_THREADS]}
    contributions = [Contribution(*pair) for pair in sorted(where)]
    told = await evidence.in_threads(tx, contributions=contributions, scopes=scopes) if where else []
    rows: dict[int, list[About]] = {person: [] for person in persons}
    for row in told:
        rows[row.person].append(row)
    ids = [id for person in persons for id in _chosen(rows[person], used[person], skills)]
    items = await evidence.items(tx, ids=ids, scopes=scopes) if ids else []
    return {
        person: Shown(
            {skill: acts for (_, skill), acts in evidence.counted(rows[person], skills).items()},
            tuple(item for item in items if item.person == person),
        )
        for person in persons
    }


def _chosen(rows: Sequence[About], used: Sequence[UsedIn], skills: Sequence[int]) -> list[int]:
    """The rows to show: the strongest of each of the best threads by words, then the newest about skills."""
    best: dict[int, About] = {}
    for row in rows:
        held = best.get(row.thread)
        if ACT_WEIGHT[row.act] and (held is None or ACT_WEIGHT[row.act] > ACT_WEIGHT[held.act]):
            best[row.thread] = row
    words = [best[one.thread].id for one in used if one.thread in best]
    newest = (row.id for row in islice(evidence.speaking(rows, skills), EVIDENCE_EACH))
    return list(dict.fromkeys((*words, *newest)))[:EVIDENCE_EACH]
