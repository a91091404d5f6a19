"""A folder of documents is read file by file; what cannot be used is named, and the rest goes on."""

import os
from pathlib import Path

import pytest
from documents import docx, markdown, pdf

from domain.errors import InvalidInput
from domain.messages import Document
from sources.documents import DocumentFolder, Read, read_document
from sources.documents_walk import load
from sources.documents_warnings import BrokenDocument, Kind


def read(folder: Path) -> tuple[dict[str, Document], dict[str, list[str]], dict[str, Read]]:
    """Documents by path, warnings by kind, and everything that was read."""
    opened = DocumentFolder.open(folder)
    documents: dict[str, Document] = {}
    reads: dict[str, Read] = {}
    warnings: dict[str, list[str]] = {}
    for warning in opened.warnings:
        warnings.setdefault(warning.kind, []).append(warning.where)
    for file in opened.files:
        try:
            one = read_document(file, load(file), opened.side.rows.get(file.path, {}))
        except BrokenDocument as broken:
            warnings.setdefault(broken.kind, []).append(file.path)
            continue
        reads[file.path] = one
        if one.document is not None:
            documents[file.path] = one.document
        for warning in one.warnings:
            warnings.setdefault(warning.kind, []).append(warning.where)
    return documents, warnings, reads


def test_every_format_is_read_and_every_broken_twin_is_named(tmp_path: Path) -> None:
    markdown(tmp_path / "a.md", "# Kafka\n\nHow it works.", author="Ann")
    (tmp_path / "b.txt").write_text("Kafka, as a text.")
    (tmp_path / "c.html").write_text("<title>Kafka</title><p>Kafka as a page.</p>")
    pdf(tmp_path / "d.pdf", ["Kafka on paper", "and more of it"], author="Ann")
    docx(tmp_path / "e.docx", (1, "Kafka"), (None, "As Word writes."), author="Ann")
    good = sorted(file.name for file in tmp_path.iterdir())
    whole = {name: (tmp_path / name).read_bytes() for name in good}

    (tmp_path / "empty.md").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (tmp_path / "script.html").write_text("<script>var kafka = 'Kafka'</script>")
    (tmp_path / "torn.pdf").write_bytes(whole["d.pdf"][:99])
    pdf(tmp_path / "locked.pdf", ["Kafka"], password="secret")
    pdf(tmp_path / "scanned.pdf", ["", ""])
    (tmp_path / "torn.docx").write_bytes(whole["e.docx"][:-500])
    (tmp_path / "locked.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    documents, warnings, _ = read(tmp_path)
    assert sorted(documents) == good
    assert {kind: sorted(paths) for kind, paths in warnings.items()} == {
        Kind.EMPTY: ["empty.md", "script.html"],
        Kind.NOT_TEXT: ["binary.txt"],
        Kind.BROKEN: ["torn.docx", "torn.pdf"],
        Kind.ENCRYPTED: ["locked.docx", "locked.pdf"],
        Kind.NO_TEXT: ["scanned.pdf"],
        Kind.UNKNOWN_FORMAT: ["picture.png"],
    }


def test_what_is_hidden_is_passed_over_and_what_leads_out_is_named(tmp_path: Path) -> None:
    outside = markdown(tmp_path / "secret.md", "# SAP")
    folder = tmp_path / "folder"
    markdown(folder / "a.md", "# Kafka")
    markdown(folder / ".hidden.md", "# SAP")
    markdown(folder / ".git" / "b.md", "# SAP")
    (folder / "inside.md").symlink_to("a.md")
    (folder / "outside.md").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "loop.md").symlink_to("loop.md")
    os.mkfifo(folder / "pipe.md")
    documents, warnings, _ = read(folder)
    assert list(documents) == ["a.md"]
    assert warnings[Kind.OUTSIDE] == ["outside.md", "up"]
    assert warnings[Kind.UNREADABLE] == ["loop.md", "pipe.md"]


def test_a_file_that_becomes_a_link_while_the_folder_is_read_is_not_followed(tmp_path: Path) -> None:
    secret = markdown(tmp_path / "secret.md", "# SAP")
    path = markdown(tmp_path / "folder" / "a.md", "# Kafka")
    (file,) = DocumentFolder.open(path.parent).files
    path.unlink()
    path.symlink_to(secret)
    with pytest.raises(BrokenDocument):
        load(file)


def test_a_file_beyond_measure_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sources.documents_walk.TEXT_MOST_BYTES", 100)
    markdown(tmp_path / "a.md", "Kafka " * 100)
    assert read(tmp_path)[1] == {Kind.TOO_LARGE: ["a.md"]}


def test_names_that_are_no_text_and_names_in_every_script_are_read(tmp_path: Path) -> None:
    markdown(tmp_path / "倉庫" / "دليل.md", "# Kafka")
    (tmp_path / os.fsdecode(b"na\xefve.md")).write_bytes(b"# Kafka")
    documents, _, _ = read(tmp_path)
    assert sorted(documents) == ["na\\xefve.md", "倉庫/دليل.md"]
    assert documents["倉庫/دليل.md"].title == "Kafka"


def test_the_side_file_says_what_documents_do_not(tmp_path: Path) -> None:
    markdown(tmp_path / "sub" / "a.md", "# Kafka", author="Bob")
    (tmp_path / "documents.csv").write_text(
        "path;title;authors;owner;date;private\nsub/a.md;Our Kafka;Lee, Ann|cy@x.test;Dora;2024-05-06;yes\n"
    )
    documents, warnings, reads = read(tmp_path)
    one = documents["sub/a.md"]
    assert (one.title, one.authors, one.owners) == ("Our Kafka", ("Ann Lee", "cy@x.test"), ("Dora",))
    assert one.at == 1_714_953_600_000_000
    assert reads["sub/a.md"].private
    assert not warnings


def test_a_side_row_that_is_broken_hides_its_document(tmp_path: Path) -> None:
    markdown(tmp_path / "a.md", "# Kafka")
    (tmp_path / "documents.csv").write_text("path,title,private\na.md,no\nb.md,,\na.md,,no\n")
    _, warnings, reads = read(tmp_path)
    assert reads["a.md"].private
    assert warnings[Kind.SIDE_ROW] == ["documents.csv, line 2", "documents.csv, line 4", "documents.csv"]


@pytest.mark.parametrize("content", [b'path,private\n"a.md,yes\n', b"title\nKafka\n", bytes(range(256))])
def test_a_side_file_that_cannot_be_read_refuses_the_folder(tmp_path: Path, content: bytes) -> None:
    markdown(tmp_path / "a.md", "# Kafka")
    (tmp_path / "documents.csv").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"documents\.csv"):
        _ = DocumentFolder.open(tmp_path).warnings


def test_two_folders_of_one_name_are_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        markdown(tmp_path / name / "docs" / "x.md", "# Kafka")
    one, other = (DocumentFolder.open(tmp_path / name / "docs") for name in ("a", "b"))
    assert one.id != other.id
    assert DocumentFolder.open(tmp_path / "a" / "docs", name="wiki").id == "documents:wiki"


def test_a_missing_folder_is_a_clear_refusal(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        DocumentFolder.open(tmp_path / "none")
