"""The rubric `understory-1`: from what somebody showed to a range of levels, or to "not enough to say".

Everything here is a pure function of signs and statements: their order does not matter, one more never lowers
a chance, and losing one, or time, never raises one.
"""

from calendar import monthrange
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.levels import EXPERT, Check, Condition, Endorsed, Proficiency, Sign, Statements

WINDOW_MONTHS = 36  # a sign counts this long
RECENT_MONTHS = 18  # from level 2, one unit is to be younger than this
LIKELY = 0.5  # the chance from which a unit counts for a condition
SURE = 0.90  # the chance from which a level is `lo`
POSSIBLE = 0.10  # the chance from which a level is `hi`
FEW_UNITS = 20  # under which one level more is always possible
DIGITS = 9  # of a chance: what floating point gets wrong lies beyond
CORE_SHARE = 0.5  # of its core skills that a competency needs a unit for
CORE_FROM = 3  # the level from which it does
REFERRERS = 3  # who name somebody independently: one of the units that makes reaches rung 4
ENDORSED_RUNG = 3  # the highest that an endorsement reaches
ENDORSERS = 3  # that count
MUTUAL_DAYS = 90  # two people who endorse each other within them count once


@dataclass(frozen=True, slots=True)
class Rule:
    """What a level asks for: so many `units` at `rung` or above, in `months` calendar months, with so many
    other `people`, and `expert` units at rung 4."""

    level: int
    rung: int
    units: int
    months: int
    people: int = 0
    expert: int = 0


RULES = (Rule(1, 1, 2, 1), Rule(2, 2, 4, 2), Rule(3, 3, 8, 3, 4), Rule(4, 3, 20, 6, 10, 3))


def proficiency(
    signs: Iterable[Sign],
    today: date,
    statements: Statements | None = None,
    core: Collection[str] = (),
    *,
    inferred: bool = True,
) -> Proficiency:
    """What signs and statements say on a day. `core` are the skills that the competency is made of; without
    `inferred` only an assessor or a certificate gives a level."""
    said = statements or Statements()
    if said.declined:
        return Proficiency(None, None, _checks((), today, (), False), 0, declined=True)
    told = [*signs, *endorsements(said.endorsed)] if inferred else []
    held = [sign for sign in told if counts(sign.at, today)]
    units = _units([*held, *_named_by_several(held)])
    valid = [one for one in said.assessed if one.until is None or one.until >= today]
    assessed = max(valid, key=lambda one: (one.at, -one.level, one.id), default=None)
    confirmed = any(one.level >= EXPERT for one in valid) or any(
        one.level >= EXPERT and counts(one.at, today) for one in said.endorsed
    )
    checks = _checks(units, today, frozenset(core), confirmed)
    if assessed is not None:
        level = assessed.level or None
        return Proficiency(level, level, checks, len(units), assessed, said.stated)
    lo, hi = span([check.chance for check in checks], len(units))
    return Proficiency(lo, hi, checks, len(units), stated=said.stated)


def span(chances: Sequence[float], units: int) -> tuple[int | None, int | None]:
    """The range of levels by the chance of each, level 1 first, and by the number of units."""
    lo = max((level for level, p in enumerate(chances, 1) if p >= SURE), default=None)
    if lo is None:
        return None, None
    hi = max(lo, *(level for level, p in enumerate(chances, 1) if p >= POSSIBLE))
    return lo, min(EXPERT, max(hi, lo + 1)) if units < FEW_UNITS else hi


def at_least(chances: Iterable[float], n: int) -> float:
    """The probability that n or more of independent events happen (Poisson-binomial, exact).

    >>> at_least([0.95, 0.95], 2)
    0.9025
    """
    there = [1.0] + [0.0] * n  # there[k]: exactly k happened; there[n]: n or more
    for p in sorted(chances):
        there[n] += there[n - 1] * p if n else 0.0
        for k in range(n - 1, 0, -1):
            there[k] = there[k] * (1 - p) + there[k - 1] * p
        if n:
            there[0] *= 1 - p
    return round(min(1.0, there[n]), DIGITS)


