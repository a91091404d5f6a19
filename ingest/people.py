"""What an organisation lists of its people, joined to their accounts by e-mail address."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from datetime import date

from domain.messages import SourceWarning
from domain.people import id_by_email, id_by_list, person_key
from graph import erasure, ledger, links, people, skills
from graph.connection import Graph, Tx
from graph.people import Listed
from ingest import linking
from ingest.operations import Report, finish_operations
from ingest.progress import Summary
from sources.people import PersonRecord

PEOPLE_A_CHUNK = 1_000
PEOPLE_A_READ = 10_000

Step = Callable[[Tx, Sequence[Listed]], Awaitable[None]]


def _silent(_stage: str, _amount: int) -> None:
    """For callers who show no progress."""


async def ingest_people(
    graph: Graph,
    records: Iterable[PersonRecord | SourceWarning],
    *,
    today: date,
    report: Report = _silent,
) -> Summary:
    """Writes listed people with team, manager and standing; twice gives the same graph as once.

    Whoever was listed before and is not now stays as they are, and is named in a warning: a list may be of a
    part of the organisation. They have left when a list gives them an end.
    """
    summary = Summary()
    found: list[PersonRecord] = []
    for record in records:
        if isinstance(record, SourceWarning):
            summary.warn(record)
        else:
            found.append(record)
    ids = {record.id: _person_id(record) for record in found}
    listed = [_listed(record, ids, today) for record in found]
    erased = await graph.read(lambda tx: _erased(tx, listed))
    summary.people = sum(one.listed_id not in erased for one in listed)
    steps: tuple[Step, ...] = (_write_people, _write_teams)
    for step in steps:  # a manager may be listed after their people
        for start in range(0, len(listed), PEOPLE_A_CHUNK):
            chunk = listed[start : start + PEOPLE_A_CHUNK]

            async def write(tx: Tx, step: Step = step, chunk: Sequence[Listed] = chunk) -> None:
                await ledger.begin(tx)
                await step(tx, chunk)

            await graph.write(write)
    await graph.write(people.remove_empty_teams)
    await finish_operations(graph, await graph.read(skills.vocabulary), report)
    async for warning in _no_longer_listed(graph, ids):
        summary.warn(warning)
    for warning in await _links_not_in_force(graph):
        summary.warn(warning)
    return summary


async def _write_people(tx: Tx, listed: Sequence[Listed]) -> None:
    erased = await _erased(tx, listed)
    listed = [one for one in listed if one.listed_id not in erased]
    await people.list_people(tx, listed=listed)
    former = await people.unlist_elsewhere(tx, listed=listed)
    await people.mark_stale(tx, people=former)  # they go when nothing else is known of them
    await links.settle(tx, touched={one.key for one in listed} | set(former))


async def _erased(tx: Tx, listed: Sequence[Listed]) -> set[str]:
    """The numbers of those who were erased, also where the list has another e-mail address for them now."""
    keys = {one.listed_id: {one.key, person_key(id_by_list(one.listed_id))} for one in listed}
    gone = await erasure.marked(tx, {key for each in keys.values() for key in each})
    return {number for number, each in keys.items() if not gone.isdisjoint(each)}


async def _write_teams(tx: Tx, listed: Sequence[Listed]) -> None:
    await people.set_teams(tx, listed=listed)


async def _no_longer_listed(graph: Graph, ids: Iterable[str]) -> AsyncIterator[SourceWarning]:
    """A warning for everybody whom an earlier list had and this one has not."""
    here = set(ids)
    after = ""
    while True:
        held = await graph.read(lambda tx, after=after: people.on_list(tx, after=after, first=PEOPLE_A_READ))
        for one in held:
            if one.number not in here:
                yield SourceWarning(
                    "people_no_longer_listed", one.number, f"{one.name} is in an earlier list and was kept"
                )
        if len(held) < PEOPLE_A_READ:
            return
        after = held[-1].number


async def _links_not_in_force(graph: Graph) -> list[SourceWarning]:
    """A warning for every link whose two ends the list has as two people."""
    return [
        SourceWarning(
            "people_link_not_in_force",
            f"{one.link.a} and {one.link.b}",
            f"{one.a.name} and {one.b.name} are linked by hand, and the list has them as two: they are two",
        )
        for one in await linking.standing(graph)
        if one.a is not None and one.b is not None and one.person is None
    ]


def _person_id(record: PersonRecord) -> str:
    return id_by_email(record.email) if record.email else id_by_list(record.id)


def _listed(record: PersonRecord, ids: dict[str, str], today: date) -> Listed:
    manager = ids.get(record.manager)
    hours = record.hours
    return Listed(
        key=person_key(ids[record.id]),
        id=ids[record.id],
        listed_id=record.id,
        name=record.name,
        left=record.end is not None and record.end < today,
        email=record.email,
        title=record.title,
        team=record.team,
        manager_key=person_key(manager) if manager else None,
        site=record.site,
        time_zone=record.time_zone,
        languages=record.languages,
        starts=record.start.isoformat() if record.start else "",
        ends=record.end.isoformat() if record.end else "",
        working_hours=record.working_hours,
        work_days=hours.days if hours else (),
        works_from=hours.begins if hours else None,
        works_to=hours.ends if hours else None,
    )
