"""The miner's steps as spaCy components, for whoever works on Docs.

A component is added by its name and then taught, as spaCy's rulers are:

    pipeline = spacy.blank("xx")
    pipeline.add_pipe("understory_cues")
    pipeline.add_pipe("understory_skills").teach(Labels(vocabulary))

`doc._.mentions`, `.cues`, `.features` and `.terms` hold what they found, `.reading` what they read.
"""

from collections.abc import Callable, Sequence
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from domain.messages import Mark
from domain.skills import Vocabulary
from nlp.context import Context
from nlp.cues import Cues, features
from nlp.judging import judge
from nlp.labels import Labels
from nlp.reading import Reading, read
from nlp.terms import Terms
from nlp.tokens import ReadingTokenizer, to_doc

for _name, _default in (("reading", None), ("cues", ()), ("features", 0), ("terms", ()), ("mentions", ())):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)


class CuesComponent:
    """Sets `doc._.cues`, a list of CueHit, and `doc._.features`."""

    def __init__(self) -> None:
        self._cues = Cues()

    def __call__(self, doc: Doc) -> Doc:
        reading = _reading(doc)
        doc._.cues = self._cues.find(reading.own_folded)
        doc._.features = features(reading, doc._.cues)
        return doc


class SkillsComponent:
    """Sets `doc._.mentions`, by the labels it was taught; reads `doc._.cues`."""

    def __init__(self) -> None:
        self._labels: Labels | None = None

    def teach(self, labels: Labels) -> None:
        self._labels = labels

    def __call__(self, doc: Doc) -> Doc:
        reading = _reading(doc)
        if self._labels is not None:
            hits = self._labels.hits(self._labels.scan(reading.folded))
            doc._.mentions = judge(reading, hits, doc._.cues, doc._.features, lambda: doc)
        return doc


class TermsComponent:
    """Sets `doc._.terms`: hash, count, hash, count, …, by the key it was taught."""

    def __init__(self) -> None:
        self._terms: Terms | None = None

    def teach(self, terms: Terms) -> None:
        self._terms = terms

    def __call__(self, doc: Doc) -> Doc:
        if self._terms is not None:
            doc._.terms, _ = self._terms.count(_reading(doc).own)
        return doc


def _make_cues(nlp: Language, name: str) -> CuesComponent:
    return CuesComponent()


def _make_skills(nlp: Language, name: str) -> SkillsComponent:
    return SkillsComponent()


def _make_terms(nlp: Language, name: str) -> TermsComponent:
    return TermsComponent()


_factory = cast("Callable[..., object]", Language.factory)  # pyright: ignore[reportUnknownMemberType]
_factory("understory_cues", assigns=["doc._.cues", "doc._.features"], func=_make_cues)
_factory("understory_skills", assigns=["doc._.mentions"], requires=["doc._.cues"], func=_make_skills)
_factory("understory_terms", assigns=["doc._.terms"], func=_make_terms)


def build_pipeline(vocabulary: Vocabulary, context: Context) -> Language:
    """A blank pipeline with all components, taught."""
    pipeline = spacy.blank("xx")
    pipeline.tokenizer = ReadingTokenizer(pipeline.vocab, context.addressed)
    pipeline.add_pipe("understory_cues")
    skills = pipeline.add_pipe("understory_skills")
    terms = pipeline.add_pipe("understory_terms")
    assert isinstance(skills, SkillsComponent)
    assert isinstance(terms, TermsComponent)
    skills.teach(Labels(vocabulary))
    terms.teach(Terms(context.key))
    return pipeline


def make_doc(pipeline: Language, text: str, marks: Sequence[Mark], names: frozenset[str]) -> Doc:
    """A Doc of a message with marks, ready to be given to the pipeline."""
    reading = read(text, marks, names)
    doc = to_doc(pipeline.vocab, reading)
    doc._.reading = reading
    return doc


def _reading(doc: Doc) -> Reading:
    if doc._.reading is None:
        doc._.reading = read(doc.text)
    return doc._.reading
