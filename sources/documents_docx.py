"""DOCX as a document: sections by heading style, tables cell by cell, without what a review deleted."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import Any, cast

from domain.messages import MarkKind, Section
from sources.archive import RATIO_FREE_BYTES, RATIO_MOST
from sources.documents_meta import take
from sources.documents_parts import Draft, Gathering
from sources.documents_warnings import BrokenDocument, Kind

UNPACKED_MOST_BYTES = 512 << 20  # pictures included: they are unpacked with the rest
TEXT_MOST_BYTES = 64 << 20  # of one part of XML: as a tree it takes ten times as much memory
COMPOUND = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a file begins that Office encrypted, or wrote before 2007
)
TORN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,
    ValueError,
    OverflowError,
    KeyError,
    OSError,
)

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
QUOTE_STYLES = ("quote", "intense quote")
TITLE_STYLE = "title"


def read_docx(content: bytes) -> tuple[Draft, list[tuple[Kind, str]]]:
    """The draft, and what is wrong with what it says of itself."""
    _check(content)
    from docx import Document

    etree: Any = import_module("lxml.etree")  # has no stubs

    try:
        document = Document(io.BytesIO(content))
        told = document.core_properties
        said = {
            "title": told.title,
            "author": told.author,
            "language": told.language,
            "keywords": told.keywords,
        }
        dates = told.modified or told.created
        styles = {style.style_id: (style.name or "").lower() for style in document.styles}
        draft = Draft()
        take(draft, said)
        bad = take(draft, {"date": dates}) if dates else None
        draft.sections = _sections(cast(Any, document.element).body, styles, draft)
    except (*TORN, etree.LxmlError, AttributeError, TypeError) as error:
        raise BrokenDocument(Kind.BROKEN, f"it is torn, or no DOCX ({type(error).__name__})") from None
    return draft, [] if bad is None else [(Kind.BAD_DATE, f"{bad!r}")]


def _check(content: bytes) -> None:
    """Refuses what is encrypted or unpacks beyond measure. zipfile stops at the sizes promised."""
    if content.startswith(COMPOUND):
        raise BrokenDocument(Kind.ENCRYPTED, "it is encrypted, or written by Word 2003 or older")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as opened:
            parts = opened.infolist()
    except TORN as error:
        raise BrokenDocument(Kind.BROKEN, f"it is torn, or no DOCX ({type(error).__name__})") from None
    if any(part.flag_bits & 0x1 for part in parts):
        raise BrokenDocument(Kind.ENCRYPTED)
    unpacked = sum(part.file_size for part in parts)
    # Against the size of the file itself: parts may share their bytes.
    is_bomb = unpacked > RATIO_FREE_BYTES and unpacked > RATIO_MOST * len(content)
    if is_bomb or unpacked > UNPACKED_MOST_BYTES:
        raise BrokenDocument(Kind.BOMB, f"it unpacks to {unpacked >> 20:,} MiB")
    texts = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    if any(part.file_size > TEXT_MOST_BYTES for part in texts):
        raise BrokenDocument(Kind.BOMB, f"one of its parts has more than {TEXT_MOST_BYTES >> 20} MiB of text")


def _sections(body: Any, styles: dict[str, str], draft: Draft) -> list[Section]:
    gathering = Gathering()
    for paragraph in _paragraphs(body):
        style = _style(paragraph, styles)
        text = "".join(_text(paragraph))
        if style == TITLE_STYLE and not draft.title:
            draft.title = " ".join(text.split())
        if style == TITLE_STYLE or style.startswith("heading"):
            gathering.heading(text)
            continue
        gathering.add(text + ("\n" if text else ""), MarkKind.QUOTE if style in QUOTE_STYLES else None)
    return gathering.finish()


def _paragraphs(body: Any) -> Iterator[Any]:
    """Every paragraph, those in tables and boxes too, each once."""
    return body.iter(f"{W}p")


def _style(paragraph: Any, styles: dict[str, str]) -> str:
    """The style's name as Word knows it in every language: `heading 1`; empty for none."""
    held = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if held is None else styles.get(held.get(f"{W}val", ""), "")


def _text(paragraph: Any) -> Iterator[str]:
    """The words of a paragraph, what was inserted under review too; not those of paragraphs inside a box."""
    waiting = list(reversed(paragraph))
    while waiting:
        node = waiting.pop()
        match node.tag:
            case tag if tag == f"{W}t":
                yield node.text or ""
            case tag if tag in (f"{W}tab", f"{W}ptab"):
                yield " "
            case tag if tag in (f"{W}br", f"{W}cr"):
                yield "\n"
            case tag if tag == f"{W}noBreakHyphen":
                yield "-"
            case tag if tag in (f"{W}p", f"{W}pPr", FALLBACK):
                pass
            case _:
                waiting.extend(reversed(node))
