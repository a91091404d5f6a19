"""Reading who is in the organisation from a CSV file.

The columns are `id,name,email,title,team,manager,site,time_zone,languages,start,end`, in any order; `id` and
`name` are required, the rest may lack or be empty. `manager` is the id of another row, `languages` are
separated by `|`, dates are written 2026-11-24, and whoever has an `end` left on that day. Cells are separated
by commas, semicolons or tabs, as the header shows; a byte-order mark is no hindrance.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import StringIO
from pathlib import Path

from domain.errors import InvalidInput
from domain.messages import SourceWarning

COLUMNS = (
    "id",
    "name",
    "email",
    "title",
    "team",
    "manager",
    "site",
    "time_zone",
    "languages",
    "start",
    "end",
)
REQUIRED = ("id", "name")
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as the file tells of them. What the file leaves empty is an empty text, tuple or `None`."""

    id: str
    name: str
    email: str = ""
    title: str = ""
    team: str = ""
    manager: str = ""
    site: str = ""
    time_zone: str = ""
    languages: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None


def read_people(path: Path) -> Iterator[PersonRecord | SourceWarning]:
    """Every person of the file, and a warning with the line for each row or column that cannot be used.

    Raises `InvalidInput` at the first step when the file as a whole cannot be read. A manager who has no row
    is warned about at the end; the person stands.
    """
    text = _read(path)
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    rows = _rows(text, delimiter, path)
    _, titles = next(rows, (1, list[str]()))
    header = [title.strip().casefold() for title in titles]
    if missing := [column for column in REQUIRED if column not in header]:
        raise InvalidInput(
            f"{path}, line 1: the header lacks {' and '.join(missing)}.",
            f"Begin the file with the line {','.join(COLUMNS)}.",
        )
    for column in header:
        if column not in COLUMNS:
            yield SourceWarning("people_column_ignored", f"{path.name}, line 1", f"column {column!r}")

    seen: set[str] = set()
    managers: dict[str, int] = {}  # the line that first names each
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            record = f"{len(cells)} cells where the header has {len(header)}"
        else:
            record = _person(dict(zip(header, map(str.strip, cells), strict=True)), seen)
        if isinstance(record, str):
            yield SourceWarning("people_row_skipped", f"{path.name}, line {line}", record)
            continue
        seen.add(record.id)
        if record.manager:
            managers.setdefault(record.manager, line)
        yield record
    for manager, line in managers.items():
        if manager not in seen:
            yield SourceWarning(
                "people_manager_unknown", f"{path.name}, line {line}", f"no row with the id {manager!r}"
            )


def _read(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")  # spreadsheets begin a UTF-8 file with a byte-order mark
    except OSError as error:
        raise InvalidInput(
            f"The people file {path} cannot be read: {error.strerror or error}.",
            "Give the path of a CSV file that you may read.",
        ) from error
    except UnicodeDecodeError as error:
        raise InvalidInput(
            f"The people file {path} is not UTF-8 text.", "Save the file as CSV with the encoding UTF-8."
        ) from error


def _rows(text: str, delimiter: str, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Each row, the header too, with the number of the line where it ends."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for cells in reader:
            yield reader.line_num, cells
    except csv.Error as error:
        raise InvalidInput(
            f"{path}, line {reader.line_num}: this is not CSV ({error}).", "Close every double quote."
        ) from error


def _person(row: dict[str, str], seen: set[str]) -> PersonRecord | str:
    """The person of a row, or what is wrong with it."""
    if not row["id"] or not row["name"]:
        return "no id" if not row["id"] else "no name"
    if row["id"] in seen:
        return f"the id {row['id']!r} stands in an earlier row"
    email = row.get("email", "")
    if email and "@" not in email.strip("@"):
        return "the e-mail address has no @ between two parts"
    if row.get("manager", "") == row["id"]:
        return "manages themselves"
    dates: dict[str, date | None] = {}
    for column in ("start", "end"):
        written = row.get(column, "")
        try:
            dates[column] = date.fromisoformat(written) if written else None
        except ValueError:
            return f"{column} is {written!r}, not a date such as 2026-11-24"
    start, end = dates["start"], dates["end"]
    if start and end and end < start:
        return "end is before start"
    return PersonRecord(
        id=row["id"],
        name=row["name"],
        email=email,
        title=row.get("title", ""),
        team=row.get("team", ""),
        manager=row.get("manager", ""),
        site=row.get("site", ""),
        time_zone=row.get("time_zone", ""),
        languages=tuple(part for part in map(str.strip, row.get("languages", "").split("|")) if part),
        start=start,
        end=end,
    )
