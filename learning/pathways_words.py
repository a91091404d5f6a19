"""The words of pathways: what somebody asks for, and what a pathway tells them. Values alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from domain.content import Kind, Target
from learning.pathways_personas import Mix

RUBRIC = ("nothing yet", "Awareness", "Working", "Practitioner", "Expert")  # by level, 0 to 4
WORKING, EXPERT = 2, 4


@dataclass(frozen=True, slots=True)
class Subject:
    """A skill or a competency: what content teaches, and what goals are about."""

    target: Target
    id: str

    @property
    def key(self) -> str:
        return f"{self.target.value}:{self.id}"


@dataclass(frozen=True, slots=True)
class Have:
    """The level (1 to 4) that somebody has; `assumed` when they state it and no evidence says so."""

    level: int
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Goal:
    """A level (1 to 4) of a subject to reach. `text` is what the framework says of that level."""

    subject: Subject
    level: int
    must: bool = True
    name: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        return f"{self.name or self.subject.id} at {RUBRIC[self.level]}"


@dataclass(frozen=True, slots=True)
class Question:
    """Somebody's question for a way to their goals.

    Ids in `locked`, `started`, `excluded`, `done` and `consents` are of content; what is done, and where the
    date ends, is told with `today`. No languages, formats or region means any. `mentors` says for owners of
    mentoring and coaching how many more people they take; who is not named takes any number.
    """

    goals: tuple[Goal, ...]
    have: Mapping[Subject, Have] = field(default_factory=dict[Subject, Have])
    today: date = date.min
    by: date | None = None
    hours_a_week: float | None = None
    languages: frozenset[str] = frozenset()
    region: str = ""
    formats: frozenset[Kind] = frozenset()
    locked: frozenset[str] = frozenset()
    started: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    done: frozenset[str] = frozenset()
    consents: frozenset[str] = frozenset()
    mix: Mix | None = None
    mentors: Mapping[str, int] = field(default_factory=dict[str, int])
    unobservable: frozenset[Subject] = frozenset()


class Reason(Enum):
    """Why a goal is not met, or a locked step not kept."""

    NO_CONTENT = "no content"
    LANGUAGE = "language"
    REGION = "region"
    UNREACHABLE_PREREQUISITE = "unreachable prerequisite"
    CYCLE = "cycle"
    TIME = "time"
    LEVEL_CEILING = "level ceiling"
    LOCKED_CONFLICT = "locked conflict"
    CONSENT_PENDING = "consent pending"
    NOT_OBSERVABLE = "not observable"


class PlanStatus(Enum):
    """How good a plan is. Optimal is proved; feasible leaves a gap open; partial misses a goal, and is the
    best of those that do as far as its gap is 0."""

    OPTIMAL = "optimal"
    FEASIBLE = "feasible"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Why:
    """What a step is for: a goal, or the clause `clause` of the later step `step`. `words` say it."""

    words: str
    goal: Goal | None = None
    step: str | None = None
    clause: int | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Content that could stand in a step's place, with what it needs before; `minutes` more (or fewer)."""

    id: str
    title: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `minutes` are of one's time, `counted` those that a date bounds; `week` is the one in which
    it ends, from 1, where hours a week are known. `made` marks practice made of a level's own text. `check`
    are prerequisites in words, to look at oneself; `advice` what is recommended before."""

    id: str
    title: str
    kind: Kind
    minutes: int
    counted: float
    week: int | None = None
    url: str = ""
    owner: str | None = None
    why: tuple[Why, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    check: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    text: str = ""
    made: bool = False
    locked: bool = False
    started: bool = False


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The one change that helps most: `kind` is what to change, `value` to what, `words` say it."""

    kind: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A goal that the plan does not reach, or a locked step (`goal` is None) that it cannot keep."""

    goal: Goal | None
    reason: Reason
    words: str
    item: str | None = None
    relaxation: Relaxation | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """A pathway. `met` are goals that it reaches, `had` those that need nothing. `gap` is the most by which a
    better plan could be shorter, as a share of this one. `minutes` is the whole of one's time, `counted` what
    a date bounds, `shares` the minutes by part of the mix. `aids` are job aids that support it."""

    status: PlanStatus
    gap: float
    steps: tuple[Step, ...]
    met: tuple[Goal, ...]
    had: tuple[Goal, ...]
    missed: tuple[Missed, ...]
    minutes: int
    counted: float
    shares: Mapping[str, int]
    assumptions: tuple[str, ...] = ()
    aids: tuple[str, ...] = ()
    objective: tuple[int, ...] = ()
