"""A table of CSV or JSON, read strictly: every row whole and with its place, or the file is refused.

JSON is a list of objects, or an object that holds one list; an object's column is where the object begins.
"""

import codecs
import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, cast
from unicodedata import normalize

from domain.errors import InvalidInput
from sources.content_broken import At, Errors
from sources.content_columns import Columns, Shape, columns, recognised

ROWS_MOST = 200_000
BYTES_MOST = 64 << 20
DELIMITERS = ",;\t"
_SPACE = re.compile(r"\s*")
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " ")
# What a spreadsheet would run: "=1+1", "@SUM(…)", "+cmd|…".
_FORMULA = re.compile(r"\s*(?:=\S|[@+\-][A-Za-z_.]+\(|[@+\-]\w+\|.*!)")


@dataclass(frozen=True, slots=True)
class Row:
    """A row by field, with where each field stands. A value of JSON may be a list or an object."""

    line: int
    values: Mapping[str, Any]
    places: Mapping[str, At]

    def at(self, field: str) -> At:
        return self.places.get(field, At(self.line))


@dataclass(frozen=True, slots=True)
class Table:
    """A whole file; `is_written` tells for each field whether the file has it at all."""

    columns: Columns
    rows: tuple[Row, ...]


def read_table(path: Path, shape: Shape, named: Mapping[str, str], errors: Errors) -> Table:
    """Reads a file. What is wrong with single rows goes into `errors`.

    Raises InvalidInput for what cannot be read at all, and Refused where reading cannot go on.
    """
    text = _text(path, shape)
    begins = text.lstrip()[:1]
    if not begins:
        raise InvalidInput(f"The {shape.noun} {path} is empty.", f"Begin it with {','.join(shape.required)}.")
    if begins in "[{":
        return _json(text, shape, named, errors)
    return _csv(text, shape, named, errors)


def _text(path: Path, shape: Shape) -> str:
    try:
        size = path.stat().st_size
        held = path.read_bytes() if size <= BYTES_MOST else b""
    except OSError as error:
        raise InvalidInput(
            f"The {shape.noun} {path} cannot be read: {error.strerror or error}.",
            "Give the path of a CSV or JSON file that you may read.",
        ) from error
    if size > BYTES_MOST:
        raise InvalidInput(
            f"The {shape.noun} {path} has {size / (1 << 20):,.0f} MiB, of {BYTES_MOST >> 20} at most.",
            "Split it into several files.",
        )
    if held.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise InvalidInput(f"The {shape.noun} {path} is a workbook.", "Save the sheet as CSV (UTF-8).")
    is_wide = held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = held.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise InvalidInput(
            f"The {shape.noun} {path} is not UTF-8 text (line {line}).", "Save it with the encoding UTF-8."
        ) from error
    if "\0" in text:
        raise InvalidInput(f"The {shape.noun} {path} is no text.", "Give a CSV or JSON file.")
    return text


def _csv(text: str, shape: Shape, named: Mapping[str, str], errors: Errors) -> Table:
    delimiter = max(DELIMITERS, key=lambda each: recognised(shape, _header(text, each)))
    read = _lines(text, delimiter, errors)
    first = next(read, None)
    if first is None:
        errors.check()
        raise InvalidInput(f"The {shape.noun} is empty.", f"Begin it with {','.join(shape.required)}.")
    held = columns(shape, [clean(cell) for cell in first[1]], named)
    width, rows = len(held.header), list[Row]()
    for number, (line, cells) in enumerate(read):
        if number == ROWS_MOST:
            errors.add(At(line), f"there are more than {ROWS_MOST:,} rows: split the file")
            break
        if len(cells) != width:
            at = At(line, min(len(cells), width) + 1)
            errors.add(at, f"the row has {len(cells)} cells where the header has {width}")
            continue
        places = {field: At(line, at + 1, held.header[at]) for field, at in held.places.items()}
        row = Row(line, {field: cells[at] for field, at in held.places.items()}, places)
        _no_formulas(row, errors)
        rows.append(row)
    return Table(held, tuple(rows))


def _header(text: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True), list[str]())
    except csv.Error:
        return []


