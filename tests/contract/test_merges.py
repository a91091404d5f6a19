"""What stewards do to the vocabulary: one skill of two, two of one, a new name, and back without a trace."""

import base64
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from dump import bolt_of, dump
from graphql_client import client_of, id_of
from organisation import VOCABULARY, Organisation

import ingest.operations
from domain.errors import InvalidInput, NotFound
from domain.messages import SpaceKind
from domain.skills import Skill, Vocabulary
from domain.viewer import Scopes
from finder import names
from finder.experts import Found, find, why
from finder.index import Index
from graph import inventory, operations, people, skills
from graph.connection import Graph
from graph.skills import After
from ingest import merging, renaming, splitting
from ingest.merging import Done, Steward

pytestmark = pytest.mark.anyio

NOW = datetime(2023, 12, 1, tzinfo=UTC)
STEWARD = Steward("", 1_700_000_000_000_000)
PUBLIC, ALL = Scopes(("*",)), Scopes(("*", "slack:board"))
NAMES = {id_of(name): name for name in ("ann", "bo", "cy", "dee")}


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    """Ann knows Kafka, Bo message queues, Cy both by one message, Dee drivers and, in private, Kafka."""
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bo", "cy", "dee")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["dee"])
    await org.said("ann", "help", "I configured Kafka by hand.")
    await org.said("bo", "help", "I rebuilt the messaging from scratch.")
    await org.said("cy", "help", "I moved the messaging to Apache Kafka.")
    await org.said("dee", "help", "I fixed the driver.")
    await org.said("dee", "board", "I configured Kafka again.")
    return org


def quiet(*_: object) -> None: ...


async def merge(org: Organisation, one: str, into: str) -> Done:
    return await merging.merge(org.graph, one, into, STEWARD, quiet)


async def unmerge(org: Organisation, one: str) -> Done:
    return await merging.unmerge(org.graph, one, quiet)


async def split(org: Organisation, one: str, into: str, *labels: str) -> Done:
    return await splitting.split(org.graph, one, into, labels, STEWARD)


async def rename(org: Organisation, one: str, name: str) -> Done:
    return await renaming.rename(org.graph, one, name, STEWARD)


async def held(graph: Graph) -> dict[str, list[Any]]:
    async with bolt_of(graph) as bolt:
        return await dump(bolt)


async def knowers(org: Organisation, skill: str, scopes: Scopes = PUBLIC) -> dict[str, int]:
    """Names, with the number of threads."""
    found = await org.graph.read(lambda tx: skills.knowers(tx, scopes=scopes, after=[After(skill)], first=10))
    return {NAMES[entry.person]: entry.threads for entry in found}


async def is_a_recount(org: Organisation) -> bool:
    async for keys in inventory.people(org.graph):
        if await inventory.wrong_relationships(org.graph, keys):
            return False
    return True


async def reads_again(org: Organisation) -> None:
    """Ingests everything anew with the vocabulary as it stands."""
    org.vocabulary = await org.graph.read(skills.vocabulary)
    await org.takes_in(*org.messages.values())


async def seen(org: Organisation, *ids: str) -> list[Skill]:
    found = await org.graph.read(lambda tx: skills.visible(tx, scopes=PUBLIC, ids=ids))
    return [answered.skill for answered in found]


async def listed(org: Organisation, search: str = "") -> list[str]:
    found = await org.graph.read(
        lambda tx: skills.page(tx, scopes=PUBLIC, search=search, after_name="", after_id="", first=50)
    )
    return [skill.name for skill in found]


async def ask(org: Organisation, folder: Path, question: str, *, as_: str = "bo") -> Found:
    viewer = await names.viewer(org.graph, as_)
    return await find(org.graph, question, viewer, org.miner, Index(folder), now=NOW, first=10)


# Merging


async def test_what_is_merged_counts_for_the_skill_it_is_part_of(org: Organisation) -> None:
    assert await knowers(org, "messaging") == {"bo": 1, "cy": 1}
    await merge(org, "kafka", "messaging")
    assert await knowers(org, "messaging") == {"ann": 1, "bo": 1, "cy": 1}  # Cy's one message counts once
    assert await knowers(org, "messaging", ALL) == {"ann": 1, "bo": 1, "cy": 1, "dee": 1}
    assert await knowers(org, "kafka", ALL) == {}
    assert await is_a_recount(org)


