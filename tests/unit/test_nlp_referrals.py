"""Whom a message names as knowing."""

import pytest

from domain.evidence import Act, Flag
from domain.keys import key
from domain.messages import Mark, MarkKind, Message, SpaceKind
from domain.skills import Skill, Vocabulary
from nlp.context import Context
from nlp.miner import Miner

MINER = Miner(Vocabulary.of([Skill("sap", "SAP"), Skill("java", "Java")]), Context(b"a secret of the tests"))


def said(text: str) -> Message:
    marks: list[Mark] = []
    for name in ("@U7", "@U8", "@me"):
        at = text.find(name)
        if at >= 0:
            marks.append(Mark(MarkKind.PERSON, at, at + 3, name[1:]))
    return Message("m", "s", "me", 1, text, "m", marks=tuple(sorted(marks, key=lambda mark: mark.start)))


def named(text: str) -> list[str]:
    rows = MINER.mine([said(text)], {"s": SpaceKind.PUBLIC}).rows
    names = {key(name): name for name in ("U7", "U8", "me")}
    return [names[row.subject] for row in rows if row.is_referral]


@pytest.mark.parametrize(
    "text",
    [
        "ask @U7, she rebuilt our SAP interface",
        "better talk to @U7 about SAP",
        "@U7 is the one who knows SAP",
        "@U7 can help with SAP",
        "@U7 probably knows SAP",
        "try asking our till wizard @U7",
    ],
)
def test_somebody_is_named_as_knowing(text: str) -> None:
    assert named(text) == ["U7"]


@pytest.mark.parametrize(
    "text",
    [
        "@U7 can you help with SAP?",
        "does @U7 know SAP?",
        "thanks @U7, SAP works",
        "don't ask @U7 about SAP",
        "@U7 knows nothing about SAP",
        "ask me later. @U7 is ill",
        "ask @me",
        "@me knows SAP",
    ],
)
def test_somebody_spoken_to_or_about_is_not(text: str) -> None:
    assert named(text) == []


def test_two_can_be_named_at_once() -> None:
    assert named("ask @U7 or @U8 about SAP") == ["U7", "U8"]


def test_a_referral_row_is_about_the_one_named() -> None:
    own, about = MINER.mine([said("ask @U7 about SAP")], {"s": SpaceKind.PUBLIC}).rows
    assert own.id == key(own.item, own.author)
    assert own.subject == own.author
    assert about.id == key(own.item, key("U7"))
    assert (about.item, about.author, about.subject) == (own.item, own.author, key("U7"))
    assert [(m.skill, m.act, m.flags) for m in about.mentions] == [
        (key("skill", "sap"), Act.REFERRED, Flag(0))
    ]
    assert about.quote == own.quote == "ask @U7 about SAP"


def test_what_is_denied_is_not_said_of_the_one_named() -> None:
    _, about = MINER.mine([said("I never touched SAP, ask @U7 for Java")], {}).rows
    assert [m.skill for m in about.mentions] == [key("skill", "java")]
