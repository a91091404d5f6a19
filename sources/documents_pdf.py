"""PDF as a document: a section a page, without what is printed on every page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2

from sources.documents_meta import take
from sources.documents_parts import Draft, Gathering
from sources.documents_warnings import BrokenDocument, Kind

PAGES_MOST = 5_000  # read of one document
REPEATED_FROM = 4  # pages from which a line that stands at the edge of most is no text of theirs
EDGED_FROM = 3  # lines from which a page may have such edges
REPEATED_SHARE = 0.6  # of the pages with such a line
_HYPHEN = re.compile(r"[\ufffe\u00ad\x02-]\n(?=[^\W\d_A-Z])")  # at a line's end, before a small letter
_DIGITS = re.compile(r"\d+")


def read_pdf(content: bytes) -> tuple[Draft, list[tuple[Kind, str]]]:
    """The draft, and what is wrong with it. Raises BrokenDocument for one encrypted, torn or without text."""
    draft, wrong = Draft(), list[tuple[Kind, str]]()
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        encrypted = "password" in str(error).lower() or "security" in str(error).lower()
        kind = Kind.ENCRYPTED if encrypted else Kind.BROKEN
        why = "it opens with a password alone" if encrypted else "it is torn, or no PDF"
        raise BrokenDocument(kind, why) from None
    try:
        told = document.get_metadata_dict(skip_empty=True)
        bad = take(draft, {
            "title": told.get("Title", ""),
            "author": told.get("Author", ""),
            "keywords": told.get("Keywords", ""),
            "modified": told.get("ModDate") or told.get("CreationDate") or "",
        })  # fmt: skip
        if bad is not None:
            wrong.append((Kind.BAD_DATE, f"{bad!r}"))
        number = len(document)
        if number > PAGES_MOST:
            wrong.append((Kind.CUT, f"{number:,} pages, the first {PAGES_MOST:,} were read"))
        pages = list(_pages(document, min(number, PAGES_MOST)))
    finally:
        document.close()
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise BrokenDocument(Kind.NO_TEXT, f"no page of {len(pages):,} has text; it needs text recognition")
    if empty:
        wrong.append((Kind.PAGES_WITHOUT_TEXT, f"{empty} of {len(pages)} pages"))
    gathering = Gathering()
    for number, page in enumerate(_without_edges(pages), 1):
        gathering.heading("", f"page={number}", f"page {number}")
        gathering.add(" ".join(_HYPHEN.sub("", "\n".join(page)).split()))
    draft.sections = gathering.finish()
    return draft, wrong


def _pages(document: pypdfium2.PdfDocument, number: int) -> Iterator[list[str]]:
    """The lines of each page; a page that cannot be read has none."""
    for index in range(number):
        try:
            page = document[index]
            text = page.get_textpage()
            lines = text.get_text_range().replace("\r\n", "\n").split("\n")
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            lines = []
        yield [line.strip() for line in lines if line.strip()]


def _without_edges(pages: Sequence[list[str]]) -> list[list[str]]:
    """The pages without the first and last lines that most of them share, page numbers apart."""
    if len(pages) < REPEATED_FROM:
        return list(pages)
    edges = Counter(line for page in pages if page for line in {_shape(page[0]), _shape(page[-1])})
    often = {line for line, times in edges.items() if times >= len(pages) * REPEATED_SHARE}
    found: list[list[str]] = []
    for page in pages:
        start, end = 0, len(page)
        if end >= EDGED_FROM:  # a page of a line or two has nothing else
            start += _shape(page[0]) in often
            end -= _shape(page[-1]) in often
        found.append(page[start:end])
    return found


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)
