"""Rankings become one score, and questions become skills and words."""

import pytest

from domain.skills import Skill, Vocabulary
from finder.fusion import K, Ranking, fuse
from finder.questions import ask
from nlp.context import Context
from nlp.miner import Miner

ANN, BO, CY = 1, 2, 3
MINER = Miner(
    Vocabulary.of([Skill("wi-fi", "Wi-Fi", ("wireless",)), Skill("kafka", "Apache Kafka")]), Context(b"k")
)


def test_first_in_every_ranking_is_one() -> None:
    scores = fuse([Ranking([ANN, BO], 0.4), Ranking([ANN, CY], 0.6)])
    assert scores[ANN] == pytest.approx(1)
    assert scores[CY] > scores[BO]


def test_who_is_missing_from_a_ranking_gets_nothing_from_it() -> None:
    assert fuse([Ranking([ANN], 0.25), Ranking([BO], 0.75)]) == {ANN: 0.25, BO: 0.75}


def test_a_ranking_without_a_share_adds_nobody() -> None:
    assert fuse([Ranking([ANN], 0), Ranking([BO], 1)]) == {BO: 1.0}
    assert fuse([Ranking([], 0)]) == {}


def test_later_places_count_less() -> None:
    scores = fuse([Ranking([ANN, BO, CY], 1)])
    assert scores[CY] == pytest.approx((K + 1) / (K + 3))


def test_a_question_is_its_skills_and_its_other_words() -> None:
    asked = ask(MINER, "Does Apache Kafka need a crank?")
    assert [(skill.id, skill.weight) for skill in asked.skills] == [("kafka", 1.0)]
    assert {"crank", "Apache", "Kafka"} <= set(asked.words.values())
    understood = asked.understood({"kafka": "Apache Kafka"}, asked.words)
    assert 0.5 < understood.skill_share < 1
    assert [match.skill for match in understood.skills] == ["kafka"]


def test_words_that_nobody_used_are_unmatched_and_leave_the_share_to_the_skill() -> None:
    asked = ask(MINER, "Does Apache Kafka need a crank?")
    understood = asked.understood({"kafka": "Apache Kafka"}, ())
    assert understood.skill_share == 1
    assert "crank" in understood.unmatched
    assert understood.sentence == "People who know Apache Kafka."


def test_a_skill_that_is_not_there_is_unmatched() -> None:
    understood = ask(MINER, "Who knows Wi-Fi?").understood({}, ())
    assert understood.matches == ()
    assert understood.unmatched == ("Wi-Fi",)


def test_skills_asked_for_besides_count_like_named_ones() -> None:
    asked = ask(MINER, "", ["wi-fi", "unknown"])
    assert [skill.id for skill in asked.skills] == ["unknown", "wi-fi"]
    understood = asked.understood({"wi-fi": "Wi-Fi"}, ())
    assert understood.sentence == "People who know Wi-Fi."
    assert understood.skill_share == 1
