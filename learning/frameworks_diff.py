"""What changed between two versions of a framework, thing by thing, and in sentences.

Things are the same by their ids. What only tells how a file was laid out (the places of rows) is no change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.frameworks import Competency, Framework, Level, Requirement, Role, RoleLevel


class Kind(StrEnum):
    CREATED = "created"
    CHANGED = "changed"
    REMOVED = "removed"


class Thing(StrEnum):
    FRAMEWORK = "framework"
    LEVEL = "level"
    COMPETENCY = "competency"
    ROLE = "role"
    ROLE_LEVEL = "role level"
    REQUIREMENT = "requirement"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is new, other or gone. `id` is the thing's, for a requirement that of what requires it,
    with the `competency`; `touches` are the roles and role levels whose holders it concerns."""

    kind: Kind
    thing: Thing
    id: str
    sentence: str
    competency: str | None = None
    touches: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """What things are called in either version, the newer one first."""

    before: Framework
    after: Framework
    labels_before: Mapping[int, str] = field(init=False)
    labels_after: Mapping[int, str] = field(init=False)
    names: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.labels_before = {level.position: level.label.strip() for level in self.before.scale}
        self.labels_after = {level.position: level.label.strip() for level in self.after.scale}
        things = [(c.id, c.name) for f in (self.before, self.after) for c in f.competencies]
        for framework in (self.before, self.after):
            for role in framework.roles:
                things.append((role.id, role.name))
                things += [(level.id, _level_name(role, level)) for level in role.levels]
        self.names = {id: name.strip() for id, name in things}

    def competency(self, id: str) -> str:
        return f"*{self.names[id]}*"

    def level(self, position: int | None, *, after: bool) -> str:
        labels = self.labels_after if after else self.labels_before
        return "any level" if position is None else labels.get(position, str(position))


def compare(before: Framework | None, after: Framework) -> list[Change]:
    """Every change, what roles require last. Without a `before` everything is new."""
    names = Names(before or Framework(after.id, after.uri, after.title), after)
    return [
        *(_framework(before, after) if before else ()),
        *_levels(names),
        *_competencies(names),
        *_roles(names),
        *_requirements(names),
    ]


def count(changes: Sequence[Change]) -> dict[str, int]:
    """How many things were created, changed and removed."""
    return {kind.value: sum(change.kind is kind for change in changes) for kind in Kind}


def holders(framework: Framework) -> dict[str, tuple[Requirement, ...]]:
    """What each role and role level requires itself, by id."""
    found: dict[str, tuple[Requirement, ...]] = {}
    for role in framework.roles:
        found[role.id] = role.requires
        found |= {level.id: level.requires for level in role.levels}
    return found


