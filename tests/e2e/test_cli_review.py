"""The review of content and coverage by the command: found, decided, remembered, and refused in words."""

from pathlib import Path

import pytest
from test_cli import Understory, understory

__all__ = ["understory"]  # the fixture
pytestmark = pytest.mark.anyio

CATALOGUE = """id,title,kind,owner,languages,review_on,description
a,Introduction to SQL,course,1,en,2020-01-01,Ask a database what shops really ask and say what a row of it is
b,Introduction to SQL for shops,course,2,en,,Ask a database what shops really ask and say what a row of it is
"""


def test_findings_are_shown_decided_and_remembered(understory: Understory, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("id,name,manager\n1,Ann Arbor,2\n2,Bo Li,\n", "utf-8")
    (tmp_path / "catalogue.csv").write_text(CATALOGUE, "utf-8")
    understory("ingest", "people", str(tmp_path / "people.csv"))
    understory("ingest", "content", str(tmp_path / "catalogue.csv"))

    found = understory("review", "content", "--json").json
    assert (found["items"], found["counts"]["same"], found["counts"]["outdated"]) == (2, 1, 1)
    (old,) = [one for one in found["findings"] if one["kind"] == "outdated"]
    assert old["evidence"] == ["its review was due on 2020-01-01"]
    assert old["owner"]["name"] == "Ann Arbor"
    assert understory("review", "content", "--json").json == found, "a second run changes nothing"

    assigned = understory("review", "assign", old["id"], "Bo Li", "--json").json
    assert (assigned["status"], assigned["owner"]["name"]) == ("assigned", "Bo Li")
    assert understory("review", "dismiss", old["id"], "--reason", "a classic", "--json").code == 0
    assert understory("review", "content", "--kind", "outdated", "--json").json["findings"] == []
    told = understory("review", "content", "--status", "dismissed")
    assert "a classic" in told.out and "is out of date" in told.out
    refused = understory("review", "accept", old["id"], "--as", "Bo Li", "--json")
    assert (refused.code, refused.error["code"]) == (1, "NOT_ALLOWED")

    loss = understory("coverage", "--without", "Ann Arbor", "--as", "Bo Li", "--json").json
    assert [one["title"] for one in loss["content_without_owner"]] == ["Introduction to SQL"]
    looks = understory("coverage", "--looks", "Ann Arbor", "--json").json["looks"]
    assert [one["by"]["name"] for one in looks] == ["Bo Li"]
    hidden = understory("coverage", "--without", "Bo Li", "--as", "Ann Arbor", "--json")
    assert (hidden.code, hidden.error["code"]) == (1, "NOT_FOUND")

    whole = understory("coverage")
    assert "cannot be seen from here" in whole.out and "no framework yet" in whole.out
    assert "No skill is at risk" in understory("coverage", "--at-risk").out
    assert "surely on the rise" in understory("coverage", "--rising", "Ann Arbor").out
    both = understory("coverage", "--at-risk", "--rising", "Ann Arbor", "--json")
    assert both.error["code"] == "INVALID_INPUT"
