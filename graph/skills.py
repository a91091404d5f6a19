"""Skills and their relations in the graph; the vocabulary that mining works with is read from here.

`Knowledge` is KNOWS as a viewer sees it: the relationships of all scopes that they may read, taken together.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.changes import ChangeKind, as_read, shown
from domain.keys import key
from domain.skills import Skill, Vocabulary
from domain.viewer import Scopes
from graph import merges
from graph.connection import Tx
from graph.queries import query

# What a label may have after its first character and a text may leave out.
_LEFT_OUT = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill without its relations, as the graph stores it; `languages` stand beside `translated`."""

    key: int
    id: str
    name: str
    aliases: tuple[str, ...]
    category: str
    ordinary: frozenset[str]
    languages: tuple[str, ...]
    translated: tuple[str, ...]

    @staticmethod
    def of(skill: Skill) -> "SkillRow":
        return SkillRow(
            skill.key,
            skill.id,
            skill.name,
            skill.aliases,
            skill.category,
            skill.ordinary,
            tuple(language for language, _ in skill.translations),
            tuple(label for _, label in skill.translations),
        )


@dataclass(frozen=True, slots=True)
class RelationRow:
    """The relations of a skill, all as keys."""

    key: int
    broader: tuple[int, ...]
    related: tuple[int, ...]
    requires: tuple[int, ...]

    @staticmethod
    def of(skill: Skill) -> "RelationRow":
        return RelationRow(skill.key, _keys(skill.broader), _keys(skill.related), _keys(skill.requires))


def _keys(ids: Sequence[str]) -> tuple[int, ...]:
    return tuple(key("skill", id) for id in ids)


@query("skills/save")
async def _save(tx: Tx, *, skills: Sequence[SkillRow]) -> None: ...


@query("skills/relate")
async def _relate(tx: Tx, *, skills: Sequence[RelationRow]) -> None: ...


@query("skills/all")
async def _all(tx: Tx) -> list[Skill]: ...


async def save(tx: Tx, vocabulary: Vocabulary) -> None:
    """Writes the skills of a vocabulary and makes their relations exactly its own."""
    await write(tx, vocabulary.skills)
    await relate(tx, vocabulary.skills)


@query("skills/remove")
async def _remove(tx: Tx, *, keys: Sequence[int]) -> None: ...


@query("skills/unknow")
async def unknow(tx: Tx, *, keys: Sequence[int], most: int) -> int:
    """Removes up to `most` relationships that say who knows these skills, and says how many that were; the
    people concerned await a recount."""
    ...


async def write(tx: Tx, some: Sequence[Skill]) -> None:
    """Writes skills without their relations, which may be to skills that are not written yet."""
    await _save(tx, skills=[SkillRow.of(skill) for skill in some])


async def relate(tx: Tx, some: Sequence[Skill]) -> None:
    """Makes the relations of skills exactly those that they have here."""
    await _relate(tx, skills=[RelationRow.of(skill) for skill in some])


async def remove(tx: Tx, some: Sequence[Skill]) -> None:
    """Removes skills; nobody may be known to know them any more (see `unknow`)."""
    await _remove(tx, keys=[skill.key for skill in some])


async def split_off(tx: Tx) -> set[str]:
    """The ids of skills that stewards made, and not any vocabulary."""
    retired = {merge.skill for merge in (await merges.survivors(tx)).merges if merge.retired}
    return retired | {change.skill for change in await merges.changes(tx) if change.kind is ChangeKind.SPLIT}


async def stored(tx: Tx) -> Vocabulary:
    """Every skill as the vocabularies made it, without what stewards changed."""
    stewards = await split_off(tx)
    return Vocabulary.of(skill for skill in await _all(tx) if skill.id not in stewards)


@query("skills/are_there")
async def are_there(tx: Tx) -> bool: ...


@query("skills/naming")
async def _naming(tx: Tx, *, starts: Collection[str]) -> list[Skill]: ...


async def vocabulary(tx: Tx) -> Vocabulary:
    """Every skill that the graph holds, with the labels that messages are read with: what stewards split and
    renamed is applied; what they merged is not, so that rows keep the skill that was named."""
    return await _as_read(tx, await _all(tx))


