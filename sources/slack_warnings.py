"""What may be wrong in a Slack export without stopping its reading.

`docs/sources-slack.md` says what to do about each.
"""

from enum import StrEnum


class Kind(StrEnum):
    """The `kind` of a SourceWarning from Slack."""

    MISSING_LIST = "missing_list"
    BROKEN_LIST = "broken_list"
    BROKEN_ENTRY = "broken_entry"
    LEFT_OUT = "left_out"
    MISSING_FOLDER = "missing_folder"
    UNKNOWN_FOLDER = "unknown_folder"
    SHARED_FOLDER = "shared_folder"
    UNKNOWN_FILE = "unknown_file"
    BROKEN_FILE = "broken_file"
    REPAIRED_FILE = "repaired_file"
    NOT_A_MESSAGE = "not_a_message"
    BAD_TIME = "bad_time"
    BAD_TEXT = "bad_text"
    NO_AUTHOR = "no_author"
    MISSING_USER = "missing_user"
    DUPLICATE = "duplicate"
