"""What every format is made into: a draft of a document, its sections gathered piece by piece."""

import re
import unicodedata
from dataclasses import dataclass, field, replace

from domain.messages import Mark, MarkKind, Section, SourceWarning

SECTION_MOST = 20_000  # characters of one section; a longer one is parted at a paragraph
SECTIONS_MOST = 1_000  # of one document; more are joined with their neighbours, so that none is lost
DOCUMENT_MOST = 20_000_000  # characters of one document: some 8,000 pages

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufffe\uffff]")
_LATIN_SPACES = re.compile(r"[^\S\n]+")


@dataclass(slots=True)
class Draft:
    """A document as its own file tells of it; what it does not tell is empty.

    `people` are names by their part in it: `authors`, `reviewers`, `owners`. `at` is in microseconds.
    """

    title: str = ""
    tags: tuple[str, ...] = ()
    people: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    language: str = ""
    at: int | None = None
    private: bool = False
    sections: list[Section] = field(default_factory=list[Section])
    warnings: list[SourceWarning] = field(default_factory=list[SourceWarning])


class Gathering:
    """Sections on their way: `heading` begins one, `add` appends text with what it is besides words."""

    def __init__(self) -> None:
        self.sections: list[Section] = []
        self.characters = 0
        self.is_cut = False
        self._heading, self._anchor, self._name = "", "", ""
        self._parts: list[tuple[str, MarkKind | None]] = []

    def heading(self, text: str, anchor: str = "", name: str = "") -> None:
        """Ends the section before, and begins one under this heading."""
        self._close()
        self._heading = one_line(text)
        self._anchor, self._name = anchor, name or self._heading

    def add(self, text: str, kind: MarkKind | None = None) -> None:
        """Appends a paragraph, or a part of one that ends in no line break."""
        text = clean(text)
        room = DOCUMENT_MOST - self.characters
        if len(text) > room:
            text, self.is_cut = text[:room], True
        if text == "\n" and self._parts and self._parts[-1][0].endswith("\n"):
            return
        if text:
            self.characters += len(text)
            self._parts.append((text, kind))

    def finish(self) -> list[Section]:
        """All sections, those without a word left out."""
        self._close()
        return self.sections

    def _close(self) -> None:
        pieces: list[str] = [self._heading] if self._heading else []
        position = len(self._heading)
        if self._heading:
            pieces.append("\n")
            position += 1
        marks: list[Mark] = []
        for text, kind in self._parts:
            if kind is not None:
                marks.append(Mark(kind, position, position + len(text)))
            pieces.append(text)
            position += len(text)
        whole = "".join(pieces).rstrip()
        self._parts = []
        if has_words(whole):
            section = Section(whole, self._name, self._anchor, len(self._heading), tuple(marks))
            self.sections += parted(section)


def parted(section: Section) -> list[Section]:
    """The section, or where it is too long its pieces, cut after a line or else a word."""
    found: list[Section] = []
    text, start = section.text, 0
    while len(text) - start > SECTION_MOST:
        end = max(text.rfind(sign, start + SECTION_MOST // 2, start + SECTION_MOST) for sign in "\n ")
        end = end + 1 if end > 0 else start + SECTION_MOST
        found.append(_piece(section, start, end))
        start = end
    found.append(section if not found else _piece(section, start, len(text)))
    return [piece for piece in found if has_words(piece.text)]


def bounded(sections: list[Section], most: int = SECTIONS_MOST) -> list[Section]:
    """The sections; where there are too many, neighbours joined under the first one's heading."""
    if len(sections) <= most:
        return sections
    each = -(-len(sections) // most)
    return [joined(sections[start : start + each]) for start in range(0, len(sections), each)]


def titled(sections: list[Section], title: str, tags: tuple[str, ...] = ()) -> list[Section]:
    """The sections, the first one under the title and the tags that the document gives itself."""
    head = one_line(title) + ("\n" + ", ".join(tags) if tags else "")
    if not sections:
        return []
    first, rest = sections[0], sections[1:]
    heading = first.text[: first.heading_end]
    if heading and heading != one_line(title):
        return [Section(head, one_line(title), "", len(head)), *sections]
    moved = len(head) - len(heading) + (not heading)
    marks = tuple(Mark(m.kind, m.start + moved, m.end + moved, m.target) for m in first.marks)
    text = head + ("" if heading else "\n") + first.text[len(heading) :]
    name = first.name or one_line(title)
    return [replace(first, text=text, name=name, heading_end=len(head), marks=marks), *rest]


def joined(sections: list[Section]) -> Section:
    """One section of several, named as the first and marked as each was."""
    first, texts, marks, position = sections[0], list[str](), list[Mark](), 0
    for section in sections:
        marks += [
            Mark(mark.kind, mark.start + position, mark.end + position, mark.target) for mark in section.marks
        ]
        texts.append(section.text)
        position += len(section.text) + 1
    return replace(first, text="\n".join(texts), marks=tuple(marks))


def clean(text: str) -> str:
    """Text without control characters, in composed form, with single spaces."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.encode("utf-8", "replace").decode("utf-8")  # halves of surrogate pairs
    return _LATIN_SPACES.sub(" ", unicodedata.normalize("NFC", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _piece(section: Section, start: int, end: int) -> Section:
    marks = tuple(
        Mark(mark.kind, max(mark.start, start) - start, min(mark.end, end) - start, mark.target)
        for mark in section.marks
        if mark.start < end and start < mark.end
    )
    heading = min(section.heading_end, end) if start == 0 else 0
    return replace(section, text=section.text[start:end], heading_end=heading, marks=marks)
