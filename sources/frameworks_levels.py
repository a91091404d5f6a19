"""The levels of a scale in their order: as given, by their numbers, as a chain, or as words known."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from domain.frameworks import Level, compared_as

_NUMBER_FIRST = re.compile(
    r"(?:[a-z]{1,10}[\s.-]*)?(\d{1,2})(?:\s*[-–—:.)|]\s*(?P<word>\S.*)|\s+(?P<more>[^\W\d].*))?"
)
_NUMBER_LAST = re.compile(r"(?P<word>\S.*?)\s*[(\[]\s*(?:[a-z]{1,10}[\s.-]*)?(\d{1,2})\s*[)\]]")
_TRANSITION = re.compile(r"(?P<start>.+?)\s*(?:→|⟶|->|=>|➔|➜|\s+to\s+|\s+bis\s+)\s*(?P<end>.+)")
FEW = 2  # labels of a known scale that make it the one that is meant


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels, which label (as it is compared) is at which position, and how the order was found:
    `assumed` says that nothing spoke for it. `unknown` are labels that are none of the levels."""

    levels: tuple[Level, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict[str, int])
    assumed: str = ""
    unknown: tuple[str, ...] = ()

    def position(self, label: str) -> int | None:
        """Where a label of the file stands; None for one that is unknown."""
        return self.positions.get(compared_as(label))


@dataclass(frozen=True, slots=True)
class _Known:
    labels: tuple[str, ...]
    rubric: tuple[int, ...]
    whole: bool  # whether it is used whole, also where a file names a part of it


def scale_of(labels: Sequence[str], given: Sequence[str] = (), rubric: Sequence[int] = ()) -> Scale:
    """The scale of the labels of a file, in the order of their appearance; `given` levels go before all."""
    distinct = list(dict.fromkeys(labels))
    if given:
        return _given(distinct, given, rubric)
    if not distinct:
        return Scale()
    for way in (_by_numbers, _by_transitions, _by_words):
        if found := way(distinct):
            return found
    levels = tuple(Level(position, label) for position, label in enumerate(_unalike(distinct), 1))
    positions = {compared_as(level.label): level.position for level in levels}
    return Scale(levels, positions, "in the order in which they appear" if len(levels) > 1 else "")


def in_this_order(labels: Sequence[str]) -> Scale:
    """The scale of labels that stand in their order already, as the titles of columns do."""
    found = _by_numbers(labels) or _by_words(labels)
    if found and not found.unknown and len(found.levels) == len(labels):
        return found
    levels = tuple(Level(position, label) for position, label in enumerate(labels, 1))
    return Scale(levels, {compared_as(level.label): level.position for level in levels})


def _given(labels: Sequence[str], given: Sequence[str], rubric: Sequence[int]) -> Scale:
    levels = tuple(
        Level(
            position, label, rubric[position - 1] if len(rubric) == len(given) else _rubric(given, position)
        )
        for position, label in enumerate(given, 1)
    )
    positions = {compared_as(level.label): level.position for level in levels}
    unknown: list[str] = []
    for label in labels:
        if compared_as(label) not in positions:
            number, word = _number(label)
            position = positions.get(compared_as(word)) if word else number
            if position is None or not 1 <= position <= len(levels):
                unknown.append(label)
            else:
                positions[compared_as(label)] = position
    return Scale(levels, positions, "", tuple(unknown))


def _rubric(labels: Sequence[str], position: int) -> int | None:
    plain = [compared_as(label) for label in labels]
    for known in _known():
        if known.rubric and [compared_as(label) for label in known.labels] == plain:
            return known.rubric[position - 1]
    return None


def _by_numbers(labels: Sequence[str]) -> Scale | None:
    """By numbers inside the labels, where most have one. The same number with two words is two mistakes."""
    read = {label: _number(label) for label in labels}
    with_number = [label for label in labels if read[label][0] is not None]
    if len(with_number) * 2 <= len(labels):
        return None
    words: dict[int, str] = {}
    unknown: list[str] = []
    for label in with_number:
        number, word = read[label]
        assert number is not None
        held = words.get(number, "")
        if not held or (word and not _number(held)[1]):
            words[number] = label
        elif word and compared_as(word) != compared_as(_number(held)[1]):
            unknown.append(label)
    numbers = sorted(words)
    shift = 0 if numbers[0] > 0 else 1 - numbers[0]
    levels = tuple(Level(number + shift, words[number]) for number in numbers)
    positions = {compared_as(label): (read[label][0] or 0) + shift for label in with_number}
    by_word = {compared_as(_number(level.label)[1]): level.position for level in levels}
    for label in labels:
        if label not in with_number:
            position = by_word.get(compared_as(label))
            if position is None:
                unknown.append(label)
            else:
                positions[compared_as(label)] = position
    plain = [_number(level.label)[1] for level in levels]
    levels = tuple(
        Level(level.position, level.label, _rubric(plain, at) if all(plain) else None)
        for at, level in enumerate(levels, 1)
    )
    return Scale(levels, positions, "", tuple(unknown))


