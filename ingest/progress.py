"""What an ingest says while it runs, and what it says at its end."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from domain.messages import SourceWarning

EXAMPLES = 5  # warnings of each kind that are kept word for word


class Progress(Protocol):
    """Who is told how far an ingest has come. Amounts are bytes while reading, else chunks or people."""

    def stage(self, name: str, total: int | None) -> None:
        """A new stage began; `total` is its amount, when that is known."""
        ...

    def advance(self, done: int, messages: int) -> None:
        """So much of the stage is done, `messages` messages read since the start."""
        ...


@dataclass(slots=True)
class Summary:
    """What an ingest took in. Counts are of this run; `rows_…` are of the ledger."""

    messages: int = 0
    mentions: int = 0
    people: int = 0
    spaces: int = 0
    deleted: int = 0
    rows_created: int = 0
    rows_replaced: int = 0
    rows_removed: int = 0
    resumed: bool = False
    seconds: float = 0.0
    skills_seen: set[int] = field(default_factory=set[int])
    warnings: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, list[SourceWarning]] = field(default_factory=dict[str, list[SourceWarning]])

    @property
    def noun(self) -> str:
        """What `messages` counts."""
        return "messages"

    @property
    def skills(self) -> int:
        return len(self.skills_seen)

    @property
    def changed(self) -> bool:
        return bool(self.rows_created or self.rows_replaced or self.rows_removed)

    def warn(self, warning: SourceWarning) -> None:
        self.warnings[warning.kind] += 1
        kept = self.examples.setdefault(warning.kind, [])
        if len(kept) < EXAMPLES:
            kept.append(warning)

    def counts(self) -> Mapping[str, int]:
        """The numbers that a person wants to read, by name."""
        return {
            "messages": self.messages,
            "mentions": self.mentions,
            "people": self.people,
            "spaces": self.spaces,
            "skills": self.skills,
            "deleted": self.deleted,
            "rows created": self.rows_created,
            "rows replaced": self.rows_replaced,
            "rows removed": self.rows_removed,
        }
