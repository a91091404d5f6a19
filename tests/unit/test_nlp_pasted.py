"""What somebody pasted is not what they said: it credits nobody."""

from time import process_time

import pytest

from domain.evidence import Act, Feature, Flag
from domain.messages import Message, SpaceKind
from domain.skills import Skill, Vocabulary
from nlp.acts import settle
from nlp.context import Context
from nlp.miner import Miner
from nlp.pasted import is_advert, pasted

VOCABULARY = Vocabulary.of(
    [Skill("kafka", "Kafka", (), "data"), Skill("python", "Python", ("python3",), "programming")]
)
MINER = Miner(VOCABULARY, Context(b"a secret of the tests"))


def thread(*said: tuple[str, str]) -> list[tuple[Act, tuple[Flag, ...], int]]:
    """(act of the message, flags of its mentions, features) of each of (author, text), in one thread."""
    messages = [
        Message(f"m{place}", "s", author, place, text, "m0") for place, (author, text) in enumerate(said)
    ]
    rows = settle(MINER.mine(messages, {"s": SpaceKind.PUBLIC}).rows, frozenset(), VOCABULARY)
    return [(row.act, tuple(m.flags for m in row.mentions), row.features) for row in rows]


@pytest.mark.parametrize(
    "line",
    [
        'Exception in thread "main" org.apache.kafka.common.KafkaException: no broker',
        "    at org.apache.Kafka.poll(Kafka.java:731)",
        "Traceback (most recent call last):",
        '  File "/usr/lib/python3/kafka.py", line 12, in poll',
        "kafka.errors.KafkaError: python3 is too old",
        "2026-03-01 12:00:01,123 INFO [kafka] consumer started",
        "[ERROR] kafka: no leader",
        "Mar  1 12:00:01 host kafka[12]: started",
        "[   12.345678] python3[99]: segfault",
        "E: Unable to locate package python3",
        "Setting up python3 (3.12.1-1) ...",
        "main.py:12:4: error: Python 2 print",
        "ann@web1:/srv/kafka$ ls",
    ],
)
def test_a_program_s_output_is_not_its_paster_s_words(line: str) -> None:
    assert pasted(line) == [(0, len(line))]


@pytest.mark.parametrize(
    "text",
    [
        "Error handling in Python is my daily bread",
        "at work we run Kafka (since 2019)",
        "Python: I would use a generator here",
        "[Kafka] is what we chose",
        "12:30 works for me, let's talk Kafka",
        "$ pip install kafka-python",
        "info: the Kafka training moved to Friday",
        "- Kafka\n- Python\n-- both of them",
    ],
)
def test_words_that_only_look_a_little_like_output_stay_their_author_s(text: str) -> None:
    assert pasted(text) == []


def test_words_around_pasted_lines_keep_their_places_and_count() -> None:
    text = "I rebuilt the consumer in Python:\n[ERROR] kafka: no leader\nis gone now."
    ((_, flags, _),) = thread(("ann", text))
    assert [bool(flag & Flag.QUOTED) for flag in flags] == [False, True]


def test_output_alone_asks_for_help_and_is_answered() -> None:
    question, answer = thread(
        ("ann", "[ERROR] connection refused by 10.0.0.4"),
        ("bob", "restart the Kafka broker, then the consumer"),
    )
    assert question[2] & Feature.PROBLEM
    assert question[0] is Act.ASKED
    assert answer[0] is Act.ANSWERED


def test_pasting_output_answers_nothing() -> None:
    _, pasting = thread(
        ("ann", "how do I restart the Kafka broker?"), ("bob", "2026-03-01 12:00:01,123 INFO [kafka] started")
    )
    assert pasting[0] is Act.MENTIONED
    assert all(flag & Flag.QUOTED for flag in pasting[1])


@pytest.mark.parametrize(
    "text",
    [
        "We're hiring! Python developers, full-time, remote.",
        "Job opening: Kafka engineer. Apply at jobs@example.org",
        "Looking for a senior Python developer, 5+ years of experience",
    ],
)
def test_a_job_advert_shows_nothing_about_who_posts_it(text: str) -> None:
    ((_, flags, _),) = thread(("ann", text))
    assert flags
    assert all(flag & Flag.QUOTED for flag in flags)


@pytest.mark.parametrize(
    "text",
    [
        "I interviewed for the Python role while we were hiring",
        "after ten years of experience with Kafka I would not do that",
        "the job runs in Python every night and we apply the patch now",
    ],
)
def test_telling_of_work_is_no_advert(text: str) -> None:
    assert not is_advert(text)


def test_a_signature_is_no_statement() -> None:
    text = "See you on Monday.\n-- \nAnn, Python and Kafka consulting"
    ((_, flags, _),) = thread(("ann", text))
    assert len(flags) == 2
    assert all(flag & Flag.QUOTED for flag in flags)


def test_a_hostile_line_is_read_in_no_time() -> None:
    began = process_time()
    for text in ("a" * 200_000, "at " + "a." * 100_000, "[" + " " * 100_000, "File " * 50_000, "\n" * 50_000):
        pasted(text)
    assert process_time() - began < 1.0
