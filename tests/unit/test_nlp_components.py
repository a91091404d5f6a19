"""The spaCy components on every Doc, and the miner with a Doc only where it is needed: one result."""

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.messages import Mark, MarkKind, Message
from domain.skills import Skill, Vocabulary
from nlp.components import build_pipeline, make_doc
from nlp.context import Context
from nlp.miner import Miner

VOCABULARY = Vocabulary.of(
    [
        Skill("c", "C", (), "programming", ordinary=frozenset({"C"})),
        Skill("c++", "C++", (), "programming"),
        Skill("dotnet", ".NET", (), "programming"),
        Skill("go", "Go", ("golang",), "programming", ordinary=frozenset({"Go"})),
        Skill("ml", "machine learning"),
        Skill("learning", "learning"),
        Skill("sap", "SAP"),
        Skill("wifi", "Wi-Fi"),
    ]
)
CONTEXT = Context(b"a secret of the tests", frozenset({"ann"}))
MINER = Miner(VOCABULARY, CONTEXT)
PIPELINE = build_pipeline(VOCABULARY, CONTEXT)

TEXTS = [
    "",
    " ",
    "SAP",
    "ann: is SAP down?   Or the  wi-fi...",
    "İİ c++, .NET\tand machine learning\n\nwritten in Go",
    "ﬁﬂ SAP ﬃ go",
    "👩‍👩‍👧 wi fi 🙂SAP🙂",
    "שלום C# SAP: עולם, مرحبا wifi",
    "see https://sap.example/sap (golang) me@sap.org or @sap",
    "I never touched SAP, but Go developer here",
    "e\u0301\u0301 SAP\u200dx SAP\u00a0SAP\u2028go",
    "…SAP…go.go..go...",
]


def both(text: str, marks: tuple[Mark, ...] = ()) -> None:
    row = MINER.mine([Message("m", "s", "u", 1, text, "m", marks=marks)], {}).rows[0]
    doc = PIPELINE(make_doc(PIPELINE, text, marks, CONTEXT.addressed))
    assert doc.text == text
    assert doc._.mentions == row.mentions
    assert doc._.terms == row.t
    for mention in row.mentions:
        assert doc.char_span(mention.start, mention.end) is not None  # at tokens' bounds


@pytest.mark.parametrize("text", TEXTS)
def test_every_doc_and_a_doc_on_a_hit_agree(text: str) -> None:
    both(text)


_PIECES = st.sampled_from(
    [
        *TEXTS,
        "Go",
        "go",
        "c",
        "C++",
        "SAP",
        "wi-fi",
        "machine",
        "learning",
        "never used",
        "if we",
        "?",
        ".",
        ",",
        "\n",
    ]
)
_TEXT = st.lists(_PIECES | st.text(max_size=5), max_size=8).map(" ".join) | st.lists(_PIECES, max_size=8).map(
    "".join
)


@settings(max_examples=400, deadline=None)
@given(_TEXT, st.data())
def test_they_agree_on_any_text_with_any_marks(text: str, data: st.DataObject) -> None:
    place = st.integers(0, len(text))
    marks = st.lists(
        st.builds(
            lambda kind, a, b: Mark(kind, min(a, b), max(a, b), "u2"), st.sampled_from(MarkKind), place, place
        ),
        max_size=3,
    )
    both(text, tuple(data.draw(marks)))


def test_the_pipeline_reads_plain_texts() -> None:
    (doc,) = PIPELINE.pipe(["ann: we run SAP"])
    assert [doc.text[m.start : m.end] for m in doc._.mentions] == ["SAP"]


def test_components_are_added_to_any_pipeline_by_name() -> None:
    pipeline = spacy.blank("en")
    for name in ("understory_cues", "understory_skills", "understory_terms"):
        pipeline.add_pipe(name)
    doc = pipeline("How do I restart it?")
    assert doc._.features
    assert doc._.mentions == ()  # nothing taught yet
