"""Evidence as it is read: rows that speak for people, where they stand, and how a reader opens them there."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, TypeVar
from urllib.parse import quote

from domain.changes import Survivors
from domain.errors import InvalidInput
from domain.evidence import (
    ACT_MASK,
    ACT_SHIFT,
    ACT_WEIGHT,
    NEVER_FOLDED,
    Act,
    Feature,
    Mention,
    bucket_act,
    units,
    unpack,
)
from domain.viewer import Scopes
from graph import merges
from graph.connection import Tx
from graph.queries import query

SECOND = 1_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class About:
    """A row as counting it and choosing it needs it."""

    id: int
    person: int
    author: int
    thread: int
    at: int
    features: int
    m: tuple[int, ...]

    @property
    def act(self) -> Act:
        """What the message as a whole does in its thread."""
        return Act(self.features >> ACT_SHIFT & ACT_MASK)


@dataclass(frozen=True, slots=True)
class AboutColumns:
    """Rows of `About`, field by field, at least one: a record for each would take five times as long."""

    id: list[int]
    person: list[int]
    author: list[int]
    thread: list[int]
    at: list[int]
    features: list[int]
    m: list[tuple[int, ...]]

    @property
    def rows(self) -> list[About]:
        return [About(*row) for row in _rows(self)]


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person wrote in one thread."""

    person: int
    thread: int


@dataclass(frozen=True, slots=True)
class Item:
    """What a viewer may see of a row. `space` is an id, `at` in microseconds, `template` the source's.

    A row of a document has its `title` and `path`, with the `section` it is about and the anchor of that.
    """

    id: int
    person: int
    thread: int
    at: int
    extractor: int
    features: int
    m: tuple[int, ...]
    quote: str | None
    space: str
    space_name: str
    template: str
    title: str | None = None
    path: str | None = None
    section: str | None = None
    anchor: str | None = None

    @property
    def permalink(self) -> str:
        """Where the source shows the message, or the section of a document."""
        return permalink(self.template, self.space, self.at, self.path or "", self.anchor or "")

    @property
    def act(self) -> Act:
        """What the message as a whole does in its thread."""
        return Act(self.features >> ACT_SHIFT & ACT_MASK)

    def mention_of(self, skills: Collection[int]) -> Mention | None:
        """The mention of one of some skills that says most."""
        mentions = [m for m in unpack(self.m) if m.skill in skills]
        return max(mentions, key=_says, default=None)


R = TypeVar("R", About, Item)


@dataclass(slots=True)
class Count:
    """How often somebody did one thing with one skill, in messages and in `documents`. `at` and `written_at`
    are the last time in each, in microseconds."""

    messages: int = 0
    threads: set[int] = field(default_factory=set[int])
    authors: set[int] = field(default_factory=set[int])
    at: int = 0
    documents: set[int] = field(default_factory=set[int])
    written_at: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A row as an index of words needs it."""

    id: int
    item: int
    person: int
    space: int
    thread: int
    at: int
    length: int
    features: int
    t: tuple[int, ...]
    m: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class WordsColumns:
    """Rows of `Words`, field by field, for the same reason as `AboutColumns`."""

    id: list[int]
    item: list[int]
    person: list[int]
    space: list[int]
    thread: list[int]
    at: list[int]
    length: list[int]
    features: list[int]
    t: list[tuple[int, ...]]
    m: list[tuple[int, ...]]

    @property
    def rows(self) -> list[Words]:
        return [Words(*row) for row in _rows(self)]


@dataclass(frozen=True, slots=True)
class LedgerState:
    """The store's id, the last sequence number, and up to which number removals are forgotten."""

    store: str
    seq: int
    pruned: int


@query("evidence/about")
async def _about(
    tx: Tx, *, people: Collection[int], skills: Collection[int], scopes: Scopes
) -> list[AboutColumns]: ...


@query("evidence/in_threads")
async def _in_threads(
    tx: Tx, *, contributions: Sequence[Contribution], scopes: Scopes
) -> list[AboutColumns]: ...


@query("evidence/items")
async def _items(tx: Tx, *, ids: Collection[int], scopes: Scopes) -> list[Item]: ...


@query("evidence/readable_spaces")
async def readable_spaces(tx: Tx, *, scopes: Scopes) -> list[int]: ...


@query("evidence/ledger")
async def ledger(tx: Tx) -> LedgerState: ...


@query("evidence/page")
async def _page(tx: Tx, *, after: int, first: int) -> list[WordsColumns]: ...


@query("evidence/changed_threads")
async def changed_threads(tx: Tx, *, after: int, until: int) -> list[int]: ...


