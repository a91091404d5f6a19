"""Content by the command: in, in again, refused whole, its tags decided, and its prerequisites listed."""

from pathlib import Path

import pytest
from test_cli import Understory, understory

__all__ = ["understory"]  # the fixture
pytestmark = pytest.mark.anyio

CATALOGUE = """id,title,kind,owner,description,prerequisites
a,Introduction to SQL,course,1,Ask a database.,none
b,Advanced SQL,course,nobody,,"Introduction to SQL, some patience"
"""


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    path = tmp_path / "catalogue.csv"
    path.write_text(CATALOGUE, "utf-8")
    return path


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("id,name,manager\n1,Ann Arbor,\n2,Bo Li,1\n", "utf-8")
    return path


def test_a_catalogue_goes_in_and_a_second_time_changes_nothing(
    understory: Understory, catalogue: Path, people: Path
) -> None:
    dry = understory("ingest", "content", str(catalogue), "--dry-run", "--json")
    assert dry.json["items"] == 2 and dry.json["kinds"] == {"course": 2}
    understory("ingest", "people", str(people))
    first = understory("ingest", "content", str(catalogue), "--json")
    assert first.code == 0, first.err
    assert (first.json["created"], first.json["changed"], first.json["removed"]) == (2, 0, 0)
    assert [one["kind"] for one in first.json["warnings"]] == ["content_owner_unknown"]
    again = understory("ingest", "content", str(catalogue))
    assert "Nothing changed." in again.out
    catalogue.write_text(CATALOGUE.splitlines(keepends=True)[0] + CATALOGUE.splitlines()[1] + "\n", "utf-8")
    gone = understory("ingest", "content", str(catalogue), "--sync", "--json")
    assert (gone.json["removed"], gone.json["unchanged"]) == (1, 1)


def test_a_broken_catalogue_is_refused_whole_by_line_and_column(
    understory: Understory, catalogue: Path
) -> None:
    understory("ingest", "content", str(catalogue))
    catalogue.write_text(CATALOGUE + "c,C,opera,,,\nd,D\n", "utf-8")
    told = understory("ingest", "content", str(catalogue), "--json")
    assert told.code == 1
    assert told.error["code"] == "INVALID_INPUT"
    assert "line 4, column 3 (kind): there is no kind 'opera'" in told.error["message"]
    assert "line 5, column 3: the row has 2 cells where the header has 6" in told.error["message"]
    assert understory("content", "tags", "c").code == 1


def test_a_steward_refuses_and_confirms_tags(understory: Understory, catalogue: Path) -> None:
    understory("ingest", "content", str(catalogue))
    tags = understory("content", "tags", "Introduction to SQL", "--json").json["teaches"]
    assert [(tag["id"], tag["from"], tag["to"]) for tag in tags if tag["id"] == "sql"] == [("sql", 0, 1)]
    assert understory("content", "refuse", "a", "SQL", "--json").code == 0
    told = understory("content", "confirm", "a", "Python", "--from", "0", "--to", "2", "--json")
    assert [
        (tag["id"], tag["source"], tag["to"])
        for tag in told.json["teaches"]
        if tag["id"] in ("sql", "python")
    ] == [("python", "confirmed", 2)]
    assert understory("ingest", "content", str(catalogue), "--json").json["changed"] == 0
    assert understory("content", "refuse", "a", "Excel", "--json").error["code"] == "NOT_FOUND"


def test_prerequisites_are_listed_with_what_became_of_them(understory: Understory, catalogue: Path) -> None:
    understory("ingest", "content", str(catalogue))
    told = understory("content", "prerequisites", "--json").json
    assert told["counts"]["resolved in part"] == 1
    (item,) = told["items"]
    assert [clause["status"] for clause in item["clauses"]] == ["resolved", "words"]
    table = understory("content", "prerequisites", "--markdown").out
    assert (
        "| Advanced SQL | Introduction to SQL, some patience | Introduction to SQL |  | some patience |"
        in table
    )


def test_completions_go_in_by_the_command(
    understory: Understory, catalogue: Path, people: Path, tmp_path: Path
) -> None:
    understory("ingest", "people", str(people))
    understory("ingest", "content", str(catalogue))
    done = tmp_path / "done.csv"
    done.write_text("Learner;Course;Completed on;Result\n2;Introduction to SQL;4 May 2026;85%\n", "utf-8")
    assert understory("ingest", "completions", str(done), "--json").json["created"] == 1
    assert understory("ingest", "completions", str(done), "--json").json["unchanged"] == 1
    done.write_text("Learner;Course;Completed on\n3;Introduction to SQL;4 May 2026\n", "utf-8")
    told = understory("ingest", "completions", str(done), "--json")
    assert told.code == 1 and "line 2, column 1 (Learner): there is no person '3'" in told.error["message"]
