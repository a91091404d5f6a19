"""A channel that a later export calls private stops being public, whether or not private ones are read."""

import json
from pathlib import Path

import pytest
from dump import bolt_of, dump

from domain.viewer import Viewer
from graph import skills, spaces
from graph.connection import Graph
from ingest.progress import Summary
from ingest.slack import Settings, ingest_slack
from sources.slack import SlackExport
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio

CHANNEL = {"id": "C1", "name": "ops", "members": ["U1"], "topic": {"value": ""}, "purpose": {"value": ""}}
USERS = [{"id": f"U{n}", "name": name, "profile": {"real_name": name}} for n, name in enumerate("xyz")]
SAID = {"type": "message", "user": "U1", "ts": "1700000000.000001", "text": "I fixed the Kafka cluster"}


class Silent:
    def stage(self, name: str, total: int | None) -> None: ...
    def advance(self, done: int, messages: int) -> None: ...


async def takes_in(graph: Graph, folder: Path, *, listed_in: str) -> Summary:
    (folder / "ops").mkdir(parents=True)
    (folder / "users.json").write_text(json.dumps(USERS))
    (folder / "channels.json").write_text("[]")
    (folder / "groups.json").write_text("[]")
    (folder / listed_in).write_text(json.dumps([CHANNEL]))
    (folder / "ops/2023-11-14.json").write_text(json.dumps([SAID]))
    with SlackExport.open(folder) as export:
        return await ingest_slack(graph, export, Settings(b"a key", workers=0), Silent())


async def test_a_channel_that_became_private_is_hidden_though_private_ones_are_not_read(
    graph: Graph, tmp_path: Path
) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    await takes_in(graph, tmp_path / "first", listed_in="channels.json")
    async with bolt_of(graph) as bolt:
        before = await dump(bolt)
        await takes_in(graph, tmp_path / "second", listed_in="groups.json")
        after = await dump(bolt)
    assert [dict(k[2])["scope"] for k in before["KNOWS"]] == ["*"]
    assert [dict(k[2])["scope"] for k in after["KNOWS"]] == ["slack:C1"]
    assert all("quote" not in dict(row) for row in after["Evidence"])
    assert "slack:C1" not in (await graph.read(lambda tx: spaces.readable(tx, Viewer.operator()))).names


async def test_a_private_channel_that_was_never_read_stays_unknown(graph: Graph, tmp_path: Path) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    await takes_in(graph, tmp_path / "first", listed_in="groups.json")
    async with bolt_of(graph) as bolt:
        assert "Space" not in await dump(bolt)
