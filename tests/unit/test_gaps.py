"""What is met, partly met, unknown and missing, and what that makes together."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.gaps import Need, Readiness, Verdict, judged, once, readiness
from domain.levels import Assessed, Sign, Stated, Statements
from domain.rubric import proficiency

TODAY = date(2026, 11, 24)
WORKING = [Sign(f"t{n}", 2, 1.0, date(2026, 10 + n % 2, 1)) for n in range(4)]
DOES_NOT_KNOW = Statements(stated=Stated(0, TODAY))


def test_a_level_reached_is_met_and_a_lower_one_partly() -> None:
    shown = proficiency(WORKING, TODAY)
    assert [judged(Need("c", level), shown) for level in (1, 2, 3, 4, None)] == [
        Verdict.MET, Verdict.MET, Verdict.PARTLY, Verdict.PARTLY, Verdict.MET,
    ]  # fmt: skip


def test_no_messages_is_never_missing() -> None:
    assert judged(Need("c", 2), proficiency([], TODAY)) is Verdict.UNKNOWN
    assert judged(Need("c"), proficiency(WORKING[:1], TODAY)) is Verdict.UNKNOWN


def test_only_the_person_or_an_assessor_says_missing() -> None:
    assert judged(Need("c", 2), proficiency([], TODAY, DOES_NOT_KNOW)) is Verdict.MISSING
    assert judged(Need("c", 2), proficiency(WORKING, TODAY, DOES_NOT_KNOW)) is Verdict.MET
    nothing = Statements(assessed=(Assessed(0, TODAY, None, "assessor"),))
    assert judged(Need("c", 2), proficiency(WORKING, TODAY, nothing)) is Verdict.MISSING


def test_a_declined_skill_looks_exactly_like_unknown() -> None:
    declined = proficiency(WORKING, TODAY, Statements(stated=Stated(0, TODAY), declined=True))
    assert judged(Need("c", 2), declined) is judged(Need("c", 2), proficiency([], TODAY))


def test_a_level_that_nobody_has_mapped_is_unknown_and_not_met() -> None:
    assert judged(Need("c", None, unmapped=True), proficiency(WORKING, TODAY)) is Verdict.UNKNOWN


def test_a_repeat_counts_once_at_its_highest_level() -> None:
    needs = [Need("a", 2, must=False), Need("b", 1), Need("a", 3, weight=2.0), Need("a", None)]
    assert once(needs) == [Need("a", 3, True, 2.0), Need("b", 1)]


def test_readiness_is_a_range_of_weights() -> None:
    stands = [
        (Need("a", 1, weight=3.0), Verdict.MET),
        (Need("b", 1), Verdict.UNKNOWN),
        (Need("c", 1), Verdict.PARTLY),
        (Need("d", 1), Verdict.MISSING),
    ]
    assert readiness(stands) == Readiness(0.5, 4 / 6)
    assert readiness([]) == Readiness(1.0, 1.0)


@given(st.lists(st.tuples(st.floats(0.1, 9), st.sampled_from(Verdict)), max_size=20))
def test_readiness_stays_between_nothing_and_all(some: list[tuple[float, Verdict]]) -> None:
    found = readiness([(Need(str(n), 1, weight=w), verdict) for n, (w, verdict) in enumerate(some)])
    assert -1e-9 <= found.low <= found.high + 1e-9 <= 1 + 2e-9
