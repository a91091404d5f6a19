"""A folder of documents as a catalogue: every document is a piece of content, a note unless it says what.

What a document is stands in its front matter, or in `content.csv` beside the documents, whose column `path`
says of which. Else its kind is that of the folder it lies in, when that is called after one (`job-aids/`).
Documents marked as private are no content: whoever is known may read what content there is.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unicodedata import normalize

from domain.content import Kind
from domain.messages import Document, SourceWarning
from domain.policy import QUOTE_LIMIT
from sources.content import Catalogue, Reading
from sources.content_broken import At, Errors
from sources.content_columns import CONTENT, Shape, field_of
from sources.content_table import BYTES_MOST, ROWS_MOST, Row, read_table
from sources.documents import DocumentFolder, read_document
from sources.documents_markdown import front_matter
from sources.documents_walk import DocumentFile, load
from sources.documents_warnings import BrokenDocument

SIDE = "content.csv"
_SIDE_SHAPE = Shape("side file", {"path": ("file",), **CONTENT.titles}, ("path",))
_KINDS = frozenset(kind.value for kind in Kind)
_MARKDOWN = frozenset({".md", ".markdown"})


def read_folder(path: Path, *, name: str = "", kind: Kind | None = None) -> Catalogue:
    """The catalogue of a folder. Raises InvalidInput, or Refused with what is wrong in the side file."""
    folder = DocumentFolder.open(path, name=name)
    errors = Errors(str(path))
    said = _side(path / SIDE, errors)
    files = [file for file in folder.files if file.path != SIDE]
    if len(files) > ROWS_MOST or sum(file.bytes for file in files) > BYTES_MOST:
        errors.add(
            At(0), f"there are over {ROWS_MOST:,} documents or {BYTES_MOST >> 20} MiB: split the folder"
        )
        errors.check()
    reading = Reading(path.name, errors, kind or Kind.NOTE, has_ids=True)
    reading.warnings += [one for one in folder.warnings if one.where != SIDE]
    for file in files:
        _take(file, folder, said, reading)
    for lost in sorted(said.keys() - {file.path for file in files}):
        errors.add(said[lost].at("path"), f"there is no document {lost!r}")
    reading.close()
    errors.check()
    return Catalogue(folder.title, tuple(reading.entries.values()), tuple(reading.warnings))


def _side(path: Path, errors: Errors) -> dict[str, Row]:
    if not path.is_file() or path.is_symlink():
        return {}
    found: dict[str, Row] = {}
    for row in read_table(path, _SIDE_SHAPE, {}, errors).rows:
        name = normalize("NFC", str(row.values["path"]).strip().replace("\\", "/").removeprefix("./"))
        if name in found:
            errors.add(row.at("path"), f"{name} stands in line {found[name].line} as well")
        found[name] = row
    return found


def _take(file: DocumentFile, folder: DocumentFolder, said: Mapping[str, Row], reading: Reading) -> None:
    try:
        content = load(file)
    except BrokenDocument as broken:
        reading.warnings.append(SourceWarning(broken.kind, file.path, broken.why))
        return
    read = read_document(file, content, folder.side.rows.get(file.path, {}))
    reading.warnings += read.warnings
    if read.document is None:
        return
    if read.private:
        reading.warnings.append(SourceWarning("content_private", file.path, "it was left out"))
        return
    row = said.get(file.path)
    values = _values(file, content, read.document)
    beside: Mapping[str, Any] = row.values if row else {}
    values |= {field: value for field, value in beside.items() if value not in (None, "")}
    values.pop("path", None)
    values["id"] = values.get("id") or f"{folder.title}/{file.path}"
    own = Row(row.line if row else 1, values, row.places if row else {})
    reading.take(own, read.document, where="" if row else file.path)


def _values(file: DocumentFile, content: bytes, document: Document) -> dict[str, Any]:
    """What a document says of itself, by field."""
    head: Mapping[str, Any] = {}
    if file.held.suffix.lower() in _MARKDOWN:
        head = front_matter(_plain(content))[0]
    values: dict[str, Any] = {}
    for title, value in head.items():
        field = field_of(CONTENT, str(title))
        if field and field not in values:
            values[field] = value if isinstance(value, str | list | int | float) else str(value)
    people = document.owners or document.authors
    beginning = " ".join(" ".join(section.text for section in document.sections[:2]).split())
    own: dict[str, Any] = {
        "title": document.title[: QUOTE_LIMIT * 2],
        "owner": people[0] if people else "",
        "languages": document.language,
        "description": beginning[:QUOTE_LIMIT],
        "kind": _kind_of(file.path),
    }
    values["owner"] = own["owner"]  # as the document's reader found it
    return own | {field: value for field, value in values.items() if value not in (None, "")}


def _plain(content: bytes) -> str:
    return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _kind_of(path: str) -> str:
    """The kind that a folder is called after: `job-aids/kasse.md` is a job aid."""
    for part in path.split("/")[:-1]:
        plain = part.casefold().replace("-", "_").replace(" ", "_").removesuffix("s")
        if plain in _KINDS:
            return plain
    return ""
