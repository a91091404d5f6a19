"""Each format gives sections with their heading or page, and tells words from quotes and code."""

import zipfile
from pathlib import Path

import pytest
from documents import docx, pdf, with_part

from domain.messages import MarkKind, Section
from sources.documents import Read, read_document
from sources.documents_parts import SECTION_MOST, Gathering, bounded, parted
from sources.documents_text import decoded
from sources.documents_walk import DocumentFile
from sources.documents_warnings import BrokenDocument, Kind


def read(name: str, content: bytes | str) -> Read:
    content = content if isinstance(content, bytes) else content.encode()
    return read_document(DocumentFile(name, Path(name), len(content), 5), content, {})


def sections(name: str, content: bytes | str) -> tuple[Section, ...]:
    found = read(name, content).document
    assert found is not None
    return found.sections


def marked(section: Section, kind: MarkKind) -> str:
    return "".join(section.text[m.start : m.end] for m in section.marks if m.kind is kind)


def test_markdown_has_sections_by_heading_with_the_anchors_of_the_usual_sites() -> None:
    first, second, third = sections("a.md", "# Wi-Fi & Co\nhard\nwrapped\n\n## Roaming\na\n\n## Roaming\nb\n")
    assert (first.text, first.anchor) == ("Wi-Fi & Co\nhard wrapped", "wi-fi--co")
    assert (second.text, second.anchor, third.anchor) == ("Roaming\na", "roaming", "roaming-1")
    assert second.text[: second.heading_end] == "Roaming"


def test_markdown_tells_quotes_and_code_apart() -> None:
    (one,) = sections("a.md", "> somebody's\n\nuse `ping`\n\n```\nsome code\n```\n\n|a|b|\n|-|-|\n|c|d|\n")
    assert marked(one, MarkKind.QUOTE).strip() == "somebody's"
    assert "ping" in marked(one, MarkKind.CODE)
    assert "some code" in marked(one, MarkKind.CODE)
    assert "c d" in one.text


@pytest.mark.parametrize(
    "head",
    [
        "---\ntitle: Wi-Fi\nauthors: [Ann <ann@x.test>, Bob]\nowner: Cy\n"
        "updated: 2025-03-04\nlang: de-AT\n---\n",
        '+++\ntitle = "Wi-Fi"\nauthors = ["Ann <ann@x.test>", "Bob"]\nowner = "Cy"\n'
        'updated = 2025-03-04\nlang = "de-AT"\n+++\n',
        "---\ntitle: Wi-Fi\nauthors:\n  - {name: Ann, email: ann@x.test}\n  - Bob\nowner: Cy\n"
        "date: 2020-01-01\nupdated: 2025-03-04T00:00:00Z\nlang: de\n---\n",
    ],
)
def test_front_matter_tells_of_the_document(head: str) -> None:
    one = read("a.md", head + "# Another heading\ntext").document
    assert one is not None
    assert (one.title, one.authors, one.owners) == ("Wi-Fi", ("Ann <ann@x.test>", "Bob"), ("Cy",))
    assert (one.language, one.at) == ("de", 1_741_046_400_000_000)
    assert [section.name for section in one.sections] == ["Wi-Fi", "Another heading"]


@pytest.mark.parametrize("head", ["a: [", "- a\n- b", "a: &x [1]\nb: [*x, *x]", "? " * 5_000, "[" * 5_000])
def test_front_matter_that_is_none_is_named_and_the_text_goes_in(head: str) -> None:
    found = read("a.md", f"---\n{head}\n---\n# Kafka\n")
    assert found.document is not None and found.document.title == "Kafka"
    assert [warning.kind for warning in found.warnings] == [Kind.BROKEN_HEADER]


@pytest.mark.parametrize(
    "text",
    [
        "---\nprivate: true\ntitle: [\n---\n# Kafka\n",
        "---\n- private: true\n---\n# Kafka\n",
        "---\ntitle: Kafka\nPrivate: yes\n# Kafka\n",
        "+++\nprivate = true\ntitle =\n+++\n# Kafka\n",
        f"---\nprivate: true\nnote: {'a' * 70_000}\n---\n# Kafka\n",
        "---\nvisibility: [staff\n---\n# Kafka\n",
        "---\ntitle: Kafka\n# Kafka\n",
        f"---\nnote: {'a' * 70_000}\n---\n# Kafka\n",
    ],
)
def test_front_matter_that_cannot_be_read_never_makes_a_document_public(text: str) -> None:
    found = read("a.md", text)
    assert found.private
    assert [warning.kind for warning in found.warnings] == [Kind.BROKEN_HEADER]


