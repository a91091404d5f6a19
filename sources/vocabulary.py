"""Reading a vocabulary of skills from a CSV file, and the starter vocabulary that comes with the project.

The file is UTF-8 with the columns `id,name,aliases,category,broader,related,ordinary`; a cell that holds
several values separates them by `|`. Further columns are ignored. A vocabulary is used whole or not at all:
the first mistake is named with its file and line.
"""

import csv
import re
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from io import StringIO
from pathlib import Path

from domain.errors import InvalidInput
from domain.policy import NEVER_DERIVED, may_derive
from domain.skills import Skill, Vocabulary

COLUMNS = ("id", "name", "aliases", "category", "broader", "related", "ordinary")

_ID = re.compile(r"[a-z0-9+.#-]+")


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the CSV file at `path`; raises `InvalidInput` at its first mistake."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The vocabulary {path} cannot be read: {error.strerror or error}.",
            "Give the path of a CSV file that you may read.",
        ) from error
    return _parse(content, str(path))


def seed_vocabulary() -> Vocabulary:
    """The starter vocabulary that comes with the project."""
    file = resources.files("seed_data") / "vocabulary" / "skills.csv"
    return _parse(file.read_bytes(), file.name)


def _parse(content: bytes, name: str) -> Vocabulary:
    """The vocabulary in `content`; `name` stands for the file in errors."""
    lines: dict[str, int] = {}
    skills: dict[str, Skill] = {}
    for line, row in _rows(_decode(content, name), name):
        skill = _skill(row, name, line)
        if skill.id in skills:
            raise InvalidInput(
                f"{name}, line {line}: the id {skill.id!r} is already that of line {lines[skill.id]}.",
                "Give each skill an id of its own.",
            )
        skills[skill.id], lines[skill.id] = skill, line
    if not skills:
        raise InvalidInput(f"{name} holds no skill.", "Add a row for each skill under the header.")
    _check_labels(skills, lines, name)
    _check_relations(skills, lines, name)
    _check_cycles(skills, lines, name)
    return Vocabulary.of(skills.values())


def _decode(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8-sig")  # spreadsheets begin a UTF-8 file with a byte-order mark
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{name}, line {line}: this is not UTF-8 text.",
            "Save the file as CSV with the encoding UTF-8.",
        ) from error


def _rows(text: str, name: str) -> Iterator[tuple[int, dict[str, str]]]:
    """(line, cells by column) of every row that is not blank. Lines count from 1, the header's."""
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    try:
        header = [column.strip().casefold() for column in next(reader, list[str]())]
        if missing := [column for column in COLUMNS if column not in header]:
            raise InvalidInput(
                f"{name}, line 1: the header lacks {', '.join(missing)}.",
                f"Begin the file with the line {','.join(COLUMNS)}, separated by commas.",
            )
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                raise InvalidInput(
                    f"{name}, line {reader.line_num}: {len(cells)} cells where the header has {len(header)}.",
                    "Separate cells by commas, and put a cell that holds a comma in double quotes.",
                )
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise InvalidInput(
            f"{name}, line {reader.line_num}: this is not CSV ({error}).",
            "Close every double quote, and write a quote inside a cell twice.",
        ) from error


def _skill(row: dict[str, str], name: str, line: int) -> Skill:
    """The skill of one row; raises `InvalidInput` for what is wrong within the row itself."""
    skill = Skill(
        id=row["id"],
        name=row["name"],
        aliases=_several(row["aliases"]),
        category=row["category"],
        broader=_several(row["broader"]),
        related=_several(row["related"]),
        ordinary=frozenset(_several(row["ordinary"])),
    )
    if not _ID.fullmatch(skill.id):
        raise InvalidInput(
            f"{name}, line {line}: {skill.id!r} cannot be an id.",
            "Use lower-case letters, digits and - + # . such as wi-fi or c++.",
        )
    if not skill.name:
        raise InvalidInput(f"{name}, line {line}: the skill {skill.id!r} has no name.", "Fill in the name.")
    if not may_derive(skill.category):
        raise InvalidInput(
            f"{name}, line {line}: the category {skill.category!r} is never derived about anybody.",
            f"Remove the row. Refused categories: {', '.join(sorted(NEVER_DERIVED))}.",
        )
    if strangers := sorted(skill.ordinary.difference(skill.labels)):
        raise InvalidInput(
            f"{name}, line {line}: the ordinary label {strangers[0]!r} is no label of {skill.id!r}.",
            "Write it exactly as in name or aliases, or remove it.",
        )
    return skill


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, cell.split("|")) if part)


def _matched_as(label: str) -> str:
    """Labels that differ in case, spaces, hyphens or underscores alone name the same thing in text."""
    return re.sub(r"[\s_-]+", "", label.casefold())


def _check_labels(skills: dict[str, Skill], lines: dict[str, int], name: str) -> None:
    """No label names two skills: a text that holds it would show both."""
    owner: dict[str, Skill] = {}
    for skill in skills.values():
        for label in skill.labels:
            other = owner.setdefault(_matched_as(label), skill)
            if other is not skill:
                raise InvalidInput(
                    f"{name}, line {lines[skill.id]}: the label {label!r} of {skill.id!r} already names "
                    f"{other.id!r} in line {lines[other.id]}.",
                    "Keep the label with one of the two, or merge them.",
                )


def _check_relations(skills: dict[str, Skill], lines: dict[str, int], name: str) -> None:
    for skill in skills.values():
        for column, others in (("broader", skill.broader), ("related", skill.related)):
            for other in others:
                if other not in skills:
                    raise InvalidInput(
                        f"{name}, line {lines[skill.id]}: {column} names {other!r}, which is no row's id.",
                        "Correct the id, or add a row for that skill.",
                    )


def _check_cycles(skills: dict[str, Skill], lines: dict[str, int], name: str) -> None:
    """No skill is broader than itself, directly or by way of others."""
    try:
        TopologicalSorter({skill.id: skill.broader for skill in skills.values()}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1][::-1]  # from narrower to broader, the first again at the end
        raise InvalidInput(
            f"{name}, line {lines[circle[0]]}: broader goes in a circle: {' > '.join(circle)}.",
            "Remove one of these from the column broader.",
        ) from error
