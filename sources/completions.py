"""Reading who completed what: a table of people, content, days and scores. All of it is read, or nothing."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from domain.messages import SourceWarning
from sources.content_broken import At, Errors
from sources.content_columns import COMPLETIONS, Columns
from sources.content_fields import text_of
from sources.content_table import Row, clean, read_table
from sources.days import read_day

SCORE_MOST = 100.0  # percent
_SCORE = re.compile(r"(\d{1,3}(?:[.,]\d{1,4})?)\s*%?")
_PASSED = frozenset({"", "-", "–", "passed", "pass", "completed", "complete", "yes", "bestanden"})


@dataclass(frozen=True, slots=True)
class CompletionRecord:
    """That somebody completed something, both as the file names them. `score` is percent."""

    person: str
    content: str
    at: date
    score: float | None
    places: Mapping[str, At]


@dataclass(frozen=True, slots=True)
class CompletionList:
    columns: Columns
    completions: tuple[CompletionRecord, ...]
    warnings: tuple[SourceWarning, ...] = ()


def read_completions(path: Path, named: Mapping[str, str] | None = None, *, today: date) -> CompletionList:
    """A whole file. Raises InvalidInput, or Refused with every error."""
    errors = Errors(str(path))
    table = read_table(path, COMPLETIONS, named or {}, errors)
    found: dict[tuple[str, str, date], CompletionRecord] = {}
    warnings = [
        SourceWarning("completions_column_ignored", f"{path.name}, line 1", f"column {title!r}")
        for title in table.columns.ignored
    ]
    for row in table.rows:
        record = _record(row, errors, today)
        if record is None:
            continue
        held = found.setdefault((record.person, record.content, record.at), record)
        if held is not record and held.score != record.score:
            line = held.places["person"].line
            errors.add(row.at("score"), f"line {line} says the same with another score")
        elif held is not record:
            where = f"{path.name}, {row.at('person')}"
            warnings.append(SourceWarning("completions_repeated", where, "it stands there twice"))
    errors.check()
    return CompletionList(table.columns, tuple(found.values()), tuple(warnings))


def _record(row: Row, errors: Errors, today: date) -> CompletionRecord | None:
    person, content = required(row, "person", errors), required(row, "content", errors)
    at = read_past(row, "completed_at", errors, today)
    score = _score(row, errors)
    if not person or not content or at is None:
        return None
    return CompletionRecord(person, content, at, score, row.places)


def _score(row: Row, errors: Errors) -> float | None:
    text = clean(text_of(row.values.get("score")))
    if text.casefold() in _PASSED:
        return None
    found = _SCORE.fullmatch(text)
    if found is None or float(found[1].replace(",", ".")) > SCORE_MOST:
        errors.add(row.at("score"), f"{text!r} is no score from 0 to 100")
        return None
    return float(found[1].replace(",", "."))


def required(row: Row, field: str, errors: Errors, longest: int = 500) -> str:
    """The text of a cell that must not be empty; what is wrong with it becomes an error."""
    text = clean(text_of(row.values.get(field)))
    if not text or len(text) > longest:
        errors.add(row.at(field), f"there is no {field}" if not text else f"over {longest} characters")
    return text[:longest]


def read_past(row: Row, field: str, errors: Errors, today: date) -> date | None:
    """The day of a cell, which has been."""
    text = required(row, field, errors)
    day = read_day(text) if text else None
    if text and day is None:
        errors.add(row.at(field), f"{text!r} is not a date that can be read in one way, such as 2026-11-24")
    elif day is not None and day > today:
        errors.add(row.at(field), f"{day.isoformat()} is yet to come")
    return day
