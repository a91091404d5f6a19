"""Who knew and who asked: acts decided from the rows of a thread."""

import pickle
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.evidence import NEVER_FOLDED, Act, Evidence, Feature, Flag, Mention
from domain.keys import key
from domain.messages import Mark, MarkKind, Message, Reaction, SpaceKind
from domain.skills import Skill, Vocabulary
from nlp.acts import settle
from nlp.context import Context
from nlp.miner import Miner

VOCABULARY = Vocabulary.of(
    [
        Skill("go", "Go", ("golang",), "programming", ordinary=frozenset({"Go"})),
        Skill("python", "Python", (), "programming"),
        Skill("sap", "SAP", (), "business"),
        Skill("wifi", "Wi-Fi", (), "network"),
    ]
)
MINER = Miner(VOCABULARY, Context(b"a secret of the tests"))

Line = tuple[str, str] | Message


def said(who: str, text: str, at: int, *, reactions: tuple[Reaction, ...] = (), bot: bool = False) -> Message:
    marks = tuple(
        Mark(MarkKind.PERSON, text.index(name), text.index(name) + len(name), name[1:])
        for name in text.replace(",", " ").split()
        if name.startswith("@")
    )
    quote = (Mark(MarkKind.QUOTE, 0, text.index("\n")),) if text.startswith(">") else ()
    return Message(f"m{at}", "space", who, at, text, "m0", marks=marks + quote, reactions=reactions, bot=bot)


def thread(*lines: Line) -> list[Evidence]:
    """Unsettled rows of one thread of "who: text" lines, in order."""
    messages = [line if isinstance(line, Message) else said(*line, at) for at, line in enumerate(lines)]
    return list(MINER.mine(messages, {"space": SpaceKind.PUBLIC}).rows)


def settled(*lines: Line, topics: frozenset[int] = frozenset()) -> tuple[Evidence, ...]:
    return settle(thread(*lines), topics, VOCABULARY)


def acts(rows: Sequence[Evidence], who: str, skill: str) -> list[Act]:
    """The acts that would be folded for somebody and a skill."""
    return [
        mention.act
        for row in rows
        if row.subject == key(who)
        for mention in row.mentions
        if mention.skill == key("skill", skill) and not mention.flags & NEVER_FOLDED
    ]


def mention(rows: Sequence[Evidence], who: str, skill: str) -> Mention:
    (found,) = (
        m for row in rows if row.subject == key(who) for m in row.mentions if m.skill == key("skill", skill)
    )
    return found


QUESTION = ("ann", "How do I get wifi to work after the upgrade?")
ANSWER = ("bob", "Install the firmware package and load the driver again")


def test_an_asker_is_not_an_expert() -> None:
    rows = settled(QUESTION, ANSWER, ("ann", "my wifi card is an old one"))
    assert acts(rows, "ann", "wifi") == [Act.ASKED, Act.ASKED]


def test_a_question_nobody_answers_is_still_asked() -> None:
    assert acts(settled(QUESTION), "ann", "wifi") == [Act.ASKED]


def test_an_answer_inherits_what_it_does_not_name() -> None:
    rows = settled(QUESTION, ANSWER)
    inherited = mention(rows, "bob", "wifi")
    assert inherited.act is Act.ANSWERED
    assert inherited.flags == Flag.INHERITED
    assert (inherited.start, inherited.end) == (0, 0)
    assert inherited.confidence == mention(rows, "ann", "wifi").confidence * 70 // 100


def test_an_answer_that_names_the_skill_does_not_inherit_it() -> None:
    rows = settled(QUESTION, ("bob", "wifi needs the firmware package"))
    assert mention(rows, "bob", "wifi").flags == Flag(0)


def test_a_late_thanks_lifts_an_answer() -> None:
    assert acts(settled(QUESTION, ANSWER), "bob", "wifi") == [Act.ANSWERED]
    assert acts(settled(QUESTION, ANSWER, ("ann", "thanks, that worked")), "bob", "wifi") == [Act.EXPLAINED]


def test_only_the_askers_thanks_lift() -> None:
    assert acts(settled(QUESTION, ANSWER, ("carl", "thanks")), "bob", "wifi") == [Act.ANSWERED]


def test_a_thanks_does_not_lift_what_comes_after_it() -> None:
    rows = settled(QUESTION, ("ann", "thanks in advance"), ANSWER)
    assert acts(rows, "bob", "wifi") == [Act.ANSWERED]


def test_approval_by_others_lifts_an_answer_and_ones_own_does_not() -> None:
    def approved(*by: str) -> list[Act]:
        answer = said(*ANSWER, 1, reactions=(Reaction("+1", by),))
        return acts(settled(QUESTION, answer), "bob", "wifi")

    assert approved("carl") == [Act.EXPLAINED]
    assert approved("bob") == [Act.ANSWERED]


