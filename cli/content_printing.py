"""How content is shown: what came of taking it in, the tags of an item, and prerequisites as a table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.printing import out, print_json, print_table, shown

if TYPE_CHECKING:
    from domain.messages import SourceWarning
    from learning.content_prerequisites import Clause, Listed, Way
    from learning.content_summary import Taken
    from learning.content_tags import Told
    from sources.content import Catalogue

LEVELS = ("–", "Awareness", "Working", "Practitioner", "Expert")


def print_taken(taken: "Taken", *, as_json: bool) -> None:
    """What a run changed, and what was read with care."""
    if as_json:
        counts = {name.replace(" ", "_"): number for name, number in taken.counts().items()}
        print_json({**counts, "warnings": [_kind(kind, taken) for kind, _ in taken.warnings.most_common()]})
        return
    print_table(("took in", "number"), taken.counts().items(), right=(1,))
    if taken.is_nothing_new:
        out().print("Nothing changed.")
    for kind, number in taken.warnings.most_common():
        out().print(f"[yellow]{number:,} × {shown(kind.replace('_', ' '))}[/]")
        for each in taken.examples.get(kind, []):
            out().print(f"    {shown(each.where)}: {shown(each.detail)}")


def _kind(kind: str, taken: "Taken") -> dict[str, Any]:
    examples = [{"where": each.where, "detail": each.detail} for each in taken.examples.get(kind, [])]
    return {"kind": kind, "count": taken.warnings[kind], "examples": examples}


def print_catalogue(path: Path, catalogue: "Catalogue", *, as_json: bool) -> None:
    """What would be taken from a catalogue."""
    columns = catalogue.columns
    held = {field: columns.header[at] for field, at in columns.places.items()} if columns else {}
    kinds = Counter(entry.content.kind.value for entry in catalogue.entries)
    if as_json:
        warnings = [_warning(each) for each in catalogue.warnings]
        print_json({"catalogue": catalogue.name, "items": len(catalogue.entries), "kinds": dict(kinds),
                    "columns": held, "warnings": warnings})  # fmt: skip
        return
    out().print(f"Nothing was written. From {shown(path)} would be taken as {shown(catalogue.name)}:")
    if held:
        print_table(("field", "column"), held.items())
    print_table(
        ("\nwould take in", "number"), [*kinds.most_common(), ("all", len(catalogue.entries))], right=(1,)
    )
    _print_warnings(catalogue.warnings)


def print_list(
    path: Path, noun: str, number: int, warnings: "Sequence[SourceWarning]", *, as_json: bool
) -> None:
    """What would be taken from a list."""
    if as_json:
        print_json({noun: number, "warnings": [_warning(each) for each in warnings]})
        return
    out().print(f"Nothing was written. From {shown(path)} would be taken: {number:,} {noun}.")
    _print_warnings(warnings)


def _print_warnings(warnings: "Iterable[SourceWarning]") -> None:
    for each in warnings:
        out().print(
            f"[yellow]{shown(each.where)}: {shown(each.kind.replace('_', ' '))}: {shown(each.detail)}[/]"
        )


def _warning(each: "SourceWarning") -> dict[str, str]:
    return {"kind": each.kind, "where": each.where, "detail": each.detail}


def print_tags(told: "Told", *, as_json: bool) -> None:
    """What an item teaches and needs, each with the words that say so."""
    if as_json:
        print_json(_tags_document(told))
        return
    out().print(f"[bold]{shown(told.item.title)}[/] ({shown(told.item.id)}), {told.item.kind.value}")
    rows: list[tuple[str, ...]] = []
    for tag in told.teaches:
        level, sure = _levels(tag.start_level, tag.end_level), f"{tag.confidence:.2f}"
        said = _said(tag.text, tag.start, tag.end)
        rows.append(("teaches", tag.name, level, tag.source.value, sure, said))
    for need in told.needs:
        level, sure = LEVELS[need.level] if need.level else "", f"{need.confidence:.2f}"
        said = _said(need.text, need.start, need.end)
        rows.append((f"needs ({need.clause})", need.name, level, need.status.value, sure, said))
    for word in told.item.in_words:
        said = told.item.prerequisites[word.start : word.end]
        rows.append((f"needs ({word.clause})", "", "", word.status.value, "", said))
    if rows:
        print_table(("", "what", "level", "by", "sure", "says"), rows)
    else:
        out().print("It has no tags: confirm a skill to add one.")


def _tags_document(told: "Told") -> dict[str, Any]:
    item = told.item
    return {
        "item": {"id": item.id, "title": item.title, "kind": item.kind.value, "status": item.status.value},
        "teaches": [
            {"target": tag.target.value, "id": tag.id, "name": tag.name, "from": tag.start_level,
             "to": tag.end_level, "source": tag.source.value, "confidence": tag.confidence,
             "place": _place(tag.text, tag.start, tag.end)}
            for tag in told.teaches
        ],
        "needs": [
            {"clause": need.clause, "target": need.target.value, "id": need.id, "name": need.name,
             "level": need.level, "status": need.status.value, "confidence": need.confidence,
             "place": _place(need.text, need.start, need.end)}
            for need in told.needs
        ] + [
            {"clause": word.clause, "target": None, "id": None, "name": None, "level": None,
             "status": word.status.value, "confidence": 1.0,
             "place": _place(item.prerequisites, word.start, word.end)}
            for word in item.in_words
        ],
    }  # fmt: skip


def _place(text: str | None, start: int | None, end: int | None) -> dict[str, Any] | None:
    return None if text is None else {"text": text, "start": start, "end": end}


def _said(text: str | None, start: int | None, end: int | None) -> str:
    return "" if text is None else text[start:end]


def _levels(start: int, end: int) -> str:
    return f"{LEVELS[start]} → {LEVELS[end]}" if end > start else "supports"


def print_prerequisites(found: "Sequence[Listed]", *, as_json: bool) -> None:
    """Every item that needs something, and how far that could be followed."""
    if as_json:
        print_json({"counts": _counts(found), "items": [_listed_document(one) for one in found]})
        return
    rows = (
        (
            one.title,
            one.text,
            "; ".join(f"{_clause(clause)} [{clause.status.value}]" for clause in one.clauses),
        )
        for one in found
    )
    print_table(("item", "says", "became"), rows)
    for one in found:
        if one.readings:
            ways = shown(" – or: ".join(one.readings))
            out().print(f"[yellow]{shown(one.title)} can be read in two ways:[/] {ways}")
    print_table(("\nprerequisites", "number"), _counts(found).items(), right=(1,))


def prerequisites_table(found: "Sequence[Listed]") -> str:
    """The same as a Markdown table, one line an item."""
    from domain.content import NeedStatus

    lines = ["| item | says | resolved | proposed | in words |", "|---|---|---|---|---|"]
    for one in found:
        certain = [*one.of(NeedStatus.RESOLVED), *one.of(NeedStatus.SOFT)]
        words = [*one.of(NeedStatus.WORDS), *one.of(NeedStatus.PERMISSION)]
        cells = (
            one.title,
            _without_links(one.text),
            _several(certain),
            _several(one.of(NeedStatus.PROPOSED)),
            _several(words),
        )
        lines.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    counts = ", ".join(f"{number} {name}" for name, number in _counts(found).items())
    return "\n".join(lines) + f"\n\n{counts}.\n"


def _counts(found: "Sequence[Listed]") -> dict[str, int]:
    from domain.content import NeedStatus

    def every(*statuses: NeedStatus) -> int:
        return sum(1 for one in found if {clause.status for clause in one.clauses} <= set(statuses))

    certain = (NeedStatus.RESOLVED, NeedStatus.SOFT)
    open_ = (NeedStatus.WORDS, NeedStatus.PERMISSION)
    whole, proposed, words = every(*certain), every(NeedStatus.PROPOSED), every(*open_)
    return {
        "items": len(found),
        "resolved whole": whole,
        "resolved in part": len(found) - whole - proposed - words,
        "proposed only": proposed,
        "in words only": words,
    }


def _several(clauses: "Sequence[Clause]") -> str:
    from domain.content import NeedStatus

    told = [_clause(clause) + (" (soft)" if clause.status is NeedStatus.SOFT else "") for clause in clauses]
    return "; ".join(told)


def _clause(clause: "Clause") -> str:
    return " or ".join(_way(way) for way in clause.ways)


def _way(way: "Way") -> str:
    return _without_links(way.told) + (f" at {LEVELS[way.level]}" if way.level else "")


def _without_links(text: str) -> str:
    """A text with the labels of its Markdown links, without their addresses."""
    from learning.prerequisite_links import links

    for link in reversed(links(text)):
        text = text[: link.start] + link.label + text[link.end :]
    return text


def _listed_document(one: "Listed") -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "says": one.text,
        "readings": list(one.readings),
        "clauses": [
            {
                "status": clause.status.value,
                "ways": [
                    {"status": way.status.value, "what": way.told, "level": way.level} for way in clause.ways
                ],
            }
            for clause in one.clauses
        ],
    }
