"""The text of a list of people, row by row: encodings, delimiters, and rows whose quoting is broken."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from domain.errors import InvalidInput

DELIMITERS = ",;\t"
MOST_BYTES = 200_000_000  # of a file: a million people are about 150 MB
MOST_LINES = 50  # that one row may go over; a quote that is never closed would swallow the rest of the file
_WORKBOOKS = {b"PK\x03\x04": "an Excel or LibreOffice workbook", b"\xd0\xcf\x11\xe0": "an old Excel workbook"}


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row that begins in a line, counted from 1; without cells, `broken` says why."""

    line: int
    cells: tuple[str, ...]
    broken: str = ""

    @property
    def is_empty(self) -> bool:
        return not self.broken and not any(cell.strip() for cell in self.cells)


def read_text(path: Path) -> str:
    """The text of a file in UTF-8, or in UTF-16 when it begins with that mark, as spreadsheets write them.

    Raises InvalidInput for what cannot be read, is too large, is no text or in another encoding.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InvalidInput(
                f"The people file {path} has {path.stat().st_size / 1e6:,.0f} MB.",
                f"Split it into files of at most {MOST_BYTES / 1e6:,.0f} MB, each with the header.",
            )
        held = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The people file {path} cannot be read: {error.strerror or error}.",
            "Give the path of a CSV file that you may read.",
        ) from error
    for begin, kind in _WORKBOOKS.items():
        if held.startswith(begin):
            raise InvalidInput(f"The people file {path} is {kind}.", "Save the sheet as CSV (UTF-8).")
    is_wide = held.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = held.decode("utf-16" if is_wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = held[: error.start].count(b"\n") + 1
        raise InvalidInput(
            f"The people file {path} is not UTF-8 text (line {line}).",
            "Save the file as CSV with the encoding UTF-8.",
        ) from error
    if "\0" in text:
        raise InvalidInput(f"The people file {path} is no text.", "Give a CSV file.")
    return text


def rows(text: str, delimiter: str) -> Iterator[Row]:
    """Every row that is not empty. Of one whose quoting is broken, its first line is given up, no more."""
    lines = list(StringIO(text, newline=""))
    at = 0
    while at < len(lines):
        is_whole = lines[at].count('"') % 2 == 0  # every quote that it opens it closes
        reader = csv.reader(
            lines[at : at + (1 if is_whole else MOST_LINES)], delimiter=delimiter, strict=True
        )
        used = 1
        try:
            row = Row(at + 1, tuple(next(reader)))
            used = reader.line_num
        except csv.Error as error:
            row = Row(at + 1, (), str(error))
        if not row.is_empty:
            yield row
        at += used


def told_delimiter(text: str) -> str | None:
    """The delimiter that a spreadsheet's first line `sep=;` tells."""
    first = text.partition("\n")[0].strip()
    return first[4] if len(first) == 5 and first.lower().startswith("sep=") else None
