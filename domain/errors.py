"""The root of every error a person may see: what is wrong, where, and what to do next."""

from typing import ClassVar


class UnderstoryError(Exception):
    """A refusal or failure with a clear line.

    `code` is stable and machine-readable (SCREAMING_SNAKE); `message` names the thing and the place;
    `next_step` says what to do. Raised where it happens, translated once at the edge (cli, api).
    """

    code: ClassVar[str] = "FAILED"

    def __init__(self, message: str, next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.next_step = next_step


class InvalidInput(UnderstoryError):
    """What was given cannot be used: a wrong path, a malformed file, an argument out of range."""

    code = "INVALID_INPUT"


class NotAllowed(UnderstoryError):
    """Something that this viewer may not do. What they may not see is `NotFound` instead."""

    code = "NOT_ALLOWED"


class NotFound(UnderstoryError):
    """No such thing, or none this viewer may see: the two are never told apart."""

    code = "NOT_FOUND"
