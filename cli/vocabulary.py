"""`understory vocabulary`: which vocabularies were taken in, and how one is taken out again."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.opening import opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import showing
from cli.settings import Settings
from domain.errors import InvalidInput
from domain.messages import SourceWarning

if TYPE_CHECKING:
    from graph.imports import Import
    from ingest.vocabulary import Outcome

app = typer.Typer(help="The vocabularies that were taken in.", no_args_is_help=True)

EXAMPLES = 5  # of each kind, shown to people; JSON has more
EXAMPLES_JSON = 100
NAME_LONGEST = 100  # characters
MICROSECONDS = 1_000_000  # a second
AGAIN = "Ingest your sources again to read earlier messages with what changed."


@app.command("list")
def listed(as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False) -> None:
    """What was taken in besides the starter vocabulary, the first one first."""
    from ingest.vocabulary import list_imports

    async def work() -> "list[Import]":
        with showing() as progress:
            async with opened(Settings.of(), progress) as store:
                return await list_imports(store.graph)

    held = asyncio.run(work())
    if as_json:
        print_json(
            [
                {"name": i.name, "kind": i.kind, "skills": i.skills, "at": _time(i), "state": i.state}
                for i in held
            ]
        )
    elif held:
        print_table(
            ("name", "kind", "skills", "taken in"),
            ((i.name, i.kind, i.skills, _time(i)) for i in held),
            right=(2,),
        )
    else:
        out().print("Only the starter vocabulary is there. Add one with `understory ingest vocabulary FILE`.")


@app.command()
def undo(
    name: Annotated[str, typer.Argument(help="Its name, as `understory vocabulary list` gives it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Take a vocabulary out again: its skills, labels, relations and flags, unless others have them too."""
    from ingest.vocabulary import undo_import

    async def work() -> "Outcome":
        with showing() as progress:
            async with opened(Settings.of(), progress) as store:
                return await undo_import(store.graph, name, progress)

    outcome = asyncio.run(work())
    if as_json:
        print_json({"name": outcome.name, "undone": True})
    else:
        out().print(f"{shown(outcome.name)} is undone. {AGAIN}")


def ingest(path: Path, *, name: str | None, dry: bool, as_json: bool) -> None:
    """Takes a file in and tells what came of it."""
    from ingest.screening import screened
    from ingest.vocabulary import import_vocabulary
    from sources.vocabulary_files import read_file

    began = time.monotonic()
    named = _checked(name) if name is not None else _name_of(path)
    read = read_file(path)
    vocabulary, refused = screened(read.skills)
    if not vocabulary.skills:
        raise InvalidInput(f"None of the skills in {path} may be taken in.", "See --json for the reasons.")

    async def work() -> "Outcome":
        with showing() as progress:
            async with opened(Settings.of(), progress) as store:
                at = int(datetime.now(UTC).timestamp() * MICROSECONDS)
                return await import_vocabulary(
                    store.graph, vocabulary, name=named, kind=read.kind, at=at, progress=progress, dry=dry
                )

    outcome = asyncio.run(work())
    counts = _counts(outcome, sum(len(skill.ordinary) for skill in vocabulary.skills))
    warnings = (*read.warnings, *refused)
    if as_json:
        _print_json(outcome, counts, warnings, kind=read.kind, dry=dry, seconds=time.monotonic() - began)
    else:
        _print(outcome, counts, warnings, kind=read.kind, dry=dry)


def _counts(outcome: "Outcome", ordinary: int) -> dict[str, int]:
    laid = outcome.laid
    return {
        "skills": outcome.skills,
        "skills added": len(laid.added),
        "skills merged": len(laid.joined),
        "labels added": laid.labels,
        "labels repeated": laid.labels_repeated,
        "labels of another skill": len(laid.shared),
        "relations added": laid.relations,
        "relations repeated": laid.relations_repeated,
        "relations left out": len(laid.loops) + len(laid.strangers),
        "everyday words": ordinary,
    }


def _print(
    outcome: "Outcome", counts: dict[str, int], warnings: Sequence[SourceWarning], *, kind: str, dry: bool
) -> None:
    if not outcome.changed:
        out().print(f"Nothing changed: this vocabulary is there already, as {shown(outcome.name)}.")
        return
    print_table((kind, "would be" if dry else "number"), counts.items(), right=(1,))
    for what, lines in _told(outcome).items():
        _print_some(what, lines)
    for what, number in Counter(warning.kind for warning in warnings).most_common():
        some = [f"{w.where}: {w.detail}" if w.detail else w.where for w in warnings if w.kind == what]
        _print_some(what.replace("_", " "), some[:EXAMPLES], number)
    if dry:
        out().print("Nothing was written.")
    else:
        out().print(f"Taken in as {shown(outcome.name)}. {AGAIN}")


def _told(outcome: "Outcome") -> dict[str, list[str]]:
    laid = outcome.laid
    return {
        "merged": [f"{skill} is {other}" for skill, other in laid.joined.items()],
        "label of another skill": [
            f"{s.label}: stays with {s.kept_by}, not {s.refused_to}" for s in laid.shared
        ],
        "relation in a circle": [" ".join(loop) for loop in laid.loops],
        "relation to no skill": [" ".join(stranger) for stranger in laid.strangers],
    }


def _print_some(what: str, lines: Sequence[str], number: int | None = None) -> None:
    if lines:
        out().print(f"[yellow]{shown(number or len(lines))} × {shown(what)}[/]")
        for line in lines[:EXAMPLES]:
            out().print(f"    {shown(line)}")


def _print_json(
    outcome: "Outcome",
    counts: dict[str, int],
    warnings: Sequence[SourceWarning],
    *,
    kind: str,
    dry: bool,
    seconds: float,
) -> None:
    kinds = Counter(warning.kind for warning in warnings)
    told: dict[str, Any] = {
        "name": outcome.name,
        "kind": kind,
        "changed": outcome.changed and not dry,
        "dry_run": dry,
        **{name.replace(" ", "_"): number for name, number in counts.items()},
        "merged": outcome.laid.joined,
        "shared": [
            {"label": s.label, "kept_by": s.kept_by, "refused_to": s.refused_to} for s in outcome.laid.shared
        ],
        "left_out": [
            {"skill": skill, "relation": relation, "other": other, "reason": reason}
            for reason, some in (("circle", outcome.laid.loops), ("unknown", outcome.laid.strangers))
            for skill, relation, other in some
        ],
        "warnings": [
            {
                "kind": name,
                "count": number,
                "examples": [{"where": w.where, "detail": w.detail} for w in warnings if w.kind == name][
                    :EXAMPLES_JSON
                ],
            }
            for name, number in kinds.most_common()
        ],
        "seconds": round(seconds, 3),
    }
    print_json(told)


def _checked(name: str) -> str:
    if not name.strip() or len(name) > NAME_LONGEST or not name.isprintable():
        raise InvalidInput(
            "A vocabulary's name is one line of 1 to 100 characters.", "Give it another --name, such as esco."
        )
    return name.strip()


def _name_of(path: Path) -> str:
    """A file's name without what says its format."""
    name = path.name.removesuffix(".gz")
    return _checked(Path(name).stem[:NAME_LONGEST] or name)


def _time(one: "Import") -> str:
    return datetime.fromtimestamp(one.at / MICROSECONDS, UTC).strftime("%Y-%m-%d %H:%M")
