"""A folder of documents, or some files of one, read as a stream of domain records.

A document's id is its folder's and its path in it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self
from unicodedata import normalize

from domain.errors import InvalidInput
from domain.keys import code, key
from domain.messages import Document, SourceWarning, Space, SpaceKind
from sources.documents_language import language
from sources.documents_meta import take
from sources.documents_parts import SECTIONS_MOST, Draft, bounded, titled
from sources.documents_side import NAME as SIDE_NAME
from sources.documents_side import Side, read_side
from sources.documents_text import read_text
from sources.documents_walk import DocumentFile, Walked, load, meet, walk
from sources.documents_warnings import BrokenDocument, Kind

SOURCE = "documents"
CODE_VERSION = 1  # to be raised whenever this room's code gives other sections for the same file
CODE_SHORT = 6  # characters that tell two folders of one name apart

_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one file: a document, or none, with warnings that say why; and who may read it."""

    document: Document | None
    private: bool = False
    warnings: tuple[SourceWarning, ...] = ()


class DocumentFolder:
    """The documents below `root`; with `within`, which are files and folders in it, those there alone."""

    def __init__(self, root: Path, name: str, within: Sequence[Path] = ()) -> None:
        self.root, self.name, self.within = root, name, tuple(within)
        self.id = f"{SOURCE}:{name}"

    @classmethod
    def open(cls, path: Path, *, name: str = "", within: Sequence[Path] = ()) -> Self:
        """The folder at `path`, called `name`, else after itself and where it lies.

        Raises InvalidInput when there is no folder that can be read.
        """
        try:
            root = path.resolve(strict=True)
            next(root.iterdir(), None)
        except OSError as error:
            raise InvalidInput(
                f"{path} cannot be read ({error.strerror or error}).",
                "Give a folder of documents, or a document.",
            ) from None
        return cls(root, named(name) if name else default_name(root), within)

    @property
    def private_id(self) -> str:
        """The id of the space of its private documents."""
        return f"{self.id}:private"

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name if self.name != default_name(self.root) else (self.root.name or "documents")

    @property
    def template(self) -> str:
        """How its documents are opened where nobody said otherwise: as files of this machine."""
        return f"{self.root.as_uri()}/{{path}}#{{anchor}}"

    def spaces(self, *, private: bool, readers: Sequence[str] = ()) -> tuple[Space, Space]:
        """The space of its documents, and that of those among them that are private. Readers are accounts."""
        kind = SpaceKind.PRIVATE if private else SpaceKind.PUBLIC
        return (
            Space(self.id, SOURCE, self.title, kind, members=tuple(readers)),
            Space(
                self.private_id,
                SOURCE,
                f"{self.title} (private)",
                SpaceKind.PRIVATE,
                members=tuple(readers),
            ),
        )

    def document_id(self, path: str) -> str:
        return f"{self.id}:{path}"

    @cached_property
    def side(self) -> Side:
        """What the side file says; nothing when there is none. Raises InvalidInput for one that is broken."""
        held = self.root / SIDE_NAME
        if not held.is_file() or held.is_symlink():
            return Side({})
        return read_side(load(DocumentFile(SIDE_NAME, held, 0, 0)), str(held))

    @property
    def files(self) -> tuple[DocumentFile, ...]:
        """The files that are documents by their names, in the order of their paths."""
        return tuple(file for _, file in sorted(self._walked.files.items()))

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders inside, at any depth."""
        return tuple(self._walked.folders)

    @property
    def warnings(self) -> tuple[SourceWarning, ...]:
        """What is wrong with the folder and its side file, apart from the documents themselves."""
        unknown = () if self.within else sorted(self.side.rows.keys() - self._walked.files.keys())
        lost = (SourceWarning(Kind.SIDE_ROW, SIDE_NAME, f"there is no document {path!r}") for path in unknown)
        return (*self._walked.warnings, *self.side.warnings, *lost)

    @cached_property
    def _walked(self) -> Walked:
        found = Walked()
        for start in self.within or (self.root,):
            if start.is_dir():
                walk(self.root, start, found)
            else:
                meet(self.root, start, start.relative_to(self.root).as_posix(), found)
        return found

    def covers(self, path: str) -> bool:
        """Whether a document's path is one of those that are read now."""
        starts = [start.relative_to(self.root).as_posix() for start in self.within]
        return not starts or any(path == start or path.startswith(f"{start}/") for start in starts)


