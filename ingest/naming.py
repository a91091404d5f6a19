"""Skills by what a steward types, and names that they may give."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from domain.changes import Change, ChangeKind, Survivors
from domain.errors import InvalidInput, NotFound
from domain.skills import Skill, Vocabulary, matched_as
from graph import merges, skills
from graph.connection import Tx
from ingest.screening import LABEL_LONGEST, screened

LISTED_MOST = 5  # skills named when a label fits several
JOINERS = "\u200c\u200d"  # invisible, and part of how some languages are written


@dataclass(frozen=True)
class Book:
    """The vocabulary as messages are read with it, and what stewards changed."""

    vocabulary: Vocabulary
    changes: tuple[Change, ...]
    survivors: Survivors

    @cached_property
    def renames(self) -> dict[str, str]:
        """The name that stewards gave to each skill by id."""
        return {c.skill: c.name for c in self.changes if c.kind is ChangeKind.RENAME}

    @cached_property
    def skills(self) -> dict[str, Skill]:
        """Every skill by id, with the name that it goes by; the vocabulary's own is then an alias."""
        return {skill.id: self._called(skill) for skill in self.vocabulary.skills}

    def _called(self, skill: Skill) -> Skill:
        name = self.renames.get(skill.id)
        if name is None:
            return skill
        others = (label for label in (skill.name, *skill.aliases) if label != name)
        return replace(skill, name=name, aliases=tuple(others))

    def merged_into(self, skill: Skill) -> Skill | None:
        """The skill that one is merged into, itself and not by way of others."""
        into = next((m.into for m in self.survivors.merges if m.skill == skill.id), None)
        return None if into is None else self.skills[into]

    def find(self, text: str) -> Skill:
        """A skill by id; else by name, else by any label, whatever the capitals.

        Raises NotFound, or InvalidInput with those it may be when there are several.
        """
        text = " ".join(text.split())
        if text in self.skills:
            return self.skills[text]
        wanted, skills = text.casefold(), self.skills.values()
        named = [skill for skill in skills if wanted == skill.name.casefold()]
        found = named or [skill for skill in skills if wanted in map(str.casefold, skill.labels)]
        if not found:
            raise NotFound(f"There is no skill called {text!r}.", "Give an id, or one of a skill's names.")
        if len(found) > 1:
            listed = ", ".join(f"{s.name} ({s.id})" for s in found[:LISTED_MOST])
            more = f" and {len(found) - LISTED_MOST} more" if len(found) > LISTED_MOST else ""
            raise InvalidInput(f"{len(found)} skills are called {text!r}: {listed}{more}.", "Give the id.")
        return found[0]

    def standing(self, text: str) -> Skill:
        """A skill that is not merged into another; raises InvalidInput where it is."""
        skill = self.find(text)
        into = self.merged_into(skill)
        if into is None:
            return skill
        raise InvalidInput(
            f"{skill.name} is merged into {into.name}.",
            f"Change that one, or first `understory skills unmerge {skill.id}`.",
        )

    def check_free(self, name: str, skill: Skill | None) -> None:
        """Raises InvalidInput when a name is one of another skill than `skill` and those merged into it."""
        form = matched_as(name)
        group = None if skill is None else self.survivors.of(skill.id)
        for other in self.skills.values():
            if self.survivors.of(other.id) != group and form in map(matched_as, other.labels):
                raise InvalidInput(
                    f"{name!r} is already a name of {other.name} ({other.id}).",
                    "Choose another name, or merge the two skills.",
                )

    def circle(self, survivors: Survivors, start: str, relation: str) -> list[str]:
        """The skills by way of which one comes before itself, once merges are taken together; without any,
        none. A relation to what is merged with it is no circle."""
        following: dict[str, set[str]] = {}
        for skill in self.vocabulary.skills:
            here = survivors.of(skill.id)
            there = {survivors.of(id) for id in getattr(skill, relation)}
            following.setdefault(here, set()).update(there - {here})
        return _way_back(following, start)


async def read_book(tx: Tx) -> Book:
    """The vocabulary and what stewards changed, as they stand."""
    return Book(await skills.vocabulary(tx), tuple(await merges.changes(tx)), await merges.survivors(tx))


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a skill may have; `ordinary` when it is an everyday word."""

    text: str
    ordinary: bool


def cleaned(text: str) -> Name:
    """A name in one line of single spaces. Raises InvalidInput for what no vocabulary could name a skill."""
    clean = " ".join(text.split())
    told = clean if len(clean) <= LABEL_LONGEST else f"{clean[:LABEL_LONGEST]}…"
    if not all(character.isprintable() or character in JOINERS for character in clean):
        raise InvalidInput(f"{told!r} holds characters that cannot be seen.", "Type the name anew.")
    kept, warnings = screened([Skill("new", clean)])
    if not kept.skills:
        reason = warnings[0].kind.replace("_", " ")
        raise InvalidInput(f"{told!r} cannot be a skill's name ({reason}).", "Choose another name.")
    return Name(clean, bool(kept.skills[0].ordinary))


def slug(name: str) -> str:
    """The name as part of an id: small letters a to z, digits and + . #, all else a hyphen; may be empty."""
    return re.sub(r"[^a-z0-9+.#]+", "-", name.casefold()).strip("-")


def _way_back(following: dict[str, set[str]], start: str) -> list[str]:
    came: dict[str, str] = {}
    ahead = sorted(following.get(start, ()))
    came.update(dict.fromkeys(ahead, start))
    while ahead:
        here = ahead.pop()
        for there in sorted(following.get(here, ())):
            if there == start:
                return list(_way(came, here, start))[::-1]
            if there not in came:
                came[there] = here
                ahead.append(there)
    return []


def _way(came: dict[str, str], here: str, start: str) -> Iterator[str]:
    while here != start:
        yield here
        here = came[here]
