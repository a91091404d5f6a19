"""What a message does as a whole, by its own words."""

import pytest

from domain.evidence import Feature
from domain.messages import Mark, MarkKind, Message, Reaction
from domain.skills import Vocabulary
from nlp.context import Context
from nlp.miner import Miner

MINER = Miner(Vocabulary.of([]), Context(b"a secret of the tests", frozenset({"ann"})))
WORDS = 0xFFFF


def does(text: str, *marks: Mark) -> Feature:
    row = MINER.mine([Message("m", "s", "u", 1, text, "m", marks=marks)], {}).rows[0]
    return Feature(row.features & WORDS)


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("where is the till?", Feature.QUESTION),
        ("hi all, how do i open the gate", Feature.QUESTION),
        ("ann: does it start", Feature.QUESTION),
        ("anyone know a good baker", Feature.QUESTION),
        ("Kann jemand helfen", Feature.QUESTION),
        ("thanks a lot", Feature.THANKS),
        ("that worked!", Feature.THANKS),
        ("vielen Dank", Feature.THANKS),
        ("gracias", Feature.THANKS),
        ("it stops because the belt is too loose after the winter", Feature.EXPLAINS),
        ("first stop the belt, then make sure that the lid is shut", Feature.EXPLAINS),
        ("I fixed the belt", Feature.DID),
        ("we've migrated the tills", Feature.DID),
        ("Moved the loads to the new server", Feature.DID),
        ("I've set up the printer", Feature.DID),
        ("we decided to buy it", Feature.DECIDED),
        ("I reviewed your change", Feature.REVIEWED),
        ("We are happy to announce the new shop", Feature.ANNOUNCED),
        ("I finished the course", Feature.LEARNED),
        ("no idea", Feature.CLUELESS),
        ("me too", Feature.CLUELESS),
        ("yeah right", Feature.SARCASTIC),
        ("the belt is broken", Feature.PROBLEM),
        ("I fixed the broken belt", Feature.DID),
    ],
)
def test_a_message_does_what_its_words_say(text: str, feature: Feature) -> None:
    assert does(text) == feature


@pytest.mark.parametrize(
    "text",
    [
        "it is the belt, right?",
        "see http://x.example/?a=b",
        "the belt is loose",
        "because",
        "bob fixed it",
        "I know how to do it",
        "everyone is here",
        "",
    ],
)
def test_a_message_does_not_do_what_it_only_seems_to(text: str) -> None:
    assert does(text) == Feature(0)


def test_quoted_words_do_nothing() -> None:
    assert does("> thanks, how do I do it?\nhm", Mark(MarkKind.QUOTE, 0, 25)) == Feature(0)


def test_trying_in_vain_is_not_doing() -> None:
    assert not does("I fixed the belt but it still squeaks") & Feature.DID


def test_an_emoji_can_tell_jest() -> None:
    text = "works great :upside_down_face:"
    assert does(text, Mark(MarkKind.EMOJI, 12, len(text))) & Feature.SARCASTIC


def test_approval_counts_others_once_each() -> None:
    reactions = (
        Reaction("+1::skin-tone-2", ("a", "b")),
        Reaction("tada", ("b", "u")),
        Reaction("thinking_face", ("c",)),
    )
    row = MINER.mine([Message("m", "s", "u", 1, "done", "m", reactions=reactions)], {}).rows[0]
    assert row.reactions == 2


def test_approval_has_a_limit() -> None:
    reactions = (Reaction("heart", tuple(map(str, range(1000)))),)
    row = MINER.mine([Message("m", "s", "u", 1, "done", "m", reactions=reactions)], {}).rows[0]
    assert row.reactions == 255
