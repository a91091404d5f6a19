"""Days as lists of people write them. A day that can be read in two ways is never guessed.

- 2026-11-24 as ISO 8601 writes it, with or without a time behind; the same with `/` or `.`;
- 24.11.2026: with points, the day stands first;
- 24/11/2026, 11/24/2026, and the same with `-`: read where only one reading is a date, as one number is over
  12 or both are equal; 03/04/2026 is not read;
- 24 November 2026, 24-Nov-2026.
"""

import re
from datetime import date

EARLIEST_YEAR = 1900  # before it a day is a slip of the pen

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_IN_WORDS = re.compile(r"(\d{1,2})\.?[ -]([A-Za-z]{3,9})\.?[ -](\d{4})")


def is_iso(text: str) -> bool:
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) is not None


def read_day(text: str) -> date | None:
    """The one day that a text can mean; None when it means none, or more than one."""
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _IN_WORDS.fullmatch(text):
        month = _MONTHS.index(found[2][:3].lower()) + 1 if found[2][:3].lower() in _MONTHS else 0
        return _day(int(found[3]), month, int(found[1]))
    if found := _YEAR_LAST.fullmatch(text):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        readings = {_day(year, other, one)}
        if found[2] != ".":
            readings |= {_day(year, one, other)}
        readings -= {None}
        return readings.pop() if len(readings) == 1 else None
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= EARLIEST_YEAR else None
    except ValueError:
        return None
