"""Cutting a text of prerequisites into clauses, and clauses into the ways to meet them.

Whatever must not be cut, such as links and titles, is veiled before: only the rest of the text is looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from learning import prerequisite_cues as cues

VEIL = "\ue000"  # stands for a character of what must not be cut


class Part(NamedTuple):
    """A piece of the text at [start, end) that names one thing."""

    start: int
    end: int


@dataclass(slots=True)
class Clause:
    """Parts of which one is needed."""

    parts: list[Part]
    is_soft: bool = False
    is_ambiguous: bool = False


@dataclass(slots=True)
class Cut:
    clauses: list[Clause] = field(default_factory=list[Clause])
    readings: list[str] = field(default_factory=list[str])


def cut_apart(text: str, veiled: str) -> Cut:
    """The clauses of a text, by its veiled form of the same length."""
    cut = Cut()
    for start, end in _between(veiled, cues.HARD, 0, len(veiled)):
        if heading := cues.HEADING.match(veiled, start, end):
            start = heading.end()
        soft = cues.SOFT_BEFORE.match(veiled, start, end)
        is_soft = bool(soft and soft[1])  # with a colon it speaks for all that follows
        start = soft.end() if soft and soft[1] else start
        for piece in _pieces(veiled, start, end, cut, text):
            cut.clauses += [replace(clause, is_soft=is_soft) for clause in piece]
    return cut


def _pieces(veiled: str, start: int, end: int, cut: Cut, text: str) -> Iterator[list[Clause]]:
    """The clauses of each part between commas; an "or" may reach over several."""
    pieces = list(_between(veiled, cues.COMMA, start, end))
    at = 0
    while at < len(pieces):
        first, last = pieces[at]
        to = _reach(veiled, pieces, at)
        if to > at:  # "either A, B or C"; "A, or B"
            inner = [part for piece in pieces[at : to + 1] for part in _between(veiled, cues.OR, *piece)]
            parts = [part for part in (_trimmed(veiled, *each) for each in inner) if part]
            opens = cues.ONE_OF.match(veiled, first, last)
            is_ambiguous = not opens and len(pieces[at : to + 1]) > 2
            if is_ambiguous:
                told = [text[part.start : part.end] for part in parts]
                cut.readings.append(" or ".join(told))
                cut.readings.append(f"{'; '.join(told[:-2])}; {' or '.join(told[-2:])}")
            yield [Clause(parts, is_ambiguous=is_ambiguous)]
        else:
            yield _inside(veiled, first, last, cut, text)
        at = to + 1


def _reach(veiled: str, pieces: list[tuple[int, int]], at: int) -> int:
    """The last piece that an "or" joins to the piece `at`."""
    first = pieces[at]
    one_of = cues.ONE_OF.match(veiled, *first)
    if one_of and (cues.THESE.match(veiled, one_of.end(), first[1]) or cues.OR.search(veiled, *first)):
        return at
    for later in range(at + 1, len(pieces)):
        if cues.OPENS_OR.match(veiled, *pieces[later]):
            return later
        if one_of and cues.OR.search(veiled, *pieces[later]):
            return later
        if cues.OPENS_AND.match(veiled, *pieces[later]):
            return at
    return len(pieces) - 1 if one_of else at


def _inside(veiled: str, start: int, end: int, cut: Cut, text: str) -> list[Clause]:
    """The clauses of what stands between two commas."""
    ands = list(_between(veiled, cues.AND, start, end))
    clauses = [
        Clause(
            [part for part in (_trimmed(veiled, *each) for each in _between(veiled, cues.OR, *one)) if part]
        )
        for one in ands
    ]
    clauses = [clause for clause in clauses if clause.parts]
    if len(clauses) > 1 and any(len(clause.parts) > 1 for clause in clauses):
        told = [" or ".join(text[p.start : p.end] for p in clause.parts) for clause in clauses]
        cut.readings.append("; ".join(told))
        ways = [
            " and ".join(text[p.start : p.end] for p in parts)
            for each in _between(veiled, cues.OR, start, end)
            if (
                parts := [
                    p for p in (_trimmed(veiled, *one) for one in _between(veiled, cues.AND, *each)) if p
                ]
            )
        ]
        cut.readings.append(" or ".join(ways))
        clauses = [replace(clause, is_ambiguous=True) for clause in clauses]
    return clauses


def _trimmed(veiled: str, start: int, end: int) -> Part | None:
    """A part without the words that open it, or None for one that asks for nothing."""
    for opening in (cues.OPENS_AND, cues.OPENS_OR, cues.ONE_OF):
        if found := opening.match(veiled, start, end):
            start = found.end()
    while start < end and veiled[start] in " \t()\"'“”*_.:":
        start += 1
    while end > start and veiled[end - 1] in " \t\"'“”*_.:":
        end -= 1
    written = veiled[start:end]
    if not any(letter.isalnum() or letter == VEIL for letter in written) or cues.NONE.fullmatch(written):
        return None
    if written.casefold() in cues.JOINS:
        return None
    return Part(start, end)


def _between(text: str, separator: re.Pattern[str], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of [start, end) between the matches of a separator."""
    for found in separator.finditer(text, start, end):
        yield start, found.start()
        start = found.end()
    yield start, end
