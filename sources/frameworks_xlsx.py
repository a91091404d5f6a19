"""The rows of a spreadsheet's sheet that holds a framework: the first whose titles say so, else the first."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from domain.errors import InvalidInput
from sources.frameworks_columns import columns
from sources.frameworks_csv import Row
from sources.frameworks_files import BYTES_MOST, ROWS_MOST, too_large, too_long
from sources.frameworks_levels import level_words

COLUMNS_MOST = 1_000
TITLES_WITHIN = 20  # rows in which a sheet shows its titles
FIELDS_ENOUGH = 2


def read_xlsx(content: bytes, path: Path) -> list[Row]:
    """The rows of the sheet, the titles first. Raises InvalidInput."""
    _check(content, path)
    from openpyxl import load_workbook  # a second to import

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = [cast(Any, sheet) for sheet in book.worksheets]
        tables = [list(_rows(sheet, path)) for sheet in sheets]
    except InvalidInput:
        raise
    except Exception as error:  # the library raises whatever its parts raise
        raise InvalidInput(
            f"{path} cannot be read as a spreadsheet ({type(error).__name__}).",
            "Save it again as .xlsx or CSV.",
        ) from error
    best: list[Row] = []
    for rows in filter(None, tables):
        if _recognised(rows[0]) > (_recognised(best[0]) if best else -1):
            best = rows
    return best


def _check(content: bytes, path: Path) -> None:
    """Refuses what would not fit once unpacked, before anything is."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
            names = archive.namelist()
    except zipfile.BadZipFile as error:
        raise InvalidInput(f"{path} is torn or no spreadsheet.", "Save it again as .xlsx or CSV.") from error
    if total > BYTES_MOST:
        raise too_large(path)
    if not any(name.startswith("xl/") for name in names):
        raise InvalidInput(
            f"{path} is a zip archive and no spreadsheet.", "Unpack it, and give one of its files."
        )


def _rows(sheet: Any, path: Path) -> Iterator[Row]:
    """The rows from the titles on, as wide as these, without those that hold nothing."""
    width = 0
    for line, values in enumerate(sheet.iter_rows(values_only=True, max_col=COLUMNS_MOST), 1):
        cells = [_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if not width:
            if len(cells) < FIELDS_ENOUGH and line <= TITLES_WITHIN:
                continue  # a heading above the table
            width = len(cells)
        cells += [""] * (width - len(cells))
        yield Row(line, tuple(cells), frozenset(), "\n")
        if line > ROWS_MOST + TITLES_WITHIN:
            raise too_long(path)


def _recognised(titles: Row) -> int:
    found = columns(titles.cells, {}, level_words())
    fields = {field for field in found.fields if field}
    return len(fields) + 10 * len(fields & {"role", "competency"})


def _text(value: object) -> str:
    """A cell as people see it. A formula begins with =."""
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)
