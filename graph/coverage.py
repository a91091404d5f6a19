"""Who holds which skills, as far as a viewer may see it, and who looked at what losing them would cost."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.evidence import ACTS_A_MONTH, GRADES_AN_ACT, SHOWING, Act
from domain.viewer import Scopes
from graph.connection import Tx
from graph.gaps import FrameworkCalled
from graph.queries import query

SKILLS_A_READ = 200


@dataclass(frozen=True, slots=True)
class Since:
    """From which month on something counts: all that is looked at, the newest that shows somebody as a
    holder, and what shows somebody as learning; and what makes a holder."""

    window: int
    recent: int
    learning: int
    units: int
    months: int


@dataclass(frozen=True, slots=True)
class HeldSkill:
    """A skill with the `number` of its holders who are there, a few of them (id, name, last day where there
    is one), how many are `gone`, and how many others have lately shown a little of it."""

    skill: str
    name: str
    number: int
    holders: tuple[tuple[str, str, str], ...]
    gone: int
    learners: int


@dataclass(frozen=True, slots=True)
class Learners:
    skill: str
    number: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row about somebody: its thread, its time in microseconds, and its mentions."""

    thread: int
    at: int
    m: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Owned:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked, at a time in microseconds; without an id it was whoever operates the store."""

    id: str
    what: str
    at: int
    by: str
    by_name: str


@query("coverage/shown")
async def shown(tx: Tx, *, person: int, since: int, scopes: Scopes) -> list[ShownRow]: ...


@query("coverage/skills_known")
async def _skills_known(tx: Tx, *, scopes: Scopes, after: str, first: int) -> list[str]: ...


@query("coverage/holders")
async def _holders(
    tx: Tx,
    *,
    skills: Collection[str],
    scopes: Scopes,
    window: int,
    recent: int,
    learning: int,
    units: int,
    months: int,
    day: str,
    first: int,
    showing: Collection[int],
    asked: int,
    acts: int,
    grades: int,
) -> list[HeldSkill]: ...


@query("coverage/held_by")
async def held_by(tx: Tx, *, person: int, scopes: Scopes) -> list[str]: ...


@query("coverage/learners")
async def learners(tx: Tx, *, skills: Collection[str], day: str) -> list[Learners]: ...


@query("coverage/owned")
async def owned(tx: Tx, *, person: int, scopes: Scopes) -> list[Owned]: ...


@query("coverage/frameworks")
async def frameworks(tx: Tx, *, text: str) -> list[FrameworkCalled]: ...


@query("coverage/look")
async def look(tx: Tx, *, person: int, what: str, by: str, at: int) -> None: ...


@query("coverage/looks")
async def looks(tx: Tx, *, person: int, first: int) -> list[Look]: ...


async def holders(
    tx: Tx, skills: Collection[str], scopes: Scopes, since: Since, day: str, *, first: int
) -> list[HeldSkill]:
    """The holders of some skills (ids) on an ISO day, `first` of each by name; skills that nobody has shown
    anything of are left out."""
    ids = sorted(skills)
    found: list[HeldSkill] = []
    for start in range(0, len(ids), SKILLS_A_READ):
        found += await _holders(
            tx,
            skills=ids[start : start + SKILLS_A_READ],
            scopes=scopes,
            window=since.window,
            recent=since.recent,
            learning=since.learning,
            units=since.units,
            months=since.months,
            day=day,
            first=first,
            showing=[int(act) for act in SHOWING],
            asked=int(Act.ASKED),
            acts=ACTS_A_MONTH,
            grades=GRADES_AN_ACT,
        )
    return found


async def skills_known(tx: Tx, scopes: Scopes) -> list[str]:
    """Every skill (id) that anybody has shown anything of."""
    found: list[str] = []
    while True:
        after = found[-1] if found else ""
        some = await _skills_known(tx, scopes=scopes, after=after, first=SKILLS_A_READ)
        found += some
        if len(some) < SKILLS_A_READ:
            return found
