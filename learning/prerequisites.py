"""Prerequisites in words: as far as they name something they become relationships, the rest stays in words.

A text is cut at semicolons, then commas, then "and"; what "or" joins are alternatives, and it binds tighter
than the comma. A title, a label or a link that itself holds a comma or an "and" is never cut. Where "and" and
"or" stand beside each other, both readings are told, and nothing holds until a steward confirms it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import NamedTuple

from domain.content import Needs, NeedStatus, Place, Target
from learning import prerequisite_cues as cues
from learning.prerequisite_cutting import VEIL, Clause, Cut, Part, cut_apart
from learning.prerequisite_links import Link, links
from learning.prerequisite_names import LABEL_WORDS_MOST, TITLE_WORDS_MOST, Found, Names, joined, tokens

CLAUSES_MOST = 200  # of one item: a section may have many items
CONFIDENT_INSIDE = 0.7  # that a title inside other words is what is needed

_HOLDS_A_CUT = re.compile(r"[,;/&،、]|\b(?:and|or|und|oder|et|ou)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OPENS_WITH_OR = re.compile(r"[(\[]\s*or\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Prerequisites:
    """What a text says. `is_stated` without `needs` means that nothing is needed; `readings` are the two ways
    to read what is ambiguous."""

    is_stated: bool
    needs: tuple[Needs, ...] = ()
    readings: tuple[str, ...] = ()


def resolve(text: str, names: Names, own: str = "") -> Prerequisites:
    """What an item with the id `own` needs, by what its text says and what there are names of.

    An alternative that stays in words makes its clause one that cannot block.
    """
    if cues.NOT_STATED.fullmatch(text):
        return Prerequisites(False)
    if cues.NONE.fullmatch(text):
        return Prerequisites(True)
    linked = links(text)
    if (whole := names.titled(text, own)) and not linked:
        cut = Cut([Clause([Part(0, len(text))])])
        return Prerequisites(True, tuple(_numbered(text, [[_whole(whole)]], cut)))
    cut = cut_apart(text, _veiled(text, linked, names, own))
    asked = [[_asked(text, part, linked, names, own) for part in clause.parts] for clause in cut.clauses]
    return Prerequisites(True, tuple(_numbered(text, asked, cut)), tuple(cut.readings))


class _Asked(NamedTuple):
    """What a part asks for; without `found` it stays in words."""

    found: Found | None
    status: NeedStatus
    level: int | None = None
    confidence: float = 1.0


def _whole(found: Found) -> _Asked:
    return _Asked(found, NeedStatus.RESOLVED)


def _asked(text: str, part: Part, linked: list[Link], names: Names, own: str) -> _Asked:
    written = text[part.start : part.end]
    said = cues.said(written)
    if said.is_permission:
        return _Asked(None, NeedStatus.PERMISSION)
    found, sure = _found(written, part, linked, names, own)
    if found is None:
        return _Asked(None, NeedStatus.SOFT if said.is_soft else NeedStatus.WORDS)
    level = said.level if found.target is not Target.CONTENT else None
    status = NeedStatus.RESOLVED if sure else NeedStatus.PROPOSED
    return _Asked(found, NeedStatus.SOFT if said.is_soft and sure else status, level, found.confidence)


def _found(written: str, part: Part, linked: list[Link], names: Names, own: str) -> tuple[Found | None, bool]:
    """What a part names, and whether for certain."""
    within = [link for link in linked if part.start <= link.start and link.end <= part.end]
    for link in within:
        if found := names.at(link.url, own):
            return found, True
    if within:  # its address leads elsewhere: the label may be a skill, or only looks like one of our titles
        label = within[0].label
        if skill := _skill(label, names):
            return skill, True
        titled = names.titled(label, own) or names.part_of_title(label, own)
        return (titled, False) if titled else (None, False)
    plain = _BRACKETS.sub(" ", written)
    name = cues.bare(plain)
    level = cues.said(plain).level
    for form in dict.fromkeys((" ".join(plain.split()).strip(" .,:()"), name)):
        title = names.titled(form, own)
        if title and (level is None or form != name):
            return title, True
    if skill := _skill(plain, names):
        return skill, True
    if title := names.titled(name, own):  # "basic algebra" is not the whole course on algebra
        return replace(title, confidence=CONFIDENT_INSIDE), False
    if title := names.part_of_title(plain, own) or names.part_of_title(name, own):
        return title, True
    if like := names.like(plain, own) or names.like(name, own):
        return like, False
    if inside := names.inside(name, own):
        return replace(inside[0], confidence=CONFIDENT_INSIDE), False
    return None, False


def _skill(text: str, names: Names) -> Found | None:
    name = cues.bare(text)
    plain = " ".join(text.split())
    for form in (plain, name, cues.NOUN_AFTER.sub("", name), cues.NOUN_AFTER.sub("", plain)):
        if form and (found := names.skill(form)):
            return found
    return None


def _numbered(text: str, asked: list[list[_Asked]], cut: Cut) -> Iterator[Needs]:
    """The clauses, numbered from 1: what stands for several things at once becomes a clause for each."""
    number = 0
    for clause, parts in zip(cut.clauses, asked, strict=True):
        ways: list[list[tuple[_Asked, Part, tuple[str | None, ...]]]] = [
            [
                (one, part, option)
                for one, part in zip(parts, clause.parts, strict=True)
                for option in (one.found.options if one.found else ((None,),))
            ]
        ]
        for chosen in product(*((range(len(option))) for _, _, option in ways[0])):
            number += 1
            if number > CLAUSES_MOST:
                return
            seen: set[str | None] = set()
            for (one, part, option), at in zip(ways[0], chosen, strict=True):
                id = option[at]
                if id is not None and id in seen:
                    continue
                seen.add(id)
                yield Needs(
                    number,
                    one.found.target if one.found else None,
                    id,
                    one.level,
                    _status(one, clause),
                    Place(text, part.start, part.end),
                    one.confidence,
                )


def _status(one: _Asked, clause: Clause) -> NeedStatus:
    if clause.is_soft and one.status in (NeedStatus.RESOLVED, NeedStatus.WORDS):
        return NeedStatus.SOFT
    if clause.is_ambiguous and one.status is NeedStatus.RESOLVED:
        return NeedStatus.PROPOSED
    return one.status


def _veiled(text: str, linked: list[Link], names: Names, own: str) -> str:
    """The text with every character of what must not be cut replaced: links, names, brackets."""
    veiled = text
    for link in linked:
        veiled = _veil(veiled, link.start, link.end)
    words = tokens(veiled)
    taken = 0
    for at in range(len(words)):
        for length in range(min(TITLE_WORDS_MOST, len(words) - at), 1, -1):
            start, end = words[at].start, words[at + length - 1].end
            if start < taken or not _HOLDS_A_CUT.search(veiled, start, end):
                continue
            key = joined(words[at : at + length])
            named = names.titled_as(key, own) or names.part_of_title_as(key, own)
            if named or (length <= LABEL_WORDS_MOST and names.skill(text[start:end])):
                veiled, taken = _veil(veiled, start, end), end
                break
    for found in _BRACKETS.finditer(veiled):
        if not _OPENS_WITH_OR.match(found[0]):
            veiled = _veil(veiled, *found.span())
    return veiled


def _veil(text: str, start: int, end: int) -> str:
    return text[:start] + VEIL * (end - start) + text[end:]
