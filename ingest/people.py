"""What an organisation lists of its people, joined to their accounts by e-mail address."""

from collections.abc import Awaitable, Iterable, Sequence
from datetime import date
from typing import Protocol

from domain.messages import SourceWarning
from domain.people import id_by_email, id_by_list, person_key
from graph import ledger, people
from graph.connection import Graph, Tx
from graph.people import Listed
from ingest.progress import Summary
from sources.people import PersonRecord

PEOPLE_A_CHUNK = 1_000


class Step(Protocol):
    def __call__(self, tx: Tx, /, *, listed: Sequence[Listed]) -> Awaitable[None]: ...


async def ingest_people(
    graph: Graph, records: Iterable[PersonRecord | SourceWarning], *, today: date
) -> Summary:
    """Writes listed people with team, manager and standing; twice gives the same graph as once."""
    summary = Summary()
    found: list[PersonRecord] = []
    for record in records:
        if isinstance(record, SourceWarning):
            summary.warn(record)
        else:
            found.append(record)
    summary.people = len(found)
    ids = {record.id: _person_id(record) for record in found}
    listed = [_listed(record, ids, today) for record in found]
    steps: tuple[Step, ...] = (_write_people, people.set_teams)
    for step in steps:  # a manager may be listed after their people
        for start in range(0, len(listed), PEOPLE_A_CHUNK):
            chunk = listed[start : start + PEOPLE_A_CHUNK]

            async def write(tx: Tx, step: Step = step, chunk: Sequence[Listed] = chunk) -> None:
                await ledger.begin(tx)
                await step(tx, listed=chunk)

            await graph.write(write)
    return summary


async def _write_people(tx: Tx, *, listed: Sequence[Listed]) -> None:
    await people.list_people(tx, listed=listed)
    await people.refresh(tx, people={one.key for one in listed})


def _person_id(record: PersonRecord) -> str:
    return id_by_email(record.email) if record.email else id_by_list(record.id)


def _listed(record: PersonRecord, ids: dict[str, str], today: date) -> Listed:
    manager = ids.get(record.manager)
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
    )
