"""What pathways are made of: content compiled once, so that a question only walks the part it needs.

Everything that can be reached has a key: `skill:ID` and `competency:ID` with a level, `content:ID` for having
completed something, `consent:ID` for somebody's permission. A way to meet a clause is a key and a level.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from domain.content import CEILING, Content, ContentStatus, Kind, Needs, NeedStatus, Source, Target, Teaches
from learning.pathways_personas import PART
from learning.pathways_words import RUBRIC

Way = tuple[str, int]
"""A key and the level of it that is needed; 0 where the key has no levels."""

PRACTICE = frozenset({Kind.COACHING, Kind.MENTORING, Kind.STRETCH})
# Minutes for content that does not say.
USUAL_MINUTES = {
    Kind.COURSE: 960,
    Kind.MICRO: 15,
    Kind.EXTERNAL: 960,
    Kind.NOTE: 20,
    Kind.JOB_AID: 10,
    Kind.COACHING: 360,
    Kind.MENTORING: 360,
    Kind.COMMUNITY: 240,
    Kind.STRETCH: 960,
}
FIFTHS = 5  # counted minutes are whole in fifths: stretch work counts one, everything else five
ENOUGH = 0.5  # confidence from which what was mined of content counts as taught


@dataclass(frozen=True, slots=True)
class Clause:
    """Alternatives of which one must be met before. `number` is the content's own; below 0 for the level that
    it begins at."""

    number: int
    ways: tuple[Way, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """Content that can be a step. `place` is its own number in the catalogue; `check` and `advice` are what
    it needs in words. A `bridge` is no step: it stands for knowing all skills of a competency."""

    content: Content
    place: int
    clauses: tuple[Clause, ...] = ()
    check: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    bridge: bool = False
    made: bool = False

    @property
    def part(self) -> str:
        return PART[self.content.kind]

    def minutes(self, at_most: bool) -> int:
        """Of one's time; `at_most` for the most that it may take."""
        if self.bridge:
            return 0
        usual = self.content.minutes
        if usual is None:
            usual = self.content.minutes_max or USUAL_MINUTES[self.content.kind]
        return max(usual, self.content.minutes_max or 0) if at_most else usual

    def fifths(self, at_most: bool) -> int:
        """Minutes as a date counts them, in fifths of a minute."""
        return self.minutes(at_most) * (1 if self.content.kind is Kind.STRETCH else FIFTHS)


@dataclass(frozen=True, slots=True)
class Teacher:
    """That an item brings somebody from a level of a key to another, its kind's ceiling kept; `told` is the
    level that its source says."""

    item: int
    start: int
    end: int
    told: int


class Catalogue:
    """Live content by what it teaches and stands for. Never changed: `plus` gives another."""

    def __init__(
        self,
        items: Sequence[Item],
        teachers: Mapping[str, Sequence[Teacher]],
        same: Mapping[str, str],
        includes: Mapping[str, Sequence[str]],
        names: Mapping[str, str],
    ) -> None:
        self.items = items
        self.teachers = teachers
        self.same = same
        self.includes = includes
        self.names = names
        self.by_id = {item.content.id: item.place for item in items}
        standing: dict[str, list[int]] = defaultdict(list)
        for item in items:
            standing[self.content_key(item.content.id)].append(item.place)
        self.standing = standing
        self.takes_weeks = any(item.content.weeks_min for item in items)
        self.consents = tuple(
            item.content.id
            for item in items
            if any(key.startswith("consent:") for clause in item.clauses for key, _ in clause.ways)
        )

    @staticmethod
    def of(
        contents: Iterable[Content],
        includes: Mapping[str, Sequence[str]] | None = None,
        names: Mapping[str, str] | None = None,
    ) -> "Catalogue":
        """Of content in any order; what is not live, or replaced by what is, is no step, and still counts
        where it was completed. `includes` are the skills of each competency that has some, by id; `names`
        what keys are called."""
        held = sorted({content.id: content for content in contents}.values(), key=lambda c: c.id)
        same = _same(held)
        called = {**{f"content:{c.id}": c.title for c in held}, **(names or {})}
        there = {content.id for content in held if content.status is ContentStatus.LIVE}
        live = [content for content in held if content.id in there and content.replaced_by not in there]
        items = [_item(content, place, same, called) for place, content in enumerate(live)]
        return Catalogue(items, _teachers(items), same, includes or {}, called)

    def plus(self, contents: Collection[Content]) -> "Catalogue":
        """The same with more content, as with mentors who were found for one question."""
        added = [
            _item(content, len(self.items) + number, self.same, self.names)
            for number, content in enumerate(sorted(contents, key=lambda c: c.id))
            if content.id not in self.by_id
        ]
        teachers = {**self.teachers}
        for key, more in _teachers(added).items():
            teachers[key] = (*teachers.get(key, ()), *more)
        return Catalogue([*self.items, *added], teachers, self.same, self.includes, self.names)

    def content_key(self, id: str) -> str:
        """The key of having completed it, or what it translates or replaces."""
        return f"content:{self.same.get(id, id)}"

    def supporters(self, way: Way, waived: Collection[int] = ()) -> list[int]:
        """Items that meet a way. One that begins at the needed level or above is never needed for it, unless
        where it begins is `waived`, as for what was started."""
        key, level = way
        if not level:
            return self.standing.get(key, [])
        return [
            t.item
            for t in self.teachers.get(key, ())
            if level <= t.end and (t.start < level or (t.item in waived and t.start < t.end))
        ]

    def skills_of(self, key: str) -> Sequence[str]:
        """The skills that a competency includes; nothing for a skill."""
        target, _, id = key.partition(":")
        return self.includes.get(id, ()) if target == Target.COMPETENCY.value else ()

    def taught(self, id: str) -> list[tuple[str, int]]:
        """Keys with the levels that completed content has brought somebody to."""
        content = self.items[self.by_id[id]].content if id in self.by_id else None
        return [
            (f"{t.target.value}:{t.id}", end)
            for t in (content.teaches if content else ())
            if content and is_trusted(t) and (end := min(t.end, CEILING[content.kind])) > t.start
        ]

    def said(self, way: Way) -> str:
        """A way in words."""
        return said(way, self.names)


