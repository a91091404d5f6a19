"""Documents go in exactly once, credit the right people, and show to those alone who may read them."""

import shutil
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from documents import markdown, pdf
from dump import bolt_of, dump
from organisation import Organisation, person

from domain.errors import InvalidInput, NotFound
from domain.evidence import Act, bucket_act
from domain.keys import key
from domain.messages import Account, SpaceKind
from domain.tally import NEWEST
from domain.viewer import Scopes, Viewer
from finder.experts import Why, find, why
from finder.index import Index
from graph import knows, people, spaces
from graph.connection import Graph, Tx
from graph.skills import After, knowers
from ingest import documents
from ingest.directory import take_in_accounts
from ingest.document_summary import DocumentSummary
from ingest.documents import Settings, ingest_documents
from ingest.erasing import erase_person, erase_space
from ingest.linking import link, unlink
from sources.documents_warnings import Kind

pytestmark = pytest.mark.anyio

NESTED_TOO_DEEP = 3_000  # elements in one another


class Quiet:
    """A progress that nobody watches; `stop_at` ends the ingest after so many documents."""

    def __init__(self, stop_at: int | None = None) -> None:
        self.stop_at = stop_at

    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, done: int, messages: int) -> None:
        if messages == self.stop_at and done:
            raise InterruptedError


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", email="ann@shop.test")
    await org.joins("bob", "cleo")
    await org.opens("help")
    return org


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Ann wrote about Kafka, Bob reviewed it, Cleo owns it; Bob wrote about SAP."""
    folder = tmp_path / "wiki"
    markdown(
        folder / "kafka.md",
        "# Kafka in shops\n\nKafka carries what Python scripts send.\n\n"
        "## Offsets\n\nReset them with Kafka tools.",
        authors="Ann Lee <ann@shop.test>",
        reviewers="Bob",
        owner='"@cleo"',
        date="2025-03-04",
    )
    markdown(
        folder / "books" / "sap.md", "# Month end\n\nBook it in SAP first.", author="bob", date="2025-05-06"
    )
    return folder


async def takes_in(
    org: Organisation, *paths: Path, stop_at: int | None = None, **settings: Any
) -> DocumentSummary:
    how = Settings(org.key, 0, **settings)
    return await ingest_documents(org.graph, paths, how, Quiet(stop_at))


async def whole(org: Organisation) -> dict[str, list[Any]]:
    async with bolt_of(org.graph) as bolt:
        return await dump(bolt)


async def done(org: Organisation, name: str, skill: str) -> dict[Act, int]:
    """What somebody did with a skill, by act, in every scope together."""

    async def read(tx: Tx) -> dict[Act, int]:
        found = await tx.run("MATCH (p:Person) WHERE toLower(p.name) = $name RETURN p.key AS key", name=name)
        keys = [record["key"] for record in await found.data()]
        counts: dict[Act, int] = {}
        for known in await knows.of_people(tx, people=keys):
            for number, count in zip(known.b, known.n, strict=True):
                if known.skill == key("skill", skill):
                    counts[bucket_act(number)] = counts.get(bucket_act(number), 0) + count
        assert await knows.differences(tx, keys) == []
        return counts

    return await org.graph.read(read)


async def publicly_known(org: Organisation, skill: str) -> list[str]:
    """The names of those who are publicly known for a skill."""

    async def read(tx: Tx) -> list[str]:
        found = await knowers(tx, scopes=Scopes(("*",)), after=[After(skill)], first=9)
        ids = [one.person for one in found]
        return [one.name for one in await people.visible(tx, scopes=Scopes(("*",)), ids=ids)]

    return await org.graph.read(read)


async def parts(org: Organisation) -> set[tuple[str, str, str]]:
    async def read(tx: Tx) -> set[tuple[str, str, str]]:
        found = await tx.run(
            "MATCH (p:Person)-[r:WROTE|REVIEWED|OWNS]->(d:Document) "
            "RETURN p.name AS a, type(r) AS b, d.path AS c"
        )
        return {(record["a"], record["b"], record["c"]) for record in await found.data()}

    return await org.graph.read(read)


async def seen_by(org: Organisation, name: str, about: str, skill: str) -> Why:
    return await why(org.graph, about, skill, Viewer(await id_of(org, name)))


async def id_of(org: Organisation, name: str) -> str:
    async def read(tx: Tx) -> str:
        found = await tx.run("MATCH (a:Account {id: $id})-[:OF]->(p) RETURN p.id AS id", id=person(name))
        return (await found.single(strict=True))["id"]

    return await org.graph.read(read)


def unchanged(summary: DocumentSummary) -> bool:
    return not summary.changed and summary.documents == 0


async def test_each_part_in_a_document_is_an_act_of_its_own(org: Organisation, folder: Path) -> None:
    summary = await takes_in(org, folder)
    assert (summary.documents, summary.sections, summary.warnings.total()) == (2, 3, 0)
    assert await done(org, "ann", "kafka") == {Act.EXPLAINED: 2}
    assert await done(org, "bob", "kafka") == {Act.REVIEWED: 2}
    assert await done(org, "cleo", "kafka") == {Act.ANNOUNCED: 2}
    assert await done(org, "bob", "sap") == {Act.EXPLAINED: 1}
    assert await parts(org) == {
        ("Ann", "WROTE", "kafka.md"),
        ("Bob", "REVIEWED", "kafka.md"),
        ("Cleo", "OWNS", "kafka.md"),
        ("Bob", "WROTE", "books/sap.md"),
    }


async def test_the_same_documents_twice_change_nothing(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    once = await whole(org)
    again = await takes_in(org, folder, sync=True)
    assert unchanged(again) and again.unchanged == 2
    (folder / "kafka.md").touch()
    assert unchanged(await takes_in(org, folder))
    assert await whole(org) == once


async def test_what_a_document_only_thinks_of_or_denies_does_not_count(
    org: Organisation, folder: Path
) -> None:
    markdown(folder / "plan.md", "# Plan\n\nWe could move to Kafka. I never used SAP.", author="Cleo")
    await takes_in(org, folder)
    assert await done(org, "cleo", "sap") == {}
    assert await done(org, "cleo", "kafka") == {Act.ANNOUNCED: 2}


async def test_a_changed_file_replaces_what_it_showed(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    markdown(
        folder / "kafka.md", "# Drivers\n\nAbout device drivers.", author="ann@shop.test", date="2025-03-04"
    )
    summary = await takes_in(org, folder)
    assert (summary.documents, summary.unchanged) == (1, 1)
    assert await done(org, "ann", "kafka") == {}
    assert await done(org, "ann", "drivers") == {Act.EXPLAINED: 1}
    assert ("Bob", "REVIEWED", "kafka.md") not in await parts(org)


async def test_a_vanished_file_is_retracted_by_sync_alone_and_may_come_back(
    org: Organisation, folder: Path, tmp_path: Path
) -> None:
    await takes_in(org, folder)
    before = await whole(org)
    (folder / "kafka.md").rename(tmp_path / "aside.md")
    await takes_in(org, folder)
    assert await done(org, "ann", "kafka") == {Act.EXPLAINED: 2}
    assert (await takes_in(org, folder, sync=True)).retracted == 1
    assert await done(org, "ann", "kafka") == {}
    assert await parts(org) == {("Bob", "WROTE", "books/sap.md")}
    (tmp_path / "aside.md").rename(folder / "kafka.md")
    await takes_in(org, folder, sync=True)
    assert await whole(org) == before


async def test_a_file_that_cannot_be_read_any_more_keeps_what_it_showed(
    org: Organisation, folder: Path
) -> None:
    path = pdf(folder / "a.pdf", ["All about Kafka"], author="Cleo")
    await takes_in(org, folder)
    path.write_bytes(path.read_bytes()[:50])
    summary = await takes_in(org, folder, sync=True)
    assert summary.warnings == {Kind.BROKEN: 1}
    assert await done(org, "cleo", "kafka") == {Act.ANNOUNCED: 2, Act.EXPLAINED: 1}
    path.write_bytes(b"")
    assert (await takes_in(org, folder)).retracted == 1, "an emptied one shows nothing"
    assert await done(org, "cleo", "kafka") == {Act.ANNOUNCED: 2}


async def test_an_ingest_that_is_interrupted_goes_on_and_ends_as_a_clean_one(
    graph: Graph, org: Organisation, folder: Path
) -> None:
    for number in range(6):
        markdown(folder / f"{number}.md", f"# Kafka {number}\n\nand Python", author="Cleo", date="2025-01-01")
    await takes_in(org, folder)
    clean = await whole(org)
    await forget_documents(org)
    for stop_at in (1, 3):
        with pytest.MonkeyPatch.context() as patched, pytest.raises(InterruptedError):
            patched.setattr("ingest.documents.DOCUMENTS_A_BATCH", 1)
            await takes_in(org, folder, stop_at=stop_at)
    await takes_in(org, folder)
    assert await whole(org) == clean


async def forget_documents(org: Organisation) -> None:
    """Takes everything out that came from documents, as if it had never been."""

    async def write(tx: Tx) -> None:
        for label in ("Document", "Evidence", "Term"):
            await (await tx.run(f"MATCH (n:{label}) DETACH DELETE n")).consume()
        await (await tx.run("MATCH ()-[k:KNOWS]->() DELETE k")).consume()
        for label in ("Account", "Space"):
            await (await tx.run(f"MATCH (n:{label} {{source: 'documents'}}) DETACH DELETE n")).consume()
        await (await tx.run("MATCH (n:Link) DELETE n")).consume()
        await (await tx.run("MATCH (n:Source) WHERE n.id STARTS WITH 'documents' DELETE n")).consume()

    await org.graph.write(write)


async def test_a_name_of_several_people_credits_nobody(org: Organisation, folder: Path) -> None:
    await org.joins("cleo2")

    async def write(tx: Tx) -> None:
        await (await tx.run("MATCH (a:Account {handle: 'cleo2'}) SET a.name = 'Cleo'")).consume()

    await org.graph.write(write)
    summary = await takes_in(org, folder)
    assert summary.warnings == {Kind.AMBIGUOUS: 1}
    assert "2 people" in summary.examples[Kind.AMBIGUOUS][0].detail
    assert await done(org, "cleo", "kafka") == {}
    assert unchanged(again := await takes_in(org, folder)) or not again.changed


async def test_somebody_whom_nobody_knows_is_a_person_of_their_own(org: Organisation, folder: Path) -> None:
    markdown(folder / "guest.md", "# Kafka", author="Gus Guest")
    await takes_in(org, folder)
    assert await done(org, "gus guest", "kafka") == {Act.EXPLAINED: 1}


async def test_people_may_come_before_or_after_the_documents_that_name_them(
    graph: Graph, folder: Path
) -> None:
    async def arrive(org: Organisation) -> None:
        await org.joins("ann", email="ann@shop.test")
        await org.joins("bob", "cleo")

    org = Organisation(graph)
    await org.begin()
    await takes_in(org, folder)
    await arrive(org)
    await takes_in(org, folder)
    after = await whole(org)
    await forget_documents(org)
    await takes_in(org, folder)
    await takes_in(org, folder)
    assert await whole(org) == after
    assert await done(org, "bob", "sap") == {Act.EXPLAINED: 1}


async def test_an_account_that_moves_takes_its_documents_along(org: Organisation, folder: Path) -> None:
    markdown(folder / "guest.md", "# Kafka", author="Gus Guest", owner="Gus Guest")
    await takes_in(org, folder)
    before = await whole(org)
    await link(org.graph, "Cleo", "Gus Guest", at=1)
    await org.settles()
    assert ("Cleo", "WROTE", "guest.md") in await parts(org)
    assert ("Cleo", "OWNS", "guest.md") in await parts(org)
    await unlink(org.graph, "Cleo", "documents:gus guest")
    await org.settles()
    assert await whole(org) == before


async def test_a_match_by_name_that_is_taken_back_does_not_come_again(
    org: Organisation, folder: Path
) -> None:
    await takes_in(org, folder)
    await unlink(org.graph, person("bob"), "documents:bob")
    await org.settles()
    await takes_in(org, folder)

    async def whose(tx: Tx) -> int:
        accounts = [key(person("bob")), key("documents:bob")]
        return len(set((await people.persons_of(tx, accounts)).values()))

    assert await org.graph.read(whose) == 2


async def test_why_tells_of_documents_with_their_section_and_where_to_open_it(
    org: Organisation, folder: Path
) -> None:
    await takes_in(org, folder, name="wiki", template="https://wiki.test/{path}#{anchor}")
    told = await seen_by(org, "cleo", "Ann", "Kafka")
    assert [reason.text for reason in told.reasons] == ["wrote about *Kafka* in a document, in March 2025"]
    assert {(i.title, i.section, i.permalink) for i in told.evidence} == {
        ("Kafka in shops", "Kafka in shops", "https://wiki.test/kafka.md#kafka-in-shops"),
        ("Kafka in shops", "Offsets", "https://wiki.test/kafka.md#offsets"),
    }
    offsets = next(item for item in told.evidence if item.section == "Offsets")
    mention = offsets.mention_of({key("skill", "kafka")})
    assert mention is not None
    assert "Offsets\nReset them with Kafka tools."[mention.start : mention.end] == "Kafka"
    reviewed = await seen_by(org, "cleo", "Bob", "Kafka")
    assert [reason.text for reason in reviewed.reasons] == [
        "reviewed a document about *Kafka*, in March 2025"
    ]


async def test_find_names_who_wrote_and_nobody_who_only_owns(
    org: Organisation, folder: Path, tmp_path: Path
) -> None:
    await takes_in(org, folder)
    index = Index(tmp_path / "index")
    found = await find(
        org.graph,
        "Who knows Kafka?",
        Viewer(await id_of(org, "cleo")),
        org.miner,
        index,
        now=datetime(2026, 1, 1, tzinfo=UTC),
    )
    assert [expert.name for expert in found.experts] == ["Ann", "Bob"]


async def test_a_private_folder_shows_to_its_readers_alone(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder, private=True, readers=("Bob",))
    assert (await seen_by(org, "bob", "Ann", "Kafka")).evidence
    assert not (await seen_by(org, "cleo", "Ann", "Kafka")).evidence
    assert all(item.quote is None for item in (await seen_by(org, "bob", "Ann", "Kafka")).evidence)
    await takes_in(org, folder)
    assert not (await seen_by(org, "cleo", "Ann", "Kafka")).evidence, (
        "it stays private until somebody says so"
    )
    assert (await seen_by(org, "bob", "Ann", "Kafka")).evidence, "and keeps its readers"
    await takes_in(org, folder, private=False)
    assert (await seen_by(org, "cleo", "Ann", "Kafka")).evidence[0].quote


async def test_a_public_folder_that_becomes_private_hides_and_widens_as_if_it_never_had(
    org: Organisation, folder: Path
) -> None:
    await takes_in(org, folder)
    before = await whole(org)
    await takes_in(org, folder, private=True)
    assert not (await seen_by(org, "cleo", "Ann", "Kafka")).evidence
    await takes_in(org, folder, private=False)
    assert await whole(org) == before


async def test_a_document_marked_private_hides_without_its_folder(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    (folder / "documents.csv").write_text("path,private\nkafka.md,yes\n")
    await takes_in(org, folder, readers=("bob",))
    assert not (await seen_by(org, "cleo", "Ann", "Kafka")).evidence
    assert (await seen_by(org, "bob", "Ann", "Kafka")).evidence
    assert (await seen_by(org, "cleo", "Bob", "SAP")).evidence
    with pytest.raises(InvalidInput):
        await takes_in(org, folder / "books", private=True)


async def test_a_document_that_becomes_private_is_hidden_before_anybody_is_recounted(
    org: Organisation, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ann shows Kafka in more documents than a difference can tell of."""
    for n in range(NEWEST + 2):
        text = f"# Kafka {n}\n\nHow Kafka keeps page {n}."
        markdown(folder / f"older-{n}.md", text, author="ann@shop.test", date="2024-01-02")
    await takes_in(org, folder)
    assert "Ann" in await publicly_known(org, "kafka")
    (folder / "documents.csv").write_text("path,private\nkafka.md,yes\n")

    async def killed(*_: object) -> None:
        if await org.graph.read(people.count_stale):
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(documents, "finish_operations", killed)
        with pytest.raises(KeyboardInterrupt):
            await takes_in(org, folder)
    assert "Ann" not in await publicly_known(org, "kafka")


