"""Which rung a row of the ledger is at, and what it counts once with."""

from dataclasses import replace

from domain.evidence import REACTIONS_SHIFT, Act, Feature, Flag, Mention, pack
from graph.contests import ContestState, of_row
from graph.levels import Around, Row
from learning.proficiency_rows import Line, lines

KAFKA, BOB, ANN = 7, 1, 2
DAY = 1_700_000_000_000_000  # microseconds


def row(act: Act, *, start: int = 0, flags: int = 0, confidence: int = 90, features: int = 0) -> Row:
    m = pack([Mention(KAFKA, act, Flag(flags), start, start + 5, confidence)])
    return Row(11, 12, 13, 14, BOB, 15, DAY, features, m, 0)


def read(*rows: Row, around: tuple[Around, ...] = (), contested: ContestState | None = None) -> list[Line]:
    states = {(of_row(12, 13), KAFKA): contested} if contested else {}
    return lines(rows, around, {14: ANN}, {KAFKA: "kafka"}, states).get((BOB, "kafka"), [])


def rungs(*rows: Row, around: tuple[Around, ...] = ()) -> list[int]:
    return [line.sign.rung for line in read(*rows, around=around)]


def test_asking_mentioning_and_announcing_make_no_unit() -> None:
    for act in (Act.ASKED, Act.MENTIONED, Act.ANNOUNCED):
        assert read(row(act)) == []


def test_what_is_never_folded_makes_no_unit() -> None:
    for flag in (Flag.NEGATED, Flag.HYPOTHETICAL, Flag.QUOTED, Flag.BOT, Flag.SARCASTIC, Flag.UNSUPPORTED):
        assert read(row(Act.DID, flags=flag)) == []


def test_each_act_has_its_rung() -> None:
    acts = (Act.LEARNED, Act.DID, Act.ANSWERED, Act.EXPLAINED, Act.REVIEWED, Act.REFERRED, Act.DECIDED)
    assert [rungs(row(act))[0] for act in acts] == [1, 2, 2, 3, 3, 3, 4]


def test_thanks_of_somebody_else_after_an_answer_and_reactions_raise_it() -> None:
    answer = row(Act.ANSWERED)
    thanks = Around(15, ANN, DAY + 1, Feature.THANKS)
    assert rungs(answer, around=(thanks,)) == [3]
    assert rungs(answer, around=(replace(thanks, person=BOB),)) == [2]
    assert rungs(answer, around=(replace(thanks, at=DAY - 1),)) == [2]
    assert rungs(row(Act.ANSWERED, features=1 << REACTIONS_SHIFT)) == [3]


def test_a_document_titled_for_it_is_worth_more_than_one_that_names_it() -> None:
    written = row(Act.EXPLAINED, start=3, features=Feature.DOCUMENT)
    assert rungs(replace(written, titled=20)) == [3]
    assert rungs(replace(written, titled=3)) == rungs(written) == [2]


def test_a_referral_counts_once_for_each_who_names_somebody_and_not_for_oneself() -> None:
    named = row(Act.REFERRED)
    (line,) = read(named)
    assert (line.sign.unit, line.sign.referral, line.sign.people) == ("named by 2", True, {"2"})
    assert read(replace(named, person=ANN)) == []


def test_it_reaches_who_asked_or_thanked_and_nobody_else() -> None:
    around = (Around(15, ANN, DAY - 1, Feature.QUESTION), Around(15, 3, DAY - 1, 0), Around(15, BOB, DAY, 0))
    (line,) = read(row(Act.EXPLAINED), around=around)
    assert line.sign.people == {str(ANN)}


def test_a_contested_line_counts_only_once_it_was_refused() -> None:
    states = (None, ContestState.OPEN, ContestState.ACCEPTED, ContestState.REFUSED)
    assert [read(row(Act.DID), contested=state)[0].counts for state in states] == [True, False, False, True]