def is_trusted(teaches: Teaches) -> bool:
    """Whether it counts as taught: what people say does, and what is likely enough of what was mined."""
    return teaches.source is not Source.MINED or teaches.confidence >= ENOUGH


def said(way: Way, names: Mapping[str, str]) -> str:
    key, level = way
    name = names.get(key, key.partition(":")[2])
    return f"{name} at {RUBRIC[level]}" if level else name


def _item(content: Content, place: int, same: Mapping[str, str], names: Mapping[str, str]) -> Item:
    grouped: dict[int, list[Needs]] = defaultdict(list)
    for need in content.needs:
        grouped[need.clause].append(need)
    held: dict[frozenset[Way], Clause] = {}  # a clause that says what another says is said once
    check: list[str] = []
    advice: list[str] = []
    for number, needs in sorted(grouped.items()):
        words = " or ".join(dict.fromkeys(_words(need, names) for need in needs))
        if any(_in_words(need) for need in needs):
            check.append(words)
            continue
        firm = [need for need in needs if need.status is not NeedStatus.SOFT]
        if firm:
            ways = dict.fromkeys(_way(need, content, same) for need in firm)
            held.setdefault(frozenset(ways), Clause(number, tuple(ways), words))
        else:
            advice.append(words)
    for teaches in content.teaches:
        if teaches.start and min(teaches.end, CEILING[content.kind]) > teaches.start:
            way = (f"{teaches.target.value}:{teaches.id}", teaches.start)
            held.setdefault(frozenset({way}), Clause(-1 - len(held), (way,), said(way, names)))
    return Item(content, place, tuple(held.values()), tuple(check), tuple(advice))


def _in_words(need: Needs) -> bool:
    """Whether it is for the reader to judge. It never blocks."""
    unresolved = need.status is NeedStatus.RESOLVED and (need.id is None or need.target is None)
    return need.status in (NeedStatus.WORDS, NeedStatus.PROPOSED) or unresolved


def _way(need: Needs, content: Content, same: Mapping[str, str]) -> Way:
    if need.status is NeedStatus.PERMISSION or need.target is None or need.id is None:
        return f"consent:{content.id}", 0
    if need.target is Target.CONTENT:
        return f"content:{same.get(need.id, need.id)}", 0
    return f"{need.target.value}:{need.id}", need.level or 1


def _words(need: Needs, names: Mapping[str, str]) -> str:
    if need.place is not None and need.place.text.strip():
        return (need.place.text[need.place.start : need.place.end] or need.place.text).strip()
    if need.target is None or need.id is None:
        return "somebody's consent"
    return said(
        (f"{need.target.value}:{need.id}", 0 if need.target is Target.CONTENT else need.level or 1), names
    )


def _teachers(items: Iterable[Item]) -> dict[str, list[Teacher]]:
    teachers: dict[str, list[Teacher]] = defaultdict(list)
    for item in items:
        for teaches in item.content.teaches:
            if is_trusted(teaches) and teaches.target is not Target.CONTENT and teaches.end > teaches.start:
                end = min(teaches.end, CEILING[item.content.kind])
                key = f"{teaches.target.value}:{teaches.id}"
                teachers[key].append(Teacher(item.place, teaches.start, end, teaches.end))
    return dict(teachers)


def _same(contents: Iterable[Content]) -> dict[str, str]:
    """What stands for each content that is a translation, or was replaced: the first id of its family."""
    first: dict[str, str] = {}

    def root(id: str) -> str:
        while first.get(id, id) != id:
            id = first[id]
        return id

    for content in contents:
        for other in (content.translation_of, content.replaced_by):
            if other is not None:
                low, high = sorted((root(content.id), root(other)))
                first[high] = low
    return {id: root(id) for id in first}
