"""Chat without threads falls into the conversations that people had."""

from domain.messages import Mark, MarkKind, Message
from nlp.untangling import CANDIDATES_MOST, FEATURES, REMEMBERED, Walk, untangled, weights

HANDLES = {"u1": "ann", "u2": "bob", "u3": "carl", "u4": "dora"}
SECOND = 1_000_000  # microseconds


def said(*lines: tuple[str, str], marks: tuple[Mark, ...] = ()) -> list[Message]:
    last = len(lines) - 1
    return [
        Message(f"m{n}", "s", author, n * 20 * SECOND, text, f"m{n}", marks=marks if n == last else ())
        for n, (author, text) in enumerate(lines)
    ]


def test_two_conversations_at_once_are_told_apart() -> None:
    messages = said(
        ("u1", "how do I mount a samba share at boot?"),
        ("u3", "my wireless card drops the connection, any idea?"),
        ("u2", "ann: put the samba share into fstab"),
        ("u4", "carl: which driver does the wireless card use?"),
        ("u1", "bob: with which options for the share?"),
        ("u3", "dora: the wireless driver is ath9k"),
    )
    assert untangled(messages, HANDLES) == [0, 1, 0, 1, 0, 1]


def test_somebody_mentioned_by_a_mark_is_addressed() -> None:
    messages = said(
        ("u1", "printing fails"), ("u3", "lunch?"), ("u2", "@x restart it"),
        marks=(Mark(MarkKind.PERSON, 0, 2, "u1"),),
    )  # fmt: skip
    assert untangled(messages, HANDLES)[2] == 0


def test_a_message_has_at_most_ten_candidates_and_a_thread_of_its_own() -> None:
    walk = Walk({f"u{n}": f"person{n}" for n in range(50)})
    for n, message in enumerate(said(*((f"u{n}", f"question {n}?") for n in range(50)))):
        walk.take(walk.read(message), n)
    (message,) = said(("u60", "person1: yes"))
    choices = walk.choices(walk.read(message))
    assert len(choices) == CANDIDATES_MOST + 1
    assert choices[0][0] == 1
    assert choices[-1][0] == 50


def test_the_trained_file_has_a_weight_for_each_feature() -> None:
    assert len(weights()) == len(FEATURES)


def test_what_was_said_long_ago_is_no_candidate() -> None:
    walk = Walk(HANDLES)
    messages = said(("u1", "anybody?"), *(("u2", f"word{n} and more") for n in range(REMEMBERED + 1)))
    for n, message in enumerate(messages):
        walk.take(walk.read(message), n)
    (reply,) = said(("u3", "ann: yes"))
    assert all(place > 1 for place, _ in walk.choices(walk.read(reply)))