async def test_a_merge_that_was_taken_back_leaves_nothing(org: Organisation) -> None:
    before = await held(org.graph)
    await merge(org, "kafka", "messaging")
    await merge(org, "go", "python")
    await unmerge(org, "kafka")
    await unmerge(org, "go")
    assert await held(org.graph) == before


@pytest.mark.parametrize("order", [*permutations(("kafka", "messaging", "sap"))])
async def test_a_chain_of_merges_is_taken_back_in_any_order(org: Organisation, order: Sequence[str]) -> None:
    before = await held(org.graph)
    await merge(org, "kafka", "messaging")
    await merge(org, "messaging", "sap")
    await merge(org, "sap", "drivers")
    assert await knowers(org, "drivers", ALL) == {"ann": 1, "bo": 1, "cy": 1, "dee": 2}
    for id in order:
        await unmerge(org, id)
        assert await is_a_recount(org)
    assert await held(org.graph) == before


async def test_a_skill_in_the_middle_takes_its_parts_along(org: Organisation) -> None:
    await merge(org, "messaging", "drivers")
    await merge(org, "kafka", "messaging")
    await unmerge(org, "messaging")
    assert await knowers(org, "messaging") == {"ann": 1, "bo": 1, "cy": 1}
    assert await knowers(org, "drivers") == {"dee": 1}


async def test_what_is_said_later_counts_for_the_skill_that_stands_for_it(org: Organisation) -> None:
    await merge(org, "kafka", "messaging")
    said = await org.said("ann", "help", "I upgraded Kafka as well.")
    assert await knowers(org, "messaging") == {"ann": 2, "bo": 1, "cy": 1}
    await org.edited(said, "I upgraded the driver as well.")
    assert await knowers(org, "messaging") == {"ann": 1, "bo": 1, "cy": 1}
    assert await is_a_recount(org)
    await org.edited(said, "I upgraded Kafka as well, and Python.")
    await unmerge(org, "kafka")
    assert await knowers(org, "kafka") == {"ann": 2, "cy": 1}
    assert await is_a_recount(org)


class Killed(Exception): ...


