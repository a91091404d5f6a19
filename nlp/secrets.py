"""What must never become a term: keys, tokens, hashes and other strings that only machines say."""

import math
import re
from collections import Counter

SECRET_FROM = 16  # characters from which a mixed string is looked at for entropy
SECRET_BITS = 3.2  # bits a character from which a mixed string counts as random
HEX_FROM = 12  # hexadecimal digits, letters and numbers mixed, that are a hash or an address
WORD_LONGEST = 32  # letters: nobody says a longer word

_KNOWN = re.compile(  # how known services begin their keys
    r"(?<![A-Za-z0-9])(?:(?:sk|pk|rk)[_-](?:live|test)|AKIA[A-Z0-9]{8}|ASIA[A-Z0-9]{8}|gh[pousr]_|github_pat"
    r"|xox[abeprs]-|glpat-|eyJ[A-Za-z0-9]|AIza|SG\.[A-Za-z0-9]|-----BEGIN|ya29\.)"
)
_NAMED = re.compile(r"(?:password|passwd|secret|token|api[_-]?key|pwd)[=:]\S", re.IGNORECASE)
_HEX = re.compile(r"^(?:0x)?[0-9a-f]+$", re.IGNORECASE)
_CASES = re.compile(r"[a-z][A-Z]|[A-Z]{2}[a-z]|\d[A-Za-z]|[A-Za-z]\d")
MIXES_FROM = 5  # changes between cases and digits that no identifier has


def is_secret(chunk: str) -> bool:
    """Whether a chunk between white space looks like a secret, a hash or another machine's string."""
    if _KNOWN.search(chunk) or _NAMED.search(chunk):
        return True
    core = chunk.strip("\"'`()[]{}<>,;:.=")
    digits = sum(character.isdigit() for character in core)
    bare = core.replace("-", "").replace(":", "")
    if len(bare) >= HEX_FROM and digits and _HEX.match(bare):
        return True
    if len(core) < SECRET_FROM or "/" in core[:1] or core.count("/") > 1:
        return False
    if not digits and len(_CASES.findall(core)) < MIXES_FROM:
        return False
    return len(_CASES.findall(core)) >= MIXES_FROM and _entropy(core) >= SECRET_BITS


def _entropy(text: str) -> float:
    """Bits a character."""
    total = len(text)
    return -sum(n / total * math.log2(n / total) for n in Counter(text).values())
