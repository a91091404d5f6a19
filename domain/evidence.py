"""Evidence: what one message showed about one person, the acts, and the arithmetic of folding and decay.

A **mention** is one skill in one message, with offsets, act, flags and confidence. An **evidence row** holds
the mentions and terms of one item (a message) by, or about, one person. A **tally** is the fold of rows into
counts; sums are integers, so folding, unfolding and recounting agree exactly, in any order.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum, IntFlag
from functools import cache

MENTION_FIELDS = 6  # integers a mention takes in `Evidence.m`
TERM_FIELDS = 2  # integers a term takes in `Evidence.t`


class Act(IntEnum):
    """What somebody did with a skill in a message. Stored as its number: numbers are never reused."""

    MENTIONED = 0
    ASKED = 1
    ANSWERED = 2
    EXPLAINED = 3
    DID = 4
    DECIDED = 5
    REVIEWED = 6
    ANNOUNCED = 7
    REFERRED = 8
    LEARNED = 9


# What an act says about knowing, between 0 and 1. Asking is not knowing.
ACT_WEIGHT: dict[Act, float] = {
    Act.MENTIONED: 0.1,
    Act.ASKED: 0.0,
    Act.ANSWERED: 0.7,
    Act.EXPLAINED: 1.0,
    Act.DID: 0.8,
    Act.DECIDED: 0.9,
    Act.REVIEWED: 0.8,
    Act.ANNOUNCED: 0.3,
    Act.REFERRED: 0.9,
    Act.LEARNED: 0.2,
}

SHOWS = 0.5  # weight of an act from which it shows that somebody knows
SHOWING = tuple(act for act, weight in ACT_WEIGHT.items() if weight >= SHOWS)


class Flag(IntFlag):
    """What is special about one mention."""

    NEGATED = 1  # "never touched SAP"
    HYPOTHETICAL = 2  # "we could move to Kafka"
    QUOTED = 4  # somebody else's words
    ORDINARY = 8  # the label is an everyday word and needs support
    NEAR = 16  # supported by its own message
    UNSUPPORTED = 32  # ordinary, and nothing around it speaks for the skill (decided per thread)
    INHERITED = 64  # not named here: the question that this message answers names it
    CODE = 128  # stands in a code span, fence or link
    BOT = 256  # said by a bot
    SARCASTIC = 512  # said in jest


# Kept for honesty, never folded.
NEVER_FOLDED = Flag.NEGATED | Flag.HYPOTHETICAL | Flag.QUOTED | Flag.UNSUPPORTED | Flag.BOT | Flag.SARCASTIC


class Feature(IntFlag):
    """What a message does as a whole; together with its thread it decides the acts."""

    QUESTION = 1
    THANKS = 2
    EXPLAINS = 4
    DID = 8
    DECIDED = 16
    REVIEWED = 32
    ANNOUNCED = 64
    LEARNED = 128
    BOT = 256
    CLUELESS = 512  # "no idea", "same problem here"
    SARCASTIC = 1024
    REFERRAL = 2048  # the row is about somebody whom the author names as knowing
    PROBLEM = 4096  # tells of something that does not work, without asking
    DOCUMENT = 8192  # a section of a document: its act is the person's part in it, whatever stands around it


REACTIONS_SHIFT = 16  # the number of approving reactions stands above the feature bits, 255 at most
REACTIONS_MOST = 255
ACT_SHIFT = (
    24  # above them, what the message as a whole does in its thread (an Act), set with its mentions' acts
)
ACT_MASK = 15


@dataclass(frozen=True, slots=True)
class Mention:
    """One skill in one message. Offsets are code points of the message's plain text, [start, end).

    `confidence` is in percent: that the words mean this skill.
    """

    skill: int
    act: Act
    flags: Flag
    start: int
    end: int
    confidence: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row of the ledger: what one item shows about one person.

    `id` is the key of item and subject; `item`, `author`, `subject`, `space` and `thread` are keys; `at` and
    `edited` are microseconds since 1970 UTC; `length` is the number of term occurrences; `m` holds six
    integers a mention (skill, act, flags, start, end, confidence), `t` two a term (hash, weighted count).
    """

    id: int
    item: int
    author: int
    subject: int
    space: int
    thread: int
    at: int
    edited: int
    extractor: int
    length: int
    features: int
    m: tuple[int, ...] = ()
    t: tuple[int, ...] = ()
    quote: str | None = None

    @property
    def mentions(self) -> tuple[Mention, ...]:
        return unpack(self.m)

    @property
    def is_referral(self) -> bool:
        return bool(self.features & Feature.REFERRAL)

    @property
    def reactions(self) -> int:
        return self.features >> REACTIONS_SHIFT & REACTIONS_MOST

    @property
    def act(self) -> Act:
        """What the message as a whole does in its thread."""
        return Act(self.features >> ACT_SHIFT & ACT_MASK)


