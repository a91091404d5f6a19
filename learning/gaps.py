"""The gap of one person: what is met, partly met, unknown and missing, and what closes it.

Who may ask: the person, their direct manager, and whoever operates the store. A deficit is for nobody else.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.gaps import Readiness, Verdict, judged, readiness
from domain.levels import Proficiency
from domain.viewer import Viewer
from graph import gaps, spaces
from graph.connection import Graph, Tx
from graph.experts import NamedPerson
from graph.gaps import Teaching
from learning.gap_aims import Aim, Wanted, aim, of_role_levels
from learning.gap_nearest import Knower, knowers
from learning.proficiency import whom
from learning.proficiency_evidence import Showing, read

CLOSERS_MOST = 3  # pieces of content, and people, that are named for one need


@dataclass(frozen=True, slots=True)
class Judged:
    """One need, how somebody stands to it, and their level."""

    wanted: Wanted
    verdict: Verdict
    level: Proficiency

    @property
    def is_open(self) -> bool:
        return self.verdict is not Verdict.MET


@dataclass(frozen=True, slots=True)
class Closes:
    """What closes one open need: content that teaches it, and people who have shown it."""

    learn: tuple[Teaching, ...] = ()
    mentors: tuple[Knower, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """How somebody stands to an aim on a day. `closes` is by what is needed (`Measured.about`)."""

    person: NamedPerson
    aim: Aim
    judged: tuple[Judged, ...]
    closes: Mapping[str, Closes]
    at: date

    @property
    def must(self) -> Readiness | None:
        """Readiness for what is a must; None where nothing is."""
        return _readiness(self.judged, must=True)

    @property
    def should(self) -> Readiness | None:
        return _readiness(self.judged, must=False)

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many needs stand how."""
        return {verdict: sum(one.verdict is verdict for one in self.judged) for verdict in Verdict}


async def of_person(graph: Graph, person: str, target: str, viewer: Viewer, today: date) -> Gap:
    """The gap of somebody, by id, handle or name, to what a text names (see `learning.gap_aims.aim`).

    Raises NotFound for what does not exist or may not be seen, InvalidInput for a name of several.
    """

    async def work(tx: Tx) -> Gap:
        scopes = await spaces.readable(tx, viewer)
        somebody = await whom(tx, person, viewer, scopes, stewards=False)
        wanted = await aim(tx, target)
        measured = [one.measured for one in wanted.wanted]
        found = await read(tx, [somebody.key], measured, scopes, today, told_of=[somebody.key])
        stands = judge(wanted, found[somebody.key], today)
        open_needs = [one.wanted for one in stands if one.is_open]
        taught = await teaching(tx, open_needs)
        knowing = await knowers(tx, open_needs, scopes, today, without=somebody.key, each=CLOSERS_MOST)
        closes = {
            one.wanted.measured.about: Closes(
                _fitting(taught.get(one.wanted.measured.id, ()), one),
                tuple(knowing.get(one.wanted.measured.about, ())),
            )
            for one in stands
            if one.is_open
        }
        return Gap(somebody, wanted, tuple(stands), closes, today)

    return await graph.read(work)


def judge(
    target: Aim, showing: Showing, today: date, known: dict[str, Proficiency] | None = None
) -> list[Judged]:
    """How what somebody has shown stands to each need. `known` remembers levels between several aims."""
    levels = known if known is not None else {}
    found: list[Judged] = []
    for wanted in target.wanted:
        what = wanted.measured.about
        if what not in levels:
            levels[what] = showing.level(wanted.measured, today)
        found.append(Judged(wanted, judged(wanted.need, levels[what]), levels[what]))
    return found


async def of_everybody(
    tx: Tx, people: Sequence[NamedPerson], role_levels: Iterable[str], viewer: Viewer, today: date
) -> list[Gap]:
    """The gaps of some people to some role levels, read at once and without what closes them: for whoever may
    know them of all these people, which the caller has seen to."""
    scopes = await spaces.readable(tx, viewer)
    aims = await of_role_levels(tx, list(role_levels))
    measured = {one.measured.about: one.measured for target in aims for one in target.wanted}
    keys = [person.key for person in people]
    found = await read(tx, keys, measured.values(), scopes, today, told_of=keys)
    gathered: list[Gap] = []
    for person in people:
        known: dict[str, Proficiency] = {}
        for target in aims:
            stands = judge(target, found[person.key], today, known)
            gathered.append(Gap(person, target, tuple(stands), {}, today))
    return gathered


async def teaching(tx: Tx, wanted: Sequence[Wanted]) -> dict[str, list[Teaching]]:
    """Live content by the id of what it teaches."""
    targets = [{"id": one.measured.id, "skills": list(one.measured.skills)} for one in wanted]
    found: dict[str, list[Teaching]] = {}
    for one in await gaps.teaching(tx, targets=targets) if targets else ():
        found.setdefault(one.target, []).append(one)
    return found


def _fitting(taught: Sequence[Teaching], stands: Judged) -> tuple[Teaching, ...]:
    """Content that brings somebody further, what reaches the level needed first, then what is shorter."""
    lo, need = stands.level.lo or 0, stands.wanted.need.level or 1
    further = [one for one in taught if one.level > lo]
    further.sort(key=lambda one: (-min(one.level, need), one.minutes or 0, one.title, one.content))
    return tuple(further[:CLOSERS_MOST])


def _readiness(stands: Sequence[Judged], *, must: bool) -> Readiness | None:
    some = [(one.wanted.need, one.verdict) for one in stands if one.wanted.need.must is must]
    return readiness(some) if some else None
