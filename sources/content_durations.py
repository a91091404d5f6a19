"""How long content takes, as catalogues write it: one's own time in minutes, and the calendar's weeks.

Read are `90 min`, `1.5 hours`, `1 h 30 min`, `1:30`, `PT1H30M`, `10-12 weeks`, `6 months`, `P6W`, and an
effort such as `6-10 hours/week`, which makes minutes of weeks. A day is eight hours of one's time.
"""

import re
from dataclasses import dataclass
from math import ceil

MINUTES_A_DAY = 8 * 60
DAYS_A_WEEK = 5  # of work
WEEKS_A_YEAR, MONTHS_A_YEAR = 52, 12
MINUTES_MOST = 10 * WEEKS_A_YEAR * DAYS_A_WEEK * MINUTES_A_DAY  # ten years: more is a slip of the pen

_OWN = {"min": 1, "h": 60, "day": MINUTES_A_DAY}
_CALENDAR = {"week": 1.0, "month": WEEKS_A_YEAR / MONTHS_A_YEAR, "year": float(WEEKS_A_YEAR)}
_UNITS = {
    "min": "min mins minute minutes minuten m",
    "h": "h hr hrs hour hours stunde stunden std heures heure horas hora",
    "day": "d day days tag tage jour jours día días dia dias",
    "week": "w wk wks week weeks woche wochen semaine semaines semana semanas",
    "month": "mo month months monat monate mois mes meses",
    "year": "y yr year years jahr jahre",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_NUMBER = r"\d{1,6}(?:[.,]\d{1,3})?"
_TERM = re.compile(rf"({_NUMBER})\s*(?:(?:-|–|—|to|bis|à)\s*({_NUMBER}))?\s*([^\W\d_]+)\.?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)(?::[0-5]\d)?(?:\s*h)?")
_ISO = re.compile(
    r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.IGNORECASE
)
_A_WEEK = re.compile(r"\s*(?:/|per|a|pro|each|par)\s*(?:week|wk|woche|semaine)\s*", re.IGNORECASE)
_NOT_STATED = re.compile(r"[\s\-–—?.]*|n/?a|unknown|varies|self-?paced", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """Minutes of one's time from `low` to `high`, and weeks of the calendar; None where nothing is said."""

    low: float | None = None
    high: float | None = None
    weeks_low: float | None = None
    weeks_high: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """How long something takes. `minutes_max` is None where it is certain."""

    minutes: int | None = None
    minutes_max: int | None = None
    weeks_min: int | None = None


def read_duration(text: str) -> Duration | None:
    """A duration, empty for one that is not stated; None for what cannot be read, such as a bare number."""
    text = text.strip()
    if _NOT_STATED.fullmatch(text):
        return Duration()
    if clock := _CLOCK.fullmatch(text):
        minutes = int(clock[1]) * 60 + int(clock[2])
        return Duration(minutes, minutes)
    if len(text) > 1 and (iso := _ISO.fullmatch(text)):
        return _of_iso([float(part or 0) for part in iso.groups()])
    low = high = weeks_low = weeks_high = 0.0
    at = 0
    for found in _TERM.finditer(text):
        unit = _UNIT.get(found[3].casefold())
        if unit is None or text[at : found.start()].strip(" ,+~≈") not in (
            "",
            "and",
            "und",
            "about",
            "approx",
            "ca.",
        ):
            return None
        first = float(found[1].replace(",", "."))
        last = float(found[2].replace(",", ".")) if found[2] else first
        if unit in _OWN:
            low, high = low + first * _OWN[unit], high + last * _OWN[unit]
        else:
            weeks_low, weeks_high = weeks_low + first * _CALENDAR[unit], weeks_high + last * _CALENDAR[unit]
        at = found.end()
    if not at or text[at:].strip(" ."):
        return None
    return Duration(low or None, high or None, weeks_low or None, weeks_high or None)


def read_effort(text: str) -> tuple[Duration, bool] | None:
    """An effort, and whether it is for each week; None for what cannot be read."""
    weekly = _A_WEEK.search(text)
    found = read_duration(_A_WEEK.sub("", text))
    return (found, weekly is not None) if found is not None and found.weeks_low is None else None


def together(duration: Duration, effort: Duration, *, weekly: bool) -> Time:
    """What a duration and an effort say together. Weeks without an effort say nothing of one's time."""
    low, high = duration.low, duration.high
    if effort.low is not None and effort.high is not None:
        if not weekly:
            low, high = effort.low, effort.high
        elif duration.weeks_low is not None and duration.weeks_high is not None:
            low, high = duration.weeks_low * effort.low, duration.weeks_high * effort.high
    minutes = ceil(low) if low is not None else None
    most = ceil(high) if high is not None else None
    weeks = round(duration.weeks_low) or 1 if duration.weeks_low is not None else None
    return Time(minutes, most if most != minutes else None, weeks)


def _of_iso(parts: list[float]) -> Duration | None:
    years, months, weeks, days, hours, minutes, seconds = parts
    if not any(parts):
        return None
    own = days * MINUTES_A_DAY + hours * 60 + minutes + seconds / 60
    calendar = years * _CALENDAR["year"] + months * _CALENDAR["month"] + weeks
    return Duration(own or None, own or None, calendar or None, calendar or None)
