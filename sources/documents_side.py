"""The side file of a folder of documents, `documents.csv`: what the documents themselves do not say.

Its columns are `path,title,authors,reviewers,owner,date,language,tags,private`, in any order; `path` alone is
required. What a cell says goes before what the document says; an empty cell says nothing.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from unicodedata import normalize

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.documents_text import decoded
from sources.documents_warnings import BrokenDocument, Kind

NAME = "documents.csv"
COLUMNS = (
    "path", "title", "authors", "author", "reviewers", "reviewer", "owner", "owners", "date", "language",
    "tags", "private",
)  # fmt: skip
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Side:
    """What the side file says: a document's cells by its path, those that are not empty, and warnings."""

    rows: Mapping[str, Mapping[str, str]]
    warnings: tuple[SourceWarning, ...] = ()


def read_side(content: bytes, where: str) -> Side:
    """Reads a side file. Raises InvalidInput for one that cannot be read: it may say what is private."""
    try:
        text, _ = decoded(content)
        lines = list(_rows(text.removeprefix("\ufeff")))
    except (BrokenDocument, csv.Error) as error:
        raise InvalidInput(
            f"{where} is no CSV text ({error}), and it may say what is private: nothing was read.",
            "Mend it, saved as CSV with the encoding UTF-8, or take it away.",
        ) from None
    header = [cell.strip().casefold() for cell in lines[0][1]] if lines else []
    if "path" not in header:
        raise InvalidInput(
            f"{where}, line 1: the header lacks path.",
            "Begin it with the line path,title,authors,owner,private.",
        )
    rows, warnings = dict[str, Mapping[str, str]](), list[SourceWarning]()
    for column in header:
        if column not in COLUMNS:
            warnings.append(SourceWarning(Kind.SIDE_COLUMN, NAME, f"column {column!r} is not read"))
    for line, cells in lines[1:]:
        row = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
        path = normalize("NFC", row.pop("path", "").replace("\\", "/").removeprefix("./"))
        if not path:
            if row:
                warnings.append(SourceWarning(Kind.SIDE_ROW, f"{NAME}, line {line}", "no path"))
            continue
        if path in rows:
            warnings.append(
                SourceWarning(Kind.SIDE_ROW, f"{NAME}, line {line}", f"{path} stands in an earlier row")
            )
            continue
        if len(cells) != len(header):
            wrong = f"{len(cells)} cells where the header has {len(header)}: {path} is read as private"
            warnings.append(SourceWarning(Kind.SIDE_ROW, f"{NAME}, line {line}", wrong))
            row = {"private": "yes"}
        rows[path] = {name: cell for name, cell in row.items() if name in COLUMNS}
    return Side(rows, tuple(warnings))


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line where it ends."""
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for cells in reader:
        yield reader.line_num, cells
