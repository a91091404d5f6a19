"""Frameworks by command and GraphQL: in, out, changed by stewards alone, at a constant number of queries."""

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from graphql_client import Client, Counted, client_of, id_of
from organisation import Organisation

from api.app import create_app
from cli.main import run
from engine.store import Address
from finder.index import Index
from graph.connection import Graph
from learning.frameworks import Steward, import_framework
from sources.frameworks import read_framework

pytestmark = pytest.mark.anyio

SMALL = (
    "Role,Grade,Skill,Level,What it means\n"
    "Engineer,Engineer 1,Kafka,Working,runs it\n"
    "Engineer,Engineer 2,Kafka,Expert,knows it\n"
    "Engineer,Engineer 2,Patience,Working,waits\n"
    "Tester,Tester 1,Patience,Expert,waits long\n"
)
ROLES = """
query($first: Int = 20) {
  frameworks { edges { node {
    title version status levels { position label rubric } versions { version }
    roles(first: $first) { edges { node {
      name family levels { name order requirements {
        must weight assumed level { label }
        competency { name seen texts { text level { label } } skills { name } }
      } holders { edges { node { since person { name } } } } }
    } } }
    competencies(first: $first) { edges { node { name } } pageInfo { hasNextPage } }
  } } }
  roles(first: $first) { edges { node { name framework { title } } } }
}
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.csv"
    path.write_text(SMALL, "utf-8")
    return path


@pytest.fixture
async def organisation(graph: Graph, small: Path) -> Organisation:
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo")
    await import_framework(graph, read_framework(small), Steward("", 1))
    return organisation


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    """Ann is a steward, Bo is not."""
    import httpx

    app = create_app(
        organisation.graph,
        organisation.miner,
        Index(tmp_path / "index"),
        viewer=id_of("ann"),
        stewards=[id_of("ann")],
    )
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost") as http:
        yield Client(http)


Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def understory(
    graph: Graph,
    engine: Address,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> Command:
    for name, value in {
        "NEO4J_URI": engine.uri,
        "NEO4J_USER": engine.user,
        "NEO4J_PASSWORD": engine.password,
        "UNDERSTORY_HOME": str(tmp_path / "home"),
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("UNDERSTORY_VIEWER", raising=False)

    def command(*arguments: str) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        code = run(arguments)
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return command


def test_a_framework_goes_in_twice_and_comes_out(understory: Command, small: Path) -> None:
    code, told, _ = understory("ingest", "framework", str(small), "--json")
    first = json.loads(told)
    assert (code, first["created"], first["version"], first["status"]) == (0, 15, 1, "published")
    again = json.loads(understory("ingest", "framework", str(small), "--json")[1])
    assert (again["created"], again["changed"], again["removed"], again["written"]) == (0, 0, 0, False)
    assert understory("export", "framework", "small")[1] == SMALL
    package = json.loads(understory("export", "framework", "small", "--format", "case")[1])
    assert package["CFDocument"]["caseVersion"] == "1.1"
    counts = json.loads(understory("doctor", "--json")[1])["counts"]
    assert (counts["labels"]["RoleLevel"], counts["types"]["REQUIRES"]) == (3, 4)
    code, _, _ = understory("export", "framework", "nothing")
    assert code != 0


def test_versions_by_command(understory: Command, small: Path, tmp_path: Path) -> None:
    understory("ingest", "framework", str(small))
    changed = tmp_path / "changed.csv"
    changed.write_text(SMALL.replace("Patience", "Patiences"), "utf-8")
    options = ("--name", "small", "--draft", "--json")
    asked = json.loads(understory("ingest", "framework", str(changed), *options)[1])
    assert [(q["old"], q["new"]) for q in asked["questions"]] == [("Patience", "Patiences")]
    code, _, error = understory("framework", "publish", "small", "--json")
    assert (code, json.loads(error.splitlines()[-1])["error"]["code"]) == (1, "RENAME_ASKED")
    assert understory("framework", "publish", "small", "--rename", "Patience=Patiences")[0] == 0
    told = json.loads(understory("framework", "diff", "small", "1", "2", "--json")[1])
    assert [change["sentence"] for change in told["changes"]] == ["*Patience* is now called *Patiences*."]
    listed = json.loads(understory("framework", "versions", "small", "--json")[1])["versions"]
    assert [(each["version"], each["status"]) for each in listed] == [(1, "superseded"), (2, "published")]


def test_a_broken_file_is_told_by_line_and_column(understory: Command, tmp_path: Path) -> None:
    path = tmp_path / "broken.csv"
    path.write_text("Role,Skill,Level\nA,b\n", "utf-8")
    code, _, error = understory("ingest", "framework", str(path), "--json")
    assert code == 1
    told = json.loads(error.splitlines()[-1])["error"]
    assert told["code"] == "BROKEN_FRAMEWORK" and "line 2, column 2" in told["message"]
    assert told["details"] == [{"line": 2, "column": 2, "message": "2 cells, and 3 columns"}]


async def test_a_framework_is_read_with_all_that_hangs_on_it(client: Client) -> None:
    found = await client.data(ROLES)
    (framework,) = (edge["node"] for edge in found["frameworks"]["edges"])
    assert (framework["title"], framework["status"], framework["versions"]) == (
        "small",
        "PUBLISHED",
        [{"version": 1}],
    )
    engineer = framework["roles"]["edges"][0]["node"]
    assert [(level["name"], level["order"]) for level in engineer["levels"]] == [
        ("Engineer 1", 1),
        ("Engineer 2", 2),
    ]
    needs = engineer["levels"][1]["requirements"][0]
    assert (needs["level"]["label"], needs["competency"]["name"]) == ("Expert", "Kafka")
    assert needs["competency"]["skills"] == [{"name": "Kafka"}] and needs["competency"]["seen"] == "MINED"
    assert [edge["node"]["name"] for edge in found["roles"]["edges"]] == ["Engineer", "Tester"]


async def test_somebody_unknown_sees_no_framework(client: Client) -> None:
    found = await client.data(ROLES, viewer="nobody")
    assert found["frameworks"]["edges"] == [] and found["roles"]["edges"] == []


async def test_the_number_of_queries_does_not_grow_with_roles(
    organisation: Organisation, tmp_path: Path, small: Path
) -> None:
    async def queries() -> int:
        counted = Counted(organisation.graph)
        async with client_of(organisation, tmp_path / "index", viewer="ann", graph=counted) as client:
            await client.data(ROLES)
        return counted.queries

    small.write_text(SMALL.replace("runs it", "keeps it running"), "utf-8")
    await import_framework(organisation.graph, read_framework(small), Steward("", 2))
    few = await queries()
    more = "".join(f"Role {n},Level {n},Skill {n},Working,text {n}\n" for n in range(15))
    small.write_text(SMALL + more, "utf-8")
    await import_framework(organisation.graph, read_framework(small), Steward("", 3))
    assert await queries() == few


SAVE = """
mutation($input: SaveFrameworkInput!) {
  saveFramework(input: $input) { framework { id version status } errors { code message nextStep path } }
}
"""
PUBLISH = """
mutation($input: PublishFrameworkInput!) {
  publishFramework(input: $input) { framework { id version } changes errors { code } }
}
"""
ASSIGN = """
mutation($input: AssignRoleInput!) {
  assignRole(input: $input) {
    roleLevel { name holders { edges { node { since person { name } } } } } errors { code }
  }
}
"""
IDS = """
{ frameworks { edges { node { id
    roles { edges { node { levels { id name } } } } competencies { edges { node { id name } } } } } }
  people { edges { node { id name } } } }
