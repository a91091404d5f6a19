"""The words of proficiency: signs of a competency, what people say of it, and the levels that both support.

A **sign** is one act of one person that shows a competency at a rung of 1 to 4; signs with one key are one
**unit**, which counts once however often somebody speaks in a thread. `domain.rubric` decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

RUBRIC = "understory-1"
NOTICE = (
    "A reading of evidence, for the person's own growth. "
    "Never for pay, for dismissal, or to shortlist anybody automatically."
)
LEVEL_NAMES = ("Awareness", "Working", "Practitioner", "Expert")

EXPERT = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """One act. `unit` is what it counts once with, `p` the probability that skill and act are right, `people`
    the others whom it reached, `skill` the one it is about, None for the competency as a whole; `referral`:
    somebody else says so, one unit for each who does."""

    unit: str
    rung: int
    p: float
    at: date
    people: frozenset[str] = frozenset()
    skill: str | None = None
    referral: bool = False


@dataclass(frozen=True, slots=True)
class Assessed:
    """A level that an assessor or a certificate says, up to and with the day `until` if there is one."""

    level: int
    at: date
    until: date | None
    by: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Endorsed:
    """That `by` endorses somebody at a level. `returned` is the day on which that somebody did the same for
    them, None when they did not."""

    level: int
    at: date
    by: str
    returned: date | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Stated:
    """What somebody says of themselves; level 0 is that they do not know it."""

    level: int
    at: date


@dataclass(frozen=True, slots=True)
class Statements:
    """What people say, beside what was seen. `declined`: the person wants no level derived, ever."""

    assessed: tuple[Assessed, ...] = ()
    endorsed: tuple[Endorsed, ...] = ()
    stated: Stated | None = None
    declined: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a level asks for, such as people: so many there are, so many it takes."""

    name: str
    have: int
    need: int

    @property
    def met(self) -> bool:
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class Check:
    """How a level stands: the chance that it is reached, and what it asks for."""

    level: int
    chance: float
    conditions: tuple[Condition, ...]

    @property
    def short(self) -> tuple[Condition, ...]:
        return tuple(condition for condition in self.conditions if not condition.met)


@dataclass(frozen=True, slots=True)
class Proficiency:
    """The range of levels [`lo`, `hi`] that evidence supports. No `lo` is "not enough to say".

    `assessed` is the statement that sets the range, `stated` what the person says, which is never mixed in.
    """

    lo: int | None
    hi: int | None
    checks: tuple[Check, ...]
    units: int
    assessed: Assessed | None = None
    stated: Stated | None = None
    declined: bool = False

    @property
    def chances(self) -> tuple[float, ...]:
        return tuple(check.chance for check in self.checks)

    @property
    def next(self) -> Check | None:
        """The level after `lo`, with what is short of it; None for an expert."""
        reached = self.lo or 0
        return self.checks[reached] if reached < len(self.checks) else None

    @property
    def needs_confirmation(self) -> bool:
        """Whether all that is missing of the highest level is a human who confirms it."""
        last = self.checks[-1]
        return self.lo == EXPERT - 1 and [c.name for c in last.short] == ["confirmation"]

    @property
    def says_missing(self) -> bool:
        """Whether the person says that they do not know it, and nothing says that they do."""
        return self.lo is None and self.stated is not None and self.stated.level == 0 and not self.declined


def named(level: int | None, names: Mapping[int, str] | None = None) -> str:
    """A level in words.

    >>> named(2), named(None)
    ('Working', 'not enough to say')
    """
    if level is None:
        return "not enough to say"
    return (names or {}).get(level) or LEVEL_NAMES[level - 1]
