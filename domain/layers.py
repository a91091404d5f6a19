"""Vocabularies laid over one another: what each adds to those below it, decided by their labels.

The result is a pure function of the layers in their order. So a layer that is taken out leaves what the
others would have made without it, whatever came after it.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from domain.skills import Skill, Vocabulary, matched_as

ALIAS_FROM = 4  # characters from which an alias alone joins two skills: abbreviations mean many things

RELATIONS = ("broader", "related", "requires")


@dataclass(frozen=True, slots=True)
class Shared:
    """A label that two skills would have: it stays with the one and is refused to the other (ids)."""

    label: str
    kept_by: str
    refused_to: str


@dataclass(slots=True)
class Laid:
    """What came of one layer. `joined` is the skill that each of its skills became part of, by ids; all that
    is `added` is new. `loops` and `strangers` are relations left out: (skill, relation, other)."""

    added: list[str] = field(default_factory=list[str])
    joined: dict[str, str] = field(default_factory=dict[str, str])
    labels: int = 0
    labels_repeated: int = 0
    shared: list[Shared] = field(default_factory=list[Shared])
    relations: int = 0
    relations_repeated: int = 0
    loops: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])
    strangers: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


def lay(base: Vocabulary, layers: Iterable[Vocabulary]) -> tuple[Vocabulary, Laid]:
    """The vocabulary that the layers make of the base, and what came of the last of them."""
    ground = _Ground(base)
    laid = Laid()
    for layer in layers:
        laid = ground.lay(layer)
    return Vocabulary.of(draft.skill for draft in ground.drafts.values()), laid


@dataclass(slots=True)
class _Draft:
    """A skill that still grows. `known` are its labels as they are matched."""

    id: str
    name: str
    aliases: list[str]
    category: str
    relations: dict[str, set[str]]
    ordinary: set[str]
    translations: list[tuple[str, str]]
    known: set[str]

    @staticmethod
    def of(skill: Skill) -> "_Draft":
        return _Draft(
            skill.id,
            skill.name,
            list(skill.aliases),
            skill.category,
            {"broader": set(skill.broader), "related": set(skill.related), "requires": set(skill.requires)},
            set(skill.ordinary),
            list(skill.translations),
            set(map(matched_as, skill.labels)),
        )

    @property
    def skill(self) -> Skill:
        return Skill(
            self.id,
            self.name,
            tuple(self.aliases),
            self.category,
            tuple(sorted(self.relations["broader"])),
            tuple(sorted(self.relations["related"])),
            frozenset(self.ordinary),
            tuple(sorted(self.relations["requires"])),
            tuple(self.translations),
        )


class _Ground:
    """What the layers so far have made. `owner` is the skill that has a label, by what it is matched as."""

    def __init__(self, base: Vocabulary) -> None:
        self.drafts = {skill.id: _Draft.of(skill) for skill in base.skills}
        self.owner: dict[str, str] = {}
        for skill in base.skills:
            self.owner.setdefault(matched_as(skill.name), skill.id)
        for skill in base.skills:
            for label in skill.labels:
                self.owner.setdefault(matched_as(label), skill.id)

    def lay(self, layer: Vocabulary) -> Laid:
        laid = Laid()
        targets = self._targets(layer)
        for skill in layer.skills:
            id = targets[skill.id]
            if id in self.drafts:
                laid.joined[skill.id] = id
            else:
                ordinary = skill.ordinary & {skill.name}
                self.drafts[id] = _Draft.of(Skill(id, skill.name, ordinary=ordinary))
                self.owner[matched_as(skill.name)] = id
                laid.added.append(id)
                laid.labels += 1
            self.drafts[id].category = self.drafts[id].category or skill.category
        for skill in layer.skills:
            self._add_labels(skill, targets[skill.id], laid)
        for skill in layer.skills:
            self._relate(skill, targets, laid)
        return laid

    def _targets(self, layer: Vocabulary) -> dict[str, str]:
        """The skill that each of a layer is: by preferred label, by id, by an alias alone, or a new one."""
        targets: dict[str, str] = {}
        claimed: dict[str, str] = {}
        fresh: list[Skill] = []
        for skill in layer.skills:
            name = matched_as(skill.name)
            if name in self.owner:
                targets[skill.id] = self.owner[name]
            elif skill.id in self.drafts:
                targets[skill.id] = skill.id
            elif name in claimed:
                targets[skill.id] = claimed[name]
            else:
                claimed[name] = skill.id
                fresh.append(skill)
        joining = self._by_alias(layer, fresh, taken=set(targets.values()))
        for skill in fresh:
            targets[skill.id] = joining.get(skill.id, skill.id)
        return {id: joining.get(target, target) for id, target in targets.items()}

    def _by_alias(self, layer: Vocabulary, fresh: Sequence[Skill], *, taken: set[str]) -> dict[str, str]:
        """Which of the fresh skills are there already, since an alias of theirs and of no other says so."""
        times = Counter(
            alias for skill in layer.skills for alias in {matched_as(label) for label in skill.labels}
        )
        wishes: dict[str, set[str]] = {}
        for skill in fresh:
            for label in skill.labels:
                alias = matched_as(label)
                known = alias in self.owner and label not in skill.ordinary and not self._is_ordinary(alias)
                if known and times[alias] == 1 and len(alias) >= ALIAS_FROM:
                    wishes.setdefault(skill.id, set()).add(self.owner[alias])
        single = {id: next(iter(others)) for id, others in wishes.items() if len(others) == 1}
        wanted = Counter(single.values())
        return {id: other for id, other in single.items() if wanted[other] == 1 and other not in taken}

    def _is_ordinary(self, alias: str) -> bool:
        return any(matched_as(label) == alias for label in self.drafts[self.owner[alias]].ordinary)

    def _add_labels(self, skill: Skill, id: str, laid: Laid) -> None:
        draft = self.drafts[id]
        named = [("", skill.name), *(("", alias) for alias in skill.aliases), *skill.translations]
        for number, (language, label) in enumerate(named):
            owner = self.owner.setdefault(matched_as(label), id)
            if owner != id:
                laid.shared.append(Shared(label, owner, id))
            elif matched_as(label) not in draft.known:
                draft.known.add(matched_as(label))
                if language:
                    draft.translations.append((language, label))
                else:
                    draft.aliases.append(label)
                if label in skill.ordinary:
                    draft.ordinary.add(label)
                laid.labels += 1
            elif number or skill.id in laid.joined:
                laid.labels_repeated += 1

    def _relate(self, skill: Skill, targets: dict[str, str], laid: Laid) -> None:
        id = targets[skill.id]
        for relation in RELATIONS:
            held = self.drafts[id].relations[relation]
            for name in getattr(skill, relation):
                other = targets.get(name) or (
                    name if name in self.drafts else self.owner.get(matched_as(name))
                )
                if other is None:
                    laid.strangers.append((skill.id, relation, name))
                elif other in held or other == id:
                    laid.relations_repeated += 1
                elif relation != "related" and self._leads(other, id, relation):
                    laid.loops.append((skill.id, relation, name))
                else:
                    held.add(other)
                    laid.relations += 1

    def _leads(self, start: str, goal: str, relation: str) -> bool:
        """Whether a relation leads from one skill to another, in any number of steps."""
        seen, waiting = {start}, [start]
        while waiting:
            id = waiting.pop()
            if id == goal:
                return True
            if id in self.drafts:
                fresh = self.drafts[id].relations[relation] - seen
                seen |= fresh
                waiting += fresh
        return False
