"""Reading a catalogue: every kind of content that people can learn from, from CSV, JSON or documents.

A catalogue is a value, whole and checked as far as a file alone can be. What it names besides itself, people,
skills and other content, is found by whoever takes it in, who tells errors at `Entry.places`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unicodedata import normalize

from domain.content import Content, ContentStatus, Kind
from domain.messages import Document, SourceWarning
from sources import content_fields as fields
from sources.content_broken import At, Errors
from sources.content_columns import CONTENT, Columns
from sources.content_durations import Duration, read_duration, read_effort, together
from sources.content_fields import Stated, Unreadable
from sources.content_table import Row, clean, lines, read_table
from sources.days import read_day
from sources.languages import read_language

MOST_CHARACTERS = 500  # of a cell in one line: what is indexed must not be much longer
MOST_WORDS = {"description": 20_000, "prerequisites": 2_000, "teaches": 5_000, "needs": 5_000}  # characters
DESCRIPTION_KEPT = 1_000  # characters of a description that are kept; all of it is mined
MINUTES_MOST = 1_000_000
_NOTHING = frozenset({"", "-", "–", "—", "n/a"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A piece of content as its source tells of it: `owner` is as written, `teaches` and `needs` are names.

    `document` is what is mined; `places` is where each field stands.
    """

    content: Content
    document: Document
    teaches: tuple[Stated, ...] = ()
    needs: tuple[tuple[Stated, ...], ...] = ()
    places: Mapping[str, At] = field(default_factory=dict[str, At])

    def at(self, field: str) -> At:
        return self.places.get(field, At(0))


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A whole source; `warnings` say what was read with care."""

    name: str
    entries: tuple[Entry, ...]
    warnings: tuple[SourceWarning, ...] = ()
    columns: Columns | None = None


def read_catalogue(
    path: Path, *, named: Mapping[str, str] | None = None, name: str = "", kind: Kind | None = None
) -> Catalogue:
    """The catalogue at a path, called `name` or after its file; `kind` is that of whatever does not say.

    `named` are titles of columns with their fields. Raises InvalidInput, or Refused with every error.
    """
    if path.is_dir():
        from sources.content_folder import read_folder

        return read_folder(path, name=name, kind=kind)
    errors = Errors(str(path))
    table = read_table(path, CONTENT, named or {}, errors)
    reading = Reading(path.name, errors, kind, has_ids="id" in table.columns.places)
    for title in table.columns.ignored:
        reading.warn("content_column_ignored", At(1), f"column {title!r}")
    for row in table.rows:
        reading.take(row)
    reading.close()
    errors.check()
    return Catalogue(
        clean(name) or normalize("NFC", path.stem),
        tuple(reading.entries.values()),
        tuple(reading.warnings),
        table.columns,
    )


class Reading:
    """What was taken from the rows so far, by id, in the order of the file."""

    def __init__(self, file: str, errors: Errors, kind: Kind | None, *, has_ids: bool) -> None:
        self.file, self.errors, self.kind, self.has_ids = file, errors, kind, has_ids
        self.entries: dict[str, Entry] = {}
        self.warnings: list[SourceWarning] = []
        self.assumed = 0  # rows without a kind

    def warn(self, kind: str, at: At, detail: str) -> None:
        self.warnings.append(SourceWarning(kind, f"{self.file}, {at}", detail))

    def take(self, row: Row, document: Document | None = None, where: str = "") -> None:
        """Takes an item in, or says why not. `document` is what is mined instead of title and description."""
        before = self.errors.number
        entry = _Cells(self, row, where).entry(document)
        if self.errors.number > before:
            return
        held = self.entries.setdefault(entry.content.id, entry)
        if held is entry:
            return
        if replace(held, places={}) == replace(entry, places={}):
            self.warn("content_repeated", row.at("id"), f"{entry.content.id} stands there twice")
        else:
            first = held.at("id").line
            told = f"the id {entry.content.id!r} stands in line {first} with other content"
            self.errors.add(row.at("id"), told)

    def close(self) -> None:
        """Follows what the file says of itself: what replaces what, and what translates what."""
        for name in ("translation_of", "replaced_by"):
            to: dict[str, str] = {
                id: other for id, entry in self.entries.items() if (other := getattr(entry.content, name))
            }
            for ring in rings(to):
                at = self.entries[ring[0]].at(name)
                self.errors.add(at, f"{name} goes round: {' > '.join((*ring, ring[0]))}")
        if self.assumed:
            self.warn(
                "content_kind_assumed",
                At(1),
                f"{self.assumed:,} items say no kind and were taken as {(self.kind or Kind.COURSE).value}",
            )


class _Cells:
    """The cells of one row, each read once; what cannot be read becomes an error at its place."""

    def __init__(self, reading: Reading, row: Row, where: str) -> None:
        self.reading, self.row, self.where = reading, row, where

    def entry(self, document: Document | None) -> Entry:
        title = self._text("title")
        if not title:
            self._wrong("title", "there is no title")
        id = self._text("id") if self.reading.has_ids else slug(title)
        if not id and title:
            self._wrong("id", "there is no id")
        description, prerequisites = self._long("description"), self._long("prerequisites")
        time = self._time()
        kind = self._read("kind", fields.kind, None) if self._text("kind") else None
        if kind is None:
            kind = self.reading.kind or Kind.COURSE
            self.reading.assumed += not self._text("kind")
        content = Content(
            id=id,
            title=title,
            kind=kind,
            layer=self._read("layer", fields.layer, None),
            owner=self._text("owner") or None,
            languages=self._languages(),
            regions=fields.several(self.row.values.get("regions")),
            minutes=time[0],
            minutes_max=time[1],
            weeks_min=time[2],
            url=self._text("url"),
            status=self._read("status", fields.status, ContentStatus.LIVE),
            review_on=self._read("review_on", _day, None),
            licence=self._text("licence"),
            mandatory=self._read("mandatory", fields.yes, False),
            credential=self._text("credential") or None,
            translation_of=self._text("translation_of") or None,
            replaced_by=self._text("replaced_by") or None,
            section=self._text("section"),
            description=kept(description),
            prerequisites=prerequisites,
        )
        return Entry(
            content,
            document or document_of(content, description),
            self._stated("teaches", fields.taught),
            self._stated("needs", fields.needed),
            self.row.places,
        )

    def _wrong(self, field: str, why: str) -> None:
        self.reading.errors.add(self.row.at(field), f"{self.where}: {why}" if self.where else why)

    def _text(self, field: str) -> str:
        text = clean(fields.text_of(self.row.values.get(field)))
        if len(text) > MOST_CHARACTERS:
            self._wrong(field, f"{len(text):,} characters, of {MOST_CHARACTERS} at most")
            return text[:MOST_CHARACTERS]
        return "" if text in _NOTHING else text

    def _long(self, field: str) -> str:
        text = lines(fields.text_of(self.row.values.get(field)))
        if len(text) > MOST_WORDS[field]:
            self._wrong(field, f"{len(text):,} characters, of {MOST_WORDS[field]:,} at most")
        return text

    def _read(self, field: str, read: Any, otherwise: Any) -> Any:
        text = self._text(field)
        try:
            return read(text) if text else otherwise
        except Unreadable as wrong:
            self._wrong(field, str(wrong))
            return otherwise

    def _stated(self, field: str, read: Any) -> Any:
        try:
            return read(self.row.values.get(field))
        except Unreadable as wrong:
            self._wrong(field, str(wrong))
            return ()

    def _languages(self) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for written in fields.several(self.row.values.get("languages")):
            if written in _NOTHING:
                continue
            language = read_language(written)
            if language is None:
                self._wrong("languages", f"{written!r} is no language code such as de, nor an English name")
            else:
                found[language] = None
        return tuple(found)

    def _time(self) -> tuple[int | None, int | None, int | None]:
        said = read_duration(self._text("duration"))
        if said is None:
            self._wrong("duration", f"{self._text('duration')!r} is no duration such as 90 min or 6 weeks")
        effort = read_effort(self._text("effort"))
        if effort is None:
            self._wrong("effort", f"{self._text('effort')!r} is no effort such as 4-6 hours/week")
        time = together(
            said or Duration(), effort[0] if effort else Duration(), weekly=bool(effort and effort[1])
        )
        hours = self._number("hours")
        minutes = self._number("minutes")
        if minutes is None:
            minutes = round(hours * 60) if hours is not None else time.minutes
        most = self._number("minutes_max")
        most = time.minutes_max if most is None else most
        weeks = self._number("weeks_min")
        if minutes is not None and most is not None and most < minutes:
            self._wrong("minutes_max", f"{most} is less than the {minutes} minutes it takes at least")
        return _whole(minutes), _whole(most), _whole(time.weeks_min if weeks is None else weeks)

    def _number(self, field: str) -> float | None:
        text = self._text(field)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,7}(?:[.,]\d{1,3})?", text) or float(text.replace(",", ".")) > MINUTES_MOST:
            self._wrong(field, f"{text!r} is no such number")
            return None
        return float(text.replace(",", "."))


def document_of(content: Content, description: str) -> Document:
    """What is mined of an item: its title as a heading over its description."""
    from domain.messages import Section

    text = f"{content.title}\n\n{description}" if description else content.title
    return Document(content.id, content.title, 0, (Section(text, heading_end=len(content.title)),))


def kept(description: str) -> str:
    """As much of a description as is kept, on one line."""
    line = " ".join(description.split())
    return line if len(line) <= DESCRIPTION_KEPT else line[: DESCRIPTION_KEPT - 1].rstrip() + "…"


def slug(title: str) -> str:
    """An id for what has none: the title in small letters, with hyphens."""
    return "-".join(re.findall(r"[^\W_]+", title.casefold()))[:MOST_CHARACTERS]


def rings(to: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The rings of a mapping from each to one other."""
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in to:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in done and at not in path:
            path[at] = len(path)
            at = to.get(at)
        if at is not None and at in path:
            found.append(tuple(list(path)[path[at] :]))
        done.update(path)
    return found


def _day(text: str) -> Any:
    day = read_day(text)
    if day is None:
        raise Unreadable(f"{text!r} is not a date that can be read in one way, such as 2026-11-24")
    return day


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
