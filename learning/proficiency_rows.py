"""From rows of the ledger to signs: at which rung an act is, what it counts once with, whom it reached."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from domain.evidence import NEVER_FOLDED, REACTIONS_MOST, REACTIONS_SHIFT, Act, Feature, Mention, unpack
from domain.keys import code
from domain.levels import Sign
from graph.contests import ContestState, of_row
from graph.levels import Around, Row

SECOND = 1_000_000  # microseconds

# Where an act stands. What is not here makes no unit: asking, mentioning and announcing show nothing.
RUNG = {
    Act.LEARNED: 1,
    Act.DID: 2,
    Act.ANSWERED: 2,
    Act.EXPLAINED: 3,
    Act.REVIEWED: 3,
    Act.REFERRED: 3,
    Act.DECIDED: 4,
}
THANKED = 3  # the rung of an answer that somebody was thankful for
WROTE_OF_IT = 2  # of a document that names a skill without being titled for it


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a sign stands on. `id` is what it is contested by, `row` a row of the ledger if it is
    one, `title` what was completed, `by` who says so; `contested` how a contest of it stands."""

    id: str
    sign: Sign
    act: Act
    row: int | None = None
    title: str = ""
    by: str = ""
    contested: ContestState | None = None

    @property
    def counts(self) -> bool:
        """Whether nobody contested it, or a steward found that it stands."""
        return self.contested in (None, ContestState.REFUSED)


Contested = Mapping[tuple[str, int], ContestState]


def lines(
    rows: Sequence[Row],
    around: Iterable[Around],
    referrers: Mapping[int, int],
    skills: Mapping[int, str],
    contested: Contested,
) -> dict[tuple[int, str], list[Line]]:
    """What rows show, by person (key) and skill (id): a line for each row and skill, at its highest rung.

    `skills` gives the id that counts for each key that rows may have, `referrers` the person of each account
    that names others.
    """
    threads = defaultdict[int, list[Around]](list)
    for part in around:
        threads[part.thread].append(part)
    found: dict[tuple[int, str], list[Line]] = {}
    for row in rows:
        best: dict[str, tuple[int, float, Mention, ContestState | None]] = {}
        for mention in unpack(row.m):
            skill = skills.get(mention.skill)
            rung = _rung(row, mention, threads[row.thread])
            if skill is None or not rung:
                continue
            state = contested.get((of_row(row.item, row.subject), mention.skill))
            shown = (rung, mention.confidence / 100, mention, state)
            if skill not in best or shown[:2] > best[skill][:2]:
                best[skill] = shown
        for skill, (rung, p, mention, state) in best.items():
            sign = _sign(row, mention.act, rung, p, skill, threads[row.thread], referrers)
            if sign is not None:
                line = Line(code(row.id), sign, mention.act, row.id, contested=state)
                found.setdefault((row.person, skill), []).append(line)
    return found


def day_of(at: int) -> date:
    """The day of a time in microseconds, in UTC."""
    return datetime.fromtimestamp(at / SECOND, UTC).date()


def _rung(row: Row, mention: Mention, thread: Sequence[Around]) -> int:
    if mention.flags & NEVER_FOLDED:
        return 0
    rung = RUNG.get(mention.act, 0)
    if row.features & Feature.DOCUMENT and mention.act is Act.EXPLAINED:
        return rung if mention.start < row.titled else WROTE_OF_IT
    if mention.act is Act.ANSWERED and _is_thanked(row, thread):
        return THANKED
    return rung


def _is_thanked(row: Row, thread: Sequence[Around]) -> bool:
    if row.features >> REACTIONS_SHIFT & REACTIONS_MOST:
        return True
    return any(part.thanks and part.person != row.person and part.at > row.at for part in thread)


def _sign(
    row: Row,
    act: Act,
    rung: int,
    p: float,
    skill: str,
    thread: Sequence[Around],
    referrers: Mapping[int, int],
) -> Sign | None:
    at = day_of(row.at)
    if act is Act.REFERRED:
        referrer = referrers.get(row.author, row.author)
        if referrer == row.person:  # naming oneself is no referral
            return None
        return Sign(f"named by {referrer}", rung, p, at, frozenset({str(referrer)}), skill, referral=True)
    return Sign(f"thread {row.thread}", rung, p, at, _reached(row, thread), skill)


def _reached(row: Row, thread: Collection[Around]) -> frozenset[str]:
    """Those whom it reached: who asked or thanked in the thread, or had a part in the document."""
    written = bool(row.features & Feature.DOCUMENT)
    return frozenset(
        str(part.person)
        for part in thread
        if part.person != row.person and (written or part.asks or part.thanks)
    )