async def test_a_merge_that_was_cut_off_is_finished_by_whoever_comes_next(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody talks between two chunks, when some people are counted in the old way and some in the new."""
    await merge(org, "kafka", "messaging")
    whole = await held(org.graph)
    await unmerge(org, "kafka")
    monkeypatch.setattr(ingest.operations, "PEOPLE_MARKED", 1)

    def dies(*_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        await merging.merge(org.graph, "kafka", "messaging", STEWARD, dies)
    assert await org.graph.read(operations.unfinished)
    assert await org.graph.read(people.count_stale)
    said = await org.said("cy", "help", "I moved the messaging to Kafka, again.")
    await org.deleted(said)
    await org.settles()
    after = await held(org.graph)
    assert after.pop("Deleted")
    assert after == whole


async def test_whoever_stops_knowing_while_a_merge_spreads_is_counted_all_the_same(
    org: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some say one thing of both, which counts once; then, with a merge half undone, of Kafka alone."""
    others = ("eve", "fay", "gus")
    await org.joins(*others)
    said = [await org.said(name, "help", "I moved the messaging to Kafka.") for name in others]
    await merge(org, "kafka", "messaging")
    monkeypatch.setattr(ingest.operations, "PEOPLE_MARKED", 1)

    def dies(*_: object) -> None:
        raise Killed

    with pytest.raises(Killed):
        await merging.unmerge(org.graph, "kafka", dies)
    for id in said:
        await org.edited(id, "I moved everything to Kafka.")
    await org.settles()
    assert await is_a_recount(org)
    found = await org.graph.read(
        lambda tx: skills.knowers(tx, scopes=PUBLIC, after=[After("kafka")], first=10)
    )
    assert {id_of(name) for name in others} < {entry.person for entry in found}


async def test_nobody_is_read_again_for_a_merge(org: Organisation) -> None:
    before = (await org.graph.read(skills.vocabulary)).version
    await merge(org, "kafka", "messaging")
    assert (await org.graph.read(skills.vocabulary)).version == before


@pytest.mark.parametrize(
    ("one", "into", "told"),
    [
        ("kafka", "Apache Kafka", "into itself"),
        ("python", "go", "already merged into Go"),
        ("python", "sap", "is merged into Go"),
        ("go", "python", "cannot become a part of it"),
        ("wi-fi", "kafka", "message queues stands between"),
    ],
)
async def test_a_merge_that_makes_no_sense_is_refused_with_the_reason(
    org: Organisation, one: str, into: str, told: str
) -> None:
    """Kafka is narrower than message queues, which are made narrower than Wi-Fi."""
    circle = [Skill("messaging", "message queues", ("messaging",), "data", broader=("wi-fi",))]
    rest = [skill for skill in VOCABULARY.skills if skill.id != "messaging"]
    await org.graph.write(lambda tx: skills.save(tx, Vocabulary.of(circle + rest)))
    await merge(org, "python", "go")
    before = await held(org.graph)
    with pytest.raises(InvalidInput, match=told) as refused:
        await merge(org, one, into)
    assert refused.value.next_step
    assert await held(org.graph) == before


async def test_skills_are_named_by_id_or_by_a_label_that_is_theirs_alone(org: Organisation) -> None:
    double = Vocabulary.of([*VOCABULARY.skills, Skill("kafka-novels", "Franz Kafka", ("apache kafka",))])
    await org.graph.write(lambda tx: skills.save(tx, double))
    with pytest.raises(InvalidInput, match=r"2 skills are called .*kafka-novels"):
        await merge(org, "Apache Kafka", "sap")
    with pytest.raises(NotFound, match="no skill called"):
        await merge(org, "kafka", "knitting")
    with pytest.raises(InvalidInput, match="not merged"):
        await unmerge(org, "kafka")
    done = await merge(org, "  FRANZ  kafka ", "kafka")
    assert (done.skill.id, done.other and done.other.id) == ("kafka-novels", "kafka")


# Merged skills as they are read


async def test_a_question_about_a_merged_skill_is_one_about_the_other(
    org: Organisation, tmp_path: Path
) -> None:
    await merge(org, "kafka", "drivers")
    found = await ask(org, tmp_path, "Who knows Kafka?")
    assert {expert.name for expert in found.experts} == {"Ann", "Cy", "Dee"}
    assert [match.skill_name for match in found.interpretation.skills] == ["device drivers"]
    ann = next(expert for expert in found.experts if expert.name == "Ann")
    assert "*device drivers*" in ann.reasons[0].text
    assert [item.quote for item in ann.evidence] == ["I configured Kafka by hand."]
    known = await why(org.graph, "Ann", "apache kafka", await names.viewer(org.graph, "bo"))
    assert known.skill.name == "device drivers"
    assert [item.quote for item in known.evidence] == ["I configured Kafka by hand."]


async def test_private_evidence_of_a_merged_skill_stays_private(org: Organisation, tmp_path: Path) -> None:
    await merge(org, "kafka", "sap")
    assert "Dee" not in {expert.name for expert in (await ask(org, tmp_path, "Who knows SAP?")).experts}
    for_dee = await ask(org, tmp_path, "Who knows SAP?", as_="dee")
    assert "Dee" in {expert.name for expert in for_dee.experts}
    hidden = await why(org.graph, "Dee", "kafka", await names.viewer(org.graph, "bo"))
    assert hidden.evidence == () and hidden.reasons == ()


async def test_a_broader_question_finds_what_is_narrower_than_a_merged_skill(
    org: Organisation, tmp_path: Path
) -> None:
    await merge(org, "messaging", "sap")
    found = await ask(org, tmp_path, "Who knows SAP?")
    assert {expert.name for expert in found.experts} == {"Ann", "Bo", "Cy"}


async def test_only_the_surviving_skill_is_shown_with_the_labels_of_both(org: Organisation) -> None:
    await merge(org, "kafka", "messaging")
    assert "Kafka" not in await listed(org)
    assert await listed(org, "apache") == ["message queues"]
    (skill,) = await seen(org, "messaging")
    assert skill.aliases == ("messaging", "Kafka", "apache kafka")
    assert skill.broader == ()
    narrower = await org.graph.read(lambda tx: skills.narrower(tx, scopes=PUBLIC, ids=["messaging", "kafka"]))
    assert narrower == []


async def test_the_id_of_a_merged_skill_still_answers(org: Organisation, tmp_path: Path) -> None:
    await merge(org, "kafka", "messaging")
    global_id = base64.b64encode(b"Skill:kafka").decode()
    query = """query($id: ID!) {
      node(id: $id) { ... on Skill { name knowers { edges { node {
        person { name } skill { name } evidence { quote start } } } } } }
      experts(skills: [$id], first: 5) { edges { node { person { name } evidence { start } } } }
    }"""
    async with client_of(org, tmp_path, viewer="bo") as client:
        data = await client.data(query, id=global_id)
    assert data["node"]["name"] == "message queues"
    ann = next(e["node"] for e in data["node"]["knowers"]["edges"] if e["node"]["person"]["name"] == "Ann")
    assert ann["skill"]["name"] == "message queues"
    assert ann["evidence"] == [{"quote": "I configured Kafka by hand.", "start": 13}]
    assert {e["node"]["person"]["name"] for e in data["experts"]["edges"]} == {"Ann", "Bo", "Cy"}
    assert all(e["node"]["evidence"][0]["start"] is not None for e in data["experts"]["edges"])


# Another name


async def test_a_name_that_a_steward_gave_survives_the_vocabulary(org: Organisation, tmp_path: Path) -> None:
    before = await held(org.graph)
    version = org.vocabulary.version
    done = await rename(org, "wi-fi", "wlan")
    assert not done.ingest_again
    await org.begin()  # the vocabulary comes again, and names it otherwise
    (skill,) = await seen(org, "wi-fi")
    assert skill.name == "wlan" and "Wi-Fi" in skill.aliases
    assert "wlan" in await listed(org) and "Wi-Fi" not in await listed(org)
    assert (await org.graph.read(skills.vocabulary)).version == version
    found = await ask(org, tmp_path, "Who knows Wi-Fi?")
    assert found.interpretation.sentence == "People who know wlan."
    await renaming.unrename(org.graph, "WLAN")
    assert await held(org.graph) == before


async def test_a_new_name_is_looked_for_in_messages(org: Organisation) -> None:
    await org.said("bo", "help", "I tuned the stream broker.")
    done = await rename(org, "kafka", "Stream broker")
    assert done.ingest_again
    assert await knowers(org, "kafka") == {"ann": 1, "cy": 1}
    await reads_again(org)
    assert await knowers(org, "kafka") == {"ann": 1, "bo": 1, "cy": 1}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "cannot be"),
        ("the", "stop word"),
        ("!?", "cannot be"),
        ("Python", "already a name of Python"),
        ("ev\u202eil", "cannot be seen"),
        ("k" * 5_000, "too long"),
    ],
)
async def test_what_cannot_be_a_name_is_refused(org: Organisation, name: str, told: str) -> None:
    before = await held(org.graph)
    with pytest.raises(InvalidInput, match=told):
        await rename(org, "kafka", name)
    assert await held(org.graph) == before


