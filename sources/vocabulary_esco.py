"""Reading ESCO, the European classification of skills: from JSON, and from its official CSV files.

The JSON is a list, or a line each, of `id, pref, alt, hier`; `hier` is a list of paths of group codes such as
`['S', 'S4', 'S4.5', 'S4.5.0']`. What the groups are called stands in `skillGroups….csv` beside it: with it
each group is a skill as well, broader than those in it. The official CSV of skills has `conceptUri,
preferredLabel, altLabels`; `broaderRelationsSkillPillar….csv` beside it has what is broader than what.
"""

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from domain.messages import SourceWarning
from sources.vocabulary_concepts import Concept, Read, as_skills, unqualified

KIND = "ESCO"

# Groups of knowledge about what nobody is to be asked for: what people believe or how they vote.
_BY_POLICY = {"K0221": "religion", "K0312": "politics"}
_KNOWLEDGE = "K"
_CATEGORY_LEVEL = 2  # of a path: "S4.5", detailed enough to tell fields apart

Row = Mapping[str, str]


def read_esco_json(entries: Sequence[Mapping[str, Any]], groups: Iterable[Row], place: str) -> Read:
    """Skills from the JSON's entries; `groups` are rows of the file of groups, none when there is none."""
    warnings: list[SourceWarning] = []
    called = {_code(row): row for row in groups}
    concepts: dict[str, Concept] = {}
    used: dict[str, str] = {}  # a group to the one it is in
    for number, entry in enumerate(entries, 1):
        name, id = entry.get("pref"), entry.get("id")
        if not isinstance(name, str) or not name.strip() or not isinstance(id, str):
            warnings.append(SourceWarning("entry_without_label", f"{place}, entry {number:,}"))
            continue
        if id in concepts:
            warnings.append(SourceWarning("entry_twice", f"{place}, entry {number:,}", id))
            continue
        paths = _paths(entry.get("hier"))
        if paths is None:
            warnings.append(SourceWarning("hierarchy_not_read", f"{place}, entry {number:,}", id))
            paths = []
        known = [[group for group in path if group in called] for path in paths]
        for path in known:
            used |= {group: (path[at - 1] if at else "") for at, group in enumerate(path)}
        concepts[id] = Concept(
            id,
            name,
            _texts(entry.get("alt")),
            category=_category(paths, called),
            broader=list(dict.fromkeys(path[-1] for path in known if path)),
        )
    unqualified(concepts.values())
    if concepts and not called:
        warnings.append(
            SourceWarning(
                "groups_not_found", place, "put skillGroups….csv beside it, and skills are in groups"
            )
        )
    for group, parent in used.items():
        row = called[group]
        concepts[group] = Concept(
            group, row["preferredlabel"], _lines(row.get("altlabels", "")), broader=[parent] if parent else []
        )
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))


def read_esco_list(entries: Sequence[Mapping[str, Any]], place: str) -> Read:
    """Skills from a JSON list of `uri, label, altLabel`."""
    warnings: list[SourceWarning] = []
    concepts: dict[str, Concept] = {}
    for number, entry in enumerate(entries, 1):
        name, uri = entry.get("label"), entry.get("uri")
        if isinstance(name, str) and name.strip() and isinstance(uri, str):
            concepts[uri] = Concept(uri, name, _texts(entry.get("altLabel")))
        else:
            warnings.append(SourceWarning("entry_without_label", f"{place}, entry {number:,}"))
    for entry in entries:
        for narrower in _texts(entry.get("narrowers")):
            if narrower in concepts and entry.get("uri") in concepts:
                concepts[narrower].broader.append(str(entry["uri"]))
    unqualified(concepts.values())
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))


def read_esco_csv(rows: Iterable[tuple[int, Row]], relations: Iterable[Row], place: str) -> Read:
    """Skills or groups from ESCO's CSV, `relations` from the file of what is broader than what."""
    warnings: list[SourceWarning] = []
    concepts: dict[str, Concept] = {}
    for line, row in rows:
        uri, name = row.get("concepturi") or row.get("originuri", ""), row.get("preferredlabel", "")
        if not uri or not name:
            warnings.append(SourceWarning("entry_without_label", f"{place}, line {line:,}"))
        elif row.get("status", "released") in ("", "released"):
            labels = _lines(row.get("altlabels", "")) + _lines(row.get("hiddenlabels", ""))
            concepts[uri] = Concept(uri, name, labels)
    for row in relations:
        concept = concepts.get(row.get("concepturi", ""))
        if concept is not None and row.get("broaderuri", "") in concepts:
            concept.broader.append(row["broaderuri"])
    unqualified(concepts.values())
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))


def _code(row: Row) -> str:
    """The code of a group: its own, or that of its field of knowledge, which its address ends with."""
    return (
        row.get("code", "") or _KNOWLEDGE + row.get("originuri", row.get("concepturi", "")).rsplit("/", 1)[-1]
    )


def _category(paths: Sequence[Sequence[str]], called: Mapping[str, Row]) -> str:
    for path in paths:
        for group in path:
            if group in _BY_POLICY:
                return _BY_POLICY[group]
    for path in paths:
        level = len(path) if path[0] == _KNOWLEDGE else _CATEGORY_LEVEL + 1
        for group in reversed(path[1:level]):
            if group in called:
                return called[group]["preferredlabel"]
    return ""


def _paths(hier: object) -> list[list[str]] | None:
    """The paths of group codes; None for what is no list of paths. The roots have no use."""
    try:
        read = ast.literal_eval(hier) if isinstance(hier, str) and hier.strip() else hier
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        return None
    if read is None or read == "":
        return []
    if not isinstance(read, list) or not all(isinstance(path, list) for path in cast(list[object], read)):
        return None
    paths = cast(list[list[object]], read)
    found = [[code for code in path if isinstance(code, str) and code] for path in paths]
    return [path for path in found if path]


def _texts(value: object) -> list[str]:
    several = cast(list[object], value) if isinstance(value, list) else [value]
    return [text for text in several if isinstance(text, str) and text.strip()]


def _lines(cell: str) -> list[str]:
    return [line for line in map(str.strip, cell.replace("|", "\n").splitlines()) if line]
