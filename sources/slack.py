"""A Slack export, folder or zip as Slack writes it, read as a stream of domain records.

Ids are Slack's own behind `slack:`, a message's is its space's id and its `ts`. Private channels are read
only when asked for, and so are direct and group conversations.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from domain.messages import Account, SourceWarning, Space, SpaceKind
from sources.archive import Archive, BrokenMember, open_archive
from sources.shapes import as_list, as_object, as_text, parse
from sources.slack_days import DayReader, Record
from sources.slack_people import account, shown_name
from sources.slack_spaces import LISTS, ConversationList, folder_of, space
from sources.slack_text import Names
from sources.slack_warnings import Kind

USER_LISTS = ("users.json", "org_users.json")  # the second in an export of a whole organisation
LANDMARKS = frozenset({*USER_LISTS, *(each.file for each in LISTS)})
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json")
CANVASES = "canvas_in_the_conversation.json"


@dataclass(frozen=True, slots=True)
class DayFile:
    """The messages of one space and day: the file's name in the archive and its size in bytes."""

    space_id: str
    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class _Conversations:
    """One list as it was found; `wanted` says whether it is to be read."""

    listed: ConversationList
    wanted: bool
    entries: tuple[dict[str, Any], ...]
    warnings: tuple[SourceWarning, ...]


