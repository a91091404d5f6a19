"""Integer keys: how a name of the outside world becomes a small number that is the same in every run."""

from hashlib import blake2b

KEY_BITS = 63  # Neo4j integers are signed 64-bit: 63 bits stay positive
CODE_LENGTH = 13  # letters and digits
_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def key(*parts: str | int) -> int:
    """The 63-bit key of a name made of `parts`; equal parts give equal keys on every machine and run.

    Among n names a collision has probability n² / 2⁶⁴: one in a million at five million rows.
    """
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - KEY_BITS)


def code(number: int) -> str:
    """A key as a short text of 13 letters and digits (base 32), safe in addresses and commands."""
    return "".join(_ALPHABET[(number >> shift) & 31] for shift in range(60, -1, -5))


def uncode(text: str) -> int | None:
    """The key that `code` gave as a text; None for what is none.

    >>> uncode(code(2026))
    2026
    """
    if len(text) != CODE_LENGTH or any(letter not in _ALPHABET for letter in text):
        return None
    number = 0
    for letter in text:
        number = number << 5 | _ALPHABET.index(letter)
    return number if number < 1 << KEY_BITS else None
