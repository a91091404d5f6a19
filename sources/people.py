"""Reading who is in the organisation from a CSV file.

The fields are `id,name,email,title,team,manager,site,time_zone,languages,working_hours,start,end`, in any
order and under the titles that personnel systems use, or under those that the caller maps; `id` and `name`
are required, the rest may lack or be empty. `manager` is the id, the e-mail address or the only name of
another row, `languages` are separated by `|`, `,`, `;` or `/`, days are as `sources.days` reads them, and
whoever has an `end` left on that day. Cells are separated by commas, semicolons or tabs; a byte-order mark is
no hindrance.
"""

import re
import zoneinfo
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from unicodedata import normalize

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.days import is_iso, read_day
from sources.languages import read_language
from sources.people_columns import FIELDS, REQUIRED, Columns, columns
from sources.people_references import Unknown, circles, index, managers
from sources.people_rows import DELIMITERS, Row, read_text, rows, told_delimiter
from sources.working_hours import WorkingHours, parse

MOST_CHARACTERS = 500  # of a cell: what is indexed must not be much longer
CIRCLE_MOST = 50  # people of a circle of managers who are named
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")  # which a terminal would obey


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as the file tells of them. What the file leaves empty is an empty text, tuple or `None`.

    `manager` is the id of another record. `hours` are `working_hours` where these are of a simple form.
    """

    id: str
    name: str
    email: str = ""
    title: str = ""
    team: str = ""
    manager: str = ""
    site: str = ""
    time_zone: str = ""
    languages: tuple[str, ...] = ()
    working_hours: str = ""
    hours: WorkingHours | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PeopleList:
    """A whole file: its people, and everything that could not be used or was read with care, line by line."""

    columns: Columns
    people: tuple[PersonRecord, ...]
    warnings: tuple[SourceWarning, ...]


def read_people(path: Path, named: Mapping[str, str] | None = None) -> Iterator[PersonRecord | SourceWarning]:
    """Every person of the file, then a warning with the line for each row, cell or column that is not taken
    as it stands. `named` are titles of columns with their fields.

    Raises `InvalidInput` at the first step when the file as a whole cannot be read.
    """
    read = read_list(path, named)
    yield from read.people
    yield from read.warnings


def read_list(path: Path, named: Mapping[str, str] | None = None) -> PeopleList:
    """The same at once. Raises InvalidInput."""
    header, held, rest = _begin(path, named or {})
    reading = _Reading(path.name, held)
    for title in held.ignored:
        reading.warn("people_column_ignored", header.line, f"column {title!r}")
    for row in rest:
        reading.take(row)
    reading.refer()
    warnings = sorted(reading.warnings, key=lambda told: told[0])
    return PeopleList(held, tuple(reading.people.values()), tuple(warning for _, warning in warnings))


def _begin(path: Path, named: Mapping[str, str]) -> tuple[Row, Columns, Iterator[Row]]:
    """The header, its columns, and the rows after it. The delimiter is the one that shows most columns."""
    text = read_text(path)
    told = told_delimiter(text)
    best: tuple[Row, Columns, Iterator[Row]] | None = None
    for delimiter in told or DELIMITERS:
        rest = rows(text, delimiter)
        if told:
            next(rest, None)
        header = next(rest, None)
        if header is None:
            raise InvalidInput(f"The people file {path} is empty.", f"Begin it with {','.join(FIELDS)}.")
        held = columns([_clean(cell) for cell in header.cells], {}) if not header.broken else None
        if held and (best is None or _recognised(held) > _recognised(best[1])):
            best = header, held, rest
    if best is None:
        raise InvalidInput(f"{path}, line 1: the header is not CSV.", "Close every double quote.")
    header, _, rest = best
    held = columns([_clean(cell) for cell in header.cells], named)
    if held.missing:
        raise InvalidInput(
            f"{path}, line {header.line}: the header lacks {' and '.join(held.missing)}.",
            f"Begin the file with the line {','.join(FIELDS)}, or map its columns: --map 'COLUMN=id'.",
        )
    return header, held, rest


def _recognised(held: Columns) -> tuple[int, int]:
    return len(held.places), held.width


class _Reading:
    """What was taken from the rows so far. People are kept in the order of the file."""

    def __init__(self, file: str, held: Columns) -> None:
        self.file = file
        self.columns = held
        self.people: dict[str, PersonRecord] = {}
        self.lines: dict[str, int] = {}
        self.emails: dict[str, str] = {}  # to whom it belongs
        self.warnings: list[tuple[int, SourceWarning]] = []

    def warn(self, kind: str, line: int, detail: str) -> None:
        self.warnings.append((line, SourceWarning(kind, f"{self.file}, line {line}", detail)))

    def take(self, row: Row) -> None:
        """Takes a person in, or says why not."""
        width = self.columns.width
        if row.broken:
            self.warn("people_row_skipped", row.line, f"this is not CSV ({row.broken})")
        elif len(row.cells) < width or any(cell.strip() for cell in row.cells[width:]):
            detail = f"{len(row.cells)} cells where the header has {width}"
            self.warn("people_row_skipped", row.line, detail)
        else:
            fields = self.columns.row([_clean(cell) for cell in row.cells])
            try:
                person = self._person(fields, row.line)
            except _Skip as skip:
                self.warn("people_row_skipped", row.line, str(skip))
            else:
                self.people[person.id] = person
                self.lines[person.id] = row.line

    def _person(self, row: dict[str, str], line: int) -> PersonRecord:
        for field in REQUIRED:
            if not row[field]:
                raise _Skip(f"no {field}")
        for field, cell in row.items():
            if len(cell) > MOST_CHARACTERS:
                raise _Skip(f"{field} has {len(cell):,} characters, of {MOST_CHARACTERS} at most")
        id = row["id"]
        if id in self.people:
            raise _Skip(f"the id {id!r} stands in an earlier row, line {self.lines[id]}")
        start, end = self._day(row, "start", line), self._day(row, "end", line)
        if start and end and end < start:
            raise _Skip("end is before start")
        return PersonRecord(
            id=id,
            name=row["name"],
            email=self._email(row, line),
            title=row.get("title", ""),
            team=row.get("team", ""),
            manager=row.get("manager", ""),
            site=row.get("site", ""),
            time_zone=self._time_zone(row, line),
            languages=self._languages(row, line),
            working_hours=row.get("working_hours", ""),
            hours=parse(row.get("working_hours", "")),
            start=start,
            end=end,
        )

    def _email(self, row: dict[str, str], line: int) -> str:
        email = row.get("email", "")
        if email and ("@" not in email.strip("@") or " " in email):
            raise _Skip("the e-mail address has no @ between two parts" if " " not in email else
                        "the e-mail address has a space in it")  # fmt: skip
        whose = self.emails.setdefault(email.casefold(), row["id"]) if email else row["id"]
        if whose != row["id"]:
            self.warn(
                "people_email_twice",
                line,
                f"the e-mail address is that of {whose}, line {self.lines[whose]}: "
                f"{row['id']} was taken without it",
            )
            return ""
        return email

    def _day(self, row: dict[str, str], field: str, line: int) -> date | None:
        written = row.get(field, "")
        if not written:
            return None
        day = read_day(written)
        if day is None:
            raise _Skip(f"{field} is {written!r}, not a date that can be read in one way, such as 2026-11-24")
        if not is_iso(written):
            self.warn("people_date_read", line, f"{field} {written!r} was read as {day.isoformat()}")
        return day

    def _time_zone(self, row: dict[str, str], line: int) -> str:
        written = row.get("time_zone", "")
        known = _time_zones()
        if not written or not known:
            return written
        zone = known.get(written.casefold().replace(" ", "_"), "")
        if not zone:
            detail = f"time zone {written!r} is none such as Europe/Berlin: it was left out"
            self.warn("people_time_zone_unknown", line, detail)
        return zone

    def _languages(self, row: dict[str, str], line: int) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for written in filter(None, map(str.strip, re.split(r"[|,;/]", row.get("languages", "")))):
            language = read_language(written)
            if language is None:
                detail = f"language {written!r} is no code such as de, nor an English name: it was left out"
                self.warn("people_language_unknown", line, detail)
            else:
                found[language] = None
        return tuple(found)

    def refer(self) -> None:
        """Finds everybody's manager, once all rows are read."""
        ids = list(self.people)
        by_name = index(ids, lambda id: self.people[id].name)
        for name, same in by_name.items():
            if name and len(same) > 1:
                told = ", ".join(f"{id} (line {self.lines[id]})" for id in same[:-1])
                detail = f"{same[-1]} has the name of {told}: refer to them by id"
                self.warn("people_same_name", self.lines[same[-1]], detail)
        by = (index(ids, str), index(ids, lambda id: self.people[id].email), by_name)
        wanted = {id: person.manager for id, person in self.people.items() if person.manager}
        found: dict[str, str] = {}
        for id, manager in managers(wanted, by).items():
            if isinstance(manager, Unknown):
                self.warn(manager.kind, self.lines[id], manager.detail)
            else:
                found[id] = manager
        for circle in list(circles(found)):
            more = len(circle) - CIRCLE_MOST
            told = " > ".join(
                (*circle[:CIRCLE_MOST], *([f"… {more:,} more …"] if more > 0 else []), circle[0])
            )
            self.warn("people_manager_circle", self.lines[circle[0]], f"{told}: none of them was taken")
            for id in circle:
                del found[id]
        for id, person in self.people.items():
            self.people[id] = replace(person, manager=found.get(id, ""))


class _Skip(Exception):
    """Why a row is not taken."""


def _clean(cell: str) -> str:
    """A cell in one line, its accents composed: the same name is always the same text."""
    return " ".join(normalize("NFC", cell).translate(_CONTROLS).split())


@cache
def _time_zones() -> dict[str, str]:
    """Every zone that this machine knows, by its name without capitals; none where it has no list of them."""
    return {zone.casefold(): zone for zone in zoneinfo.available_timezones()}
