"""Frameworks come in once, however often, and go out as they came, written from what the graph says."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from dump import bolt_of, dump
from frameworks import SMALL, counts, table, takes_in, written

from domain.errors import InvalidInput, NotFound
from domain.frameworks import Seen
from graph import frameworks, skills
from graph.connection import Graph, Tx
from learning import frameworks_store
from learning.frameworks import as_table, exported
from learning.frameworks_case import as_case
from learning.frameworks_decisions import order_levels, set_rubric
from sources.frameworks import read_framework
from sources.frameworks_report import BrokenFramework
from sources.vocabulary import seed_vocabulary

pytestmark = pytest.mark.anyio


async def test_the_shared_framework_comes_out_with_the_same_bytes(graph: Graph, shared: Path) -> None:
    path = shared / "data" / "frameworks" / "ddat_roles.csv.gz"
    first = await takes_in(graph, path)
    assert first.counts == {"created": 2254, "changed": 0, "removed": 0}
    held = await counts(graph)
    assert {name: held[name] for name in ("Role", "RoleLevel", "Competency", "REQUIRES", "MEANS")} == {
        "Role": 52, "RoleLevel": 201, "Competency": 188, "REQUIRES": 1809, "MEANS": 574,
    }  # fmt: skip
    again = await takes_in(graph, path)
    assert again.counts == {"created": 0, "changed": 0, "removed": 0} and not again.written
    content = gzip.decompress(path.read_bytes())
    assert b"".join(await as_table(graph, "ddat_roles")) == content


async def test_one_text_changed_in_the_graph_changes_exactly_its_rows(graph: Graph, shared: Path) -> None:
    """So no copy of the file is kept: what comes out is what the graph says."""
    path = shared / "data" / "frameworks" / "ddat_roles.csv.gz"
    await takes_in(graph, path)

    async def change(tx: Tx) -> None:
        await tx.run(
            "MATCH (:Competency {name: 'Data modelling'})-[m:MEANS]->(:Level {label: 'Working'}) "
            "SET m.text = 'another text'"
        )

    await graph.write(change)
    before = read_framework(path)
    text = gzip.decompress(path.read_bytes()).decode()
    (old,) = {
        t.text for c in before.framework.competencies if c.name == "Data modelling" for t in c.texts
        if t.position == 2
    }  # fmt: skip
    assert text.count(old.replace('"', '""')) > 1
    assert await table(graph, "ddat_roles") == text.replace(f'"{old}"', "another text")


async def test_a_file_of_any_form_comes_out_as_it_was(graph: Graph, tmp_path: Path) -> None:
    odd = '\ufeff"Role";Skill;Level\r\n\r\n"A";" b ";"3 - Good"\r\nA;"c;d";1\nA;e;\r\n;;'
    path = written(tmp_path, odd)
    await takes_in(graph, path)
    assert await table(graph, "small") == odd


async def test_a_second_import_changes_nothing_at_all(graph: Graph, tmp_path: Path) -> None:
    path = written(tmp_path, SMALL)
    await takes_in(graph, path)
    async with bolt_of(graph) as bolt:
        before = await dump(bolt)
        assert not (await takes_in(graph, path)).written
        assert await dump(bolt) == before


async def test_a_dry_run_writes_nothing(graph: Graph, tmp_path: Path) -> None:
    outcome = await takes_in(graph, written(tmp_path, SMALL), dry=True)
    assert outcome.counts["created"] == 12 and not outcome.written
    assert "Framework" not in await counts(graph)


async def test_a_competency_is_mined_where_the_vocabulary_knows_its_name(
    graph: Graph, tmp_path: Path
) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    await takes_in(graph, written(tmp_path, SMALL + "Engineer,,Python and patience,Working,codes,\n"))
    framework, _, _ = await exported(graph, "small")
    seen = {each.name: (each.seen, each.skills) for each in framework.competencies}
    assert seen == {
        "Data modelling": (Seen.MINED, ("data-modelling",)),
        "Patience": (Seen.CONFIRMED_ONLY, ()),
        "Python and patience": (Seen.IN_PART, ("python",)),
    }


async def test_what_a_steward_linked_stays_when_the_file_comes_again(graph: Graph, tmp_path: Path) -> None:
    await graph.write(lambda tx: skills.save(tx, seed_vocabulary()))
    path = written(tmp_path, SMALL)
    await takes_in(graph, path)

    async def link(tx: Tx) -> None:
        await tx.run(
            "MATCH (c:Competency {name: 'Patience'}), (s:Skill {id: 'python'}) "
            "CREATE (c)-[:INCLUDES {via: 'steward'}]->(s)"
        )

    await graph.write(link)
    await takes_in(graph, written(tmp_path, SMALL.replace("waits", "waits long")))
    assert (await counts(graph))["INCLUDES"] == 2


BROKEN = {
    "a quote that is not closed": ('Role,Skill,Level\nA,"b,1\n', (2, 2)),
    "ragged rows": ("Role,Skill,Level\nA,b\n", (2, 2)),
    "a formula": ("Role,Skill,Level\nA,=1+1,1\n", (2, 2)),
    "an unknown level": ("Role,Skill,Level\nA,b,Working\nA,c,Expert\nA,d,Wizard\n", (4, 3)),
    "an id with other content": ("Skill ID,Skill,Role,Level\nx,b,A,1\nx,c,A,1\n", (3, 2)),
    "a ring": ("Skill,Parent,Level\na,b,1\nb,a,1\n", (2, 2)),
    "a dangling reference": ("Skill,Parent,Level\na,b,1\n", (2, 2)),
}


@pytest.mark.parametrize("kind", BROKEN)
async def test_a_broken_file_is_refused_whole_by_line_and_column(
    graph: Graph, tmp_path: Path, kind: str
) -> None:
    text, place = BROKEN[kind]
    await takes_in(graph, written(tmp_path, SMALL))
    async with bolt_of(graph) as bolt:
        before = await dump(bolt)
        with pytest.raises(BrokenFramework) as refused:
            await takes_in(graph, written(tmp_path, text))
        first = refused.value.details[0]
        assert (first["line"], first["column"]) == place
        assert await dump(bolt) == before


async def test_a_case_package_comes_out_as_it_went_in(graph: Graph, tmp_path: Path) -> None:
    package = json.loads((Path(__file__).parents[1] / "data" / "case_package.json").read_text("utf-8"))
    path = written(tmp_path, json.dumps(package), "package.json")
    await takes_in(graph, path)
    assert json.loads(await as_case(graph, "Warehouse work")) == package
    assert not (await takes_in(graph, path)).written


async def test_a_table_exported_as_case_is_the_same_framework(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    package = written(tmp_path, (await as_case(graph, "small")).decode(), "small.json")
    assert not (await takes_in(graph, package)).written
    assert await table(graph, "small") == SMALL


async def test_what_is_of_one_framework_is_not_of_another(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    package = (await as_case(graph, "small")).decode()
    id = json.loads(package)["CFDocument"]["identifier"]
    other = package.replace(id, "00000000-0000-4000-8000-000000000001")
    with pytest.raises(InvalidInput, match="already"):
        await takes_in(graph, written(tmp_path, other, "other.json"))


async def test_levels_of_a_role_are_ordered_by_what_they_require_or_by_a_steward(
    graph: Graph, tmp_path: Path
) -> None:
    path = written(tmp_path, SMALL)
    await takes_in(graph, path)

    async def orders() -> dict[str, int | None]:
        framework, _, _ = await exported(graph, "small")
        return {level.name: level.order for role in framework.roles for level in role.levels}

    assert await orders() == {"Engineer 1": 1, "Engineer 2": 2}
    await order_levels(graph, "small", "Engineer", ["Engineer 2", "Engineer 1"])
    assert await orders() == {"Engineer 1": 2, "Engineer 2": 1}
    assert not (await takes_in(graph, path)).written
    assert await orders() == {"Engineer 1": 2, "Engineer 2": 1}
    with pytest.raises(InvalidInput, match="once"):
        await order_levels(graph, "small", "Engineer", ["Engineer 1"])
    with pytest.raises(NotFound):
        await order_levels(graph, "small", "Nobody", [])


async def test_a_steward_says_what_levels_stand_for(graph: Graph, tmp_path: Path) -> None:
    path = written(tmp_path, "Role,Skill,Level\nA,b,Novice\nA,c,Competent\n")
    await takes_in(graph, path)
    await set_rubric(graph, "small", [("novice", 1), ("Competent", 2)])
    assert not (await takes_in(graph, path)).written
    framework, _, _ = await exported(graph, "small")
    assert {level.label: level.rubric for level in framework.scale if level.rubric} == {
        "Novice": 1,
        "Competent": 2,
    }


async def test_a_publication_that_was_cut_off_is_finished(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await takes_in(graph, written(tmp_path, SMALL))
    changed = written(tmp_path, SMALL.replace("Expert", "Working").replace("Patience", "Calm"))
    answers = {"answers": _renamed("Patience", "Calm")}
    monkeypatch.setattr(frameworks_store, "ROWS_A_TRANSACTION", 0)  # so that it takes several
    done = 0
    write = frameworks_store._write

    async def cut(*arguments: Any) -> None:
        nonlocal done
        done += 1
        if done == 2:
            raise RuntimeError("killed")
        await write(*arguments)

    monkeypatch.setattr(frameworks_store, "_write", cut)
    with pytest.raises(RuntimeError):
        await takes_in(graph, changed, **answers)
    monkeypatch.setattr(frameworks_store, "_write", write)
    again = await takes_in(graph, changed)
    assert not again.written and again.version == 2
    assert await table(graph, "small") == changed.read_text()
    held = await counts(graph)
    assert (held["Competency"], held["REQUIRES"], held["DEFINES"]) == (2, 3, 2)


async def test_a_published_version_keeps_no_copy_of_its_content(graph: Graph, tmp_path: Path) -> None:
    await takes_in(graph, written(tmp_path, SMALL))

    async def kept(tx: Tx) -> str:
        version = (await frameworks_store.named(tx, "small")).numbered(None)
        return await frameworks.kept(tx, version, "content") + await frameworks.kept(tx, version, "layout")

    text = await graph.read(kept)
    assert "leads" not in text and "Data modelling" not in text


def _renamed(old: str, new: str) -> Any:
    from learning.frameworks_renames import Answers

    return Answers.of([f"{old}={new}"], [])
