"""Pathways as people keep them, and the content that new ones are made of.

What is kept of a pathway is where it leads and what was chosen; the steps are those of the last plan.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from domain.content import Content, ContentStatus, Kind, Needs, Place, Target, Teaches
from domain.keys import code, key
from domain.viewer import Viewer
from graph import content, merges, spaces
from graph.connection import Tx
from graph.content import Needed, in_words
from graph.queries import query

ITEMS_A_READ = 5_000


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece of content as far as a pathway needs it; `words` as in `graph.content.Item`."""

    id: str
    title: str
    kind: Kind
    owner: str | None
    languages: tuple[str, ...]
    regions: tuple[str, ...]
    minutes: int | None
    minutes_max: int | None
    weeks_min: int | None
    url: str
    status: ContentStatus
    credential: str | None
    translation_of: str | None
    replaced_by: str | None
    prerequisites: str
    words: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Includes:
    """A competency with the ids of the skills that it includes."""

    competency: str
    name: str
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a level of the rubric means for a competency."""

    competency: str
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Learner:
    """What a pathway needs to know of somebody; `completed` are ids of content."""

    languages: tuple[str, ...]
    site: str
    completed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Load:
    """How many people's pathways count on a mentor."""

    mentor: str
    number: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A pathway of somebody (`person`): where it leads (`target`, as they named it) and what was chosen.
    `steps` are ids of the last plan's content, `mentors` of people that it counts on, `at` when that was made
    (microseconds)."""

    id: str
    person: str
    target: str
    by: date | None = None
    hours_a_week: float | None = None
    languages: tuple[str, ...] = ()
    region: str = ""
    formats: tuple[Kind, ...] = ()
    persona: str = ""
    locked: tuple[str, ...] = ()
    started: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    consents: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    mentors: tuple[str, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class Offer:
    """All content, with the skills of competencies and the names of everything by key (`skill:ID`)."""

    contents: tuple[Content, ...]
    includes: dict[str, tuple[str, ...]]
    names: dict[str, str]


@query("pathways/contents")
async def _contents(tx: Tx, *, after: str, first: int) -> list[Offered]: ...


@query("pathways/includes")
async def _includes(tx: Tx) -> list[Includes]: ...


@query("pathways/mark")
async def mark(tx: Tx) -> tuple[int, ...]:
    """Equal as long as what `offered` gives is the same."""
    ...


@query("pathways/texts")
async def texts(tx: Tx, *, ids: Collection[str]) -> list[Meaning]: ...


@query("pathways/person")
async def person(tx: Tx, *, person: int) -> Learner | None: ...


@query("pathways/load")
async def load(tx: Tx, *, mentors: Collection[str], person: int) -> list[Load]: ...


@query("pathways/kept")
async def kept(tx: Tx, *, person: int, id: str) -> Kept | None: ...


@query("pathways/save")
async def _save(tx: Tx, *, person: int, pathway: dict[str, Any]) -> None: ...


def pathway_id(person: str, target: str) -> str:
    """The id of somebody's pathway to a target: there is one for each."""
    return "W" + code(key("pathway", person, target))


async def save(tx: Tx, person: int, pathway: Kept) -> None:
    """Keeps a pathway of somebody (by key), instead of an earlier one to the same target."""
    held = {field.name: getattr(pathway, field.name) for field in fields(pathway) if field.name != "person"}
    await _save(tx, person=person, pathway={**held, "by": pathway.by and pathway.by.isoformat()})


async def offered(tx: Tx) -> Offer:
    """Everything that there is to learn from, merged skills as the one that stands for them."""
    survivors = await merges.survivors(tx)
    scopes = await spaces.readable(tx, Viewer.operator())  # content is for whoever may read anything
    names: dict[str, str] = {}
    contents: list[Content] = []
    after = ""
    while True:
        page = await _contents(tx, after=after, first=ITEMS_A_READ)
        ids = [item.id for item in page]
        taught = await content.teaches(tx, scopes=scopes, ids=ids)
        needed = await content.needs(tx, scopes=scopes, ids=ids)
        teaches: dict[str, list[Teaches]] = {}
        needs: dict[str, list[Needs]] = {}
        for row in taught:
            id = survivors.of(row.id) if row.target is Target.SKILL else row.id
            names.setdefault(f"{row.target.value}:{id}", row.name)
            made = Teaches(row.target, id, row.start_level, row.end_level, row.source, row.confidence)
            teaches.setdefault(row.content, []).append(made)
        for need in needed:
            id = survivors.of(need.id) if need.target is Target.SKILL else need.id
            names.setdefault(f"{need.target.value}:{id}", need.name)
            needs.setdefault(need.content, []).append(_need(need, id))
        contents += [_content(item, teaches.get(item.id, ()), needs.get(item.id, ())) for item in page]
        if len(page) < ITEMS_A_READ:
            break
        after = ids[-1]
    includes: dict[str, tuple[str, ...]] = {}
    for one in await _includes(tx):
        includes[one.competency] = tuple(dict.fromkeys(map(survivors.of, one.skills)))
        names.setdefault(f"competency:{one.competency}", one.name)
    return Offer(tuple(contents), includes, names)


def _need(row: Needed, id: str) -> Needs:
    place = None
    if row.text is not None and row.start is not None and row.end is not None:
        place = Place(row.text, row.start, row.end)
    return Needs(row.clause, row.target, id, row.level, row.status, place, row.confidence)


def _content(item: Offered, teaches: Sequence[Teaches], needs: Sequence[Needs]) -> Content:
    said = [
        Needs(one.clause, None, None, None, one.status, Place(item.prerequisites, one.start, one.end))
        for one in in_words(item.words)
    ]
    return Content(
        item.id,
        item.title,
        item.kind,
        owner=item.owner,
        languages=item.languages,
        regions=item.regions,
        minutes=item.minutes,
        minutes_max=item.minutes_max,
        weeks_min=item.weeks_min,
        url=item.url,
        status=item.status,
        credential=item.credential,
        translation_of=item.translation_of,
        replaced_by=item.replaced_by,
        teaches=tuple(teaches),
        needs=(*needs, *said),
    )
