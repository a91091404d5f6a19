"""HTML as a document: sections by heading; scripts, styles, navigation and what is hidden are left out."""

import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from typing import Any, cast

from lxml import html

from domain.messages import MarkKind, Section
from sources.documents_meta import take
from sources.documents_parts import Draft, Gathering
from sources.documents_text import decoded
from sources.documents_warnings import BrokenDocument, Kind

ETREE: Any = import_module("lxml.etree")  # has no stubs
DECLARED_WITHIN = 4_096  # bytes at the top in which an encoding may be declared
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})|<\?xml[^>]*encoding=[\"']([A-Za-z0-9_.-]{2,40})"
)
_SPACE = re.compile(r"\s+")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEFT_OUT = frozenset({
    "script", "style", "noscript", "template", "head", "nav", "iframe", "object", "svg", "math", "form",
    "button", "select", "textarea", "footer", "audio", "video", "canvas",
})  # fmt: skip
QUOTES = frozenset({"blockquote", "q"})
CODE = frozenset({"pre", "code", "kbd", "samp", "tt"})
INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_html(content: bytes) -> tuple[Draft, str, list[tuple[Kind, str]]]:
    """The draft, the encoding when it was guessed, and what is wrong with what it says of itself."""
    declared = _CHARSET.search(content[:DECLARED_WITHIN])
    name = (declared[1] or declared[2]).decode("ascii") if declared else ""
    text, guessed = decoded(content, name)
    plain = _XML_DECLARATION.sub("", text)
    parser = cast(Any, html).HTMLParser(no_network=True, huge_tree=True)
    try:
        root = cast(Any, html).document_fromstring(plain, parser=parser)
    except (ETREE.LxmlError, ValueError) as error:
        raise BrokenDocument(Kind.BROKEN, f"it is no HTML ({type(error).__name__})") from None
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise BrokenDocument(Kind.BROKEN, "its tags are nested too deeply")  # the rest would be missing
    draft = Draft()
    bad = take(draft, _said(root))
    body = root.find("body")
    draft.sections = _Reader().read(root if body is None else body)
    return draft, guessed, [] if bad is None else [(Kind.BAD_DATE, f"{bad!r} is no date such as 2026-11-24")]


def _said(root: Any) -> dict[str, list[str] | str]:
    """Title, language and meta tags; a tag that stands several times gives a list."""
    said: dict[str, list[str] | str] = {}
    for meta in root.iter("meta"):
        field, value = meta.get("name") or meta.get("property") or "", meta.get("content") or ""
        if field and value:
            held = said.setdefault(field.lower(), [])
            assert isinstance(held, list)
            held.append(value)
    for field, values in list(said.items()):
        if len(values) == 1:
            said[field] = values[0]
    title = root.find(".//title")
    if title is not None and (text := (title.text_content() or "").strip()):
        said["title"] = text
    if language := root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"):
        said.setdefault("language", language)
    return said


class _Reader:
    """Walks the tree without recursion: it may be as deep as somebody likes."""

    def __init__(self) -> None:
        self._sections = Gathering()
        self._heading: list[str] | None = None
        self._anchor = ""
        self._quotes = self._code = 0

    def read(self, root: Any) -> list[Section]:
        for step, element in _walk(root):
            tag = element.tag if isinstance(element.tag, str) else ""
            if step is Step.START:
                self._start(tag, element)
            elif step is Step.END:
                self._end(tag)
            else:
                self._say(element.tail or "")
        return self._sections.finish()

    def _start(self, tag: str, element: Any) -> None:
        if tag in HEADINGS:
            self._heading, self._anchor = [], element.get("id") or ""
        self._quotes += tag in QUOTES
        self._code += tag in CODE
        if tag not in INLINE:
            self._say("\n")
        if self._heading is not None and not self._anchor:
            self._anchor = element.get("id") or element.get("name") or ""
        self._say((element.get("alt") or "") if tag == "img" else (element.text or ""))

    def _end(self, tag: str) -> None:
        self._quotes -= tag in QUOTES
        self._code -= tag in CODE
        if tag in HEADINGS and self._heading is not None:
            self._sections.heading("".join(self._heading), self._anchor)
            self._heading = None
        elif tag in ("td", "th"):
            self._say(" ")
        elif tag not in INLINE:
            self._say("\n")

    def _say(self, text: str) -> None:
        if self._heading is not None:
            self._heading.append(text)
        elif text:
            kind = MarkKind.QUOTE if self._quotes else MarkKind.CODE if self._code else None
            # White space of the source says nothing, except that a block begins or ends.
            self._sections.add(text if text == "\n" or self._code else _SPACE.sub(" ", text), kind)


class Step(Enum):
    """What the walk meets."""

    START = 1
    END = 2
    TAIL = 3


def _walk(root: Any) -> Iterator[tuple[Step, Any]]:
    """Elements as they begin and end, with what follows each; what no reader sees is passed over."""
    waiting: list[tuple[Step, Any]] = [(Step.START, root)]
    while waiting:
        step, element = waiting.pop()
        if step is not Step.START or _is_read(element):
            yield step, element
        if step is Step.START and _is_read(element):
            waiting.append((Step.END, element))
            for child in reversed(element):
                waiting.append((Step.TAIL, child))
                waiting.append((Step.START, child))


def _is_read(element: Any) -> bool:
    return (
        isinstance(element.tag, str)  # comments and instructions have functions
        and element.tag not in LEFT_OUT
        and element.get("hidden") is None
        and not HIDDEN.search(element.get("style") or "")
    )
