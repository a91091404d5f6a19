"""The cells of a catalogue as values: kinds, layers, days, yes and no, and what a row says it teaches."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeVar, cast

from domain.content import ContentStatus, Kind, Layer
from sources.content_table import clean

E = TypeVar("E", bound=Enum)

LEVEL_LABELS = {"none": 0, "awareness": 1, "working": 2, "practitioner": 3, "expert": 4}
LEVEL_MOST = 4

_KINDS = {
    Kind.COURSE: "course training class workshop elearning seminar lesson specialization curriculum",
    Kind.MICRO: "micro microlearning microlesson video short nugget",
    Kind.EXTERNAL: "external externalcourse mooc onlinecourse",
    Kind.NOTE: "note article document page wiki guide reading blog book",
    Kind.JOB_AID: "jobaid checklist cheatsheet template quickreference performancesupport",
    Kind.COACHING: "coaching coach",
    Kind.MENTORING: "mentoring mentor mentorship",
    Kind.COMMUNITY: "community communityofpractice forum guild circle",
    Kind.STRETCH: "stretch stretchassignment project assignment rotation shadowing stretchwork secondment",
}
_STATUS = {
    ContentStatus.LIVE: "live active published current available open",
    ContentStatus.DRAFT: "draft planned inpreparation inprogress proposed",
    ContentStatus.RETIRED: "retired archived inactive deprecated withdrawn closed obsolete",
}
_YES = frozenset({"yes", "true", "1", "y", "ja", "oui", "sí", "x", "mandatory", "required"})
_NO = frozenset({"", "no", "false", "0", "n", "nein", "non", "optional", "-"})
_BETWEEN_LEVELS = r"\s*(?:-|–|—|→|->|>|to)\s*"
_LEVEL = r"(?:[0-9]|none|awareness|working|practitioner|expert)"
_TAUGHT = re.compile(rf"(.*?\S)\s*[:@(\[]?\s+?({_LEVEL}){_BETWEEN_LEVELS}({_LEVEL})[)\]]?", re.IGNORECASE)
_NEEDED = re.compile(rf"(.*?\S)\s*(?:[:@(\[]|(?<=\s))\s*({_LEVEL})[)\]]?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """A skill, competency or piece of content that a row names, by id or name. Levels are 0 to 4 of the
    rubric; those of what it teaches are None where the row does not say."""

    name: str
    start: int | None = None
    end: int | None = None


class Unreadable(ValueError):
    """Why a cell has no value."""


def _words(table: Mapping[E, str]) -> dict[str, E]:
    return {word: value for value, words in table.items() for word in (value.value, *words.split())}


_KIND = _words(_KINDS)
_STATES = _words(_STATUS)
_LAYERS = {layer.value: layer for layer in Layer}


def kind(text: str) -> Kind:
    """A kind by its name or a usual word for it. Raises Unreadable."""
    return _named(text, _KIND, "kind", Kind)


def layer(text: str) -> Layer | None:
    return _named(text, _LAYERS, "layer", Layer) if text else None


def status(text: str) -> ContentStatus:
    return _named(text, _STATES, "status", ContentStatus) if text else ContentStatus.LIVE


def yes(text: str) -> bool:
    """Raises Unreadable for what is neither yes nor no."""
    plain = text.strip().casefold()
    if plain not in _YES | _NO:
        raise Unreadable(f"{text!r} is neither yes nor no")
    return plain in _YES


def level(text: str) -> int:
    """A level of the rubric by number or label. Raises Unreadable for one that it does not have."""
    plain = text.strip().casefold()
    found = LEVEL_LABELS.get(plain, int(plain) if re.fullmatch(r"[0-9]{1,3}", plain) else None)
    if found is None or found > LEVEL_MOST:
        raise Unreadable(f"there is no level {text!r}: give 0 to {LEVEL_MOST}, or Awareness to Expert")
    return found


def taught(value: Any) -> tuple[Stated, ...]:
    """What an item teaches: `SQL 0-2; Data modelling 1-3`, or in JSON a list of names and of objects with
    `skill`, `from` and `to`. Raises Unreadable."""
    return tuple(_taught(each) for each in _listed(value, ";"))


def needed(value: Any) -> tuple[tuple[Stated, ...], ...]:
    """What an item needs: clauses between semicolons, their alternatives between bars, each with a level or
    without: `SQL:2 | Python:1; intro-course`. In JSON a list of clauses. Raises Unreadable."""
    return tuple(
        clause
        for each in _listed(value, ";")
        if (clause := tuple(_needed(one) for one in _listed(each, "|")))
    )


def several(value: Any) -> tuple[str, ...]:
    """Texts of a cell or a list of JSON, each once."""
    parts = cast("list[Any]", value) if isinstance(value, list) else re.split(r"[|,;/]", text_of(value))
    return tuple(dict.fromkeys(filter(None, (clean(text_of(part)) for part in parts))))


def text_of(value: Any) -> str:
    """A value as text; a list of JSON as lines."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(text_of(each) for each in cast("list[Any]", value))
    return str(value).encode("utf-8", "replace").decode()  # half a surrogate pair is no text


def _named(text: str, table: Mapping[str, E], noun: str, values: type[E]) -> E:
    found = table.get(re.sub(r"[\W_]", "", text.casefold())) or table.get(text.casefold())
    if found is None:
        known = ", ".join(value.value for value in values)
        raise Unreadable(f"there is no {noun} {text!r}; there are {known}")
    return found


def _listed(value: Any, separator: str) -> list[Any]:
    if isinstance(value, list):
        return [each for each in cast("list[Any]", value) if each not in (None, "")]
    if isinstance(value, dict):
        return [value]
    return [part for part in (clean(each) for each in text_of(value).split(separator)) if part.strip("-– ")]


def _taught(value: Any) -> Stated:
    if isinstance(value, dict):
        name, start, end = _object(cast("dict[str, Any]", value), ("from", "start"), ("to", "end", "level"))
    else:
        text = clean(text_of(value))
        found = _TAUGHT.fullmatch(text)
        name, start, end = (
            (found[1].rstrip(" :@(["), level(found[2]), level(found[3])) if found else (text, None, None)
        )
    if start is not None and end is not None and start > end:
        raise Unreadable(f"{name!r} goes from level {start} down to {end}")
    return Stated(name, start, end)


def _needed(value: Any) -> Stated:
    if isinstance(value, dict):
        name, _, end = _object(cast("dict[str, Any]", value), (), ("level", "to"))
        return Stated(name, None, end)
    text = clean(text_of(value))
    found = _NEEDED.fullmatch(text)
    return Stated(found[1].rstrip(" :@(["), None, level(found[2])) if found else Stated(text)


def _object(
    value: dict[str, Any], starts: tuple[str, ...], ends: tuple[str, ...]
) -> tuple[str, int | None, int | None]:
    name = next(
        (
            clean(text_of(value[each]))
            for each in ("id", "skill", "competency", "content", "name")
            if value.get(each)
        ),
        "",
    )
    if not name:
        raise Unreadable("an entry names no skill, competency or content")
    start, end = (
        next((level(text_of(value[each])) for each in names if value.get(each) is not None), None)
        for names in (starts, ends)
    )
    return name, start, end
