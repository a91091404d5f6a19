"""A file of people is read row by row; what cannot be used is named, and the rest goes on."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.people import PersonRecord, read_people

HEADER = "id,name,email,title,team,manager,site,time_zone,languages,start,end"


def read(folder: Path, *lines: str, before: bytes = b"") -> tuple[list[PersonRecord], list[SourceWarning]]:
    path = folder / "people.csv"
    path.write_bytes(before + "\n".join([*lines, ""]).encode())
    found = list(read_people(path))
    return [x for x in found if isinstance(x, PersonRecord)], [
        x for x in found if isinstance(x, SourceWarning)
    ]


def test_a_row_becomes_a_person(tmp_path: Path):
    people, warnings = read(
        tmp_path,
        HEADER,
        "a,Ada Moore,ada@example.com,Head of Data,Data,,Dublin,Europe/Dublin,en|ga,2024-02-01,",
        'b,"Brandt, Uwe",,,Data,a,,,de,2024-02-01,2026-05-31',
    )
    assert not warnings
    ada, uwe = people
    assert (ada.title, ada.languages, ada.start, ada.end) == (
        "Head of Data",
        ("en", "ga"),
        date(2024, 2, 1),
        None,
    )
    assert (uwe.name, uwe.manager, uwe.end) == ("Brandt, Uwe", "a", date(2026, 5, 31))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_header_shows_the_delimiter(tmp_path: Path, delimiter: str):
    lines = [line.replace(",", delimiter) for line in ("name,id,team", "Ada Moore,a,Data")]
    people, warnings = read(tmp_path, *lines, before=b"\xef\xbb\xbf")
    assert people == [PersonRecord(id="a", name="Ada Moore", team="Data")]
    assert not warnings


@pytest.mark.parametrize(
    ("row", "about"),
    [
        ("b,,b@example.com,", "no name"),
        (",Bo Li,b@example.com,", "no id"),
        ("a,Bo Li,b@example.com,", "stands in an earlier row"),
        ("b,Bo Li,example.com,", "no @"),
        ("b,Bo Li,b@example.com,03/04/2026", "not a date"),
        ("b,Bo Li,b@example.com,2023-12-31", "end is before start"),
        ("b,Bo Li", "2 cells where the header has 5"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_goes_on(tmp_path: Path, row: str, about: str):
    start = ",2024-01-01" if row.count(",") == 3 else ""
    people, warnings = read(
        tmp_path, "id,name,email,end,start", "a,Ada Moore,,,", row + start, "c,Cy Hall,,,"
    )
    assert [person.id for person in people] == ["a", "c"]
    assert [(w.kind, w.where) for w in warnings] == [("people_row_skipped", "people.csv, line 3")]
    assert about in warnings[0].detail


def test_other_columns_are_ignored_with_a_warning(tmp_path: Path):
    people, warnings = read(tmp_path, "id,name,salary", "a,Ada Moore,1")
    assert people == [PersonRecord(id="a", name="Ada Moore")]
    assert [(w.kind, w.detail) for w in warnings] == [("people_column_ignored", "column 'salary'")]


def test_a_manager_without_a_row_is_warned_about_and_the_person_stands(tmp_path: Path):
    people, warnings = read(tmp_path, "id,name,manager", "a,Ada Moore,b", "b,Bo Li,z")
    assert [person.id for person in people] == ["a", "b"]
    assert [(w.kind, w.where) for w in warnings] == [("people_manager_unknown", "people.csv, line 3")]


@pytest.mark.parametrize("content", [b"", b"name,email\n", b"id,name\na,Fran\xe7ois\n"])
def test_a_file_that_is_no_list_of_people_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"people\.csv"):
        list(read_people(path))


def test_a_missing_file_is_a_clear_refusal(tmp_path: Path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        list(read_people(tmp_path / "none.csv"))