async def test_a_file_marked_private_that_cannot_be_read_shows_nothing(
    org: Organisation, folder: Path
) -> None:
    page = folder / "streams.html"
    page.write_text("<html><head><meta name=author content=bob></head><body><p>I tuned Kafka.</body></html>")
    await takes_in(org, folder)
    assert await done(org, "bob", "kafka") == {Act.REVIEWED: 2, Act.EXPLAINED: 1}
    page.write_text("<div>" * NESTED_TOO_DEEP + "Kafka")
    await takes_in(org, folder)
    assert await done(org, "bob", "kafka") == {Act.REVIEWED: 2, Act.EXPLAINED: 1}, "what was read is kept"
    (folder / "documents.csv").write_text("path,private\nstreams.html,yes\n")
    await takes_in(org, folder)
    assert await done(org, "bob", "kafka") == {Act.REVIEWED: 2}


async def test_a_reader_named_ambiguously_is_refused(org: Organisation, folder: Path) -> None:
    await org.joins("dan")

    async def write(tx: Tx) -> None:
        await (await tx.run("MATCH (a:Account {handle: 'dan'}) SET a.name = 'Bob'")).consume()

    await org.graph.write(write)
    with pytest.raises(InvalidInput, match="2 people"):
        await takes_in(org, folder, private=True, readers=("Bob",))


