"""What is said to rise does: the posterior of two rates against what can be computed otherwise."""

from math import isclose

from hypothesis import given
from hypothesis import strategies as st

from domain.rising import Counted, beta_cdf, probability_above

PRIOR = 3
whole = st.integers(1, 60)


@given(whole, whole, st.floats(0.01, 0.99))
def test_both_tails_of_a_beta_distribution_make_one(a: int, b: int, x: float) -> None:
    assert isclose(beta_cdf(a, b, x) + beta_cdf(b, a, 1 - x), 1.0, abs_tol=1e-9)


def test_known_values_of_the_beta_distribution() -> None:
    assert isclose(beta_cdf(1, 1, 0.3), 0.3)
    assert isclose(beta_cdf(2, 1, 0.5), 0.25)
    assert isclose(beta_cdf(2, 3, 0.4), 0.5248)  # NIST DLMF 8.17.5, by hand
    assert (beta_cdf(4, 4, 0.0), beta_cdf(4, 4, 1.0)) == (0.0, 1.0)


@given(st.integers(0, 80), st.integers(0, 80))
def test_more_of_it_now_never_makes_it_rise_less(now: int, before: int) -> None:
    sure = probability_above(Counted(now, before, 90, 270), 1.5, PRIOR)
    more = probability_above(Counted(now + 1, before, 90, 270), 1.5, PRIOR)
    assert more >= sure - 1e-9
    assert 0.0 <= sure <= 1.0


def test_what_stays_as_it_was_does_not_rise() -> None:
    for times in range(1, 40):
        assert probability_above(Counted(times, 3 * times, 90, 270), 1.5, PRIOR) < 0.5


def test_a_few_new_threads_are_not_yet_a_rise() -> None:
    assert probability_above(Counted(2, 0, 90, 270), 1.5, PRIOR) < 0.95
    assert probability_above(Counted(12, 2, 90, 270), 1.5, PRIOR) > 0.95
    assert probability_above(Counted(0, 0, 90, 270), 1.5, PRIOR) == 0.0
