"""Catalogues from CSV, JSON and folders: read whole with every field, or refused with every error's place."""

import json
from datetime import date
from pathlib import Path

import pytest

from domain.content import ContentStatus, Kind, Layer
from domain.errors import InvalidInput
from sources import content_table
from sources.completions import read_completions
from sources.content import Catalogue, read_catalogue
from sources.content_broken import Refused
from sources.content_columns import CONTENT, parse_map
from sources.content_durations import Duration, Time, read_duration, read_effort, together
from sources.content_fields import Stated
from sources.observations import read_observations

TODAY = date(2026, 11, 24)


def reads(tmp_path: Path, text: str, *, name: str = "items.csv", **how: object) -> Catalogue:
    path = tmp_path / name
    path.write_bytes(text.encode("utf-8"))
    return read_catalogue(path, **how)  # type: ignore[arg-type]


def refused(tmp_path: Path, text: str, *, name: str = "items.csv") -> list[str]:
    """The errors of a file, each as its place and the beginning of what is wrong."""
    with pytest.raises(Refused) as error:
        reads(tmp_path, text, name=name)
    return [f"{at}: {why}" for at, why in error.value.errors]


def test_every_field_is_read_under_the_titles_that_catalogues_use(tmp_path: Path) -> None:
    header = (
        "Course ID;Course title;Type;Layer;Owner e-mail;Language;Countries;Duration;Workload;Link;State;"
        "Review date;License;Compulsory;Certificate;Replaced by;Category;Summary;Prereqs;Skills;Odd"
    )
    row = (
        "c-1;Kassenabschluss;job aid;workflow;ann@x.test;German|en;DE, AT;6 weeks;2-3 hours/week;https://x.test;"
        "archived;24.12.2026;CC BY 4.0;yes;Till licence;;Tills;Wie man die Kasse schließt;none;SQL 0-1;x"
    )
    catalogue = reads(tmp_path, f"{header}\n{row}\n")
    (entry,) = catalogue.entries
    item = entry.content
    assert (item.id, item.title, item.kind, item.layer) == (
        "c-1", "Kassenabschluss", Kind.JOB_AID, Layer.WORKFLOW,
    )  # fmt: skip
    assert (item.owner, item.languages, item.regions) == ("ann@x.test", ("de", "en"), ("DE", "AT"))
    assert (item.minutes, item.minutes_max, item.weeks_min) == (720, 1_080, 6)
    assert (item.status, item.review_on) == (ContentStatus.RETIRED, date(2026, 12, 24))
    assert (item.mandatory, item.credential, item.section) == (True, "Till licence", "Tills")
    assert entry.teaches == (Stated("SQL", 0, 1),)
    assert [warning.kind for warning in catalogue.warnings] == ["content_column_ignored"]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("90 min", Time(90)),
        ("1:30", Time(90)),
        ("0:45 h", Time(45)),
        ("1 h 30 min", Time(90)),
        ("1.5 hours", Time(90)),
        ("1,5 Stunden", Time(90)),
        ("PT1H30M", Time(90)),
        ("P6W", Time(weeks_min=6)),
        ("2 days", Time(960)),
        ("10-12 weeks", Time(weeks_min=10)),
        ("6 months", Time(weeks_min=26)),
        ("20–30 Minuten", Time(20, 30)),
        ("-", Time()),
        ("self-paced", Time()),
    ],
)
def test_durations_as_catalogues_write_them(text: str, time: Time) -> None:
    found = read_duration(text)
    assert found is not None and together(found, Duration(), weekly=False) == time


@pytest.mark.parametrize("text", ["90", "soon", "10 apples", "1:75", "P", "12 weeks of fun", "-5 min"])
def test_a_duration_without_one_reading_is_none(text: str) -> None:
    assert read_duration(text) is None


def test_weeks_and_effort_together_say_how_much_of_ones_time_it_takes() -> None:
    weeks, effort = read_duration("14 weeks"), read_effort("6-10 hours/week")
    assert weeks is not None and effort is not None
    assert together(weeks, effort[0], weekly=effort[1]) == Time(5_040, 8_400, 14)
    assert together(weeks, Duration(), weekly=False) == Time(None, None, 14), "weeks alone say nothing of it"


