"""Gaps on a real graph: of people, of groups that may be told of, and of everybody at once."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from organisation import MINUTE, Organisation

from domain.errors import InvalidInput, NotFound
from domain.gaps import Readiness, Verdict
from domain.viewer import Viewer
from finder import names
from graph import gaps, skills
from graph.connection import Graph, Tx
from graph.experts import NamedPerson
from ingest.people import ingest_people
from learning.frameworks import Steward, import_framework
from learning.gap_groups import GroupGap, Plan, of_group
from learning.gaps import Gap, of_everybody, of_person
from sources.frameworks import Wishes, read_framework
from sources.people import read_people
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio

TODAY = date(2024, 3, 1)
MONTH = 31 * 24 * 60 * MINUTE
OPERATOR = Viewer.operator()
ROLES = """Role,Role level,Competency,Level,Statement
Engineer,Junior engineer,Kafka,Awareness,Knows it
Engineer,Engineer,Kafka,Working,Uses it
Engineer,Engineer,Python,Awareness,Reads it
Engineer,Engineer,Ownership and initiative,Working,Cares
Manager,Manager,SAP,Practitioner,Leads it
"""
MEMBERS = {"ann": "dev", "bob": "dev", "cid": "dev", "dan": "dev", "eve": "dev", "fay": "dev", "gil": "ops"}
LEVELS = ("Awareness", "Working", "Practitioner", "Expert")


async def cypher(graph: Graph, text: str, **values: Any) -> None:
    async def work(tx: Tx) -> None:
        await tx.run(text, values)

    await graph.write(work)


async def frame(graph: Graph, path: Path, name: str) -> None:
    read = read_framework(path, Wishes(name, {}, LEVELS, ""))
    await import_framework(graph, read, Steward("", 1))


@pytest.fixture
async def org(graph: Graph, tmp_path: Path) -> Organisation:
    """Everybody of the team dev but one fixed Kafka and Python six times; ops is one person."""
    org = Organisation(graph)
    await org.begin()
    await org.joins(*MEMBERS, "hal")
    await org.opens("help")
    for _ in range(2):
        for name in ("ann", "bob", "cid", "dan", "eve"):
            for _ in range(3):
                await org.said(name, "help", "I fixed the Kafka consumers and wrote a Python script for it")
        org.clock += MONTH
    for name, team in MEMBERS.items():
        await cypher(
            graph,
            "MATCH (p:Person {name: $name}) MERGE (t:Team {name: $team}) CREATE (p)-[:MEMBER_OF]->(t) "
            "SET p.site = CASE $name WHEN 'Fay' THEN 'North' ELSE 'South' END",
            name=name.title(),
            team=team,
        )
    (tmp_path / "roles.csv").write_text(ROLES)
    await frame(graph, tmp_path / "roles.csv", "Ours")
    return org


async def gap(org: Organisation, person: str, target: str, viewer: Viewer = OPERATOR) -> Gap:
    return await of_person(org.graph, person, target, viewer, TODAY)


async def group(org: Organisation, who: str, target: str, viewer: Viewer = OPERATOR) -> GroupGap:
    return await of_group(org.graph, who, target, viewer, TODAY)


def verdicts(found: Gap) -> dict[str, Verdict]:
    return {one.wanted.measured.name: one.verdict for one in found.judged}


async def test_a_gap_tells_met_partly_and_unknown_apart(org: Organisation) -> None:
    found = await gap(org, "Bob", "Engineer / Engineer")
    assert verdicts(found) == {
        "Kafka": Verdict.MET,
        "Python": Verdict.MET,
        "Ownership and initiative": Verdict.UNKNOWN,
    }
    assert found.must == Readiness(2 / 3, 1.0)
    assert found.should is None
    nobody = await gap(org, "Fay", "Engineer / Engineer")
    assert set(verdicts(nobody).values()) == {Verdict.UNKNOWN}
    assert nobody.must == Readiness(0.0, 1.0)


async def test_only_somebody_says_that_it_is_missing(org: Organisation) -> None:
    await cypher(
        org.graph,
        "MATCH (p:Person {name: 'Fay'}), (k:Skill {id: 'kafka'}), (s:Skill {id: 'python'}) "
        "CREATE (p)-[:CLAIMS {state: 'confirmed', level: 0, by: p.id, at: '2024-02-01'}]->(k), "
        "(p)-[:CLAIMS {state: 'declined', by: p.id, at: '2024-02-01'}]->(s)",
    )
    found = verdicts(await gap(org, "Fay", "Engineer / Engineer", await names.viewer(org.graph, "Fay")))
    assert (found["Kafka"], found["Python"]) == (Verdict.MISSING, Verdict.UNKNOWN)


async def test_what_is_open_is_closed_by_content_and_by_people_who_showed_it(org: Organisation) -> None:
    await cypher(
        org.graph,
        "MATCH (k:Skill {id: 'kafka'}) CREATE (:Content {id: 'x', title: 'Kafka for all', kind: 'course', "
        "status: 'live'})-[:TEACHES {from: 0, to: 2, source: 'stated', confidence: 1.0}]->(k)",
    )
    found = await gap(org, "Fay", "Engineer / Engineer")
    closing = {one.wanted.measured.name: found.closes[one.wanted.measured.about] for one in found.judged}
    assert [content.title for content in closing["Kafka"].learn] == ["Kafka for all"]
    assert len(closing["Kafka"].mentors) == 3
    assert "Fay" not in {knower.person.name for knower in closing["Kafka"].mentors}
    assert closing["Ownership and initiative"].mentors == ()


async def test_a_deficit_is_for_the_person_and_their_manager(org: Organisation) -> None:
    await cypher(
        org.graph, "MATCH (f:Person {name: 'Fay'}), (a:Person {name: 'Ann'}) CREATE (f)-[:REPORTS_TO]->(a)"
    )
    for name in ("Fay", "Ann"):
        assert await gap(org, "Fay", "Manager", await names.viewer(org.graph, name))
    for name in ("Bob", "Hal"):
        with pytest.raises(NotFound):
            await gap(org, "Fay", "Manager", await names.viewer(org.graph, name))
    steward = replace(await names.viewer(org.graph, "Hal"), is_steward=True)
    with pytest.raises(NotFound):
        await gap(org, "Fay", "Manager", steward)


async def test_a_group_is_told_in_fives(org: Organisation) -> None:
    found = await group(org, "dev", "Engineer / Engineer")
    told = {need.wanted.measured.name: (str(need.met), str(need.short)) for need in found.needs}
    assert (found.asked, found.people) == (6, 8)
    assert told == {
        "Kafka": ("5–8", "<5"),
        "Python": ("5–8", "<5"),
        "Ownership and initiative": ("<5", "<5"),
    }
    assert sorted(near.person.name for near in found.nearest) == ["Ann", "Bob", "Cid", "Dan", "Eve"]


async def test_small_groups_are_told_together_with_others(org: Organisation) -> None:
    ops, everyone = await group(org, "ops", "Engineer / Engineer"), await group(org, "everyone", "Manager")
    assert (ops.asked, ops.people) == (1, everyone.people)
    assert ops.nearest == ()


async def test_every_viewer_is_told_the_same_of_a_group(org: Organisation) -> None:
    told = [
        (await group(org, "everyone", "Engineer / Engineer", viewer)).needs
        for viewer in (OPERATOR, await names.viewer(org.graph, "Hal"))
    ]
    assert told[0] == told[1]
    with pytest.raises(NotFound):
        await group(org, "everyone", "Engineer / Engineer", Viewer(None))


async def test_what_cannot_be_seen_is_said_and_not_counted(org: Organisation) -> None:
    found = await of_group(org.graph, "everyone", "Engineer / Engineer", OPERATOR, date(2025, 3, 1))
    assert (found.is_told, found.visible, found.needs, found.must) == (False, 0.0, (), None)


async def test_a_plan_counts_who_is_ready_and_who_would_move(org: Organisation) -> None:
    await cypher(org.graph, "MATCH (p:Person {name: 'Ann'}) SET p.open_to_moves = true")
    found = await group(org, "ops", "Junior engineer")
    assert [near.person.name for near in found.movers] == ["Ann"]
    planned = Plan(7, TODAY, await group(org, "dev", "Junior engineer"))
    assert (len(planned.ready), planned.open_places) == (5, 2)


async def test_what_is_named_wrongly_or_twice_is_refused(org: Organisation) -> None:
    for target, error in (("Nothing", NotFound), ("", NotFound)):
        with pytest.raises(error):
            await gap(org, "Bob", target)
    assert (await gap(org, "Bob", "ours")).aim.name == "Ours"
    assert len((await gap(org, "Bob", "ours")).judged) == 4
    await cypher(
        org.graph,
        "MATCH (r:Role {name: 'Manager'}) CREATE (r)-[:HAS]->(:RoleLevel {id: 'x', name: 'Engineer'})",
    )
    with pytest.raises(InvalidInput):
        await gap(org, "Bob", "Engineer")


async def test_every_role_level_of_the_shared_framework_has_a_gap_for_everybody(
    graph: Graph, shared: Path
) -> None:
    """201 role levels (and 4 roles without) for the 40 people of the demonstration company, read at once."""
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    company = Path(str(resources.files("seed_data") / "company"))
    await ingest_people(graph, read_people(company / "people.csv"), today=datetime.now(UTC).date())
    read = read_framework(shared / "data" / "frameworks" / "ddat_roles.csv.gz", Wishes("", {}, (), ""))
    await import_framework(graph, read, Steward("", 1))

    async def work(tx: Tx) -> list[Gap]:
        people = [NamedPerson(one.key, one.id, one.name) for one in await gaps.members(tx)]
        role_levels = [one.id for one in await gaps.role_levels(tx)]
        return await of_everybody(tx, people, role_levels, OPERATOR, TODAY)

    began = time.monotonic()
    found = await graph.read(work)
    assert time.monotonic() - began < 30
    assert len({gap.aim.id for gap in found}) == 201 + 4
    assert len(found) == len({(gap.person.key, gap.aim.id) for gap in found})
    ready = [gap.must for gap in found]
    assert all(one is not None and 0 <= one.low <= one.high <= 1 for one in ready)
    for gap in found:
        of = [one.wanted.need.competency for one in gap.judged]
        assert len(of) == len(set(of)) > 0
