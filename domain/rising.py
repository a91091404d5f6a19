"""Whether something happens more often than before: the posterior of the ratio of two rates.

Two counts, over spans of time that are known. Each is Poisson, and its rate has a gamma distribution: a prior
as of a few events at the rate of both spans together, that is, that nothing changed, which what was counted
has to outweigh. The share of one of two gamma variables in their sum has a beta distribution; so the
probability that the ratio of the rates is above a number is a tail of a beta distribution with whole
parameters, which is a sum of binomial terms: exact (Johnson, Kotz and Balakrishnan, Continuous Univariate
Distributions, volume 2, chapter 25; NIST DLMF 8.17.5).

With a flat prior nearly one in a hundred of the things that never changed would be said to rise, and so about
a third of what is said be wrong where one thing in fifty rises.
"""

from dataclasses import dataclass
from math import exp, inf, lgamma, log, log1p


@dataclass(frozen=True, slots=True)
class Counted:
    """How often something happened: `now` times in the last `now_days`, `before` in those before."""

    now: int
    before: int
    now_days: int
    before_days: int

    @property
    def ratio(self) -> float:
        """How many times as often as before; infinite when it is new."""
        return self.now * self.before_days / (self.before * self.now_days) if self.before else inf


def probability_above(counted: Counted, ratio: float, prior: int) -> float:
    """P(rate now / rate before > ratio), given both counts; `prior` events, one at least, say that both are
    one.

    >>> probability_above(Counted(12, 3, 90, 270), 1.5, 3) > 0.95
    True
    >>> probability_above(Counted(3, 9, 90, 270), 1.5, 3) < 0.5
    True
    """
    events = counted.now + counted.before
    if not events:
        return 0.0
    known = prior * (counted.now_days + counted.before_days) / events  # days that the prior stands for
    odds = ratio * (counted.now_days + known) / (counted.before_days + known)
    return 1.0 - beta_cdf(counted.now + prior, counted.before + prior, odds / (1.0 + odds))


def beta_cdf(a: int, b: int, x: float) -> float:
    """The distribution function of Beta(a, b) for whole parameters from 1 upward: the probability of at least
    `a` successes in a + b − 1 trials of probability x."""
    if x <= 0.0 or x >= 1.0:
        return float(x >= 1.0)
    trials = a + b - 1
    successes = range(a, trials + 1) if b <= a else range(a)
    whole = sum(exp(_log_term(trials, k, x)) for k in successes)
    return min(1.0, whole) if b <= a else max(0.0, 1.0 - whole)


def _log_term(trials: int, k: int, x: float) -> float:
    choose = lgamma(trials + 1) - lgamma(k + 1) - lgamma(trials - k + 1)
    return choose + k * log(x) + (trials - k) * log1p(-x)
