"""How a framework stood in a table, apart from what it says: so that the table can be written again.

A cell is what the framework says, unless the layout knows better: then the cell is kept with a digest of what
the framework said at the time, and gives way when it says something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b

from domain.frameworks import Competency, Framework, Requirement, Role, RoleLevel
from sources.frameworks_columns import TEXT_AT
from sources.frameworks_csv import Form

ROLE_AT = "role:"  # before a role's name: a column with the level at which it requires each competency
STANDARD = (
    "family",
    "role",
    "role_description",
    "role_kind",
    "role_level",
    "role_level_description",
    "competency",
    "competency_description",
    "level",
    "level_text",
    "must",
    "weight",
)
YES, NO = "yes", "no"
HEADER = -1  # the number of the row of titles


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: a role or none, one of its levels or none, a competency or none, by ids, and the
    position of a level or none."""

    role: str | None = None
    role_level: str | None = None
    competency: str | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Cells of one column and one text that are not what the framework says; `rows` from 0, and `said` the
    digest of what it said instead."""

    column: int
    cell: str
    said: str
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """`subjects` are the rows that are no requirement; `codes` the ids that the table gave to things, by
    ours; `empty` the rows that hold nothing, as (number below `HEADER`, cells), by the row they stand before.
    """

    header: tuple[str, ...] = ()
    fields: tuple[str | None, ...] = ()
    form: Form = field(default_factory=Form)
    subjects: Mapping[int, Subject] = field(default_factory=dict[int, Subject])
    kept: tuple[Kept, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict[str, str])
    empty: Mapping[int, tuple[tuple[int, int], ...]] = field(
        default_factory=dict[int, tuple[tuple[int, int], ...]]
    )


def standard(framework: Framework) -> Layout:
    """The layout of a framework that never stood in a table: a row for each requirement and each text."""
    subjects: dict[int, Subject] = {}
    row = 1 + max((o for _, _, r in requirements(framework) for o in r.ordinals), default=-1)
    for competency in framework.competencies:
        for position in dict.fromkeys(text.position for text in competency.texts) or (None,):
            subjects[row] = Subject(competency=competency.id, level=position)
            row += 1
    return Layout(STANDARD, STANDARD, subjects=subjects)


def requirements(framework: Framework) -> Iterator[tuple[Role, RoleLevel | None, Requirement]]:
    """Every requirement with its role, and its role level unless the role requires it at each."""
    for role in framework.roles:
        for requirement in role.requires:
            yield role, None, requirement
        for level in role.levels:
            for requirement in level.requires:
                yield role, level, requirement


class Table:
    """The rows of a framework in a layout."""

    def __init__(self, framework: Framework, layout: Layout) -> None:
        self.layout = layout
        self.labels = {level.position: level.label for level in framework.scale}
        self.by_label = {level.label: level.position for level in framework.scale}
        self.competencies = {each.id: each for each in framework.competencies}
        self.roles = {role.id: role for role in framework.roles}
        self.role_levels = {level.id: level for role in framework.roles for level in role.levels}
        self.by_name = {role.name: role for role in framework.roles}
        self.required: dict[tuple[str, str], Requirement] = {}
        self.subjects: dict[int, tuple[Subject, Requirement | None]] = {}
        self._lay(framework)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """(row from 0, cells) of every row there is, in order."""
        kept: dict[tuple[int, int], Kept] = {}
        for each in self.layout.kept:
            for row in each.rows:
                kept[row, each.column] = each
        for row, (subject, requirement) in sorted(self.subjects.items()):
            cells = [self.said(field, subject, requirement) for field in self.layout.fields]
            for column, said in enumerate(cells):
                other = kept.get((row, column))
                if other is not None and other.said == digest(said):
                    cells[column] = other.cell
            yield row, cells

    def said(self, field: str | None, subject: Subject, requirement: Requirement | None) -> str:
        """What the framework says in a column about the subject of a row."""
        role = self.roles.get(subject.role or "")
        level = self.role_levels.get(subject.role_level or "")
        competency = self.competencies.get(subject.competency or "")
        if field is None:
            return ""
        if field.startswith(TEXT_AT):
            return _text(competency, self.by_label.get(field.removeprefix(TEXT_AT)))
        if field.startswith(ROLE_AT):
            other = self.by_name.get(field.removeprefix(ROLE_AT))
            found = self.required.get((other.id, competency.id)) if other and competency else None
            return self.labels.get(found.level or 0, "") if found else ""
        match field:
            case "family" | "role" | "role_description" | "role_kind" if role:
                return {
                    "family": role.family,
                    "role": role.name,
                    "role_description": role.description,
                    "role_kind": role.kind,
                }[field]
            case "role_level" if level:
                return level.name
            case "role_level_description" if level:
                return level.description
            case "role_level_order" if level and level.order is not None:
                return str(level.order)
            case "competency" if competency:
                return competency.name
            case "competency_description" if competency:
                return competency.description
            case "level" if subject.level is not None:
                return self.labels.get(subject.level, "")
            case "level_text":
                return _text(competency, subject.level)
            case "must" if requirement and not requirement.assumed:
                return YES if requirement.must else NO
            case "weight" if requirement and not requirement.assumed and requirement.weight != 1:
                return f"{requirement.weight:g}"
            case "role_id" | "competency_id" | "role_level_id":
                about = {"role_id": role, "competency_id": competency, "role_level_id": level}[field]
                return self.layout.codes.get(about.id, "") if about else ""
            case _:
                return ""

    def _lay(self, framework: Framework) -> None:
        """Gives every row its subject; requirements and competencies that have none get one at the end."""
        for row, subject in self.layout.subjects.items():
            if self._is_there(subject):
                self.subjects[row] = subject, None
        matrix = any((field or "").startswith(ROLE_AT) for field in self.layout.fields)
        more: list[tuple[Subject, Requirement | None]] = []
        for role, level, requirement in requirements(framework):
            holder = level.id if level else role.id
            self.required[holder, requirement.competency] = requirement
            subject = Subject(role.id, level.id if level else None, requirement.competency, requirement.level)
            if not matrix:
                for ordinal in requirement.ordinals:
                    self.subjects.setdefault(ordinal, (subject, requirement))
                if not requirement.ordinals:
                    more.append((subject, requirement))
        shown = {subject.competency for subject, _ in self.subjects.values()}
        shown |= {subject.competency for subject, _ in more}
        more += [(Subject(competency=id), None) for id in self.competencies if id not in shown]
        end = max(self.subjects, default=-1) + 1
        self.subjects |= dict(enumerate(more, end))

    def _is_there(self, subject: Subject) -> bool:
        return (
            (subject.role is None or subject.role in self.roles)
            and (subject.role_level is None or subject.role_level in self.role_levels)
            and (subject.competency is None or subject.competency in self.competencies)
        )


def keeping(table: Table, rows: Mapping[int, Sequence[str]]) -> tuple[Kept, ...]:
    """What a layout must keep so that these rows come out as they are; the table's layout keeps nothing."""
    kept: dict[tuple[int, str, str], list[int]] = {}
    for row, said in table.rows():
        for column, (cell, other) in enumerate(zip(rows[row], said, strict=True)):
            if cell != other:
                kept.setdefault((column, cell, digest(other)), []).append(row)
    return tuple(Kept(column, cell, said, tuple(places)) for (column, cell, said), places in kept.items())


def digest(text: str) -> str:
    """A text as a layout remembers it."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest() if text else ""


def _text(competency: Competency | None, position: int | None) -> str:
    if competency is None or position is None:
        return ""
    return next((text.text for text in competency.texts if text.position == position), "")
