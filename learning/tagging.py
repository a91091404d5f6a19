"""What a piece of content teaches and needs, by what it says of itself, each with the place that says so.

The same miner reads it that reads messages and documents. What a title names is taught; what a description
names is taught too, unless the words before it say that it is to be known already. Cues around a name, or in
the title, say from which level to which; a kind of content cannot lead higher than its ceiling.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from domain.content import CEILING, Content, Kind, Needs, NeedStatus, Place, Source, Target, Teaches
from domain.evidence import MENTION_FIELDS, NEVER_FOLDED, Flag
from domain.messages import Document, Section
from domain.policy import QUOTE_LIMIT
from domain.skills import Vocabulary
from nlp.context import Context
from nlp.sections import SectionMiner

TAGS_MOST = 30  # of one item, its surest
CONFIDENCE_LEAST = 0.5
CONFIDENCE_ALONE = 0.7  # an everyday word that is a whole title, or all that an introduction is to
MINED_NEED_LEVEL = 1  # where the words do not say how much

# Where nothing says from which level to which.
USUAL = {
    Kind.COURSE: (0, 2),
    Kind.EXTERNAL: (0, 2),
    Kind.MICRO: (0, 1),
    Kind.NOTE: (0, 1),
    Kind.COMMUNITY: (0, 1),
    Kind.COACHING: (1, 3),
    Kind.MENTORING: (1, 3),
    Kind.STRETCH: (1, 3),
    Kind.JOB_AID: (0, 0),
}

_CUES = (
    ((0, 1), re.compile(
        r"\b(?:introduction to|intro to|introduc\w+|basics?|fundamentals?|beginners?|getting started"
        r"|first steps|primer|101|essentials|foundations?|crash course|einführung|grund(?:lagen|kenntnisse)"
        r"|einstieg|erste schritte|anfänger|initiation|notions de base|introducción|básico|podstawy"
        r"|wprowadzenie)\b", re.IGNORECASE)),
    ((2, 3), re.compile(
        r"\b(?:advanced|deep dive|in[- ]depth|mastering|master ?class|expert|fortgeschritten\w*|vertiefung"
        r"|profis?|avancée?s?|approfondi\w*|avanzado|zaawansowan\w*)\b", re.IGNORECASE)),
    ((1, 2), re.compile(r"\b(?:intermediate|next steps|practical|hands[- ]on|aufbaukurs|intermédiaire)\b",
                        re.IGNORECASE)),
)  # fmt: skip
_NEEDED = re.compile(
    r"\b(?:pre-?requisites?|requires?|required|should (?:already )?(?:know|have|be)|assum(?:es?|ing)"
    r"|before you (?:start|begin)|you (?:will )?need|prior (?:knowledge|experience)"
    r"|must (?:already )?(?:know|have)|familiar(?:ity)? with|already know|voraussetzung\w*|vorausgesetzt"
    r"|vorkenntnisse|prérequis|requisitos)\b",
    re.IGNORECASE,
)
_TEACHES = re.compile(r"\b(?:learn|teach\w*|cover\w*|you will be able|lernen|vermittelt)\b", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?\n]+(?=\s|$)|\n")
_TITLE_ENDS = re.compile(r"\s*(?:$|[:\n(,–—-])")


class Tags(NamedTuple):
    """What an item teaches and needs, by the vocabulary's skills."""

    teaches: tuple[Teaches, ...]
    needs: tuple[Needs, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A skill that a section names at [start, end); `is_title` for the item's own title."""

    skill: str
    section: Section
    start: int
    end: int
    confidence: float
    is_title: bool
    is_ordinary: bool


class Tagger:
    """The miner for one vocabulary, and what it makes of content."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._miner = SectionMiner(vocabulary, Context(b"tags"))  # no term of content is kept

    def tags(self, content: Content, document: Document) -> Tags:
        """The tags of an item, its surest first. Those of its prerequisites are not among them."""
        title = (
            _cue(document.sections[0].text[: document.sections[0].heading_end]) if document.sections else None
        )
        taught: dict[str, Teaches] = {}
        needed: dict[str, Needs] = {}
        own = (said for said in self._said(document) if said.skill != content.kind.value)  # "Mentoring: SQL"
        for said in sorted(own, key=lambda one: (not one.is_title, -one.confidence)):
            sentence, at = _sentence(said)
            place = place_of(said.section.text, said.start, said.end)
            if not said.is_title and _is_needed(sentence[:at]):
                level = (_cue(sentence) or (0, MINED_NEED_LEVEL))[1]
                needed.setdefault(said.skill, _need(said, level, place))
            elif said.skill not in taught:
                start, end = bounded(content.kind, _cue(sentence) or title)
                taught[said.skill] = Teaches(
                    Target.SKILL, said.skill, start, end, Source.MINED, said.confidence, place
                )
        needs = [need for skill, need in needed.items() if skill not in taught]
        return Tags(tuple(list(taught.values())[:TAGS_MOST]), tuple(needs[:TAGS_MOST]))

    def _said(self, document: Document) -> Iterator[_Said]:
        sections, _ = self._miner.mine(document, quotes=False)
        several = len(sections) > 1
        often: dict[int, int] = {}
        for section in sections:
            for skill in set(section.m[::MENTION_FIELDS]):
                often[skill] = often.get(skill, 0) + 1
        headed = frozenset[int]().union(*(section.headed for section in sections))
        for number, (section, read) in enumerate(zip(document.sections, sections, strict=True)):
            for at in range(0, len(read.m), MENTION_FIELDS):
                key, _, flags, start, end, confidence = read.m[at : at + MENTION_FIELDS]
                skill = self.vocabulary.by_key.get(key)
                if (
                    skill is None
                    or flags & NEVER_FOLDED
                    or (several and key not in headed and often[key] < 2)
                ):
                    continue  # a long document names much in passing
                is_title = number == 0 and end <= section.heading_end
                is_ordinary = bool(flags & Flag.ORDINARY) and not flags & Flag.NEAR
                said = _Said(skill.id, section, start, end, confidence / 100, is_title, is_ordinary)
                if is_ordinary and not _stands_alone(said):
                    continue
                sure = CONFIDENCE_ALONE if is_ordinary else said.confidence
                if sure >= CONFIDENCE_LEAST:
                    yield _Said(skill.id, section, start, end, sure, is_title, is_ordinary)


def bounded(kind: Kind, levels: tuple[int, int] | None) -> tuple[int, int]:
    """From which level to which content of a kind leads, where `levels` were said of it.

    >>> bounded(Kind.COURSE, (2, 3)), bounded(Kind.MENTORING, (2, 3)), bounded(Kind.JOB_AID, (0, 1))
    ((1, 2), (2, 3), (0, 0))
    """
    start, end = levels or USUAL[kind]
    end = min(end, CEILING[kind])
    return max(0, min(start, end - 1)), end


def place_of(text: str, start: int, end: int) -> Place:
    """Where a text says something, with as much around it as may be kept."""
    if len(text) <= QUOTE_LIMIT:
        return Place(text, start, end)
    first = max(0, min(start - QUOTE_LIMIT // 3, len(text) - QUOTE_LIMIT))
    kept = text[first : first + QUOTE_LIMIT]
    return Place(kept, start - first, min(end - first, len(kept)))


def _need(said: _Said, level: int, place: Place) -> Needs:
    return Needs(0, Target.SKILL, said.skill, level, NeedStatus.RESOLVED, place, said.confidence)


def _cue(text: str) -> tuple[int, int] | None:
    return next((levels for levels, words in _CUES if words.search(text)), None)


def _is_needed(before: str) -> bool:
    """Whether the words before a name in its sentence say that it is to be known already."""
    needed = list(_NEEDED.finditer(before))
    return bool(needed) and not _TEACHES.search(before, needed[-1].end())


def _sentence(said: _Said) -> tuple[str, int]:
    """The sentence of a mention, and where the mention begins in it."""
    text = said.section.text
    start, end = 0, len(text)
    for found in _SENTENCE_ENDS.finditer(text):
        if found.end() <= said.start:
            start = found.end()
        elif found.start() >= said.end:
            end = found.start()
            break
    return text[start:end], said.start - start


def _stands_alone(said: _Said) -> bool:
    """Whether a title is nothing but this word, or an introduction to it: "Go", "Introduction to Go"."""
    if not said.is_title:
        return False
    before = said.section.text[: said.start].strip()
    ends = _TITLE_ENDS.match(said.section.text, said.end) is not None
    return ends and (not before or _cue(before) is not None or before.endswith(":"))


def renumbered(clauses: Iterable[Needs], others: Iterable[Needs]) -> tuple[Needs, ...]:
    """The needs of `clauses`, and each of `others` as a clause of its own after them."""
    from dataclasses import replace

    found = list(clauses)
    last = max((need.clause for need in found), default=0)
    known = {(need.target, need.id) for need in found if need.id}
    for need in others:
        if (need.target, need.id) not in known:
            last += 1
            found.append(replace(need, clause=last))
    return tuple(found)