def test_text_between_two_lines_across_the_page_stays_public() -> None:
    found = read("a.md", "---\nWelcome to our runbooks\n---\n# Kafka\n")
    assert not found.private
    assert [warning.kind for warning in found.warnings] == [Kind.BROKEN_HEADER]


def test_a_line_across_the_top_is_no_front_matter() -> None:
    assert not read("a.md", "---\n\nKafka: keep it private: always\n").warnings
    assert not read("a.md", "---\n# Kafka\n").warnings


@pytest.mark.parametrize("date", ["soon", "1066-01-01", "9999-12-31", "2025-13-01"])
def test_a_date_that_is_none_is_named_and_the_files_own_is_taken(date: str) -> None:
    found = read("a.md", f'---\ndate: "{date}"\n---\n# Kafka\n')
    assert found.document is not None and found.document.at == 5
    assert [warning.kind for warning in found.warnings] == [Kind.BAD_DATE]


def test_html_reads_what_a_reader_sees() -> None:
    first, second = sections(
        "a.html",
        """<html lang=en><head><title>Month end</title><style>p {}</style></head><body><nav>Menu</nav>
        <script>SAP()</script><h1 id=top>Month end</h1><p>Book it <b>first</b>.<!-- SAP --></p>
        <p hidden>SAP</p><div style="display: none">SAP</div>
        <h2><a name="after">After</a></h2><pre>some  code</pre><blockquote>said</blockquote></body></html>""",
    )
    assert (first.text, first.anchor) == ("Month end\n\nBook it first.", "top")
    assert (second.name, second.anchor) == ("After", "after")
    assert "some code" in marked(second, MarkKind.CODE)
    assert marked(second, MarkKind.QUOTE).strip() == "said"
    assert "SAP" not in first.text + second.text


def test_html_tells_of_itself_in_meta_tags() -> None:
    one = read(
        "a.html",
        '<meta name="author" content="Ann Lee; Bob Ray"><meta name="Reviewer" content="cy@x.test">'
        '<meta property="article:modified_time" content="2025-03-04T10:00:00+02:00"><p>Kafka</p>',
    ).document
    assert one is not None
    assert (one.authors, one.reviewers) == (("Ann Lee", "Bob Ray"), ("cy@x.test",))
    assert one.at == 1_741_075_200_000_000


@pytest.mark.parametrize(
    "content", ["<div>" * 100_000 + "Kafka", "> " * 20_000 + "Kafka", "[" * 50_000 + "Kafka"]
)
def test_what_is_nested_beyond_measure_ends_soon(content: str) -> None:
    read("a.html" if "<" in content else "a.md", content)


def test_deep_nesting_loses_nothing_or_is_named() -> None:
    def nested(depth: int) -> str:
        return f"<p>Redis</p>{'<div>' * depth}Kafka{'</div>' * depth}<p>Python</p>"

    (section,) = sections("a.html", nested(1_000))
    assert [word in section.text for word in ("Redis", "Kafka", "Python")] == [True] * 3
    too_deep = read("a.html", nested(5_000))
    assert too_deep.document is None
    (warning,) = too_deep.warnings
    assert warning.kind == Kind.BROKEN, "an empty one would be forgotten"
    items = [f"{'  ' * depth}- item {depth}" for depth in range(20)]
    (section,) = sections("a.md", "\n".join([*items, f"{'  ' * 20}- Kafka"]))
    assert "Kafka" in section.text


def test_a_pdf_has_a_section_a_page_without_what_stands_on_every_page(tmp_path: Path) -> None:
    pages = [["Handbook", f"Text {n} about config-", "uration of Kafka", f"{n} of 5"] for n in range(5)]
    found = sections("a.pdf", pdf(tmp_path / "a.pdf", pages).read_bytes())
    assert [section.name for section in found] == [f"page {n}" for n in range(1, 6)]
    assert found[1].text == "Text 1 about configuration of Kafka"
    assert found[1].anchor == "page=2"