def _framework(before: Framework, after: Framework) -> Iterator[Change]:
    for name in ("title", "creator", "language", "uri"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            sentence = f"The {name} is now {new or 'empty'}, was {old or 'empty'}."
            yield Change(Kind.CHANGED, Thing.FRAMEWORK, after.id, sentence)


def _levels(names: Names) -> Iterator[Change]:
    old = {level.position: level for level in names.before.scale}
    new = {level.position: level for level in names.after.scale}
    for position in sorted(old.keys() | new.keys()):
        one, other = old.get(position), new.get(position)
        if one == other:
            continue
        kind = Kind.CREATED if one is None else Kind.REMOVED if other is None else Kind.CHANGED
        yield Change(kind, Thing.LEVEL, str(position), _level_sentence(position, one, other))


def _level_sentence(position: int, one: Level | None, other: Level | None) -> str:
    if one is None and other is not None:
        return f"Level {position} is new: {other.label}."
    if other is None and one is not None:
        return f"Level {position}, {one.label}, is gone."
    assert one is not None and other is not None
    if one.label != other.label:
        return f"Level {position} is now called {other.label}, was {one.label}."
    return f"{other.label} now stands for proficiency level {other.rubric}, was {one.rubric or 'none'}."


def _competencies(names: Names) -> Iterator[Change]:
    old = {each.id: each for each in names.before.competencies}
    new = {each.id: each for each in names.after.competencies}
    needed = _needed(names)
    for id, each in new.items():
        if id not in old:
            yield Change(Kind.CREATED, Thing.COMPETENCY, id, f"{names.competency(id)} is new.")
        elif sentence := _competency_sentence(old[id], each, names):
            yield Change(Kind.CHANGED, Thing.COMPETENCY, id, sentence, touches=needed.get(id, ()))
    for id in old.keys() - new.keys():
        sentence = f"{names.competency(id)} is gone."
        yield Change(Kind.REMOVED, Thing.COMPETENCY, id, sentence, touches=needed.get(id, ()))


def _competency_sentence(old: Competency, new: Competency, names: Names) -> str:
    said: list[str] = []
    if old.name != new.name:
        said.append(f"*{old.name.strip()}* is now called *{new.name.strip()}*")
    if old.description != new.description:
        said.append(f"{names.competency(new.id)} is described anew")
    if old.texts != new.texts:
        positions = {text.position for text in {*old.texts} ^ {*new.texts}}
        labels = [names.level(position, after=True) for position in sorted(positions)]
        where = f" at {', '.join(labels)}" if labels else ""
        said.append(f"what {names.competency(new.id)} means{where} is worded anew")
    text = "; ".join(said)
    return f"{text[:1].upper()}{text[1:]}." if said else ""


def _roles(names: Names) -> Iterator[Change]:
    yield from _things(names, Thing.ROLE, _all_roles(names.before), _all_roles(names.after))
    yield from _things(names, Thing.ROLE_LEVEL, _all_levels(names.before), _all_levels(names.after))


def _things(
    names: Names,
    thing: Thing,
    old: Mapping[str, Mapping[str, object]],
    new: Mapping[str, Mapping[str, object]],
) -> Iterator[Change]:
    for id, held in new.items():
        name = names.names[id]
        if id not in old:
            yield Change(Kind.CREATED, thing, id, f"The {thing} {name} is new.", touches=(id,))
        elif old[id] != held:
            said = [
                f"another {key}" for key, value in held.items() if old[id][key] != value and key != "name"
            ]
            if old[id]["name"] != held["name"]:
                said.insert(0, f"another name, was {str(old[id]['name']).strip()}")
            sentence = f"The {thing} {name} has {', '.join(said)}."
            yield Change(Kind.CHANGED, thing, id, sentence, touches=(id,))
    for id in old:
        if id not in new:
            yield Change(Kind.REMOVED, thing, id, f"The {thing} {names.names[id]} is gone.", touches=(id,))


def _all_roles(framework: Framework) -> dict[str, dict[str, object]]:
    return {
        role.id: {
            "name": role.name,
            "family": role.family,
            "description": role.description,
            "kind": role.kind,
        }
        for role in framework.roles
    }


def _all_levels(framework: Framework) -> dict[str, dict[str, object]]:
    return {
        level.id: {
            "name": level.name,
            "description": level.description,
            "place": level.order,
            "role": role.id,
        }
        for role in framework.roles
        for level in role.levels
    }


def _requirements(names: Names) -> Iterator[Change]:
    old, new = holders(names.before), holders(names.after)
    for holder in dict.fromkeys((*new, *old)):
        before, after = _by_competency(old.get(holder, ())), _by_competency(new.get(holder, ()))
        for competency in dict.fromkeys((*after, *before)):
            yield from _requirement(names, holder, before.get(competency, []), after.get(competency, []))


def _requirement(
    names: Names, holder: str, old: list[Requirement], new: list[Requirement]
) -> Iterator[Change]:
    """The changes of what one role or role level requires of one competency; rarely at two levels."""
    who = names.names[holder]
    alike = {_meaning(each) for each in old} & {_meaning(each) for each in new}
    left = [each for each in old if _meaning(each) not in alike]
    come = [each for each in new if _meaning(each) not in alike]
    while left or come:
        one, other = left.pop(0) if left else None, come.pop(0) if come else None
        what = names.competency((one or other or new[0]).competency)
        id = (one or other or new[0]).competency
        if one is None and other is not None:
            at = names.level(other.level, after=True)
            sentence = f"{who} now needs {what} at {at}, did not before{_should(other)}."
            yield Change(Kind.CREATED, Thing.REQUIREMENT, holder, sentence, id, (holder,))
        elif other is None and one is not None:
            sentence = f"{who} no longer needs {what}, was {names.level(one.level, after=False)}."
            yield Change(Kind.REMOVED, Thing.REQUIREMENT, holder, sentence, id, (holder,))
        elif one is not None and other is not None:
            sentence = f"{who} now needs {what} {', '.join(_differences(names, one, other))}."
            yield Change(Kind.CHANGED, Thing.REQUIREMENT, holder, sentence, id, (holder,))


def _differences(names: Names, one: Requirement, other: Requirement) -> Iterator[str]:
    if one.level != other.level:
        old, new = names.level(one.level, after=False), names.level(other.level, after=True)
        yield f"at {new}, was {old}"
    if one.must != other.must:
        yield "as a must, was a should" if other.must else "as a should, was a must"
    if one.weight != other.weight:
        yield f"with weight {other.weight:g}, was {one.weight:g}"
    if (one.level, one.must, one.weight) == (other.level, other.must, other.weight):
        yield "with must and weight as assumed" if other.assumed else "with must and weight as stated"


def _should(requirement: Requirement) -> str:
    return "" if requirement.must else ", as a should"


def _meaning(each: Requirement) -> tuple[object, ...]:
    return each.level, each.must, each.weight, each.assumed


def _by_competency(requires: Sequence[Requirement]) -> dict[str, list[Requirement]]:
    found: dict[str, list[Requirement]] = {}
    for each in requires:
        found.setdefault(each.competency, []).append(each)
    return found


def _needed(names: Names) -> dict[str, tuple[str, ...]]:
    """Which roles and role levels need each competency, in either version."""
    found: dict[str, dict[str, None]] = {}
    for framework in (names.after, names.before):
        for holder, requires in holders(framework).items():
            for each in requires:
                found.setdefault(each.competency, {})[holder] = None
    return {id: tuple(some) for id, some in found.items()}


def _level_name(role: Role, level: RoleLevel) -> str:
    """What a role level is called where its role is not beside it."""
    name, of = level.name.strip(), role.name.strip()
    return name if of.casefold() in name.casefold() or len(name.split()) > 1 else f"{of} {name}"
