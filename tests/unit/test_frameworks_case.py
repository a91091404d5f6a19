"""CASE packages: what goes out is valid, what came in comes out, and what is broken is refused with its
place."""

import copy
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from case_schema import PACKAGE
from jsonschema import Draft202012Validator

from sources.frameworks import Read, read_framework
from sources.frameworks_case_write import Retired, case_package
from sources.frameworks_report import BrokenFramework

GIVEN = json.loads((Path(__file__).parents[1] / "data" / "case_package.json").read_text("utf-8"))
AT = 1_700_000_000_000_000  # microseconds
VALID = Draft202012Validator(PACKAGE)


def read(tmp_path: Path, package: Any) -> Read:
    path = tmp_path / "package.json"
    path.write_text(json.dumps(package, indent=1, ensure_ascii=False), "utf-8")
    return read_framework(path)


def mistakes(package: Any) -> list[str]:
    return [f"{list(each.absolute_path)}: {each.message}"[:200] for each in VALID.iter_errors(package)]


def test_the_package_of_these_tests_is_valid() -> None:
    assert mistakes(GIVEN) == []


def test_roles_levels_and_requirements_are_read(tmp_path: Path) -> None:
    framework = read(tmp_path, GIVEN).framework
    (role,) = framework.roles
    assert (role.name, role.family) == ("Picker", "Warehouse")
    assert role.description.startswith("Works on the floor")
    assert [level.name for level in role.levels] == ["Junior picker", "Senior picker"]  # by sequenceNumber
    names = {each.id: each.name for each in framework.competencies}
    assert [
        (names[each.competency], each.level, each.must, each.weight, each.assumed)
        for level in role.levels
        for each in level.requires
    ] == [
        ("Fork lift driving", 1, True, 2.0, False),
        ("Fork lift driving", 2, False, 1.0, False),
        ("Wears the vest", None, True, 1.0, True),
    ]
    assert [level.label for level in framework.scale] == ["Careful", "Safe"]
    assert "Safety" not in names.values()  # it only groups others


def test_a_package_comes_out_as_it_went_in_with_everything_it_held(tmp_path: Path) -> None:
    found = read(tmp_path, GIVEN)
    assert case_package(found.framework, found.case, AT) == GIVEN


def test_the_skeleton_keeps_no_copy_of_what_the_framework_says(tmp_path: Path) -> None:
    kept = json.dumps(read(tmp_path, GIVEN).case)
    for said in ("drives with help", "Moves goods", "Works on the floor", "Alderbrook"):
        assert said not in kept


def test_a_table_becomes_a_valid_package_that_reads_the_same(tmp_path: Path, shared: Path) -> None:
    found = read_framework(shared / "data" / "frameworks" / "ddat_roles.csv.gz")
    package = case_package(found.framework, {}, AT)
    assert mistakes(package) == []
    again = read(tmp_path, package)
    assert case_package(again.framework, again.case, AT) == package
    assert {each.id for each in again.framework.competencies} == {
        each.id for each in found.framework.competencies
    }


def test_names_of_several_lines_stay_valid(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text('Role,Skill,Level\nA,"two\nlines",1\n', "utf-8")
    assert mistakes(case_package(read_framework(path).framework, {}, AT)) == []


def test_what_is_retired_says_since_when(tmp_path: Path) -> None:
    framework = read(tmp_path, GIVEN).framework
    gone = Retired("10000000-0000-4000-8000-000000000099", "Competency", "Old", "", date(2026, 1, 2))
    package = case_package(framework, {}, AT, [gone])
    assert mistakes(package) == []
    (item,) = (each for each in package["CFItems"] if each["identifier"] == gone.id)
    assert item["statusEndDate"] == "2026-01-02"
    assert gone.id not in {each.id for each in read(tmp_path, package).framework.competencies}


def _twice(package: Any) -> None:
    package["CFItems"].append({**package["CFItems"][4], "notes": "another"})


def _ring(package: Any) -> None:
    child = copy.deepcopy(package["CFAssociations"][4])
    child["identifier"] = "10000000-0000-4000-8000-000000000077"
    child["originNodeURI"], child["destinationNodeURI"] = child["destinationNodeURI"], child["originNodeURI"]
    package["CFAssociations"].append(child)


def _dangling(package: Any) -> None:
    package["CFAssociations"][4]["destinationNodeURI"]["identifier"] = "10000000-0000-4000-8000-000000000088"


def _no_level(package: Any) -> None:
    package["CFAssociations"][5]["extensions"]["level"] = 9


def _version_7(package: Any) -> None:
    package["CFItems"][7]["identifier"] = "10000000-0000-7000-8000-000000000023"


@pytest.mark.parametrize(
    ("break_it", "message"),
    [
        (_twice, "given twice, with other content"),
        (_ring, "each other's children"),
        (_dangling, "not in the package"),
        (_no_level, "9 is no level"),
        (_version_7, "no UUID of version 1 to 5"),
    ],
)
def test_a_broken_package_is_refused_with_its_place(
    tmp_path: Path, break_it: Callable[[Any], None], message: str
) -> None:
    package = copy.deepcopy(GIVEN)
    break_it(package)
    with pytest.raises(BrokenFramework, match=message) as refused:
        read(tmp_path, package)
    assert all(each["line"] and each["column"] for each in refused.value.details)


def test_nulls_are_left_out_and_told(tmp_path: Path) -> None:
    package = copy.deepcopy(GIVEN)
    package["CFItems"][4]["notes"] = None
    found = read(tmp_path, package)
    assert case_package(found.framework, found.case, AT) == GIVEN
    assert [note.where for note in found.report.notes if note.what == "nulls that are left out"] == [
        "CFItems[4].notes"
    ]
