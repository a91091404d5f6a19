"""One skill of two, and two again: what a steward's change is, and the change that merges.

Skills are named by id, or by a label that only one of them has. No evidence row changes: whoever knows what
was merged is counted anew, by an operation that goes on where it was cut off.
"""

from dataclasses import dataclass

from domain.changes import Change, ChangeKind, Merge, Survivors
from domain.errors import InvalidInput
from domain.keys import key
from domain.skills import Skill
from graph import experts, ledger, merges, operations, skills
from graph.connection import Graph, Tx
from graph.operations import OperationKind
from ingest.naming import Book, read_book
from ingest.operations import Report, finish_operations, mark_knowers


@dataclass(frozen=True, slots=True)
class Steward:
    """Who decides (a person's id, empty for whoever operates the store), and when (microseconds)."""

    by: str
    at: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was done to `skill`, or with `undone` taken back, and the `other` skill that it concerns, if any.

    `labels` are those that went from one to the other; with `ingest_again`, messages that were read before
    show it only when they are ingested again.
    """

    kind: ChangeKind
    skill: Skill
    other: Skill | None = None
    labels: tuple[str, ...] = ()
    undone: bool = False
    ingest_again: bool = False


async def merge(graph: Graph, one: str, into: str, steward: Steward, report: Report) -> Done:
    """Makes a skill, with all that is merged into it, count as another from now on.

    Raises NotFound, or InvalidInput for a label of several skills, for one that is merged already, and where
    a skill would become a part of itself or broader than itself.
    """

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        skill, other = book.find(one), book.find(into)
        _check_merge(book, skill, other)
        await merges.merge(tx, skill=skill.id, into=other.id, by=steward.by, at=steward.at)
        await spread(tx, skill.id)
        return Done(ChangeKind.MERGE, skill, other)

    return await settled(graph, await graph.write(write), report)


async def unmerge(graph: Graph, one: str, report: Report) -> Done:
    """Lets a merged skill stand for itself again, with all that is merged into it."""

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        skill = book.find(one)
        into = book.merged_into(skill)
        if into is None:
            raise InvalidInput(f"{skill.name} is not merged into another skill.", LIST)
        await merges.unmerge(tx, skill=skill.id)
        await spread(tx, book.survivors.of(skill.id))
        return Done(ChangeKind.MERGE, skill, into, undone=True)

    return await settled(graph, await graph.write(write), report)


@dataclass(frozen=True, slots=True)
class Told:
    """A change that stands, with the names of its skills and of the person who decided it."""

    change: Change
    skill: str
    other: str
    by: str


async def told_changes(tx: Tx) -> list[Told]:
    """What stewards changed and did not take back, oldest first."""
    book = await read_book(tx)
    names = {skill.id: skill.name for skill in book.skills.values()}
    people = {by: await experts.people_named(tx, text=by) for by in {c.by for c in book.changes} - {""}}
    return [
        Told(
            change,
            names.get(change.skill, change.skill),
            names.get(change.other, change.other),
            next((person.name for person in people.get(change.by, ()) if person.id == change.by), ""),
        )
        for change in book.changes
    ]


LIST = "`understory skills changes` lists what stewards changed."


async def spread(tx: Tx, skill: str) -> None:
    """Has everybody who knows a skill recounted; the first of them are marked at once."""
    await mark_knowers(tx, await operations.begin(tx, OperationKind.REFOLD, key("skill", skill)))


async def settled(graph: Graph, done: Done, report: Report) -> Done:
    await finish_operations(graph, await graph.read(skills.vocabulary), report)
    return done


def _check_merge(book: Book, skill: Skill, other: Skill) -> None:
    if skill is other:
        raise InvalidInput(f"{skill.name} cannot be merged into itself.", "Name two skills.")
    into = book.merged_into(skill)
    if into is other:
        raise InvalidInput(f"{skill.name} is already merged into {other.name}.", LIST)
    if into is not None:
        raise InvalidInput(
            f"{skill.name} is merged into {into.name}.",
            f"First `understory skills unmerge {skill.id}`, or merge {into.name} into {other.name}.",
        )
    if book.survivors.of(other.id) == skill.id:
        raise InvalidInput(
            f"{other.name} is merged into {skill.name}, so {skill.name} cannot become a part of it.",
            f"First `understory skills unmerge {other.id}`.",
        )
    survivors = Survivors((*book.survivors.merges, Merge(skill.id, other.id)))
    for relation in ("broader", "requires"):
        if via := book.circle(survivors, survivors.of(other.id), relation):
            between = ", ".join(book.skills[id].name for id in via)
            raise InvalidInput(
                f"{skill.name} and {other.name} cannot be one skill: {between} stands between them "
                f"({relation}), and would come before and after it.",
                f"Merge {between} into one of them first.",
            )
