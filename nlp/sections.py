"""Sections of documents to what they show, whoever wrote them, and to the evidence rows of those who did."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.vocab import Vocab

from domain.evidence import ACT_SHIFT, MENTION_FIELDS, Act, Evidence, Feature, Mention, pack
from domain.keys import key
from domain.messages import Document, Section, Space
from domain.skills import Vocabulary
from nlp import miner
from nlp.context import Context
from nlp.cues import Cues
from nlp.judging import judge
from nlp.labels import Labels
from nlp.miner import shorten
from nlp.reading import read
from nlp.terms import TF_MOST, Terms
from nlp.tokens import to_doc
from nlp.topics import topics_of

CODE_VERSION = 2  # to be raised whenever this module gives other rows for the same documents
TITLE_WEIGHT = 4  # occurrences that a word in the title stands for
HEADING_WEIGHT = 2  # the same for a heading
TERMS_MOST = 4_500  # distinct words of one document, its most frequent: all are counted in one transaction
BODY_KEEPS = 80  # percent of the confidence left to a skill that the body alone names

# What each part in a document says of a person. An owner stands for the document and need not know it well.
ACT_OF_PART = {"authors": Act.EXPLAINED, "reviewers": Act.REVIEWED, "owners": Act.ANNOUNCED}


@dataclass(frozen=True, slots=True)
class SectionRead:
    """What a section shows: mentions and terms as in an evidence row, and its beginning as a quote. `headed`
    are the skills that its heading names."""

    m: tuple[int, ...]
    t: tuple[int, ...]
    length: int
    quote: str | None
    headed: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody's account and what they did with the whole document."""

    account: str
    act: Act


class SectionMiner:
    """The pipeline for one vocabulary and context, as `miner.Miner` is for messages."""

    def __init__(self, vocabulary: Vocabulary, context: Context) -> None:
        self.extractor = extractor(vocabulary, context)
        self._labels = Labels(vocabulary)
        self._cues = Cues()
        self._terms = Terms(context.key)
        self._vocab = Vocab()

    def mine(self, document: Document, *, quotes: bool) -> tuple[tuple[SectionRead, ...], dict[int, str]]:
        """What each section shows, and how every term in it is spelled."""
        self._terms.forget()
        if len(self._vocab) > miner.LEXEMES_REMEMBERED_MOST:
            self._vocab = Vocab()
        found = tuple(
            self._section(section, TITLE_WEIGHT if number == 0 else HEADING_WEIGHT, quotes)
            for number, section in enumerate(document.sections)
        )
        return _bounded(found, self._terms.spell())

    def topics(self, space: Space) -> frozenset[int]:
        """The keys of the skills that a space's name speaks for."""
        return topics_of(space, self._labels, self._vocab)

    def _section(self, section: Section, weight: int, quotes: bool) -> SectionRead:
        reading = read(section.text, section.marks)
        mentions: tuple[Mention, ...] = ()
        if scanned := self._labels.scan(reading.folded):
            cues = self._cues.find(reading.own_folded)
            hits = self._labels.hits(scanned)
            mentions = judge(reading, hits, cues, 0, lambda: to_doc(self._vocab, reading))
        heading = self._terms.count(reading.own[: section.heading_end])[0]
        body = self._terms.count(reading.own[section.heading_end :])[0]
        terms = _weighed(heading, body, weight)
        quote = shorten(section.text) if quotes and mentions else None
        headed = frozenset(mention.skill for mention in mentions if mention.end <= section.heading_end)
        return SectionRead(pack(_weakened(mentions, section)), terms, sum(terms[1::2]), quote, headed)


def extractor(vocabulary: Vocabulary, context: Context) -> int:
    """The version of everything that decides what a section shows."""
    return key("sections", CODE_VERSION, miner.CODE_VERSION, vocabulary.version, context.fingerprint)


def rows(
    id: str,
    document: Document,
    space: str,
    sections: Sequence[SectionRead],
    credits: Iterable[Credit],
    extractor: int,
) -> Iterator[Evidence]:
    """One row for each section and each person: `id` and `space` are the document's and its space's ids.

    Only authors used the document's words. A word that one text holds would else look like three people's.
    Whoever reviewed or owns it stands for what it is about, and for nothing that it names in passing.
    """
    thread, where = key(id), key(space)
    matter = _matter(sections)
    for credit in credits:
        who = key(credit.account)
        wrote = credit.act is Act.EXPLAINED
        for number, section in enumerate(sections):
            m = section.m if wrote else _of_skills(section.m, matter)
            if not m and not (wrote and section.t):
                continue
            item = item_key(id, number)
            yield Evidence(
                id=key(item, who),
                item=item,
                author=who,
                subject=who,
                space=where,
                thread=thread,
                at=document.at,
                edited=0,
                extractor=extractor,
                length=section.length if wrote else 0,
                features=int(Feature.DOCUMENT) | credit.act << ACT_SHIFT,
                m=_done(m, credit.act),
                t=section.t if wrote else (),
                quote=section.quote,
            )


def _matter(sections: Sequence[SectionRead]) -> frozenset[int]:
    """The skills that a document is about: those that a heading names, or several sections speak of."""
    named = Counter(skill for section in sections for skill in set(section.m[::MENTION_FIELDS]))
    often = (skill for skill, times in named.items() if times > 1)
    return frozenset(often).union(*(section.headed for section in sections))


def _of_skills(m: Sequence[int], skills: frozenset[int]) -> tuple[int, ...]:
    """The mentions of some skills."""
    starts = (at for at in range(0, len(m), MENTION_FIELDS) if m[at] in skills)
    return tuple(number for at in starts for number in m[at : at + MENTION_FIELDS])


def item_key(id: str, number: int) -> int:
    """The key of a document's section."""
    return key(id, number)


def _bounded(
    sections: tuple[SectionRead, ...], stems: dict[int, str]
) -> tuple[tuple[SectionRead, ...], dict[int, str]]:
    """The sections and their words; of a book's only the most frequent, the same each time."""
    if len(stems) <= TERMS_MOST:
        return sections, stems
    counts = Counter[int]()
    for section in sections:
        for word, times in zip(section.t[::2], section.t[1::2], strict=True):
            counts[word] += times
    kept = set(sorted(counts, key=lambda word: (-counts[word], word))[:TERMS_MOST])
    return tuple(
        replace(
            section,
            t=tuple(
                n for i in range(0, len(section.t), 2) if section.t[i] in kept for n in section.t[i : i + 2]
            ),
        )
        for section in sections
    ), {word: stem for word, stem in stems.items() if word in kept}


def _weighed(heading: Sequence[int], body: Sequence[int], weight: int) -> tuple[int, ...]:
    """(hash, count, …) of heading and body together, in ascending order of hashes."""
    counts: dict[int, int] = dict(zip(body[::2], body[1::2], strict=True))
    for word, times in zip(heading[::2], heading[1::2], strict=True):
        counts[word] = counts.get(word, 0) + times * weight
    return tuple(number for word in sorted(counts) for number in (word, min(counts[word], TF_MOST)))


def _weakened(mentions: Iterable[Mention], section: Section) -> Iterator[Mention]:
    """A heading says what its section is about; the body may name a skill in passing."""
    for mention in mentions:
        if mention.end <= section.heading_end:
            yield mention
        else:
            yield replace(mention, confidence=mention.confidence * BODY_KEEPS // 100)


def _done(m: Sequence[int], act: Act) -> tuple[int, ...]:
    """The mentions with the act set."""
    done = list(m)
    done[1::MENTION_FIELDS] = [int(act)] * (len(m) // MENTION_FIELDS)
    return tuple(done)