def pack(mentions: Iterable[Mention]) -> tuple[int, ...]:
    """Mentions as the flat integers of `Evidence.m`."""
    return tuple(
        number
        for m in mentions
        for number in (m.skill, int(m.act), int(m.flags), m.start, m.end, m.confidence)
    )


def unpack(m: Sequence[int]) -> tuple[Mention, ...]:
    """The mentions in `Evidence.m`."""
    return tuple(
        Mention(m[i], Act(m[i + 1]), Flag(m[i + 2]), m[i + 3], m[i + 4], m[i + 5])
        for i in range(0, len(m), MENTION_FIELDS)
    )


def term_hashes(t: Sequence[int]) -> Sequence[int]:
    """The term hashes in `Evidence.t`."""
    return t[::TERM_FIELDS]


# Decay: a bucket is a month, an act and a grade of confidence. Its weight doubles every HALF_LIFE months of
# calendar time instead of halving with age, so the order of two people never changes by waiting and no stored
# number is ever rewritten because time passed.
HALF_LIFE = 36  # months after which evidence counts half
UNIT = 1024  # weight of a full act of month 0, an integer's worth of precision
GRADE_FROM = (0, 50, 80)  # percent of confidence at which each grade begins
GRADE_WEIGHT = (0.4, 0.7, 1.0)
ACTS_A_MONTH = 16
GRADES_AN_ACT = 4


def month_of(at: int) -> int:
    """Months since January 2000 (0) of a time in microseconds; what is older counts as month 0."""
    day = datetime.fromtimestamp(at / 1_000_000, UTC)
    return max(0, (day.year - 2000) * 12 + day.month - 1)


def bucket(month: int, act: Act, confidence: int) -> int:
    """The bucket's number; ascending numbers are ascending months."""
    grade = sum(confidence >= start for start in GRADE_FROM) - 1
    return (month * ACTS_A_MONTH + act) * GRADES_AN_ACT + max(0, grade)


def bucket_month(number: int) -> int:
    return number // (ACTS_A_MONTH * GRADES_AN_ACT)


def bucket_act(number: int) -> Act:
    return Act(number // GRADES_AN_ACT % ACTS_A_MONTH)


@cache
def bucket_weight(number: int) -> int:
    """W[b] = round(act weight · grade weight · 2^(month / half-life) · 1024)."""
    grade = number % GRADES_AN_ACT
    worth = ACT_WEIGHT[bucket_act(number)] * GRADE_WEIGHT[grade]
    return round(worth * 2 ** (bucket_month(number) / HALF_LIFE) * UNIT)


def units(at: int, m: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(skill, bucket) once for each skill that a row of this time and these mentions may fold.

    One message is one unit of a skill however often it names it: its strongest act, then its confidence.
    """
    best: dict[int, int] = {}
    month = month_of(at) if m else 0
    for mention in unpack(m):
        if mention.flags & NEVER_FOLDED:
            continue
        number = bucket(month, mention.act, mention.confidence)
        held = best.get(mention.skill)
        if held is None or (bucket_weight(number), number) > (bucket_weight(held), held):
            best[mention.skill] = number
    yield from best.items()
