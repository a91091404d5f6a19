"""A question goes through the same pipeline: skills, terms, and the words left over."""

import pytest

from domain.messages import Message
from domain.skills import Skill, Vocabulary
from nlp.context import Context
from nlp.miner import Miner

VOCABULARY = Vocabulary.of(
    [
        Skill("excel", "Excel", (), "office", ordinary=frozenset({"Excel"})),
        Skill("go", "Go", ("golang",), "programming", ordinary=frozenset({"Go"})),
        Skill("lead", "leadership", ("lead",), ordinary=frozenset({"lead"})),
        Skill("python", "Python", (), "programming"),
        Skill("r", "R", (), "programming", ordinary=frozenset({"R"})),
        Skill("sap", "SAP"),
    ]
)
MINER = Miner(VOCABULARY, Context(b"a secret of the tests"))


def skills(text: str) -> list[str]:
    return [match.skill for match in MINER.question(text).matches if match.skill]


def terms(text: str) -> list[str]:
    return [match.term.text for match in MINER.question(text).matches if match.term]


def test_a_question_yields_skills_and_terms() -> None:
    text = "who can help me get the tills to talk to SAP again?"
    assert (skills(text), terms(text)) == (["sap"], ["till"])


@pytest.mark.parametrize(
    "text", ["who knows Go", "who knows go?", "Go experts", "go or Python?", "a Go developer"]
)
def test_an_ordinary_word_counts_where_it_is_meant(text: str) -> None:
    assert "go" in skills(text)


@pytest.mark.parametrize(
    "text", ["where do I go", "Go to whom?", "who can go there", "who can lead me there"]
)
def test_an_ordinary_word_does_not_count_where_it_is_not(text: str) -> None:
    assert skills(text) == []


def test_capitals_and_neighbours_speak_for_a_label() -> None:
    assert skills("Excel macros for stock?") == ["excel"]
    assert skills("any R people?") == ["r"]
    assert skills("do we excel at anything?") == []


def test_an_ordinary_word_that_does_not_count_is_still_a_term() -> None:
    assert terms("do we excel at anything?") == ["excel"]


def test_matches_stand_in_the_order_of_the_text_at_its_offsets() -> None:
    text = "İstanbul: till-roll printers and SAP 4711?"
    question = MINER.question(text)
    assert [text[m.start : m.end] for m in question.matches] == [m.surface for m in question.matches]
    assert [m.start for m in question.matches] == sorted(m.start for m in question.matches)
    assert question.unmatched == ("4711",)


def test_a_term_of_a_question_is_the_term_of_a_message() -> None:
    (match,) = MINER.question("tills?").matches
    assert match.term is not None
    assert match.term.hash in MINER.mine([Message("m", "s", "u", 1, "the till is stuck", "m")], {}).stems


@pytest.mark.parametrize("text", ["", "?", "who can help?", " \n "])
def test_a_question_about_nothing_has_no_matches(text: str) -> None:
    assert MINER.question(text).matches == ()
