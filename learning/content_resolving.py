"""An entry of a catalogue as content: whom it belongs to, what it teaches and needs, and what was decided."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from domain.content import (
    CEILING,
    Content,
    ContentStatus,
    Needs,
    NeedStatus,
    Source,
    Target,
    Teaches,
)
from domain.keys import key
from domain.messages import SourceWarning
from graph.content import CompetencyName, HeldItem
from graph.content_people import Decision
from learning.prerequisite_names import Found, ItemName, Names
from learning.prerequisites import resolve
from learning.tagging import Tagger, bounded, renumbered
from sources.content import Catalogue, Entry
from sources.content_broken import Errors
from sources.content_fields import Stated

Decisions = Mapping[tuple[str, str, str], Decision]  # by content, side and target
TEACHES, NEEDS = "teaches", "needs"


@dataclass(frozen=True, slots=True)
class Known:
    """What there is besides a catalogue: items, owners by what they are called, what stewards decided."""

    held: Mapping[str, HeldItem]
    competencies: tuple[CompetencyName, ...]
    owners: Mapping[str, str]
    decisions: Decisions


class Resolver:
    """Makes content of a catalogue's entries; `errors` and `warnings` are what it could not follow."""

    def __init__(self, catalogue: Catalogue, known: Known, tagger: Tagger, file: str) -> None:
        self.known, self.tagger = known, tagger
        self.errors = Errors(file)
        self.warnings: list[SourceWarning] = []
        own = {entry.content.id: entry for entry in catalogue.entries}
        others = [one for one in known.held.values() if one.id not in own]
        live = [one for one in others if one.status is ContentStatus.LIVE]
        items = [entry.content for entry in own.values() if entry.content.status is ContentStatus.LIVE]
        self.ids = frozenset((*own, *known.held))
        self.names = Names(
            (ItemName(one.id, one.title, one.section, one.url) for one in (*items, *live)),
            tagger.vocabulary,
            ((one.id, one.name) for one in known.competencies),
        )
        self.competencies = frozenset(one.id for one in known.competencies)

    def content(self, entry: Entry) -> Content:
        """An entry with everything that it names; what it names and is not there becomes an error."""
        item = entry.content
        self._refers(entry)
        tags = self.tagger.tags(item, entry.document)
        teaches = self._taught(entry) or tags.teaches
        if entry.needs:
            needs = self._needed(entry)
        else:
            said = resolve(item.prerequisites, self.names, item.id)
            needs = said.needs if said.is_stated and not said.needs else renumbered(said.needs, tags.needs)
        whole = replace(item, owner=self._owner(entry), teaches=teaches, needs=needs)
        return canonical(decided(whole, self.known.decisions))

    def _owner(self, entry: Entry) -> str | None:
        written = entry.content.owner
        if written is None:
            return None
        found = self.known.owners.get(written)
        if found is None:
            where = f"{entry.content.id}, {entry.at('owner')}"
            self.warnings.append(
                SourceWarning("content_owner_unknown", where, "it was taken without an owner")
            )
        return found

    def _refers(self, entry: Entry) -> None:
        for name in ("translation_of", "replaced_by"):
            other: str | None = getattr(entry.content, name)
            if other is not None and other not in self.ids:
                self.errors.add(entry.at(name), f"there is no content with the id {other!r}")

    def _taught(self, entry: Entry) -> tuple[Teaches, ...]:
        found: list[Teaches] = []
        for stated in entry.teaches:
            held = self._skill(stated.name)
            if held is None:
                self.errors.add(entry.at(TEACHES), f"there is no skill or competency {stated.name!r}")
                continue
            kind = entry.content.kind
            said = None if stated.end is None else (stated.start or 0, stated.end)
            start, end = bounded(kind, said)
            if stated.end is not None and stated.end > CEILING[kind]:
                told = f"{stated.name}: {kind.value} leads to level {CEILING[kind]} at most, not {stated.end}"
                where = f"{entry.content.id}, {entry.at(TEACHES)}"
                self.warnings.append(SourceWarning("content_level_capped", where, told))
            found.append(Teaches(held.target, held.options[0][0], start, end))
        return tuple({(one.target, one.id): one for one in found}.values())

    def _needed(self, entry: Entry) -> tuple[Needs, ...]:
        found: list[Needs] = []
        for clause, alternatives in enumerate(entry.needs, 1):
            for stated in alternatives:
                held = self._skill(stated.name) or self._item(stated)
                if held is None:
                    told = f"there is no skill, competency or content {stated.name!r}"
                    self.errors.add(entry.at(NEEDS), told)
                elif held.options[0][0] == entry.content.id:
                    self.errors.add(entry.at(NEEDS), "it would need itself")
                else:
                    level = None if held.target is Target.CONTENT else (stated.end or None)
                    found += [Needs(clause, held.target, option[0], level) for option in held.options]
        return tuple(found)

    def _skill(self, name: str) -> Found | None:
        if name in self.tagger.vocabulary.by_id:
            return Found(Target.SKILL, ((name,),))
        if name in self.competencies:
            return Found(Target.COMPETENCY, ((name,),))
        return self.names.skill(name)

    def _item(self, stated: Stated) -> Found | None:
        if stated.name in self.ids:
            return Found(Target.CONTENT, ((stated.name,),))
        return self.names.titled(stated.name, "")