@pytest.mark.parametrize("name", ["التفاوض", "夜間保守", "Ausfall\u00adschutz"[:7], "می\u200cخواهم"])
async def test_names_are_in_any_script(org: Organisation, name: str) -> None:
    await rename(org, "kafka", name)
    await split(org, "wi-fi", f"{name} 2", "wlan")
    assert {name, f"{name} 2"} <= set(await listed(org))


# Splitting


async def test_a_skill_of_its_own_appears_with_the_next_ingest(org: Organisation, tmp_path: Path) -> None:
    await org.said("ann", "help", "I repaired the kernel module.")
    done = await split(org, "drivers", "Kernel modules", "Kernel-Module")
    assert done.ingest_again and done.labels == ("kernel module",)
    assert await knowers(org, "drivers") == {"ann": 1, "dee": 1}
    await reads_again(org)
    assert await knowers(org, "drivers") == {"dee": 1}
    assert await knowers(org, done.skill.id) == {"ann": 1}
    assert await is_a_recount(org)
    assert await listed(org, "kernel") == ["Kernel modules"]
    (drivers,) = await seen(org, "drivers")
    assert "kernel module" not in drivers.labels
    found = await ask(org, tmp_path, "Who knows the kernel module?", as_="dee")
    assert [match.skill_name for match in found.interpretation.skills] == ["Kernel modules"]


