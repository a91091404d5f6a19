"""A gap: what a role level needs against what somebody has shown. No messages is never a deficit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from domain.levels import Proficiency


class Verdict(Enum):
    """How somebody stands to one requirement."""

    MET = "met"
    PARTLY = "partly"  # shown, but not at this level
    UNKNOWN = "unknown"  # nothing says enough; whoever declined looks the same
    MISSING = "missing"  # the person or an assessor says so


@dataclass(frozen=True, slots=True)
class Need:
    """That a competency is needed at a rubric level 1 to 4; None where any level will do.

    `unmapped`: the framework has a level for it that nobody has set against the rubric yet.
    """

    competency: str
    level: int | None = None
    must: bool = True
    weight: float = 1.0
    unmapped: bool = False


@dataclass(frozen=True, slots=True)
class Readiness:
    """The share of the weight that is met, and that may be met when the unknown is; both 1 where nothing is
    needed."""

    low: float
    high: float


def once(needs: Iterable[Need]) -> list[Need]:
    """Each competency once, at its highest level, a must if any says so, with the greatest weight."""
    found: dict[str, Need] = {}
    for need in needs:
        held = found.get(need.competency)
        if held is None:
            found[need.competency] = need
            continue
        found[need.competency] = replace(
            held,
            level=max((level for level in (held.level, need.level) if level is not None), default=None),
            must=held.must or need.must,
            weight=max(held.weight, need.weight),
            unmapped=held.unmapped or need.unmapped,
        )
    return list(found.values())


def judged(need: Need, shown: Proficiency) -> Verdict:
    """How somebody's level stands to a need."""
    if shown.declined:
        return Verdict.UNKNOWN
    if shown.lo is None:
        says_so = shown.says_missing or (shown.assessed is not None and shown.assessed.level == 0)
        return Verdict.MISSING if says_so else Verdict.UNKNOWN
    if need.unmapped:
        return Verdict.UNKNOWN
    return Verdict.MET if need.level is None or shown.lo >= need.level else Verdict.PARTLY


def readiness(judgements: Sequence[tuple[Need, Verdict]]) -> Readiness:
    """Over the needs given: all musts, or all that should be."""
    whole = sum(need.weight for need, _ in judgements)
    if not whole:
        return Readiness(1.0, 1.0)
    met = sum(need.weight for need, verdict in judgements if verdict is Verdict.MET)
    unknown = sum(need.weight for need, verdict in judgements if verdict is Verdict.UNKNOWN)
    return Readiness(met / whole, min(1.0, (met + unknown) / whole))
