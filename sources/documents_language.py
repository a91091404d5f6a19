"""Which language a document is written in, when it does not say so itself."""

from collections.abc import Iterable
from typing import Any, cast

from domain.messages import MarkKind, Section

SAMPLE_MOST = 3_000  # characters that are looked at
SAMPLE_FROM = 120  # letters from which a guess is worth something


def language(sections: Iterable[Section]) -> str:
    """The ISO 639-1 code of most of the text, code apart; empty when there is too little of it."""
    sample = ""
    for section in sections:
        sample += without_code(section) + "\n"
        if len(sample) >= SAMPLE_MOST:
            break
    sample = sample[:SAMPLE_MOST]
    if sum(character.isalpha() for character in sample) < SAMPLE_FROM:
        return ""
    import py3langid

    return str(cast(Any, py3langid).classify(sample)[0])


def without_code(section: Section) -> str:
    text = section.text
    for mark in section.marks:
        if mark.kind is MarkKind.CODE:
            text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text