async def naming(tx: Tx, text: str) -> Vocabulary:
    """Every skill that a text may name, and more: enough to read one short text with, and soon read."""
    return await _as_read(tx, await _naming(tx, starts=_starts(text)))


async def _as_read(tx: Tx, held: Sequence[Skill]) -> Vocabulary:
    retired = {merge.skill for merge in (await merges.survivors(tx)).merges if merge.retired}
    here = (skill for skill in held if skill.id not in retired)
    return Vocabulary.of(as_read(here, await merges.changes(tx)))


def _starts(text: str) -> set[str]:
    """How labels in a text may begin: as its words do, or with what a word may have left out ("S/4HANA")."""
    plain = unicodedata.normalize("NFKC", text).lower()
    words = re.findall(r"[^\W_]+", plain) + re.findall(r"[a-z0-9]+", plain)
    return {word[:2] for word in words} | {word[0] + mark for word in words for mark in (*_LEFT_OUT, "")}


@dataclass(frozen=True, slots=True)
class Answered:
    """The skill that the id `asked` is answered with: the one that it is merged into, if any."""

    asked: str
    skill: Skill


@dataclass(frozen=True, slots=True)
class Narrower:
    """A skill and one that names it as broader."""

    skill: str
    narrower: str


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What one person knows of one skill: for each scope `buckets`, `units` in each, and the `newest` rows
    (see `domain.tally.Known`). `g` is the whole weight, `threads` the number of threads, `page` the number of
    the page that it is an entry of."""

    page: int
    person: str
    skill: str
    g: int
    buckets: tuple[tuple[int, ...], ...]
    units: tuple[tuple[int, ...], ...]
    newest: tuple[tuple[int, ...], ...]
    threads: int


@dataclass(frozen=True, slots=True)
class After:
    """Where a page of `Knowledge` begins: of the person or skill `id`, after weight `g` and the id `other`.

    A first page has no `g`.
    """

    id: str
    g: int | None = None
    other: str = ""


@query("skills/visible")
async def _visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Skill]: ...


@query("skills/page")
async def _page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[str]: ...


@query("skills/narrower")
async def _narrower(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Narrower]: ...


async def visible(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Answered]:
    """Some skills as people see them, in the order of the ids; those that there are not are left out."""
    survivors, changes = await merges.survivors(tx), await merges.changes(tx)
    wanted = {id: survivors.of(id) for id in ids}
    every = {part for id in wanted.values() for part in (id, *survivors.parts.get(id, ()))}
    held = {skill.id: skill for skill in as_read(await _visible(tx, scopes=scopes, ids=every), changes)}
    return [
        Answered(
            asked,
            shown(held[id], [held[part] for part in survivors.parts.get(id, ())], changes, survivors),
        )
        for asked, id in wanted.items()
        if id in held
    ]


async def page(
    tx: Tx, *, scopes: Scopes, search: str, after_name: str, after_id: str, first: int
) -> list[Skill]:
    """The next skills with a label that holds `search`, their own or of one merged into them, by name."""
    ids = await _page(tx, scopes=scopes, search=search, after_name=after_name, after_id=after_id, first=first)
    return [answered.skill for answered in await visible(tx, scopes=scopes, ids=ids)]


async def narrower(tx: Tx, *, scopes: Scopes, ids: Collection[str]) -> list[Narrower]:
    """The skills that name some skills, or those merged into them, as broader ones."""
    survivors = await merges.survivors(tx)
    every = [part for id in ids for part in (id, *survivors.parts.get(id, ()))]
    told = await _narrower(tx, scopes=scopes, ids=every)
    pairs = ((survivors.of(entry.skill), survivors.of(entry.narrower)) for entry in told)
    return [Narrower(*pair) for pair in dict.fromkeys(pairs) if pair[0] != pair[1]]


@query("skills/known_by")
async def known_by(tx: Tx, *, scopes: Scopes, after: Sequence[After], first: int) -> list[Knowledge]: ...


@query("skills/knowers")
async def knowers(tx: Tx, *, scopes: Scopes, after: Sequence[After], first: int) -> list[Knowledge]: ...
