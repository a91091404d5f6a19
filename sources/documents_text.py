"""Bytes to text, whatever they were written in, and plain text as a document."""

import codecs

from sources.documents_parts import Draft, Gathering
from sources.documents_warnings import BrokenDocument, Kind

GUESSED_FROM = 1 << 20  # bytes that are looked at where the encoding must be guessed
WESTERN = ("cp1252", "cp1250")
WESTERN_BELOW = 0.2  # share of bytes beyond ASCII under which a text is in Latin letters with accents
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes, declared: str = "") -> tuple[str, str]:
    """The text, and the name of the encoding when it had to be guessed.

    Raises BrokenDocument for bytes that are no text in any encoding.
    """
    if not content.strip():
        raise BrokenDocument(Kind.EMPTY)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace"), ""
    for encoding in ("utf-8", declared):
        try:
            text = content.decode(encoding) if encoding else ""
        except (UnicodeDecodeError, LookupError):
            continue
        if text:
            if "\0" in text:
                break
            return text, ""
    from charset_normalizer import from_bytes

    sample = content[:GUESSED_FROM]
    foreign = sum(byte > 127 for byte in sample) / len(sample)
    found = list(from_bytes(sample, cp_isolation=list(WESTERN) if foreign < WESTERN_BELOW else None))
    best = next((one for one in found if one.encoding == WESTERN[0] and one.chaos <= found[0].chaos), None)
    best = best or next(iter(found), None)
    if best is None or "\0" in str(best):
        raise BrokenDocument(Kind.NOT_TEXT, "its bytes are no text in any known encoding")
    return content.decode(best.encoding, "replace"), best.encoding


def read_text(content: bytes) -> tuple[Draft, str]:
    """A plain text: paragraphs without headings. The second is the encoding when it was guessed."""
    text, guessed = decoded(content)
    gathering = Gathering()
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        gathering.add(paragraph.strip("\n") + "\n\n")
    return Draft(sections=gathering.finish()), guessed
