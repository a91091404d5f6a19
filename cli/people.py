"""`understory ingest people`: a list of people is read, told about, and written."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from sources.people import PeopleList, read_list
from sources.people_columns import FIELDS, NAME_PARTS, parse_map

if TYPE_CHECKING:
    from ingest.progress import Summary


def read(path: Path, mapped: Sequence[str]) -> PeopleList:
    """Reads a list; `mapped` are `COLUMN=field` texts. Raises InvalidInput."""
    return read_list(path, parse_map(mapped))


async def people_into(store: Opened, path: Path) -> "Summary":
    """Takes a list of people into an open store."""
    return await list_into(store, read_list(path))


async def list_into(store: Opened, listed: PeopleList) -> "Summary":
    """The same for a list that was read."""
    from ingest.people import ingest_people

    return await ingest_people(store.graph, (*listed.people, *listed.warnings), today=_today())


def print_reading(path: Path, listed: PeopleList, *, as_json: bool) -> None:
    """What would be taken from a list, and every problem, line by line."""
    fields = {field: listed.columns.titles.get(field) for field in (*FIELDS, *NAME_PARTS)}
    for part in NAME_PARTS if "name" in listed.columns.titles else ():
        del fields[part]
    counts = _counts(listed)
    if as_json:
        print_json(
            {
                "columns": fields,
                "ignored": list(listed.columns.ignored),
                **{name.replace(" ", "_"): number for name, number in counts.items()},
                "warnings": [
                    {"kind": one.kind, "where": one.where, "detail": one.detail} for one in listed.warnings
                ],
            }
        )
        return
    out().print(f"Nothing was written. From {shown(path)} would be taken:")
    print_table(("field", "column"), ((field, title or "–") for field, title in fields.items()))
    print_table(("\nwould take in", "number"), counts.items(), right=(1,))
    for kind, number in Counter(one.kind for one in listed.warnings).most_common():
        out().print(f"[yellow]{number:,} × {shown(_words(kind))}[/]")
    for one in listed.warnings:
        out().print(f"    {shown(one.where)}: {shown(_words(one.kind))}: {shown(one.detail)}")


def print_taken(listed: PeopleList) -> None:
    """What was taken from a list."""
    print_table(("took in", "number"), _counts(listed).items(), right=(1,))


def _counts(listed: PeopleList) -> dict[str, Any]:
    people, today = listed.people, _today()
    return {
        "people": len(people),
        "of them left": sum(1 for one in people if one.end is not None and one.end < today),
        "with e-mail": sum(1 for one in people if one.email),
        "with manager": sum(1 for one in people if one.manager),
        "teams": len({one.team for one in people if one.team}),
    }


def _words(kind: str) -> str:
    return kind.removeprefix("people_").replace("_", " ")


def _today() -> date:
    return datetime.now(UTC).date()
