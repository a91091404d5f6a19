"""Slack's conversations as spaces, and the folders in which their messages lie."""

from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from domain.messages import Space, SpaceKind
from sources.shapes import as_list, as_object, as_text
from sources.slack_text import Names, plain


@dataclass(frozen=True, slots=True)
class ConversationList:
    """One of an export's lists: its file, its conversations' kind, and the option that takes them in."""

    file: str
    kind: SpaceKind
    noun: str
    option: str = ""


LISTS = (
    ConversationList("channels.json", SpaceKind.PUBLIC, "public channels"),
    ConversationList("groups.json", SpaceKind.PRIVATE, "private channels", "--private"),
    ConversationList("dms.json", SpaceKind.DIRECT, "direct conversations", "--direct"),
    ConversationList("mpims.json", SpaceKind.GROUP, "group conversations", "--direct"),
)


def folder_of(entry: dict[str, Any], kind: SpaceKind) -> str:
    """The folder of a list's entry: a direct conversation's is its id, any other's its name; may be empty."""
    return normalize("NFC", as_text(entry.get("id" if kind is SpaceKind.DIRECT else "name")))


def space(entry: dict[str, Any], kind: SpaceKind, names: Names) -> Space:
    """An entry that has an id and a folder, as a space. Purpose and topic are one text on two lines."""
    members = [member for member in as_list(entry.get("members")) if isinstance(member, str)]
    said = [as_text(as_object(entry.get(key)).get("value")) for key in ("purpose", "topic")]
    shown = ", ".join(names.people.get(member, member) for member in members)
    return Space(
        id=f"slack:{entry['id']}",
        source="slack",
        name=(shown if kind is SpaceKind.DIRECT else "") or folder_of(entry, kind),
        kind=kind,
        purpose="\n".join(plain(text, names) for text in dict.fromkeys(said) if text),
        archived=entry.get("is_archived") is True,
        members=tuple(f"slack:{member}" for member in members),
    )