def test_reasons_make_an_explanation() -> None:
    rows = settled(QUESTION, ("bob", "wifi fails because the kernel has no firmware for that chip any more"))
    assert acts(rows, "bob", "wifi") == [Act.EXPLAINED]


def test_asking_back_is_no_answer() -> None:
    rows = settled(QUESTION, ("bob", "which wifi card do you have?"), ("bob", "lspci shows it?"))
    assert acts(rows, "bob", "wifi") == [Act.MENTIONED]


def test_me_too_is_no_answer() -> None:
    assert acts(settled(QUESTION, ("bob", "same problem here with wifi")), "bob", "wifi") == [Act.MENTIONED]


def test_a_mere_thanks_or_yes_is_no_answer() -> None:
    rows = settled(QUESTION, ("bob", "thanks"), ("carl", "yep"))
    assert acts(rows, "bob", "wifi") == acts(rows, "carl", "wifi") == []


def test_sarcasm_shows_nothing() -> None:
    rows = settled(QUESTION, ("bob", "yeah right, wifi always works on that laptop"))
    assert acts(rows, "bob", "wifi") == []
    assert Flag.SARCASTIC in mention(rows, "bob", "wifi").flags


def test_who_only_quotes_shows_nothing() -> None:
    rows = settled(("ann", "some news"), ("bob", "> SAP needs transport requests\nas said in the mail"))
    assert acts(rows, "bob", "sap") == []


def test_an_answer_does_not_inherit_what_the_asker_quotes_or_denies() -> None:
    rows = settled(
        ("ann", "I never touched SAP, who can help with Python?"), ("bob", "read the manual pages")
    )
    assert acts(rows, "bob", "sap") == []
    assert acts(rows, "bob", "python") == [Act.ANSWERED]


def test_who_denies_knowing_shows_nothing() -> None:
    rows = settled(("ann", "who knows SAP?"), ("bob", "I never touched SAP"))
    assert acts(rows, "bob", "sap") == []


def test_a_referral_is_evidence_for_whom_it_names() -> None:
    rows = settled(("ann", "who knows SAP?"), ("bob", "ask @dora, she rebuilt our SAP interface"))
    assert acts(rows, "dora", "sap") == [Act.REFERRED]
    assert acts(rows, "bob", "sap") == [Act.MENTIONED]


def test_a_referral_without_the_skill_inherits_it() -> None:
    rows = settled(("ann", "who knows SAP?"), ("bob", "best ask @dora"))
    assert acts(rows, "dora", "sap") == [Act.REFERRED]
    assert acts(rows, "bob", "sap") == []


def test_a_bot_neither_asks_nor_answers() -> None:
    bot = said("bot", "wifi: see the wiki page on firmware and drivers", 1, bot=True)
    assert acts(settled(QUESTION, bot), "bot", "wifi") == []
    asking = said("bot", "Need help with SAP?", 0, bot=True)
    assert acts(settled(asking, ("bob", "install the client package first")), "bob", "sap") == []


def test_doing_is_told_by_the_first_person() -> None:
    assert acts(settled(("bob", "I fixed the SAP interface")), "bob", "sap") == [Act.DID]
    assert acts(settled(("bob", "somebody fixed the SAP interface")), "bob", "sap") == [Act.MENTIONED]


def test_trying_in_vain_is_not_doing() -> None:
    rows = settled(QUESTION, ("ann", "I installed the wifi driver but still nothing happens"))
    assert acts(rows, "ann", "wifi") == [Act.ASKED, Act.ASKED]


def test_the_asker_who_solves_it_did_it() -> None:
    rows = settled(QUESTION, ("ann", "never mind, I fixed the wifi by hand"))
    assert acts(rows, "ann", "wifi") == [Act.ASKED, Act.DID]


def test_deciding_reviewing_and_learning() -> None:
    assert acts(settled(("bob", "We decided to use Python for the tills")), "bob", "python") == [Act.DECIDED]
    assert acts(settled(("bob", "I reviewed the Python patch")), "bob", "python") == [Act.REVIEWED]
    assert acts(settled(("bob", "I finished the Python course")), "bob", "python") == [Act.LEARNED]


def test_a_later_question_opens_a_thread_that_began_with_none() -> None:
    rows = settled(
        ("ann", "new release of the till software"),
        ("bob", "does it need Python?"),
        ("ann", "yes, install version three beforehand"),
    )
    assert acts(rows, "bob", "python") == [Act.ASKED]
    assert acts(rows, "ann", "python") == [Act.ANSWERED]


