"""Reading a vocabulary of skills from CSV files, and the starter vocabulary that comes with the project.

A file is UTF-8 with the columns `id,name,aliases,category,broader,related,ordinary`, and perhaps `requires`
and one for each language with labels (`de`, `ja`); a cell that holds several values separates them by `|`.
Further columns are ignored. A vocabulary is used whole or not at all: the first mistake is named with its
file and line.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from io import StringIO
from pathlib import Path

from domain.errors import InvalidInput
from domain.policy import NEVER_DERIVED, may_derive
from domain.skills import Skill, Vocabulary, matched_as

COLUMNS = ("id", "name", "aliases", "category", "broader", "related", "ordinary")
LANGUAGES = (
    "ar",
    "cs",
    "da",
    "de",
    "es",
    "fi",
    "fr",
    "it",
    "ja",
    "ko",
    "nl",
    "pl",
    "pt",
    "sv",
    "tr",
    "uk",
    "zh",
)

_ID = re.compile(r"[a-z0-9+.#-]+")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a skill stands."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}"

    def as_seen_from(self, other: "_Place") -> str:
        """In as few words as do beside another place."""
        return f"line {self.line}" if self.file == other.file else str(self)


def read_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the CSV file at `path`; raises `InvalidInput` at its first mistake."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidInput(
            f"The vocabulary {path} cannot be read: {error.strerror or error}.",
            "Give the path of a CSV file that you may read.",
        ) from error
    return _parse([(str(path), content)])


def seed_vocabulary() -> Vocabulary:
    """The starter vocabulary that comes with the project: every CSV file of its folder together."""
    folder = resources.files("seed_data") / "vocabulary"
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name
    )
    return _parse([(file.name, file.read_bytes()) for file in files])


def _parse(files: Sequence[tuple[str, bytes]]) -> Vocabulary:
    """The vocabulary in some files, each with the name that stands for it in errors and its content."""
    places: dict[str, _Place] = {}
    skills: dict[str, Skill] = {}
    for name, content in files:
        for line, row in _rows(_decode(content, name), name):
            place = _Place(name, line)
            skill = _skill(row, place)
            if other := places.get(skill.id):
                raise InvalidInput(
                    f"{place}: the id {skill.id!r} is already that of {other.as_seen_from(place)}.",
                    "Give each skill an id of its own.",
                )
            skills[skill.id], places[skill.id] = skill, place
    if not skills:
        names = ", ".join(name for name, _ in files)
        raise InvalidInput(f"{names} holds no skill.", "Add a row for each skill under the header.")
    _check_labels(skills, places)
    _check_relations(skills, places)
    _check_cycles(skills, places)
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


def _skill(row: dict[str, str], place: _Place) -> Skill:
    """The skill of one row; raises `InvalidInput` for what is wrong within the row itself."""
    skill = Skill(
        id=row["id"],
        name=row["name"],
        aliases=several(row["aliases"]),
        category=row["category"],
        broader=several(row["broader"]),
        related=several(row["related"]),
        ordinary=frozenset(several(row["ordinary"])),
        requires=several(row.get("requires", "")),
        translations=tuple(
            (language, label) for language in LANGUAGES for label in several(row.get(language, ""))
        ),
    )
    if not is_id(skill.id):
        raise InvalidInput(
            f"{place}: {skill.id!r} cannot be an id.",
            "Use lower-case letters, digits and - + # . such as wi-fi or c++.",
        )
    if not skill.name:
        raise InvalidInput(f"{place}: the skill {skill.id!r} has no name.", "Fill in the name.")
    if not may_derive(skill.category):
        raise InvalidInput(
            f"{place}: the category {skill.category!r} is never derived about anybody.",
            f"Remove the row. Refused categories: {', '.join(sorted(NEVER_DERIVED))}.",
        )
    if strangers := sorted(skill.ordinary.difference(skill.labels)):
        raise InvalidInput(
            f"{place}: the ordinary label {strangers[0]!r} is no label of {skill.id!r}.",
            "Write it exactly as in name, aliases or a language, or remove it.",
        )
    return skill


def is_id(text: str) -> bool:
    """Whether a text can be the id of a skill."""
    return _ID.fullmatch(text) is not None


def several(cell: str) -> tuple[str, ...]:
    """The values of a cell, separated by `|`."""
    return tuple(part for part in map(str.strip, cell.split("|")) if part)


def _check_labels(skills: dict[str, Skill], places: dict[str, _Place]) -> None:
    """No label names two skills: a text that holds it would show both."""
    owner: dict[str, Skill] = {}
    for skill in skills.values():
        for label in skill.labels:
            other = owner.setdefault(matched_as(label), skill)
            if other is not skill:
                place = places[skill.id]
                raise InvalidInput(
                    f"{place}: the label {label!r} of {skill.id!r} already names "
                    f"{other.id!r} in {places[other.id].as_seen_from(place)}.",
                    "Keep the label with one of the two, or merge them.",
                )


def _check_relations(skills: dict[str, Skill], places: dict[str, _Place]) -> None:
    for skill in skills.values():
        relations = (("broader", skill.broader), ("related", skill.related), ("requires", skill.requires))
        for column, others in relations:
            for other in others:
                if other not in skills:
                    raise InvalidInput(
                        f"{places[skill.id]}: {column} names {other!r}, which is no row's id.",
                        "Correct the id, or add a row for that skill.",
                    )


def _check_cycles(skills: dict[str, Skill], places: dict[str, _Place]) -> None:
    """No skill is broader than itself or needed for itself, directly or by way of others."""
    for column in ("broader", "requires"):
        try:
            TopologicalSorter({s.id: getattr(s, column) for s in skills.values()}).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1][::-1]  # from narrower to broader, the first again at the end
            raise InvalidInput(
                f"{places[circle[0]]}: {column} goes in a circle: {' > '.join(circle)}.",
                f"Remove one of these from the column {column}.",
            ) from error
