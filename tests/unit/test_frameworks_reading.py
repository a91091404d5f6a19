"""Frameworks are read from whatever table holds one, and every table comes out as it went in."""

import gzip
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.frameworks import Framework
from sources.frameworks import Read, Wishes, read_framework, write_table
from sources.frameworks_columns import parse_map
from sources.frameworks_csv import encoded, parse, written
from sources.frameworks_levels import scale_of
from sources.frameworks_report import BrokenFramework


def read(tmp_path: Path, text: str, **wishes: object) -> Read:
    path = tmp_path / "framework.csv"
    path.write_bytes(text.encode())
    found = read_framework(path, Wishes(**wishes))  # type: ignore[arg-type]
    assert b"".join(write_table(found.framework, found.layout)) == text.encode()
    return found


def needs(framework: Framework) -> list[tuple[str, str, int | None, bool, float]]:
    """(role or role level, competency, level, must, weight) of every requirement."""
    names = {each.id: each.name for each in framework.competencies}
    return [
        (holder.name, names[each.competency], each.level, each.must, each.weight)
        for role in framework.roles
        for holder in (role, *role.levels)
        for each in holder.requires
    ]


@given(st.text(alphabet='ab1,;"\n\r\t ', max_size=40))
@settings(max_examples=500, deadline=None)
def test_whatever_csv_can_be_read_is_written_with_the_same_bytes(text: str) -> None:
    parsed = parse(text)
    if not parsed.mistakes:
        rows = enumerate(row.cells for row in parsed.rows)
        assert b"".join(encoded(written(rows, parsed.form), parsed.form)) == text.encode()


def test_columns_are_known_by_their_usual_titles(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "Job Title,Seniority,Skill,Required Proficiency,Essential?,Importance\n"
        "Analyst,Junior,SQL,2,yes,3\nAnalyst,Junior,Excel,1,no,\n",
    )
    assert needs(found.framework) == [("Junior", "SQL", 2, True, 3.0), ("Junior", "Excel", 1, False, 1.0)]


def test_columns_that_nobody_knows_are_mapped(tmp_path: Path) -> None:
    text = "Wer,Was,Wie gut\nAnalyst,SQL,2\n"
    with pytest.raises(InvalidInput, match="no column is a role or a competency"):
        read(tmp_path, text)
    named = parse_map(["Wer=role", "Was=competency", "Wie gut=level"])
    assert needs(read(tmp_path, text, named=named).framework) == [("Analyst", "SQL", 2, True, 1.0)]


def test_one_statement_a_row_and_one_a_column_say_the_same(tmp_path: Path) -> None:
    rows = read(tmp_path, "Skill,Level,Description\nTalk,Basic,a\nTalk,Advanced,b\nHear,Advanced,c\n")
    wide = read(tmp_path, "Skill,Basic,Advanced\nTalk,a,b\nHear,,c\n")
    assert rows.framework.competencies == wide.framework.competencies
    assert rows.framework.scale == wide.framework.scale


def test_roles_in_columns_with_levels_in_the_cells(tmp_path: Path) -> None:
    found = read(tmp_path, "Skill,Developer,Tester\nPython,3,1\nTesting,,3\n")
    assert needs(found.framework) == [
        ("Developer", "Python", 3, True, 1.0),
        ("Tester", "Python", 1, True, 1.0),
        ("Tester", "Testing", 3, True, 1.0),
    ]


def test_cells_left_empty_are_as_above(tmp_path: Path) -> None:
    found = read(tmp_path, "Role,Skill,Level\nDev,Python,3\n,Java,2\nTester,Testing,3\n")
    assert [need[:2] for need in needs(found.framework)] == [
        ("Dev", "Python"),
        ("Dev", "Java"),
        ("Tester", "Testing"),
    ]


def test_a_description_that_changes_with_the_level_is_the_levels(tmp_path: Path) -> None:
    found = read(tmp_path, "Skill,Level,Description\nTalk,1,a\nTalk,2,b\n")
    (talk,) = found.framework.competencies
    assert (talk.description, [text.text for text in talk.texts]) == ("", ["a", "b"])


@pytest.mark.parametrize(
    ("labels", "ordered"),
    [
        (["3", "1", "2"], ["1", "2", "3"]),
        (["3 - Expert", "1 - Novice"], ["1 - Novice", "3 - Expert"]),
        (["Lead (3)", "Start (1)"], ["Start (1)", "Lead (3)"]),
        (["Expert", "Working"], ["Awareness", "Working", "Practitioner", "Expert"]),
        (["Advanced", "Basic", "Intermediate"], ["Basic", "Intermediate", "Advanced"]),
        (["Senior to Lead", "Junior to Senior"], ["Junior to Senior", "Senior to Lead"]),
        (["blue", "red"], ["blue", "red"]),
    ],
)
def test_levels_find_their_order(labels: list[str], ordered: list[str]) -> None:
    assert [level.label for level in scale_of(labels).levels] == ordered


