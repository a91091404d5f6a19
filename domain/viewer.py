"""Who is looking, and what they may read."""

from dataclasses import dataclass

PUBLIC_SCOPE = "*"  # all public spaces together


@dataclass(frozen=True, slots=True)
class Viewer:
    """The person on whose behalf something is read; without a person, nothing may be read.

    The operator of a store, who has its files, is nobody in particular: they read what is public. A steward
    looks after frameworks, content and decisions; they read what they may read as a person.
    """

    person: str | None
    is_operator: bool = False
    is_steward: bool = False

    @staticmethod
    def operator() -> "Viewer":
        return Viewer(None, is_operator=True)


@dataclass(frozen=True, slots=True)
class Scopes:
    """The scopes a viewer may read: `'*'` for all public spaces, and the id of each private one.

    Made by `graph.spaces.readable` alone, in the transaction of the read it is for.
    """

    names: tuple[str, ...]
