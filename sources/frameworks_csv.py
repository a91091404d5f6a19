"""CSV read so exactly that it can be written again byte for byte: cells, and the form they stood in.

The form is a few settings and the places that depart from them, so that it holds for other cells as well.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

CELL_LONGEST = 1_000_000  # characters
DELIMITERS = ",;\t|"
MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
LINE_END = re.compile(r"\r\n|\n|\r")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something that makes a file unusable: its line and column from 1, 0 where there is none."""

    line: int
    column: int
    message: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, the line that it begins on, which cells stood in quotes, and how the row ended."""

    line: int
    cells: tuple[str, ...]
    quoted: frozenset[int]
    end: str


@dataclass(frozen=True, slots=True)
class Form:
    """How a file was written. `quoting` says which cells stand in quotes: those that need it (`minimal`),
    those that are not empty, those that are no number, or `all`; `quotes` are the (row, column) where it is
    the other way round, `ends` the rows that end otherwise than with `newline`, by their numbers; `closed`
    says that the last row ends like the others."""

    encoding: str = "utf-8"
    mark: bool = False  # whether a byte-order mark stands before it
    delimiter: str = ","
    newline: str = "\n"
    quoting: str = "minimal"
    quotes: tuple[tuple[int, int], ...] = ()
    ends: tuple[tuple[int, str], ...] = ()
    closed: bool = True

    def renumbered(self, numbers: Mapping[int, int]) -> "Form":
        """The same form of rows that are called by other numbers."""
        quotes = tuple((numbers[row], column) for row, column in self.quotes)
        return replace(self, quotes=quotes, ends=tuple((numbers[row], end) for row, end in self.ends))


@dataclass(slots=True)
class Parsed:
    """Every row of a file, the first one its header, with its form and what is wrong with it."""

    rows: list[Row] = field(default_factory=list[Row])
    form: Form = field(default_factory=Form)
    mistakes: list[Mistake] = field(default_factory=list[Mistake])


def decoded(content: bytes) -> tuple[str, str, bool]:
    """(text, encoding, whether a byte-order mark came before). Bytes that are no UTF-8 are Windows-1252.

    Raises UnicodeDecodeError.
    """
    for encoding, mark in MARKS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding), encoding, True
    try:
        return content.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        return content.decode("cp1252"), "cp1252", False


def parse(text: str, encoding: str = "utf-8", *, mark: bool = False) -> Parsed:
    """The rows of a text. A mistake ends the reading, as what follows could be anything."""
    delimiter = _delimiter(text)
    parsed = Parsed()
    for found in _rows(text, delimiter):
        if isinstance(found, Mistake):
            parsed.mistakes.append(found)
            break
        parsed.rows.append(found)
    parsed.form = _form(parsed.rows, encoding, mark, delimiter)
    return parsed


def written(rows: Iterable[tuple[int, Sequence[str]]], form: Form) -> Iterator[str]:
    """The text of a file of this form, piece by piece, from rows with their numbers."""
    other_way, ends = set(form.quotes), dict(form.ends)
    end = ""
    for number, cells in rows:
        yield end + form.delimiter.join(
            _quoted(cell)
            if _must(cell, form.delimiter)
            or (_wants(cell, form.quoting, form.delimiter) != ((number, at) in other_way))
            else cell
            for at, cell in enumerate(cells)
        )
        end = ends.get(number, form.newline)
    if form.closed:
        yield end


def encoded(lines: Iterable[str], form: Form) -> Iterator[bytes]:
    """The bytes of lines. What an old encoding cannot say is written as a question mark."""
    if form.mark:
        yield MARKS[form.encoding]
    for line in lines:
        yield line.encode(form.encoding, "strict" if form.encoding in MARKS else "replace")


def _delimiter(text: str) -> str:
    """What stands most often between the cells of the first line, outside of quotes."""
    first = re.sub(r'"[^"]*"', "", text[: CELL_LONGEST // 10])
    first = LINE_END.split(first.lstrip("\r\n"), maxsplit=1)[0]
    return max(DELIMITERS, key=first.count)


def _rows(text: str, delimiter: str) -> Iterator[Row | Mistake]:
    plain = re.escape(delimiter)
    cell = re.compile(
        rf'(?:"(?P<quoted>[^"]*(?:""[^"]*)*)"|(?P<plain>[^{plain}\r\n]*))(?P<end>{plain}|\r\n|\n|\r|\Z)'
    )
    at, line = 0, 1
    cells: list[str] = []
    quoted = set[int]()
    begun = line
    while at < len(text) or cells:
        match = cell.match(text, at)
        if match is None or (match["quoted"] is None and match["plain"].startswith('"')):
            yield Mistake(line, len(cells) + 1, "a quote is opened and not closed, or text follows it")
            return
        held = match["quoted"]
        if held is not None:
            quoted.add(len(cells))
            value = held.replace('""', '"')
            line += len(LINE_END.findall(held)) if "\n" in held or "\r" in held else 0
        else:
            value = match["plain"]
        if len(value) > CELL_LONGEST:
            yield Mistake(begun, len(cells) + 1, f"the cell has more than {CELL_LONGEST:,} characters")
            return
        cells.append(value)
        at = match.end()
        if match["end"] != delimiter:
            yield Row(begun, tuple(cells), frozenset(quoted), match["end"])
            line += 1
            cells, quoted, begun = [], set[int](), line
            if not match["end"]:
                return


def _form(rows: Sequence[Row], encoding: str, mark: bool, delimiter: str) -> Form:
    ends = Counter(row.end for row in rows if row.end)
    newline = ends.most_common(1)[0][0] if ends else "\n"
    best: tuple[str, list[tuple[int, int]]] | None = None
    for quoting in ("minimal", "all", "not empty", "not numbers"):
        departing = [
            (number, at)
            for number, row in enumerate(rows)
            for at, cell in enumerate(row.cells)
            if not _must(cell, delimiter) and _wants(cell, quoting, delimiter) != (at in row.quoted)
        ]
        if best is None or len(departing) < len(best[1]):
            best = quoting, departing
        if not departing:
            break
    quoting, quotes = best or ("minimal", [])
    other_ends = tuple((number, row.end) for number, row in enumerate(rows) if row.end not in (newline, ""))
    closed = not rows or bool(rows[-1].end)
    return Form(encoding, mark, delimiter, newline, quoting, tuple(quotes), other_ends, closed)


def _must(cell: str, delimiter: str) -> bool:
    """Whether a cell could not be read again without quotes."""
    return cell.startswith('"') or delimiter in cell or "\n" in cell or "\r" in cell


def _wants(cell: str, quoting: str, delimiter: str) -> bool:
    match quoting:
        case "all":
            return True
        case "not empty":
            return bool(cell)
        case "not numbers":
            return not NUMBER.fullmatch(cell)
        case _:
            return '"' in cell or _must(cell, delimiter)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'
