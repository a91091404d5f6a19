"""Writing a framework as a CASE 1.1 package: one that came as such with all that it held, any other from
scratch."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from domain.frameworks import Competency, Framework, Level, Requirement, Role, RoleLevel, item_id
from sources.frameworks_case import COMPETENCY, FAMILY, OURS, REQUIRES, ROLE, ROLE_LEVEL
from sources.shapes import as_list, as_object, as_text

UNKNOWN = "unknown"  # where CASE wants a creator and nobody is known
MICROSECONDS = 1_000_000  # a second

Object = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Retired:
    """Something of an earlier version that is out of use since a day."""

    id: str
    type: str
    name: str
    description: str
    since: date


def case_package(
    framework: Framework, skeleton: Mapping[str, Any], at: int, retired: Sequence[Retired] = ()
) -> Object:
    """The package. `skeleton` is what one that it came from held besides, `at` when it last changed (in
    microseconds), `retired` are things of earlier versions."""
    fresh = _Fresh(framework, datetime.fromtimestamp(at / MICROSECONDS, UTC)).package(retired)
    return _filled(framework, copy.deepcopy(dict(skeleton)), fresh, retired) if skeleton else fresh


class _Fresh:
    """A package from scratch."""

    def __init__(self, framework: Framework, changed: datetime) -> None:
        self.framework = framework
        self.changed = changed.strftime("%Y-%m-%dT%H:%M:%SZ")
        self.families = list(dict.fromkeys(role.family for role in framework.roles if role.family))

    def package(self, retired: Sequence[Retired]) -> Object:
        items = [*self._items(), *(self._retired(each) for each in retired)]
        package: Object = {
            "CFDocument": self._document(),
            "CFItems": items,
            "CFAssociations": [*self._associations()],
        }
        if self.framework.scale:
            package["CFRubrics"] = [self._rubric()]
        return package

    def _id(self, kind: str, *names: str) -> str:
        return item_id(self.framework.uri, kind, self.framework.id, *names)

    def _object(self, id: str) -> Object:
        return {"identifier": id, "uri": f"urn:uuid:{id}", "lastChangeDateTime": self.changed}

    def _document(self) -> Object:
        framework = self.framework
        levels = [_level_kept(level) for level in framework.scale]
        ours: Object = {"levels": levels, "version": framework.version}
        if not framework.creator:
            ours["creator"] = ""
        return {
            **self._object(framework.id),
            "uri": framework.uri,
            "caseVersion": "1.1",
            "creator": _line(framework.creator) or UNKNOWN,
            "title": _line(framework.title),
            **({"language": framework.language} if framework.language else {}),
            "version": str(framework.version),
            "extensions": {OURS: ours},
        }

    def _items(self) -> Iterator[Object]:
        for family in self.families:
            yield self._item(self._id("family", family), FAMILY, family, "")
        for role in self.framework.roles:
            yield self._item(role.id, ROLE, role.name, role.description, kind=role.kind)
            for level in role.levels:
                yield self._item(level.id, ROLE_LEVEL, level.name, level.description, order=level.order)
        for competency in self.framework.competencies:
            yield self._item(competency.id, COMPETENCY, competency.name, competency.description)

    def _item(self, id: str, type: str, name: str, description: str, **ours: Any) -> Object:
        said = {key: value for key, value in ours.items() if value}
        return {
            **self._object(id),
            **_statements(name, description, short=bool(description)),
            "CFItemType": type,
            **({"extensions": {OURS: said}} if said else {}),
        }

    def _retired(self, each: Retired) -> Object:
        return {
            **self._item(each.id, each.type, each.name, each.description),
            "statusEndDate": each.since.isoformat(),
        }

    def _associations(self) -> Iterator[Object]:
        document = self.framework.id, self.framework.title
        number = 0
        for family in self.families:
            number += 1
            yield self._child((self._id("family", family), family), document, number)
        for role in self.framework.roles:
            number += 1
            family = (self._id("family", role.family), role.family) if role.family else document
            yield self._child((role.id, role.name), family, number)
            for place, level in enumerate(role.levels, 1):
                yield self._child((level.id, level.name), (role.id, role.name), place)
        for competency in self.framework.competencies:
            number += 1
            yield self._child((competency.id, competency.name), document, number)
        names = {each.id: each.name for each in self.framework.competencies}
        for holder in _holders(self.framework):
            for place, requirement in enumerate(holder.requires, 1):
                yield self._requires(holder, requirement, names[requirement.competency], place)

    def _child(self, child: tuple[str, str], parent: tuple[str, str], number: int) -> Object:
        return {
            **self._object(self._id("association", "isChildOf", child[0], parent[0])),
            "associationType": "isChildOf",
            "sequenceNumber": number,
            "originNodeURI": _node(*child),
            "destinationNodeURI": _node(*parent),
        }

    def _requires(self, holder: Role | RoleLevel, requirement: Requirement, name: str, number: int) -> Object:
        key = holder.id, requirement.competency, str(requirement.level or "")
        extensions: Object = {"must": requirement.must, "weight": _plain(requirement.weight)}
        if requirement.level is not None:
            extensions["level"] = requirement.level
        if requirement.assumed:
            extensions["assumed"] = True
        return {
            **self._object(self._id("association", REQUIRES, *key)),
            "associationType": REQUIRES,
            "sequenceNumber": number,
            "originNodeURI": _node(holder.id, holder.name),
            "destinationNodeURI": _node(requirement.competency, name),
            "extensions": extensions,
        }

    def _rubric(self) -> Object:
        criteria = [
            self.criterion(each, place)
            for place, each in enumerate(self.framework.competencies, 1)
            if each.texts
        ]
        return {
            **self._object(self._id("rubric")),
            "title": _line(self.framework.title),
            "CFRubricCriteria": criteria,
        }

    def criterion(self, competency: Competency, place: int) -> Object:
        labels = {level.position: level.label for level in self.framework.scale}
        texts = [
            {
                **self._object(self._id("criterion level", competency.id, str(number))),
                "quality": _line(labels.get(text.position, str(text.position))),
                "position": text.position,
                "description": text.text,
            }
            for number, text in enumerate(competency.texts)
        ]
        return {
            **self._object(self._id("criterion", competency.id)),
            "CFItemURI": _link(competency.id, competency.name),
            "position": place,
            "CFRubricCriterionLevels": texts,
        }


def _filled(framework: Framework, skeleton: Object, fresh: Object, retired: Sequence[Retired]) -> Object:
    """The skeleton with what the framework says now, without what is gone, and with what is new after it."""
    things = {each.id: each for each in (*framework.roles, *framework.competencies)}
    things |= {level.id: level for role in framework.roles for level in role.levels}
    ended = {each.id: each for each in retired}
    dropped: set[str] = set()
    items: list[Object] = []
    for item in map(as_object, as_list(skeleton.get("CFItems"))):
        id = as_text(item.get("identifier"))
        if item.get("fullStatement") is None:
            thing, gone = things.get(id), ended.get(id)
            name, description = (
                (thing.name, thing.description)
                if thing
                else (gone.name, gone.description)
                if gone
                else (_family_of(id, framework, skeleton), "")
            )
            if not name:
                dropped.add(id)
                continue
            said_short = "abbreviatedStatement" in item and item["abbreviatedStatement"] is None
            item |= _statements(name, description, short=said_short or bool(description))
            if gone and not thing:
                item["statusEndDate"] = gone.since.isoformat()
        items.append(item)
    skeleton["CFItems"] = items
    known = {as_text(item.get("identifier")) for item in items}
    skeleton["CFItems"] += [
        item for item in fresh["CFItems"] if item["identifier"] not in known and item["CFItemType"] != FAMILY
    ]
    _fill_document(framework, as_object(skeleton["CFDocument"]))
    _fill_associations(framework, skeleton, fresh, dropped, known)
    _fill_rubrics(framework, skeleton, fresh, dropped)
    return skeleton


def _fill_document(framework: Framework, document: Object) -> None:
    for name in ("title", "creator", "language"):
        if name in document:
            document[name] = getattr(framework, name) or UNKNOWN


def _family_of(id: str, framework: Framework, skeleton: Mapping[str, Any]) -> str:
    """The name of a family's item: that of the roles that are its children."""
    children = {
        as_text(as_object(each.get("originNodeURI")).get("identifier"))
        for each in map(as_object, as_list(skeleton.get("CFAssociations")))
        if each.get("associationType") == "isChildOf"
        and as_object(each.get("destinationNodeURI")).get("identifier") == id
    }
    return next((role.family for role in framework.roles if role.id in children), "")


