"""What is told of a framework that was read: what was assumed, repeated, missing, odd; or why it is not."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.errors import InvalidInput
from sources.frameworks_csv import Mistake

MISTAKES_SHOWN = 100

ASSUMED, REPEATED, MISSING, ODD = "assumed", "repeated", "missing", "odd"


@dataclass(frozen=True, slots=True)
class Note:
    """Something worth knowing: `kind` is one of the four above, `what` is counted, `where` and `detail` name
    it."""

    kind: str
    what: str
    where: str
    detail: str = ""


@dataclass(slots=True)
class Report:
    """What was read, by kind of thing, and the notes, in the order of the file."""

    counts: dict[str, int] = field(default_factory=dict[str, int])
    notes: list[Note] = field(default_factory=list[Note])

    def note(self, kind: str, what: str, where: str, detail: str = "") -> None:
        self.notes.append(Note(kind, what, where, detail))


class BrokenFramework(InvalidInput):
    """A file that is refused whole. `details` are its first mistakes, `mistakes` their number."""

    code = "BROKEN_FRAMEWORK"

    def __init__(self, file: str, found: Sequence[Mistake], titles: Sequence[str] = ()) -> None:
        self.mistakes = len(found)
        self.details = [
            {"line": each.line, "column": each.column, "message": each.message}
            for each in sorted(found, key=lambda each: (each.line, each.column))[:MISTAKES_SHOWN]
        ]
        lines = [_line(each, titles) for each in sorted(found, key=lambda each: (each.line, each.column))]
        shown = "\n".join(f"  {line}" for line in lines[:MISTAKES_SHOWN])
        more = len(lines) - MISTAKES_SHOWN
        super().__init__(
            f"{file} has {len(lines):,} mistake{'s' * (len(lines) != 1)}, and nothing of it was taken in:\n"
            + shown
            + (f"\n  and {more:,} more" if more > 0 else ""),
            "Mend the file and run the same command again; --dry-run checks it without writing.",
        )


def _line(mistake: Mistake, titles: Sequence[str]) -> str:
    where = [f"line {mistake.line:,}"] if mistake.line else []
    if mistake.column:
        title = titles[mistake.column - 1] if mistake.column <= len(titles) else ""
        where.append(f"column {mistake.column}" + (f" ({title.strip()})" if title.strip() else ""))
    return f"{', '.join(where)}: {mistake.message}" if where else mistake.message