def test_the_four_levels_of_the_rubric_stand_for_it() -> None:
    assert [level.rubric for level in scale_of(["Expert", "Awareness"]).levels] == [1, 2, 3, 4]
    assert [level.rubric for level in scale_of(["Novice", "Competent"]).levels] == [None] * 5


def test_a_level_that_is_none_is_accepted_when_it_is_given(tmp_path: Path) -> None:
    text = "Role,Skill,Level\nA,b,Working\nA,c,Wizard\nA,d,Expert\n"
    with pytest.raises(BrokenFramework, match="'Wizard' is no level"):
        read(tmp_path, text)
    found = read(tmp_path, text, levels=("Working", "Wizard", "Expert"))
    assert [need[2] for need in needs(found.framework)] == [1, 2, 3]


def test_two_texts_of_one_level_are_both_kept_and_told(tmp_path: Path) -> None:
    found = read(tmp_path, "Skill,Level,Indicator\nTalk,1,a\nTalk,1,b\n")
    (talk,) = found.framework.competencies
    assert [text.text for text in talk.texts] == ["a", "b"]
    assert "two texts for one level" in {note.what for note in found.report.notes}


def test_right_to_left_and_many_bytes_stay_as_they_are(tmp_path: Path) -> None:
    found = read(tmp_path, "Role,Skill,Level\nمهندس,نمذجة البيانات ,1\n技術者,データ\u2028モデリング,2\n")
    assert [need[1] for need in needs(found.framework)] == ["نمذجة البيانات ", "データ\u2028モデリング"]


def test_a_spreadsheet_is_read_and_its_formulas_are_refused(tmp_path: Path) -> None:
    from openpyxl import Workbook

    def book(*rows: list[object]) -> Path:
        made = Workbook()
        made.create_sheet("Read me", 0).append(["About this file"])
        for row in rows:
            made["Sheet"].append(row)
        path = tmp_path / "book.xlsx"
        made.save(path)
        return path

    found = read_framework(book(["Role", "Skill", "Level"], ["Dev", "Python", 3], [None, "Java", 2]))
    assert needs(found.framework) == [("Dev", "Python", 3, True, 1.0), ("Dev", "Java", 2, True, 1.0)]
    with pytest.raises(BrokenFramework, match="a formula"):
        read_framework(book(["Role", "Skill", "Level"], ["Dev", "=A1", 3]))


def test_what_is_too_large_or_no_framework_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.csv.gz"
    bomb.write_bytes(gzip.compress(b"Role,Skill\n" + b"a,b\n" * 17_000_000))
    with pytest.raises(InvalidInput, match="more than 64 MiB"):
        read_framework(bomb)
    packed = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (65 * 1024 * 1024))
    with pytest.raises(InvalidInput, match="more than 64 MiB"):
        read_framework(packed)
    long = tmp_path / "long.csv"
    long.write_text("Role,Skill\n" + "a,b\n" * 200_001)
    with pytest.raises(InvalidInput, match="more than 200,000 rows"):
        read_framework(long)
    for content in (b"", b"Role,Skill\na,b\0\n", b"{}", b'{"a": 1', b"PK\x03\x04", b"[1]"):
        path = tmp_path / "odd"
        path.write_bytes(content)
        with pytest.raises(InvalidInput):
            read_framework(path)


def test_the_first_hundred_mistakes_are_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text("Role,Skill,Level\n" + "a,=1,1\n" * 150)
    with pytest.raises(BrokenFramework, match="150 mistakes") as refused:
        read_framework(path)
    assert len(refused.value.details) == 100
    assert refused.value.details[0] == {"line": 2, "column": 2, "message": "a formula: '=1'"}


def test_esco_occupations_are_roles_without_levels(shared: Path) -> None:
    found = read_framework(shared / "data" / "esco" / "esco_ict_occupations.json.gz")
    every = needs(found.framework)
    assert (len(found.framework.roles), len(every)) == (91, 1970)
    assert len(found.framework.competencies) == 723 and {need[2] for need in every} == {None}


def test_the_shared_framework_is_reported_as_it_is(shared: Path) -> None:
    found = read_framework(shared / "data" / "frameworks" / "ddat_roles.csv.gz")
    assert found.report.counts == {
        "rows": 1825, "roles": 52, "role levels": 201, "competencies": 188,
        "requirements": 1809, "levels": 4, "level texts": 574,
    }  # fmt: skip
    told = [(note.kind, note.what) for note in found.report.notes]
    assert told.count(("repeated", "requirements")) == 16
    assert told.count(("missing", "texts of levels")) == 90
    assert told.count(("missing", "descriptions of competencies")) == 41  # 5 are empty, 36 say MISSING
    assert told.count(("missing", "levels of roles")) == 4
