"""Catalogues taken in again and again: the same graph as once, decisions kept, broken ones refused whole."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from dump import bolt_of, dump
from organisation import Organisation

from cli.content_printing import prerequisites_table
from domain.content import NeedStatus, Source
from domain.errors import InvalidInput, NotFound
from domain.people import id_by_list, person_key
from domain.viewer import Scopes, Viewer
from graph import content, skills
from graph.connection import Graph
from ingest.erasing import erase_person
from ingest.people import ingest_people
from learning import content_tags
from learning.content import ingest_content
from learning.content_prerequisites import listed
from learning.content_records import ingest_completions, ingest_observations
from learning.content_summary import Taken
from learning.content_tags import Told, Wish
from sources.completions import read_completions
from sources.content import read_catalogue
from sources.content_broken import Refused
from sources.observations import read_observations
from sources.people import PersonRecord

pytestmark = pytest.mark.anyio

TODAY = date(2026, 11, 24)
PUBLIC = Scopes(("*",))
HEADER = "id,title,kind,owner,description,prerequisites,teaches,needs,replaced_by\n"
INTRO = "intro,Introduction to Kafka,course,7,Learn about queues. Requires Python.,none,,,\n"
NEXT = "next,Kafka in depth,mentoring,ann@shop.test,,Introduction to Kafka,,,\n"


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    people = [
        PersonRecord("7", "Ann Arbor", email="ann@shop.test"),
        PersonRecord("8", "Bo Li", manager="7"),
        PersonRecord("9", "Cy Twombly"),
    ]
    await ingest_people(graph, people, today=TODAY)
    return org


async def takes_in(graph: Graph, tmp_path: Path, text: str, *, sync: bool = False, name: str = "c") -> Taken:
    path = tmp_path / "catalogue.csv"
    path.write_text(text, "utf-8")
    return await ingest_content(graph, read_catalogue(path, name=name), sync=sync)


async def held(graph: Graph) -> dict[str, list[Any]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


async def tags(graph: Graph, item: str) -> Told:
    return await graph.read(lambda tx: content_tags.one(tx, PUBLIC, item))


async def test_a_catalogue_twice_is_a_catalogue_once(org: Organisation, tmp_path: Path) -> None:
    first = await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    once = await held(org.graph)
    again = await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    assert (first.created, first.changed, first.removed) == (2, 0, 0)
    assert (again.created, again.changed, again.removed, again.unchanged) == (0, 0, 0, 2)
    assert again.is_nothing_new
    assert await held(org.graph) == once


async def test_what_content_teaches_and_needs_becomes_relationships(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO.replace("none", "") + NEXT)
    intro, next_ = await tags(org.graph, "intro"), await tags(org.graph, "Kafka in depth")
    assert [(t.id, t.start_level, t.end_level, t.source) for t in intro.teaches if t.id == "kafka"] == [
        ("kafka", 0, 1, Source.MINED)
    ]
    assert [(n.id, n.level) for n in intro.needs] == [("python", 1)]
    tag = next(t for t in intro.teaches if t.id == "kafka")
    assert tag.text is not None and tag.text[tag.start : tag.end] == "Kafka"
    assert [(t.id, t.start_level, t.end_level) for t in next_.teaches] == [("kafka", 2, 3)]
    assert [(n.id, n.status) for n in next_.needs] == [("intro", NeedStatus.RESOLVED)]
    assert intro.item.owner == next_.item.owner is not None


async def test_a_changed_item_is_replaced_and_the_others_stay(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    changed = await takes_in(org.graph, tmp_path, HEADER + INTRO.replace("Kafka", "SAP") + NEXT)
    assert changed.changed == 2, "what names the old title no more resolves to it"
    assert "kafka" not in [t.id for t in (await tags(org.graph, "intro")).teaches]
    words = (await tags(org.graph, "next")).item.in_words
    assert [word.status for word in words] == [NeedStatus.WORDS]


async def test_sync_retires_what_vanished_and_nothing_of_another_catalogue(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    await takes_in(org.graph, tmp_path, HEADER + INTRO.replace("intro", "other"), name="d")
    assert (await takes_in(org.graph, tmp_path, HEADER + INTRO)).removed == 0
    assert (await takes_in(org.graph, tmp_path, HEADER + INTRO, sync=True)).removed == 1
    assert (await takes_in(org.graph, tmp_path, HEADER + INTRO, sync=True)).is_nothing_new
    found = {one.id: one.status.value async for one in content.held(org.graph)}
    assert found == {"intro": "live", "next": "retired", "other": "live"}
    back = await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    assert (back.changed, back.unchanged) == (1, 1)
    with pytest.raises(InvalidInput, match="empty"):
        await takes_in(org.graph, tmp_path, HEADER, sync=True)


async def test_a_run_that_was_killed_between_its_steps_is_finished_by_the_next(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    whole = await held(org.graph)
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query(
            "MATCH (c:Content {id: 'next'}) SET c.digest = null "
            "WITH c MATCH (c)-[r:NEEDS|TEACHES]->() DELETE r"
        )
    assert (await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)).changed == 1
    assert await held(org.graph) == whole


async def test_a_refused_tag_stays_away_and_a_confirmed_one_stays(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    operator = Viewer.operator()
    await content_tags.decide(org.graph, operator, Wish("intro", "kafka", True))
    told = await content_tags.decide(org.graph, operator, Wish("intro", "SAP", False, levels=(1, 2)))
    assert [t.id for t in told.teaches if t.source is Source.CONFIRMED] == ["sap"]
    assert "kafka" not in [t.id for t in told.teaches]
    again = await takes_in(org.graph, tmp_path, HEADER + INTRO + NEXT)
    assert again.is_nothing_new, "a decision is no change of the catalogue"
    await takes_in(org.graph, tmp_path, HEADER + INTRO.replace("queues", "Kafka and Python") + NEXT)
    after = {t.id: (t.start_level, t.end_level, t.source) for t in (await tags(org.graph, "intro")).teaches}
    assert "kafka" not in after
    assert after["sap"] == (1, 2, Source.CONFIRMED)


async def test_a_proposed_prerequisite_holds_once_a_steward_confirms_it(
    org: Organisation, tmp_path: Path
) -> None:
    text = HEADER + INTRO + NEXT.replace(",Introduction to Kafka", ",Introducton to Kafka")
    await takes_in(org.graph, tmp_path, text)
    assert [n.status for n in (await tags(org.graph, "next")).needs] == [NeedStatus.PROPOSED]
    told = await content_tags.decide(org.graph, Viewer.operator(), Wish("next", "intro", False, needs=True))
    assert [n.status for n in told.needs] == [NeedStatus.RESOLVED]
    assert (await takes_in(org.graph, tmp_path, text)).is_nothing_new
    told = await content_tags.decide(org.graph, Viewer.operator(), Wish("next", "intro", True, needs=True))
    assert not told.needs
    assert [word.status for word in told.item.in_words] == [NeedStatus.WORDS]
    assert (await takes_in(org.graph, tmp_path, text)).is_nothing_new


async def test_stated_tags_win_over_mined_ones_and_no_kind_passes_its_ceiling(
    org: Organisation, tmp_path: Path
) -> None:
    row = "x,Kafka for shops,course,,,,SAP 0-3; Python,Go:2 | python:1; intro,\n"
    told = await takes_in(org.graph, tmp_path, HEADER + INTRO + row)
    found = await tags(org.graph, "x")
    assert {t.id: (t.start_level, t.end_level) for t in found.teaches} == {"sap": (0, 2), "python": (0, 2)}
    assert all(t.source is Source.STATED for t in found.teaches)
    assert [(n.clause, n.id, n.level) for n in found.needs] == [
        (1, "go", 2), (1, "python", 1), (2, "intro", None),
    ]  # fmt: skip
    assert told.warnings["content_level_capped"] == 1


async def test_an_unknown_owner_leaves_content_without_one_and_is_named(
    org: Organisation, tmp_path: Path
) -> None:
    told = await takes_in(org.graph, tmp_path, HEADER + INTRO.replace(",7,", ",nobody@x.test,"))
    assert told.warnings["content_owner_unknown"] == 1
    assert (await tags(org.graph, "intro")).item.owner is None


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("x,X,course,,,,no such thing 0-1,,\n", "line 3, column 7 (teaches)"),
        ("x,X,course,,,,,no such thing,\n", "line 3, column 8 (needs)"),
        ("x,X,course,,,,,,gone\n", "line 3, column 9 (replaced_by)"),
    ],
)
async def test_a_reference_that_leads_nowhere_refuses_the_whole(
    org: Organisation, tmp_path: Path, row: str, says: str
) -> None:
    before = await held(org.graph)
    with pytest.raises(Refused) as refused:
        await takes_in(org.graph, tmp_path, HEADER + INTRO + row)
    assert says in refused.value.message
    assert await held(org.graph) == before


async def test_what_replaces_may_not_lead_back_by_way_of_another_catalogue(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + "a,A,course,,,,,,\nb,B,course,,,,,,a\n")
    with pytest.raises(Refused, match="goes round"):
        await takes_in(org.graph, tmp_path, HEADER + "a,A,course,,,,,,b\n", name="d")


async def test_a_ring_of_needs_is_told(org: Organisation, tmp_path: Path) -> None:
    rows = "a,First steps in A,course,,,B and beyond,,,\nb,B and beyond,course,,,First steps in A,,,\n"
    told = await takes_in(org.graph, tmp_path, HEADER + rows)
    assert told.examples["content_needs_ring"][0].detail == "they need each other: a, b"


async def test_nobody_without_scopes_sees_content(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    with pytest.raises(NotFound):
        await org.graph.read(lambda tx: content_tags.one(tx, Scopes(()), "intro"))


async def test_two_items_of_one_title_ask_for_the_id(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO + INTRO.replace("intro", "copy", 1))
    with pytest.raises(InvalidInput, match="2 items"):
        await tags(org.graph, "introduction to kafka")


async def completes(graph: Graph, tmp_path: Path, rows: str) -> Taken:
    path = tmp_path / "completions.csv"
    path.write_text("person,content,completed_at,score\n" + rows, "utf-8")
    return await ingest_completions(graph, read_completions(path, today=TODAY), path.name)


async def observes(graph: Graph, tmp_path: Path, rows: str) -> Taken:
    path = tmp_path / "observations.csv"
    path.write_text("person,competency,level,observer,at,note\n" + rows, "utf-8")
    return await ingest_observations(graph, read_observations(path, today=TODAY), path.name)


async def test_completions_twice_are_completions_once(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    rows = "8,intro,2026-05-01,80\nann@shop.test,Introduction to Kafka,2026-06-01,\n"
    assert (await completes(org.graph, tmp_path, rows)).created == 2
    once = await held(org.graph)
    assert (await completes(org.graph, tmp_path, rows)).is_nothing_new
    assert await held(org.graph) == once
    assert (await completes(org.graph, tmp_path, rows.replace("80", "90"))).changed == 1


async def test_what_somebody_completed_follows_them_to_a_new_address(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    await completes(org.graph, tmp_path, "7,intro,2026-05-01,80\n")
    await ingest_people(org.graph, [PersonRecord("7", "Ann Arbor", email="ann@new.test")], today=TODAY)
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query(
            "MATCH (p:Person)-[d:COMPLETED]->(c) RETURN p.email AS email, d.score AS score, "
            "EXISTS { (p)-[:OWNS]->(c) } AS owns, COUNT { MATCH (:Person {name: 'Ann Arbor'}) } AS people"
        )
    assert [record.values() for record in found.records] == [["ann@new.test", 80.0, True, 1]]
    assert (await completes(org.graph, tmp_path, "7,intro,2026-05-01,80\n")).is_nothing_new


async def test_a_tag_whose_skill_was_away_comes_back_with_it(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    whole = await held(org.graph)
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query("MATCH (s:Skill {id: 'kafka'}) DETACH DELETE s")
    await org.graph.write(lambda tx: skills.save(tx, org.vocabulary))
    assert (await takes_in(org.graph, tmp_path, HEADER + INTRO)).changed == 1
    assert await held(org.graph) == whole


async def test_a_completion_of_nobody_or_nothing_refuses_the_whole(org: Organisation, tmp_path: Path) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    with pytest.raises(Refused) as refused:
        await completes(org.graph, tmp_path, "8,intro,2026-05-01,\n77,intro,2026-05-01,\n8,x,2026-05-01,\n")
    assert refused.value.number == 2
    assert "COMPLETED" not in await held(org.graph)


async def test_completions_are_for_oneself_and_ones_direct_manager(org: Organisation, tmp_path: Path) -> None:
    from graph.content_people import completed_by

    await takes_in(org.graph, tmp_path, HEADER + INTRO)
    await completes(org.graph, tmp_path, "8,intro,2026-05-01,80\n")
    async with bolt_of(org.graph) as bolt:
        found = await bolt.execute_query("MATCH (p:Person) RETURN p.listed_id AS n, p.id AS id")
    ids = {record["n"]: record["id"] for record in found.records}

    async def seen(viewer: str, *, steward: bool = False) -> int:
        rows = await org.graph.read(
            lambda tx: completed_by(
                tx, scopes=PUBLIC, viewer=ids.get(viewer, ""), steward=steward, people=[ids["8"]]
            )
        )
        return len(rows)

    assert [await seen("8"), await seen("7"), await seen("9"), await seen("")] == [1, 1, 0, 0]
    assert await seen("9", steward=True) == 1


async def test_observations_name_a_competency_and_an_observer_who_is_somebody_else(
    org: Organisation, tmp_path: Path
) -> None:
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query("CREATE (:Competency {id: 'c1', name: 'Till closing'})")
    rows = "8,till closing,Working,Ann Arbor,2026-05-01,closed alone\n9,c1,3,7,2026-05-01,\n"
    assert (await observes(org.graph, tmp_path, rows)).created == 2
    once = await held(org.graph)
    assert (await observes(org.graph, tmp_path, rows)).is_nothing_new
    assert await held(org.graph) == once
    assert (await observes(org.graph, tmp_path, rows.replace("Working", "3"))).changed == 1
    with pytest.raises(Refused, match="nobody observes themselves"):
        await observes(org.graph, tmp_path, "7,c1,2,ann@shop.test,2026-05-01,\n")


async def test_the_shared_courses_go_in_and_what_they_need_is_followed(graph: Graph, shared: Path) -> None:
    from sources.vocabulary import seed_vocabulary

    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    catalogue = read_catalogue(shared / "data" / "courses_ossu.json")
    assert (await ingest_content(graph, catalogue)).created == 63
    assert (await ingest_content(graph, catalogue)).is_nothing_new
    page = (Path(__file__).parents[2] / "docs" / "content.md").read_text("utf-8")
    told = page.split("<!-- prerequisites -->\n\n")[1].split("\n<!-- /prerequisites -->")[0]
    found = await listed(graph, Viewer.operator())
    assert told == prerequisites_table(found), "run `understory content prerequisites --markdown`"
    assert len(found) == 47


async def test_an_erased_person_leaves_no_completion_no_observation_and_no_name_as_observer(
    org: Organisation, tmp_path: Path
) -> None:
    await takes_in(org.graph, tmp_path, HEADER + INTRO.replace(",7,", ",8,"))
    async with bolt_of(org.graph) as bolt:
        await bolt.execute_query("CREATE (:Competency {id: 'c1', name: 'Till closing'})")
    rows = "8,intro,2026-05-01,80\n9,intro,2026-05-01,\n"
    await completes(org.graph, tmp_path, rows)
    await observes(org.graph, tmp_path, "8,c1,2,7,2026-05-01,slow\n9,c1,2,8,2026-05-01,\n")
    erased = id_by_list("8")
    receipt = await erase_person(org.graph, erased, lambda *_: None)
    assert receipt.before.learning == 4 and not receipt.after.anything
    left = await held(org.graph)
    assert len(left["COMPLETED"]) == 1 and len(left["Observation"]) == 1
    assert "OBSERVED" not in left and "OWNS" not in left
    assert erased not in repr({k: v for k, v in left.items() if k != "Erased"})
    assert person_key(erased) in [dict(one)["key"] for one in left["Erased"]]
    again = await completes(org.graph, tmp_path, rows)
    assert again.is_nothing_new and again.warnings["person_erased"] == 1
