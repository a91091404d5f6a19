"""What mining must know of the organisation besides its vocabulary."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

from domain.errors import InvalidInput
from nlp.folding import fold

KEY_LONGEST = 64  # bytes that keyed BLAKE2b takes


@dataclass(frozen=True)
class Context:
    """The key of the term hashes, and how people are addressed.

    `key` is secret and at most 64 bytes; `names` are handles and display names, masked where somebody is
    addressed by them. Both are frozen for the life of a miner.
    """

    key: bytes
    names: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not 0 < len(self.key) <= KEY_LONGEST:
            raise InvalidInput(
                f"The key of the term hashes has {len(self.key)} bytes.",
                f"Give a secret of 1 to {KEY_LONGEST} bytes.",
            )

    @cached_property
    def addressed(self) -> frozenset[str]:
        """The names folded, as texts are compared with them."""
        return frozenset(fold(name.strip()) for name in self.names if name.strip())

    @cached_property
    def fingerprint(self) -> int:
        """Tells two keys apart without telling either."""
        digest = blake2b(b"fingerprint", key=self.key, digest_size=8, person=b"understory").digest()
        return int.from_bytes(digest, "big")
