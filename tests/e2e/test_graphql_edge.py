"""What is refused at the edge, and how: by code, in order, and without anybody's words or a stack."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from graphql_client import HOST, Client, client_of
from organisation import Organisation

from api import endpoint
from api.app import create_app
from api.requests import MOST_BYTES
from finder.index import Index
from graph.connection import Graph
from graph.server import Server

pytestmark = pytest.mark.anyio

NAMES = {"query": "{ people(first: 3) { edges { node { name } } } }"}
SECRET = "correct horse battery staple"


@pytest.fixture
async def organisation(graph: Graph) -> Organisation:
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann")
    return organisation


@pytest.fixture
async def client(organisation: Organisation, tmp_path: Path) -> AsyncIterator[Client]:
    async with client_of(organisation, tmp_path, viewer="ann") as client:
        yield client


async def posted(client: Client, headers: dict[str, str] | None = None, **others: Any) -> httpx.Response:
    return await client.http.post("/graphql", headers=headers, **({"json": NAMES} | others))


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
async def test_names_of_this_machine_are_answered(client: Client, host: str) -> None:
    assert (await posted(client, {"Host": host})).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""]
)
@pytest.mark.parametrize("path", ["/", "/graphiql", "/metrics", "/health/live", "/graphql"])
async def test_a_name_that_was_rebound_to_us_is_refused(client: Client, host: str, path: str) -> None:
    assert (await client.http.get(path, headers={"Host": host})).status_code == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://localhost:8000", "http://localhost:8001"]
)
async def test_pages_of_another_origin_may_not_ask(client: Client, origin: str) -> None:
    answer = await posted(client, {"Origin": origin})
    assert answer.status_code == 403
    assert "data" not in answer.json()


async def test_a_page_of_our_own_may_ask(client: Client) -> None:
    answer = await posted(client, {"Origin": HOST, "Sec-Fetch-Site": "same-origin"})
    assert answer.json()["data"]["people"]["edges"] == [{"node": {"name": "Ann"}}]
    assert (await posted(client, {"Sec-Fetch-Site": "cross-site"})).status_code == 403
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
async def test_what_a_form_can_send_is_refused(client: Client, content_type: str) -> None:
    answer = await client.http.post("/graphql", content=b"{}", headers={"Content-Type": content_type})
    assert answer.status_code == 415
    assert answer.json()["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


async def test_only_post_is_taken(client: Client) -> None:
    assert (await client.http.get("/graphql", params=NAMES)).status_code == 405


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nothing",
        b"[]",
        b"null",
        b"{}",
        b'{"query": 1}',
        b'{"query": "{ viewer { id } }", "variables": []}',
        b'{"query": "{ viewer { id } }", "operationName": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
async def test_a_body_that_is_no_request_is_refused(client: Client, body: bytes) -> None:
    answer = await client.http.post("/graphql", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"]["code"] == "INVALID_INPUT"


async def test_a_large_body_is_refused_before_it_is_read_whole(client: Client) -> None:
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += MOST_BYTES // 10
            yield b" " * (MOST_BYTES // 10)

    answer = await client.http.post("/graphql", content=body(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "query",
    [
        "{ people(first: 0) { edges { node { id } } } }",
        "{ people(first: 101) { edges { node { id } } } }",
        "{ people(first: -1) { edges { node { id } } } }",
        "{ people(first: 99999999999) { edges { node { id } } } }",
        '{ people(after: "nonsense") { edges { node { id } } } }',
        '{ people(after: "W10=") { edges { node { id } } } }',
        '{ people(after: "") { edges { node { id } } } }',
        '{ people(after: "WzEsMl0=") { edges { node { id } } } }',
        '{ experts(first: 3) { edges { node { score } } } }',
        '{ experts(question: "  ", first: 3) { edges { node { score } } } }',
        '{ experts(question: "x", first: 3, after: "WyJhIiwiYiJd") { edges { node { score } } } }',
        "{ nodes(ids: []) { id } }",
        "{ nothing }",
        "{ people { edges",
        "",
        "mutation { viewer { id } }",
        "{ viewer { ...F } } fragment F on Person { ...G } fragment G on Person { ...F }",
    ],
)  # fmt: skip
async def test_bad_input_is_told_by_its_code(client: Client, query: str) -> None:
    assert set(await client.codes(query)) == {"INVALID_INPUT"}


async def test_a_question_has_a_length(client: Client) -> None:
    query = "query($q: String) { experts(question: $q, first: 1) { edges { node { score } } } }"
    assert await client.codes(query, q="a " * 2_000) == ["INVALID_INPUT"]


async def test_a_query_is_limited_in_depth_aliases_and_length(client: Client) -> None:
    deep = "{ skills { edges { node " + "{ broader " * 12 + "{ id }" + " }" * 12 + "} } }"
    aliases = "{" + " ".join(f"a{n}: viewer {{ id }}" for n in range(40)) + "}"
    long = "{ viewer {" + " id" * 3_000 + "} }"
    nested = "{ viewer " * 600 + "{ id }" + " }" * 600
    for query in (deep, aliases, long, nested):
        assert set(await client.codes(query)) == {"INVALID_INPUT"}


async def test_a_request_that_asks_for_too_many_rows_is_stopped(
    client: Client, organisation: Organisation
) -> None:
    await organisation.joins(*(f"dee{number}" for number in range(80)))
    part = "people(first: 100) { edges { node { knows(first: 100) { edges { cursor } } } } }"
    query = "{" + " ".join(f"a{n}: {part}" for n in range(3)) + "}"
    assert "INVALID_INPUT" in await client.codes(query)


async def test_the_status_is_200_for_json_and_400_for_the_media_type_of_graphql(client: Client) -> None:
    wrong = {"query": "{ nothing }"}
    assert (await posted(client, json=wrong)).status_code == 200
    accept = {"Accept": "application/graphql-response+json"}
    refused = await posted(client, accept, json=wrong)
    assert refused.status_code == 400
    assert refused.headers["content-type"].startswith("application/graphql-response+json")
    assert (await posted(client, accept)).status_code == 200


async def test_a_graph_that_does_not_answer_is_named_and_its_address_is_not(
    organisation: Organisation, tmp_path: Path
) -> None:
    nowhere = Graph(Server("bolt://127.0.0.1:9", "neo4j", "no"))
    async with client_of(organisation, tmp_path, viewer="ann", graph=nowhere) as client:
        answer = await client.response("{ viewer { name } }")
        assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["ENGINE_NOT_REACHABLE"]
        assert "127.0.0.1" not in answer.text
        assert (await client.codes("{ viewer { name } }", "Ann")) == ["ENGINE_NOT_REACHABLE"]
        assert (await client.http.get("/health/live")).status_code == 200
        assert (await client.http.get("/health/ready")).status_code == 503
        assert "understory_graph_up 0" in (await client.http.get("/metrics")).text
        assert (await client.http.get("/")).status_code == 200
    await nowhere.close()


async def test_what_is_unexpected_is_masked_and_logged_without_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ValueError(SECRET)

    monkeypatch.setattr("api.experts.finder.find", broken)
    query = "query($q: String) { experts(question: $q, first: 1) { edges { node { score } } } }"
    with caplog.at_level(logging.DEBUG):
        answer = await client.response(query, q=SECRET)
    (error,) = answer.json()["errors"]
    assert error["extensions"]["code"] == "INTERNAL"
    for word in (SECRET, "ValueError", "Traceback", ".py"):
        assert word not in answer.text
    assert "ValueError" in caplog.text
    assert SECRET not in caplog.text


async def test_a_request_has_a_time(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def slow(*_: object, **__: object) -> None:
        await asyncio.sleep(30)

    monkeypatch.setattr(endpoint, "REQUEST_SECONDS", 0.05)
    monkeypatch.setattr("api.experts.finder.find", slow)
    query = '{ experts(question: "kafka", first: 1) { edges { node { score } } } }'
    assert await client.codes(query) == ["TIMED_OUT"]


async def test_periodic_work_is_begun_again_after_a_failure_and_ends_with_the_app(
    organisation: Organisation,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("api.app.PAUSE_SECONDS", 0.01)
    begun: list[str] = []
    again, ended = asyncio.Event(), asyncio.Event()

    async def run() -> None:
        begun.append("once")
        if len(begun) == 1:
            raise ValueError(SECRET)
        again.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    app = create_app(organisation.graph, organisation.miner, Index(tmp_path), periodic=(run,))
    async with asyncio.timeout(20), app.router.lifespan_context(app):
        await again.wait()
    assert ended.is_set()
    assert SECRET not in caplog.text


async def test_metrics_count_requests_errors_and_the_ledger(client: Client) -> None:
    await posted(client)
    await posted(client, json={"query": "{ nothing }"})
    await posted(client, {"Origin": "null"})
    text = (await client.http.get("/metrics")).text
    assert 'understory_graphql_requests_total{status="200"} 2' in text
    assert 'understory_graphql_requests_total{status="403"} 1' in text
    assert 'understory_graphql_errors_total{code="INVALID_INPUT"} 2' in text
    assert "understory_graphql_seconds_count 3" in text
    assert "understory_graph_up 1" in text
    assert "understory_ledger_seq " in text


async def test_health_says_whether_the_graph_answers(client: Client) -> None:
    assert (await client.http.get("/health/live")).json() == {"status": "live"}
    assert (await client.http.get("/health/ready")).json() == {"status": "ready"}


async def test_the_first_page_names_the_viewer_and_three_things_to_try(client: Client) -> None:
    page = (await client.http.get("/")).text
    assert "<strong>Ann</strong>" in page
    assert page.count("<pre>curl http://localhost:8000/graphql") == 3
    assert 'href="/graphiql"' in page
