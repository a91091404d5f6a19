"""The rubric is what it says: the worked examples, and what never may happen."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.levels import Assessed, Endorsed, Proficiency, Sign, Stated, Statements
from domain.rubric import at_least, endorsements, proficiency, until

TODAY = date(2026, 11, 24)


def signs(
    count: int, rung: int, p: float, *, months: int = 1, people: int = 0, start: int = 0, skill: str = "sql"
) -> list[Sign]:
    """Units of one act each, spread evenly over months and people."""
    return [
        Sign(
            f"thread {n}",
            rung,
            p,
            date(2026, 11 - (n % months), 3),
            frozenset({f"person {n % people}"}) if people else frozenset(),
            skill,
        )
        for n in range(start, start + count)
    ]


def convolved(chances: list[float], n: int) -> float:
    """P(N ≥ n) by another way: the whole distribution, by convolution."""
    whole = np.array([1.0])
    for p in chances:
        whole = np.convolve(whole, [1 - p, p])
    return float(whole[n:].sum())


EXPERT_UNITS = [*signs(25, 3, 0.9, months=6, people=10), *signs(3, 4, 0.9, months=3, start=25)]
CONFIRMED = Statements(endorsed=(Endorsed(4, TODAY, "steward"),))

GOLDEN: list[tuple[str, list[Sign], dict[int, float], tuple[int | None, int | None]]] = [
    ("one did", signs(1, 2, 0.9), {1: 0.0}, (None, None)),
    ("two in one month", signs(2, 2, 0.95), {1: 0.9025, 2: 0.0}, (1, 2)),
    ("five in two months", signs(5, 2, 0.9, months=2), {1: 0.9995, 2: 0.9185}, (2, 3)),
    ("five in one month", signs(5, 2, 0.9), {1: 0.9995, 2: 0.0}, (1, 2)),
    ("ten explained to four", signs(10, 3, 0.9, months=3, people=4), {3: 0.9298}, (3, 4)),
    ("ten explained to one", signs(10, 3, 0.9, months=3, people=1), {3: 0.0}, (2, 3)),
    ("ten less sure", signs(10, 3, 0.8, months=3, people=4), {2: 0.9991, 3: 0.6778}, (2, 3)),
    ("an expert not confirmed", EXPERT_UNITS, {4: 0.0}, (3, 3)),
]


@pytest.mark.parametrize(("units", "chances", "levels"), [g[1:] for g in GOLDEN], ids=[g[0] for g in GOLDEN])
def test_the_worked_examples_come_out(
    units: list[Sign], chances: dict[int, float], levels: tuple[int | None, int | None]
) -> None:
    found = proficiency(units, TODAY)
    assert {level: round(found.chances[level - 1], 4) for level in chances} == chances
    assert (found.lo, found.hi) == levels


def test_the_worked_examples_agree_with_a_convolution() -> None:
    for chances, n, said in (
        ([0.95] * 2, 2, 0.9025),
        ([0.9] * 5, 2, 0.9995),
        ([0.9] * 5, 4, 0.9185),
        ([0.9] * 10, 8, 0.9298),
        ([0.8] * 10, 4, 0.9991),
        ([0.8] * 10, 8, 0.6778),
        ([0.9] * 28, 20, 0.9988),
    ):
        assert round(convolved(chances, n), 4) == said
        assert at_least(chances, n) == pytest.approx(convolved(chances, n), abs=1e-9)


def test_an_expert_is_confirmed_by_a_human() -> None:
    unconfirmed = proficiency(EXPERT_UNITS, TODAY)
    assert unconfirmed.needs_confirmation
    ten_days = [replace(sign, unit=f"{sign.unit} again") for sign in EXPERT_UNITS]
    assert proficiency([*EXPERT_UNITS, *ten_days], TODAY).lo == 3
    confirmed = proficiency(EXPERT_UNITS, TODAY, CONFIRMED)
    assert (confirmed.lo, confirmed.hi, confirmed.needs_confirmation) == (4, 4, False)
    assessor = Statements(assessed=(Assessed(4, TODAY, None, "assessor"),))
    assert round(proficiency(EXPERT_UNITS, TODAY, assessor).chances[3], 4) == 0.9988


def test_one_thread_is_one_unit_with_its_strongest_act() -> None:
    said = [replace(sign, unit="thread") for sign in signs(9, 2, 0.9, months=3)]
    assert proficiency(said, TODAY).units == 1
    assert proficiency(said, TODAY).lo is None


def test_a_level_needs_something_of_the_last_eighteen_months() -> None:
    held = signs(5, 2, 0.95, months=2)
    last = until(date(2026, 11, 3), 18)
    assert proficiency(held, last).lo == 2
    assert proficiency(held, last + timedelta(days=1)).lo == 1
    assert proficiency(held, until(date(2026, 11, 3), 36) + timedelta(days=1)).lo is None


def test_half_of_the_core_skills_need_a_unit_from_practitioner() -> None:
    held = signs(10, 3, 0.9, months=3, people=4)
    assert proficiency(held, TODAY, core=("sql", "etl")).lo == 3
    assert proficiency(held, TODAY, core=("sql", "etl", "dbt")).lo == 2
    more = [*held, *signs(1, 1, 0.9, start=20, skill="etl")]
    assert proficiency(more, TODAY, core=("sql", "etl", "dbt")).lo == 3


def test_an_assessor_sets_the_level_until_it_expires() -> None:
    held = signs(10, 3, 0.9, months=3, people=4)
    said = Statements(assessed=(Assessed(2, date(2026, 1, 5), date(2026, 12, 1), "assessor"),))
    assert (proficiency(held, TODAY, said).lo, proficiency(held, TODAY, said).hi) == (2, 2)
    assert proficiency(held, date(2026, 12, 2), said).lo == 3


def test_a_self_statement_stands_beside_and_changes_nothing() -> None:
    held = signs(2, 2, 0.95)
    alone, beside = proficiency(held, TODAY), proficiency(held, TODAY, Statements(stated=Stated(4, TODAY)))
    assert replace(beside, stated=None) == alone
    assert beside.stated == Stated(4, TODAY)


def test_whoever_declined_has_no_level_for_ever() -> None:
    said = Statements((Assessed(4, TODAY, None, "assessor"),), (Endorsed(4, TODAY, "b"),), None, True)
    found = proficiency(EXPERT_UNITS, TODAY, said)
    assert (found.lo, found.hi, found.units, set(found.chances)) == (None, None, 0, {0.0})


def test_nothing_is_inferred_of_what_evidence_cannot_show() -> None:
    assert proficiency(EXPERT_UNITS, TODAY, inferred=False).lo is None
    said = Statements(assessed=(Assessed(3, TODAY, None, "assessor"),))
    assert proficiency(EXPERT_UNITS, TODAY, said, inferred=False).lo == 3


def test_named_by_three_people_is_one_expert_unit() -> None:
    named = [Sign(f"by {who}", 3, 0.9, TODAY, frozenset({who}), "sql", referral=True) for who in "abcd"]

    def expert_units(held: list[Sign]) -> int:
        return next(c.have for c in proficiency(held, TODAY).checks[3].conditions if c.name == "expert units")

    assert [expert_units(named[:count]) for count in (2, 3, 4)] == [0, 1, 1]


def test_three_endorsers_count_up_to_practitioner_and_a_mutual_pair_once() -> None:
    four = [Endorsed(4, TODAY, name) for name in "abcd"]
    assert [sign.rung for sign in endorsements(four)] == [3, 3, 3]
    first, then = date(2026, 5, 1), date(2026, 6, 1)
    assert len(endorsements([Endorsed(2, first, "a", returned=then)])) == 1
    assert endorsements([Endorsed(2, then, "a", returned=first)]) == []
    assert len(endorsements([Endorsed(2, date(2026, 9, 1), "a", returned=first)])) == 1


some_signs = st.builds(
    Sign,
    st.integers(0, 30).map(str),
    st.integers(1, 4),
    st.integers(0, 100).map(lambda percent: percent / 100),
    st.dates(date(2023, 6, 1), TODAY),
    st.frozensets(st.sampled_from("abcdefghijkl"), max_size=4),
    st.sampled_from(["sql", "etl", "dbt", None]),
    st.booleans(),
)
CORE = ("sql", "etl", "dbt")


def no_chance_is_higher(less: Proficiency, more: Proficiency) -> None:
    for a, b in zip(less.chances, more.chances, strict=True):
        assert a <= b + 1e-8


@given(st.lists(some_signs, max_size=60), some_signs)
def test_one_more_never_lowers_a_chance_and_losing_one_never_raises_one(held: list[Sign], more: Sign) -> None:
    no_chance_is_higher(
        proficiency(held, TODAY, CONFIRMED, CORE), proficiency([*held, more], TODAY, CONFIRMED, CORE)
    )


@given(st.lists(some_signs, max_size=60), st.integers(0, 2_000))
def test_time_never_raises_a_chance(held: list[Sign], days: int) -> None:
    later = proficiency(held, TODAY + timedelta(days=days), CONFIRMED, CORE)
    no_chance_is_higher(later, proficiency(held, TODAY, CONFIRMED, CORE))


@given(st.lists(some_signs, max_size=30), st.randoms(use_true_random=False))
def test_order_does_not_matter(held: list[Sign], chance: Random) -> None:
    other = chance.sample(held, len(held))
    assert proficiency(other, TODAY, core=CORE) == proficiency(held, TODAY, core=CORE)


@given(st.lists(st.floats(0, 1), max_size=40), st.integers(1, 22))
def test_chances_are_those_of_a_convolution(chances: list[float], n: int) -> None:
    assert at_least(chances, n) == pytest.approx(convolved(chances, n), abs=1e-8)
