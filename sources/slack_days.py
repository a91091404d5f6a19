"""One day file of a Slack export: raw messages to domain records."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from domain.messages import Account, Deletion, Mark, Message, Reaction, SourceWarning
from sources.shapes import as_list, as_object, as_text
from sources.slack_blocks import write_blocks, write_shares, write_titles
from sources.slack_people import author_account, author_of
from sources.slack_text import SPECIAL, Draft, Names, write_mrkdwn
from sources.slack_warnings import Kind

Record = Account | Message | Deletion | SourceWarning

TIME = re.compile(r"([1-9][0-9]{7,9})\.([0-9]{6})")
MICROSECONDS = 1_000_000  # in a second
FIRST_SECOND = 631_152_000  # 1990-01-01: chat that was imported may be older than Slack
LAST_SECOND = 4_102_444_800  # 2100-01-01

BROADCASTS = frozenset({"thread_broadcast", "reply_broadcast"})
# What people and apps say. Any other subtype tells that something happened: a join, a topic, a huddle.
SPOKEN = frozenset({"", "me_message", "file_share", "bot_message", *BROADCASTS})
SKIN_TONE = "::skin-tone-"


def microseconds(ts: Any) -> int:
    """Slack's `ts` "1355517523.000005" as microseconds since 1970 UTC, exactly; 0 when it is no such text."""
    found = TIME.fullmatch(ts) if isinstance(ts, str) else None
    if not found:
        return 0
    seconds = int(found[1])
    return seconds * MICROSECONDS + int(found[2]) if FIRST_SECOND <= seconds < LAST_SECOND else 0


@dataclass(slots=True)
class DayReader:
    """Reads one day file after another; remembers which authors it has met and counts what it skips."""

    names: Names
    known: set[str]  # the Slack ids that have an account
    apps: Collection[str]  # those of them that are no people
    complete: bool  # whether an author who is not known is worth a warning
    skipped: Counter[str] = field(default_factory=Counter[str])  # by subtype: joins, topics, huddles

    def records(self, items: list[Any], space: str, where: str) -> Iterator[Record]:
        """The records of a day file's items. Accounts and warnings come first, then one record a message.

        A message that stands twice comes once, as its last edit left it; one that is gone comes as Deletion.
        """
        kept: dict[str, Message | Deletion] = {}
        aside: list[Account | SourceWarning] = []
        for number, item in enumerate(items, 1):
            place = f"{where} #{number}"
            record = self._read(item, space, place, aside)
            if record is not None:
                old = kept.setdefault(record.id, record)
                if old is not record:
                    kept[record.id] = _newer(old, record)
                    if not _may_repeat(as_object(item), old, record):
                        aside.append(SourceWarning(Kind.DUPLICATE, place, record.id))
            if aside:
                yield from aside
                aside.clear()
        yield from kept.values()

    def _read(
        self, item: Any, space: str, place: str, aside: list[Account | SourceWarning], changed: int = 0
    ) -> Message | Deletion | None:
        """The record of one item, the rest put `aside`; `changed` is when the event that brought it came."""
        if not isinstance(item, dict):
            aside.append(SourceWarning(Kind.NOT_A_MESSAGE, place, f"it is a {type(item).__name__}"))
            return None
        raw = as_object(item)
        subtype = as_text(raw.get("subtype"))
        if subtype == "message_changed" and not changed:
            return self._read(raw.get("message"), space, place, aside, microseconds(raw.get("ts")) or 1)
        gone = subtype in ("message_deleted", "tombstone")
        if not gone and (
            subtype not in SPOKEN or raw.get("hidden") is True or raw.get("type", "message") != "message"
        ):
            self.skipped[subtype or as_text(raw.get("type")) or "hidden"] += 1
            return None
        ts = as_text(raw.get("deleted_ts" if subtype == "message_deleted" else "ts"))
        at = microseconds(ts)
        if not at:
            aside.append(SourceWarning(Kind.BAD_TIME, place, "its ts is no time"))
            return None
        if gone:
            return Deletion(f"{space}:{ts}", microseconds(raw.get("ts")) or at)
        author, by_app = author_of(raw)
        if not author:
            aside.append(SourceWarning(Kind.NO_AUTHOR, place))
            return None
        text, marks = plain_text(raw, self.names)
        if not text and subtype == "reply_broadcast":
            self.skipped[subtype] += 1  # the old form, which only points at the reply
            return None
        self._look_closer(raw, author, by_app, place, aside)
        thread = as_text(raw.get("thread_ts"))
        return Message(
            id=f"{space}:{ts}",
            space=space,
            author=f"slack:{author}",
            at=at,
            text=text,
            thread=f"{space}:{thread if microseconds(thread) else ts}",
            edited=microseconds(as_object(raw.get("edited")).get("ts")) or changed,
            marks=marks,
            reactions=reactions(raw.get("reactions")),
            bot=by_app or author in self.apps,
        )

    def _look_closer(
        self, raw: dict[str, Any], author: str, by_app: bool, place: str, aside: list[Account | SourceWarning]
    ) -> None:
        """Put aside an author who is met for the first time, and what is wrong in a message that is kept."""
        if author not in self.known:
            self.known.add(author)
            aside.append(author_account(author, raw, by_app))
            if self.complete and not by_app:
                aside.append(SourceWarning(Kind.MISSING_USER, place, author))
        thread, text = raw.get("thread_ts"), raw.get("text")
        if thread is not None and not microseconds(thread):
            aside.append(SourceWarning(Kind.BAD_TIME, place, "its thread_ts is no time"))
        if text is not None and not isinstance(text, str):
            aside.append(SourceWarning(Kind.BAD_TEXT, place, f"its text is a {type(text).__name__}"))


