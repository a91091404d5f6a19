"""A skill by another name than its vocabulary's."""

from domain.changes import ChangeKind
from domain.errors import InvalidInput
from domain.skills import Skill
from graph import ledger, merges
from graph.connection import Graph, Tx
from ingest.merging import LIST, Done, Steward
from ingest.naming import Book, cleaned, read_book


async def rename(graph: Graph, one: str, name: str, steward: Steward) -> Done:
    """Gives a skill another preferred name; the vocabulary's own stays one of its labels.

    Raises InvalidInput for a name that cannot be one, or that names another skill.
    """
    new = cleaned(name)

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        skill = book.standing(one)
        book.check_free(new.text, skill)
        if new.text == book.vocabulary.by_id[skill.id].name:
            await merges.unrename(tx, skill=skill.id)
        else:
            await merges.rename(
                tx, skill=skill.id, name=new.text, ordinary=new.ordinary, by=steward.by, at=steward.at
            )
        after = await read_book(tx)
        return Done(ChangeKind.RENAME, after.skills[skill.id], ingest_again=_is_read_anew(book, after, skill))

    return await graph.write(write)


async def unrename(graph: Graph, one: str) -> Done:
    """Gives a skill the vocabulary's own name again."""

    async def write(tx: Tx) -> Done:
        await ledger.begin(tx)
        book = await read_book(tx)
        skill = book.find(one)
        if skill.id not in book.renames:
            raise InvalidInput(f"{skill.name} has the name that its vocabulary gives it.", LIST)
        await merges.unrename(tx, skill=skill.id)
        after = await read_book(tx)
        anew = _is_read_anew(book, after, skill)
        return Done(ChangeKind.RENAME, after.skills[skill.id], undone=True, ingest_again=anew)

    return await graph.write(write)


def _is_read_anew(before: Book, after: Book, skill: Skill) -> bool:
    """Whether messages are read with other labels for a skill than before."""
    return before.vocabulary.by_id[skill.id] != after.vocabulary.by_id[skill.id]
