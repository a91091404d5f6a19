"""A published version does not change any more; drafts, renames and what changed from one to another."""

from pathlib import Path

import pytest
from frameworks import SMALL, STEWARD, counts, table, takes_in, written
from organisation import Organisation

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Status
from domain.viewer import Viewer
from graph import spaces
from graph.connection import Graph, Tx
from learning import frameworks_roles, frameworks_store
from learning.frameworks_case import as_case
from learning.frameworks_edit import CompetencyEdit, Edits, RequirementEdit, save
from learning.frameworks_renames import Answers, RenameAsked
from learning.frameworks_versions import Difference, begin_draft, difference, drop_draft, publish_draft

pytestmark = pytest.mark.anyio


async def diff(graph: Graph, name: str, before: int, after: int) -> Difference:
    async def run(tx: Tx) -> Difference:
        versions = await frameworks_store.named(tx, name)
        scopes = await spaces.readable(tx, Viewer.operator())
        return await difference(tx, versions.numbered(before), versions.numbered(after), scopes)

    return await graph.read(run)


async def statuses(graph: Graph, name: str) -> dict[int, Status]:
    versions = await graph.read(lambda tx: frameworks_store.named(tx, name))
    return {version.version: version.status for version in versions.all}


async def test_what_changed_is_said_in_sentences_with_whom_it_touches(graph: Graph, tmp_path: Path) -> None:
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann", "bo")
    await takes_in(graph, written(tmp_path, SMALL))
    await frameworks_roles.assign(graph, "Ann", "Engineer 2", by="")
    await frameworks_roles.assign(graph, "Bo", "Engineer 1", by="")
    changed = SMALL.replace("modelling,Expert,leads", "modelling,Working,draws") + (
        "Engineer,Engineer 2,Humour,Expert,laughs,\n"
    )
    outcome = await takes_in(graph, written(tmp_path, changed))
    assert (outcome.version, outcome.status) == (2, Status.PUBLISHED)
    assert await statuses(graph, "small") == {1: Status.SUPERSEDED, 2: Status.PUBLISHED}
    found = await diff(graph, "small", 1, 2)
    sentences = {change.sentence: [p.name for p in found.touched(change)] for change in found.changes}
    assert sentences == {
        "What *Data modelling* means at Expert is worded anew.": ["Ann", "Bo"],
        "*Humour* is new.": [],
        "Engineer 2 now needs *Data modelling* at Working, was Expert.": ["Ann"],
        "Engineer 2 now needs *Humour* at Expert, did not before.": ["Ann"],
    }
    assert [person.name for person in found.people] == ["Ann", "Bo"]
    back = await diff(graph, "small", 2, 1)
    assert "Engineer 2 no longer needs *Humour*, was Expert." in {c.sentence for c in back.changes}