def plain_text(raw: dict[str, Any], names: Names) -> tuple[str, tuple[Mark, ...]]:
    """A message's text, else its blocks, else its files' titles; then, as quotes, what it shares."""
    text = as_text(raw.get("text"))
    attachments = raw.get("attachments")
    if text and not attachments and not SPECIAL.search(text):
        return text, ()
    draft = Draft(names)
    if text.strip():
        write_mrkdwn(draft, text)
    else:
        write_blocks(draft, raw.get("blocks"))
        if not draft.length:
            write_titles(draft, raw)
    write_shares(draft, attachments)
    return draft.done()


def reactions(value: Any) -> tuple[Reaction, ...]:
    """Reactions by their name without skin tones: a thumb up is one reaction in every colour."""
    if not value:
        return ()
    found: dict[str, dict[str, None]] = {}
    for each in as_list(value):
        reaction = as_object(each)
        name = as_text(reaction.get("name")).partition(SKIN_TONE)[0]
        if name:
            users = [user for user in as_list(reaction.get("users")) if isinstance(user, str) and user]
            found.setdefault(name, {}).update((f"slack:{user}", None) for user in users)
    return tuple(Reaction(name, tuple(users)) for name, users in found.items())


def _newer(old: Message | Deletion, new: Message | Deletion) -> Message | Deletion:
    """Of two records of one message, the one that holds: what is gone stays gone, the last edit counts."""
    if isinstance(new, Deletion):
        return new
    if isinstance(old, Deletion):
        return old
    newer, other = (new, old) if new.edited > old.edited else (old, new)
    is_reply = newer.thread != newer.id or other.thread == other.id
    return newer if is_reply else replace(newer, thread=other.thread)


def _may_repeat(raw: dict[str, Any], old: Message | Deletion, new: Message | Deletion) -> bool:
    """Whether a message rightly stands twice: it was changed, deleted, or a reply shown in the channel."""
    if isinstance(old, Deletion) or isinstance(new, Deletion):
        return True
    subtype = as_text(raw.get("subtype"))
    return subtype in BROADCASTS or subtype == "message_changed" or old.thread != new.thread
