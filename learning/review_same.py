"""Items that say and teach the same: one of them is enough.

Every item is held against those that are kept so far, the likest first, and is a finding with the first that
it is the same as: of ten copies there are nine findings, whatever the order in which they were taken in.
"""

import re
from collections.abc import Sequence

import numpy as np

from domain.content import Teaches
from domain.review import Finding, FindingKind, Item
from learning.review_texts import Texts, words
from learning.review_thresholds import COPY_TEXT, COPY_WORDS, SAME_TAUGHT, SAME_TEXT
from learning.review_words import digest, quoted

COMPARED_MOST = 50  # items that one is held against closely
_PART = re.compile(
    r"\d{1,3}|[ivx]{1,4}|[b-h]", re.ASCII
)  # tells the parts of a series apart; a year does not


def same(items: Sequence[Item]) -> list[Finding]:
    """Findings about pairs: what to keep first, then what it may take in."""
    ordered = sorted(items, key=_kept_first)
    texts = Texts([f"{item.title}\n{item.text}" for item in ordered])
    lessons = [_steps(item.teaches) for item in ordered]
    kept = np.ones(len(ordered), dtype=np.bool_)
    found: list[Finding] = []
    for at, likes in texts.near(SAME_TEXT, kept):
        for other in map(int, likes[:COMPARED_MOST]):
            one, two = ordered[other], ordered[at]
            if not _may_be_same(one, two):
                continue
            like = texts.likeness(at, other)
            taught = _overlap(lessons[at], lessons[other])
            long = min(len(texts.words[at]), len(texts.words[other])) >= COPY_WORDS
            if (like >= COPY_TEXT and long) or (like >= SAME_TEXT and taught >= SAME_TAUGHT):
                found.append(_finding(one, two, like, taught))
                kept[at] = False
                break
    return found


def _kept_first(item: Item) -> tuple[bool, bool, int, str]:
    """What is looked after, what everybody has to do, and what is reviewed latest is kept."""
    day = item.review_on.toordinal() if item.review_on else 0
    return item.owner is None or item.owner_left, not item.mandatory, -day, item.id


def _may_be_same(one: Item, other: Item) -> bool:
    """Not what nobody could use instead: in another language or region, the next part of a series, a declared
    translation, what builds on the other, or what it replaces."""
    return (
        _share(one.languages, other.languages)
        and _share(one.regions, other.regions)
        and not _translates(one, other)
        and not {one.id, other.id} & {one.replaced_by, other.replaced_by}
        and one.id not in other.needs
        and other.id not in one.needs
        and not _are_parts(one.title, other.title)
    )


def _translates(one: Item, other: Item) -> bool:
    return (one.translation_of or one.id) == (other.translation_of or other.id)


def _share(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether anything is in both; a language or region of one that names none is any."""
    first, second = ({each.casefold().partition("-")[0] for each in side} for side in (some, others))
    return not first or not second or not first.isdisjoint(second)


def _are_parts(title: str, other: str) -> bool:
    """Whether both are numbered, and differently: "Excel II" is not "Excel III"."""
    one, two = ({word for word in words(each) if _PART.fullmatch(word)} for each in (title, other))
    return bool(one and two) and one != two


def _steps(teaches: Sequence[Teaches]) -> frozenset[tuple[str, int]]:
    """What is taught, a step for each level that it brings somebody up; for support without a level, one."""
    return frozenset(
        (tag.id, level) for tag in teaches for level in (range(tag.start + 1, tag.end + 1) or (0,))
    )


def _overlap(some: frozenset[tuple[str, int]], others: frozenset[tuple[str, int]]) -> float:
    either = some | others
    return len(some & others) / len(either) if either else 0.0


def _finding(keep: Item, other: Item, like: float, taught: float) -> Finding:
    return Finding(
        FindingKind.SAME,
        (keep.id, other.id),
        f"{quoted(other.title)} is the same as {quoted(keep.title)}",
        (
            f"their words are alike by {like:.2f} of 1",
            f"of what either teaches, both teach {taught:.0%}",
        ),
        f"Merge {quoted(other.title)} into {quoted(keep.title)} and retire it, or say what it is for.",
        other.keeper,
        digest(
            keep.id, keep.title, keep.text, keep.teaches, other.id, other.title, other.text, other.teaches
        ),
    )
