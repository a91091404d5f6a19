"""The demonstration company's documents are forty real files whose people are the company's."""

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
import yaml
from pypdf import PdfReader

from sources.people import PersonRecord, read_people

COMPANY = Path(__file__).parents[2] / "seed_data" / "company"
DOCUMENTS = COMPANY / "documents"
SIDE = DOCUMENTS / "documents.csv"
TODAY = date(2026, 11, 24)
LARGEST = 200_000  # bytes
WORDS_LEAST, WORDS_MOST = 300, 1_200  # of what people wrote
CHARACTERS_LEAST = 1_000  # of a document in a script without spaces
BY_NOBODY = "shops/closing-checklist.txt"

FILES = sorted(path for path in DOCUMENTS.rglob("*") if path.is_file() and path != SIDE)
PEOPLE = [row for row in read_people(COMPANY / "people.csv") if isinstance(row, PersonRecord)]
KNOWN = {person.name: person for person in PEOPLE} | {person.email: person for person in PEOPLE}

Fields = dict[str, Any]


def named(suffix: str) -> list[Path]:
    return [path for path in FILES if path.suffix == suffix]


def place(path: Path) -> str:
    return path.relative_to(DOCUMENTS).as_posix()


def front_matter(path: Path) -> tuple[Fields, str]:
    """The fields of a Markdown document, and its text."""
    _, fields, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(fields), body


def side_rows() -> dict[str, dict[str, str]]:
    with SIDE.open(encoding="utf-8", newline="") as opened:
        return {row["path"]: row for row in csv.DictReader(opened)}


def listed(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return [name for name in str(value or "").split("|") if name]


def told() -> Iterator[tuple[str, Fields]]:
    """(place, fields) of each document that front matter or the side file speaks of."""
    for path in named(".md"):
        yield place(path), front_matter(path)[0]
    yield from side_rows().items()


def who(fields: Fields) -> list[str]:
    return [name for part in ("authors", "reviewers", "owner") for name in listed(fields.get(part))]


def pdf_text(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def docx_text(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def text_of(path: Path) -> str:
    match path.suffix:
        case ".pdf":
            return " ".join(pdf_text(path))
        case ".docx":
            return docx_text(path)
        case ".md":
            return front_matter(path)[1]
        case _:
            content = path.read_bytes()
            try:
                return content.decode("utf-8-sig")
            except UnicodeDecodeError:
                return content.decode("cp1252")


def test_there_are_forty_documents_in_five_formats():
    assert Counter(path.suffix for path in FILES) == {".md": 14, ".html": 8, ".txt": 6, ".pdf": 6, ".docx": 6}


@pytest.mark.parametrize("path", FILES, ids=place)
def test_a_document_is_small_and_worth_reading(path: Path):
    assert path.stat().st_size < LARGEST
    text = text_of(path)
    if path.name.endswith(".ja.md") or 'lang="ja"' in text:
        assert len(text) > CHARACTERS_LEAST
    else:
        assert WORDS_LEAST <= len(text.split()) <= WORDS_MOST


def test_whoever_wrote_reviewed_or_owns_a_document_is_one_of_the_company():
    for where, fields in told():
        assert set(who(fields)) <= set(KNOWN), where


def test_one_document_is_by_nobody():
    assert [where for where, fields in told() if where.endswith((".md", ".txt")) and not who(fields)] == [
        BY_NOBODY
    ]


def test_two_documents_are_owned_by_people_who_left():
    owners = [KNOWN[fields["owner"]] for _, fields in told() if fields.get("owner")]
    left = [owner.name for owner in owners if owner.end and owner.end <= TODAY]
    assert sorted(left) == ["Piotr Wilczek", "Rafael Teixeira"]


def test_authors_were_there_when_they_wrote():
    for where, fields in told():
        if not fields.get("date"):
            continue
        at = date.fromisoformat(str(fields["date"]))
        assert at < TODAY, where
        for author in (KNOWN[name] for name in listed(fields.get("authors"))):
            assert author.start and author.start <= at <= (author.end or TODAY), where


def test_one_document_has_several_authors_and_a_reviewer():
    assert any(len(listed(f.get("authors"))) >= 3 and listed(f.get("reviewers")) for _, f in told())


def test_the_side_file_names_every_plain_text_and_nothing_that_is_missing():
    assert {place(path) for path in named(".txt")} <= set(side_rows()) <= {place(path) for path in FILES}


def test_five_documents_are_german_two_japanese_and_one_arabic():
    languages = Counter(fields.get("language") for _, fields in told() if fields.get("language"))
    for path in named(".html"):
        languages[text_of(path).split('<html lang="')[1][:2]] += 1
    for path in named(".docx"):
        languages[docx.Document(str(path)).core_properties.language] += 1
    for path in named(".pdf"):
        languages[str(PdfReader(path).root_object["/Lang"])] += 1
    assert languages == {"en": 32, "de": 5, "ja": 2, "ar": 1}


@pytest.mark.parametrize("path", named(".pdf"), ids=place)
def test_a_pdf_has_properties_and_several_pages_with_text(path: Path):
    with pypdfium2.PdfDocument(path) as document:
        properties = document.get_metadata_dict()
    assert properties["Title"] and properties["ModDate"]
    assert all(author in KNOWN for author in properties["Author"].split("; "))
    pages = pdf_text(path)
    assert len(pages) >= 3
    assert all(len(page.split()) > 50 for page in pages)


@pytest.mark.parametrize("path", named(".docx"), ids=place)
def test_a_docx_has_properties_headings_a_table_and_a_list(path: Path):
    document = docx.Document(str(path))
    assert document.core_properties.title
    assert document.core_properties.author in KNOWN
    styles = {paragraph.style.name or "" for paragraph in document.paragraphs if paragraph.style}
    assert {"Title", "Heading 1"} <= styles
    assert {"List Bullet", "List Number"} & styles
    assert document.tables


@pytest.mark.parametrize("path", named(".html"), ids=place)
def test_a_wiki_page_names_its_author_among_navigation_and_footer(path: Path):
    text = text_of(path)
    assert text.split('<meta name="author" content="')[1].split('"')[0] in KNOWN
    assert all(tag in text for tag in ("<title>", "<nav", "<footer"))


def test_one_wiki_page_carries_a_script():
    assert [place(path) for path in named(".html") if "<script" in text_of(path)] == [
        "data/wiki/nightly-loads.html"
    ]
