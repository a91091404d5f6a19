"""Who is found by words: what counts, for whom, and what a viewer cannot read changes nothing."""

import random
from collections.abc import Collection, Sequence
from pathlib import Path

import pytest

from domain.evidence import ACT_SHIFT, Act, Feature
from finder import base_file
from finder.base_file import Base
from finder.contributions import Segment, segment_of
from finder.index import masked
from finder.views import Snapshot, View
from finder.votes import Votes, vote
from graph.evidence import Words

ANN, BO, CY, DEE = 1, 2, 3, 4
WIFI, DRIVER, LOUD = 11, -12, 13
OPEN, BOARD = 100, 200


def row(
    id: int,
    person: int,
    words: Collection[int],
    act: Act = Act.EXPLAINED,
    *,
    thread: int = 0,
    space: int = OPEN,
    flags: int = 0,
) -> Words:
    """A message; without a thread it begins its own."""
    t = tuple(number for word in sorted(words) for number in (word, 1))
    return Words(id, id, person, space, thread or id, 0, len(words), flags | act.value << ACT_SHIFT, t)


def filler() -> list[Words]:
    """Others who use the words, so that these exist."""
    return [row(900 + n, 90 + n, [WIFI, DRIVER, LOUD], Act.MENTIONED) for n in range(3)]


def view(rows: Sequence[Words], spaces: Collection[int] = (OPEN, BOARD)) -> View:
    segment = segment_of(rows)
    return View.of(Snapshot.of([(segment, masked(segment, {}))]), spaces)


def asked(rows: Sequence[Words], words: Collection[int], spaces: Collection[int] = (OPEN, BOARD)) -> Votes:
    return vote(view(rows, spaces), words)


def test_an_asker_gets_no_votes() -> None:
    votes = asked([*filler(), row(1, ANN, [WIFI], Act.ASKED), row(2, BO, [WIFI], thread=1)], [WIFI])
    assert votes.votes[0] == BO
    assert ANN not in votes.votes
    assert ANN not in votes.profile


def test_an_answer_takes_half_of_its_questions_words() -> None:
    rows = [row(1, ANN, [WIFI, DRIVER], Act.ASKED), row(2, BO, [LOUD], thread=1)]
    segment = segment_of(rows)
    where = segment.postings(WIFI)
    weights = {
        int(segment.person[c]): w
        for c, w in zip(segment.contribution[where], segment.weight[where], strict=True)
    }
    assert weights == {ANN: 0.0, BO: 0.5}
    votes = asked([*filler(), *rows], [WIFI, DRIVER])
    assert votes.votes[0] == BO
    (used,) = votes.used_by(BO)
    assert (used.thread, used.own, used.answered) == (1, frozenset(), {WIFI, DRIVER})


def test_a_remark_under_a_question_takes_none_of_its_words() -> None:
    rows = [row(1, ANN, [WIFI], Act.ASKED), row(2, BO, [LOUD], Act.MENTIONED, thread=1)]
    assert BO not in asked([*filler(), *rows], [WIFI]).votes


def test_who_answers_their_own_question_does_not_take_its_words() -> None:
    rows = [row(1, ANN, [WIFI], Act.ASKED), row(2, ANN, [LOUD], Act.ANSWERED, thread=1)]
    assert ANN not in asked([*filler(), *rows], [WIFI]).votes


@pytest.mark.parametrize("flags", [Feature.BOT, Feature.SARCASTIC])
def test_bots_and_jests_get_no_votes(flags: Feature) -> None:
    votes = asked([*filler(), row(1, ANN, [WIFI], flags=flags)], [WIFI])
    assert ANN not in votes.votes


def test_a_word_that_fewer_than_three_visible_contributions_hold_does_not_exist() -> None:
    rows = [row(1, ANN, [WIFI]), row(2, BO, [WIFI]), row(3, CY, [WIFI], space=BOARD)]
    assert asked(rows, [WIFI]).words == {WIFI}
    assert asked(rows, [WIFI], [OPEN]).words == frozenset()
    assert asked(rows, [WIFI], [OPEN]).votes == ()


def test_one_good_answer_outweighs_passing_words() -> None:
    passing = [row(10 + n, BO, [WIFI], Act.MENTIONED) for n in range(5)]
    assert asked([*filler(), row(1, ANN, [WIFI]), *passing], [WIFI]).votes[:2] == (ANN, BO)


def test_a_rare_word_says_more_than_a_common_one() -> None:
    common = [row(100 + n, 50 + n, [LOUD], Act.MENTIONED) for n in range(30)]
    rows = [*filler(), *common, row(1, ANN, [LOUD]), row(2, BO, [WIFI])]
    votes = asked(rows, [WIFI, LOUD]).votes
    assert votes.index(BO) < votes.index(ANN)