@query("evidence/of_threads")
async def _of_threads(tx: Tx, *, threads: Collection[int]) -> list[WordsColumns]: ...


async def about(tx: Tx, *, people: Collection[int], skills: Collection[int], scopes: Scopes) -> list[About]:
    """Newest first. Looks at every row of these people: for a few of them."""
    survivors = await merges.survivors(tx)
    told = await _about(tx, people=people, skills=survivors.mined_as(skills), scopes=scopes)
    return [_resolved(row, survivors) for columns in told for row in columns.rows]


async def in_threads(tx: Tx, *, contributions: Sequence[Contribution], scopes: Scopes) -> list[About]:
    """Newest first."""
    survivors = await merges.survivors(tx)
    told = await _in_threads(tx, contributions=contributions, scopes=scopes)
    return [_resolved(row, survivors) for columns in told for row in columns.rows]


async def items(tx: Tx, *, ids: Collection[int], scopes: Scopes) -> list[Item]:
    """Newest first."""
    survivors = await merges.survivors(tx)
    return [_resolved(item, survivors) for item in await _items(tx, ids=ids, scopes=scopes)]


async def page(tx: Tx, *, after: int, first: int) -> list[Words]:
    """In the order of their ids."""
    return [row for columns in await _page(tx, after=after, first=first) for row in columns.rows]


async def of_threads(tx: Tx, *, threads: Collection[int]) -> list[Words]:
    """In any order."""
    return [row for columns in await _of_threads(tx, threads=threads) for row in columns.rows]


def counted(rows: Iterable[About], skills: Collection[int]) -> dict[tuple[int, int], dict[Act, Count]]:
    """(person, skill) to what they did with it, folded as the relationships are."""
    found: dict[tuple[int, int], dict[Act, Count]] = {}
    for row in rows:
        for skill, number in units(row.at, row.m):
            if skill not in skills:
                continue
            count = found.setdefault((row.person, skill), {}).setdefault(bucket_act(number), Count())
            if row.features & Feature.DOCUMENT:
                count.documents.add(row.thread)
                count.written_at = max(count.written_at, row.at)
                continue
            count.messages += 1
            count.threads.add(row.thread)
            count.authors.add(row.author)
            count.at = max(count.at, row.at)
    return found


def speaking(rows: Iterable[About], skills: Collection[int]) -> Iterator[About]:
    """Those of the rows that say something for knowing one of the skills."""
    for row in rows:
        if any(skill in skills and ACT_WEIGHT[bucket_act(number)] for skill, number in units(row.at, row.m)):
            yield row


def page_of(rows: Iterable[About], *, first: int, after: str | None = None) -> list[int]:
    """The ids of the next `first` rows, newest first, after the row that the cursor `after` stands for.

    Raises InvalidInput for what is no cursor.
    """
    ordered = sorted(((row.at, row.id) for row in rows), reverse=True)
    if after is not None:
        last = _position(after)
        ordered = [pair for pair in ordered if pair < last]
    return [id for _, id in ordered[:first]]


def cursor(item: Item | About) -> str:
    """Stands for a row when the page after it is asked for."""
    return f"{item.at}.{item.id}"


def permalink(template: str, space: str, at: int, path: str = "", anchor: str = "") -> str:
    """Fills a source's template: the space's id without its source, and the time as Slack writes it; or a
    document's path and the anchor of its section."""
    seconds, micros = divmod(at, SECOND)
    filled: Mapping[str, str] = {
        "{space}": space.partition(":")[2],
        "{ts}": f"{seconds}.{micros:06d}",
        "{ts_digits}": f"{seconds}{micros:06d}",
        "{path}": quote(path),
        "{anchor}": quote(anchor, safe="=-._~"),
    }
    for name, value in filled.items():
        template = template.replace(name, value)
    return template.removesuffix("#")


def _resolved(row: R, survivors: Survivors) -> R:
    """The row with mentions of the skills that stand for those that were mined."""
    m = survivors.resolved(row.m)
    return row if m is row.m else replace(row, m=m)


def _rows(columns: AboutColumns | WordsColumns) -> Iterator[tuple[Any, ...]]:
    return zip(*(getattr(columns, field.name) for field in fields(columns)), strict=True)


def _says(mention: Mention) -> tuple[bool, float, int]:
    return not mention.flags & NEVER_FOLDED, ACT_WEIGHT[mention.act], mention.confidence


def _position(text: str) -> tuple[int, int]:
    at, _, id = text.partition(".")
    try:
        return int(at), int(id)
    except ValueError:
        raise InvalidInput(
            f"{text!r} is no cursor of a page of evidence.", "Give an `endCursor` as it was answered."
        ) from None
