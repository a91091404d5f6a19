"""`understory review`: what to retire, merge, mend and write, and what is decided about it."""

import asyncio
import time
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.finding import AsJson
from cli.opening import opened
from cli.printing import out, print_json, sentence, shown
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.review import Finding, FindingKind, FindingStatus

if TYPE_CHECKING:
    from learning.review import Reviewed

UNDISMISSED = (FindingStatus.OPEN, FindingStatus.ACCEPTED, FindingStatus.ASSIGNED)
HEADINGS = {
    FindingKind.SAME: "The same",
    FindingKind.OUTDATED: "Out of date",
    FindingKind.OWNERLESS: "Without an owner",
    FindingKind.MISALIGNED: "Of use to nobody",
    FindingKind.MISSING: "Missing",
    FindingKind.MISSING_LANGUAGE: "Missing in a language",
}

app = typer.Typer(help="What to retire, merge, mend and write, and decide about it.", no_args_is_help=True)

Id = Annotated[str, typer.Argument(metavar="ID", help="A finding, as `understory review content` shows it.")]
Reason = Annotated[str, typer.Option("--reason", help="Why.")]


@app.command("content")
def content(
    kinds: Annotated[
        list[FindingKind] | None, typer.Option("--kind", help="Findings of this kind alone; may be repeated.")
    ] = None,
    status: Annotated[
        list[FindingStatus] | None,
        typer.Option("--status", help="Findings that stand so alone; without it all that are not dismissed."),
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Review all live content: what is the same, out of date, without owner, of no use, or missing."""
    settings = Settings.of()

    async def work() -> "Reviewed":
        with showing() as progress:
            async with opened(settings, progress, rooms=("learning.review",)) as store:
                from learning.review import reviewed

                return await reviewed(store.graph, await viewer(store.graph, as_, settings), _today())

    found = asyncio.run(work())
    some = found.of(kinds or (), status or UNDISMISSED)
    if as_json:
        print_json(document(found, some))
    else:
        _print(found, some)


@app.command("accept")
def accept(id: Id, reason: Reason = "", as_: As = None, as_json: AsJson = False) -> None:
    """Say that a finding is right, and that what it asks for will be done."""
    _decide(id, FindingStatus.ACCEPTED, reason, "", as_, as_json=as_json)


@app.command("assign")
def assign(
    id: Id,
    person: Annotated[str, typer.Argument(help="Who is to act on it: an id, handle or name.")],
    reason: Reason = "",
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Give a finding to somebody."""
    _decide(id, FindingStatus.ASSIGNED, reason, person, as_, as_json=as_json)


@app.command("dismiss")
def dismiss(
    id: Id,
    reason: Annotated[str, typer.Option("--reason", help="Why it does not matter.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Say that a finding does not matter. It does not come back until what it rests on changes."""
    _decide(id, FindingStatus.DISMISSED, reason, "", as_, as_json=as_json)


@app.command("reopen")
def reopen(id: Id, as_: As = None, as_json: AsJson = False) -> None:
    """Take back what was decided about a finding."""
    _decide(id, FindingStatus.OPEN, "", "", as_, as_json=as_json)


def document(found: "Reviewed", some: Sequence[Finding]) -> dict[str, Any]:
    """Findings as JSON."""
    counts = {kind.value: sum(one.kind is kind for one in some) for kind in FindingKind}
    return {
        "items": found.items,
        "counts": counts,
        "findings": [finding_document(found, one) for one in some],
        "at": found.at.isoformat(),
    }


def finding_document(found: "Reviewed", finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "status": finding.status.value,
        "title": finding.title,
        "about": [{"id": id, "name": found.names.get(id)} for id in finding.about],
        "evidence": list(finding.evidence),
        "next_step": finding.next_step,
        "owner": {"id": finding.owner, "name": found.people.get(finding.owner)} if finding.owner else None,
        "reason": finding.reason or None,
    }


def _decide(
    id: str, status: FindingStatus, reason: str, to: str, named: str | None, *, as_json: bool
) -> None:
    settings = Settings.of()

    async def work() -> "Reviewed":
        with showing() as progress:
            async with opened(settings, progress, rooms=("learning.review",)) as store:
                from learning.review import decide

                whose = await viewer(store.graph, named, settings)
                at = time.time_ns() // 1_000
                return await decide(
                    store.graph, whose, id, status, reason=reason, to=to, at=at, today=_today()
                )

    found = asyncio.run(work())
    (finding,) = (one for one in found.findings if one.id == id.strip())
    if as_json:
        print_json(finding_document(found, finding))
    else:
        _print_finding(found, finding)


def _print(found: "Reviewed", some: Sequence[Finding]) -> None:
    console = out()
    for kind, heading in HEADINGS.items():
        of_kind = [one for one in some if one.kind is kind]
        if of_kind:
            console.print(f"[bold]{heading}[/] ({len(of_kind):,})")
            for one in of_kind:
                _print_finding(found, one)
    if not some:
        console.print(f"Nothing was found about {found.items:,} pieces of content.")


def _print_finding(found: "Reviewed", finding: Finding) -> None:
    console = out()
    standing = "" if finding.status is FindingStatus.OPEN else f" [yellow]{finding.status.value}[/]"
    console.print(f"  {shown(finding.id)}{standing}  {shown(finding.title)}")
    for line in finding.evidence:
        console.print(f"      {shown(sentence(line))}", style="dim")
    owner = found.people.get(finding.owner, "the stewards")
    console.print(f"      Next, for {shown(owner)}: {shown(finding.next_step)}")
    if finding.reason:
        console.print(f"      Because: {shown(finding.reason)}")


def _today() -> date:
    return datetime.now(UTC).date()
