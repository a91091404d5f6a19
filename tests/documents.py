"""Small documents in every format, and their broken twins, written where a test needs them."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def markdown(path: Path, text: str = "", **fields: object) -> Path:
    """A Markdown file with front matter of `fields`."""
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{head}---\n{text}" if fields else text, "utf-8")
    return path


def pdf(path: Path, pages: Sequence[str | Sequence[str]], *, author: str = "", password: str = "") -> Path:
    """A PDF with these pages, each of lines; an empty page is a picture."""
    from reportlab.pdfgen import canvas

    drawn: Any = canvas.Canvas(str(path), encrypt=password or None, invariant=1)
    drawn.setAuthor(author)
    for page in pages:
        lines = [page] if isinstance(page, str) else page
        for number, line in enumerate(lines):
            drawn.drawString(50, 800 - 20 * number, line)
        if not any(lines):
            drawn.rect(50, 50, 100, 100, fill=1)
        drawn.showPage()
    drawn.save()
    return path


def docx(path: Path, *paragraphs: tuple[int | None, str], author: str = "", title: str = "") -> Path:
    """A DOCX of (heading level or None, text)."""
    from docx import Document

    document = Document()
    document.core_properties.author = author
    document.core_properties.title = title
    for level, text in paragraphs:
        if level is None:
            document.add_paragraph(text)
        else:
            document.add_heading(text, level)
    document.save(str(path))
    return path


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The DOCX with one part added or replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as held,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in held.namelist():
            if each != name:
                new.writestr(each, held.read(each))
        new.writestr(name, part)
    return made.getvalue()