def endorsements(endorsed: Iterable[Endorsed]) -> list[Sign]:
    """Those that count, each as a unit: the strongest of each endorser, of three endorsers at most."""
    best: dict[str, Endorsed] = {}
    for one in endorsed:
        held = best.get(one.by)
        if not is_returned(one) and (held is None or (one.level, one.at) > (held.level, held.at)):
            best[one.by] = one
    chosen = sorted(best.values(), key=lambda one: (-one.level, -one.at.toordinal(), one.by))[:ENDORSERS]
    return [
        Sign(f"endorsed:{one.by}", min(one.level, ENDORSED_RUNG), 1.0, one.at, frozenset({one.by}))
        for one in chosen
    ]


def is_returned(one: Endorsed) -> bool:
    """Whether it answers an endorsement in the other direction, so that the pair counts once."""
    return one.returned is not None and 0 <= (one.at - one.returned).days <= MUTUAL_DAYS


def counts(at: date, today: date, months: int = WINDOW_MONTHS) -> bool:
    """Whether something of a day still counts on another."""
    return until(at, months) >= today


def until(at: date, months: int = WINDOW_MONTHS) -> date:
    """The last day on which something counts."""
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    return date(year, month + 1, min(at.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class _Unit:
    """`p` holds the chances that it is at rung 1 or above, 2 or above, and so on."""

    p: tuple[float, ...]
    days: frozenset[date]
    people: frozenset[str]
    skills: frozenset[str | None]


def _named_by_several(signs: Iterable[Sign]) -> list[Sign]:
    """Named by three people: the third surest of them is at rung 4, as sure as they are."""
    surest: dict[str, Sign] = {}
    for sign in signs:
        if sign.referral and (sign.unit not in surest or sign.p > surest[sign.unit].p):
            surest[sign.unit] = sign
    ranked = sorted(surest.values(), key=lambda sign: (-sign.p, sign.unit))
    return [replace(sign, rung=EXPERT) for sign in ranked[REFERRERS - 1 : REFERRERS]]


def _units(signs: Iterable[Sign]) -> list[_Unit]:
    grouped: dict[str, list[Sign]] = {}
    for sign in signs:
        grouped.setdefault(sign.unit, []).append(sign)
    return [
        _Unit(
            tuple(max((s.p for s in some if s.rung >= rung), default=0.0) for rung in range(1, EXPERT + 1)),
            frozenset(sign.at for sign in some),
            frozenset(who for sign in some for who in sign.people),
            frozenset(sign.skill for sign in some),
        )
        for some in grouped.values()
    ]


def _checks(units: Sequence[_Unit], today: date, core: Collection[str], confirmed: bool) -> tuple[Check, ...]:
    checks: list[Check] = []
    reached = 1.0
    for rule in RULES:
        conditions = _conditions(rule, units, today, core, confirmed)
        fails = any(not condition.met for condition in conditions if condition.name != "units")
        chance = 0.0 if fails else at_least([unit.p[rule.rung - 1] for unit in units], rule.units)
        reached = min(reached, chance)
        checks.append(Check(rule.level, reached, conditions))
    return tuple(checks)


def _conditions(
    rule: Rule, units: Sequence[_Unit], today: date, core: Collection[str], confirmed: bool
) -> tuple[Condition, ...]:
    likely = [unit for unit in units if unit.p[rule.rung - 1] >= LIKELY]
    days = [day for unit in likely for day in unit.days]
    found = [
        Condition("units", len(likely), rule.units),
        Condition("months", len({(day.year, day.month) for day in days}), rule.months),
    ]
    if rule.people:
        found.append(Condition("people", len({who for unit in likely for who in unit.people}), rule.people))
    if rule.level > 1:
        found.append(Condition("recent", sum(counts(day, today, RECENT_MONTHS) for day in days) and 1, 1))
    if rule.level >= CORE_FROM and core:
        need = -int(-len(core) * CORE_SHARE // 1)
        found.append(Condition("skills", _covered(units, core), need))
    if rule.expert:
        expert = sum(unit.p[EXPERT - 1] >= LIKELY for unit in units)
        found.append(Condition("expert units", expert, rule.expert))
        found.append(Condition("confirmation", int(confirmed), 1))
    return tuple(found)


def _covered(units: Sequence[_Unit], core: Collection[str]) -> int:
    shown = {skill for unit in units if unit.p[0] >= LIKELY for skill in unit.skills}
    return len(core) if None in shown else len(shown & set(core))
