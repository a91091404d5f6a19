"""The columns of a list of people: which field each is, by its title or by what the caller says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import InvalidInput

FIELDS = (
    "id",
    "name",
    "email",
    "title",
    "team",
    "manager",
    "site",
    "time_zone",
    "languages",
    "working_hours",
    "start",
    "end",
)
REQUIRED = ("id", "name")
NAME_PARTS = ("first_name", "last_name")  # together they are a name, where no column is one

# Titles as personnel systems write them, without capitals, spaces and signs; a field's own name goes first.
_TITLES: Mapping[str, tuple[str, ...]] = {
    "id": (
        "employeeid", "employeenumber", "employeeno", "employeenr", "personid", "personnelnumber",
        "personnelno", "peopleid", "staffid", "staffnumber", "staffno", "workerid", "userid", "number", "no",
    ),
    "name": ("fullname", "displayname", "employeename", "personname", "preferredname", "employee"),
    "first_name": ("givenname", "forename"),
    "last_name": ("surname", "familyname"),
    "email": ("mail", "emailaddress", "mailaddress", "workemail", "workmail", "businessemail", "emailwork"),
    "title": ("jobtitle", "position", "role", "job", "function"),
    "team": ("department", "dept", "teamname", "unit", "orgunit", "organizationalunit", "group", "division"),
    "manager": (
        "managerid", "manageremail", "managername", "reportsto", "reportstoid", "reportstoemail",
        "linemanager", "supervisor", "supervisorid", "boss",
    ),
    "site": ("location", "office", "worklocation", "workplace", "branch", "city"),
    "time_zone": ("timezone", "tz", "timezoneid"),
    "languages": ("language", "lang", "spokenlanguages", "languagesspoken"),
    "working_hours": ("workinghours", "workhours", "hours", "officehours", "schedule", "workingtime"),
    "start": ("startdate", "startsat", "hiredate", "hired", "hiredon", "joined", "joiningdate",
              "dateofjoining", "firstday", "entrydate"),
    "end": ("enddate", "endsat", "leavingdate", "leavedate", "left", "lefton", "lastday", "exitdate",
            "terminationdate", "dateofleaving"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row, from 0, under which title, and the titles that are none."""

    places: Mapping[str, int]
    titles: Mapping[str, str]
    ignored: tuple[str, ...]
    width: int

    def row(self, cells: Sequence[str]) -> dict[str, str]:
        """The fields of a row by name; parts of a name are put together."""
        found = {field: cells[place] for field, place in self.places.items()}
        parts = [found.pop(part, "") for part in NAME_PARTS]
        found.setdefault("name", " ".join(filter(None, parts)))
        return found

    @property
    def missing(self) -> list[str]:
        """The required fields that no column is."""
        has_name = "name" in self.places or all(part in self.places for part in NAME_PARTS)
        return [field for field in REQUIRED if not (has_name if field == "name" else field in self.places)]


def columns(header: Sequence[str], named: Mapping[str, str]) -> Columns:
    """Recognises the columns of a header. `named` are titles with their fields, and go before all else.

    Raises InvalidInput for a title of `named` that is not in the header.
    """
    plain = [_plain(title) for title in header]
    places: dict[str, int] = {}
    for title, field in named.items():
        if _plain(title) not in plain:
            raise InvalidInput(
                f"There is no column {title!r}; there are {', '.join(filter(None, header))}.",
                "Give a column as the header writes it.",
            )
        places[field] = plain.index(_plain(title))
    for field in (*FIELDS, *NAME_PARTS):
        for title in (_plain(field), *_TITLES.get(field, ())):
            free = [at for at, each in enumerate(plain) if each == title and at not in places.values()]
            if field not in places and free:
                places[field] = free[0]
    if "name" in places:
        places = {field: at for field, at in places.items() if field not in NAME_PARTS}
    ignored = (title for at, title in enumerate(header) if title and at not in places.values())
    return Columns(places, {field: header[at] for field, at in places.items()}, tuple(ignored), len(header))


def parse_map(texts: Sequence[str]) -> dict[str, str]:
    """`COLUMN=field` texts as columns with their fields. Raises InvalidInput."""
    named: dict[str, str] = {}
    for text in texts:
        title, equals, field = (part.strip() for part in text.rpartition("="))
        field = field.lower().replace("-", "_").replace(" ", "_")
        if not equals or not title or field not in (*FIELDS, *NAME_PARTS):
            raise InvalidInput(
                f"{text!r} does not say which column is which field.",
                f"Write COLUMN=field; the fields are {', '.join((*FIELDS, *NAME_PARTS))}.",
            )
        if field in named.values() or title in named:
            raise InvalidInput(f"{title!r} or {field!r} is mapped twice.", "Map each column to one field.")
        named[title] = field
    return named


def _plain(title: str) -> str:
    return re.sub(r"[\W_]", "", title.casefold())