def decided(item: Content, decisions: Decisions) -> Content:
    """An item as stewards want it: what they refused is not there, what they confirmed is, and is certain."""

    def of(side: str, id: str) -> Decision | None:
        return decisions.get((item.id, side, id))

    teaches: list[Teaches] = []
    for tag in item.teaches:
        said = of(TEACHES, tag.id)
        if said is None:
            teaches.append(tag)
        elif not said.refused:
            teaches.append(_confirmed(tag, item, said))
    here = {tag.id for tag in item.teaches}
    for said in decisions.values():
        if said.content == item.id and said.side == TEACHES and not said.refused and said.target not in here:
            start, end = bounded(item.kind, None)
            teaches.append(_confirmed(Teaches(Target.SKILL, said.target, start, end), item, said))
    needs = tuple(need for one in item.needs if (need := _need(one, item, of)) is not None)
    return replace(item, teaches=tuple(teaches), needs=needs)


def _confirmed(tag: Teaches, item: Content, said: Decision) -> Teaches:
    start, end = tag.start, tag.end
    if said.end is not None:
        start, end = bounded(item.kind, (said.start or 0, said.end))
    return replace(tag, start=start, end=end, source=Source.CONFIRMED, confidence=1.0)


def _need(need: Needs, item: Content, of: Callable[[str, str], Decision | None]) -> Needs | None:
    said = of(NEEDS, need.id) if need.id else None
    if said is None:
        return need
    if not said.refused:
        status = need.status if need.status is NeedStatus.SOFT else NeedStatus.RESOLVED
        return replace(need, status=status, confidence=1.0, level=said.end or need.level)
    if need.place is None or need.place.text != item.prerequisites:
        return None
    return replace(need, target=None, id=None, level=None, status=NeedStatus.WORDS, confidence=1.0)


def canonical(item: Content) -> Content:
    """The same for the same content, whatever order it was found in."""
    teaches = sorted(item.teaches, key=lambda tag: (tag.target.value, tag.id))
    needs = sorted(item.needs, key=_place)
    once = {(need.clause, need.target, need.id or _place(need)): need for need in reversed(needs)}
    return replace(item, teaches=tuple(teaches), needs=tuple(sorted(once.values(), key=_place)))


def _place(need: Needs) -> tuple[int, str, str, int]:
    return (
        need.clause,
        need.target.value if need.target else "",
        need.id or "",
        need.place.start if need.place else 0,
    )


def digest(item: Content, catalogue: str) -> int:
    """Changes whenever anything of an item does."""
    return key("content", catalogue, repr(canonical(item)))


def decisions_by(decisions: Iterable[Decision]) -> Decisions:
    return {(one.content, one.side, one.target): one for one in decisions}
