"""Reading what was seen at work: who saw whom do what, when, and at which level. All of it or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.messages import SourceWarning
from sources.completions import read_past, required
from sources.content_broken import At, Errors
from sources.content_columns import OBSERVATIONS, Columns
from sources.content_fields import Unreadable, level, text_of
from sources.content_table import Row, clean, read_table

NOTE_LONGEST = 500  # characters


@dataclass(frozen=True, slots=True)
class ObservationRecord:
    """What somebody saw somebody do, all as the file names them; `level` is 1 to 4."""

    person: str
    competency: str
    level: int
    observer: str
    at: date
    note: str
    places: Mapping[str, At]


@dataclass(frozen=True, slots=True)
class ObservationList:
    columns: Columns
    observations: tuple[ObservationRecord, ...]
    warnings: tuple[SourceWarning, ...] = ()


def read_observations(path: Path, named: Mapping[str, str] | None = None, *, today: date) -> ObservationList:
    """A whole file. Raises InvalidInput, or Refused with every error."""
    errors = Errors(str(path))
    table = read_table(path, OBSERVATIONS, named or {}, errors)
    found: dict[tuple[str, str, str, date], ObservationRecord] = {}
    warnings = [
        SourceWarning("observations_column_ignored", f"{path.name}, line 1", f"column {title!r}")
        for title in table.columns.ignored
    ]
    for row in table.rows:
        record = _record(row, errors, today)
        if record is None:
            continue
        id = (record.person, record.competency, record.observer, record.at)
        held = found.setdefault(id, record)
        if held is record:
            continue
        if (held.level, held.note) != (record.level, record.note):
            line = held.places["person"].line
            errors.add(row.at("level"), f"line {line} is the same observation with another level or note")
        else:
            where = f"{path.name}, {row.at('person')}"
            warnings.append(SourceWarning("observations_repeated", where, "it stands there twice"))
    errors.check()
    return ObservationList(table.columns, tuple(found.values()), tuple(warnings))


def _record(row: Row, errors: Errors, today: date) -> ObservationRecord | None:
    person, competency = required(row, "person", errors), required(row, "competency", errors)
    observer, at = required(row, "observer", errors), read_past(row, "at", errors, today)
    note = clean(text_of(row.values.get("note")))
    if len(note) > NOTE_LONGEST:
        errors.add(row.at("note"), f"{len(note):,} characters, of {NOTE_LONGEST} at most")
    written, reached = required(row, "level", errors), 0
    try:
        reached = level(written) if written else 0
        if written and not reached:
            errors.add(row.at("level"), "an observation shows level 1 to 4")
    except Unreadable as wrong:
        errors.add(row.at("level"), str(wrong))
    if person and person == observer:
        errors.add(row.at("observer"), "nobody observes themselves")
        return None
    if not (person and competency and observer and at and reached):
        return None
    return ObservationRecord(person, competency, reached, observer, at, note, row.places)
