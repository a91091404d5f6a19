"""Reading a CASE 1.1 package: roles, role levels and competencies are items, levels are a rubric.

`ext:requires` leads from a role or role level to what it needs, with level, must and weight among its
extensions; other tools ignore it. What a package holds besides is kept as a skeleton: the package itself,
with null in every place where the framework says what stands there.
"""

import copy
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Any, cast
from uuid import UUID

from domain.frameworks import (
    Competency,
    Framework,
    Level,
    LevelText,
    Requirement,
    Role,
    RoleLevel,
    compared_as,
)
from sources.frameworks_counting import alike, counted, missing
from sources.frameworks_csv import Mistake
from sources.frameworks_levels import scale_of
from sources.frameworks_report import ASSUMED, ODD, REPEATED, Report
from sources.shapes import as_list, as_object, as_text

OURS = "understory"  # the key of what we keep among an object's extensions
REQUIRES = "ext:requires"
ROLE, ROLE_LEVEL, FAMILY, COMPETENCY = "Role", "Role level", "Role family", "Competency"
ROLE_WORDS = frozenset({"role", "job", "job role", "work role", "occupation", "position", "profile"})
LEVEL_WORDS = frozenset({"role level", "grade", "seniority", "job level", "career level"})
FAMILY_WORDS = frozenset({"role family", "job family", "family"})
UUID_VERSIONS = (1, 2, 3, 4, 5)
LISTS = ("CFItems", "CFAssociations", "CFRubrics")


@dataclass(slots=True)
class _Item:
    held: dict[str, Any]  # the skeleton's
    id: str
    name: str
    description: str
    type: str
    children: list[str] = field(default_factory=list[str])
    parents: list[str] = field(default_factory=list[str])