async def test_a_part_of_a_folder_stays_a_part_of_it(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    before = await whole(org)
    assert unchanged(await takes_in(org, folder / "books", folder / "kafka.md", sync=True))
    assert await whole(org) == before


async def test_a_folder_inside_that_was_taken_in_first_stays_by_itself(
    org: Organisation, folder: Path
) -> None:
    await takes_in(org, folder / "books")
    summary = await takes_in(org, folder, sync=True)
    assert summary.warnings == {Kind.OWN_FOLDER: 1}
    assert await done(org, "bob", "sap") == {Act.EXPLAINED: 1}


async def test_a_folder_with_a_name_may_lie_elsewhere_the_next_time(
    org: Organisation, folder: Path, tmp_path: Path
) -> None:
    await takes_in(org, folder, name="wiki")
    shutil.copytree(folder, tmp_path / "copy")
    assert unchanged(await takes_in(org, tmp_path / "copy", name="wiki", sync=True))


async def test_documents_and_messages_stand_side_by_side(org: Organisation, folder: Path) -> None:
    question = await org.said("cleo", "help", "How do I reset a Kafka consumer?")
    await org.replied("ann", question, "Stop the group, then reset the offsets with the Kafka tool")
    await takes_in(org, folder)
    assert await done(org, "ann", "kafka") == {Act.ANSWERED: 1, Act.EXPLAINED: 2}
    told = await seen_by(org, "bob", "ann", "Kafka")
    assert [reason.text.partition(" *")[0] for reason in told.reasons] == [
        "wrote about",
        "answered questions about",
    ]


async def test_somebody_unknown_sees_no_document(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    with pytest.raises(NotFound):
        await why(org.graph, "Ann", "Kafka", Viewer(None))


async def test_private_spaces_of_documents_are_nobodys_by_themselves(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder, name="wiki", private=True)

    async def read(tx: Tx) -> list[SpaceKind]:
        held = await spaces.held(tx, keys=[key("documents:wiki"), key("documents:wiki:private")])
        return [space.kind for space in held]

    assert await org.graph.read(read) == [SpaceKind.PRIVATE, SpaceKind.PRIVATE]
    for name in ("ann", "bob", "cleo"):
        assert not (await seen_by(org, name, "Ann", "Kafka")).evidence


async def test_whoever_was_erased_is_not_credited_again(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    receipt = await erase_person(org.graph, await id_of(org, "ann"), lambda *_: None)
    assert not any(asdict(receipt.after).values())
    markdown(folder / "kafka.md", "# Kafka anew", authors="Ann Lee <ann@shop.test>", owner="Cleo")
    await takes_in(org, folder)
    assert {part for part in await parts(org) if part[2] == "kafka.md"} == {("Cleo", "OWNS", "kafka.md")}
    assert await done(org, "cleo", "kafka") == {Act.ANNOUNCED: 1}


async def test_whoever_was_erased_does_not_come_back_by_a_name_alone(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder)
    await erase_person(org.graph, await id_of(org, "ann"), lambda *_: None)
    markdown(folder / "new.md", "# Kafka anew", authors="Ann Lee", owner="Cleo", reviewers="'@ann'")
    summary = await takes_in(org, folder)
    assert {part for part in await parts(org) if part[2] == "new.md"} == {("Cleo", "OWNS", "new.md")}
    assert summary.counts()["people"] == 1, "who was kept out is not counted"


async def test_a_name_that_others_bear_is_still_theirs_after_an_erasure(
    org: Organisation, folder: Path
) -> None:
    await takes_in(org, folder)
    namesake = Account(person("ann2"), "slack", "ann2", "Ann Lee", "ann2@shop.test")
    await take_in_accounts(org.graph, [namesake])
    await erase_person(org.graph, await id_of(org, "ann"), lambda *_: None)
    markdown(folder / "new.md", "# Kafka anew", authors="Ann Lee")
    await takes_in(org, folder)
    assert ("Ann Lee", "WROTE", "new.md") in await parts(org)


async def test_a_folder_that_was_erased_does_not_come_back(org: Organisation, folder: Path) -> None:
    await takes_in(org, folder, name="wiki")
    await erase_space(org.graph, "documents:wiki", lambda *_: None)
    assert await parts(org) == set()
    with pytest.raises(InvalidInput, match="erased"):
        await takes_in(org, folder, name="wiki")
    assert (await takes_in(org, folder, name="wiki2")).documents == 2