def _fill_associations(
    framework: Framework, skeleton: Object, fresh: Object, dropped: set[str], known: set[str]
) -> None:
    labels = {level.position: level.label for level in framework.scale}
    left = {
        (holder.id, each.competency): [q for q in holder.requires if q.competency == each.competency]
        for holder in _holders(framework)
        for each in holder.requires
    }
    kept: list[Object] = []
    for each in map(as_object, as_list(skeleton.get("CFAssociations"))):
        ends = tuple(
            as_text(as_object(each.get(name)).get("identifier"))
            for name in ("originNodeURI", "destinationNodeURI")
        )
        if dropped & set(ends):
            continue
        if each.get("associationType") == REQUIRES and (ends[0] in known or ends in left):
            waiting = left.get((ends[0], ends[1]))
            if not waiting:
                continue
            _fill_requirement(each, waiting.pop(0), labels)
        kept.append(each)
    there = {as_text(item.get("identifier")) for item in map(as_object, as_list(skeleton["CFItems"]))}
    there.add(framework.id)
    fresh_by_ends: list[Object] = []
    for each in fresh["CFAssociations"]:
        origin, destination = each["originNodeURI"]["identifier"], each["destinationNodeURI"]["identifier"]
        if each["associationType"] == REQUIRES:
            if left.get((origin, destination)):
                left[origin, destination].pop(0)
                fresh_by_ends.append(each)
        elif origin in there and origin not in known:
            known_parent = destination in there
            parent = each["destinationNodeURI"] if known_parent else _node(framework.id, framework.title)
            fresh_by_ends.append({**each, "destinationNodeURI": parent})
    if kept or fresh_by_ends or "CFAssociations" in skeleton:
        skeleton["CFAssociations"] = [*kept, *fresh_by_ends]


