"""`understory find` and `understory why`: who knows, and what speaks for it."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.opening import opened
from cli.printing import out, print_json, shown
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer

if TYPE_CHECKING:
    from finder.experts import Found, Why
    from finder.reasons import Reason
    from graph.connection import Graph
    from graph.evidence import Item
    from nlp.miner import Miner

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]

MOST = 100  # entries that one answer may have
UNFINISHED = "Some people are still being counted anew: they may be missing or stand lower than they will."


def register(app: typer.Typer) -> None:
    app.command("find")(find_command)
    app.command("why")(why_command)


def find_command(
    question: Annotated[str, typer.Argument(help='In words, such as "wifi drops after an upgrade".')],
    as_: As = None,
    first: Annotated[int, typer.Option(min=1, max=MOST, help="How many people to name.")] = 5,
    as_json: AsJson = False,
) -> None:
    """Name the people to ask, best first, with reasons and where the evidence is."""
    found = asyncio.run(_find(Settings.of(), question, as_, first))
    if as_json:
        print_json(found_document(found))
    else:
        _print_found(found)


def why_command(
    person: Annotated[str, typer.Argument(help="A person's id, handle or name.")],
    skill: Annotated[str, typer.Argument(help="A skill's id or one of its names.")],
    as_: As = None,
    first: Annotated[int, typer.Option(min=1, max=MOST, help="How many messages to show.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Tell what speaks for somebody knowing a skill, newest evidence first."""
    known = asyncio.run(_why(Settings.of(), person, skill, as_, first))
    if as_json:
        print_json(why_document(known))
    else:
        _print_why(known)


async def _find(settings: Settings, question: str, named: str | None, first: int) -> "Found":
    with showing() as progress:
        async with opened(settings, progress, rooms=("finder.experts",)) as store:
            from finder.experts import find
            from finder.index import Index

            whose = await viewer(store.graph, named, settings)
            miner = await question_miner(store.graph, settings, question)
            index = Index(settings.index)
            now = datetime.now(UTC)
            return await find(store.graph, question, whose, miner, index, now=now, first=first)


async def _why(settings: Settings, person: str, skill: str, named: str | None, first: int) -> "Why":
    with showing() as progress:
        async with opened(settings, progress, rooms=("finder.experts",)) as store:
            from finder.experts import why

            whose = await viewer(store.graph, named, settings)
            return await why(store.graph, person, skill, whose, first=first)


async def question_miner(graph: "Graph", settings: Settings, question: str | None = None) -> "Miner":
    """Reads questions as messages were read: with the graph's vocabulary and the key of its term hashes.

    With a `question` it is for this one alone, with the part of the vocabulary that may be named in it.
    """
    from graph import skills
    from nlp.context import Context
    from nlp.miner import Miner

    held = await graph.read(skills.vocabulary if question is None else lambda tx: skills.naming(tx, question))
    return await asyncio.to_thread(Miner, held, Context(settings.term_key()))


def found_document(found: "Found") -> dict[str, Any]:
    """The answer as JSON; hashes of words stay inside."""
    understood = found.interpretation
    return {
        "interpretation": {
            "sentence": understood.sentence,
            "matches": [
                {name: value for name, value in asdict(match).items() if name != "hash" and value is not None}
                for match in understood.matches
            ],
            "unmatched": list(understood.unmatched),
        },
        "experts": [
            {
                "person": {"id": expert.id, "name": expert.name},
                "score": expert.score,
                "confidence": expert.confidence.value,
                "is_viewer": expert.is_viewer,
                "reasons": [asdict(reason) for reason in expert.reasons],
                "evidence": [item_document(item) for item in expert.evidence],
            }
            for expert in found.experts
        ],
        "folding_unfinished": found.folding_unfinished,
    }


def why_document(known: "Why") -> dict[str, Any]:
    return {
        "person": {"id": known.person.id, "name": known.person.name},
        "skill": {"id": known.skill.id, "name": known.skill.name},
        "confidence": known.confidence.value,
        "reasons": [asdict(reason) for reason in known.reasons],
        "evidence": [item_document(item) for item in known.evidence],
        "more": known.cursor is not None,
    }


def item_document(item: "Item") -> dict[str, Any]:
    return {
        "at": when(item).isoformat(),
        "act": item.act.name.lower(),
        "space": {"id": item.space, "name": item.space_name},
        "document": None if item.title is None else {"title": item.title, "section": item.section},
        "permalink": item.permalink,
        "quote": item.quote,
    }


def place(item: "Item") -> str:
    """Where it stands: a space, or a document with the section that is meant."""
    if item.title is None:
        return f"#{item.space_name}"
    section = f", {item.section}" if item.section not in (None, "", item.title) else ""
    return f"“{item.title}”{section} (#{item.space_name})"


def when(item: "Item") -> datetime:
    return datetime.fromtimestamp(item.at / 1_000_000, UTC)


def _print_found(found: "Found") -> None:
    console = out()
    console.print(shown(found.interpretation.sentence), style="italic")
    if found.interpretation.unmatched:
        console.print(f"Of no help: {shown(', '.join(found.interpretation.unmatched))}", style="dim")
    if not found.experts:
        console.print("Nobody was found whom you may see.")
    for place, expert in enumerate(found.experts, 1):
        you = " (you)" if expert.is_viewer else ""
        console.print(
            f"\n[bold]{place}. {shown(expert.name)}[/]{you}  [dim]{expert.id}[/]  "
            f"score {expert.score:.2f}, {expert.confidence.value} confidence"
        )
        _print_reasons(expert.reasons)
        _print_items(expert.evidence)
    if found.folding_unfinished:
        console.print(f"\n{UNFINISHED}", style="yellow")


def _print_why(known: "Why") -> None:
    out().print(
        f"[bold]{shown(known.person.name)}[/] and [bold]{shown(known.skill.name)}[/]: "
        f"{known.confidence.value} confidence"
    )
    if not known.reasons:
        out().print("Nothing that you may read speaks for it.")
    _print_reasons(known.reasons)
    _print_items(known.evidence)
    if known.cursor is not None:
        out().print("There is more: ask with a larger --first.", style="dim")


def _print_reasons(reasons: "Sequence[Reason]") -> None:
    for reason in reasons:
        out().print(f"   • {shown(reason.text.replace('*', ''))}")


def _print_items(items: "Sequence[Item]") -> None:
    for item in items:
        did = item.act.name.lower()
        out().print(
            f"     {when(item):%Y-%m-%d} {shown(place(item))}, {did}: {shown(item.permalink)}",
            style="dim",
        )
        if item.quote:
            out().print(f"       “{shown(item.quote)}”", style="dim")
