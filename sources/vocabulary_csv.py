"""Reading CSV of other people's making: any columns as long as there is a name for each skill."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.vocabulary import COLUMNS, LANGUAGES, is_id, several
from sources.vocabulary_concepts import Concept, Read, as_skills

KIND = "CSV"
DELIMITERS = ",;\t"
CELL_LONGEST = 1_000_000  # characters

Row = Mapping[str, str]


def rows_of(text: str, place: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column in lower case) of every row; a row may be shorter than the header, or longer.

    Cells are separated by commas, semicolons or tabs, as the header shows. Raises InvalidInput.
    """
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    csv.field_size_limit(CELL_LONGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [column.strip().casefold() for column in next(reader, list[str]())]
        yield 1, dict.fromkeys(header, "")
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, dict(zip(header, map(str.strip, cells), strict=False))
    except csv.Error as error:
        raise InvalidInput(
            f"{place}, line {reader.line_num}: this is not CSV ({error}).",
            "Close every double quote, and write a quote inside a cell twice.",
        ) from error


def read_plain(rows: Iterator[tuple[int, Row]], header: Row, place: str) -> Read:
    """Skills from rows of which only the name is needed."""
    warnings: list[SourceWarning] = []
    if unknown := sorted(set(header) - {*COLUMNS, "requires", *LANGUAGES, ""}):
        warnings.append(SourceWarning("columns_ignored", f"{place}, line 1", ", ".join(unknown)[:200]))
    concepts: dict[str, Concept] = {}
    for line, row in rows:
        where = f"{place}, line {line:,}"
        id, name = row.get("id", ""), row.get("name", "")
        if not name:
            warnings.append(SourceWarning("row_without_name", where, id))
        elif id and not is_id(id):
            warnings.append(SourceWarning("row_with_bad_id", where, f"{id!r}: use a-z, 0-9 and - + # ."))
        elif id in concepts:
            warnings.append(SourceWarning("row_with_same_id", where, id))
        else:
            concepts[id or f"line {line}"] = Concept(
                id or f"line {line}",
                name,
                list(several(row.get("aliases", ""))),
                row.get("category", ""),
                list(several(row.get("broader", ""))),
                list(several(row.get("related", ""))),
                list(several(row.get("requires", ""))),
                [(language, label) for language in LANGUAGES for label in several(row.get(language, ""))],
                list(several(row.get("ordinary", ""))),
                id,
            )
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))
