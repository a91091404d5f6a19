"""What is broken in a Slack export is named, and nothing else is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_exports import (
    ANN,
    DAY,
    GENERAL,
    files_of,
    read,
    read_day,
    said,
    ts,
    write_folder,
)

from domain.messages import Account, Deletion, Message, SourceWarning
from sources.slack import SlackExport
from sources.slack_days import DayReader
from sources.slack_text import Names
from sources.slack_warnings import Kind


def test_an_author_who_is_not_listed_becomes_an_account_and_one_warning(tmp_path: Path):
    profile = {"display_name": "Zed", "real_name": "Zed Poe", "name": "zed"}
    found = read_day(
        tmp_path, said("a", 1, "U9", user_profile=profile), said("b", 2, "U9"), said("c", 3, "U8")
    )
    assert found.accounts["slack:U9"] == Account("slack:U9", "slack", "Zed", "Zed Poe")
    assert found.accounts["slack:U8"].name == "U8"
    assert [(w.kind, w.detail) for w in found.warnings] == [
        (Kind.MISSING_USER, "U9"),
        (Kind.MISSING_USER, "U8"),
    ]


def test_an_unlisted_authors_account_comes_before_their_message_also_after_resuming(tmp_path: Path):
    files = files_of(said("a", 1, "U9"), **{"general/2021-05-02.json": [said("b <@U9>", 2, "U9")]})
    with SlackExport.open(write_folder(tmp_path, files)) as export:
        whole = [record for index, record in export.messages(export.files) if index == 1]
        resumed = [record for _, record in export.messages(export.files, 1)]
    assert isinstance(resumed[0], Account)
    assert [r for r in resumed if isinstance(r, Message)] == whole


@pytest.mark.parametrize(
    "broken",
    [b"", b"[{", b'{"a": 1}', b"[1, 2", b"\xff\xfe[\x00", b"null", b"[" * 5000 + b"]" * 5000, b"[" * 900_000],
)
def test_a_broken_day_is_named_and_the_other_days_read(tmp_path: Path, broken: bytes):
    found = read(write_folder(tmp_path, files_of(**{DAY: broken, "general/2021-05-02.json": [said("kept")]})))
    assert found.texts == ["kept"]
    assert [(w.kind, w.where) for w in found.warnings] == [(Kind.BROKEN_FILE, DAY)]


def test_bytes_that_are_no_text_lose_themselves_alone(tmp_path: Path):
    day = json.dumps([said("broken X here"), said("kept", 2)]).encode().replace(b"X", b"\xff")
    found = read(write_folder(tmp_path, files_of(**{DAY: day})))
    assert found.texts == ["broken � here", "kept"] and found.kinds == ["repaired_file"]


def test_half_a_surrogate_pair_loses_itself_alone(tmp_path: Path):
    day = json.dumps([said("cut \ud83d"), said("whole 😀", 2)]).encode()
    found = read(write_folder(tmp_path, files_of(**{DAY: day})))
    assert found.texts == ["cut �", "whole 😀"] and found.kinds == ["repaired_file"]


def test_a_byte_order_mark_is_no_content(tmp_path: Path):
    files = {
        name: b"\xef\xbb\xbf" + json.dumps(value).encode() for name, value in files_of(said("hi")).items()
    }
    found = read(write_folder(tmp_path, files))
    assert found.texts == ["hi"] and found.warnings == [] and len(found.accounts) == 2


@pytest.mark.parametrize("item", [None, 1, "text", ["x"], True])
def test_what_is_no_message_is_named_by_its_place(tmp_path: Path, item: Any):
    found = read_day(tmp_path, said("kept"), item)
    assert found.texts == ["kept"]
    assert [(w.kind, w.where) for w in found.warnings] == [(Kind.NOT_A_MESSAGE, f"{DAY} #2")]


def test_a_text_that_is_none_is_named_and_the_message_kept(tmp_path: Path):
    found = read_day(tmp_path, said(["x"]))
    assert found.texts == [""] and found.kinds == ["bad_text"]


def test_a_message_that_nobody_wrote_is_named(tmp_path: Path):
    assert read_day(tmp_path, {"type": "message", "text": "x", "ts": ts(1)}).kinds == ["no_author"]


@pytest.mark.parametrize("broken", [b"{", b"{}", b""])
def test_a_broken_list_of_users_loses_names_alone(tmp_path: Path, broken: bytes):
    found = read(write_folder(tmp_path, files_of(said("hi"), **{"users.json": broken})))
    assert found.texts == ["hi"] and found.kinds == ["broken_list"] and "slack:U1" in found.accounts


def test_without_a_list_of_channels_nothing_is_taken_for_public(tmp_path: Path):
    files = files_of(said("hi"))
    del files["channels.json"]
    found = read(write_folder(tmp_path, files))
    assert (
        found.texts == [] and found.kinds == ["missing_list", "unknown_folder"] and len(found.accounts) == 2
    )


def test_without_a_list_of_users_the_messages_are_read(tmp_path: Path):
    files = files_of(said("hi"))
    del files["users.json"]
    found = read(write_folder(tmp_path, files))
    assert found.texts == ["hi"] and found.kinds == ["missing_list"]


def test_an_entry_without_an_id_is_named_and_the_others_read(tmp_path: Path):
    files = files_of(said("hi"), **{"users.json": [{"name": "x"}, 5, ANN], "channels.json": [None, GENERAL]})
    found = read(write_folder(tmp_path, files))
    assert (
        found.texts == ["hi"] and found.kinds == ["broken_entry"] * 3 and list(found.accounts) == ["slack:U1"]
    )


def test_files_that_are_no_days_are_passed_over_and_named_when_they_are_json(tmp_path: Path):
    extra = {
        "general/canvas_in_the_conversation.json": [],
        "general/.DS_Store": b"x",
        "general/2021-05-01 (1).json": [said("x", 9)],
        "__MACOSX/general/2021-05-01.json": b"x",
        "integration_logs.json": [{}],
    }
    found = read(write_folder(tmp_path, files_of(said("hi"), **extra)))
    assert found.texts == ["hi"]
    assert [(w.kind, w.where) for w in found.warnings] == [(Kind.UNKNOWN_FILE, "general/2021-05-01 (1).json")]


FIELD_NAMES = """
    type subtype user bot_id username text ts thread_ts deleted_ts hidden message edited reactions
    blocks attachments files file user_profile bot_profile elements style users name is_share
    message_blocks fields title url user_id
