"""What is no export, or would reach outside it or exhaust the machine, is refused with a clear line."""

import os
import stat
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from slack_exports import DAY, content_of, files_of, read, said, write_folder, write_zip

from domain.errors import InvalidInput, UnderstoryError
from sources import archive
from sources.archive import HostileArchive
from sources.slack import SlackExport

MEGABYTE = 1 << 20  # bytes


def refused(path: Path, error: type[UnderstoryError], *words: str) -> None:
    with pytest.raises(error) as caught:
        SlackExport.open(path)
    for word in (str(path), *words):
        assert word in caught.value.message
    assert caught.value.next_step and "\n" not in caught.value.message


def zip_with(path: Path, *members: tuple[zipfile.ZipInfo | str, bytes]) -> Path:
    write_zip(path, files_of(said("hi")))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as target:
        for name, content in members:
            target.writestr(name, content)
    return path


def patched(path: Path, old: bytes, new: bytes) -> Path:
    content = path.read_bytes()
    assert old in content and len(old) == len(new)
    path.write_bytes(content.replace(old, new))
    return path


def test_what_is_not_there_is_named(tmp_path: Path):
    refused(tmp_path / "none.zip", InvalidInput, "No such file")


def test_what_is_no_zip_is_named(tmp_path: Path):
    path = tmp_path / "notes.txt"
    path.write_text("hello")
    refused(path, InvalidInput, "not a readable zip")


def test_a_zip_cut_short_is_named(tmp_path: Path):
    path = write_zip(tmp_path / "e.zip", files_of(said("hi")))
    path.write_bytes(path.read_bytes()[:-40])
    refused(path, InvalidInput, "not a readable zip")


@pytest.mark.parametrize("write", [write_zip, write_folder])
def test_what_is_no_export_is_named(tmp_path: Path, write):
    refused(write(tmp_path / "x", {"a.json": [], "b/c.json": []}), InvalidInput, "no export", "channels.json")


def test_an_encrypted_zip_is_named(tmp_path: Path):
    path = write_zip(tmp_path / "e.zip", files_of())
    directory = struct.pack("<4s4BHH", b"PK\1\2", 20, 3, 20, 0, 0, zipfile.ZIP_DEFLATED)
    locked = struct.pack("<4s4BHH", b"PK\1\2", 20, 3, 20, 0, 1, zipfile.ZIP_DEFLATED)
    refused(patched(path, directory, locked), InvalidInput, "encrypted")


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    refused(tmp_path / "pipe", InvalidInput, "neither a folder nor a zip")
    folder = write_folder(tmp_path / "export", files_of())
    os.mkfifo(folder / "general" / "2021-05-02.json")
    refused(folder, HostileArchive, "general/2021-05-02.json", "pipe")


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "general/../../evil.json",
        "/etc/evil",
        "C:/evil",
        "c:evil",
        "..\\evil",
        "\\\\host\\evil",
    ],
)
def test_a_name_that_climbs_out_is_refused(tmp_path: Path, name: str):
    refused(zip_with(tmp_path / "e.zip", (name, b"x")), HostileArchive, "leads out")


def test_a_link_in_a_zip_is_refused(tmp_path: Path):
    link = zipfile.ZipInfo("general/2021-05-02.json")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    refused(zip_with(tmp_path / "e.zip", (link, b"/etc/passwd")), HostileArchive, "2021-05-02", "link")


def test_a_link_in_a_folder_is_refused(tmp_path: Path):
    (tmp_path / "outside.json").write_bytes(content_of([said("secret")]))
    folder = write_folder(tmp_path / "export", files_of())
    (folder / "general" / "2021-05-02.json").symlink_to(tmp_path / "outside.json")
    refused(folder, HostileArchive, "general/2021-05-02.json", "link")


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path):
    bomb = b"[" + b" " * (20 * MEGABYTE) + b"]"
    refused(zip_with(tmp_path / "e.zip", ("general/2021-05-02.json", bomb)), HostileArchive, "200 times")


def test_a_bomb_of_many_small_members_is_refused_by_their_sum(tmp_path: Path):
    members = [(f"general/2021-06-{day:02}.json", b" " * MEGABYTE) for day in range(1, 31)]
    refused(zip_with(tmp_path / "e.zip", *members), HostileArchive, "200 times")


def test_a_member_that_claims_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(archive, "MEMBER_MOST_BYTES", MEGABYTE)
    path = zip_with(tmp_path / "e.zip", ("general/2021-05-02.json", os.urandom(2 * MEGABYTE)))
    refused(path, HostileArchive, "2021-05-02.json")