class CaseReading:
    """Reads one package; `mistakes` fill up while it does, with places found in the `text`."""

    def __init__(self, package: Mapping[str, Any], text: str, today: date) -> None:
        self.skeleton: dict[str, Any] = copy.deepcopy(dict(package))
        self.text = text
        self.today = today
        self.report = Report()
        self.mistakes: list[Mistake] = []
        self.items: dict[str, _Item] = {}
        self.texts: dict[str, list[LevelText]] = {}
        self.labels: dict[int, Counter[str]] = {}
        self.requires: dict[str, dict[tuple[str, int | None], Requirement]] = {}

    def framework(self) -> Framework:
        """The framework. What is wrong is in `mistakes`; the skeleton is what is left."""
        document = as_object(self.skeleton.get("CFDocument"))
        if not document:
            self._wrong("", "the package has no CFDocument")
        self._without_nulls(self.skeleton, "")
        self._check_ids()
        for held in self._list("CFItems"):
            self._item(held)
        self._children()
        for rubric in self._list("CFRubrics"):
            for criterion in map(as_object, as_list(rubric.get("CFRubricCriteria"))):
                self._criterion(criterion)
        scale = self._scale(document)
        self._requirements(scale)
        return self._whole(document, scale)

    def _wrong(self, about: str, message: str, occurrence: int = 1) -> None:
        line, column = _place(self.text, about, occurrence)
        self.mistakes.append(Mistake(line, column, message))

    def _list(self, name: str) -> list[dict[str, Any]]:
        found = as_list(self.skeleton.get(name, []))
        objects = [as_object(each) for each in found if isinstance(each, dict)]
        if len(objects) < len(found):
            self._wrong(name, f"{name} holds something that is no object")
        return objects

    def _without_nulls(self, value: Any, path: str) -> None:
        """Leaves nulls out, which CASE does not allow, and says so."""
        if isinstance(value, dict):
            members = as_object(cast(object, value))
            for name in [name for name, member in members.items() if member is None]:
                del members[name]
                self.report.note(ODD, "nulls that are left out", f"{path}.{name}".lstrip("."))
            for name, member in members.items():
                self._without_nulls(member, f"{path}.{name}")
        elif isinstance(value, list):
            for number, member in enumerate(as_list(value)):
                self._without_nulls(member, f"{path}[{number}]")

    def _check_ids(self) -> None:
        """Every identifier is a UUID of a version that CASE knows, and is one thing's."""
        seen: dict[str, str] = {}
        for held in _identified(self.skeleton):
            id = as_text(held.get("identifier"))
            content = json.dumps(held, sort_keys=True)
            if not _is_uuid(id):
                self._wrong(id, f"the identifier {id!r} is no UUID of version 1 to 5")
            elif id in seen:
                if seen[id] != content:
                    self._wrong(id, f"the identifier {id} is given twice, with other content", 2)
                else:
                    self.report.note(REPEATED, "objects", id)
            else:
                seen[id] = content

    def _item(self, held: dict[str, Any]) -> None:
        id = as_text(held.get("identifier"))
        full, short = as_text(held.get("fullStatement")), as_text(held.get("abbreviatedStatement"))
        if not full:
            self._wrong(id, f"the item {id} has no fullStatement")
        elif id and id not in self.items:
            name, description = (short, "" if full == short else full) if short else (full, "")
            self.items[id] = _Item(held, id, name, description, compared_as(as_text(held.get("CFItemType"))))

    def _children(self) -> None:
        """Who is whose child, in the order of their numbers. The document is nobody's child."""
        document = as_text(as_object(self.skeleton.get("CFDocument")).get("identifier"))
        numbered: list[tuple[int, str, str]] = []
        for held in self._list("CFAssociations"):
            kind = as_text(held.get("associationType"))
            origin, destination = (_end(held, name) for name in ("originNodeURI", "destinationNodeURI"))
            if kind in ("isChildOf", REQUIRES):
                for end in (origin, destination):
                    if end not in self.items and end != document:
                        self._wrong(end, f"{kind} leads to {end or 'nothing'}, which is not in the package")
            if kind == "isChildOf" and origin in self.items and destination in self.items:
                number = held.get("sequenceNumber")
                numbered.append((number if isinstance(number, int) else 0, origin, destination))
        for _, child, parent in sorted(numbered, key=lambda each: each[0]):
            self.items[child].parents.append(parent)
            self.items[parent].children.append(child)
        try:
            TopologicalSorter({id: item.parents for id, item in self.items.items()}).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]
            names = " → ".join(self.items[id].name.strip() for id in ring)
            self._wrong(ring[0], f"these are each other's children: {names}")

    def _criterion(self, criterion: dict[str, Any]) -> None:
        item = as_text(as_object(criterion.get("CFItemURI")).get("identifier"))
        if not item:
            return
        if item not in self.items:
            self._wrong(item, f"a rubric's criterion is of {item}, which is not in the package")
            return
        texts = self.texts.setdefault(item, [])
        levels = [as_object(each) for each in as_list(criterion.get("CFRubricCriterionLevels"))]
        for number, level in enumerate(levels, 1):
            given = level.get("position")
            position = given if isinstance(given, int) and given > 0 else number
            quality = as_text(level.get("quality"))
            self.labels.setdefault(position, Counter())[quality or str(position)] += 1
            if text := as_text(level.get("description")):
                texts.append(LevelText(position, text))

    def _scale(self, document: Mapping[str, Any]) -> tuple[Level, ...]:
        ours = as_object(as_object(document.get("extensions")).get(OURS))
        said = [as_object(each) for each in as_list(ours.get("levels"))]
        if said:
            levels = tuple(
                Level(int(each.get("position", 0)), as_text(each.get("label")), each.get("rubric"))
                for each in said
            )
        else:
            labels = {
                position: labels.most_common(1)[0][0] for position, labels in sorted(self.labels.items())
            }
            known = scale_of(list(labels.values())).levels
            rubrics = {compared_as(level.label): level.rubric for level in known if len(known) == len(labels)}
            levels = tuple(
                Level(position, label, rubrics.get(compared_as(label))) for position, label in labels.items()
            )
        names = {level.position: level.label for level in levels}
        for criterion in _criteria(self.skeleton):
            for number, level in enumerate(
                map(as_object, as_list(criterion.get("CFRubricCriterionLevels"))), 1
            ):
                given = level.get("position")
                position = given if isinstance(given, int) and given > 0 else number
                if "quality" in level and level["quality"] == names.get(position):
                    level["quality"] = None
                if as_text(level.get("description")):
                    level["description"] = None
        return levels

    def _requirements(self, scale: Sequence[Level]) -> None:
        by_label = {compared_as(level.label): level.position for level in scale}
        positions = {level.position for level in scale}
        for held in self._list("CFAssociations"):
            if as_text(held.get("associationType")) != REQUIRES:
                continue
            origin, destination = (_end(held, name) for name in ("originNodeURI", "destinationNodeURI"))
            if origin not in self.items or destination not in self.items:
                continue
            given = as_object(held.get("extensions"))
            level: Any = given.get("level")
            position = by_label.get(compared_as(level)) if isinstance(level, str) else level
            if level is not None and position not in positions:
                self._wrong(as_text(held.get("identifier")), f"{level!r} is no level of the rubric")
                continue
            must, weight = given.get("must"), given.get("weight")
            silent = given.get("assumed") is True or (must is None and weight is None)
            must = must if isinstance(must, bool) else None
            requires = self.requires.setdefault(origin, {})
            if (destination, position) in requires:
                self.report.note(REPEATED, "requirements", as_text(held.get("identifier")))
                continue
            requires[destination, position] = Requirement(
                destination,
                position,
                must is not False,
                float(weight) if isinstance(weight, int | float) else 1.0,
                silent,
            )
            if silent:
                self.report.note(ASSUMED, "must and weight 1", as_text(held.get("identifier")))
            if isinstance(level, int):
                given["level"] = None
            if isinstance(must, bool):
                given["must"] = None
            if isinstance(weight, int | float):
                given["weight"] = None

    def _whole(self, document: dict[str, Any], scale: tuple[Level, ...]) -> Framework:
        roles, levels, families, competencies = self._sorted()
        made = {
            item.id: RoleLevel(
                item.id, item.name, item.description, _ours(item, "order"), self._required(item.id)
            )
            for item in levels
        }
        framework = Framework(
            as_text(document.get("identifier")),
            as_text(document.get("uri")),
            as_text(document.get("title")),
            creator=_creator(document),
            language=as_text(document.get("language")),
            scale=scale,
            competencies=tuple(
                Competency(
                    item.id,
                    item.name,
                    item.description,
                    tuple(sorted(self.texts.get(item.id, ()), key=lambda text: text.position)),
                )
                for item in competencies
            ),
            roles=tuple(
                Role(
                    role.id,
                    role.name,
                    next((families[p].name for p in role.parents if p in families), ""),
                    role.description,
                    _ours(role, "kind") or "",
                    tuple(made[child] for child in role.children if child in made),
                    self._required(role.id),
                )
                for role in roles
            ),
        )
        for item in (*roles, *levels, *families.values(), *competencies):
            item.held["fullStatement"] = None
            if as_text(item.held.get("abbreviatedStatement")):
                item.held["abbreviatedStatement"] = None
        for name in ("title", "creator", "language"):
            if name in document:
                document[name] = None
        self.report.counts |= {"items": len(self.items), **counted(framework)}
        alike(self.report, "competencies", [each.name for each in framework.competencies])
        missing(self.report, framework)
        return framework

    def _sorted(self) -> tuple[list[_Item], list[_Item], dict[str, _Item], list[_Item]]:
        """(roles, role levels, families, competencies); what is retired or a mere group is none of them."""
        roles: list[_Item] = []
        levels: list[_Item] = []
        families: dict[str, _Item] = {}
        competencies: list[_Item] = []
        needed = {competency for requires in self.requires.values() for competency, _ in requires}
        for item in self.items.values():
            if (
                as_text(item.held.get("statusEndDate"))
                and item.held["statusEndDate"] <= self.today.isoformat()
            ):
                self.report.note(ODD, "items that are retired", item.name.strip())
            elif item.type in ROLE_WORDS:
                roles.append(item)
            elif item.type in LEVEL_WORDS:
                levels.append(item)
            elif item.type in FAMILY_WORDS:
                families[item.id] = item
            elif item.id in self.requires:
                roles.append(item)
            elif item.children and item.id not in needed and item.id not in self.texts:
                self.report.note(ODD, "items that only group others", item.name.strip())
            else:
                competencies.append(item)
        known = {role.id for role in roles}
        for level in [level for level in levels if not known & set(level.parents)]:
            self._wrong(level.id, f"the role level {level.name.strip()!r} is no role's child")
        return roles, levels, families, competencies

    def _required(self, id: str) -> tuple[Requirement, ...]:
        return tuple(self.requires.get(id, {}).values())


