"""A skill made of some labels of another.

Rows do not tell by which label they were found, so the new skill appears with the next ingest, which reads
every message again. Taken back, what was counted for it meanwhile counts for the skill it came from at once.
"""

from domain.changes import Change, ChangeKind
from domain.errors import InvalidInput
from domain.keys import code, key
from domain.skills import Skill, Vocabulary, matched_as
from graph import ledger, merges, skills
from graph.connection import Graph, Tx
from ingest.merging import LIST, Done, Steward, settled, spread
from ingest.naming import Book, Name, cleaned, read_book, slug
from ingest.operations import Report

LABELS_TOLD = 20  # of a skill that does not have the one that was named


async def split(graph: Graph, one: str, into: str, labels: tuple[str, ...], steward: Steward) -> Done:
    """Makes a new skill, called `into`, of some labels of another, with its category and broader skills.

    Rows do not tell by which label they were found, so it is with the next ingest that the new skill appears.
    Raises InvalidInput for labels that the skill does not have, and for a name that is taken.
    """
    name = cleaned(into)

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        old = book.standing(one)
        moved = _moved(book, old, labels)
        if matched_as(name.text) not in map(matched_as, moved):
            book.check_free(name.text, None)
        new = _split_off(book, old, name, moved)
        was_there = new.id in book.survivors.ids
        await skills.save(tx, Vocabulary.of([new]))
        await merges.split(tx, skill=new.id, other=old.id, labels=moved, by=steward.by, at=steward.at)
        if was_there:
            await spread(tx, book.survivors.of(old.id))
        return Done(ChangeKind.SPLIT, new, old, moved, ingest_again=True)

    return await graph.write(write)


async def unsplit(graph: Graph, one: str, report: Report) -> Done:
    """Gives the labels of a skill that was split off back. What was counted for it meanwhile counts for the
    skill that it came from at once.

    Raises InvalidInput while other changes rest on it.
    """

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        skill = book.find(one)
        change = _split_of(book, skill)
        if await merges.is_known(tx, skill=skill.id):
            await merges.retire(tx, skill=skill.id)
            await spread(tx, skill.id)
        else:
            await merges.remove(tx, skill=skill.id)
        other = book.skills[change.other]
        return Done(ChangeKind.SPLIT, skill, other, change.labels, undone=True, ingest_again=True)

    return await settled(graph, await graph.write(write), report)


def _moved(book: Book, old: Skill, labels: tuple[str, ...]) -> tuple[str, ...]:
    """The labels as the skill has them, in its order."""
    wanted = {matched_as(label): label for label in labels if label.strip()}
    if not wanted:
        raise InvalidInput("No labels are named.", 'Name some, such as --labels "first|second".')
    held = {matched_as(label): label for label in old.labels}
    for form, label in wanted.items():
        if form not in held:
            raise InvalidInput(
                f"{label!r} is no label of {old.name} itself.",
                f"It has: {', '.join(old.labels[:LABELS_TOLD])}.",
            )
        if form in (matched_as(old.name), matched_as(book.vocabulary.by_id[old.id].name)):
            raise InvalidInput(
                f"{held[form]!r} is the name of {old.name}, which stays with it.",
                "Split its other labels off.",
            )
    return tuple(label for label in old.labels if matched_as(label) in wanted)


def _split_off(book: Book, old: Skill, name: Name, moved: tuple[str, ...]) -> Skill:
    """The new skill. One that was split off before and taken back comes back with the id that rows have."""
    id = f"split-{slug(name.text)}"
    is_old = book.survivors.of(id) == book.survivors.of(old.id)
    if not slug(name.text) or id in book.vocabulary.by_id or (id in book.survivors.ids and not is_old):
        id = f"split-{code(key(name.text, old.id))}"
    translated = {label for _, label in old.translations}
    ordinary = old.ordinary.intersection(moved)
    return Skill(
        id,
        name.text,
        tuple(label for label in moved if label not in translated and label != name.text),
        old.category,
        broader=old.broader,
        ordinary=ordinary | {name.text} if name.ordinary else ordinary - {name.text},
        translations=tuple(pair for pair in old.translations if pair[1] in moved),
    )


def _split_of(book: Book, skill: Skill) -> Change:
    change = next((c for c in book.changes if c.kind is ChangeKind.SPLIT and c.skill == skill.id), None)
    if change is None:
        raise InvalidInput(f"{skill.name} was not split off another skill.", LIST)
    book.standing(skill.id)
    for part in book.survivors.parts.get(skill.id, ()):
        name = book.skills[part].name
        raise InvalidInput(
            f"{name} is merged into {skill.name}.", f"First `understory skills unmerge {part}`."
        )
    for other in book.changes:
        if other.kind is ChangeKind.SPLIT and other.other == skill.id:
            raise InvalidInput(
                f"{book.skills[other.skill].name} was split off {skill.name}.",
                f"First `understory skills unsplit {other.skill}`.",
            )
    return change