def test_a_file_of_a_folder_that_is_too_large_is_named_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(archive, "MEMBER_MOST_BYTES", MEGABYTE)
    large = b"[" + b" " * (2 * MEGABYTE) + b"]"
    found = read(write_folder(tmp_path, files_of(said("hi"), **{"general/2021-05-02.json": large})))
    assert found.texts == ["hi"] and found.kinds == ["broken_file"]


def test_a_bomb_whose_header_lies_is_not_inflated(tmp_path: Path):
    size = 64 * MEGABYTE
    path = zip_with(tmp_path / "e.zip", ("general/2021-05-02.json", b" " * size))
    patched(path, struct.pack("<L", size), struct.pack("<L", 1000))
    tracemalloc.start()
    found = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found.texts == ["hi"] and found.kinds == ["broken_file"]
    assert peak < 16 * MEGABYTE


def test_members_that_share_their_bytes_are_refused(tmp_path: Path):
    path = zip_with(
        tmp_path / "e.zip", ("general/2021-05-02.json", b"[1]" * 9), ("general/2021-05-03.json", b"[2]" * 9)
    )
    with zipfile.ZipFile(path) as opened:
        first, second = (opened.getinfo(f"general/2021-05-0{day}.json").header_offset for day in (2, 3))
    content = path.read_bytes()
    start = (
        content.rindex(b"general/2021-05-03.json") - 4
    )  # the offset stands before the name in the directory
    assert content[start : start + 4] == struct.pack("<L", second)
    path.write_bytes(content[:start] + struct.pack("<L", first) + content[start + 4 :])
    refused(path, HostileArchive, "shares its bytes")


def test_a_zip_within_the_zip_is_not_opened(tmp_path: Path):
    inner = write_zip(tmp_path / "inner.zip", files_of(said("inner"))).read_bytes()
    found = read(zip_with(tmp_path / "e.zip", ("general/2021-05-02.zip", inner), ("inner.zip", inner)))
    assert found.texts == ["hi"] and found.warnings == []


def test_a_long_honest_day_is_read(tmp_path: Path):
    day = [
        said("the same line all day long", number) for number in range(150_000)
    ]  # 16 MB, deflated over 20 times
    found = read(write_zip(tmp_path / "e.zip", files_of(*day)))
    assert len(found.messages) == 150_000 and found.warnings == []


def test_a_member_with_a_wrong_checksum_is_named_and_the_rest_read(tmp_path: Path):
    path = tmp_path / "e.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for name, value in files_of(said("torn"), **{"general/2021-05-02.json": [said("kept")]}).items():
            target.writestr(name, content_of(value))
    found = read(patched(path, b"torn", b"worn"))
    assert found.texts == ["kept"]
    assert [(w.kind, w.where) for w in found.warnings] == [("broken_file", DAY)]


def test_an_export_in_one_top_folder_is_read(tmp_path: Path):
    files = {f"My export/{name}": value for name, value in files_of(said("hi")).items()}
    files["__MACOSX/._x"] = b"x"
    for path in (write_zip(tmp_path / "e.zip", files), write_folder(tmp_path / "f", files)):
        found = read(path)
        assert found.texts == ["hi"] and found.warnings == []
        assert "slack:C1" in found.spaces


def test_names_written_on_windows_are_read(tmp_path: Path):
    path = write_zip(tmp_path / "e.zip", files_of(said("hi")))
    found = read(patched(path, b"general/2021", b"general\\2021"))
    assert found.texts == ["hi"] and found.warnings == []


def test_names_in_utf8_that_do_not_say_so_are_read(tmp_path: Path):
    files = files_of(
        **{"channels.json": [{"id": "C2", "name": "お茶"}], "お茶/2021-05-01.json": [said("hi")]}
    )
    del files[DAY]
    path = write_zip(tmp_path / "e.zip", files)
    content = path.read_bytes()
    for header, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):  # where the flags stand
        parts = content.split(header)
        parts[1:] = [p[: at - 4] + bytes([p[at - 4], p[at - 3] & ~8]) + p[at - 2 :] for p in parts[1:]]
        content = header.join(parts)
    path.write_bytes(content)
    found = read(path)
    assert found.texts == ["hi"] and found.warnings == []


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_no_torn_zip_fails_without_a_clear_line(
    tmp_path_factory: pytest.TempPathFactory, torn: list[tuple[float, int]]
):
    path = write_zip(tmp_path_factory.mktemp("torn") / "e.zip", files_of(said("hi")))
    content = bytearray(path.read_bytes())
    for place, value in torn:
        content[int(place * len(content))] = value
    path.write_bytes(content)
    try:
        read(path)
    except UnderstoryError as error:
        assert error.message and error.next_step
