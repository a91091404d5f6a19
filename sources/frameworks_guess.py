"""What a table's columns are where their titles leave it open, guessed from what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.frameworks import compared_as
from sources.frameworks_columns import Columns, plainly
from sources.frameworks_layout import ROLE_AT
from sources.frameworks_levels import must_words, nothing_words, scale_of
from sources.frameworks_report import ASSUMED, Report

GROUPS = frozenset(
    {"category", "group", "area", "domain", "theme", "pillar", "dimension", "cluster", "section",
     "skillcategory",
     "competencycategory", "kategorie"}
)  # fmt: skip
NAMES = frozenset({"name", "title", "label", "element", "item"})
LEVEL_CELL_LONGEST = 40  # characters

Rows = Sequence[Sequence[str]]


def settled(found: Columns, rows: Rows, report: Report) -> Columns:
    """The columns with what could be guessed. What was guessed is reported."""
    fields = list(found.fields)
    plain = [plainly(title) for title in found.header]

    def take(at: int, field: str) -> None:
        fields[at] = field
        report.note(ASSUMED, "what a column is", found.header[at].strip(), field.replace("_", " "))

    def place(field: str) -> int | None:
        return fields.index(field) if field in fields else None

    for at, title in enumerate(plain):
        if title in NAMES and fields[at] is None and "competency" not in fields:
            take(at, "competency")
    for at, title in enumerate(plain):
        role = place("role")
        free = title in GROUPS and fields[at] is None and "family" not in fields
        if free and role is not None and _follows(rows, (role,), at):
            take(at, "family")
    if (at := place("description")) is not None:
        fields[at] = None
        competency, level, role = place("competency"), place("level"), place("role")
        if competency is None:
            if role is not None and "role_description" not in fields:
                take(at, "role_description")
        elif "level_text" not in fields and level is not None and not _follows(rows, (competency,), at):
            take(at, "level_text")
        elif "competency_description" not in fields:
            take(at, "competency_description")
        elif "level_text" not in fields and level is not None:
            take(at, "level_text")
    has_levels = "level" in fields or any((field or "").startswith("text:") for field in fields)
    if (at := place("level_text")) is not None and not has_levels and "competency_description" not in fields:
        take(at, "competency_description")
    if "competency" in fields and "role" not in fields and not has_levels:
        for at in _role_columns(found, fields, rows):
            take(at, ROLE_AT + found.header[at].strip())
    return replace(found, fields=tuple(fields))


def fill_down(found: Columns, rows: list[list[str]], report: Report) -> list[list[str]]:
    """Rows with the cells filled in that a table leaves empty below the first of several alike."""
    names = [found.place(field) for field in ("family", "role", "role_level", "competency")]
    for field in ("family", "role", "role_level", "competency"):
        column = found.place(field)
        if column is None:
            continue

        def applies(at: int, column: int = column) -> bool:
            others = (other for other in range(len(rows[at])) if other != column)
            return any(rows[at][other].strip() for other in others if other not in names or other > column)

        if number := _filled_down(rows, column, applies):
            report.note(ASSUMED, "cells left empty are as above", found.header[column].strip(), f"{number:,}")
    return rows


def _follows(rows: Rows, from_: tuple[int, ...], to: int) -> bool:
    """Whether a cell follows from others: the same with the same, in every row."""
    held: dict[tuple[str, ...], str] = {}
    return all(held.setdefault(tuple(row[at] for at in from_), row[to]) == row[to] for row in rows if row[to])


def _role_columns(found: Columns, fields: Sequence[str | None], rows: Rows) -> list[int]:
    """Columns called as roles are, whose cells are levels or crosses alone."""
    places: list[int] = []
    for at, field in enumerate(fields):
        cells = [row[at] for row in rows if compared_as(row[at]) not in nothing_words()]
        if field is None and found.header[at].strip() and cells:
            labels = list(dict.fromkeys(map(compared_as, cells)))
            crosses = all(must_words().get(label) is True for label in labels)
            scale = scale_of(labels)
            if crosses or (
                not scale.assumed
                and not scale.unknown
                and all(len(label) <= LEVEL_CELL_LONGEST for label in labels)
            ):
                places.append(at)
    return places


def _filled_down(rows: list[list[str]], column: int, applies: Callable[[int], bool]) -> int:
    """Repeats a cell in the rows below that leave it empty, where a table says each thing once; says how
    many.

    A table that repeats a cell in the next row leaves others empty on purpose.
    """
    cells = [row[column].strip() for row in rows]
    if not cells or not cells[0] or all(cells) or any(a and a == b for a, b in pairwise(cells)):
        return 0
    number, held = 0, ""
    for at, row in enumerate(rows):
        if row[column].strip():
            held = row[column]
        elif applies(at):
            row[column] = held
            number += 1
    return number
