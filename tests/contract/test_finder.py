"""Who is found, for whom, and why, on the smallest organisations that can break these promises."""

import asyncio
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from conftest import empty
from organisation import START, Organisation

from domain.errors import InvalidInput, NotFound
from domain.messages import Account, SpaceKind
from domain.viewer import Viewer
from engine.store import Address
from finder import base_file, names
from finder.experts import Found, Why, find, why
from finder.index import Index
from finder.reasons import Confidence
from graph.connection import Graph
from ingest.directory import take_in_accounts

pytestmark = pytest.mark.anyio

NOW = datetime(2023, 12, 1, tzinfo=UTC)  # some weeks after the organisation began to talk
YEAR = 365 * 24 * 3600 * 1_000_000  # microseconds
QUESTION = "How do I reset a Kafka consumer?"
ANSWER = (
    "You stop the group, then you reset the offsets with the Kafka tool, because it refuses while they run"
)


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    """Ann, Bo, Cy and Dee; a public channel, and a board that Ann and Bo can read."""
    org = Organisation(graph)
    await begin(org)
    return org


async def begin(org: Organisation) -> None:
    await org.begin()
    await org.joins("ann", "bo", "cy", "dee")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["ann", "bo"])


async def explains(org: Organisation, who: str, *, asker: str = "dee", where: str = "help") -> None:
    """Somebody asks about Kafka, and `who` explains it."""
    await org.replied(who, await org.said(asker, where, QUESTION), ANSWER)


async def ask(
    org: Organisation, folder: Path, question: str = "Who knows Kafka?", *, as_: str = "cy", first: int = 10
) -> Found:
    viewer = await names.viewer(org.graph, as_)
    return await find(org.graph, question, viewer, org.miner, Index(folder), now=NOW, first=first)


def found_names(found: Found) -> list[str]:
    return [expert.name for expert in found.experts]


async def reasons_of(org: Organisation, person: str, skill: str, *, as_: str = "cy") -> Why:
    return await why(org.graph, person, skill, await names.viewer(org.graph, as_))