def test_a_pdf_partly_scanned_goes_in_with_a_warning(tmp_path: Path) -> None:
    found = read("a.pdf", pdf(tmp_path / "a.pdf", ["Kafka", "", ""], author="Ann; (anonymous)").read_bytes())
    assert found.document is not None and found.document.authors == ("Ann",)
    assert [(w.kind, w.detail) for w in found.warnings] == [(Kind.PAGES_WITHOUT_TEXT, "2 of 3 pages")]


def test_a_pdf_of_500_pages_goes_in(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", [f"Page {n} of Kafka" for n in range(500)])
    assert len(sections("a.pdf", path.read_bytes())) == 500


def test_docx_has_sections_by_heading_and_its_tables(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading("Reach truck", 0)
    document.add_paragraph("Intro.")
    document.add_heading("Safety", 1)
    document.add_table(1, 2).cell(0, 1).text = "Belt"
    document.save(str(tmp_path / "a.docx"))
    first, second = sections("a.docx", (tmp_path / "a.docx").read_bytes())
    assert (first.text, second.text) == ("Reach truck\nIntro.", "Safety\nBelt")


def test_docx_reads_what_was_inserted_and_not_what_was_deleted(tmp_path: Path) -> None:
    content = docx(tmp_path / "a.docx", (None, "MARK")).read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as opened:
        xml = opened.read("word/document.xml").decode()
    changed = xml.replace(
        "<w:r><w:t>MARK</w:t></w:r>",
        '<w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins>'
        '<w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del>',
    )
    assert changed != xml
    (one,) = sections("a.docx", with_part(content, "word/document.xml", changed.encode()))
    assert one.text == "a\nnew"


def test_a_docx_that_is_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    content = docx(tmp_path / "a.docx", (None, "Kafka")).read_bytes()
    found = read("a.docx", with_part(content, "word/media/big.bin", bytes(50 << 20)))
    assert [warning.kind for warning in found.warnings] == [Kind.BOMB]
    entities = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(tmp_path / "a.docx") as opened:
        xml = opened.read("word/document.xml").decode()
    found = read(
        "a.docx",
        with_part(
            content,
            "word/document.xml",
            xml.replace("?>", "?>" + entities, 1).replace("Kafka", "&b;").encode(),
        ),
    )
    assert found.document is None or "aaaa" not in found.document.sections[0].text


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", "größer"),
        ("utf-16", "größer als Kafka"),
        ("cp1252", "l'été à la plage, c'est déjà fini"),
        ("cp1250", "Zażółć gęślą jaźń, proszę napisać do działu księgowości w Łodzi"),
        ("cp1251", "Это документ о складе и сервере"),
        ("shift_jis", "これは日本語の文書です。倉庫の作業について説明します。"),
    ],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(encoding: str, text: str) -> None:
    assert decoded(text.encode(encoding))[0] == text


def test_an_encoding_that_html_declares_is_believed_before_a_guess() -> None:
    page = '<meta charset="iso-8859-5"><p>Это документ</p>'.encode("iso-8859-5")
    found = read("a.html", page)
    assert found.document is not None and "Это документ" in found.document.sections[0].text
    assert not found.warnings


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BrokenDocument):
        decoded(bytes(range(256)) * 10)


def test_a_long_section_is_parted_and_many_are_joined_so_that_nothing_is_lost() -> None:
    gathering = Gathering()
    for number in range(10_000):
        gathering.add(f"word{number}\n", MarkKind.CODE if number == 9_000 else None)
    pieces = gathering.finish()
    assert all(len(piece.text) <= SECTION_MOST for piece in pieces)
    assert " ".join(" ".join(piece.text for piece in pieces).split()).count("word") == 10_000
    assert [marked(piece, MarkKind.CODE).strip() for piece in pieces if piece.marks] == ["word9000"]
    joined = bounded(pieces, 2)
    assert len(joined) == 2
    assert [marked(piece, MarkKind.CODE).strip() for piece in joined if piece.marks] == ["word9000"]


def test_a_text_without_a_place_to_cut_is_cut_all_the_same() -> None:
    assert [len(piece.text) for piece in parted(Section("x" * (2 * SECTION_MOST + 5)))] == [
        SECTION_MOST,
        SECTION_MOST,
        5,
    ]
