"""Levels, contests and gaps by the command."""

from pathlib import Path

import pytest
from test_cli import Understory, understory

__all__ = ["understory"]  # the fixture
pytestmark = pytest.mark.anyio

ROLES = "Role,Role level,Competency,Level\nClerk,Clerk,Tills,Working\n"
PEOPLE = "id,name,team\n" + "".join(f"{n},Person {n},shop\n" for n in range(1, 7))


def test_levels_and_gaps_are_told_and_what_is_wrong_is_refused(
    understory: Understory, tmp_path: Path
) -> None:
    (tmp_path / "people.csv").write_text(PEOPLE, "utf-8")
    (tmp_path / "roles.csv").write_text(ROLES, "utf-8")
    assert understory("ingest", "people", str(tmp_path / "people.csv")).code == 0
    levels = "--levels=Awareness,Working,Practitioner,Expert"
    taken = understory("ingest", "framework", str(tmp_path / "roles.csv"), "--name", "Shop", levels)
    assert taken.code == 0, taken.err

    level = understory("proficiency", "Person 1", "Tills", "--json").json
    assert (level["lo"], level["level"], level["units"]) == (None, "not enough to say", [])
    assert "Never for pay" in level["notice"]
    gap = understory("gap", "Person 1", "Clerk", "--json").json
    assert [(need["competency"]["name"], need["verdict"]) for need in gap["needs"]] == [("Tills", "unknown")]
    assert gap["must"] == {"low": 0.0, "high": 1.0}

    group = understory("gap", "shop", "Clerk", "--headcount", "2", "--by", "2030-01-01", "--json").json
    assert (group["group"]["people"], group["told"], group["plan"]["open_places"]) == (6, False, 2)
    assert "cannot be seen from here" in understory("gap", "--everyone", "Clerk").out
    assert understory("moves", "open", "--as", "Person 1").code == 0
    assert understory("proficiency", "--recount", "--json").json == {"shows": 0}
    assert "Nothing is contested." in understory("contest", "list").out

    for wrong in (
        ("proficiency", "Person 1", "Juggling"),
        ("proficiency", "Person 1", "Tills", "--as", "Person 2"),
        ("gap", "Person 1", "Clerk", "--as", "Person 2"),
        ("gap", "Person 1", "Astronaut"),
        ("gap", "Nobody", "Clerk"),
        ("contest", "0000000000000", "--reason", "not me", "--as", "Person 1"),
    ):
        refused = understory(*wrong, "--json")
        assert refused.code == 1, wrong
        assert refused.error["code"] == "NOT_FOUND", wrong
