"""A framework from the rows of a table: one requirement a row, one statement a row, or a column per level.

Names are verbatim: two that differ in a space are two. What the table says more than once is said once, with
every place; where it says two things about one, the first counts, the other is kept where it stood, and both
are reported. An id with two names is a mistake.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.frameworks import (
    Framework,
    LevelText,
    Requirement,
    compared_as,
    item_id,
)
from sources.frameworks_columns import TEXT_AT, Columns, plainly
from sources.frameworks_counting import alike, counted, missing
from sources.frameworks_csv import Form, Mistake
from sources.frameworks_drafts import CompetencyDraft, RoleDraft, RoleLevelDraft
from sources.frameworks_layout import ROLE_AT, Layout, Subject, Table, keeping
from sources.frameworks_levels import Scale, must_words, nothing_words
from sources.frameworks_profiles import Profile
from sources.frameworks_report import ASSUMED, ODD, REPEATED, Report

FORMULA = re.compile(r"=|[+\-@][A-Za-z][\w.]*[(|]")
WEIGHT_MOST = 1_000.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: `lines` stand beside `rows`, which are filled in where `cells` leave out what stands above;
    `place` is what it is called; `empty` as a layout has it."""

    place: str
    columns: Columns
    rows: Sequence[Sequence[str]]
    cells: Sequence[Sequence[str]]
    lines: Sequence[int]
    form: Form
    empty: Mapping[int, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a framework before its rows are read."""

    id: str
    uri: str
    title: str
    creator: str = ""
    language: str = ""


class Reading:
    """Reads one sheet; `mistakes` fill up while it does."""

    def __init__(self, sheet: Sheet, about: About, profile: Profile, scale: Scale, report: Report) -> None:
        self.sheet = sheet
        self.about = about
        self.profile = profile
        self.scale = scale
        self.report = report
        self.mistakes: list[Mistake] = []
        self.roles: dict[str, RoleDraft] = {}
        self.competencies: dict[str, CompetencyDraft] = {}
        self.subjects: dict[int, Subject] = {}
        self.codes: dict[str, str] = {}
        self.said: dict[tuple[str, str], int] = {}  # where a thing's field was first said: its row
        self.parents: dict[str, tuple[str, int]] = {}
        self.row = 0

    def framework(self) -> tuple[Framework, Layout]:
        """The framework and its layout. What is wrong is in `mistakes`."""
        titles = [f for f in self.sheet.columns.fields if f and f.startswith((TEXT_AT, ROLE_AT))]
        for row, cells in enumerate(self.sheet.rows):
            self.row = row
            self._row(self._values(cells), titles)
        self._check_parents()
        framework = self._whole()
        columns = self.sheet.columns
        layout = Layout(
            columns.header, columns.fields, self.sheet.form, self.subjects, (), self.codes, self.sheet.empty
        )
        if not self.mistakes:
            kept = keeping(Table(framework, layout), dict(enumerate(self.sheet.cells)))
            layout = Layout(
                columns.header,
                columns.fields,
                self.sheet.form,
                self.subjects,
                kept,
                self.codes,
                self.sheet.empty,
            )
        self._count(framework)
        return framework, layout

    @property
    def where(self) -> str:
        return f"{self.sheet.place}, line {self.sheet.lines[self.row]:,}"

    def _wrong(self, field: str, message: str) -> None:
        place = self.sheet.columns.place(field)
        self.mistakes.append(Mistake(self.sheet.lines[self.row], 0 if place is None else place + 1, message))

    def _values(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells by field, without what the profile says to mean nothing."""
        values = self.sheet.columns.read(cells)
        for name, cell in values.items():
            if cell and self.profile.says_nothing(name, cell):
                values[name] = ""
        return values

    def _row(self, values: Mapping[str, str], titles: Sequence[str]) -> None:
        role = self._role(values) if values.get("role", "").strip() else None
        level = self._role_level(values, role) if role and values.get("role_level", "").strip() else None
        competency = self._competency(values) if values.get("competency", "").strip() else None
        said = values.get("level", "")
        position = None if compared_as(said) in nothing_words() else self.scale.position(said)
        if said and position is None and compared_as(said) not in nothing_words():
            self._wrong("level", f"{said.strip()!r} is no level; there are {self._labels()}")
        if competency:
            self._text(competency, position, values)
            for title in titles:
                self._wide(competency, title, values[title])
        subject = Subject(
            role.id if role else None,
            level.id if level else None,
            competency.id if competency else None,
            position,
        )
        matrix = any(title.startswith(ROLE_AT) for title in titles)
        if role and competency and not matrix:
            self._require(level or role, competency, position, values)
        else:
            self.subjects[self.row] = subject
            if not (role or competency):
                self.report.note(ODD, "rows without a role and a competency", self.where)

    def _labels(self) -> str:
        return ", ".join(level.label for level in self.scale.levels)

    def _role(self, values: Mapping[str, str]) -> RoleDraft:
        code, name = values.get("role_id", "").strip(), values["role"]
        id = item_id(self.about.uri, "role", code or name)
        role = self.roles.get(id)
        if role is None:
            role = self.roles[id] = RoleDraft(id, name)
            if code:
                self.codes[id] = code
        self._same(id, "role", role.name, name, code)
        for each, name in (("family", "family"), ("role_description", "description"), ("role_kind", "kind")):
            self._fill(role, name, each, values, code)
        return role

    def _role_level(self, values: Mapping[str, str], role: RoleDraft) -> RoleLevelDraft:
        code, name = values.get("role_level_id", "").strip(), values["role_level"]
        id = item_id(self.about.uri, "role level", self.codes.get(role.id, role.name), code or name)
        level = role.levels.get(id)
        if level is None:
            level = role.levels[id] = RoleLevelDraft(id, name)
            if code:
                self.codes[id] = code
        self._same(id, "role_level", level.name, name, code)
        self._fill(level, "description", "role_level_description", values, code)
        order = values.get("role_level_order", "").strip()
        if order:
            if order.isdecimal():
                level.order = int(order)
            else:
                self._wrong("role_level_order", f"{order!r} is no whole number")
        return level

    def _competency(self, values: Mapping[str, str]) -> CompetencyDraft:
        code, name = values.get("competency_id", "").strip(), values["competency"]
        id = item_id(self.about.uri, "competency", code or name)
        competency = self.competencies.get(id)
        if competency is None:
            competency = self.competencies[id] = CompetencyDraft(id, name)
            if code:
                self.codes[id] = code
        self._same(id, "competency", competency.name, name, code)
        self._fill(competency, "description", "competency_description", values, code)
        if parent := values.get("competency_parent", "").strip():
            self.parents.setdefault(code or name.strip(), (parent, self.row))
        return competency

    def _same(self, id: str, field: str, held: str, name: str, code: str) -> None:
        """An id has one name."""
        first = self.said.setdefault((id, field), self.row)
        if held != name:
            self._wrong(
                field,
                f"the id {code!r} is called {name!r} here and {held!r} in line {self.sheet.lines[first]:,}",
            )

    def _fill(
        self,
        thing: RoleDraft | RoleLevelDraft | CompetencyDraft,
        name: str,
        field: str,
        values: Mapping[str, str],
        code: str,
    ) -> None:
        cell = values.get(field, "")
        if not cell:
            return
        held: str = getattr(thing, name)
        if not held:
            setattr(thing, name, cell)
            self.said[thing.id, field] = self.row
        elif held != cell:
            first = self.sheet.lines[self.said[thing.id, field]]
            what = f"{thing.name!r} has another {field.replace('_', ' ')} in line {first:,}"
            if code:
                self._wrong(field, f"the id {code!r} is of {what}")
            else:
                self.report.note(ODD, f"another {field.replace('_', ' ')} of the same name", self.where, what)

    def _text(self, competency: CompetencyDraft, position: int | None, values: Mapping[str, str]) -> None:
        text = values.get("level_text", "")
        if text and position is None:
            self.report.note(ODD, "texts without a level", self.where, competency.name)
        elif text and position is not None:
            self._add_text(competency, position, text)

    def _wide(self, competency: CompetencyDraft, title: str, cell: str) -> None:
        if title.startswith(ROLE_AT):
            role = self.roles.setdefault(
                (id := item_id(self.about.uri, "role", title.removeprefix(ROLE_AT))),
                RoleDraft(id, title.removeprefix(ROLE_AT)),
            )
            if compared_as(cell) not in nothing_words():
                position = self.scale.position(cell)
                if position is None and must_words().get(compared_as(cell)) is not True:
                    self._wrong(title, f"{cell.strip()!r} is no level; there are {self._labels()}")
                self._require(role, competency, position, {})
        elif cell:
            position = self.scale.position(title.removeprefix(TEXT_AT))
            if position is not None:
                self._add_text(competency, position, cell)

    def _add_text(self, competency: CompetencyDraft, position: int, text: str) -> None:
        there = [held.text for held in competency.texts if held.position == position]
        if text not in there:
            competency.texts.append(LevelText(position, text))
            if there:
                self.report.note(ODD, "two texts for one level", self.where, competency.name)

    def _require(
        self,
        holder: RoleDraft | RoleLevelDraft,
        competency: CompetencyDraft,
        position: int | None,
        values: Mapping[str, str],
    ) -> None:
        must, weight = self._must(values), self._weight(values)
        held = holder.requires.get((competency.id, position))
        if held is not None:
            self.report.note(REPEATED, "requirements", self.where, f"{holder.name}: {competency.name}")
            ordinals = (*held.ordinals, self.row)
        else:
            ordinals = (self.row,)
            others = [level for id, level in holder.requires if id == competency.id]
            if others:
                self.report.note(
                    ODD,
                    "two levels required of one competency",
                    self.where,
                    f"{holder.name}: {competency.name}",
                )
            if must is None and weight is None:
                self.report.note(ASSUMED, "must and weight 1", self.where)
        silent = must is None and weight is None
        holder.requires[competency.id, position] = Requirement(
            competency.id,
            position,
            must is not False,
            1.0 if weight is None else weight,
            silent if held is None else held.assumed and silent,
            ordinals,
        )

    def _must(self, values: Mapping[str, str]) -> bool | None:
        cell = values.get("must", "")
        if compared_as(cell) in nothing_words():
            return None
        found = must_words().get(compared_as(cell))
        if found is None:
            self.report.note(ODD, "not known whether it is a must", self.where, cell.strip()[:80])
        place = self.sheet.columns.place("must")
        optional = place is not None and plainly(self.sheet.columns.header[place]) == "optional"
        return found if found is None or not optional else not found

    def _weight(self, values: Mapping[str, str]) -> float | None:
        cell = values.get("weight", "").strip().replace(",", ".")
        if compared_as(cell) in nothing_words():
            return None
        try:
            weight = float(cell.removesuffix("%")) / (100 if cell.endswith("%") else 1)
        except ValueError:
            weight = -1.0
        if not 0 <= weight <= WEIGHT_MOST:
            self.report.note(ODD, "a weight that is no number", self.where, cell[:80])
            return None
        return weight

    def _check_parents(self) -> None:
        """A competency that names another as its parent: there is one of that name, and no ring of them."""
        names = {self.codes.get(id, each.name.strip()) for id, each in self.competencies.items()}
        names |= {each.name.strip() for each in self.competencies.values()}
        for child, (parent, row) in self.parents.items():
            self.row = row
            if parent not in names:
                self._wrong("competency_parent", f"there is no competency {parent!r}")
                continue
            seen, at = [child], parent
            while at in self.parents and at not in seen:
                seen.append(at)
                at = self.parents[at][0]
            if at == child:
                self._wrong("competency_parent", f"{child!r} is its own parent: {' → '.join([*seen, child])}")

    def _whole(self) -> Framework:
        about = self.about
        return Framework(
            about.id,
            about.uri,
            about.title,
            creator=about.creator or self.profile.creator,
            language=about.language or self.profile.language,
            scale=self.scale.levels,
            competencies=tuple(each.whole for each in self.competencies.values()),
            roles=tuple(role.whole for role in self.roles.values()),
        )

    def _count(self, framework: Framework) -> None:
        self.report.counts |= counted(framework)
        alike(self.report, "competencies", [each.name for each in framework.competencies])
        alike(self.report, "roles", [each.name for each in framework.roles])
        missing(self.report, framework)