def test_telling_of_a_problem_asks_once_somebody_replies() -> None:
    problem = ("ann", "wifi is down in the stock room since this morning")
    assert acts(settled(problem), "ann", "wifi") == [Act.MENTIONED]
    rows = settled(problem, ANSWER)
    assert acts(rows, "ann", "wifi") == [Act.ASKED]
    assert acts(rows, "bob", "wifi") == [Act.ANSWERED]


def test_who_thanks_for_a_reply_had_asked() -> None:
    request = ("ann", "Please set the wifi up for the new shop")
    assert acts(settled(request, ANSWER), "bob", "wifi") == []
    assert acts(settled(request, ANSWER, ("ann", "thanks")), "bob", "wifi") == [Act.EXPLAINED]


def test_who_announces_something_does_not_ask() -> None:
    rows = settled(("ann", "Heads up: the wifi is down tonight"), ("bob", "install the firmware before that"))
    assert acts(rows, "ann", "wifi") == [Act.ANNOUNCED]
    assert acts(rows, "bob", "wifi") == []


def test_an_ordinary_word_needs_support() -> None:
    assert Flag.UNSUPPORTED in mention(settled(("ann", "let us go home")), "ann", "go").flags


def test_a_message_a_thread_or_a_space_supports_an_ordinary_word() -> None:
    near = settled(("ann", "written in Go"))
    in_thread = settled(("ann", "how do I parse this in Python?"), ("bob", "go is faster at that"))
    in_space = settled(("ann", "go is fast"), topics=frozenset({key("skill", "python")}))
    for rows, who in ((near, "ann"), (in_thread, "bob"), (in_space, "ann")):
        assert Flag.UNSUPPORTED not in mention(rows, who, "go").flags


def test_rows_that_settling_does_not_change_come_back_as_they_are_in_order() -> None:
    rows = thread(("ann", "hello"), ("bob", "hello"))
    assert settle(rows[::-1], frozenset(), VOCABULARY) == tuple(rows)


def test_a_row_tells_its_act_even_without_mentions() -> None:
    rows = settled(
        ("ann", "how do I open the gate?"), ("bob", "press the yellow knob twice"), ("bob", "ask @dora")
    )
    assert [row.act for row in rows] == [Act.ASKED, Act.ANSWERED, Act.MENTIONED, Act.REFERRED]


def test_rows_keep_plain_integers() -> None:
    rows = settled(QUESTION, ANSWER, ("bob", "ask @dora"))
    assert {type(n) for row in rows for n in (*row.m, *row.t, row.features)} == {int}
    assert pickle.loads(pickle.dumps(rows)) == rows


WORDS = (
    "How do I fix wifi ?",
    "thanks",
    "because the driver needs firmware and a new kernel first",
    "I fixed the wifi",
    "go",
    "golang is fine",
    "Python",
    "I never touched SAP",
    "ask @dora",
    "yeah right",
    "same here",
    "some long unrelated talk about lunch",
    "we could move to Python",
    "wifi is down",
)
lines = st.lists(st.tuples(st.sampled_from(("ann", "bob", "carl")), st.sampled_from(WORDS)), max_size=7)


@settings(max_examples=300, deadline=None)
@given(lines, st.randoms(use_true_random=False), st.booleans())
def test_settling_again_in_any_order_changes_nothing(
    said_lines: list[tuple[str, str]], random: object, spoken_for: bool
) -> None:
    topics = frozenset({key("skill", "python")}) if spoken_for else frozenset[int]()
    once = settle(thread(*said_lines), topics, VOCABULARY)
    shuffled = list(once)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert settle(shuffled, topics, VOCABULARY) == once


@settings(max_examples=300, deadline=None)
@given(lines, st.data())
def test_rows_that_come_and_go_leave_no_trace(said_lines: list[tuple[str, str]], data: st.DataObject) -> None:
    rows = thread(*said_lines)
    kept = data.draw(st.lists(st.sampled_from(rows), unique=True)) if rows else []
    of_all = settle(rows, frozenset(), VOCABULARY)
    ids = {row.id for row in kept}
    after_going = settle([row for row in of_all if row.id in ids], frozenset(), VOCABULARY)
    assert after_going == settle(kept, frozenset(), VOCABULARY)
    come = [row for row in rows if row.id not in ids]
    assert settle([*after_going, *come], frozenset(), VOCABULARY) == of_all


def test_every_message_has_one_row_of_its_own() -> None:
    rows = thread(QUESTION, ("bob", "hm"), ("bob", "@dora knows SAP"))
    assert [bool(row.features & Feature.REFERRAL) for row in rows] == [False, False, False, True]
    assert len({row.id for row in rows}) == 4
