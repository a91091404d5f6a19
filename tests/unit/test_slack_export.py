"""A Slack export, folder or zip, is read whole, from any cursor, and as far as its options allow."""

import unicodedata
from pathlib import Path

from slack_exports import (
    ANN,
    DAY,
    GENERAL,
    HIDDEN,
    everything,
    files_of,
    read,
    read_day,
    said,
    ts,
    write_folder,
    write_zip,
)

from domain.messages import Account, Message, SpaceKind
from sources.shapes import parse
from sources.slack import SlackExport
from sources.slack_warnings import Kind


def test_a_user_is_an_account_with_names_and_address(tmp_path: Path):
    found = read_day(tmp_path)
    assert found.accounts["slack:U1"] == Account("slack:U1", "slack", "Ann", "Ann Lee", "ann@example.com")
    assert found.accounts["slack:U2"] == Account("slack:U2", "slack", "bob", "Bob Ray")


def test_who_left_and_who_is_no_person_is_told(tmp_path: Path):
    users = [
        {**ANN, "deleted": True},
        {"id": "U3", "name": "ci", "is_bot": True},
        {"id": "USLACKBOT", "name": "slackbot"},
    ]
    found = read(write_folder(tmp_path, files_of(said("built", user="U3"), **{"users.json": users})))
    assert found.accounts["slack:U1"].deleted
    assert found.accounts["slack:U3"].bot and found.accounts["slack:USLACKBOT"].bot
    assert found.messages[0].bot


def test_a_channel_is_a_public_space(tmp_path: Path):
    channel = {
        **GENERAL,
        "is_archived": True,
        "purpose": {"value": "All &amp; any"},
        "topic": {"value": "ask <@U1>"},
    }
    space = read(write_folder(tmp_path, files_of(**{"channels.json": [channel]}))).spaces["slack:C1"]
    assert (space.name, space.kind, space.archived) == ("general", SpaceKind.PUBLIC, True)
    assert space.purpose == "All & any\nask Ann"
    assert space.members == ("slack:U1", "slack:U2")


def test_private_and_direct_conversations_are_left_out_and_counted(tmp_path: Path):
    found = read(write_folder(tmp_path, files_of(said("hi"), **HIDDEN)))
    assert found.texts == ["hi"] and list(found.spaces) == ["slack:C1"]
    assert [(str(w.kind), w.where, w.detail) for w in found.warnings] == [
        ("left_out", "groups.json", "1 private channels left out; --private takes them in"),
        ("left_out", "dms.json", "1 direct conversations left out; --direct takes them in"),
        ("left_out", "mpims.json", "1 group conversations left out; --direct takes them in"),
    ]


def test_private_channels_are_read_when_asked_for(tmp_path: Path):
    found = read(write_folder(tmp_path, files_of(said("hi"), **HIDDEN)), private=True)
    assert found.texts == ["hi", "a private word"]
    assert found.spaces["slack:G1"].kind is SpaceKind.PRIVATE


def test_direct_and_group_conversations_are_read_when_asked_for(tmp_path: Path):
    found = read(write_folder(tmp_path, files_of(said("hi"), **HIDDEN)), direct=True)
    assert sorted(found.texts) == ["a direct word", "a group word", "hi"]
    assert (found.spaces["slack:D1"].kind, found.spaces["slack:D1"].name) == (
        SpaceKind.DIRECT,
        "Ann, Bob Ray",
    )
    assert found.spaces["slack:G9"].kind is SpaceKind.GROUP


def test_a_reference_does_not_disclose_a_private_channels_name(tmp_path: Path):
    found = read(write_folder(tmp_path, files_of(said("see <#G1>"), **HIDDEN)), private=True)
    assert found.texts[0] == "see #G1"


def test_a_folder_that_no_list_names_is_not_read(tmp_path: Path):
    found = read(write_folder(tmp_path, files_of(said("hi"), **{"who/2021-05-01.json": [said("x", 2)]})))
    assert found.texts == ["hi"] and [(w.kind, w.where) for w in found.warnings] == [
        (Kind.UNKNOWN_FOLDER, "who")
    ]


