"""GraphQL: whom to ask, and why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated

import strawberry

from api import enums as enums  # publishes Confidence
from api import nodes, paging, skills
from api.context import Info
from api.evidence import Evidence
from api.paging import Connection, Edge
from api.people import Person
from api.skills import Skill
from domain import people as domain
from domain.errors import InvalidInput
from domain.keys import key
from finder import experts as finder
from finder import questions, reasons
from finder.reasons import Confidence
from finder.showing import EVIDENCE_EACH

MOST_CHARACTERS = 2_000  # of a question
MOST_SKILLS = 20  # asked for at once


@strawberry.type(description="Why somebody is named.")
class Reason:
    reason: strawberry.Private[reasons.Reason]

    @strawberry.field(description="The act that they did with a skill, in small letters, or `words`.")
    def kind(self) -> str:
        return self.reason.kind

    @strawberry.field(description="The reason in words; *stars* mark skills and words.")
    def text(self) -> str:
        return self.reason.text

    @strawberry.field(description="Its share of all that speaks for them, from 0 to 1.")
    def weight(self) -> float:
        return self.reason.weight


@strawberry.type(description="Somebody to ask.")
class Expert:
    expert: strawberry.Private[finder.Expert]
    skill_keys: strawberry.Private[frozenset[int]]  # that were asked for

    @strawberry.field(description="Who it is.")
    def person(self) -> Person:
        return Person.of(domain.Person(self.expert.id, self.expert.name))

    @strawberry.field(description="How they compare with the others of this answer, from 0 to 1.")
    def score(self) -> float:
        return self.expert.score

    @strawberry.field(description="How much evidence there is.")
    def confidence(self) -> Confidence:
        return self.expert.confidence

    @strawberry.field(description="Whether it is the viewer.")
    def is_viewer(self) -> bool:
        return self.expert.is_viewer

    @strawberry.field(description="Why they are named, strongest reason first.")
    def reasons(self) -> list[Reason]:
        return [Reason(reason=reason) for reason in self.expert.reasons]

    @strawberry.field(description="Messages that show it, newest first; those that say most were chosen.")
    def evidence(
        self,
        first: Annotated[int, strawberry.argument(description="How many to give, from 1 to 3.")] = 3,
    ) -> list[Evidence]:
        if not 1 <= first <= EVIDENCE_EACH:
            raise InvalidInput(f"`first` is {first}.", f"Ask for 1 to {EVIDENCE_EACH} messages.")
        return [
            Evidence(item=item, mention=item.mention_of(self.skill_keys))
            for item in self.expert.evidence[:first]
        ]


@strawberry.type(description="What a part of the question was taken for: a skill, or else a word.")
class Match:
    match: strawberry.Private[questions.Match]

    @strawberry.field(description="The skill, when it is one.")
    async def skill(self, info: Info) -> Skill | None:
        return await skills.one(info, self.match.skill) if self.match.skill else None

    @strawberry.field(description="The stem of the word, when it is no skill.")
    def term(self) -> str | None:
        return self.match.term

    @strawberry.field(description="How it is written in the question.")
    def surface(self) -> str:
        return self.match.surface

    @strawberry.field(description="Where it begins in the question, in characters.")
    def start(self) -> int:
        return self.match.start

    @strawberry.field(description="Where it ends in the question, in characters.")
    def end(self) -> int:
        return self.match.end

    @strawberry.field(description="How much it counts, from 0 to 1.")
    def weight(self) -> float:
        return self.match.weight


@strawberry.type(description="What was understood of the question.")
class Interpretation:
    interpretation: strawberry.Private[questions.Interpretation]

    @strawberry.field(description="What counted, in the order of the question.")
    def matches(self) -> list[Match]:
        return [Match(match=match) for match in self.interpretation.matches]

    @strawberry.field(description="Words that helped nothing.")
    def unmatched(self) -> list[str]:
        return list(self.interpretation.unmatched)

    @strawberry.field(description="The same in a sentence.")
    def sentence(self) -> str:
        return self.interpretation.sentence


@strawberry.type(description="A page of people to ask, best first.")
class ExpertConnection(Connection[Expert]):
    interpretation: Interpretation = strawberry.field(description="What was understood of the question.")
    is_unfinished: bool = strawberry.field(
        description="Whether some people are still being counted anew, and may be missing or stand too low."
    )


async def listed(
    info: Info, question: str | None, wanted: Sequence[str] | None, first: int, after: str | None
) -> ExpertConnection:
    """The people to ask about a question, about skills (global ids), or about both."""
    reader, pieces = info.context.reader, info.context.finder
    reader.spend(paging.checked(first))
    ids = _skills(wanted)
    score, id = paging.decode(after, float, str) if after is not None else (0.0, "")
    found = await finder.find(
        reader.graph,
        _question(question, wanted),
        reader.viewer,
        pieces.miner,
        pieces.index,
        now=datetime.now(UTC),
        skills=ids,
        first=first,
        after=None if after is None else (score, id),
    )
    asked = frozenset(key("skill", id) for id in found.skills)
    edges = [
        Edge(cursor=paging.encode(expert.score, expert.id), node=Expert(expert=expert, skill_keys=asked))
        for expert in found.experts
    ]
    return ExpertConnection(
        edges=edges,
        page_info=paging.info(edges, after, has_next=found.has_more),
        interpretation=Interpretation(interpretation=found.interpretation),
        is_unfinished=found.folding_unfinished,
    )


def _question(question: str | None, wanted: Sequence[str] | None) -> str:
    text = (question or "").strip()
    if not text and not wanted:
        raise InvalidInput("Nothing is asked.", "Give a `question`, or `skills`, or both.")
    if len(text) > MOST_CHARACTERS:
        raise InvalidInput(f"The question has {len(text)} characters.", f"Ask in at most {MOST_CHARACTERS}.")
    return text


def _skills(wanted: Sequence[str] | None) -> list[str]:
    """Skill ids; what is no global id of a skill is a skill that nobody knows."""
    if wanted and len(wanted) > MOST_SKILLS:
        raise InvalidInput(f"{len(wanted)} skills are asked for.", f"Ask for at most {MOST_SKILLS}.")
    return [own for id in wanted or () if (own := nodes.own_id(id, "Skill")) is not None]
