"""Working hours as people write them: "Mon-Fri 09:00-17:00", "9-17", "Mo, We 8.30 – 12"."""

import re
from dataclasses import dataclass

WORKING_DAYS = (1, 2, 3, 4, 5)  # Monday to Friday, where only hours are given
MINUTES_A_DAY = 24 * 60

_DAYS = {  # by how English and German names begin; none of the two means another day in the other
    "mo": 1, "tu": 2, "di": 2, "we": 3, "mi": 3, "th": 4, "do": 4, "fr": 5, "sa": 6, "su": 7, "so": 7,
}  # fmt: skip
_DAY = r"[a-z]{2,10}\.?"
_TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*(am|pm)?"
_FORM = re.compile(
    rf"(?P<days>{_DAY}(?:\s*(?:-|,|/|\bto\b)\s*{_DAY})*)?[\s,:]*{_TIME}\s*(?:-|\bto\b)\s*{_TIME}(?:\s*h|\s*uhr)?"
)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """Days from 1 for Monday to 7, and minutes after midnight; who ends before they begin works overnight."""

    days: tuple[int, ...]
    begins: int
    ends: int


def parse(text: str) -> WorkingHours | None:
    """Hours of a simple form; None for all others, which stand as they are written."""
    found = _FORM.fullmatch(re.sub("[‐-―−]", "-", text.strip().lower()))
    if found is None:
        return None
    days = _days(found["days"]) if found["days"] else WORKING_DAYS
    begins, ends = _minutes(*found.groups()[1:4]), _minutes(*found.groups()[4:7])
    if not days or begins is None or ends is None or begins == ends:
        return None
    return WorkingHours(days, begins, ends)


def _days(text: str) -> tuple[int, ...]:
    found: set[int] = set()
    for part in re.split("[,/]", text):
        ends = [_DAYS.get(day.strip()[:2], 0) for day in re.split(r"-|\bto\b", part)]
        if len(ends) > 2 or not all(ends):
            return ()
        first, last = ends[0], ends[-1]
        found |= {(first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1)}
    return tuple(sorted(found))


def _minutes(hour: str, minute: str | None, half: str | None) -> int | None:
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    total = hours * 60 + int(minute or 0)
    return total if int(minute or 0) < 60 and total <= MINUTES_A_DAY else None
