"""The content of a framework's file, unpacked if it is packed, and never more than a machine can take."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

from domain.errors import InvalidInput

BYTES_MOST = 64 * 1024 * 1024  # of a file, unpacked
ROWS_MOST = 200_000
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises InvalidInput for one that cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except OSError as error:
        raise InvalidInput(
            f"{path} cannot be read: {error.strerror or error}.", "Give the path of a file that you may read."
        ) from error
    if content.startswith(GZIP):
        try:
            with gzip.open(BytesIO(content)) as unpacked:
                content = unpacked.read(BYTES_MOST + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise InvalidInput(f"{path} is torn or no gzip file: {error}.", "Download it again.") from error
    if len(content) > BYTES_MOST:
        raise too_large(path)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InvalidInput(f"{path} is empty.", "Give a file with a framework: CSV, XLSX, ESCO or CASE.")
    return content


def too_large(path: Path) -> InvalidInput:
    return InvalidInput(
        f"{path} has more than {BYTES_MOST // 1024**2} MiB unpacked.", "Split it into several frameworks."
    )


def too_long(path: Path) -> InvalidInput:
    return InvalidInput(f"{path} has more than {ROWS_MOST:,} rows.", "Split it into several frameworks.")


def name_of(path: Path) -> str:
    """What a file is called without what says its format."""
    name = path.name.removesuffix(".gz")
    return Path(name).stem or name
