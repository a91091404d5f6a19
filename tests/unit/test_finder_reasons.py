"""Reasons are sentences that are true, and confidence is how much there is of them."""

import pytest

from domain.evidence import Act
from finder.reasons import Confidence, confidence, reasons, say, say_written
from finder.votes import UsedIn
from graph.evidence import Count
from graph.experts import FamilySkill

MARCH = 1_552_000_000_000_000  # microseconds: March 2019
WIFI = FamilySkill("wi-fi", 1, "wifi", 1.0, True)
PYTHON = FamilySkill("python", 2, "Python", 0.5, True)


def did(messages: int, threads: int | None = None, authors: int = 1) -> Count:
    return Count(messages, set(range(messages if threads is None else threads)), set(range(authors)), MARCH)


@pytest.mark.parametrize(
    ("act", "count", "sentence"),
    [
        (
            Act.ANSWERED,
            did(14, 9),
            "answered questions about *wifi* 14 times in 9 threads, last in March 2019",
        ),
        (Act.EXPLAINED, did(2, 1), "explained *wifi* twice in 1 thread, last in March 2019"),
        (Act.DID, did(1), "worked with *wifi* once, in March 2019"),
        (Act.REFERRED, did(3, authors=2), "named by 2 people as knowing *wifi*, last in March 2019"),
        (Act.REFERRED, did(1), "named by 1 person as knowing *wifi*, in March 2019"),
        (Act.ASKED, did(1), "asked about *wifi*, which does not count, once, in March 2019"),
    ],
)
def test_a_reason_is_a_sentence(act: Act, count: Count, sentence: str) -> None:
    assert say(act, "wifi", count) == sentence


def test_every_act_can_be_said() -> None:
    assert all("*wifi*" in say(act, "wifi", did(1)) for act in Act)


def test_the_strongest_reason_comes_first_and_weights_are_shares() -> None:
    told = reasons([WIFI, PYTHON], {1: {Act.MENTIONED: did(3), Act.EXPLAINED: did(3)}, 2: {Act.DID: did(3)}})
    assert [reason.kind for reason in told] == ["explained", "did", "mentioned"]
    assert sum(reason.weight for reason in told) == pytest.approx(1, abs=0.001)


def test_asking_is_told_only_where_everything_is() -> None:
    done = {1: {Act.ASKED: did(3)}}
    assert reasons([WIFI], done) == ()
    (told,) = reasons([WIFI], done, all_acts=True)
    assert (told.kind, told.weight) == ("asked", 0)


def test_words_are_named_with_the_threads_they_were_used_in() -> None:
    used = [
        UsedIn(1, 2.0, frozenset({7}), frozenset({8})),
        UsedIn(2, 1.0, frozenset({7, 8}), frozenset()),
        UsedIn(3, 1.0, frozenset(), frozenset({8})),
    ]
    told = reasons([], {}, used, {7: "gantry", 8: "crank"})
    assert [reason.text for reason in told] == [
        "used the words *gantry, crank* in 2 threads",
        "answered questions with the word *crank* in 1 thread",
    ]


def test_confidence_grows_with_the_threads_that_show_knowledge() -> None:
    assert confidence({}) is Confidence.LOW
    assert confidence({1: {Act.MENTIONED: did(50)}}) is Confidence.LOW
    assert confidence({1: {Act.ANSWERED: did(30, 2)}}) is Confidence.LOW
    assert confidence({1: {Act.ANSWERED: did(3)}}) is Confidence.MEDIUM
    assert confidence({1: {Act.ANSWERED: did(8)}}) is Confidence.HIGH
    assert confidence({1: {Act.ANSWERED: did(8)}, 2: {Act.DID: did(8)}}) is Confidence.HIGH


def test_words_alone_give_medium_confidence_at_best() -> None:
    used = [UsedIn(thread, 1.0, frozenset({7}), frozenset()) for thread in range(40)]
    assert confidence({}, used) is Confidence.MEDIUM
    assert confidence({}, used[:2]) is Confidence.LOW


def test_documents_are_told_of_by_the_part_in_them() -> None:
    count = Count(documents={1, 2}, written_at=MARCH)
    wrote = say_written(Act.EXPLAINED, "wifi", count)
    assert wrote == "wrote about *wifi* in 2 documents, last in March 2019"
    assert say_written(Act.REVIEWED, "wifi", count) == "reviewed 2 documents about *wifi*, last in March 2019"
    count = Count(documents={1}, written_at=MARCH)
    assert say_written(Act.ANNOUNCED, "wifi", count) == "owns a document about *wifi*, in March 2019"


def test_somebody_who_wrote_and_answered_is_told_of_twice() -> None:
    count = Count(1, {9}, {1}, MARCH, {1, 2, 3}, MARCH)
    told = reasons([WIFI], {1: {Act.EXPLAINED: count}})
    assert [reason.text.split()[0] for reason in told] == ["wrote", "explained"]
    assert confidence({1: {Act.EXPLAINED: count}}) is Confidence.MEDIUM