def _ours(item: _Item, name: str) -> Any:
    return as_object(as_object(item.held.get("extensions")).get(OURS)).get(name)


def _creator(document: Mapping[str, Any]) -> str:
    ours = as_object(as_object(document.get("extensions")).get(OURS))
    return as_text(ours["creator"]) if "creator" in ours else as_text(document.get("creator"))


def _criteria(package: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for rubric in map(as_object, as_list(package.get("CFRubrics"))):
        yield from map(as_object, as_list(rubric.get("CFRubricCriteria")))


def _identified(package: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object of the package that has an identifier of its own."""
    yield as_object(package.get("CFDocument"))
    for name in LISTS:
        yield from map(as_object, as_list(package.get(name)))
    for criterion in _criteria(package):
        yield criterion
        yield from map(as_object, as_list(criterion.get("CFRubricCriterionLevels")))
    for definitions in as_object(package.get("CFDefinitions")).values():
        yield from (as_object(each) for each in as_list(definitions) if isinstance(each, dict))


def _end(association: Mapping[str, Any], name: str) -> str:
    return as_text(as_object(association.get(name)).get("identifier"))


def _is_uuid(text: str) -> bool:
    try:
        return UUID(text).version in UUID_VERSIONS and len(text) == 36
    except ValueError:
        return False


def _place(text: str, about: str, occurrence: int) -> tuple[int, int]:
    """The line and column where a text stands for the given time; zeros when it does not."""
    at = -1
    for _ in range(occurrence if about else 0):
        at = text.find(f'"{about}"', at + 1)
    if at < 0:
        return 0, 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
