"""Counts what everybody shows of every competency into the graph, by public evidence, some people at a time.

Each step makes what its people show exactly what the ledger says, so a run that was killed is simply run
again, and a second run on the same day changes nothing.
"""

from collections.abc import Callable
from datetime import date

from domain.levels import RUBRIC
from domain.viewer import Viewer
from graph import levels, shows, spaces
from graph.connection import Graph, Tx
from graph.shows import PersonShows, Shows
from learning.proficiency import measured
from learning.proficiency_evidence import Measured, Showing, read

PEOPLE_A_STEP = 50  # whose levels one transaction writes


async def recount(
    graph: Graph, today: date, report: Callable[[int], None] = lambda _: None, *, step: int = PEOPLE_A_STEP
) -> int:
    """Writes SHOWS anew for everybody, and says how many there are; `report` hears of the people done."""
    what = await graph.read(_measured)
    after: int | None = -1
    done = written = 0
    while after is not None:
        some = await graph.write(lambda tx, after=after: _step(tx, after, step, what, today))
        after = some[-1].key if some else None
        done += len(some)
        written += sum(len(person.shows) for person in some)
        report(done)
    return written


async def _step(tx: Tx, after: int, step: int, what: list[Measured], today: date) -> list[PersonShows]:
    """Writes what the next people show, and gives it back; none when there are no more people."""
    people = await shows.people(tx, after=after, first=step)
    if not people:
        return []
    public = await spaces.readable(tx, Viewer.operator())
    found = await read(tx, people, what, public, today, told_of=())
    rows = [PersonShows(person, _shows(found[person], what, today)) for person in people]
    await shows.replace(tx, people=rows, rubric=RUBRIC, at=today.isoformat())
    return rows


async def _measured(tx: Tx) -> list[Measured]:
    found = await measured(tx, competencies=await levels.defined(tx))
    return [one for one in found if one.inferred and one.skills]


def _shows(showing: Showing, what: list[Measured], today: date) -> tuple[Shows, ...]:
    found: list[Shows] = []
    for one in what:
        if not showing.of(one):
            continue
        level = showing.level(one, today)
        if level.lo is not None and level.hi is not None:
            found.append(Shows(one.id, level.lo, level.hi, level.chances))
    return tuple(found)
