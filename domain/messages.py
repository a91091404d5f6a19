"""What a source says: spaces, accounts, messages and their deletions, documents, as plain records.

Times are integers: microseconds since 1970-01-01 UTC. Identifiers are texts that begin with the source's
name, such as `slack:C024BE91L:1355517523.000005`.
"""

from dataclasses import dataclass
from enum import StrEnum


class SpaceKind(StrEnum):
    """Who can read a space: everybody in the organisation, or its members alone."""

    PUBLIC = "public"
    PRIVATE = "private"
    DIRECT = "direct"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Space:
    """A channel, private channel or conversation. `members` are account ids."""

    id: str
    source: str
    name: str
    kind: SpaceKind = SpaceKind.PUBLIC
    purpose: str = ""
    archived: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's (or a bot's) presence in one source."""

    id: str
    source: str
    handle: str
    name: str = ""
    email: str = ""
    deleted: bool = False
    bot: bool = False


class MarkKind(StrEnum):
    """What a stretch of a message's text is, besides words."""

    QUOTE = "quote"  # somebody else's words: a quoted line, a shared message
    CODE = "code"  # a code span or a fenced block
    LINK = "link"  # the visible text of a link; the target is the address
    PERSON = "person"  # an account addressed by name; the target is the account's id
    SPACE = "space"  # a space referred to; the target is the space's id
    EMOJI = "emoji"  # an emoji's name, such as :tada:


@dataclass(frozen=True, slots=True)
class Mark:
    """The half-open range [start, end) of a message's text, in characters (code points)."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji's name and the account ids of those who chose it."""

    name: str
    accounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it stands after its last edit, in plain text.

    `thread` is the id of the thread's first message, which is the message itself when it is no reply.
    `edited` is the time of the last edit, 0 when there was none.
    """

    id: str
    space: str
    author: str
    at: int
    text: str
    thread: str
    edited: int = 0
    marks: tuple[Mark, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    bot: bool = False


@dataclass(frozen=True, slots=True)
class Deletion:
    """A message that is gone: whatever it showed is to be retracted, and does not come back."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document in plain text, under one heading or on one page.

    The first `heading_end` characters of `text` are its heading (in the first section the document's title);
    `name` is how a reader is told of it, `anchor` what a link adds after `#`. Both may be empty.
    """

    text: str
    name: str = ""
    anchor: str = ""
    heading_end: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it stands. `path` is relative to its folder, with `/` between its parts.

    `authors`, `reviewers` and `owners` are people as the document names them: an address, a handle or a name.
    `at` is when it was last changed; `language` an ISO 639-1 code, or empty when nobody can tell.
    """

    path: str
    title: str
    at: int
    sections: tuple[Section, ...]
    language: str = ""
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    owners: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something in the source that could not be used; the rest went on. `kind` is counted, `where` named."""

    kind: str
    where: str
    detail: str = ""