async def test_an_asker_is_not_an_expert(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo", asker="dee")
    await org.said("dee", "help", "Does anybody know how Kafka offsets work?")
    found = await ask(org, tmp_path)
    assert found_names(found) == ["Bo"]
    assert "which does not count" in (await reasons_of(org, "dee", "kafka")).reasons[0].text
    assert (await reasons_of(org, "dee", "kafka")).evidence == ()


async def test_every_expert_has_reasons_and_evidence_that_opens(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    (bo,) = (await ask(org, tmp_path)).experts
    assert bo.score == 1.0
    assert bo.confidence is Confidence.LOW
    assert not bo.is_viewer
    assert [reason.text for reason in bo.reasons] == ["explained *Kafka* once, in November 2023"]
    assert sum(reason.weight for reason in bo.reasons) == pytest.approx(1)
    (item,) = bo.evidence
    moment = str(org.clock)
    assert item.permalink == f"https://slack.test/archives/help/p{moment}"
    assert item.quote == ANSWER
    assert item.space_name == "help"


async def test_the_viewer_may_be_the_expert_and_is_marked(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    (bo,) = (await ask(org, tmp_path, as_="bo")).experts
    assert bo.is_viewer


async def test_who_left_is_never_offered(org: Organisation, tmp_path: Path) -> None:
    for _ in range(3):
        await explains(org, "bo")
    await explains(org, "ann")
    await org.joins("bo", left=True)
    for question in ("Who knows Kafka?", "reset offsets", "Kafka offsets tool"):
        assert "Bo" not in found_names(await ask(org, tmp_path, question))
    assert found_names(await ask(org, tmp_path)) == ["Ann"]


async def test_a_bot_is_never_offered(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    await org.joins("bo", bot=True)
    assert found_names(await ask(org, tmp_path)) == []


async def test_nobody_known_is_an_empty_answer_that_says_what_was_understood(
    org: Organisation, tmp_path: Path
) -> None:
    await explains(org, "bo")
    found = await ask(org, tmp_path, "Who knows SAP?")
    assert found.experts == ()
    assert found.interpretation.sentence == "People who know SAP."
    found = await ask(org, tmp_path, "xylophones?")
    assert found.experts == ()
    assert found.interpretation.sentence.startswith("Nothing was understood")
    assert found.interpretation.unmatched == ("xylophones",)


async def test_a_private_space_ranks_for_its_members_and_changes_nothing_for_others(
    org: Organisation, tmp_path: Path
) -> None:
    await explains(org, "ann")
    questions = ("Who knows Kafka?", "Kafka offsets", "stop the group and reset offsets")
    before = [await ask(org, tmp_path / "before", question) for question in questions]
    for _ in range(4):
        await explains(org, "bo", asker="ann", where="board")
    after = [await ask(org, tmp_path / "after", question) for question in questions]
    assert after == before
    assert found_names(await ask(org, tmp_path, as_="ann")) == ["Bo", "Ann"]
    assert (await reasons_of(org, "bo", "kafka")).reasons == ()
    (reason,) = (await reasons_of(org, "bo", "kafka", as_="ann")).reasons
    assert reason.text == "explained *Kafka* 4 times in 4 threads, last in November 2023"


async def test_a_space_that_stops_being_public_is_hidden_at_once(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    await org.opens("help", SpaceKind.PRIVATE, ["ann", "bo"])
    narrowing = await ask(org, tmp_path)
    assert narrowing.experts == ()
    assert narrowing.folding_unfinished
    assert (await reasons_of(org, "bo", "kafka")).reasons == ()
    await org.settles()
    assert not (await ask(org, tmp_path)).folding_unfinished
    assert (await ask(org, tmp_path)).experts == ()
    assert found_names(await ask(org, tmp_path, as_="ann")) == ["Bo"]


async def test_what_is_no_longer_public_lifts_nobody_while_it_is_counted_anew(
    org: Organisation, tmp_path: Path
) -> None:
    await org.opens("lobby")
    for _ in range(4):
        await explains(org, "bo")
    await org.said("bo", "lobby", "I fixed Kafka")
    await explains(org, "ann", where="lobby")
    assert found_names(await ask(org, tmp_path)) == ["Bo", "Ann"]
    await org.opens("help", SpaceKind.PRIVATE, ["ann", "bo"])
    assert found_names(await ask(org, tmp_path)) == ["Ann"]
    await org.settles()
    assert found_names(await ask(org, tmp_path)) == ["Ann", "Bo"]


async def test_recent_evidence_beats_old(org: Organisation, tmp_path: Path) -> None:
    org.clock = START - 6 * YEAR
    await explains(org, "ann")
    org.clock = START
    await explains(org, "bo")
    assert found_names(await ask(org, tmp_path)) == ["Bo", "Ann"]


async def test_a_rare_skill_says_more_than_a_common_one(org: Organisation, tmp_path: Path) -> None:
    for who in ("ann", "bo", "cy", "dee"):
        await org.said(who, "help", "I configured the Python service myself yesterday")
    await org.said("bo", "help", "I configured the Python service myself again")
    await org.said("dee", "help", "I configured the SAP system myself yesterday")
    assert found_names(await ask(org, tmp_path, "Python or SAP?"))[0] == "Dee"


async def test_nobody_is_an_expert_for_mentioning(org: Organisation, tmp_path: Path) -> None:
    for _ in range(9):
        await org.said("ann", "help", "Kafka was down")
    await explains(org, "bo")
    assert found_names(await ask(org, tmp_path)) == ["Bo"]


async def test_mentioning_helps_whoever_has_shown_that_they_know(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "ann")
    await explains(org, "bo")
    await org.said("bo", "help", "Kafka was down")
    assert found_names(await ask(org, tmp_path)) == ["Bo", "Ann"]


async def test_a_broader_question_finds_the_narrower_skill(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    found = await ask(org, tmp_path, "Who knows message queues?")
    assert found_names(found) == ["Bo"]
    assert "*Kafka*" in found.experts[0].reasons[0].text


async def test_a_related_skill_alone_finds_nobody(org: Organisation, tmp_path: Path) -> None:
    await org.said("bo", "help", "I installed the kernel module myself yesterday")
    assert found_names(await ask(org, tmp_path, "Who knows WLAN?")) == []
    await org.said("ann", "help", "I installed the WLAN myself yesterday")
    assert found_names(await ask(org, tmp_path, "Who knows WLAN?")) == ["Ann"]


async def test_words_find_people_where_no_skill_is_named(org: Organisation, tmp_path: Path) -> None:
    for who in ("ann", "cy"):
        await org.said(who, "help", "the gantry is broken")
    question = await org.said("dee", "help", "the gantry mangles all labels, how can I stop that?")
    await org.replied("bo", question, "You turn the crank because it slips when it is cold")
    found = await ask(org, tmp_path, "gantry mangles labels")
    assert found_names(found)[0] == "Bo"
    assert "Dee" not in found_names(found)
    assert found.experts[0].reasons[0].kind == "words"
    assert found.experts[0].reasons[0].text == "answered questions with the word *gantry* in 1 thread"
    assert found.experts[0].evidence
    assert found.interpretation.sentence == "People who used the word gantry; no skill was recognised."
    assert set(found.interpretation.unmatched) == {"mangles", "labels"}


async def test_words_tell_apart_people_who_know_the_same_skill(org: Organisation, tmp_path: Path) -> None:
    for who in ("ann", "bo"):
        await explains(org, who)
    for _ in range(3):
        question = await org.said("dee", "help", "Kafka rebalance storms, how can I stop them?")
        await org.replied("ann", question, "A Kafka rebalance ends when the heartbeat interval is longer")
    assert found_names(await ask(org, tmp_path, "Kafka rebalance heartbeat"))[0] == "Ann"


async def test_a_viewer_we_do_not_know_sees_nothing(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    for viewer in (Viewer(None), Viewer("Pnobody")):
        found = await find(org.graph, "Who knows Kafka?", viewer, org.miner, Index(tmp_path), now=NOW)
        assert found.experts == ()
        assert found.interpretation.matches == ()
        with pytest.raises(NotFound) as hidden:
            await why(org.graph, "bo", "kafka", viewer)
        with pytest.raises(NotFound) as missing:
            await reasons_of(org, "bob", "kafka")
        assert hidden.value.message.replace("'bo'", "'bob'") == missing.value.message


async def test_the_operator_sees_what_is_public(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "ann")
    await explains(org, "bo", where="board", asker="ann")
    found = await find(org.graph, "Who knows Kafka?", Viewer.operator(), org.miner, Index(tmp_path), now=NOW)
    assert found_names(found) == ["Ann"]


async def test_why_tells_by_name_handle_id_and_label(org: Organisation) -> None:
    await explains(org, "bo")
    told = await reasons_of(org, "Bo", "Apache Kafka")
    for person, skill in ((told.person.id, "kafka"), ("@BO", "KAFKA"), ("bo", " apache  kafka ")):
        assert await reasons_of(org, person, skill) == told
    assert told.skill.name == "Kafka"
    with pytest.raises(NotFound):
        await reasons_of(org, "bo", "kafkaesque")


async def test_a_name_of_several_people_is_refused_with_all_of_them(org: Organisation) -> None:
    for id in ("1", "2"):
        account = Account(f"slack:U-max{id}", "slack", f"max{id}", "Max")
        await take_in_accounts(org.graph, [account])
    with pytest.raises(InvalidInput) as refused:
        await reasons_of(org, "Max", "kafka")
    assert refused.value.message.startswith("2 people are called 'Max': Max (P")
    assert (await reasons_of(org, "max2", "kafka")).person.name == "Max"


async def test_why_pages_through_evidence_newest_first(org: Organisation) -> None:
    for _ in range(5):
        await explains(org, "bo")
    viewer = await names.viewer(org.graph, "cy")
    seen: list[int] = []
    cursor: str | None = None
    pages = 0
    while True:
        told = await why(org.graph, "bo", "kafka", viewer, first=2, after=cursor)
        seen += [item.at for item in told.evidence]
        pages += 1
        cursor = told.cursor
        if cursor is None:
            break
    assert pages == 3
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 5
    with pytest.raises(InvalidInput):
        await why(org.graph, "bo", "kafka", viewer, after="nonsense")


async def test_a_referral_speaks_for_who_is_named(org: Organisation, tmp_path: Path) -> None:
    await org.said("ann", "help", "ask @bo , he knows Kafka best")
    found = await ask(org, tmp_path)
    assert found_names(found)[0] == "Bo"
    assert found.experts[0].reasons[0].text == "named by 1 person as knowing *Kafka*, in November 2023"


async def test_answers_are_paged_by_score_and_id(org: Organisation, tmp_path: Path) -> None:
    for who in ("ann", "bo", "cy", "dee"):
        await explains(org, who, asker="ann" if who == "dee" else "dee")
    whole = await ask(org, tmp_path)
    viewer = await names.viewer(org.graph, "cy")
    seen: list[str] = []
    after: tuple[float, str] | None = None
    for _ in range(9):
        page = await find(
            org.graph, "Who knows Kafka?", viewer, org.miner, Index(tmp_path), now=NOW, first=1, after=after
        )
        seen += found_names(page)
        if not page.has_more:
            break
        after = page.experts[-1].score, page.experts[-1].id
    assert len(seen) == 4
    assert seen == found_names(whole)


async def test_the_index_follows_what_is_said_edited_and_deleted(org: Organisation, tmp_path: Path) -> None:
    index = Index(tmp_path / "kept")
    viewer = await names.viewer(org.graph, "cy")

    async def same() -> list[str]:
        fresh = Index(tmp_path / f"fresh{org.clock}")
        answers = [
            await find(org.graph, "gantry crank", viewer, org.miner, one, now=NOW) for one in (index, fresh)
        ]
        assert answers[0] == answers[1]
        return found_names(answers[0])

    assert await same() == []
    for who in ("ann", "cy"):
        await org.said(who, "help", "the gantry is broken")
    question = await org.said("dee", "help", "who can repair the gantry?")
    assert await same() != []
    answer = await org.replied("bo", question, "You turn the crank because it slips when it is cold")
    assert (await same())[0] == "Bo"
    await org.edited(question, "who can repair the scanner?")
    assert "Bo" not in await same()
    await org.edited(question, "who can repair the gantry?")
    assert (await same())[0] == "Bo"
    await org.deleted(answer)
    assert "Bo" not in await same()


async def test_a_base_that_was_deleted_or_damaged_is_built_again(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    first = await ask(org, tmp_path)
    file = tmp_path / base_file.NAME
    file.write_bytes(file.read_bytes()[:-9] + b"something")
    assert await ask(org, tmp_path) == first
    file.unlink()
    assert await ask(org, tmp_path) == first
    assert file.exists()


async def test_two_indexes_may_share_a_folder(org: Organisation, tmp_path: Path) -> None:
    await explains(org, "bo")
    answers = await asyncio.gather(*(ask(org, tmp_path) for _ in range(4)))
    assert all(answer == answers[0] for answer in answers)
    assert [path.name for path in tmp_path.iterdir()] == [base_file.NAME]


@pytest.mark.parametrize("seed", range(4))
async def test_hidden_evidence_and_deleted_evidence_give_the_same_answers(
    graph: Graph, engine: Address, tmp_path: Path, seed: int
) -> None:
    questions = (
        "Who knows Kafka?",
        "Python wireless gantry",
        "message queues and SAP",
        "gantry crank labels",
    )
    answers: list[list[object]] = []
    for with_board in (True, False):
        await empty(engine)
        org = Organisation(graph)
        await begin(org)
        await talk(org, random.Random(seed), with_board=with_board)
        folder = tmp_path / str(with_board)
        told = [await ask(org, folder, question) for question in questions]
        known = [await reasons_of(org, who, skill) for who in ("ann", "bo") for skill in ("kafka", "python")]
        answers.append([*told, *known])
    assert answers[0] == answers[1]
    assert any(found.experts for found in answers[0] if isinstance(found, Found))


async def talk(org: Organisation, chance: random.Random, *, with_board: bool) -> None:
    """Thirty threads about some things, in the help channel and on the board."""
    subjects = ("Kafka", "Python", "the wireless", "SAP", "the gantry", "the crank", "labels")
    for _ in range(30):
        where = chance.choice(("help", "board"))
        about = chance.choice(subjects)
        asker, *others = (
            chance.sample(("ann", "bo"), 2)
            if where == "board"
            else chance.sample(("ann", "bo", "cy", "dee"), 3)
        )
        kept = with_board or where == "help"
        texts = [f"How do I fix {about}?"] + [
            chance.choice(
                (
                    f"You restart {about} and then it works, because the cache is stale",
                    f"I fixed {about} myself yesterday",
                    f"{about} was down with {chance.choice(subjects)}",
                )
            )
            for _ in others
        ]
        thread = ""
        for who, text in zip((asker, *others), texts, strict=True):
            message = org.message(who, where, text, thread=thread)
            if kept:
                await org.takes_in(message)
            thread = thread or message.id