def _fill_requirement(association: Object, requirement: Requirement, labels: Mapping[int, str]) -> None:
    extensions = as_object(association.get("extensions"))
    if isinstance(extensions.get("level"), str) and requirement.level is not None:
        extensions["level"] = labels.get(requirement.level, extensions["level"])
    said: Object = {"level": requirement.level, "must": requirement.must, "weight": requirement.weight}
    for name, value in said.items():
        if name in extensions and extensions[name] is None:
            if value is None:
                del extensions[name]
            else:
                extensions[name] = _plain(value)
        elif name == "level" and name not in extensions and value is not None:
            association["extensions"] = {**extensions, "level": value}


def _fill_rubrics(framework: Framework, skeleton: Object, fresh: Object, dropped: set[str]) -> None:
    labels = {level.position: level.label for level in framework.scale}
    texts = {
        each.id: {
            position: [text.text for text in each.texts if text.position == position]
            for position in {text.position for text in each.texts}
        }
        for each in framework.competencies
    }
    there: set[str] = set()
    for rubric in map(as_object, as_list(skeleton.get("CFRubrics"))):
        criteria: list[Object] = []
        for criterion in map(as_object, as_list(rubric.get("CFRubricCriteria"))):
            item = as_text(as_object(criterion.get("CFItemURI")).get("identifier"))
            if item in dropped:
                continue
            there.add(item)
            _fill_criterion(criterion, texts.get(item, {}), labels)
            criteria.append(criterion)
        if "CFRubricCriteria" in rubric:
            rubric["CFRubricCriteria"] = criteria
    rubrics = [as_object(each) for each in as_list(skeleton.get("CFRubrics"))]
    for rubric in fresh.get("CFRubrics", ()):
        more = [c for c in rubric["CFRubricCriteria"] if c["CFItemURI"]["identifier"] not in there]
        if more and rubrics:
            rubrics[0]["CFRubricCriteria"] = [*as_list(rubrics[0].get("CFRubricCriteria")), *more]
        elif more:
            skeleton["CFRubrics"] = [{**rubric, "CFRubricCriteria": more}]


def _fill_criterion(criterion: Object, texts: Mapping[int, list[str]], labels: Mapping[int, str]) -> None:
    waiting = {position: list(some) for position, some in texts.items()}
    for number, level in enumerate(map(as_object, as_list(criterion.get("CFRubricCriterionLevels"))), 1):
        given = level.get("position")
        position = given if isinstance(given, int) and given > 0 else number
        if "quality" in level and level["quality"] is None:
            level["quality"] = labels.get(position, str(position))
        if "description" in level and level["description"] is None:
            if waiting.get(position):
                level["description"] = waiting[position].pop(0)
            else:
                del level["description"]


def _holders(framework: Framework) -> Iterator[Role | RoleLevel]:
    for role in framework.roles:
        yield role
        yield from role.levels


def _statements(name: str, description: str, *, short: bool) -> Object:
    """A thing's name and description: as the short and the full statement, or the full one alone."""
    if short or name != _line(name):
        return {"fullStatement": description or name, "abbreviatedStatement": _line(name)}
    return {"fullStatement": name}


def _node(id: str, name: str) -> Object:
    return {**_link(id, name), "targetType": "CASE"}


def _link(id: str, name: str) -> Object:
    return {"title": _line(name), "identifier": id, "uri": f"urn:uuid:{id}"}


def _line(text: str) -> str:
    """A title as CASE wants it: without line breaks and tabs."""
    return re.sub(r"[\r\n\t]+", " ", text)


def _plain(value: Any) -> Any:
    """A whole number without its fraction, as canonical JSON writes it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _level_kept(level: Level) -> Object:
    kept: Object = {"position": level.position, "label": level.label}
    return kept if level.rubric is None else {**kept, "rubric": level.rubric}
