"""A region adds to a global framework or tightens it, sees where it departs, and follows it."""

from pathlib import Path

import pytest
from frameworks import table, takes_in, written

from domain.errors import InvalidInput
from graph.connection import Graph
from learning.frameworks import exported
from learning.frameworks_regions import departures

pytestmark = pytest.mark.anyio

GLOBAL = (
    "Role,Grade,Skill,Level,What it means\n"
    "Manager,Deputy,Stock,Working,counts\n"
    "Manager,Deputy,Staff,Working,plans a day\n"
    "Manager,Manager,Stock,Expert,plans\n"
)
GERMAN = "Role,Grade,Skill,Level\nManager,Deputy,Stock,Expert\nManager,Deputy,Closing time,Working\n"


async def sentences(graph: Graph) -> set[str]:
    return {each.sentence for each in (await departures(graph, "german"))[2]}


async def needs(graph: Graph) -> dict[str, dict[str, int | None]]:
    """What the region's role levels need, as the graph has it."""

    async def run(tx: object) -> list[dict[str, object]]:
        found = await tx.run(  # type: ignore[attr-defined]
            "MATCH (:Framework {title: 'german', status: 'published'})-[:HAS]->(:Role)-[:HAS]->(l) "
            "MATCH (l)-[q:REQUIRES]->(c) "
            "RETURN l.name AS level, c.name AS competency, q.level AS at"
        )
        return await found.data()

    rows = await graph.read(run)
    levels: dict[str, dict[str, int | None]] = {}
    for row in rows:
        levels.setdefault(str(row["level"]), {})[str(row["competency"])] = row["at"]  # type: ignore[assignment]
    return levels


@pytest.fixture
async def region(graph: Graph, tmp_path: Path) -> Path:
    await takes_in(graph, written(tmp_path, GLOBAL, "global.csv"))
    path = written(tmp_path, GERMAN, "german.csv")
    await takes_in(graph, path, based_on="global", region="DE")
    return path


async def test_what_a_region_needs_is_everything_global_and_its_own(graph: Graph, region: Path) -> None:
    assert await needs(graph) == {
        "Deputy": {"Stock": 4, "Closing time": 2, "Staff": 2},
        "Manager": {"Stock": 4},
    }
    assert await sentences(graph) == {
        "Deputy needs *Stock* at Expert, globally Working.",
        "Deputy needs *Closing time* at Working, which is added.",
    }


async def test_its_file_comes_out_as_it_went_in_and_changes_nothing(graph: Graph, region: Path) -> None:
    assert await table(graph, "german") == GERMAN
    assert not (await takes_in(graph, region)).written


async def test_it_follows_the_global_one(graph: Graph, region: Path, tmp_path: Path) -> None:
    changed = GLOBAL.replace("Staff,Working", "Staff,Expert") + "Manager,Deputy,Closing time,Expert,late\n"
    await takes_in(graph, written(tmp_path, changed, "global.csv"))
    assert (await needs(graph))["Deputy"] == {"Stock": 4, "Closing time": 4, "Staff": 4}
    assert await sentences(graph) == {"Deputy needs *Stock* at Expert, globally Working."}
    framework, _, _ = await exported(graph, "german")
    assert framework.version == 2


async def test_it_may_not_need_less(graph: Graph, region: Path, tmp_path: Path) -> None:
    less = written(tmp_path, "Role,Grade,Skill,Level\nManager,Manager,Stock,Working\n", "french.csv")
    with pytest.raises(InvalidInput, match="may not need less"):
        await takes_in(graph, less, based_on="global", region="FR")
    none = written(tmp_path, "Role,Grade,Skill,Level\nManager,Manager,Stock,5\n", "polish.csv")
    with pytest.raises(InvalidInput, match="has no level '5'"):
        await takes_in(graph, none, based_on="global", region="PL")
