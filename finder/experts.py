"""A question to people: by skills in the graph, by words in the index, with reasons and evidence."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.evidence import month_of
from domain.viewer import Viewer
from finder import names
from finder.family import BROADER, family, wider
from finder.fusion import Ranking, fuse
from finder.index import Index
from finder.questions import Asked, Interpretation, ask
from finder.reasons import Confidence, Reason, confidence, reasons
from finder.showing import shown
from finder.views import View
from finder.votes import Votes, vote
from graph import evidence, experts, merges, people, spaces
from graph.connection import Graph, Tx
from graph.errors import GraphError
from graph.evidence import Item
from graph.experts import FamilySkill, NamedPerson, NamedSkill
from nlp.miner import Miner

RANKED_MOST = 200  # people that each ranking contributes
LOOKED_UP = 200  # people by words who are looked up at once
WORDS_ALONE = 0.5  # share of skills in a question from which words alone make nobody an expert
SCORE_DIGITS = 4  # after the point
SECOND = 1_000_000  # microseconds
TRIES = 4  # the first may find the index not prepared, the others that it fell behind again


@dataclass(frozen=True, slots=True)
class Expert:
    """Somebody to ask. `score`, 0 to 1, compares people within one answer; `evidence` is newest first."""

    id: str
    name: str
    score: float
    confidence: Confidence
    reasons: tuple[Reason, ...]
    evidence: tuple[Item, ...]
    is_viewer: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An answer: at best empty when nobody is known. `skills` are the ids of those asked for. With
    `folding_unfinished`, some people are still being counted anew and may be missing or stand lower than they
    will."""

    interpretation: Interpretation
    skills: tuple[str, ...]
    experts: tuple[Expert, ...]
    folding_unfinished: bool
    has_more: bool


@dataclass(frozen=True, slots=True)
class Why:
    """What is known of one person and one skill. `cursor` asks for the evidence after this page, if any."""

    person: NamedPerson
    skill: NamedSkill
    confidence: Confidence
    reasons: tuple[Reason, ...]
    evidence: tuple[Item, ...]
    cursor: str | None


async def find(
    graph: Graph,
    question: str,
    viewer: Viewer,
    miner: Miner,
    index: Index,
    *,
    now: datetime,
    skills: Sequence[str] = (),
    first: int = 5,
    after: tuple[float, str] | None = None,
) -> Found:
    """The people to ask, best first; nobody who left, no bots, and nothing that the viewer may not read.

    `skills` are ids of skills asked for besides, or instead when the question is empty. `after` is the score
    and the id of the last expert before this page.
    """
    asked = ask(miner, question, skills)
    for _ in range(TRIES):
        found = await graph.read(lambda tx: _find(tx, asked, viewer, index, now, first, after))
        if found is not None:
            return found
        await index.prepare(graph)
    raise GraphError("The index of words cannot keep up with what is being written.", "Ask again later.")


async def why(
    graph: Graph, person: str, skill: str, viewer: Viewer, *, first: int = 10, after: str | None = None
) -> Why:
    """What speaks for somebody knowing a skill, as far as the viewer may read it.

    Raises NotFound for a person or skill that does not exist or may not be seen, InvalidInput for a name of
    several people or a bad cursor.
    """

    async def read(tx: Tx) -> Why:
        scopes = await spaces.readable(tx, viewer)
        if not scopes.names:
            raise names.nobody(person)
        somebody = await names.person(tx, person)
        something = await names.skill(tx, skill)
        rows = await evidence.about(tx, people=[somebody.key], skills=[something.key], scopes=scopes)
        counts = evidence.counted(rows, [something.key])
        done = {skill: acts for (_, skill), acts in counts.items()}
        speaking = evidence.speaking(rows, [something.key])
        ids = evidence.page_of(speaking, first=first + 1, after=after)
        items = await evidence.items(tx, ids=ids[:first], scopes=scopes)
        whole = FamilySkill(something.id, something.key, something.name, 1.0, True)
        return Why(
            somebody,
            something,
            confidence(done),
            reasons([whole], done, all_acts=True),
            tuple(items),
            evidence.cursor(items[-1]) if len(ids) > first and items else None,
        )

    return await graph.read(read)


async def _find(
    tx: Tx,
    asked: Asked,
    viewer: Viewer,
    index: Index,
    now: datetime,
    first: int,
    after: tuple[float, str] | None,
) -> Found | None:
    snapshot = await index.follow(tx)
    if snapshot is None:
        return None
    scopes = await spaces.readable(tx, viewer)
    readable = await evidence.readable_spaces(tx, scopes=scopes)
    # Milliseconds, and tens of them where there are millions of rows: not in the way of other readers.
    votes = await asyncio.to_thread(lambda: vote(View.of(snapshot, readable), asked.words))
    survivors = await merges.survivors(tx)
    asked = asked.resolved(survivors)
    kin = await family(tx, asked.skills, survivors) if asked.skills and scopes.names else []
    interpretation = asked.understood({skill.id: skill.name for skill in kin}, votes.words)
    month = month_of(int(now.timestamp() * SECOND))
    skilled = await experts.rank(tx, kin, scopes, month=month, first=RANKED_MOST) if kin else []
    share = interpretation.skill_share
    if kin and not skilled and (beyond := await wider(tx, asked.skills, survivors)):
        kin += beyond
        skilled = await experts.rank(tx, beyond, scopes, month=month, first=RANKED_MOST)
        share *= BROADER
    rankings = [Ranking([person.key for person in skilled], share)]
    here = {person.key: NamedPerson(person.key, person.id, person.name) for person in skilled}
    if interpretation.terms:
        alone = votes.covering if share < WORDS_ALONE else frozenset[int]()
        here |= await _there(tx, votes, here.keys() | alone)
        rankings += (
            Ranking([person for person in ranked if person in here], (1 - share) / 2)
            for ranked in (votes.votes, votes.profile)
        )
    scores = {person: round(score, SCORE_DIGITS) for person, score in fuse(rankings).items()}
    places = sorted((-score, here[person].id, person) for person, score in scores.items())
    rest = places if after is None else [place for place in places if place[:2] > (-after[0], after[1])]
    best = [person for _, _, person in rest[:first]]
    used = {person: votes.used_by(person) if interpretation.terms else [] for person in best}
    seen = await shown(tx, votes.view, best, [skill.key for skill in kin], survivors, used, scopes)
    found = (
        Expert(
            id=here[person].id,
            name=here[person].name,
            score=scores[person],
            confidence=confidence(seen[person].done, used[person]),
            reasons=reasons(kin, seen[person].done, used[person], asked.words),
            evidence=seen[person].items,
            is_viewer=here[person].id == viewer.person,
        )
        for person in best
    )
    unfinished = await people.count_stale(tx) > 0
    return Found(
        interpretation,
        tuple(skill.id for skill in asked.skills),
        tuple(expert for expert in found if expert.reasons),
        unfinished,
        len(rest) > first,
    )


async def _there(tx: Tx, votes: Votes, wanted: Collection[int]) -> dict[int, NamedPerson]:
    """Those known by words, of some people, who can be asked."""
    candidates = [person for person in votes.votes if person in wanted]
    found: dict[int, NamedPerson] = {}
    for start in range(0, len(candidates), LOOKED_UP):
        if len(found) >= RANKED_MOST:
            break
        chunk = candidates[start : start + LOOKED_UP]
        found |= {person.key: person for person in await experts.people(tx, people=chunk)}
    return found
