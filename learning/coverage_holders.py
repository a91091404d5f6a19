"""From when on evidence makes somebody a holder of a skill, in months as relationships count them."""

from datetime import UTC, date, datetime, time, timedelta

from domain.evidence import month_of
from graph.coverage import Since
from learning.review_thresholds import (
    HOLDER_MONTHS,
    HOLDER_RECENT,
    HOLDER_UNITS,
    HOLDER_WINDOW,
    LEARNING_DAYS,
)

SECOND = 1_000_000  # microseconds


def since(today: date) -> Since:
    """The months from which on things count, on a day."""
    month = month_of(micros(today))
    return Since(
        window=month - HOLDER_WINDOW + 1,
        recent=month - HOLDER_RECENT + 1,
        learning=month_of(micros(today - timedelta(days=LEARNING_DAYS))),
        units=HOLDER_UNITS,
        months=HOLDER_MONTHS,
    )


def micros(day: date) -> int:
    """The beginning of a day in UTC, in microseconds."""
    return int(datetime.combine(day, time(), UTC).timestamp()) * SECOND