async def test_a_superseded_version_still_comes_out_as_it_was(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    await takes_in(graph, written(tmp_path, SMALL.replace("waits", "waits long")))
    assert await table(graph, "small", 1) == SMALL
    assert await table(graph, "small") == SMALL.replace("waits", "waits long")
    held = await counts(graph)
    assert (held["Competency"], held["RoleLevel"], held["REQUIRES"]) == (2, 2, 3)


async def test_a_draft_is_in_force_nowhere_until_it_is_published(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    before = await counts(graph)
    draft = await begin_draft(graph, "small", STEWARD)
    assert (draft.version, draft.base) == (2, 1)
    with pytest.raises(InvalidInput, match="has a draft"):
        await begin_draft(graph, "small", STEWARD)
    changed = SMALL.replace("Engineer 2,Patience,Working", "Engineer 2,Patience,Expert")
    await takes_in(graph, written(tmp_path, changed), draft=True)
    assert await table(graph, "small") == SMALL
    assert await table(graph, "small", 2) == changed
    after = await counts(graph)
    assert {name: after[name] for name in before if name not in ("Framework", "FrameworkPart", "KEEPS")} == {
        name: number for name, number in before.items() if name not in ("Framework", "FrameworkPart", "KEEPS")
    }
    await publish_draft(graph, "small", STEWARD)
    assert await table(graph, "small") == changed
    with pytest.raises(NotFound, match="no draft"):
        await publish_draft(graph, "small", STEWARD)


async def test_a_rename_is_asked_and_keeps_the_id_for_ever(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))

    async def ids() -> dict[str, str]:
        async def run(tx: Tx) -> dict[str, str]:
            found = await tx.run("MATCH (c:Competency) RETURN c.name AS name, c.id AS id")
            return {row["name"]: row["id"] for row in await found.data()}

        return await graph.read(run)

    id = (await ids())["Data modelling"]
    renamed = written(tmp_path, SMALL.replace("Data modelling", "Data modeling"))
    with pytest.raises(RenameAsked) as asked:
        await takes_in(graph, renamed)
    assert [(q.old, q.new) for q in asked.value.questions] == [("Data modelling", "Data modeling")]
    assert set(await statuses(graph, "small")) == {1}
    await takes_in(graph, renamed, answers=Answers.of(["Data modelling=Data modeling"], []))
    assert (await ids())["Data modeling"] == id
    assert not (await takes_in(graph, renamed)).written
    assert await table(graph, "small") == renamed.read_text()
    found = await diff(graph, "small", 1, 2)
    assert "*Data modelling* is now called *Data modeling*." in {c.sentence for c in found.changes}


async def test_what_is_gone_and_not_renamed_is_retired(graph: Graph, tmp_path: Path) -> None:
    organisation = Organisation(graph)
    await organisation.begin()
    await organisation.joins("ann")
    await takes_in(graph, written(tmp_path, SMALL))
    await frameworks_roles.assign(graph, "Ann", "Engineer 2", by="")
    shorter = "\n".join(SMALL.splitlines()[:2]) + "\n"
    await takes_in(graph, written(tmp_path, shorter), answers=Answers.of([], ["Engineer 2", "Patience"]))
    held = await counts(graph)
    assert (held["Competency"], held["RoleLevel"], held["Retired"]) == (1, 1, 2)
    found = await diff(graph, "small", 1, 2)
    assert [person.name for person in found.people] == ["Ann"]  # who held it is still known
    package = (await as_case(graph, "small")).decode()
    assert package.count("statusEndDate") == 2
    await takes_in(graph, written(tmp_path, SMALL))
    held = await counts(graph)
    assert (held["Competency"], held["RoleLevel"], held.get("Retired", 0)) == (2, 2, 0)
    assert await table(graph, "small") == SMALL


async def test_a_draft_whose_base_is_superseded_is_refused_with_what_to_do(
    graph: Graph, tmp_path: Path
) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    await begin_draft(graph, "small", STEWARD)
    await takes_in(graph, written(tmp_path, SMALL.replace("waits", "waits long")))
    with pytest.raises(
        InvalidInput, match="made from version 1, and the published one is version 3"
    ) as stale:
        await publish_draft(graph, "small", STEWARD)
    assert "framework diff" in stale.value.next_step
    await drop_draft(graph, "small")
    assert await statuses(graph, "small") == {1: Status.SUPERSEDED, 3: Status.PUBLISHED}


async def test_an_app_changes_a_draft_thing_by_thing(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    version = (await graph.read(lambda tx: frameworks_store.named(tx, "small"))).numbered(None)

    async def content(tx: Tx) -> dict[str, str]:
        from graph import frameworks

        framework = await frameworks.content(tx, version)
        found = {each.name: each.id for each in framework.competencies}
        return found | {level.name: level.id for role in framework.roles for level in role.levels}

    ids = await graph.read(content)
    edits = Edits(
        [CompetencyEdit(ids["Patience"], name="Calm")],
        requirements=[
            RequirementEdit(ids["Engineer 1"], ids["Data modelling"], 4),
            RequirementEdit(ids["Engineer 2"], ids["Patience"], remove=True),
        ],
    )
    draft = await save(graph, version.id, edits, STEWARD)
    assert (draft.version, draft.status) == (2, Status.DRAFT)
    outcome = await publish_draft(graph, "small", STEWARD)
    assert {change.sentence for change in outcome.changes} == {
        "*Patience* is now called *Calm*.",
        "Engineer 1 now needs *Data modelling* at Expert, was Working.",
        "Engineer 2 no longer needs *Calm*, was Working.",
    }
    lines = (await table(graph, "small")).splitlines()
    assert lines[1] == "Engineer,Engineer 1,Data modelling,Expert,leads,red"
    with pytest.raises(NotFound):
        await save(graph, version.id, Edits(removed=[], competencies=[CompetencyEdit("nobody")]), STEWARD)
