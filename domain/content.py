"""What people can learn from: every kind of content, what it teaches and what it needs."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """What a piece of content is. Stretch is work a little beyond what one can do."""

    COURSE = "course"
    MICRO = "micro"
    EXTERNAL = "external"
    NOTE = "note"
    JOB_AID = "job_aid"
    COACHING = "coaching"
    MENTORING = "mentoring"
    COMMUNITY = "community"
    STRETCH = "stretch"


class Layer(Enum):
    """A layer of the learning ecosystem."""

    TECHNOLOGY = "technology"
    CONTENT = "content"
    SOCIAL = "social"
    WORKFLOW = "workflow"
    DATA = "data"
    STRATEGY = "strategy"


class ContentStatus(Enum):
    LIVE = "live"
    DRAFT = "draft"
    RETIRED = "retired"


class Target(Enum):
    """What a relationship of content leads to."""

    SKILL = "skill"
    COMPETENCY = "competency"
    CONTENT = "content"


class Source(Enum):
    """Who says so."""

    STATED = "stated"  # by the file it came from
    MINED = "mined"
    CONFIRMED = "confirmed"  # by a steward


class NeedStatus(Enum):
    """How far a prerequisite in words became a relationship."""

    RESOLVED = "resolved"
    PROPOSED = "proposed"  # holds only after a steward confirms
    WORDS = "words"  # stays in words: never blocks, "check yourself"
    SOFT = "soft"  # recommended, or taken at the same time
    PERMISSION = "permission"  # waits for a human's consent


# The level that content of a kind can bring somebody to, of the rubric's 0 to 4. What one reads or is told
# ends at Working; Practitioner takes work with others, and nothing teaches Expert. A job aid supports the
# work and teaches nothing.
CEILING = {
    Kind.COURSE: 2,
    Kind.MICRO: 2,
    Kind.EXTERNAL: 2,
    Kind.NOTE: 2,
    Kind.JOB_AID: 0,
    Kind.COMMUNITY: 2,
    Kind.COACHING: 3,
    Kind.MENTORING: 3,
    Kind.STRETCH: 3,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text says something: offsets of characters within `text`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Teaches:
    """That content brings somebody from level `start` of a skill or competency to `end` (0 to 4 of the
    rubric; 0 is nothing yet). `confidence` is 1 for what is stated or confirmed."""

    target: Target
    id: str
    start: int
    end: int
    source: Source = Source.STATED
    confidence: float = 1.0
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """One way to meet one clause of what content needs: those of a clause are alternatives, and every clause
    must be met. `level` (1 to 4) is None for content, and where any level will do. `id` is None while it is
    words."""

    clause: int
    target: Target | None
    id: str | None
    level: int | None = None
    status: NeedStatus = NeedStatus.RESOLVED
    place: Place | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Content:
    """A piece of content. `minutes` of one's time, up to `minutes_max` when it is not certain; `weeks_min`
    is the shortest calendar time. No languages means that it needs none. `owner` is a person's id.

    `section` is the part of its catalogue that it stands in, `prerequisites` what it says in words that it
    needs, verbatim."""

    id: str
    title: str
    kind: Kind
    layer: Layer | None = None
    owner: str | None = None
    languages: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    minutes: int | None = None
    minutes_max: int | None = None
    weeks_min: int | None = None
    url: str = ""
    status: ContentStatus = ContentStatus.LIVE
    review_on: date | None = None
    licence: str = ""
    mandatory: bool = False
    credential: str | None = None
    translation_of: str | None = None
    replaced_by: str | None = None
    teaches: tuple[Teaches, ...] = ()
    needs: tuple[Needs, ...] = ()
    section: str = ""
    description: str = ""
    prerequisites: str = ""


@dataclass(frozen=True, slots=True)
class Completion:
    """That somebody completed a piece of content."""

    person: str
    content: str
    at: date
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """What an observer saw somebody do at work: a competency at a level (1 to 4)."""

    person: str
    competency: str
    level: int
    observer: str
    at: date
    note: str = ""
