"""What a document says of itself in front matter, meta tags, properties or a side file, as plain values."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, cast

from sources.documents_parts import Draft, one_line

# Fields by their lower-case names, in the order in which they are preferred.
TITLE = ("title", "dc.title", "dcterms.title", "og:title")
PEOPLE = {
    "authors": ("authors", "author", "dc.creator", "dcterms.creator", "article:author", "creator"),
    "reviewers": ("reviewers", "reviewer", "reviewed_by", "reviewed-by"),
    "owners": ("owners", "owner", "maintainers", "maintainer"),
}
DATE = (
    "updated", "last_updated", "last-updated", "lastmod", "modified", "dcterms.modified",
    "article:modified_time", "last-modified", "date", "dc.date", "dcterms.date",
    "article:published_time", "created",
)  # fmt: skip
LANGUAGE = ("language", "lang", "dc.language", "dcterms.language")
TAGS = ("tags", "keywords")
PRIVATE = "private"

NAME_LONGEST = 100  # characters of somebody's name or address
TAGS_MOST = 30
EARLIEST, LATEST_AHEAD_DAYS = datetime(1980, 1, 1, tzinfo=UTC), 2
SECOND = 1_000_000  # microseconds

# What programs write where a name belongs.
NOBODY = frozenset({
    "", "anonymous", "(anonymous)", "unknown", "unspecified", "user", "admin", "administrator", "root",
    "python-docx", "microsoft office user", "microsoft word", "microsoft", "none", "null", "n/a", "tbd",
    "author", "owner",
})  # fmt: skip
UNTITLED = frozenset(
    {"", "untitled", "(untitled)", "(anonymous)", "word document", "document", "none", "null"}
)

_SEPARATORS = re.compile(r"[;|\n]")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.IGNORECASE)


def take(draft: Draft, said: Mapping[str, Any]) -> str | None:
    """Puts what some fields say into a draft, over what it held; gives back a date that is none."""
    fields = {str(name).strip().lower(): value for name, value in said.items()}
    if title := _first(fields, TITLE):
        draft.title = draft.title if title.lower() in UNTITLED else title
    for part, names in PEOPLE.items():
        found = tuple(person for name in names for person in people(fields.get(name)))
        if found:
            draft.people[part] = tuple(dict.fromkeys(found))
    if language := language_of(_first(fields, LANGUAGE)):
        draft.language = language
    if tags := tuple(tag for name in TAGS for tag in _listed(fields.get(name), _commas)):
        draft.tags = tags[:TAGS_MOST]
    private = fields.get(PRIVATE)
    if private is not None:
        draft.private = is_yes(private)
    for name in DATE:
        value = fields.get(name)
        if value not in (None, ""):
            at = moment(value)
            if at is None:
                return one_line(str(value))[:NAME_LONGEST]
            draft.at = at
            break
    return None


def people(value: Any) -> tuple[str, ...]:
    """People as somebody writes them: one text, separated by semicolons or commas, or a list of such.

    A comma between two single words parts nobody: `Lee, Ann` is Ann Lee.
    """
    return tuple(name for name in _listed(value, _names) if name.lower() not in NOBODY)


def moment(value: Any) -> int | None:
    """Microseconds since 1970 of a date or time as usually written; None for what is none, or absurd."""
    found = _moment(value)
    if found is None:
        return None
    try:
        at = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        ahead = (at - datetime.now(UTC)).days
    except (OverflowError, ValueError):
        return None
    if at < EARLIEST or ahead > LATEST_AHEAD_DAYS:
        return None
    return int(at.timestamp()) * SECOND


def language_of(text: str) -> str:
    """`de` of `de-AT`; empty for what is no code."""
    found = _LANGUAGE.fullmatch(text.strip())
    return found[1].lower() if found else ""


def is_yes(value: Any) -> bool:
    """Whether a cell or field says yes; what nobody understands counts as yes, since it hides more."""
    return str(value).strip().lower() not in ("", "no", "false", "0", "n", "nein", "none", "null")


def _first(fields: Mapping[str, Any], names: Iterable[str]) -> str:
    return next((text for name in names if (text := one_line(_text(fields.get(name))))), "")


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _listed(value: Any, parts: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(name for each in cast("list[Any]", value) for name in _listed(each, parts))
    if isinstance(value, dict):
        told = cast("dict[Any, Any]", value)
        name, address = _text(told.get("name")), _text(told.get("email"))
        return _listed(f"{name} <{address}>" if address else name, parts)
    found = (one_line(part)[:NAME_LONGEST] for part in parts(str(value)))
    return tuple(name for name in found if name)


def _names(text: str) -> list[str]:
    found: list[str] = []
    for part in _SEPARATORS.split(text):
        pieces = [piece.strip() for piece in part.split(",")]
        if len(pieces) == 2 and all(piece and " " not in piece and "@" not in piece for piece in pieces):
            pieces = [f"{pieces[1]} {pieces[0]}"]
        found += pieces
    return found


def _commas(text: str) -> list[str]:
    return re.split(r"[,;|\n]", text)


def _moment(value: Any) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    text = str(value).strip()
    pdf = re.fullmatch(r"D:(\d{4})(\d{2})?(\d{2})?(\d{2})?(\d{2})?(\d{2})?([Zz+-].*)?", text)
    try:
        if pdf:
            numbers = [
                int(part) if part else low
                for part, low in zip(pdf.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
            ]
            zone = re.fullmatch(r"([+-]\d{2})'?(\d{2})?'?", pdf[7] or "")
            tail = f"{zone[1]}:{zone[2] or '00'}" if zone else "+00:00"
            return datetime.fromisoformat("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}".format(*numbers) + tail)
        return datetime.fromisoformat(text)
    except ValueError:
        return None