def space_id(root: Path) -> str:
    """The id of the space of a folder that was given no name."""
    return f"{SOURCE}:{default_name(root)}"


def default_name(root: Path) -> str:
    """A folder's name, with a few characters of where it lies: two may be called alike."""
    return f"{named(root.name or 'documents')}-{code(key('folder', str(root)))[:CODE_SHORT]}"


def named(name: str) -> str:
    """A name as it may stand in an id."""
    return _NAME.sub("-", normalize("NFC", name)).strip("-") or "documents"


def read_document(file: DocumentFile, content: bytes, side: Mapping[str, str]) -> Read:
    """The document of a file's content, with what the side file says of it."""
    suffix = file.held.suffix.lower()
    try:
        if not content.strip():
            raise BrokenDocument(Kind.EMPTY)
        draft, wrong = _FORMATS[suffix](content)
    except BrokenDocument as broken:
        return Read(None, warnings=(SourceWarning(broken.kind, file.path, broken.why),))
    except (MemoryError, RecursionError) as error:
        why = f"reading it takes too much ({type(error).__name__})"
        return Read(None, warnings=(SourceWarning(Kind.BROKEN, file.path, why),))
    if (bad := take(draft, side)) is not None:
        wrong.append((Kind.BAD_DATE, f"{bad!r} in {SIDE_NAME} is no date such as 2026-11-24"))
    if not draft.sections:
        wrong.append((Kind.EMPTY, "it has no words"))
    title = draft.title or _spoken(file.path)
    sections = titled(draft.sections, title, draft.tags)
    if len(sections) > SECTIONS_MOST:
        sections = bounded(sections)
    document = Document(
        path=file.path,
        title=title,
        at=file.at if draft.at is None else draft.at,
        sections=tuple(sections),
        language=draft.language or language(sections),
        authors=draft.people.get("authors", ()),
        reviewers=draft.people.get("reviewers", ()),
        owners=draft.people.get("owners", ()),
    )
    warnings = tuple(SourceWarning(kind, file.path, detail) for kind, detail in wrong)
    return Read(document if draft.sections else None, draft.private, warnings)


def _spoken(path: str) -> str:
    """A title for what has none: the file's name, with its words apart."""
    stem = Path(path).stem
    return " ".join(re.split(r"[\s_-]+", stem)).strip() or stem


Wrong = list[tuple[Kind, str]]


def _text(content: bytes) -> tuple[Draft, Wrong]:
    return _guessed(*read_text(content), [])


def _markdown(content: bytes) -> tuple[Draft, Wrong]:
    from sources.documents_markdown import read_markdown

    return _guessed(*read_markdown(content))


def _html(content: bytes) -> tuple[Draft, Wrong]:
    from sources.documents_html import read_html

    return _guessed(*read_html(content))


def _pdf(content: bytes) -> tuple[Draft, Wrong]:
    from sources.documents_pdf import read_pdf

    return read_pdf(content)


def _docx(content: bytes) -> tuple[Draft, Wrong]:
    from sources.documents_docx import read_docx

    return read_docx(content)


def _guessed(draft: Draft, encoding: str, wrong: Wrong) -> tuple[Draft, Wrong]:
    return draft, [*wrong, (Kind.ENCODING, f"read as {encoding}; UTF-8 was expected")] if encoding else wrong


_FORMATS: Mapping[str, Callable[[bytes], tuple[Draft, Wrong]]] = {
    ".docx": _docx,
    ".htm": _html,
    ".html": _html,
    ".markdown": _markdown,
    ".md": _markdown,
    ".pdf": _pdf,
    ".text": _text,
    ".txt": _text,
    ".xhtml": _html,
}
