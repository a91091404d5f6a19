"""Words that findings share, and the digest of what one rests on."""

from domain.content import Teaches
from domain.keys import key

TITLE_LONGEST = 80  # characters of a title within a sentence


def quoted(title: str) -> str:
    """A title within a sentence."""
    shown = " ".join(title.split())
    return f"“{shown if len(shown) <= TITLE_LONGEST else shown[: TITLE_LONGEST - 1] + '…'}”"


def digest(*parts: object) -> int:
    """A number that changes when any of the parts does. Tags count by what they lead to and their levels."""
    return key(*(_told(part) for part in parts))


def _told(part: object) -> str:
    if isinstance(part, tuple):
        return "\x1e".join(sorted(_told(each) for each in part))  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(part, Teaches):
        return f"{part.target.value}\x1d{part.id}\x1d{part.start}\x1d{part.end}"
    return str(part)
