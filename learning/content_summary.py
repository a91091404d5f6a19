"""What came of taking a list in: what is new, changed, unchanged and removed, and what was read with care."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messages import SourceWarning

EXAMPLES = 5  # warnings of each kind that are kept word for word


@dataclass(slots=True)
class Taken:
    """Counts of this run. `further` are other numbers that a person wants to read, by name."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    further: dict[str, int] = field(default_factory=dict[str, int])
    warnings: Counter[str] = field(default_factory=Counter[str])
    examples: dict[str, list[SourceWarning]] = field(default_factory=dict[str, list[SourceWarning]])

    @property
    def is_nothing_new(self) -> bool:
        return not (self.created or self.changed or self.removed)

    def warn(self, warning: SourceWarning) -> None:
        self.warnings[warning.kind] += 1
        kept = self.examples.setdefault(warning.kind, [])
        if len(kept) < EXAMPLES:
            kept.append(warning)

    def counts(self) -> Mapping[str, int]:
        return {
            "created": self.created,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "removed": self.removed,
            **self.further,
        }