class SlackExport:
    """An open export; close it, or use it as a context.

    `skipped` counts what `messages` passed over, by subtype: joins, topics, huddles.
    `files` are the day files to read, by space and then day: a cursor is an index into them, and holds as
    long as `fingerprint` is the same.
    """

    def __init__(self, archive: Archive, *, private: bool, direct: bool) -> None:
        self._archive = archive
        self._wanted = {SpaceKind.PUBLIC}
        if private:
            self._wanted |= {SpaceKind.PRIVATE}
        if direct:
            self._wanted |= {SpaceKind.DIRECT, SpaceKind.GROUP}
        self.skipped: Counter[str] = Counter()

    @classmethod
    def open(cls, path: Path | str, *, private: bool = False, direct: bool = False) -> Self:
        """Open the export at `path`, with private channels, and direct and group conversations, if wanted.

        Raises InvalidInput when it is no export, HostileArchive when it is dangerous to read.
        """
        return cls(open_archive(Path(path), LANDMARKS), private=private, direct=direct)

    def close(self) -> None:
        self._archive.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def fingerprint(self) -> str:
        """32 hexadecimal digits: the same for the same files (name, size, checksum) and options.

        A folder's files count by name, size and time of change, since their content is not read for it.
        """
        wanted = ",".join(sorted(self._wanted))
        return blake2b(f"{self._archive.fingerprint}{wanted}".encode(), digest_size=16).hexdigest()

    @cached_property
    def files(self) -> tuple[DayFile, ...]:
        """The day files to be read, by space and then day."""
        found = [
            DayFile(self._folders[folder], name, member.bytes)
            for name, member in self._archive.members.items()
            for folder, _, file in [name.partition("/")]
            if folder in self._folders and DAY.fullmatch(file)
        ]
        return tuple(sorted(found, key=lambda file: (file.space_id, file.name)))

    def accounts(self) -> Iterator[Account | SourceWarning]:
        """The users listed. Authors who are not listed come from `messages`, before their first message."""
        users, warnings = self._users
        yield from warnings
        for number, user in enumerate(users, 1):
            found = account(user)
            yield found or SourceWarning(Kind.BROKEN_ENTRY, f"users #{number}", "it has no id")

    def spaces(self) -> Iterator[Space | SourceWarning]:
        """The conversations to be read, and what is wrong with, or left out of, the rest."""
        for each in self._conversations:
            yield from each.warnings
            if not each.wanted and each.entries:
                yield SourceWarning(
                    Kind.LEFT_OUT,
                    each.listed.file,
                    f"{len(each.entries)} {each.listed.noun} left out; {each.listed.option} takes them in",
                )
            for entry in each.entries if each.wanted else ():
                yield space(entry, each.listed.kind, self._names)
                folder = folder_of(entry, each.listed.kind)
                if folder not in self._archive.folders:
                    yield SourceWarning(Kind.MISSING_FOLDER, folder, f"slack:{entry['id']} has no folder")
        yield from self._stray()

    def spaces_left_out(self) -> Iterator[Space]:
        """The conversations that are listed and not to be read: one of them may have been public before."""
        for each in self._conversations:
            for entry in () if each.wanted else each.entries:
                yield space(entry, each.listed.kind, self._names)

    def messages(self, files: Sequence[DayFile], start: int = 0) -> Iterator[tuple[int, Record]]:
        """The records of `files` from index `start` on, each with its file's index; one file is in memory.

        The account of an author who is not listed comes before their first message. A message that was
        edited or deleted on a later day comes again with that day: the greatest `edited` holds, and a
        Deletion for ever.
        """
        reader = DayReader(self._names, set(self._listed), self._apps, bool(self._listed), self.skipped)
        for index in range(start, len(files)):
            file = files[index]
            items, warnings = self._load(file.name)
            for warning in warnings:
                yield index, warning
            for record in reader.records(items, file.space_id, file.name):
                yield index, record

    @cached_property
    def _users(self) -> tuple[tuple[dict[str, Any], ...], tuple[SourceWarning, ...]]:
        for name in USER_LISTS:
            if name in self._archive.members:
                items, warnings = self._load(name, Kind.BROKEN_LIST)
                return tuple(as_object(item) for item in items), tuple(warnings)
        return (), (SourceWarning(Kind.MISSING_LIST, USER_LISTS[0], "names come from messages alone"),)

    @cached_property
    def _listed(self) -> dict[str, dict[str, Any]]:
        return {slack_id: user for user in self._users[0] if (slack_id := as_text(user.get("id")))}

    @cached_property
    def _apps(self) -> frozenset[str]:
        found = {slack_id: account(user) for slack_id, user in self._listed.items()}
        return frozenset(slack_id for slack_id, each in found.items() if each and each.bot)

    @cached_property
    def _names(self) -> Names:
        # From the lists alone, never from messages: a resumed reading shows the names an unbroken one shows.
        public = self._conversations[0].entries
        return Names(
            {slack_id: shown_name(user) for slack_id, user in self._listed.items()},
            {entry["id"]: as_text(entry.get("name")) for entry in public},
        )

    @cached_property
    def _conversations(self) -> tuple[_Conversations, ...]:
        return tuple(self._read_list(each) for each in LISTS)

    def _read_list(self, listed: ConversationList) -> _Conversations:
        wanted = listed.kind in self._wanted
        if listed.file not in self._archive.members:
            # The other lists are only in exports of everything.
            missing = SourceWarning(
                Kind.MISSING_LIST, listed.file, "no public channel can be told from a private one"
            )
            return _Conversations(listed, wanted, (), (missing,) if listed.kind is SpaceKind.PUBLIC else ())
        items, warnings = self._load(listed.file, Kind.BROKEN_LIST)
        entries: list[dict[str, Any]] = []
        for number, item in enumerate(items, 1):
            entry = as_object(item)
            if listed.kind is SpaceKind.PUBLIC and entry.get("is_private") is True:
                warnings.append(
                    SourceWarning(
                        Kind.BROKEN_ENTRY, f"{listed.file} #{number}", "it is private among public ones"
                    )
                )
            elif as_text(entry.get("id")) and folder_of(entry, listed.kind):
                entries.append(entry)
            else:
                warnings.append(
                    SourceWarning(Kind.BROKEN_ENTRY, f"{listed.file} #{number}", "it has no id or no name")
                )
        return _Conversations(listed, wanted, tuple(entries), tuple(warnings))

    @cached_property
    def _claims(self) -> dict[str, set[tuple[str, SpaceKind]]]:
        """Folders and the conversations, of every list, that name them."""
        claims: dict[str, set[tuple[str, SpaceKind]]] = {}
        for each in self._conversations:
            for entry in each.entries:
                folder = folder_of(entry, each.listed.kind)
                claims.setdefault(folder, set()).add((f"slack:{entry['id']}", each.listed.kind))
        return claims

    @cached_property
    def _folders(self) -> dict[str, str]:
        """The folders to be read and their spaces. A folder of two conversations is of neither: one may be
        private."""
        return {
            folder: space_id
            for folder, claims in self._claims.items()
            if len(claims) == 1
            for space_id, kind in claims
            if kind in self._wanted
        }

    def _stray(self) -> Iterator[SourceWarning]:
        for folder in sorted(self._archive.folders):
            claims = self._claims.get(folder, ())
            if not claims:
                yield SourceWarning(Kind.UNKNOWN_FOLDER, folder, "no list names it, so it may be private")
            elif len(claims) > 1:
                both = ", ".join(sorted(space_id for space_id, _ in claims))
                yield SourceWarning(Kind.SHARED_FOLDER, folder, f"it is of {both}, and one may be private")
        for name in sorted(self._archive.members):
            folder, _, file = name.partition("/")
            if (
                folder in self._folders
                and file.endswith(".json")
                and file != CANVASES
                and not DAY.fullmatch(file)
            ):
                yield SourceWarning(Kind.UNKNOWN_FILE, name, "it is named as no day is")

    def _load(self, name: str, kind: Kind = Kind.BROKEN_FILE) -> tuple[list[Any], list[SourceWarning]]:
        """A file's items, and a warning when it had to be repaired or has none that can be read."""
        try:
            value, repaired = parse(self._archive.read(name))
        except BrokenMember as broken:
            return [], [SourceWarning(kind, name, str(broken))]
        if not isinstance(value, list):
            return [], [SourceWarning(kind, name, "it is not a list")]
        return as_list(value), [SourceWarning(Kind.REPAIRED_FILE, name)] if repaired else []
