"""Markdown as a document: sections by heading, quotes and code marked, front matter in YAML or TOML."""

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, cast

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from domain.messages import MarkKind
from sources.documents_meta import PRIVATE, take
from sources.documents_parts import Draft, Gathering
from sources.documents_text import decoded
from sources.documents_warnings import Kind

FRONT_MATTER_LONGEST = 64_000  # characters
NESTED_MOST = 100  # quotes, lists and their items inside each other; deeper ones are left out
_FENCES = {"---": ("---", "..."), "+++": ("+++",)}
_FIELD = re.compile(r"[\w\"'][\w\"' .-]*[:=]")
_SAYS_PRIVATE = re.compile(r"\bprivate[\"']?\s*[:=]", re.IGNORECASE)
_UNREAD = {PRIVATE: True}  # what front matter says that cannot be read
_TAG = re.compile(r"<[^<>]*>|<!--.*?-->", re.DOTALL)
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_NO_SLUG = re.compile(r"[^\w\- ]")


class _NoAliases(yaml.SafeLoader):
    """YAML without references: a few lines of them can stand for billions of values."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if cast(Any, self).check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references are not read")
        return super().compose_node(parent, index)


def read_markdown(content: bytes) -> tuple[Draft, str, list[tuple[Kind, str]]]:
    """The draft, the encoding when it was guessed, and what is wrong with the front matter."""
    text, guessed = decoded(content)
    said, body, wrong = front_matter(text)
    draft = Draft()
    if (bad := take(draft, said)) is not None:
        wrong.append((Kind.BAD_DATE, f"{bad!r} is no date such as 2026-11-24"))
    gathering = _Reader()
    parser = MarkdownIt("commonmark", {"maxNesting": NESTED_MOST}).enable(["table", "strikethrough"])
    gathering.walk(parser.parse(body))
    draft.sections = gathering.sections.finish()
    if not draft.title:
        draft.title = gathering.title
    return draft, guessed, wrong


def front_matter(text: str) -> tuple[Mapping[str, Any], str, list[tuple[Kind, str]]]:
    """What stands between two lines of dashes (YAML) or pluses (TOML) at the top, and the rest.

    What cannot be read may have said that the document is private: it is taken as private. What can be read
    and holds no fields makes one private where it speaks of it.
    """
    lines = text.lstrip("\ufeff").split("\n")
    ends = _FENCES.get(lines[0].rstrip(), ())
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in ends), 0)
    head = "\n".join(lines[1:end])
    if not end:
        head = "\n".join(takewhile(str.strip, lines[1:]))
        is_begun = bool(ends) and _FIELD.match(head) is not None  # else it is a line across the page
        return (_UNREAD, text, _broken("no line ends it")) if is_begun else ({}, text, [])
    if len(head) > FRONT_MATTER_LONGEST:
        return _UNREAD, text, _broken(f"over {FRONT_MATTER_LONGEST:,} characters")
    body = "\n".join(lines[end + 1 :])
    try:
        if lines[0].startswith("+"):
            return tomllib.loads(head), body, []
        found: Any = yaml.load(head, _NoAliases)  # a loader of plain values
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        return _UNREAD, body, _broken(f"it is not YAML or TOML ({type(error).__name__})")
    if found is None:
        return {}, body, []
    if not isinstance(found, dict):
        private = _SAYS_PRIVATE.search(head) is not None
        return {PRIVATE: private}, body, _broken("it holds no fields", private=private)
    return cast("dict[str, Any]", found), body, []


def _broken(why: str, *, private: bool = True) -> list[tuple[Kind, str]]:
    return [(Kind.BROKEN_HEADER, f"{why}: read as private" if private else why)]


class _Reader:
    """Walks tokens; what is inside a quote is marked as one."""

    def __init__(self) -> None:
        self.sections = Gathering()
        self.title = ""
        self._slugs = Counter[str]()
        self._quotes = 0
        self._is_heading = self._is_cell = False

    def walk(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            match token.type:
                case "heading_open":
                    self._is_heading = True
                case "heading_close":
                    self._is_heading = False
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "inline":
                    self._inline(token)
                case "fence" | "code_block":
                    self._add(token.content + "\n", MarkKind.CODE)
                case "html_block":
                    self._add(untagged(token.content) + "\n")
                case "td_open" | "th_open":
                    self._is_cell = True
                case "td_close" | "th_close":
                    self._is_cell = False
                    self._add(" ")
                case "tr_close":
                    self._add("\n")
                case _:
                    pass

    def _inline(self, token: Token) -> None:
        pieces = [_piece(child) for child in token.children or ()]
        if self._is_heading and not self._quotes:
            text = "".join(text for text, _ in pieces)
            if not self.title and not self.sections.characters:
                self.title = " ".join(text.split())
            self.sections.heading(text, self._slug(text))
            return
        for text, kind in pieces:
            self._add(text, kind)
        if not self._is_cell:
            self._add("\n")

    def _add(self, text: str, kind: MarkKind | None = None) -> None:
        self.sections.add(text, MarkKind.QUOTE if self._quotes else kind)

    def _slug(self, text: str) -> str:
        """The anchor that the usual sites give a heading."""
        slug = _NO_SLUG.sub("", unicodedata.normalize("NFC", text).strip().lower()).replace(" ", "-")
        number = self._slugs[slug]
        self._slugs[slug] += 1
        return f"{slug}-{number}" if number else slug


def untagged(html: str) -> str:
    """The words of a scrap of HTML."""
    return _TAG.sub(" ", _SCRIPT.sub(" ", html))


def _piece(token: Token) -> tuple[str, MarkKind | None]:
    match token.type:
        case "text":
            return token.content, None
        case "code_inline":
            return token.content, MarkKind.CODE
        case "image":
            return token.content, None
        case "softbreak":
            return " ", None
        case "hardbreak":
            return "\n", None
        case _:
            return "", None
