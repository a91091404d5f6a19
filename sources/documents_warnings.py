"""What may be wrong with documents without stopping their reading.

`docs/sources-documents.md` says what to do about each.
"""

from enum import StrEnum


class Kind(StrEnum):
    """The `kind` of a SourceWarning from documents."""

    EMPTY = "empty_document"
    NO_TEXT = "no_text"
    PAGES_WITHOUT_TEXT = "pages_without_text"
    ENCRYPTED = "encrypted"
    BROKEN = "broken_document"
    TOO_LARGE = "too_large"
    CUT = "cut_document"
    BOMB = "dangerous_document"
    ENCODING = "guessed_encoding"
    NOT_TEXT = "not_text"
    UNKNOWN_FORMAT = "unknown_format"
    OUTSIDE = "link_to_outside"
    UNREADABLE = "unreadable_file"
    READER_ENDED = "reader_ended"
    BROKEN_HEADER = "broken_front_matter"
    BAD_DATE = "bad_date"
    SIDE_ROW = "side_file_row"
    SIDE_COLUMN = "side_file_column"
    OWN_FOLDER = "folder_of_its_own"
    AMBIGUOUS = "ambiguous_name"
    NOBODY = "nobody_named"
    TOO_MANY_PEOPLE = "too_many_people"


class BrokenDocument(Exception):
    """One document cannot be read; the others can. The text says why, without the content."""

    def __init__(self, kind: Kind, why: str = "") -> None:
        super().__init__(why)
        self.kind, self.why = kind, why
