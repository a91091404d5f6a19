"""Everything that speaks for some people's levels, read at once and laid out by what it is about."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from domain.evidence import Act, Feature
from domain.keys import key
from domain.levels import Assessed, Endorsed, Proficiency, Sign, Stated, Statements
from domain.rubric import RECENT_MONTHS, WINDOW_MONTHS, proficiency, until
from domain.viewer import Scopes
from graph import contests, levels, merges, people
from graph.connection import Tx
from graph.contests import Contest, ContestState, recorded
from graph.levels import Claimed, Completed, Observed
from learning.proficiency_rows import SECOND, Contested, Line, lines


@dataclass(frozen=True, slots=True)
class Measured:
    """What a level is of: a competency, or one skill by itself. `skills` are the ids of those that it is made
    of, merges resolved; without `inferred` evidence cannot show it."""

    id: str
    name: str
    framework: str
    skills: tuple[str, ...]
    inferred: bool = True
    is_skill: bool = False

    @property
    def about(self) -> str:
        return about(self.id, is_skill=self.is_skill)


@dataclass(slots=True)
class Showing:
    """All that speaks for one person, by what it is about (see `about`)."""

    lines: dict[str, list[Line]] = field(default_factory=dict[str, list[Line]])
    assessed: dict[str, list[Assessed]] = field(default_factory=dict[str, list[Assessed]])
    endorsed: dict[str, list[Endorsed]] = field(default_factory=dict[str, list[Endorsed]])
    stated: dict[str, Stated] = field(default_factory=dict[str, Stated])
    declined: set[str] = field(default_factory=set[str])

    def of(self, measured: Measured) -> list[Line]:
        """The lines that count for something, contested ones among them, without what was declined."""
        found: list[Line] = []
        for what in _parts(measured):
            if what not in self.declined:
                found += self.lines.get(what, ())
        return found

    def statements(self, measured: Measured) -> Statements:
        """What people say of it. What is said of a skill is said of a competency that is only this skill."""
        parts = _parts(measured)
        skills = parts if measured.is_skill else parts[1:]
        whole = parts if len(skills) <= 1 else parts[:1]
        stated = [self.stated[what] for what in whole if what in self.stated]
        declined = measured.about in self.declined or (bool(skills) and self.declined.issuperset(skills))
        return Statements(
            tuple(one for what in whole for one in self.assessed.get(what, ())),
            tuple(one for what in parts for one in self.endorsed.get(what, ())),
            max(stated, key=lambda one: one.at, default=None),
            declined,
        )

    def level(self, measured: Measured, today: date) -> Proficiency:
        """What all of it says, by the rubric."""
        signs = [line.sign for line in self.of(measured) if line.counts]
        return proficiency(
            signs, today, self.statements(measured), measured.skills, inferred=measured.inferred
        )


def about(id: str, *, is_skill: bool) -> str:
    """How a skill or a competency is named among what speaks for people."""
    return f"{'skill' if is_skill else 'competency'}:{id}"


async def read(
    tx: Tx,
    persons: Collection[int],
    measured: Iterable[Measured],
    scopes: Scopes,
    today: date,
    *,
    told_of: Collection[int],
) -> dict[int, Showing]:
    """What speaks for each of some people (keys), as far as some scopes show; what was recorded and said
    about a person only for those in `told_of`. What somebody declined holds for every reader."""
    survivors = await merges.survivors(tx)
    ids = sorted({skill for one in measured for skill in one.skills})
    own = {key("skill", id): id for id in ids}
    mined = {k: own[survivors.keys.get(k, k)] for k in survivors.mined_as(list(own))}
    contested = _states(await contests.of(tx, people=persons))
    rows = await levels.rows(tx, persons, list(mined), scopes, since(today)) if mined else []
    threads = {row.thread for row in rows}
    around = await levels.around(tx, threads=threads, scopes=scopes) if threads else []
    naming = {row.author for row in rows if row.features & Feature.REFERRAL}
    referrers = await people.persons_of(tx, naming) if naming else {}
    found = {person: Showing() for person in persons}
    for (person, skill), some in lines(rows, around, referrers, mined, contested).items():
        found[person].lines[about(skill, is_skill=True)] = some
    if told_of:
        _complete(found, await levels.completions(tx, people=told_of), survivors.ids, contested)
        _observe(found, await levels.observations(tx, people=told_of), contested)
    _claim(found, await levels.claims(tx, people=persons), survivors.ids, told_of)
    return found


def since(today: date) -> int:
    """The time from which rows may still count on a day, in microseconds."""
    year, month = divmod(today.year * 12 + today.month - 1 - WINDOW_MONTHS, 12)
    first = datetime.combine(date(year, month + 1, 1), time(), UTC)
    return int(first.timestamp() * SECOND)


def _parts(measured: Measured) -> list[str]:
    if measured.is_skill:
        return [measured.about]
    return [measured.about, *(about(skill, is_skill=True) for skill in measured.skills)]


def _states(contested: Sequence[Contest]) -> dict[tuple[str, int], ContestState]:
    return {(one.target, one.skill): one.state for one in contested}


def _complete(
    found: Mapping[int, Showing], done: Sequence[Completed], merged: Mapping[str, str], contested: Contested
) -> None:
    for one in done:
        at = date.fromisoformat(one.at[:10])
        target = merged.get(one.target, one.target) if one.is_skill else one.target
        what = about(target, is_skill=one.is_skill)
        id = f"completion:{one.content}"
        state = contested.get((recorded(id, one.person), 0))
        sign = Sign(f"content {one.content}", 1, one.confidence, at, skill=target if one.is_skill else None)
        line = Line(id, sign, Act.LEARNED, title=one.title, contested=state)
        found[one.person].lines.setdefault(what, []).append(line)
        if one.credential and one.source != "mined" and line.counts:
            certificate = Assessed(one.level, at, None, one.credential, id)
            found[one.person].assessed.setdefault(what, []).append(certificate)


def _observe(found: Mapping[int, Showing], seen: Sequence[Observed], contested: Contested) -> None:
    """Whoever leads somebody is an assessor of what they saw; a colleague's word is worth an endorsement."""
    for one in seen:
        at = date.fromisoformat(one.at[:10])
        what = about(one.competency, is_skill=False)
        showing, id = found[one.person], f"observation:{one.id}"
        if contested.get((recorded(id, one.person), 0)) not in (None, ContestState.REFUSED):
            continue
        if one.is_self:  # what somebody says of themselves stands beside
            if what not in showing.stated or showing.stated[what].at <= at:
                showing.stated[what] = Stated(one.level, at)
        elif one.leads:
            said = Assessed(one.level, at, until(at, RECENT_MONTHS), one.observer_name or one.observer, id)
            showing.assessed.setdefault(what, []).append(said)
        else:
            returned = date.fromisoformat(one.returned[:10]) if one.returned else None
            endorsed = Endorsed(one.level, at, one.observer, returned, id)
            showing.endorsed.setdefault(what, []).append(endorsed)


def _claim(
    found: Mapping[int, Showing],
    claims: Sequence[Claimed],
    merged: Mapping[str, str],
    told_of: Collection[int],
) -> None:
    for one in claims:
        if one.state != "declined" and one.person not in told_of:
            continue
        showing, at = found[one.person], date.fromisoformat(one.at[:10])
        target = merged.get(one.target, one.target) if one.is_skill else one.target
        what = about(target, is_skill=one.is_skill)
        match one.state:
            case "declined":
                showing.declined.add(what)
            case "confirmed":
                showing.stated[what] = Stated(one.level, at)
            case "endorsed" if one.level:
                returned = date.fromisoformat(one.returned[:10]) if one.returned else None
                endorsed = Endorsed(one.level, at, one.by, returned)
                showing.endorsed.setdefault(what, []).append(endorsed)
            case "certified":
                until_day = date.fromisoformat(one.until[:10]) if one.until else None
                certified = Assessed(one.level, at, until_day, one.by_name or one.by)
                showing.assessed.setdefault(what, []).append(certified)
            case _:
                pass