def test_json_is_read_as_a_list_or_as_an_object_that_holds_one(tmp_path: Path) -> None:
    items = [
        {
            "id": "a",
            "title": "A",
            "teaches": [{"skill": "SQL", "from": 0, "to": 1}],
            "needs": [["b", {"skill": "Python", "level": 2}]],
            "languages": ["de", "fr"],
        }
    ]
    plain = reads(tmp_path, json.dumps(items), name="a.json")
    whole = {"made": {"items": [{"title": "Other"}]}, "items": items, "next": None}
    held = reads(tmp_path, json.dumps(whole, indent=1), name="a.json")
    assert plain.entries[0].content == held.entries[0].content
    assert plain.entries[0].teaches == (Stated("SQL", 0, 1),)
    assert plain.entries[0].needs == ((Stated("b"), Stated("Python", None, 2)),)
    assert plain.entries[0].content.languages == ("de", "fr")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("id,title\na,A\na,B\n", "line 3, column 1 (id): the id 'a' stands in line 2 with other content"),
        ("id,title,kind\na,A,opera\n", "line 2, column 3 (kind): there is no kind 'opera'"),
        ("id,title,layer\na,A,crust\n", "line 2, column 3 (layer): there is no layer"),
        ("id,title,status\na,A,asleep\n", "line 2, column 3 (status)"),
        ("id,title,review_on\na,A,03/04/2026\n", "line 2, column 3 (review_on)"),
        ("id,title,languages\na,A,klingonisch\n", "line 2, column 3 (languages)"),
        ("id,title,teaches\na,A,SQL 0-9\n", "line 2, column 3 (teaches): there is no level '9'"),
        ("id,title,teaches\na,A,SQL 3-1\n", "line 2, column 3 (teaches): 'SQL' goes from level 3 down"),
        ("id,title,duration\na,A,90\n", "line 2, column 3 (duration)"),
        ("id,title,mandatory\na,A,perhaps\n", "line 2, column 3 (mandatory)"),
        ("id,title\na\n", "line 2, column 2: the row has 1 cells where the header has 2"),
        ("id,title\na,A,B\n", "line 2, column 3: the row has 3 cells where the header has 2"),
        ("id,title\n,A\n", "line 2, column 1 (id): there is no id"),
        ("id,title\na,=1+1\n", "line 2, column 2 (title): the cell holds a formula"),
        ("id,title\na,@SUM(A1:A9)\n", "line 2, column 2 (title): the cell holds a formula"),
        ("id,title\na,+cmd|' /C calc'!A0\n", "line 2, column 2 (title): the cell holds a formula"),
        ('id,title\na,"A\nb,B\n', "this is not CSV"),
        ("id,title,replaced_by\na,A,b\nb,B,a\n", "(replaced_by): replaced_by goes round: a > b > a"),
        ("id,title,translation_of\na,A,a\n", "(translation_of): translation_of goes round: a > a"),
        ("id,title\na," + "x" * 501 + "\n", "501 characters, of 500 at most"),
    ],
)
def test_a_broken_catalogue_is_refused_with_the_place_of_every_error(
    tmp_path: Path, text: str, says: str
) -> None:
    assert any(says in told for told in refused(tmp_path, text)), refused(tmp_path, text)


def test_cells_over_several_lines_keep_the_line_of_their_row(tmp_path: Path) -> None:
    text = 'id,title,description,kind\na,A,"one\ntwo\nthree",opera\nb,B,,opera\n'
    assert [told.split(":")[0] for told in refused(tmp_path, text)] == [
        "line 2, column 4 (kind)", "line 5, column 4 (kind)",
    ]  # fmt: skip


def test_json_says_the_line_and_column_of_the_entry(tmp_path: Path) -> None:
    text = '[\n  {"title": "A"},\n  {"title": "B", "kind": "opera"},\n  7]'
    told = refused(tmp_path, text, name="a.json")
    assert told[0].startswith("line 3, column 3 (kind): there is no kind 'opera'")
    assert told[1] == "line 4, column 3: this entry is no object"


@pytest.mark.parametrize(
    "text", ['[{"title": "A"', "[1 2]", '[{"title": NaN}]', "[" * 100_000, '{"a": 1}', '{"a": [], "b": []}']
)
def test_what_is_no_json_is_refused_where_it_breaks(tmp_path: Path, text: str) -> None:
    assert "line 1" in refused(tmp_path, text, name="a.json")[0]


def test_a_hundred_errors_are_told_and_the_rest_is_counted(tmp_path: Path) -> None:
    text = "id,title,kind\n" + "".join(f"i{n},T,opera\n" for n in range(150))
    with pytest.raises(Refused) as error:
        reads(tmp_path, text)
    assert (len(error.value.errors), error.value.number) == (100, 150)
    assert "and 50 more" in error.value.message


def test_a_table_over_its_bounds_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content_table, "ROWS_MOST", 3)
    assert (
        "line 5: there are more than 3 rows"
        in refused(tmp_path, "title\n" + "".join(f"T{n}\n" for n in range(9)))[0]
    )
    assert (
        "more than 3 entries"
        in refused(tmp_path, json.dumps([{"title": f"{n}"} for n in range(9)]), name="a.json")[0]
    )
    monkeypatch.setattr(content_table, "BYTES_MOST", 1 << 20)
    with pytest.raises(InvalidInput, match="MiB"):
        reads(tmp_path, "title\n" + "x" * (2 << 20))


