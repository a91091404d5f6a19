"""The walk backward from goals: what is wanted, what could meet it, and what that needs in turn."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import chain

from domain.content import Content, Kind
from learning.pathways_catalogue import PRACTICE, Catalogue, Clause, Item, Way
from learning.pathways_links import Links
from learning.pathways_words import Question

DAYS_A_WEEK = 7

Filter = frozenset[str]
"""What a question asks of content: of these names those that hold."""
ALL: Filter = frozenset({"language", "region", "format", "excluded", "consent", "weeks"})


class Held:
    """What somebody has before the first step: levels, and content that they completed."""

    def __init__(self, catalogue: Catalogue, question: Question) -> None:
        self._skills_of = catalogue.skills_of
        self._known: dict[str, int] = {}  # levels that were asked for
        self._levels = {subject.key: have.level for subject, have in question.have.items()}
        self._other = {f"consent:{id}" for id in question.consents}
        for id in question.done:
            self._other.add(catalogue.content_key(id))
            for key, end in catalogue.taught(id):
                self._levels[key] = max(self._levels.get(key, 0), end)

    def level(self, key: str) -> int:
        """Of a skill or competency; of a competency also by all the skills that it includes."""
        known = self._known.get(key)
        if known is None:
            skills = (self._levels.get(f"skill:{skill}", 0) for skill in self._skills_of(key))
            known = self._known[key] = max(self._levels.get(key, 0), min(skills, default=0))
        return known

    def meets(self, way: Way) -> bool:
        key, level = way
        return self.level(key) >= level if level else key in self._other


class Search:
    """Candidates by their own number, with the clauses that are still to be met."""

    def __init__(self, catalogue: Catalogue, question: Question, held: Held, asked: Filter = ALL) -> None:
        self.catalogue = catalogue
        self.question = question
        self.held = held
        self.asked = asked
        self.items: list[Item] = []
        self.clauses: list[list[Clause]] = []
        self.number: dict[str, int] = {}  # by content's id; -1 for what the question does not ask for
        self._meeting: dict[Way, list[int]] = {}
        self._queue: deque[Way] = deque()
        self._waived = {catalogue.by_id[id] for id in question.started if id in catalogue.by_id}
        days = (question.by - question.today).days if question.by else None
        self._weeks = None if days is None else days / DAYS_A_WEEK

    def want(self, way: Way) -> None:
        if way not in self._meeting:
            self._meeting[way] = []
            self._queue.append(way)

    def run(self) -> None:
        every = self.catalogue.items
        while self._queue:
            way = self._queue.popleft()
            found = (every[place] for place in self.catalogue.supporters(way, self._waived))
            numbers = (self.take(item) for item in chain(found, self._bridge(way)))
            self._meeting[way] += [number for number in numbers if number >= 0]

    def take(self, item: Item) -> int:
        """The number of an item as a candidate; -1 when the question asks for others."""
        id = item.content.id
        number = self.number.get(id)
        if number is not None:
            return number
        if not item.bridge and not self.allows(item.content):
            self.number[id] = -1
            return -1
        number = self.number[id] = len(self.items)
        waived = id in self.question.started
        clauses = [] if waived else [c for c in item.clauses if not any(map(self.held.meets, c.ways))]
        self.items.append(item)
        self.clauses.append(clauses)
        for clause in clauses:
            for way in clause.ways:
                self.want(way)
        return number

    def allows(self, content: Content) -> bool:
        asked, question = self.asked, self.question
        if content.id in question.done or ("excluded" in asked and content.id in question.excluded):
            return False
        if content.id in question.locked or content.id in question.started:
            return True
        return (
            ("language" not in asked or speaks(content, question))
            and ("region" not in asked or is_near(content, question))
            and ("format" not in asked or not question.formats or content.kind in question.formats)
            and ("weeks" not in asked or self._weeks is None or (content.weeks_min or 0) <= self._weeks)
        )

    def meeting(self, way: Way) -> list[int]:
        return self._meeting.get(way, [])

    def practising(self, key: str, level: int) -> list[Item]:
        """Items that practise a subject, or one of a competency's skills, below a level."""
        places = {
            teacher.item
            for each in (key, *self._skills(key))
            for teacher in self.catalogue.teachers.get(each, ())
            if teacher.start < level
            and teacher.end > max(teacher.start, self.held.level(each))
            and self.catalogue.items[teacher.item].content.kind in PRACTICE
        }
        return [self.catalogue.items[place] for place in sorted(places)]

    def supporters(self) -> list[list[list[int]]]:
        """What meets each clause of each candidate, but not itself."""
        return [
            [self._meet(clause, number) for clause in clauses] for number, clauses in enumerate(self.clauses)
        ]

    def startable(self, supporters: Sequence[Sequence[Sequence[int]]]) -> set[int]:
        """Candidates whose clauses can be met in some order, one before the other."""
        if "consent" in self.asked:
            return Links.of(supporters).startable()
        all_clauses = chain.from_iterable(self.clauses)
        given = [n for n, c in enumerate(all_clauses) if any(key.startswith("consent:") for key, _ in c.ways)]
        return Links.of(supporters).startable(given)

    def _meet(self, clause: Clause, own: int) -> list[int]:
        if len(clause.ways) == 1:
            return [i for i in self.meeting(clause.ways[0]) if i != own]
        return sorted({i for way in clause.ways for i in self.meeting(way)} - {own})

    def _skills(self, key: str) -> list[str]:
        return [f"skill:{skill}" for skill in self.catalogue.skills_of(key)]

    def _bridge(self, way: Way) -> Iterable[Item]:
        """Knowing every skill of a competency, where it includes some."""
        key, level = way
        skills = self._skills(key) if level else ()
        if not skills:
            return ()
        ways = [(skill, level) for skill in skills]
        clauses = tuple(Clause(n, (one,), self.catalogue.said(one)) for n, one in enumerate(ways))
        return (Item(Content(f"bridge:{key}:{level}", key, Kind.NOTE), -1, clauses, bridge=True),)


def speaks(content: Content, question: Question) -> bool:
    """Whether content is in one of somebody's languages, or needs none."""
    return (
        not content.languages
        or not question.languages
        or not question.languages.isdisjoint(content.languages)
    )


def is_near(content: Content, question: Question) -> bool:
    return not content.regions or not question.region or question.region in content.regions
