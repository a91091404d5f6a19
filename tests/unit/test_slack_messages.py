"""What is said in Slack comes as messages, exact in time, thread, edits and deletions."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_exports import (
    DAY,
    files_of,
    read,
    read_day,
    said,
    ts,
    write_folder,
)

from domain.messages import Account, Deletion, MarkKind, Message, Reaction
from sources.slack_days import microseconds
from sources.slack_warnings import Kind


def test_a_message_has_its_exact_time_and_ids(tmp_path: Path):
    (message,) = read_day(tmp_path, {**said("hi"), "ts": "1355517523.000005"}).messages
    assert message == Message(
        id="slack:C1:1355517523.000005",
        space="slack:C1",
        author="slack:U1",
        at=1355517523000005,
        text="hi",
        thread="slack:C1:1355517523.000005",
    )


@given(st.integers(631_152_000, 4_102_444_799), st.integers(0, 999_999))
def test_a_time_gives_back_its_ts(seconds: int, micro: int):
    at = microseconds(f"{seconds}.{micro:06d}")
    assert f"{at // 1_000_000}.{at % 1_000_000:06d}" == f"{seconds}.{micro:06d}"


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "",
        "x",
        1355517523.000005,
        "1355517523",
        "1.5",
        "99999999999.000001",
        "１３５５５１７５２３.000005",
        "-1355517523.000005",
    ],
)
def test_a_bad_time_is_named_and_the_rest_read(tmp_path: Path, bad: Any):
    found = read_day(tmp_path, {**said("lost"), "ts": bad}, said("kept", 2))
    assert found.texts == ["kept"]
    assert [(w.kind, w.where) for w in found.warnings] == [(Kind.BAD_TIME, f"{DAY} #1")]


def test_a_reply_belongs_to_its_thread_whose_root_is_in_an_earlier_day_or_nowhere(tmp_path: Path):
    files = files_of(said("root", 1), **{"general/2021-05-02.json": [said("late", 5, thread_ts=ts(1))]})
    files["general/2021-05-03.json"] = [said("orphan", 6, thread_ts="1619000000.000100")]
    messages = {message.text: message for message in read(write_folder(tmp_path, files)).messages}
    assert messages["root"].thread == messages["root"].id == messages["late"].thread
    assert messages["orphan"].thread == "slack:C1:1619000000.000100"


def test_a_bad_thread_time_makes_a_message_its_own_thread(tmp_path: Path):
    found = read_day(tmp_path, said("hi", thread_ts="soon"))
    assert found.messages[0].thread == found.messages[0].id and found.kinds == ["bad_time"]


def test_an_edited_message_says_when(tmp_path: Path):
    (message,) = read_day(tmp_path, said("new", edited={"user": "U1", "ts": ts(9)})).messages
    assert message.edited == microseconds(ts(9))


def test_a_change_event_replaces_the_message_it_is_about(tmp_path: Path):
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "ts": ts(8),
        "message": said("new", 1),
    }
    found = read_day(tmp_path, said("old", 1), event)
    assert [(m.text, m.id, m.edited) for m in found.messages] == [
        ("new", f"slack:C1:{ts(1)}", microseconds(ts(8)))
    ]
    assert found.warnings == []


def test_a_deletion_retracts_the_message_in_the_same_file(tmp_path: Path):
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": ts(8),
        "deleted_ts": ts(1),
    }
    found = read_day(tmp_path, said("gone", 1), event, said("kept", 2))
    assert found.texts == ["kept"]
    assert found.deletions == [Deletion(f"slack:C1:{ts(1)}", microseconds(ts(8)))]


def test_what_is_deleted_does_not_come_back(tmp_path: Path):
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "ts": ts(8),
        "deleted_ts": ts(1),
    }
    change = {"type": "message", "subtype": "message_changed", "ts": ts(9), "message": said("back", 1)}
    found = read_day(tmp_path, event, said("gone", 1), change)
    assert found.texts == [] and len(found.deletions) == 1


def test_a_tombstone_is_a_deletion_that_keeps_its_replies(tmp_path: Path):
    tombstone = {
        **said("This message was deleted."),
        "subtype": "tombstone",
        "hidden": True,
        "thread_ts": ts(1),
    }
    found = read_day(tmp_path, tombstone, said("a reply", 2, thread_ts=ts(1)))
    assert found.deletions == [Deletion(f"slack:C1:{ts(1)}", microseconds(ts(1)))]
    assert found.messages[0].thread == f"slack:C1:{ts(1)}"


def test_a_change_into_a_tombstone_is_a_deletion(tmp_path: Path):
    inner = {**said("This message was deleted."), "subtype": "tombstone"}
    found = read_day(
        tmp_path,
        said("gone"),
        {"type": "message", "subtype": "message_changed", "ts": ts(8), "message": inner},
    )
    assert found.texts == [] and len(found.deletions) == 1


@pytest.mark.parametrize(
    "subtype",
    [
        "channel_join",
        "channel_leave",
        "channel_topic",
        "channel_purpose",
        "channel_name",
        "channel_archive",
        "pinned_item",
        "huddle_thread",
        "message_replied",
        "unheard_of",
    ],
)
def test_what_merely_happened_is_skipped_and_counted(tmp_path: Path, subtype: str):
    found = read_day(tmp_path, said("joined", subtype=subtype), said("hi", 2))
    assert found.texts == ["hi"] and found.warnings == [] and found.skipped == {subtype: 1}


@pytest.mark.parametrize("order", [1, -1])
def test_a_reply_shown_in_the_channel_is_one_message_of_its_thread(tmp_path: Path, order: int):
    both = [said("both", 2, thread_ts=ts(1)), said("both", 2, subtype="thread_broadcast", root=said("root"))]
    found = read_day(tmp_path, said("root"), *both[::order])
    assert [(m.text, m.thread) for m in found.messages] == [
        ("root", f"slack:C1:{ts(1)}"),
        ("both", f"slack:C1:{ts(1)}"),
    ]
    assert found.warnings == []


def test_an_old_broadcast_that_only_points_at_its_reply_is_skipped(tmp_path: Path):
    pointer = said(
        "", 3, subtype="reply_broadcast", attachments=[{"text": "both", "from_url": "https://a.example"}]
    )
    found = read_day(tmp_path, said("both", 2), pointer)
    assert found.texts == ["both"] and found.skipped == {"reply_broadcast": 1}


def test_a_message_that_stands_twice_comes_once_with_a_warning(tmp_path: Path):
    found = read_day(tmp_path, said("hi"), said("hi"))
    assert found.texts == ["hi"] and found.kinds == ["duplicate"]


def test_me_messages_are_said(tmp_path: Path):
    assert read_day(tmp_path, said("is away", subtype="me_message")).texts == ["is away"]


def test_an_app_without_a_user_is_an_account_of_its_own(tmp_path: Path):
    posted = {
        "type": "message",
        "subtype": "bot_message",
        "bot_id": "B1",
        "username": "CI",
        "text": "ok",
        "ts": ts(1),
    }
    hook = {"type": "message", "subtype": "bot_message", "username": "hook", "text": "ok", "ts": ts(2)}
    found = read_day(tmp_path, posted, hook)
    assert found.accounts["slack:B1"] == Account("slack:B1", "slack", "CI", "CI", bot=True)
    assert [m.author for m in found.messages] == ["slack:B1", "slack:bot:hook"]
    assert all(m.bot for m in found.messages) and found.warnings == []


def test_an_app_that_writes_for_a_person_is_still_an_app(tmp_path: Path):
    (message,) = read_day(tmp_path, said("auto", bot_id="B1")).messages
    assert message.author == "slack:U1" and message.bot


def test_files_give_their_titles_when_nothing_is_said(tmp_path: Path):
    files = [{"title": "Plan &amp; map", "name": "plan.pdf"}, {"name": "b.png"}]
    found = read_day(tmp_path, said("", files=files), said("look", 2, files=files, subtype="file_share"))
    assert found.texts == ["Plan & map\nb.png", "look"]


def test_blocks_are_read_where_the_text_is_empty(tmp_path: Path):
    element = {"type": "rich_text_section", "elements": [{"type": "text", "text": "from blocks"}]}
    blocks = [{"type": "rich_text", "elements": [element]}]
    assert read_day(tmp_path, said("", blocks=blocks), said("text", 2, blocks=blocks)).texts == [
        "from blocks",
        "text",
    ]


def test_a_shared_message_is_quoted_below_the_text(tmp_path: Path):
    (message,) = read_day(tmp_path, said("this", attachments=[{"is_share": True, "text": "theirs"}])).messages
    assert message.text == "this\ntheirs"
    assert [(m.kind, m.start, m.end) for m in message.marks] == [(MarkKind.QUOTE, 5, 11)]


def test_reactions_are_one_in_every_skin_tone(tmp_path: Path):
    given = [
        {"name": "+1::skin-tone-2", "users": ["U1"], "count": 1},
        {"name": "+1", "users": ["U2", "U1", 7], "count": 3},
        {"name": "tada", "users": None},
    ]
    (message,) = read_day(tmp_path, said("hi", reactions=given)).messages
    assert message.reactions == (Reaction("+1", ("slack:U1", "slack:U2")), Reaction("tada", ()))