def test_a_folder_of_a_public_and_a_private_channel_is_not_read(tmp_path: Path):
    found = read(
        write_folder(tmp_path, files_of(said("hi"), **{"groups.json": [{"id": "G1", "name": "general"}]}))
    )
    assert found.texts == [] and "shared_folder" in found.kinds


def test_a_private_channel_among_the_public_is_not_read(tmp_path: Path):
    found = read(
        write_folder(tmp_path, files_of(said("hi"), **{"channels.json": [{**GENERAL, "is_private": True}]}))
    )
    assert found.texts == [] and found.kinds == ["broken_entry", "unknown_folder"]


def test_a_channel_without_a_folder_is_a_space_and_a_warning(tmp_path: Path):
    found = read(
        write_folder(tmp_path, files_of(**{"channels.json": [GENERAL, {"id": "C2", "name": "empty"}]}))
    )
    assert "slack:C2" in found.spaces
    assert [(w.kind, w.where) for w in found.warnings] == [(Kind.MISSING_FOLDER, "empty")]


def test_a_cursor_goes_on_where_it_stood(tmp_path: Path):
    files = files_of(
        said("a"), **{"general/2021-05-02.json": [said("b", 2)], "general/2021-04-30.json": [said("c", 3)]}
    )
    with SlackExport.open(write_folder(tmp_path, files)) as export:
        assert [file.name[8:18] for file in export.files] == ["2021-04-30", "2021-05-01", "2021-05-02"]
        assert all(file.bytes > 0 and file.space_id == "slack:C1" for file in export.files)
        after = [(i, r.text) for i, r in export.messages(export.files, 1) if isinstance(r, Message)]
    assert after == [(1, "a"), (2, "b")]


def test_a_folder_and_a_zip_of_it_say_the_same(tmp_path: Path):
    files = files_of(said("hi <@U2>"), said("there", 2, thread_ts=ts(1)), **HIDDEN)
    folder, zipped = write_folder(tmp_path / "f", files), write_zip(tmp_path / "e.zip", files)
    for options in ({}, {"private": True, "direct": True}):
        with SlackExport.open(folder, **options) as one, SlackExport.open(zipped, **options) as other:
            assert list(everything(one)) == list(everything(other))


def test_a_fingerprint_changes_with_content_and_with_options(tmp_path: Path):
    def fingerprint(name: str, text: str, **options: bool) -> str:
        with SlackExport.open(write_zip(tmp_path / name, files_of(said(text))), **options) as export:
            return export.fingerprint

    first = fingerprint("a.zip", "hi")
    assert first == fingerprint("b.zip", "hi")
    assert len({first, fingerprint("c.zip", "ho"), fingerprint("d.zip", "hi", private=True)}) == 3


def test_every_kind_of_warning_is_in_the_documentation():
    page = (Path(__file__).parents[2] / "docs" / "sources-slack.md").read_text("utf-8")
    assert [kind for kind in Kind if f"| `{kind}` |" not in page] == []


def test_a_name_written_in_two_forms_is_one_folder(tmp_path: Path):
    channel = {"id": "C2", "name": unicodedata.normalize("NFC", "café")}
    folder = unicodedata.normalize("NFD", "café")
    files = files_of(**{"channels.json": [channel], f"{folder}/2021-05-01.json": [said("hi")]})
    del files[DAY]
    assert read(write_folder(tmp_path, files)).texts == ["hi"]


def test_parse_knows_what_it_repaired():
    assert parse(bytearray(b'["a"]')) == (["a"], False)
    assert parse(bytearray(b"[NaN]")) == ([None], True)


def test_the_shared_export_is_read_whole(shared: Path):
    found = read(shared / "data" / "chat-slack-export.zip")
    assert (len(found.messages), len(found.accounts), len(found.spaces)) == (217_149, 17_025, 5)
    assert sum(message.thread != message.id for message in found.messages) == 53_997
    assert found.warnings == [] and found.skipped == {}
    assert all(message.at >= 10**15 for message in found.messages)
