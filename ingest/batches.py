"""Batches: what one transaction takes in, with each item once and as it finally stands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.messages import Account, Deletion, MarkKind, Message, SourceWarning

MESSAGES_A_BATCH = 1_000

Record = Message | Deletion | SourceWarning | Account


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages and deletions to be written together. After them, reading goes on at file `position`."""

    position: int
    messages: tuple[Message, ...] = ()
    deleted: frozenset[str] = frozenset()
    warnings: tuple[SourceWarning, ...] = ()
    accounts: tuple[Account, ...] = ()  # of people whom no list of users has
    read: int = 0  # messages read for it, repeats included

    def account_ids(self) -> set[str]:
        """Everybody who speaks or is addressed in it."""
        spoken_of = {m.target for said in self.messages for m in said.marks if m.kind is MarkKind.PERSON}
        return {message.author for message in self.messages} | spoken_of - {""}


@dataclass(slots=True)
class _Gathering:
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    deleted: set[str] = field(default_factory=set[str])
    warnings: list[SourceWarning] = field(default_factory=list[SourceWarning])
    accounts: list[Account] = field(default_factory=list[Account])
    read: int = 0

    def add(self, record: Record) -> None:
        match record:
            case Message():
                self.read += 1
                held = self.messages.get(record.id)
                if held is None or standing(record) >= standing(held):
                    self.messages[record.id] = record
            case Deletion():
                self.deleted.add(record.id)
            case SourceWarning():
                self.warnings.append(record)
            case Account():
                self.accounts.append(record)

    def batch(self, position: int) -> Batch:
        kept = tuple(m for m in self.messages.values() if m.id not in self.deleted)
        return Batch(
            position, kept, frozenset(self.deleted), tuple(self.warnings), tuple(self.accounts), self.read
        )


def standing(message: Message) -> tuple[int, int]:
    """Orders two readings of one message: the later edit stands, then the one with more reactions."""
    return message.edited, sum(len(reaction.accounts) for reaction in message.reactions)


def batches(
    records: Iterable[tuple[int, Record]],
    *,
    end: int,
    most: int = MESSAGES_A_BATCH,
) -> Iterator[Batch]:
    """Gathers records, each with the number of the file it stands in, into batches of `most` messages.

    A batch's position is the file that its last record stands in: reading again from there repeats records,
    which changes nothing, and leaves none out. The last batch's position is `end`.
    """
    gathering = _Gathering()
    for position, record in records:
        gathering.add(record)
        if gathering.read >= most or len(gathering.deleted) + len(gathering.warnings) >= most:
            yield gathering.batch(position)
            gathering = _Gathering()
    yield gathering.batch(end)