"""


async def ids(client: Client) -> dict[str, str]:
    found = await client.data(IDS)
    (framework,) = (edge["node"] for edge in found["frameworks"]["edges"])
    levels = [level for edge in framework["roles"]["edges"] for level in edge["node"]["levels"]]
    things = [*levels, *(edge["node"] for edge in framework["competencies"]["edges"])]
    things += [edge["node"] for edge in found["people"]["edges"]]
    return {"framework": framework["id"]} | {each["name"]: each["id"] for each in things}


async def test_a_steward_saves_publishes_and_assigns(client: Client) -> None:
    id = await ids(client)
    assigned = (await client.data(
        ASSIGN, input={"person": id["Bo"], "roleLevel": id["Engineer 2"], "since": "2026-01-02"}
    ))["assignRole"]  # fmt: skip
    assert assigned["errors"] == []
    assert assigned["roleLevel"]["holders"]["edges"] == [
        {"node": {"since": "2026-01-02", "person": {"name": "Bo"}}}
    ]
    needs: dict[str, Any] = {"holder": id["Engineer 2"], "competency": id["Kafka"], "level": 2}
    saved = (await client.data(SAVE, input={"framework": id["framework"], "requirements": [needs]}))[
        "saveFramework"
    ]
    assert (saved["errors"], saved["framework"]["version"], saved["framework"]["status"]) == ([], 2, "DRAFT")
    published = (await client.data(PUBLISH, input={"framework": id["framework"]}))["publishFramework"]
    assert published["changes"] == ["Engineer 2 now needs *Kafka* at Working, was Expert."]
    diff = await client.data(
        "query($from: ID!, $to: ID!) { frameworkDiff(from: $from, to: $to) "
        "{ from to changed touched changes { kind thing sentence touches { name } } } }",
        **{"from": id["framework"], "to": published["framework"]["id"]},
    )
    assert diff["frameworkDiff"] == {
        "from": 1, "to": 2, "changed": 1, "touched": 1,
        "changes": [{
            "kind": "changed", "thing": "requirement",
            "sentence": "Engineer 2 now needs *Kafka* at Working, was Expert.",
            "touches": [{"name": "Bo"}],
        }],
    }  # fmt: skip


async def test_whoever_is_no_steward_changes_nothing(client: Client) -> None:
    id = await ids(client)
    refused = await client.data(ASSIGN, viewer="Bo", input={"person": id["Bo"], "roleLevel": id["Tester 1"]})
    assert [error["code"] for error in refused["assignRole"]["errors"]] == ["NOT_ALLOWED"]
    refused = await client.data(SAVE, viewer="Bo", input={"framework": id["framework"]})
    assert [error["code"] for error in refused["saveFramework"]["errors"]] == ["NOT_ALLOWED"]
    refused = await client.data(PUBLISH, input={"framework": id["framework"]})
    assert [error["code"] for error in refused["publishFramework"]["errors"]] == ["NOT_FOUND"]
