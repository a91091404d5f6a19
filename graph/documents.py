"""Documents: what is held of each, and who wrote, reviewed and owns it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from graph.connection import Tx
from graph.queries import query


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the graph stores it. `folder` is the key of the space it was taken in with, `space` of
    the one it stands in; `at` is in microseconds; `stamp` changes with what it was read from. `items`,
    `names` and `anchors` are parallel: each section's key, what a reader is told of it, and what a link to it
    adds after `#`."""

    key: int
    id: str
    folder: int
    space: int
    path: str
    title: str
    language: str
    at: int
    stamp: str
    items: tuple[int, ...]
    names: tuple[str, ...]
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldDocument:
    """What taking a folder in again needs to know of a document."""

    key: int
    path: str
    space: int
    stamp: str
    sections: int


@dataclass(frozen=True, slots=True)
class Part:
    """An account's part in a document: `authors`, `reviewers` or `owners`. Both by key."""

    document: int
    account: int
    part: str


@dataclass(frozen=True, slots=True)
class Named:
    """A person whom a name fits, with an identity of theirs that a link can be made to."""

    name: str
    person: str
    identity: str


@dataclass(frozen=True, slots=True)
class Unmatched:
    """An account that stands for a name alone."""

    id: str
    name: str


@query("documents/of_folder")
async def of_folder(tx: Tx, *, folder: int) -> list[HeldDocument]: ...


@query("documents/save")
async def _save(tx: Tx, *, documents: Sequence[DocumentRow]) -> None: ...


@query("documents/take_part")
async def _take_part(tx: Tx, *, parts: Sequence[Part]) -> None: ...


@query("documents/parts_elsewhere")
async def _parts_elsewhere(tx: Tx, *, account: int, person: int, first: int) -> list[Part]: ...


@query("documents/leave_part")
async def _leave_part(tx: Tx, *, parts: Sequence[Part]) -> None: ...


@query("documents/forget")
async def forget(tx: Tx, *, keys: Collection[int]) -> None: ...


@query("documents/veil")
async def veil(tx: Tx, *, documents: Collection[int]) -> None: ...


@query("documents/readers")
async def readers(tx: Tx, *, space: int) -> list[str]: ...


@query("documents/named")
async def named(tx: Tx, *, names: Collection[str], source: str, listed: str) -> list[Named]: ...


@query("documents/names_of")
async def names_of(tx: Tx, *, person: int) -> list[str]: ...


@query("documents/unmatched")
async def unmatched(tx: Tx, *, source: str) -> list[Unmatched]: ...


@query("documents/match")
async def match(tx: Tx, *, accounts: Collection[int]) -> None: ...


@query("documents/matched")
async def matched(tx: Tx, *, accounts: Collection[int]) -> list[int]: ...


async def save(tx: Tx, documents: Sequence[DocumentRow], parts: Sequence[Part]) -> None:
    """Writes documents, and exactly these parts in them."""
    await _save(tx, documents=documents)
    await _take_part(tx, parts=parts)


async def relink(tx: Tx, *, account: int, person: int, first: int) -> int:
    """Gives the next `first` parts of an account to the person it belongs to now; says how many."""
    parts = await _parts_elsewhere(tx, account=account, person=person, first=first)
    if parts:
        await _leave_part(tx, parts=parts)
        await _take_part(tx, parts=parts)
    return len(parts)
