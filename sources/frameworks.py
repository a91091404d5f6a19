"""Reading a competency framework from any file that holds one, and writing it as a table again.

`read_framework` takes CSV, a sheet of XLSX, ESCO's occupations or a CASE package: its content says which. A
file is used whole or not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from domain.errors import InvalidInput
from domain.frameworks import Framework, compared_as, item_id
from sources.frameworks_columns import TEXT_AT, Columns, columns
from sources.frameworks_csv import Form, Mistake, Row, decoded, encoded, parse, written
from sources.frameworks_files import GZIP, ROWS_MOST, ZIP, content_of, name_of, too_long
from sources.frameworks_guess import fill_down, settled
from sources.frameworks_layout import HEADER, ROLE_AT, Layout, Table, standard
from sources.frameworks_levels import Scale, in_this_order, level_words, must_words, nothing_words, scale_of
from sources.frameworks_profiles import Profile, named_profile, profile_of
from sources.frameworks_report import ASSUMED, ODD, BrokenFramework, Report
from sources.frameworks_rows import FORMULA, About, Reading, Sheet

URI = "urn:understory:framework:"
TITLE_LONGEST = 200  # characters
READS = (
    "A CSV or XLSX with columns such as role, competency and level, ESCO's occupations, or a CASE package."
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever takes a file in says about it: `named` are columns with their fields, `levels` the scale
    from low to high, `profile` the name of one."""

    title: str = ""
    named: Mapping[str, str] = field(default_factory=dict[str, str])
    levels: tuple[str, ...] = ()
    profile: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A framework with what is told of it; `layout` is how it stood in a table, `case` what a CASE package
    held besides, `kind` what sort of file it was."""

    kind: str
    framework: Framework
    report: Report
    layout: Layout = field(default_factory=Layout)
    case: Mapping[str, Any] = field(default_factory=dict[str, Any])


def read_framework(path: Path, wishes: Wishes | None = None) -> Read:
    """The framework in a file. Raises BrokenFramework with every mistake, or InvalidInput."""
    wishes = wishes or Wishes()
    content = content_of(path)
    about = about_title(wishes.title or name_of(path))
    if content.startswith(ZIP):
        from sources.frameworks_xlsx import read_xlsx

        return _table(path, read_xlsx(content, path), Form(), about, wishes, "XLSX")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"[", b"{"):
        from sources.frameworks_json import read_json

        return read_json(path, content, about, named=bool(wishes.title))
    try:
        text, encoding, mark = decoded(content)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} is no text: {error.reason}.", READS) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InvalidInput(f"{path}, line {line:,}: this is no text (it holds a NUL).", READS)
    parsed = parse(text, encoding, mark=mark)
    if parsed.mistakes:
        raise BrokenFramework(str(path), parsed.mistakes, parsed.rows[0].cells if parsed.rows else ())
    return _table(path, parsed.rows, parsed.form, about, wishes, "CSV")


def about_title(title: str) -> About:
    """A framework that is known by its title alone."""
    title = " ".join(title.split())
    if not title or len(title) > TITLE_LONGEST or not title.isprintable():
        raise InvalidInput(
            f"A framework's name is one line of 1 to {TITLE_LONGEST} characters.", "Give it a --name."
        )
    uri = URI + quote(compared_as(title), safe="")
    return About(item_id(uri, "framework"), uri, title)


def write_table(framework: Framework, layout: Layout | None) -> Iterator[bytes]:
    """The bytes of a framework as a table, in the layout it came in, or in a plain one."""
    if layout is None or not layout.header:
        layout = standard(framework)

    yield from encoded(written(_lines(framework, layout), layout.form), layout.form)


def _lines(framework: Framework, layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    waiting = sorted(layout.empty.items())

    def empty(until: int) -> Iterator[tuple[int, Sequence[str]]]:
        while waiting and waiting[0][0] <= until:
            yield from ((number, [""] * width) for number, width in waiting.pop(0)[1])

    yield from empty(HEADER)
    yield HEADER, layout.header
    for row, cells in Table(framework, layout).rows():
        yield from empty(row)
        yield row, cells
    yield from empty(ROWS_MOST)


def _table(path: Path, rows: Sequence[Row], form: Form, about: About, wishes: Wishes, kind: str) -> Read:
    report = Report()
    head = next((at for at, row in enumerate(rows) if any(cell.strip() for cell in row.cells)), None)
    if head is None:
        raise InvalidInput(f"{path} has no rows.", READS)
    header = rows[head].cells
    profile = named_profile(wishes.profile) if wishes.profile else profile_of(header)
    named = wishes.named or {t: f for t, f in profile.columns.items() if t in header}
    body, mistakes = _body(rows[head + 1 :], len(header))
    if len(body) > ROWS_MOST:
        raise too_long(path)
    found = settled(columns(header, named, level_words()), [row.cells for row in body], report)
    if not {"competency", "role"} & set(found.fields):
        raise InvalidInput(
            f"{path}, line {rows[head].line}: no column is a role or a competency: "
            f"{', '.join(title.strip() for title in header if title.strip())[:300]}.",
            'Say which is, such as --map "Skill name=competency" --map "Job=role" --map "Level=level".',
        )
    if mistakes:
        raise BrokenFramework(str(path), mistakes, header)
    filled = fill_down(found, [list(row.cells) for row in body], report)
    scale = _scale(found, filled, profile, wishes, report)
    empty, numbers = _numbered(rows, head)
    sheet = Sheet(
        path.name,
        found,
        filled,
        [row.cells for row in body],
        [row.line for row in body],
        form.renumbered(numbers),
        empty,
    )
    reading = Reading(sheet, about, profile, scale, report)
    framework, layout = reading.framework()
    if reading.mistakes:
        raise BrokenFramework(str(path), reading.mistakes, header)
    if not framework.competencies and not framework.roles:
        raise InvalidInput(f"{path} holds no competency and no role.", READS)
    report.counts = {"rows": len(body), **report.counts}
    if form.encoding == "cp1252":
        report.note(ODD, "not UTF-8", path.name, "read as Windows-1252")
    for title in found.ignored:
        if title.strip():
            report.note(ODD, "columns that are kept and not read", path.name, title.strip())
    return Read(kind, framework, report, layout)


def _body(rows: Sequence[Row], width: int) -> tuple[list[Row], list[Mistake]]:
    """The rows that hold something, and what is wrong with them: too many cells or too few, or a formula."""
    body: list[Row] = []
    mistakes: list[Mistake] = []
    for row in rows:
        if not any(row.cells):
            continue
        if len(row.cells) != width:
            mistakes.append(
                Mistake(
                    row.line, min(len(row.cells), width + 1), f"{len(row.cells)} cells, and {width} columns"
                )
            )
            continue
        for at, cell in enumerate(row.cells):
            if FORMULA.match(cell):
                mistakes.append(Mistake(row.line, at + 1, f"a formula: {cell[:40]!r}"))
        body.append(row)
    return body, mistakes


def _scale(
    found: Columns, rows: Sequence[Sequence[str]], profile: Profile, wishes: Wishes, report: Report
) -> Scale:
    place = found.place("level")
    titles = [f.removeprefix(TEXT_AT) for f in found.fields if f and f.startswith(TEXT_AT)]
    labels: list[str] = []
    for at, each in enumerate(found.fields):
        if at == place or (each or "").startswith(ROLE_AT):
            for row in rows:
                plain = compared_as(row[at])
                crossed = at != place and must_words().get(plain) is True and not plain.isdecimal()
                if (
                    plain not in nothing_words()
                    and not crossed
                    and not profile.says_nothing("level", row[at])
                ):
                    labels.append(row[at])
    given = wishes.levels or profile.levels
    rubric = profile.rubric if given == profile.levels else ()
    if titles and not given:
        return in_this_order(titles)
    scale = scale_of([*titles, *labels], given, rubric)
    if scale.assumed:
        detail = ", ".join(level.label.strip() for level in scale.levels)
        report.note(ASSUMED, f"levels {scale.assumed}", "", detail)
    return scale


def _numbered(
    rows: Sequence[Row], head: int
) -> tuple[dict[int, tuple[tuple[int, int], ...]], dict[int, int]]:
    """(the empty rows by the row they stand before, the number of each row of the file): rows that hold
    something count from 0 after the header, empty ones down from below it."""
    empty: dict[int, list[tuple[int, int]]] = {}
    numbers: dict[int, int] = {}
    following, below = HEADER, HEADER - 1
    for at, row in enumerate(rows):
        if at == head or (at > head and any(row.cells)):
            numbers[at] = following
            following += 1
        else:
            numbers[at] = below
            empty.setdefault(following, []).append((below, len(row.cells)))
            below -= 1
    return {row: tuple(some) for row, some in empty.items()}, numbers


__all__ = ["GZIP", "Read", "Wishes", "about_title", "read_framework", "write_table"]
