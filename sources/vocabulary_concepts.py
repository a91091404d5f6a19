"""What the readers of foreign vocabularies share: their skills get ids, and refer to each other by them."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from domain.keys import code, key
from domain.messages import SourceWarning
from domain.skills import Skill

ID_LONGEST = 80  # characters of an id that is made from a name

_QUALIFIER = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class Read:
    """The skills of a file as it has them, of what `kind` it was, and what of it could not be used.

    Relations are ids of the skills read, or what the file calls skills that it does not hold.
    """

    kind: str
    skills: tuple[Skill, ...]
    warnings: tuple[SourceWarning, ...] = ()


@dataclass(slots=True)
class Concept:
    """One entry of a foreign vocabulary; `key` is what the file calls it, relations are keys."""

    key: str
    name: str
    aliases: list[str] = field(default_factory=list[str])
    category: str = ""
    broader: list[str] = field(default_factory=list[str])
    related: list[str] = field(default_factory=list[str])
    requires: list[str] = field(default_factory=list[str])
    translations: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    ordinary: list[str] = field(default_factory=list[str])
    id: str = ""


def as_skills(concepts: Iterable[Concept]) -> tuple[Skill, ...]:
    """Concepts as skills, each with an id of its own; relations between them are ids."""
    named = {concept.key: concept for concept in concepts}
    ids: dict[str, str] = {}
    taken = {concept.id for concept in named.values() if concept.id}
    for concept in named.values():
        ids[concept.key] = id = concept.id or _free(slug(concept.name), taken)
        taken.add(id)

    def others(keys: list[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(ids.get(key, key) for key in keys))

    return tuple(
        Skill(
            id=ids[concept.key],
            name=clean(concept.name),
            aliases=tuple(dict.fromkeys(map(clean, concept.aliases))),
            category=clean(concept.category),
            broader=others(concept.broader),
            related=others(concept.related),
            requires=others(concept.requires),
            ordinary=frozenset(map(clean, concept.ordinary)),
            translations=tuple(dict.fromkeys((language, clean(t)) for language, t in concept.translations)),
        )
        for concept in named.values()
    )


def unqualified(concepts: Iterable[Concept]) -> None:
    """Calls what is named "Python (computer programming)" Python as well, and first, where no other is."""
    named: dict[str, list[Concept]] = {}
    for concept in concepts:
        named.setdefault(_QUALIFIER.sub("", concept.name).casefold(), []).append(concept)
    for concept, *others in named.values():
        bare = _QUALIFIER.sub("", concept.name)
        if not others and bare and bare != concept.name:
            concept.aliases.insert(0, concept.name)
            concept.name = bare


def slug(name: str) -> str:
    """An id made from a name; letters that ids cannot have lose their accents, or make a number of it."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(character for character in plain if not unicodedata.combining(character))
    made = re.sub(r"[^a-z0-9+.#]+", "-", bare).strip("-.")[:ID_LONGEST].rstrip("-.")
    letters = sum(character.isalnum() for character in bare)
    kept = sum(character.isalnum() for character in made)
    return (
        made if made and (kept * 2 >= letters or len(made) == ID_LONGEST) else f"x-{code(key('label', name))}"
    )


def clean(text: str) -> str:
    """A label on one line, without characters that nobody sees."""
    return " ".join(
        "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text)).split()
    )


def _free(id: str, taken: set[str]) -> str:
    number, free = 2, id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free