def _lines(text: str, delimiter: str, errors: Errors) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not empty, with the line in which it begins."""
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            errors.add(At(line), f"this is not CSV ({error})")
            errors.check()
            return
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1


def _json(text: str, shape: Shape, named: Mapping[str, str], errors: Errors) -> Table:
    found = list(_objects(text, errors))
    if len(found) > ROWS_MOST:
        errors.add(found[ROWS_MOST][0], f"there are more than {ROWS_MOST:,} entries: split the file")
        found = found[:ROWS_MOST]
    header = tuple(dict.fromkeys(name for _, value in found for name in value))
    if not header:
        errors.check()
        raise InvalidInput(
            f"The {shape.noun} is empty.", f"Give objects with {' and '.join(shape.required)}."
        )
    held = columns(shape, header, named)
    rows: list[Row] = []
    for at, value in found:
        places = {field: at._replace(title=header[n]) for field, n in held.places.items()}
        row = Row(at.line, {field: value.get(header[n]) for field, n in held.places.items()}, places)
        _no_formulas(row, errors)
        rows.append(row)
    return Table(held, tuple(rows))


def _objects(text: str, errors: Errors) -> Iterator[tuple[At, dict[str, Any]]]:
    """Each object of the list with its place. Raises Refused for what is no JSON."""
    decoder = json.JSONDecoder(parse_constant=_no_number)
    at = _after_space(text, 0)
    if text[at] == "{":  # {"courses": [ … ]}
        at = _only_list(decoder, text, at, errors)
    line, begins, counted = 1, 0, 0  # kept as we go: a file may be one line
    at = _after_space(text, at + 1)
    while at < len(text) and text[at] != "]":
        line += text.count("\n", counted, at)
        begins = max(begins, text.rfind("\n", counted, at) + 1)
        counted = at
        place = At(line, at - begins + 1)
        value, at = _decoded(decoder, text, at, errors)
        if isinstance(value, dict):
            yield place, cast("dict[str, Any]", value)
        else:
            errors.add(place, "this entry is no object")
        at = _after_space(text, at)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            errors.add(_place(text, at), "a comma or the end of the list was expected")
            errors.check()


def _only_list(decoder: json.JSONDecoder, text: str, at: int, errors: Errors) -> int:
    """Where the one list begins that the object at `at` holds. Raises Refused for more or none."""
    _decoded(decoder, text, at, errors)  # so that what follows is known to be JSON
    lists: list[int] = []
    place = _after_space(text, at + 1)
    while text[place] != "}":
        _, place = decoder.raw_decode(text, place)
        place = _after_space(text, _after_space(text, place) + 1)
        if text[place] == "[":
            lists.append(place)
        _, place = decoder.raw_decode(text, place)
        place = _after_space(text, place)
        place = _after_space(text, place + 1) if text[place] == "," else place
    if len(lists) != 1:
        errors.add(_place(text, at), f"the object holds {len(lists)} lists where one is read")
        errors.check()
    return lists[0]


def _decoded(decoder: json.JSONDecoder, text: str, at: int, errors: Errors) -> tuple[Any, int]:
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        errors.add(At(error.lineno, error.colno), f"this is not JSON: {error.msg}")
    except (ValueError, RecursionError):
        errors.add(_place(text, at), "this is not JSON: it nests too deep, or holds what is no number")
    errors.check()
    raise AssertionError("unreachable: there is an error")


def _no_number(name: str) -> None:
    raise ValueError(name)


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _place(text: str, at: int) -> At:
    return At(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))


def _no_formulas(row: Row, errors: Errors) -> None:
    for field, value in row.values.items():
        if isinstance(value, str) and _FORMULA.match(value):
            errors.add(row.at(field), f"the cell holds a formula ({value.strip()[:40]!r}): give its value")


def clean(cell: str) -> str:
    """A cell in one line, its accents composed: the same name is always the same text."""
    return " ".join(lines(cell).split())


def lines(cell: str) -> str:
    """A cell with its lines, without what a terminal would obey."""
    return normalize("NFC", cell).translate(_CONTROLS).replace("\r\n", "\n").strip()
