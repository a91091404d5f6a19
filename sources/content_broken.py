"""What is wrong with a file that is taken in whole or not at all: each error by line and column."""

from dataclasses import dataclass, field
from typing import NamedTuple

from domain.errors import InvalidInput

TOLD_MOST = 100  # errors of a file that are told; the rest is counted


class At(NamedTuple):
    """Where something stands: the line from 1, the column from 1, and the column's title."""

    line: int
    column: int = 0
    title: str = ""

    def __str__(self) -> str:
        column = f", column {self.column}" if self.column else ""
        line = f"line {self.line}" if self.line else self.title
        return line + column + (f" ({self.title})" if self.title and self.line else "")


class Refused(InvalidInput):
    """A file of which nothing is taken in; `errors` are the first, each with its place."""

    def __init__(self, file: str, errors: list[tuple[At, str]], number: int) -> None:
        told = "\n".join(f"  {at}: {why}" for at, why in errors)
        more = f"\n  and {number - len(errors):,} more" if number > len(errors) else ""
        several = "1 error" if number == 1 else f"{number:,} errors"
        super().__init__(
            f"{file} has {several}, and nothing of it was taken in:\n{told}{more}",
            "Mend them and run the command again; --dry-run tells them without an engine.",
        )
        self.errors = tuple(errors)
        self.number = number


@dataclass(slots=True)
class Errors:
    """The errors of one file so far."""

    file: str
    number: int = 0
    told: list[tuple[At, str]] = field(default_factory=list[tuple[At, str]])

    def add(self, at: At, why: str) -> None:
        self.number += 1
        if len(self.told) < TOLD_MOST:
            self.told.append((at, why))

    def check(self) -> None:
        """Raises Refused when there are any."""
        if self.number:
            raise Refused(self.file, sorted(self.told), self.number)
