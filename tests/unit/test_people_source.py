"""A file of people is read row by row; what cannot be used is named, and the rest goes on."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.days import read_day
from sources.people import PersonRecord, read_people
from sources.people_columns import parse_map
from sources.people_rows import MOST_BYTES
from sources.working_hours import WorkingHours, parse

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


def told(warnings: list[SourceWarning]) -> list[tuple[str, str]]:
    return [(w.kind, w.where.removeprefix("people.csv, line ")) for w in warnings]


def test_titles_of_personnel_systems_are_recognised(tmp_path: Path):
    people, warnings = read(
        tmp_path,
        "Employee ID;Full Name;E-Mail;Job title;Department;Reports to;Location;Time zone;Language;"
        "Working hours;Hire date;END_DATE",
        "1;Ada Moore;a@example.com;Lead;Data;;Cork;europe/dublin;English, de;Mo-Do 8:30-16;2024-02-01;",
    )
    assert not warnings
    assert people == [
        PersonRecord(
            "1", "Ada Moore", "a@example.com", "Lead", "Data", "", "Cork", "Europe/Dublin", ("en", "de"),
            "Mo-Do 8:30-16", WorkingHours((1, 2, 3, 4), 510, 960), date(2024, 2, 1),
        )
    ]  # fmt: skip


def test_first_and_last_name_are_a_name(tmp_path: Path):
    people, _ = read(tmp_path, "id,Last name,First name", "a,Moore,Ada")
    assert people == [PersonRecord("a", "Ada Moore")]


def test_columns_are_mapped_where_titles_do_not_say(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("Mitarbeiter Nr,Vorname,Nachname,Name\n7,Uwe,Brandt,intern\n", "utf-8")
    named = parse_map(["mitarbeiter nr=id", "Vorname=first_name", "Nachname=last-name", "Name=team"])
    (person,) = read_people(path, named)
    assert person == PersonRecord("7", "Uwe Brandt", team="intern")


@pytest.mark.parametrize("text", ["Nr", "Nr=", "=id", "Nr=salary"])
def test_a_map_that_says_nothing_is_refused(text: str):
    with pytest.raises(InvalidInput, match="does not say"):
        parse_map([text])


def test_a_map_of_no_column_names_those_that_are_there(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_text("Nummer,name\n", "utf-8")
    with pytest.raises(InvalidInput, match="there are Nummer, name"):
        list(read_people(path, {"Nr": "id"}))


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("2024-03-01", date(2024, 3, 1)),
        ("2024/03/01", date(2024, 3, 1)),
        ("01.03.2024", date(2024, 3, 1)),
        ("25/12/2024", date(2024, 12, 25)),
        ("12/25/2024", date(2024, 12, 25)),
        ("05/05/2024", date(2024, 5, 5)),
        ("1-Mar-2024", date(2024, 3, 1)),
        ("2024-03-01 00:00:00", date(2024, 3, 1)),
        ("03/04/2024", None),
        ("01.03.24", None),
        ("45352", None),
        ("2024-02-30", None),
    ],
)
def test_a_date_is_read_when_it_has_one_reading(written: str, read_as: date | None):
    assert read_day(written) == read_as


def test_a_date_in_another_format_is_reported(tmp_path: Path):
    _, warnings = read(tmp_path, "id,name,start", "a,Ada,2024-03-01", "b,Bo,01.03.2024")
    assert told(warnings) == [("people_date_read", "3")]


def test_a_manager_is_named_by_id_address_or_name_that_one_has(tmp_path: Path):
    people, warnings = read(
        tmp_path,
        "id,name,email,manager",
        "a,Ada Moore,ada@example.com,",
        "b,Bo Li,,A",
        "c,Cy Hall,,ADA@example.com",
        "d,Bo Li,,ada moore",
        "e,Ed,,Bo Li",
    )
    assert [person.manager for person in people] == ["", "a", "a", "a", ""]
    assert told(warnings) == [("people_same_name", "5"), ("people_manager_ambiguous", "6")]


def test_a_circle_of_managers_is_named_whole_and_the_people_stand(tmp_path: Path):
    people, warnings = read(
        tmp_path, "id,name,manager", "c,Cy,a", "a,Ada,b", "b,Bo,d", "d,Di,a", "e,Ed,e", "f,Flo,c"
    )
    assert [person.manager for person in people] == ["a", "", "", "", "", "c"]
    assert [w.detail.partition(":")[0] for w in warnings] == ["a > b > d > a", "e > e"]


def test_an_address_belongs_to_its_first_row(tmp_path: Path):
    people, warnings = read(tmp_path, "id,name,email", "a,Ada,x@example.com", "b,Bo,X@example.com")
    assert [person.email for person in people] == ["x@example.com", ""]
    assert told(warnings) == [("people_email_twice", "3")]


def test_an_unknown_zone_or_language_is_left_out_and_the_person_stands(tmp_path: Path):
    people, warnings = read(tmp_path, "id,name,time_zone,languages", "a,Ada,Mars/Phobos,en|xx|Klingonese")
    assert people == [PersonRecord("a", "Ada", languages=("en",))]
    assert [w.kind for w in warnings] == ["people_time_zone_unknown"] + ["people_language_unknown"] * 2


def test_a_quote_that_is_never_closed_costs_one_line(tmp_path: Path):
    people, warnings = read(
        tmp_path, "id,name", 'a,"Ada', *(f"p{n},Person {n}" for n in range(300)), 'b,"Bo" Li', 'c,"Cy\nHall"'
    )
    assert len(people) == 301 and people[-1] == PersonRecord("c", "Cy Hall")
    assert told(warnings) == [("people_row_skipped", "2"), ("people_row_skipped", "303")]


def test_what_spreadsheets_write_is_read(tmp_path: Path):
    path = tmp_path / "people.csv"
    path.write_bytes("sep=;\r\nid;name;;\r\na;Zoë أحمد;;\r\n;;;\r\n".encode("utf-16"))
    assert list(read_people(path)) == [PersonRecord("a", "Zoë أحمد")]


def test_the_same_name_is_the_same_text(tmp_path: Path):
    people, _ = read(tmp_path, "id,name,team", "a,  Zoe\u0308 \u00a0 M\x1b[31moore,Ko\u0308ln")
    assert (people[0].name, people[0].team) == ("Zoë M [31moore", "Köln")


def test_a_cell_that_no_index_can_hold_costs_its_row(tmp_path: Path):
    people, warnings = read(tmp_path, "id,name", f"a,{'x' * 9_000}", "b,Bo")
    assert [person.id for person in people] == ["b"]
    assert "9,000 characters" in warnings[0].detail


@pytest.mark.parametrize(
    ("content", "about"),
    [(b"PK\x03\x04...", "workbook"), (b"id,name\na,\0", "no text"), (b"id,name\nb,B\n\xff\n", "line 3")],
)
def test_a_file_of_another_kind_is_named(tmp_path: Path, content: bytes, about: str):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=about):
        list(read_people(path))


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path):
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)  # sparse: takes no room
    with pytest.raises(InvalidInput, match="200 MB"):
        list(read_people(path))


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Mon-Fri 09:00-17:00", WorkingHours((1, 2, 3, 4, 5), 540, 1020)),
        ("9-17", WorkingHours((1, 2, 3, 4, 5), 540, 1020)),
        ("Di, Do 8.30 – 12 Uhr", WorkingHours((2, 4), 510, 720)),
        ("Sa-Mo 9am to 5pm", WorkingHours((1, 6, 7), 540, 1020)),
        ("22-6", WorkingHours((1, 2, 3, 4, 5), 1320, 360)),
        ("flexible", None),
        ("9:75-10", None),
        ("9-9", None),
    ],
)
def test_simple_working_hours_are_read(text: str, hours: WorkingHours | None):
    assert parse(text) == hours
