"""Labels in other languages are found as their languages write them."""

import pytest

from domain.skills import Skill, Vocabulary
from nlp.context import Context
from nlp.miner import Miner

MINER = Miner(
    Vocabulary.of(
        [
            Skill("accounting", "accounting", translations=(("de", "Prüfung"), ("ja", "会計"))),
            Skill("inventory", "inventory", translations=(("de", "Lagerverwaltung"), ("ja", "在庫管理"))),
            Skill(
                "ml",
                "machine learning",
                translations=(("de", "maschinelles Lernen"), ("ja", "機械学習"), ("ja", "マシンラーニング")),
            ),
            Skill("sap", "SAP"),
        ]
    ),
    Context(b"a key for tests"),
)


def found(text: str) -> list[tuple[str, str]]:
    return [
        (match.skill, text[match.start : match.end])
        for match in MINER.question(text).matches
        if match.skill is not None
    ]


@pytest.mark.parametrize(
    ("text", "skill", "surface"),
    [
        ("Wer kann Lagerverwaltung?", "inventory", "Lagerverwaltung"),
        ("Fragen zu den Lagerverwaltungen", "inventory", "Lagerverwaltungen"),
        ("Erfahrung mit maschinellem Lernen", "ml", "maschinellem Lernen"),
        ("die Vorteile maschinellen Lernens", "ml", "maschinellen Lernens"),
        ("Pruefungen im Mai", "accounting", "Pruefungen"),
    ],
)
def test_german_labels_are_found_declined_and_without_umlauts(text: str, skill: str, surface: str):
    assert found(text) == [(skill, surface)]


def test_japanese_and_latin_labels_are_found_in_unspaced_text():
    assert found("SAPの在庫管理をやりました") == [("sap", "SAP"), ("inventory", "在庫管理")]
    assert found("マシンラーニングは面白い") == [("ml", "マシンラーニング")]
    assert found("在庫管理システム") == [("inventory", "在庫管理")]


@pytest.mark.parametrize("text", ["会計士です", "スーパーマシンラーニングズ", "Lagerverwaltungsrat"])
def test_a_label_inside_another_word_is_no_skill(text: str):
    assert found(text) == []


def test_messages_are_mined_with_translations_at_their_offsets():
    from domain.messages import Message

    text = "昨日、在庫管理を直した"
    (row,) = MINER.mine([Message("m", "s", "ann", 0, text, "m")], {}).rows
    start, end = row.m[3], row.m[4]
    assert text[start:end] == "在庫管理"
