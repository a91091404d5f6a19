"""Contesting a line of evidence, and deciding about it. Suspended at once, remembered through re-mining."""

from collections.abc import Iterable
from dataclasses import dataclass

from domain.errors import InvalidInput, NotFound
from domain.evidence import unpack
from domain.keys import uncode
from domain.viewer import Viewer
from finder import names
from graph import contests, levels, merges, people, spaces
from graph.connection import Graph, Tx
from graph.contests import Contest, ContestState, NewContest

REASON_LONGEST = 500  # characters
LISTED_MOST = 100  # open contests that are listed at once


@dataclass(frozen=True, slots=True)
class Contestant:
    """Whose line it is, the account that it is about (0 for what was recorded), and what is contested."""

    person: int
    account: int
    contests: tuple[NewContest, ...]


async def contest(
    graph: Graph, line: str, reason: str, viewer: Viewer, at: int, skill: str | None = None
) -> list[Contest]:
    """Contests a line that `proficiency` shows, by its id: all that it says, or one skill of it.

    Only the person whom it is about may, or whoever operates the store at their wish. What was contested
    before stays as it was decided. Raises NotFound for a line that is not there or not theirs; InvalidInput.
    """
    reason = reason.strip()
    if not reason or len(reason) > REASON_LONGEST:
        raise InvalidInput(
            f"The reason has {len(reason)} characters.", f"Say in 1 to {REASON_LONGEST} what is wrong."
        )

    async def work(tx: Tx) -> list[Contest]:
        found = await _found(tx, line.strip(), viewer, skill)
        if found is None:
            raise NotFound(
                f"There is no line of evidence {line!r} about you.",
                "Give an id as `understory proficiency` shows it for you.",
            )
        await contests.save(
            tx,
            found.contests,
            person=found.person,
            account=found.account,
            reason=reason,
            by=viewer.person or "",
            at=at,
        )
        wanted = {one.id for one in found.contests}
        return _lines(one for one in await contests.of(tx, people=[found.person]) if one.id in wanted)

    return await graph.write(work)


async def decide(graph: Graph, id: str, state: ContestState, viewer: Viewer, at: int) -> Contest:
    """Decides a contest: accepted, its line never counts; refused, it counts again.

    Raises NotFound for whoever is no steward, as for a contest that is not there.
    """

    async def work(tx: Tx) -> Contest:
        held = await contests.one(tx, id=id.strip()) if _may_decide(viewer) else None
        if held is None:
            raise NotFound(
                f"There is no contest {id!r} that you may decide.", "See `understory contest list`."
            )
        await contests.decide(tx, id=held.id, state=state, by=viewer.person or "", at=at)
        decided = await contests.one(tx, id=held.id)
        return decided or held

    return await graph.write(work)


async def undecided(graph: Graph, viewer: Viewer) -> list[Contest]:
    """For a steward what is to be decided; for everybody else what they contested themselves."""

    async def work(tx: Tx) -> list[Contest]:
        if _may_decide(viewer):
            return _lines(await contests.undecided(tx, first=LISTED_MOST))
        if viewer.person is None:
            return []
        somebody = await names.person(tx, viewer.person)
        return _lines(await contests.of(tx, people=[somebody.key]))

    return await graph.read(work)


def _lines(some: Iterable[Contest]) -> list[Contest]:
    """One for each line that was contested at one time, whatever the number of its skills."""
    return list({(one.target, one.at): one for one in some}.values())


def _may_decide(viewer: Viewer) -> bool:
    return viewer.is_operator or viewer.is_steward


async def _found(tx: Tx, line: str, viewer: Viewer, skill: str | None) -> Contestant | None:
    kind, _, _ = line.partition(":")
    if kind in ("observation", "completion"):
        return await _recorded(tx, line, viewer)
    scopes = await spaces.readable(tx, viewer)
    id = uncode(line)
    row = await levels.row(tx, id, scopes) if id is not None else None
    if row is None or not await _is_theirs(tx, row.person, viewer):
        return None
    mined = {mention.skill for mention in unpack(row.m)}
    if skill is not None:
        survivors = await merges.survivors(tx)
        mined &= set(survivors.mined_as([(await names.skill(tx, skill)).key]))
    target = contests.of_row(row.item, row.subject)
    made = tuple(contests.new(target, one) for one in sorted(mined))
    return Contestant(row.person, row.subject, made) if made else None


async def _recorded(tx: Tx, line: str, viewer: Viewer) -> Contestant | None:
    kind, _, id = line.partition(":")
    person = await levels.recorded_about(
        tx,
        completion=id if kind == "completion" else "",
        observation=id if kind == "observation" else "",
        viewer=viewer.person or "",
        operator=viewer.is_operator,
    )
    if person is None:
        return None
    return Contestant(person, 0, (contests.new(contests.recorded(line, person)),))


async def _is_theirs(tx: Tx, person: int, viewer: Viewer) -> bool:
    if viewer.is_operator:
        return True
    named = await people.names(tx, people=[person])
    return any(one.id == viewer.person for one in named)