async def test_a_split_that_nobody_noticed_is_taken_back_without_a_trace(org: Organisation) -> None:
    before = await held(org.graph)
    version = org.vocabulary.version
    done = await split(org, "drivers", "Kernel modules", "kernel module")
    assert (await org.graph.read(skills.vocabulary)).version != version
    await splitting.unsplit(org.graph, done.skill.id, quiet)
    assert await held(org.graph) == before


async def test_a_split_that_was_counted_gives_everything_back_at_once(org: Organisation) -> None:
    await org.said("ann", "help", "I repaired the kernel module.")
    before = await held(org.graph)
    done = await split(org, "drivers", "Kernel modules", "kernel module")
    await reads_again(org)
    await splitting.unsplit(org.graph, "kernel modules", quiet)
    after = await held(org.graph)
    assert after["KNOWS"] == before["KNOWS"]
    assert await is_a_recount(org)
    assert await org.graph.read(skills.vocabulary) == VOCABULARY
    assert await listed(org, "kernel") == ["device drivers"]
    with pytest.raises(NotFound):
        await merge(org, done.skill.id, "sap")
    await reads_again(org)
    assert (await held(org.graph))["Evidence"] == before["Evidence"]
    again = await split(org, "drivers", "Kernel modules", "kernel module")
    assert again.skill == done.skill
    assert await is_a_recount(org)


@pytest.mark.parametrize(
    ("into", "labels", "told"),
    [
        ("Python", ["driver"], "already a name of Python"),
        ("Kernels", ["device drivers"], "stays with it"),
        ("Kernels", ["kafka"], "no label of device drivers"),
        ("Kernels", ["", " "], "No labels"),
        ("", ["driver"], "cannot be"),
    ],
)
async def test_a_split_that_cannot_be_is_refused(
    org: Organisation, into: str, labels: list[str], told: str
) -> None:
    before = await held(org.graph)
    with pytest.raises(InvalidInput, match=told):
        await split(org, "drivers", into, *labels)
    assert await held(org.graph) == before


async def test_what_others_rest_on_is_not_taken_away(org: Organisation) -> None:
    done = await split(org, "wi-fi", "WLAN", "wlan", "wireless")
    further = await split(org, "wlan", "Radio", "wireless")
    await merge(org, "sap", "wlan")
    with pytest.raises(InvalidInput, match="SAP is merged into WLAN"):
        await splitting.unsplit(org.graph, done.skill.id, quiet)
    await unmerge(org, "sap")
    with pytest.raises(InvalidInput, match="Radio was split off WLAN"):
        await splitting.unsplit(org.graph, done.skill.id, quiet)
    await splitting.unsplit(org.graph, further.skill.id, quiet)
    await merge(org, "wlan", "sap")
    with pytest.raises(InvalidInput, match="WLAN is merged into SAP"):
        await splitting.unsplit(org.graph, done.skill.id, quiet)


# Who did what


async def test_what_stewards_changed_is_listed_with_who_and_when(org: Organisation) -> None:
    cy = Steward(id_of("cy"), 1_700_000_100_000_000)
    await merging.merge(org.graph, "kafka", "messaging", cy, quiet)
    await rename(org, "wi-fi", "wlan")
    await split(org, "drivers", "Kernel modules", "kernel module")
    told = await org.graph.read(merging.told_changes)
    assert [(each.change.kind.value, each.skill, each.other, each.by) for each in told] == [
        ("rename", "wlan", "", ""),
        ("split", "Kernel modules", "device drivers", ""),
        ("merge", "Kafka", "message queues", "Cy"),
    ]
    await unmerge(org, "kafka")
    assert len(await org.graph.read(merging.told_changes)) == 2