def test_only_who_covers_half_of_a_question_counts_as_covering_it() -> None:
    rows = [*filler(), row(1, ANN, [LOUD]), row(2, BO, [DRIVER, WIFI]), row(3, CY, [77])]
    votes = asked(rows, [LOUD, WIFI, DRIVER])
    assert BO in votes.covering
    assert not votes.covering & {ANN, CY}


def test_no_words_and_no_rows_find_nobody() -> None:
    assert asked([], [WIFI]).votes == ()
    assert asked(filler(), []).votes == ()
    assert asked(filler(), []).covering == frozenset()
    assert asked(filler(), [WIFI], []).votes == ()


def some_rows(chance: random.Random) -> list[Words]:
    """Threads of a few people in an open and a closed space."""
    rows: list[Words] = []
    for thread in range(1, 40):
        space = chance.choice((OPEN, BOARD))
        for place in range(chance.randint(1, 4)):
            words = chance.sample((WIFI, DRIVER, LOUD, 14, 15), chance.randint(0, 4))
            act = Act.ASKED if not place else chance.choice(list(Act))
            id = thread if not place else thread * 1000 + place
            rows.append(row(id, chance.randint(1, 6), words, act, thread=thread, space=space))
    return rows


@pytest.mark.parametrize("seed", range(10))
def test_hidden_rows_and_deleted_rows_give_the_same_answer(seed: int) -> None:
    rows = some_rows(random.Random(seed))
    hidden = asked(rows, [WIFI, DRIVER, LOUD], [OPEN])
    deleted = asked([one for one in rows if one.space == OPEN], [WIFI, DRIVER, LOUD], [OPEN])
    assert told(hidden) == told(deleted)


@pytest.mark.parametrize("seed", range(10))
def test_a_base_with_changed_threads_answers_as_a_new_base_does(seed: int) -> None:
    chance = random.Random(seed)
    before, after = some_rows(chance), some_rows(chance)
    changed = {thread: [one for one in after if one.thread == thread] for thread in range(10, 25)}
    fresh = [one for of in changed.values() for one in of]
    rows = [one for one in before if one.thread not in changed] + fresh
    base, delta = segment_of(before), segment_of(fresh)
    snapshot = Snapshot.of([(base, masked(base, changed)), (delta, masked(delta, {}))])
    split = vote(View.of(snapshot, [OPEN]), [WIFI, DRIVER, LOUD])
    assert told(split) == told(asked(rows, [WIFI, DRIVER, LOUD], [OPEN]))


def told(votes: Votes) -> object:
    people = sorted(votes.votes)
    used = {
        person: [(u.thread, round(u.worth, 9), u.own, u.answered) for u in votes.used_by(person)]
        for person in people
    }
    return votes.words, votes.votes, votes.profile, votes.covering & set(people), used


def test_rows_tell_their_threads() -> None:
    segment = segment_of([row(5, ANN, [WIFI]), row(3, BO, [WIFI], thread=5), row(9, CY, [])])
    assert segment.threads_of_rows([3, 9, 4, 10]) == {5, 9}
    assert segment_of([]).threads_of_rows([3]) == set()


def test_a_base_is_read_as_it_was_written(tmp_path: Path) -> None:
    segment = segment_of(some_rows(random.Random(1)))
    base_file.write(tmp_path, Base(segment, "store", 7))
    read = base_file.read(tmp_path, "store")
    assert read is not None
    assert read.seq == 7
    assert arrays(read.segment) == arrays(segment)
    assert [path.name for path in tmp_path.iterdir()] == [base_file.NAME]


def test_an_empty_base_is_read_as_it_was_written(tmp_path: Path) -> None:
    base_file.write(tmp_path, Base(segment_of([]), "store", 0))
    read = base_file.read(tmp_path, "store")
    assert read is not None
    assert arrays(read.segment) == arrays(segment_of([]))


@pytest.mark.parametrize("damage", ["torn", "flipped", "emptied", "no header", "missing"])
def test_a_damaged_base_is_none_at_all(tmp_path: Path, damage: str) -> None:
    base_file.write(tmp_path, Base(segment_of(some_rows(random.Random(1))), "store", 7))
    file = tmp_path / base_file.NAME
    content = bytearray(file.read_bytes())
    match damage:
        case "torn":
            content = content[: len(content) // 2]
        case "flipped":
            content[base_file.HEADER + 3] ^= 1
        case "emptied":
            content = bytearray()
        case "no header":
            content[: base_file.HEADER] = bytes(base_file.HEADER)
        case _:
            file.unlink()
    if damage != "missing":
        file.write_bytes(content)
    assert base_file.read(tmp_path, "store") is None


def test_the_base_of_another_store_is_none_at_all(tmp_path: Path) -> None:
    base_file.write(tmp_path, Base(segment_of([]), "store", 7))
    assert base_file.read(tmp_path, "another") is None


def arrays(segment: Segment) -> dict[str, tuple[str, list[object]]]:
    held = {name: getattr(segment, name) for name in base_file.ARRAYS}
    return {name: (array.dtype.str, array.tolist()) for name, array in held.items()}
