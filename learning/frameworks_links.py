"""Which skills of the vocabulary a competency includes, found by its name, so that evidence can be mined."""

import re
from collections.abc import Mapping
from dataclasses import replace

from domain.changes import Survivors
from domain.frameworks import Competency, Framework, Seen
from domain.skills import Vocabulary, matched_as

_PARTS = re.compile(r"\s*(?:[,;/&]|\band\b|\bund\b)\s*")
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
SHORTEST = 3  # characters of a part of a name that may be a skill on its own


def linked(framework: Framework, vocabulary: Vocabulary, survivors: Survivors) -> Framework:
    """The framework with the skills of the same name, or of parts of it, and what of each can be seen.

    "Testing and review" is mined in part where the vocabulary knows one of the two. A name with brackets is
    not taken apart: they say what sort is meant.
    """
    owner = _owners(vocabulary)
    return replace(
        framework,
        competencies=tuple(_linked(each, owner, survivors) for each in framework.competencies),
    )


def _linked(competency: Competency, owner: Mapping[str, str], survivors: Survivors) -> Competency:
    name = _UNSEEN.sub("", competency.name)
    skill = owner.get(matched_as(name))
    if skill is not None:
        return replace(competency, skills=(survivors.of(skill),), seen=Seen.MINED)
    parts = [part for part in _PARTS.split(name) if part] if "(" not in name else []
    found = [owner.get(matched_as(part)) if len(part) >= SHORTEST else None for part in parts]
    skills = tuple(dict.fromkeys(survivors.of(each) for each in found if each is not None))
    if not skills or len(parts) < 2:
        return replace(competency, skills=(), seen=Seen.CONFIRMED_ONLY)
    return replace(competency, skills=skills, seen=Seen.MINED if all(found) else Seen.IN_PART)


def _owners(vocabulary: Vocabulary) -> dict[str, str]:
    """The skill that has each label, as labels are matched: preferred names go before other ones."""
    owner: dict[str, str] = {}
    for skill in vocabulary.skills:
        owner.setdefault(matched_as(skill.name), skill.id)
    for skill in vocabulary.skills:
        for label in skill.labels:
            owner.setdefault(matched_as(label), skill.id)
    return owner
