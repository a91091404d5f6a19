"""A framework that is JSON: ESCO's occupations with their skills, or a CASE package."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from domain.errors import InvalidInput
from sources.frameworks_case import CaseReading
from sources.frameworks_columns import Columns
from sources.frameworks_csv import Form, Mistake
from sources.frameworks_files import ROWS_MOST, too_long
from sources.frameworks_levels import Scale
from sources.frameworks_profiles import named_profile
from sources.frameworks_report import ODD, BrokenFramework, Report
from sources.frameworks_rows import About, Reading, Sheet
from sources.shapes import as_list, as_object, as_text

if TYPE_CHECKING:
    from sources.frameworks import Read

ESCO = "esco"  # also the profile's name
HEADER = ("occupation uri", "occupation", "alternative labels", "description", "skill uri", "skill")
FIELDS = ("role_id", "role", None, "role_description", "competency_id", "competency")


def read_json(path: Path, content: bytes, about: About, *, named: bool) -> "Read":
    """The framework in a JSON file; `about` counts where the file does not say better, or was `named`.

    Raises BrokenFramework, or InvalidInput.
    """
    text, held = _parsed(path, content)
    package = as_object(as_object(held).get("CFPackage")) or as_object(held)
    if "CFDocument" in package:
        return _case(path, text, package)
    entries = [as_object(each) for each in as_list(held)]
    if entries and all({"uri", "label", "skills"} <= entry.keys() for entry in entries):
        return _esco(path, text, entries, about)
    raise InvalidInput(
        f"{path} is JSON, but neither a CASE package nor ESCO's occupations.",
        "Give an object with a CFDocument, or a list of occupations with uri, label and skills.",
    )


def _parsed(path: Path, content: bytes) -> tuple[str, object]:
    try:
        text = content.decode("utf-8-sig")
        return text, json.loads(text, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BrokenFramework(str(path), [Mistake(line, 0, "this is not UTF-8 text")]) from error
    except json.JSONDecodeError as error:
        mistake = Mistake(error.lineno, error.colno, f"this is no JSON: {error.msg}")
        raise BrokenFramework(str(path), [mistake]) from error
    except RecursionError:
        raise InvalidInput(f"{path} is nested too deeply to be read.", "Give a CASE package.") from None
    except ValueError as error:
        raise InvalidInput(f"{path} holds a number that JSON does not know: {error}.", "Mend it.") from error


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _case(path: Path, text: str, package: Mapping[str, Any]) -> "Read":
    from sources.frameworks import Read

    if sum(len(as_list(package.get(name))) for name in ("CFItems", "CFAssociations")) > ROWS_MOST:
        raise too_long(path)
    reading = CaseReading(package, text, datetime.now(UTC).date())
    framework = reading.framework()
    if reading.mistakes:
        raise BrokenFramework(str(path), reading.mistakes)
    return Read("CASE", framework, reading.report, case=reading.skeleton)


def _esco(path: Path, text: str, entries: Sequence[Mapping[str, Any]], about: About) -> "Read":
    from sources.frameworks import Read

    profile = named_profile(ESCO)
    report, mistakes = Report(), list[Mistake]()
    rows = list(_rows(entries, mistakes, text))
    if len(rows) > ROWS_MOST:
        raise too_long(path)
    lines = [line for line, _ in rows]
    cells = [row for _, row in rows]
    sheet = Sheet(path.name, Columns(HEADER, FIELDS), cells, cells, lines, Form(), {})
    reading = Reading(sheet, about, profile, Scale(), report)
    framework, layout = reading.framework()
    if mistakes or reading.mistakes:
        raise BrokenFramework(str(path), [*mistakes, *reading.mistakes])
    report.counts = {"occupations": len(entries), **report.counts}
    for entry in entries:
        if not as_list(entry.get("skills")):
            report.note(ODD, "occupations without skills", as_text(entry.get("label")))
    return Read("ESCO", framework, report, layout)


def _rows(
    entries: Sequence[Mapping[str, Any]], mistakes: list[Mistake], text: str
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """(line, cells) of a row for each occupation and skill; JSON of one line has one line."""
    at = 0
    for number, entry in enumerate(entries, 1):
        uri, label = as_text(entry.get("uri")), as_text(entry.get("label"))
        if not uri or not label.strip():
            mistakes.append(Mistake(0, 0, f"the occupation {number} has no uri or no label"))
            continue
        found = text.find(f'"{uri}"', at)
        at = max(at, found)
        line = text.count("\n", 0, max(found, 0)) + 1
        others = "\n".join(map(as_text, as_list(entry.get("altLabel"))))
        role = (uri, label, others, as_text(entry.get("description")))
        skills = [as_object(each) for each in cast("list[object]", as_list(entry.get("skills")))]
        for skill in skills:
            if not as_text(skill.get("uri")) or not as_text(skill.get("label")).strip():
                mistakes.append(Mistake(line, 0, f"a skill of {label!r} has no uri or no label"))
            else:
                yield line, (*role, as_text(skill["uri"]), as_text(skill["label"]))
        if not skills:
            yield line, (*role, "", "")
