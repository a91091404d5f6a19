"""What a section shows: headings weigh more than bodies, and each part in a document is an act."""

from dataclasses import replace

import pytest
from organisation import VOCABULARY

from domain.evidence import Act, Feature, Flag
from domain.keys import key
from domain.messages import Document, Mark, MarkKind, Section
from nlp import sections
from nlp.acts import settle
from nlp.context import Context
from nlp.sections import BODY_KEEPS, TITLE_WEIGHT, Credit, SectionMiner, rows

MINER = SectionMiner(VOCABULARY, Context(b"a key for tests"))
ANN = Credit("documents:ann", Act.EXPLAINED)
BOB = Credit("documents:bob", Act.REVIEWED)


def document(*parts: Section) -> Document:
    return Document("a.md", "A", 1_700_000_000_000_000, parts)


def section(heading: str, body: str, *marks: Mark) -> Section:
    return Section(f"{heading}\n{body}", heading, "a", len(heading), marks)


def evidence(one: Document, *credits: Credit):
    read, _ = MINER.mine(one, quotes=True)
    return list(rows("documents:d:a.md", one, "documents:d", read, credits, MINER.extractor))


def test_a_skill_in_a_heading_is_surer_than_one_in_the_body() -> None:
    (row,) = evidence(document(section("Kafka", "sends to SAP")), ANN)
    heading, body = row.mentions
    assert (heading.skill, body.skill) == (key("skill", "kafka"), key("skill", "sap"))
    assert body.confidence == heading.confidence * BODY_KEEPS // 100
    assert "Kafka\nsends to SAP"[body.start : body.end] == "SAP"


def test_words_of_the_title_count_fourfold() -> None:
    read, stems = MINER.mine(document(section("gantry", "gantry label")), quotes=False)
    counts = {stems[h]: n for h, n in zip(read[0].t[::2], read[0].t[1::2], strict=True)}
    assert counts == {"gantri": 1 + TITLE_WEIGHT, "label": 1}
    assert read[0].length == 2 + TITLE_WEIGHT
    assert read[0].quote is None


def test_only_authors_used_the_words_and_everybody_named_has_the_skills() -> None:
    ann, bob = evidence(document(section("Kafka", "gantry")), ANN, BOB)
    assert ann.t and not bob.t
    assert [m.skill for m in ann.mentions] == [m.skill for m in bob.mentions]
    assert (ann.act, bob.act) == (Act.EXPLAINED, Act.REVIEWED)
    assert {m.act for m in bob.mentions} == {Act.REVIEWED}
    assert ann.features & Feature.DOCUMENT
    assert ann.item != ann.thread, "a section is no question that somebody answers"


def test_what_is_denied_thought_of_or_quoted_is_flagged() -> None:
    text = "We never used Kafka. We could move to SAP.\nOthers like Python"
    quoted = Mark(MarkKind.QUOTE, 2 + text.index("Others"), 2 + len(text))
    (row,) = evidence(document(section("A", text, quoted)), ANN)
    assert [m.flags for m in row.mentions] == [Flag.NEGATED, Flag.HYPOTHETICAL, Flag.QUOTED]


def test_who_reviewed_a_document_stands_for_what_it_is_about_and_not_for_what_it_names_in_passing() -> None:
    one = document(
        section("How we run Kafka", "Brokers first."),
        section("Afterwards", "Restart the SAP interface. Then look at Python."),
        section("Night", "Python has to wait."),
    )
    shown = {row.subject: set[int]() for row in evidence(one, ANN, BOB)}
    for row in evidence(one, ANN, BOB):
        shown[row.subject] |= {mention.skill for mention in row.mentions}
    kafka, python, sap = (key("skill", skill) for skill in ("kafka", "python", "sap"))
    assert shown[key(ANN.account)] == {kafka, python, sap}
    assert shown[key(BOB.account)] == {kafka, python}


def test_settling_keeps_the_part_and_judges_each_section_by_itself() -> None:
    one = document(section("Services", "we deploy Go today"), section("Scripts in Python", "all of them"))
    once = settle(evidence(one, ANN, BOB), frozenset(), VOCABULARY)
    go = key("skill", "go")
    assert {row.act for row in once} == {Act.EXPLAINED, Act.REVIEWED}
    assert all(Flag.UNSUPPORTED in m.flags for row in once for m in row.mentions if m.skill == go)
    assert sorted(settle(once, frozenset(), VOCABULARY), key=lambda r: r.id) == sorted(
        once, key=lambda r: r.id
    )
    near = settle(
        evidence(document(section("Scripts", "we use Go and Python")), ANN), frozenset(), VOCABULARY
    )
    assert not any(Flag.UNSUPPORTED in m.flags for row in near for m in row.mentions)


def test_a_book_keeps_its_most_frequent_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sections, "TERMS_MOST", 2)
    read, stems = MINER.mine(document(section("gantry", "gantry label label once")), quotes=False)
    assert sorted(stems.values()) == ["gantri", "label"]
    assert len(read[0].t) == 4


def test_another_vocabulary_reads_documents_anew() -> None:
    other = replace(VOCABULARY, skills=VOCABULARY.skills[1:])
    assert sections.extractor(other, Context(b"k")) != sections.extractor(VOCABULARY, Context(b"k"))
