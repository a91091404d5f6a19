"""`understory ingest framework` and `understory export framework`: frameworks in and out."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.ingest import JSON_HELP, in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from learning.frameworks import Outcome
    from sources.frameworks import Read
    from sources.frameworks_report import Report

EXAMPLES = 5  # of each kind of note, shown to people
SHOWN_MOST = 100  # notes and changes in JSON
MICROSECONDS = 1_000_000  # a second

export = typer.Typer(help="Write what the graph holds to stdout.", no_args_is_help=True)


class Format(StrEnum):
    CSV = "csv"
    CASE = "case"


def register(ingest: typer.Typer) -> None:
    ingest.command("framework")(ingest_command)


def ingest_command(
    path: Annotated[
        Path, typer.Argument(help="CSV or XLSX, ESCO's occupations, or a CASE 1.1 package; may be .gz.")
    ],
    name: Annotated[str, typer.Option(help="What it is called; else as its file is, or as it says.")] = "",
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="Which column is a field; may be repeated."),
    ] = None,
    levels: Annotated[
        str, typer.Option(metavar="A,B,C", help="The levels of its scale, from low to high.")
    ] = "",
    profile: Annotated[
        str, typer.Option(help="The import profile: a name, or a JSON file; else as the header says.")
    ] = "",
    draft: Annotated[bool, typer.Option("--draft", help="Keep it as a draft, to publish later.")] = False,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="OLD=NEW", help="What is called otherwise now; may be repeated."),
    ] = None,
    not_renamed: Annotated[
        list[str] | None,
        typer.Option("--not-renamed", metavar="OLD", help="What is gone, and not renamed; may be repeated."),
    ] = None,
    based_on: Annotated[
        str, typer.Option("--based-on", metavar="NAME", help="The global framework of a region's.")
    ] = "",
    region: Annotated[str, typer.Option(help="Which region adds to it, such as DE.")] = "",
    as_: Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides it.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would come of it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Take in a competency framework: its roles, competencies and levels. The same again changes nothing."""
    from learning.frameworks_renames import Answers
    from sources.frameworks import Wishes, read_framework
    from sources.frameworks_columns import parse_map

    began = time.monotonic()
    scale = tuple(label.strip() for label in levels.split(",") if label.strip())
    read = read_framework(path, Wishes(name, parse_map(map_ or ()), scale, profile))
    answers = Answers.of(rename or (), not_renamed or ())
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "Outcome":
        from cli.viewing import viewer
        from learning.frameworks import Steward, import_framework

        who = await viewer(opened.graph, as_, settings)
        now = int(datetime.now(UTC).timestamp() * MICROSECONDS)
        steward = Steward(who.person or "", now)
        return await import_framework(
            opened.graph,
            read,
            steward,
            draft=draft,
            answers=answers,
            dry=dry_run,
            based_on=based_on,
            region=region,
        )

    outcome = asyncio.run(in_store(settings, work))
    if as_json:
        print_json(_document(read, outcome, dry=dry_run, seconds=time.monotonic() - began))
    else:
        _print(read, outcome, dry=dry_run)


@export.command("framework")
def export_command(
    name: Annotated[str, typer.Argument(help="The framework's name, id or URI.")],
    format_: Annotated[
        Format, typer.Option("--format", help="As a table, or as a CASE package.")
    ] = Format.CSV,
    version: Annotated[
        int | None, typer.Option(min=1, help="Which version; else the one that is published.")
    ] = None,
) -> None:
    """Write a framework as it came in: an unchanged table comes out with the same bytes."""
    from learning import frameworks

    async def work(opened: Opened, _: Showing) -> list[bytes]:
        if format_ is Format.CASE:
            from learning.frameworks_case import as_case

            return [await as_case(opened.graph, name, version)]
        return list(await frameworks.as_table(opened.graph, name, version))

    for piece in asyncio.run(in_store(Settings.of(), work)):
        sys.stdout.buffer.write(piece)
    sys.stdout.buffer.flush()


def _print(read: "Read", outcome: "Outcome", *, dry: bool) -> None:
    title = outcome.framework.title
    print_table((read.kind, "read"), read.report.counts.items(), right=(1,))
    print_table(("\nthe graph", "would be" if dry else "number"), outcome.counts.items(), right=(1,))
    _print_notes(read.report)
    for question in outcome.questions:
        out().print(f"[yellow]{shown(question.sentence)}[/]")
    if not outcome.changes:
        out().print(f"Nothing changed: {shown(title)} is there already, as version {outcome.version}.")
    elif dry:
        out().print("Nothing was written.")
    else:
        out().print(f"{shown(title)} is there as version {outcome.version}, {outcome.status.value}.")


def _print_notes(report: "Report") -> None:
    for (kind, what), number in Counter((note.kind, note.what) for note in report.notes).items():
        out().print(f"[yellow]{kind}: {number:,} × {shown(what)}[/]")
        some = [note for note in report.notes if (note.kind, note.what) == (kind, what)]
        for note in some[: 1 if kind == "assumed" else EXAMPLES]:
            where = ": ".join(filter(None, (note.where, note.detail)))
            out().print(f"    {shown(' '.join(where.split()))}")


def _document(read: "Read", outcome: "Outcome", *, dry: bool, seconds: float) -> dict[str, Any]:
    framework = outcome.framework
    return {
        "name": framework.title,
        "id": framework.id,
        "uri": framework.uri,
        "kind": read.kind,
        "version": outcome.version,
        "status": outcome.status.value,
        "dry_run": dry,
        "written": outcome.written,
        "read": {name.replace(" ", "_"): number for name, number in read.report.counts.items()},
        **outcome.counts,
        "levels": [
            {"position": level.position, "label": level.label, "rubric": level.rubric}
            for level in framework.scale
        ],
        "notes": notes_document(read.report),
        "changes": [change.sentence for change in outcome.changes[:SHOWN_MOST]],
        "questions": [
            {"thing": q.thing, "old": q.old, "new": q.new, "question": q.sentence} for q in outcome.questions
        ],
        "seconds": round(seconds, 3),
    }


def notes_document(report: "Report") -> dict[str, Any]:
    """The notes by kind, each with how often and the first of them."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in ("assumed", "repeated", "missing", "odd")}
    for (kind, what), number in Counter((note.kind, note.what) for note in report.notes).items():
        some = [note for note in report.notes if (note.kind, note.what) == (kind, what)]
        examples: Sequence[dict[str, str]] = [
            {"where": note.where, "detail": note.detail} for note in some[:SHOWN_MOST]
        ]
        found[kind].append({"what": what, "count": number, "examples": examples})
    return found
