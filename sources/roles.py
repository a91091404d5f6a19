"""Reading a list of who holds which role: a CSV file of person, role level and, perhaps, from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.errors import InvalidInput
from sources.frameworks_columns import plainly
from sources.frameworks_csv import decoded, parse
from sources.frameworks_files import ROWS_MOST, content_of, too_long
from sources.frameworks_report import BrokenFramework

COLUMNS = {
    "person": ("person", "personid", "employee", "employeeid", "name", "email", "id", "who"),
    "role": ("rolelevel", "rolelevelid", "level", "role", "job", "position", "jobtitle", "title"),
    "since": ("from", "since", "start", "startdate", "date"),
    "framework": ("framework",),
}


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A line of the list: `since` is None where it does not say."""

    line: int
    person: str
    role: str
    since: date | None
    framework: str = ""


def read_roles(path: Path) -> tuple[list[RoleRow], list[tuple[int, str]]]:
    """(rows, what is wrong with others, by line). Raises InvalidInput for a file that is no such list."""
    try:
        text, encoding, mark = decoded(content_of(path))
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} is no text: {error.reason}.", "Save it as CSV in UTF-8.") from error
    parsed = parse(text, encoding, mark=mark)
    if parsed.mistakes:
        raise BrokenFramework(str(path), parsed.mistakes)
    body = [row for row in parsed.rows if any(row.cells)]
    header = [plainly(title) for title in body[0].cells] if body else []
    places = {
        field: next((header.index(title) for title in titles if title in header), None)
        for field, titles in COLUMNS.items()
    }
    if places["person"] is None or places["role"] is None:
        raise InvalidInput(
            f"{path}, line 1: the columns person and role level are needed.",
            "Begin with person,role level,from.",
        )
    if len(body) > ROWS_MOST:
        raise too_long(path)
    rows: list[RoleRow] = []
    problems: list[tuple[int, str]] = []
    for row in body[1:]:
        cells = {
            field: row.cells[place].strip() if place is not None and place < len(row.cells) else ""
            for field, place in places.items()
        }
        try:
            since = date.fromisoformat(cells["since"]) if cells["since"] else None
        except ValueError:
            problems.append((row.line, f"{cells['since']!r} is no day such as 2026-05-31"))
            continue
        if not cells["person"] or not cells["role"]:
            problems.append((row.line, "no person or no role level"))
        else:
            rows.append(RoleRow(row.line, cells["person"], cells["role"], since, cells["framework"]))
    return rows, problems