def test_the_same_row_twice_is_taken_once_and_told(tmp_path: Path) -> None:
    catalogue = reads(tmp_path, "id,title,kind\na,A,note\na,A,note\n")
    assert len(catalogue.entries) == 1
    assert [warning.kind for warning in catalogue.warnings] == ["content_repeated"]


def test_columns_can_be_mapped_and_what_is_missing_is_named(tmp_path: Path) -> None:
    named = parse_map(CONTENT, ["Bezeichnung=title", "Nr=id"])
    (entry,) = reads(tmp_path, "Nr,Bezeichnung\n7,Kasse\n", named=named).entries
    assert (entry.content.id, entry.content.title) == ("7", "Kasse")
    with pytest.raises(InvalidInput, match="lacks title"):
        reads(tmp_path, "Nr,Bezeichnung\n7,Kasse\n")


def test_titles_keep_their_script_and_lose_what_a_terminal_would_obey(tmp_path: Path) -> None:
    (entry,) = reads(tmp_path, "title\n\x1b[31mدورة 🐍 e\u0301\n").entries
    assert entry.content.title == "[31mدورة 🐍 é"
    assert entry.content.id == "31mدورة-é"


def test_a_folder_of_documents_is_a_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "handbook"
    (folder / "job-aids").mkdir(parents=True)
    (folder / "sql.md").write_text(
        "---\ntitle: SQL for shops\nkind: course\nowner: ann@x.test\nduration: 2 h\n---\n# SQL\nLearn.",
        "utf-8",
    )
    (folder / "job-aids" / "till.txt").write_text("Close the till\n\nCount the cash.", "utf-8")
    (folder / "secret.md").write_text("---\nprivate: yes\n---\n# Salaries\n", "utf-8")
    (folder / "content.csv").write_text(
        "path,review_on,status\njob-aids/till.txt,2027-01-31,draft\n", "utf-8"
    )
    catalogue = read_catalogue(folder)
    sql, till = sorted((e.content for e in catalogue.entries), key=lambda item: item.kind.value)
    assert (sql.id, sql.title, sql.kind, sql.owner, sql.minutes) == (
        "handbook/sql.md", "SQL for shops", Kind.COURSE, "ann@x.test", 120,
    )  # fmt: skip
    assert (till.kind, till.status, till.review_on) == (Kind.JOB_AID, ContentStatus.DRAFT, date(2027, 1, 31))
    assert [warning.where for warning in catalogue.warnings if warning.kind == "content_private"] == [
        "secret.md"
    ]


def test_a_side_file_that_names_no_document_refuses_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n", "utf-8")
    (tmp_path / "content.csv").write_text("path,kind\nb.md,note\n", "utf-8")
    with pytest.raises(Refused, match="line 2, column 1"):
        read_catalogue(tmp_path)


def test_the_shared_courses_are_read_whole(shared: Path) -> None:
    catalogue = read_catalogue(shared / "data" / "courses_ossu.json")
    assert len(catalogue.entries) == 63
    assert sum(entry.content.minutes is None for entry in catalogue.entries) == 3


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a,b,2026-13-01,\n", "column 3 (completed_at)"),
        ("a,b,2026-12-24,\n", "2026-12-24 is yet to come"),
        ("a,b,2026-01-01,110\n", "column 4 (score)"),
        (",b,2026-01-01,\n", "there is no person"),
        ("a,b,2026-01-01,5\na,b,2026-01-01,6\n", "line 2 says the same with another score"),
    ],
)
def test_a_broken_completion_refuses_the_list(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "done.csv"
    path.write_text("person,content,completed_at,score\n" + row, "utf-8")
    with pytest.raises(Refused) as error:
        read_completions(path, today=TODAY)
    assert says in error.value.message


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("a,c,5,b,2026-01-01\n", "there is no level '5'"),
        ("a,c,0,b,2026-01-01\n", "an observation shows level 1 to 4"),
        ("a,c,2,a,2026-01-01\n", "nobody observes themselves"),
        ("a,c,2,b,2026-01-01\na,c,3,b,2026-01-01\n", "another level or note"),
    ],
)
def test_a_broken_observation_refuses_the_list(tmp_path: Path, row: str, says: str) -> None:
    path = tmp_path / "seen.csv"
    path.write_text("person,competency,level,observer,at\n" + row, "utf-8")
    with pytest.raises(Refused) as error:
        read_observations(path, today=TODAY)
    assert says in error.value.message
