"""The command on a running Neo4j: answers on stdout, everything else on stderr, and exit codes to rely on."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from exports import small_export

from cli.main import run
from engine.store import Address
from graph.connection import Graph, Tx

pytestmark = pytest.mark.anyio  # for the graph to be emptied; the command runs a loop of its own

KAFKA = "who can restart a kafka consumer?"


@dataclass(frozen=True, slots=True)
class Told:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, str]:
        line, nothing = self.err.splitlines()[-1], self.out
        assert not nothing
        return json.loads(line)["error"]


Understory = Callable[..., Told]


@pytest.fixture
def understory(
    graph: Graph,
    engine: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Understory:
    """Runs one command in this process on the session's engine, as on a server of one's own."""
    for name, value in {
        "NEO4J_URI": engine.uri,
        "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
        "UNDERSTORY_HOME": str(tmp_path / "home"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("UNDERSTORY_VIEWER", raising=False)

    def command(*arguments: str) -> Told:
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Told(code, captured.out, captured.err)

    return command


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return small_export(tmp_path / "export")


def test_an_export_goes_in_and_the_right_person_comes_out(understory: Understory, export: Path) -> None:
    taken = understory("ingest", "slack", str(export), "--workers", "0")
    assert taken.code == 0
    assert "messages" in taken.out and "left out" in taken.out
    found = understory("find", KAFKA, "--json")
    assert found.code == 0
    assert [expert["person"]["name"] for expert in found.json["experts"]] == ["Ann"]
    assert found.json["experts"][0]["reasons"] and found.json["experts"][0]["evidence"]
    assert any(match.get("skill") == "kafka" for match in found.json["interpretation"]["matches"])


def test_why_shows_the_message_with_its_address(understory: Understory, export: Path) -> None:
    understory("ingest", "slack", str(export), "--workers", "0", "--workspace", "example.slack.com")
    known = understory("why", "ann", "kafka", "--json").json
    assert known["evidence"][0]["permalink"] == "https://example.slack.com/archives/C1/p1700000060000100"
    assert "Kafka" in known["evidence"][0]["quote"]


def test_a_second_run_changes_nothing_and_says_so(understory: Understory, export: Path) -> None:
    first = understory("ingest", "slack", str(export), "--workers", "0", "--json").json
    again = understory("ingest", "slack", str(export), "--workers", "0", "--json").json
    assert first["rows_created"] == 2 and first["warnings"][0]["kind"] == "left_out"
    assert [again[f"rows_{what}"] for what in ("created", "replaced", "removed")] == [0, 0, 0]


def test_a_private_channel_shows_to_its_members_and_not_to_the_operator(
    understory: Understory, export: Path
) -> None:
    understory("ingest", "slack", str(export), "--private", "--workers", "0")
    question = ("find", "who configured SAP for the month end?", "--json")
    assert understory(*question).json["experts"] == []
    assert understory(*question, "--as", "ann").json["experts"] == []
    assert understory(*question, "--as", "cy").json["experts"][0]["person"]["name"] == "Bo"
    assert understory("why", "bo", "sap", "--as", "cy", "--json").json["evidence"][0]["quote"] is None


def test_the_environment_may_name_the_viewer(
    understory: Understory, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    understory("ingest", "slack", str(export), "--private", "--workers", "0")
    monkeypatch.setenv("UNDERSTORY_VIEWER", "cy")
    assert understory("find", "who configured SAP?", "--json").json["experts"][0]["person"]["name"] == "Bo"


def test_nobody_found_is_no_failure(understory: Understory) -> None:
    found = understory("find", "who knows about kafka?")
    assert found.code == 0
    assert "Nobody" in found.out


def test_an_error_is_one_line_of_json_with_what_to_do(understory: Understory, tmp_path: Path) -> None:
    told = understory("ingest", "slack", str(tmp_path / "nothing.zip"), "--json")
    assert told.code == 1
    assert told.error["code"] == "INVALID_INPUT" and "nothing.zip" in told.error["message"]
    assert told.error["next"]


def test_an_unknown_viewer_is_refused(understory: Understory) -> None:
    told = understory("find", "kafka", "--as", "nobody at all", "--json")
    assert (told.code, told.error["code"]) == (1, "NOT_FOUND")


@pytest.mark.parametrize("arguments", [("find",), ("fnd", "x"), ("find", "x", "--first", "0"), ("ingest",)])
def test_wrong_usage_is_2(understory: Understory, arguments: tuple[str, ...]) -> None:
    assert understory(*arguments).code == 2


def test_no_engine_is_3(understory: Understory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    told = understory("find", "kafka", "--json")
    assert (told.code, told.error["code"]) == (3, "ENGINE_NOT_REACHABLE")


def test_a_server_of_ones_own_is_not_stopped(understory: Understory) -> None:
    assert understory("engine", "stop").code == 1


def test_the_doctor_counts_by_label_and_type_and_finds_nothing_wrong(
    understory: Understory, export: Path
) -> None:
    understory("ingest", "slack", str(export), "--workers", "0")
    told = understory("doctor", "--check", "--json")
    assert told.code == 0 and told.json["ok"]
    assert told.json["counts"]["labels"]["Evidence"] == 2
    assert told.json["counts"]["types"]["OF"] == 3
    assert {"understory", "python", "neo4j", "driver"} <= told.json["versions"].keys()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        ("MATCH ()-[k:KNOWS]->() WITH k LIMIT 1 SET k.g = k.g + 1", "FOLD_DIFFERS"),
        ("MATCH (t:Term) WITH t LIMIT 1 SET t.df = t.df + 1", "TERMS_DIFFER"),
        ("MATCH (p:Person) WITH p LIMIT 1 SET p.stale = true", "FOLD_UNFINISHED"),
    ],
)
async def test_the_doctor_says_what_is_wrong(
    understory: Understory, export: Path, graph: Graph, harm: str, code: str
) -> None:
    import asyncio

    await asyncio.to_thread(understory, "ingest", "slack", str(export), "--workers", "0")

    async def do(tx: Tx) -> None:
        await (await tx.run(harm)).consume()  # pyright: ignore

    await graph.write(do)
    told = await asyncio.to_thread(understory, "doctor", "--check", "--json")
    assert told.code == 1
    assert code in [problem["code"] for problem in told.json["problems"]]
    assert all(problem["next"] for problem in told.json["problems"])


def test_the_doctor_tells_the_rest_when_the_engine_is_away(
    understory: Understory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEO4J_URI", "bolt://127.0.0.1:9")
    told = understory("doctor", "--json")
    assert told.code == 1
    assert told.json["problems"][0]["code"] == "ENGINE_NOT_REACHABLE"
    assert told.json["versions"]["understory"]


def test_people_of_a_list_and_of_the_export_are_the_same_by_e_mail(
    understory: Understory, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("id,name,email,title,end\n1,Ann Arbor,ann@example.org,Engineer,\n2,Bo,,,2020-01-01\n")
    assert understory("ingest", "people", str(people), "--json").json["people"] == 2
    assert understory("doctor", "--json").json["counts"]["labels"]["Person"] == 2


def test_accounts_are_linked_by_hand_and_taken_apart_again(
    understory: Understory, export: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("Staff,name\n7,Ann Arbor\n")
    told = understory("ingest", "people", str(people), "--map", "Staff=id", "--dry-run", "--json")
    assert told.json["columns"]["id"] == "Staff" and told.json["people"] == 1
    assert understory("link", "people", "7", "ann").code == 1, "a dry run writes nothing"
    understory("ingest", "people", str(people), "--map", "Staff=id")
    understory("ingest", "slack", str(export), "--workers", "0")
    assert understory("link", "people", "7", "ann", "--json").json["moved"][0]["to"]["name"] == "Ann Arbor"
    assert understory("find", KAFKA, "--json").json["experts"][0]["person"]["name"] == "Ann Arbor"
    assert len(understory("link", "list", "--json").json["links"]) == 1
    assert understory("link", "undo", "ann", "7").code == 0
    assert understory("find", KAFKA, "--json").json["experts"][0]["person"]["name"] == "Ann"
    assert understory("link", "undo", "ann", "7", "--json").error["code"] == "NOT_FOUND"


def test_a_vocabulary_is_added(understory: Understory, tmp_path: Path) -> None:
    file = tmp_path / "skills.csv"
    file.write_text("id,name,aliases,category,broader,related,ordinary\nzorble,Zorble,,tools,,,\n")
    assert understory("ingest", "vocabulary", str(file), "--json").json["skills"] == 1


def test_what_stewards_change_is_told_refused_and_taken_back(understory: Understory) -> None:
    understory("doctor")  # brings the starter vocabulary
    merged = understory("skills", "merge", "Docker", "Kubernetes", "--json")
    assert merged.code == 0 and merged.json["skill"]["name"] == "Docker"
    for refused in (
        ("merge", "Docker", "Kubernetes"),
        ("merge", "Kubernetes", "Docker"),
        ("merge", "Docker", "Docker"),
        ("merge", "no such skill", "Docker"),
        ("unsplit", "Docker"),
        ("unrename", "Docker"),
    ):
        told = understory("skills", *refused, "--json")
        assert told.code == 1 and told.error["message"] and told.error["next"]
    assert understory("skills", "rename", "Kubernetes", "Kubes").code == 0
    assert [understory("skills", "changes").out.count(name) > 0 for name in ("Docker", "Kubes")] == [True] * 2
    assert understory("skills", "unrename", "Kubes").code == 0
    assert understory("skills", "unmerge", "Docker").code == 0
    assert understory("skills", "unmerge", "Docker").code == 1
    assert "Stewards changed nothing." in understory("skills", "changes").out


def test_the_schema_is_graphql(understory: Understory) -> None:
    assert "type Query" in understory("schema").out
