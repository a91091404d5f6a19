"""Reading a vocabulary from any file that holds one: what it is, its content says, compressed or not."""

import gzip
import json
import re
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from domain.errors import InvalidInput
from sources.vocabulary_concepts import Read
from sources.vocabulary_csv import read_plain, rows_of
from sources.vocabulary_esco import read_esco_csv, read_esco_json, read_esco_list
from sources.vocabulary_skos import read_skos
from sources.vocabulary_topics import read_topics

BYTES_MOST = 256 * 1024 * 1024  # of a file, unpacked

_TURTLE = re.compile(
    r"^(?:@prefix|@base|prefix\s+\S*:\s*<|base\s+<|<[a-z][a-z0-9+.-]*:[^>\s]*>\s)", re.I | re.M
)
_XML = re.compile(r"^<(?:\?xml|!|[A-Za-z])")
_KINDS = "A CSV with a column name, ESCO, GitHub topics and SKOS can be read."
_LOOKED_AT = 20_000  # characters in which a file shows what it is


def read_file(path: Path) -> Read:
    """The skills of a file, as it has them. Raises InvalidInput for what cannot be read as a vocabulary."""
    content = _content(path)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise InvalidInput(f"{path} is empty.", _KINDS)
    text = _text(content, path)
    start = text[:_LOOKED_AT].lstrip()
    if start[0] in "[{":
        read = _json(text, content, path)
    elif _TURTLE.search(start):
        read = read_skos(text.encode("utf-8"), "turtle", path.name)
    elif _XML.match(start):
        read = read_skos(content, "xml", path.name)
    else:
        read = _csv(text, path)
    if not read.skills:
        if read.warnings:
            first = read.warnings[0]
            told = first.kind.replace("_", " ") + (f" ({first.detail})" if first.detail else "")
            raise InvalidInput(f"{path} holds no skill that can be used: {first.where}: {told}.", _KINDS)
        raise InvalidInput(f"{path} holds no skill with a name.", _KINDS)
    return read


def _content(path: Path) -> bytes:
    """The bytes of a file, unpacked if they are packed."""
    try:
        with path.open("rb") as file:
            content = file.read(BYTES_MOST + 1)
    except OSError as error:
        raise InvalidInput(
            f"The vocabulary {path} cannot be read: {error.strerror or error}.",
            "Give the path of a file that you may read.",
        ) from error
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(BytesIO(content)) as unpacked:
                content = unpacked.read(BYTES_MOST + 1)
        except (EOFError, OSError, zlib.error) as error:
            raise InvalidInput(f"{path} is torn or no gzip file: {error}.", "Download it again.") from error
    elif content.startswith(b"PK\x03\x04"):
        raise InvalidInput(f"{path} is a zip archive.", "Unpack it, and give one of its files.")
    if len(content) > BYTES_MOST:
        raise InvalidInput(
            f"{path} has more than {BYTES_MOST / 1e6:,.0f} MB unpacked.", "Take in a part of it at a time."
        )
    return content


def _text(content: bytes, path: Path) -> str:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidInput(
            f"{path}, line {line:,}: this is not UTF-8 text.", "Save the file with the encoding UTF-8."
        ) from error
    if "\0" in text:
        raise InvalidInput(f"{path} is no text.", _KINDS)
    return text


def _json(text: str, content: bytes, path: Path) -> Read:
    held = _parsed(text, path)
    entries = cast(list[object], held) if isinstance(held, list) else [held]
    maps = [cast(Mapping[str, Any], entry) for entry in entries if isinstance(entry, dict)]
    keys = {key for entry in maps[:100] for key in entry}
    if len(maps) == len(entries):
        if {"id", "pref"} <= keys:
            return read_esco_json(maps, _beside(path, "skillGroups"), path.name)
        if {"topic", "name"} <= keys:
            return read_topics(maps, path.name)
        if {"uri", "label", "skills"} <= keys:
            raise InvalidInput(f"{path} holds ESCO's occupations, not its skills.", "Give a file of skills.")
        if {"uri", "label"} <= keys:
            return read_esco_list(maps, path.name)
        if any(key.startswith("@") for key in keys):
            return read_skos(content, "json-ld", path.name)
    raise InvalidInput(f"{path} is JSON, but no vocabulary.", _KINDS)


def _parsed(text: str, path: Path) -> object:
    """One JSON document, or one a line."""
    try:
        return json.loads(text)
    except RecursionError:
        raise InvalidInput(f"{path} is nested too deeply to be read.", _KINDS) from None
    except ValueError as whole:
        lines = [line for line in text.splitlines() if line.strip()]
        try:
            if len(lines) > 1:
                return [json.loads(line) for line in lines]
        except (ValueError, RecursionError):
            pass
        place = f", line {whole.lineno:,}" if isinstance(whole, json.JSONDecodeError) else ""
        raise InvalidInput(f"{path}{place}: this is not JSON.", "Download or export it again.") from whole


def _csv(text: str, path: Path) -> Read:
    rows = rows_of(text, str(path))
    _, header = next(rows)
    if {"concepturi", "broaderuri"} <= header.keys():
        raise InvalidInput(
            f"{path} holds ESCO's relations and no labels.",
            "Keep it beside the file of skills, and give that.",
        )
    if "preferredlabel" in header and header.keys() & {"concepturi", "originuri"}:
        if header.keys() & {"iscogroup", "iscogroupcode"}:
            raise InvalidInput(f"{path} holds ESCO's occupations, not its skills.", "Give a file of skills.")
        return read_esco_csv(rows, _beside(path, "broaderRelationsSkillPillar"), path.name)
    if "name" not in header:
        raise InvalidInput(
            f"{path}, line 1: no column is called name: {', '.join(filter(None, header))[:200]}.",
            "Begin the file with a line that names its columns, such as name,aliases,category,broader.",
        )
    return read_plain(rows, header, path.name)


def _beside(path: Path, name: str) -> list[Mapping[str, str]]:
    """The rows of the CSV file in the same folder whose name begins so; none when there is none."""
    for other in sorted(path.parent.glob(f"{name}*.csv*")):
        rows = rows_of(_text(_content(other), other), str(other))
        next(rows)
        return [row for _, row in rows]
    return []