def _number(label: str) -> tuple[int | None, str]:
    """(number, word) of "3", "Level 3", "3 - Practitioner", "Practitioner (3)"."""
    text = label.strip()
    first = _NUMBER_FIRST.fullmatch(text.lower())
    if first:
        word = (
            text[first.start("word") :]
            if first["word"]
            else text[first.start("more") :]
            if first["more"]
            else ""
        )
        return int(first[1]), word
    last = _NUMBER_LAST.fullmatch(text.lower())
    if last:
        return int(last[2]), text[: last.end("word")]
    return None, ""


def _by_transitions(labels: Sequence[str]) -> Scale | None:
    """By the ends of "Developer to Senior" and "Senior to Lead", where they are a chain."""
    matches = {label: _TRANSITION.fullmatch(label.strip()) for label in labels}
    ends = {label: (compared_as(m["start"]), compared_as(m["end"])) for label, m in matches.items() if m}
    if len(labels) < FEW or len(ends) < len(labels):
        return None
    by_start = {start: label for label, (start, _) in ends.items()}
    goals = {end for _, end in ends.values()}
    firsts = [label for label, (start, _) in ends.items() if start not in goals]
    if len(firsts) != 1 or len(by_start) != len(labels):
        return None
    chain = firsts
    while (following := by_start.get(ends[chain[-1]][1])) and following not in chain:
        chain.append(following)
    if len(chain) != len(labels):
        return None
    levels = tuple(Level(position, label) for position, label in enumerate(chain, 1))
    return Scale(levels, {compared_as(level.label): level.position for level in levels})


def _by_words(labels: Sequence[str]) -> Scale | None:
    """By a scale whose words are known, which at least half of the labels are from."""
    plain = {compared_as(label): label for label in reversed(labels)}
    best: tuple[int, _Known] | None = None
    for known in _known():
        there = {compared_as(label) for label in known.labels}
        number = len(there & plain.keys())
        if number >= FEW and number * 2 >= len(plain) and (best is None or number > best[0]):
            best = number, known
    if best is None:
        return None
    known = best[1]
    used = [label for label in known.labels if known.whole or compared_as(label) in plain]
    levels = tuple(
        Level(position, plain.get(compared_as(label), label), _rubric(used, position))
        for position, label in enumerate(used, 1)
    )
    positions = {compared_as(level.label): level.position for level in levels}
    unknown = tuple(label for label in labels if compared_as(label) not in positions)
    return Scale(levels, positions, "", unknown)


def _unalike(labels: Sequence[str]) -> list[str]:
    return list({compared_as(label): label for label in reversed(labels)}.values())[::-1]


@cache
def _words() -> dict[str, Any]:
    file = resources.files("seed_data") / "frameworks" / "scales.json"
    return json.loads(file.read_text("utf-8"))


@cache
def _known() -> tuple[_Known, ...]:
    return tuple(
        _Known(tuple(entry["labels"]), tuple(entry.get("rubric", ())), entry.get("whole", False))
        for entry in _words()["scales"]
    )


@cache
def level_words() -> frozenset[str]:
    """Every word that is known to name a level, without spaces and signs."""
    return frozenset(re.sub(r"[\W_]", "", label.casefold()) for known in _known() for label in known.labels)


@cache
def nothing_words() -> frozenset[str]:
    """What stands in a cell that names no level, as it is compared."""
    return frozenset(compared_as(word) for word in _words()["nothing"])


@cache
def must_words() -> Mapping[str, bool]:
    """What says that a requirement is a must, and what that it is not, as it is compared."""
    said = _words()["must"]
    return {
        compared_as(word): is_must for is_must, key in ((True, "yes"), (False, "no")) for word in said[key]
    }