"""
KEYWORDS = """
    message rich_text rich_text_section rich_text_list rich_text_quote rich_text_preformatted
    section context header markdown mrkdwn plain_text text link user emoji message_changed
    message_deleted tombstone bot_message reply_broadcast U1 1355517523.000005
"""
FIELDS = FIELD_NAMES.split()
WORDS = [*KEYWORDS.split(), "<@U1> `x` &gt; *a*"]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text()
    | st.sampled_from(WORDS)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(FIELDS) | st.text(), inner, max_size=6)
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=10) | VALUES, max_size=4))
def test_no_value_in_a_message_raises(items: list[Any]):
    reader = DayReader(Names({"U1": "Ann"}, {}), {"U1"}, frozenset(), complete=True)
    for record in reader.records(
        [{**said("x"), **item} if isinstance(item, dict) else item for item in items], "slack:C1", DAY
    ):
        assert isinstance(record, (Account, Message, Deletion, SourceWarning))
        if isinstance(record, Message):
            assert all(0 <= mark.start < mark.end <= len(record.text) for mark in record.marks)


@settings(max_examples=100, deadline=None)
@given(VALUES, VALUES)
def test_no_value_in_a_list_raises(tmp_path_factory: pytest.TempPathFactory, user: Any, channel: Any):
    files = files_of(said("hi"), **{"users.json": [user, ANN], "channels.json": [channel, GENERAL]})
    assert read(write_folder(tmp_path_factory.mktemp("export"), files)).texts == ["hi"]
