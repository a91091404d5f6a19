"""Slack's markup becomes plain text, and every mark covers the words it is about."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.messages import Mark, MarkKind
from sources.slack_blocks import write_blocks, write_shares
from sources.slack_text import Draft, Names, write_mrkdwn

NAMES = Names({"U1": "Ann Lee", "U2": "Zoë 🦊"}, {"C1": "general"})


def shown(text: str) -> tuple[str, list[tuple[str, str, str]]]:
    """The plain text, and each mark as its kind, the words it covers and its target."""
    draft = Draft(NAMES)
    write_mrkdwn(draft, text)
    return covered(draft)


def covered(draft: Draft) -> tuple[str, list[tuple[str, str, str]]]:
    plain, marks = draft.done()
    return plain, [(mark.kind.value, plain[mark.start : mark.end], mark.target) for mark in marks]


def blocks(*elements: dict[str, object]) -> tuple[str, list[tuple[str, str, str]]]:
    draft = Draft(NAMES)
    write_blocks(draft, list(elements))
    return covered(draft)


def rich(*elements: dict[str, object]) -> dict[str, object]:
    return {"type": "rich_text", "elements": list(elements)}


def section(*elements: dict[str, object]) -> dict[str, object]:
    return {"type": "rich_text_section", "elements": list(elements)}


def word(text: str, **style: bool) -> dict[str, object]:
    return {"type": "text", "text": text, "style": style}


def test_plain_text_stays_as_it_is():
    assert shown("nothing here: at 12:30:45, a_b and 3 * 4 * 5") == (
        "nothing here: at 12:30:45, a_b and 3 * 4 * 5",
        [],
    )


def test_entities_are_read_once():
    assert shown("a &lt; b &amp;&amp; c &gt; d &amp;lt;") == ("a < b && c > d &lt;", [])


def test_a_person_is_shown_by_name_and_marked_with_the_account():
    assert shown("ask <@U1> or <@U2|zoe>!") == (
        "ask Ann Lee or Zoë 🦊!",
        [("person", "Ann Lee", "slack:U1"), ("person", "Zoë 🦊", "slack:U2")],
    )


def test_an_unknown_person_is_shown_by_label_or_id():
    assert shown("<@U9> <@W8|carl>") == (
        "U9 carl",
        [("person", "U9", "slack:U9"), ("person", "carl", "slack:W8")],
    )


def test_spaces_broadcasts_groups_and_dates_are_shown_as_slack_shows_them():
    assert shown("<#C7|help> <#C1> <#C1|> <#C9> <!here> <!subteam^S1|@ops> <!date^1^{date}|1 May>") == (
        "#help #general #general #C9 @here @ops 1 May",
        [
            ("space", "#help", "slack:C7"),
            ("space", "#general", "slack:C1"),
            ("space", "#general", "slack:C1"),
            ("space", "#C9", "slack:C9"),
        ],
    )


def test_a_link_shows_its_label_and_keeps_its_address():
    assert shown(
        "<https://a.example/?x=1&amp;y=2|the *docs* &amp; more> <http://b.example> <mailto:a@b.c|a@b.c>"
    ) == (
        "the *docs* & more http://b.example a@b.c",
        [
            ("link", "the *docs* & more", "https://a.example/?x=1&y=2"),
            ("link", "http://b.example", "http://b.example"),
            ("link", "a@b.c", "mailto:a@b.c"),
        ],
    )


def test_an_address_without_brackets_is_a_link_without_its_full_stop():
    assert shown("see https://a.example/_x_:y:.") == (
        "see https://a.example/_x_:y:.",
        [("link", "https://a.example/_x_:y", "https://a.example/_x_:y")],
    )


def test_a_colon_before_an_address_makes_no_emoji_of_it():
    assert shown("look :https://a.example: there")[1] == [("link", "https://a.example", "https://a.example")]


def test_a_quote_comes_before_what_it_holds():
    assert shown("&gt; <@U1>")[1] == [("quote", "Ann Lee", ""), ("person", "Ann Lee", "slack:U1")]


def test_angle_brackets_that_are_no_markup_stay():
    text = "I <3 vec<T>, a < b > c, <nick> hi, std::vector<std::string>"
    assert shown(text) == (text, [])


def test_code_is_marked_and_its_markup_is_shown_without_marks_of_its_own():
    assert shown("run `a &lt; *b* :tada: <http://x.y|x>` now") == (
        "run a < *b* :tada: x now",
        [("code", "a < *b* :tada: x", "")],
    )


def test_a_fence_is_one_code_whatever_stands_in_it():
    assert shown("try:\n```\n&gt; no quote\n`x` <@U1>\n```\nok") == (
        "try:\n\n> no quote\n`x` Ann Lee\n\nok",
        [("code", "> no quote\n`x` Ann Lee", "")],
    )


def test_an_unclosed_fence_or_span_stays_as_it_is():
    assert shown("``` and `this") == ("``` and `this", [])


def test_quoted_lines_are_one_quote_without_their_signs():
    assert shown("he said\n&gt; use <@U1>\n&gt;or not\nI agree") == (
        "he said\nuse Ann Lee\nor not\nI agree",
        [("quote", "use Ann Lee\nor not", ""), ("person", "Ann Lee", "slack:U1")],
    )


def test_three_signs_quote_all_that_follows():
    assert shown("look:\n&gt;&gt;&gt; one\n\ntwo") == ("look:\none\n\ntwo", [("quote", "one\n\ntwo", "")])


def test_a_raw_sign_quotes_only_before_a_space():
    assert shown("> yes")[1] == [("quote", "yes", "")]
    assert shown(">_> no") == (">_> no", [])


def test_a_fence_that_begins_in_a_quote_belongs_to_it():
    plain, marks = shown("&gt; see ```a\nb``` there\nmine")
    assert plain == "see a\nb there\nmine"
    assert marks == [("quote", "see a\nb there", ""), ("code", "a\nb", "")]


def test_bold_italic_and_struck_words_lose_their_signs():
    assert shown("*bold <@U1>* _it~al~ic_ ~gone~, *_both_*; snake_case_name ~/a ~/b 2*3*4") == (
        "bold Ann Lee it~al~ic gone, both; snake_case_name ~/a ~/b 2*3*4",
        [("person", "Ann Lee", "slack:U1")],
    )


def test_emoji_are_marked_and_times_and_scopes_are_not():
    assert shown(":tada::+1: :wave::skin-tone-3: at 10:20:30 std::vector::x :ok_hand:") == (
        ":tada::+1: :wave::skin-tone-3: at 10:20:30 std::vector::x :ok_hand:",
        [("emoji", name, "") for name in (":tada:", ":+1:", ":wave::skin-tone-3:", ":ok_hand:")],
    )


def test_offsets_are_characters_in_any_script():
    plain, marks = shown("👩‍👩‍👧 שלום <@U1> 中文 `קוד` é")
    assert plain == "👩‍👩‍👧 שלום Ann Lee 中文 קוד é"
    assert marks == [("person", "Ann Lee", "slack:U1"), ("code", "קוד", "")]


def test_rich_text_says_what_it_shows():
    plain, marks = blocks(
        rich(
            section(
                word("ask "),
                {"type": "user", "user_id": "U1"},
                word(" in "),
                {"type": "channel", "channel_id": "C1"},
            ),
            {"type": "rich_text_list", "elements": [section(word("first")), section(word("cmd", code=True))]},
            {"type": "rich_text_quote", "elements": [word("he said")]},
            {"type": "rich_text_preformatted", "elements": [word("x = 1\ny = 2")]},
            section(
                {"type": "link", "url": "https://a.example", "text": "docs"},
                {"type": "emoji", "name": "tada"},
                {"type": "broadcast", "range": "here"},
            ),
        )
    )
    assert plain == "ask Ann Lee in #general\nfirst\ncmd\nhe said\nx = 1\ny = 2\ndocs:tada:@here"
    assert marks == [
        ("person", "Ann Lee", "slack:U1"),
        ("space", "#general", "slack:C1"),
        ("code", "cmd", ""),
        ("quote", "he said", ""),
        ("code", "x = 1\ny = 2", ""),
        ("link", "docs", "https://a.example"),
        ("emoji", ":tada:", ""),
    ]


def test_an_apps_blocks_are_lines_of_text():
    plain, _ = blocks(
        {"type": "header", "text": {"type": "plain_text", "text": "Deploy *1*"}},
        {"type": "divider"},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*done* by <@U1>"},
            "fields": [{"type": "mrkdwn", "text": "ok"}],
        },
        {"type": "context", "elements": [{"type": "image"}, {"type": "plain_text", "text": "a &amp; b"}]},
        {"type": "markdown", "text": "the end"},
    )
    assert plain == "Deploy *1*\ndone by Ann Lee\nok\na & b\nthe end"


def test_a_shared_message_is_a_quote_on_its_own_lines_and_a_preview_is_left_out():
    draft = Draft(NAMES)
    draft.write("see this")
    unfurled = [
        {"message": {"blocks": [rich({"type": "rich_text_quote", "elements": [word("from blocks")]})]}}
    ]
    write_shares(
        draft,
        [
            {"text": "a preview", "from_url": "https://a.example"},
            {"is_share": True, "text": "use `pip`\n&gt; he said", "fallback": "not this"},
            {"is_msg_unfurl": True, "message_blocks": unfurled},
            {"is_msg_unfurl": True, "fallback": "[1 May] ann: from fallback"},
            {"is_share": True},
        ],
    )
    plain, marks = covered(draft)
    assert plain == "see this\nuse pip\nhe said\nfrom blocks\n[1 May] ann: from fallback"
    assert marks == [
        ("quote", "use pip\nhe said", ""),
        ("code", "pip", ""),
        ("quote", "from blocks", ""),
        ("quote", "[1 May] ann: from fallback", ""),
    ]


PIECES = [
    *("<@U1>", "<#C1|a>", "<http://x.y|z>", "`", "```", "&gt;", "&gt;&gt;&gt; ", "> ", "\n", "*", "_", "~"),
    *(":tada:", " ", "a", "é👍", "&amp;", "<", ">", "|", "http://a.b", ":"),
]


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_marks_never_cross(text: str):
    draft = Draft(NAMES)
    write_mrkdwn(draft, text)
    plain, marks = draft.done()
    for mark in marks:
        assert 0 <= mark.start < mark.end <= len(plain)
    for first, second in pairwise(marks):
        assert apart(first, second) or (
            first.kind is MarkKind.QUOTE and second.kind is not MarkKind.QUOTE and second.end <= first.end
        )


def apart(first: Mark, second: Mark) -> bool:
    return first.end <= second.start


SLOW = [
    *(
        "*a ",
        "_a <",
        "`a",
        "```a",
        "<@U1",
        "<http://",
        ":a:x",
        ":skin-tone-2:",
        ":a",
        "&gt;",
        "> ",
        "http://.",
    ),
    *("~_*", "*a ` ", "\n&gt;", "*<", "<http://a|", "a_b ", "_<a_> "),
]


@pytest.mark.parametrize("piece", SLOW)
def test_no_text_takes_long(piece: str):
    text = piece * (40_000 // len(piece))  # characters: the most Slack keeps of one message
    began = time.process_time()
    for end in (" :", "x"):
        shown(text + end)
    assert time.process_time() - began < 1.0  # seconds; what is quadratic takes minutes
