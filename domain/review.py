"""The review of what there is to learn from: what a finding is, and how long a decision about it holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.content import Kind, Teaches
from domain.keys import code, key

STEWARDS = ""  # the owner of what nobody in particular owns


class FindingKind(StrEnum):
    """What may be wrong with content, or with what there is none of."""

    SAME = "same"  # two items say and teach the same
    OUTDATED = "outdated"
    OWNERLESS = "ownerless"
    MISALIGNED = "misaligned"  # nobody needs what it teaches
    MISSING = "missing"  # people need or ask, and nothing teaches it
    MISSING_LANGUAGE = "missing_language"  # something teaches it, but not in theirs


class FindingStatus(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of content as its review needs it. `owner` is a person's id; `owner_left` says that they are no
    longer there, `successor` is then their manager's id. `retired` are names of competencies that it teaches
    and that no framework in force has; `needs` are ids of content."""

    id: str
    title: str
    text: str = ""
    kind: Kind = Kind.COURSE
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    review_on: date | None = None
    mandatory: bool = False
    translation_of: str | None = None
    replaced_by: str | None = None
    owner: str | None = None
    owner_left: bool = False
    successor: str | None = None
    teaches: tuple[Teaches, ...] = ()
    retired: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def keeper(self) -> str:
        """Who is asked to act on it: its owner, once they left their manager, and else the stewards."""
        return (self.successor if self.owner_left else self.owner) or STEWARDS


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `about` are the ids of what it is about, content or what is missing; `evidence` are
    sentences that name no asker; `owner` is a person's id or empty for the stewards.

    `digest` changes when what the finding rests on changes: then a dismissal of it does not hold any more.
    """

    kind: FindingKind
    about: tuple[str, ...]
    title: str
    evidence: tuple[str, ...]
    next_step: str
    owner: str
    digest: int
    status: FindingStatus = FindingStatus.OPEN
    reason: str = ""

    @property
    def id(self) -> str:
        """The same in every run, for the same kind of finding about the same things."""
        return "F" + code(key("finding", self.kind.value, *self.about))


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a finding (id): `to` is the person (id) it was assigned to, `by` who decided,
    empty for whoever operates the store; `at` is in microseconds."""

    finding: str
    status: FindingStatus
    reason: str
    to: str
    by: str
    at: int
    digest: int


def decided(finding: Finding, decision: Decision | None) -> Finding:
    """A finding as it stands after what was decided.

    A dismissal holds until the item changes; what was accepted or assigned is being worked on, and stays so
    while the finding is there.
    """
    if decision is None:
        return finding
    if decision.status is FindingStatus.DISMISSED and decision.digest != finding.digest:
        return finding
    return replace(
        finding, status=decision.status, reason=decision.reason, owner=decision.to or finding.owner
    )


def all_decided(findings: Iterable[Finding], decisions: Mapping[str, Decision]) -> list[Finding]:
    """Findings with what was decided, in their order: by kind, then by id."""
    kinds = list(FindingKind)
    ordered = sorted(findings, key=lambda one: (kinds.index(one.kind), one.id))
    return [decided(finding, decisions.get(finding.id)) for finding in ordered]
