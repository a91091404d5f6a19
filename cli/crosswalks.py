"""`understory crosswalk`: which competency is which skill, or which of another framework's competencies."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from cli.ingest import in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings
from cli.viewing import viewer
from domain.crosswalks import Standing

if TYPE_CHECKING:
    from domain.viewer import Viewer
    from graph.connection import Graph
    from graph.crosswalks import Card

app = typer.Typer(help="Which competency is which skill of the vocabulary.", no_args_is_help=True)

T = TypeVar("T")

SECOND = 1_000_000  # microseconds
LISTED_MOST = 1_000


class Relation(StrEnum):
    """What an accepted crosswalk can be."""

    EXACT = "exact"
    CLOSE = "close"
    BROADER = "broader"
    NARROWER = "narrower"


Id = Annotated[str, typer.Argument(help="A crosswalk's id, as `crosswalk list` shows it.")]
Competency = Annotated[str, typer.Argument(help="A competency's whole name, brackets too, or its id.")]
To = Annotated[str, typer.Option(metavar="FRAMEWORK", help="Another framework, in place of the vocabulary.")]
As = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides it.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@app.command()
def propose(
    framework: Annotated[str, typer.Argument(help="A framework's title or id.")],
    to: To = "vocabulary",
    as_json: AsJson = False,
) -> None:
    """Propose for each competency its counterpart. The same again changes nothing."""

    async def work(opened: Opened, _: Showing) -> Any:
        from learning import crosswalks

        return await crosswalks.propose(opened.graph, framework, to)

    done = asyncio.run(in_store(Settings.of(), work))
    figures = {name: getattr(done, name) for name in done.__slots__}
    if as_json:
        print_json(figures)
        return
    out().print(
        f"{done.competencies} competencies: {done.created} proposed, {done.changed} changed, "
        f"{done.removed} taken back, {done.unchanged} as before; for {done.without} nothing is likely enough."
    )


@app.command("list")
def list_command(
    status: Annotated[Standing | None, typer.Option(help="Of this status alone.")] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """List crosswalks, by the names of their competencies."""

    async def work(graph: "Graph", who: "Viewer") -> "list[Card]":
        from learning import crosswalks

        return await crosswalks.page(graph, who, status, LISTED_MOST)

    cards = _asked(work, as_)
    if as_json:
        print_json({"crosswalks": [_document(card) for card in cards]})
    elif not cards:
        out().print("There are no crosswalks.")
    else:
        rows = (
            (
                card.id,
                card.source_name,
                card.relation.value,
                card.target_name,
                f"{card.confidence:.2f}",
                card.standing.value,
                card.reason,
            )
            for card in cards
        )
        print_table(("id", "competency", "relation", "counterpart", "sure", "status", "reason"), rows)


@app.command()
def candidates(competency: Competency, to: To = "vocabulary", as_json: AsJson = False) -> None:
    """Show the five likeliest counterparts of a competency, proposed or not."""

    async def work(opened: Opened, _: Showing) -> Any:
        from learning import crosswalks

        return await crosswalks.listed(opened.graph, competency, to)

    item, found = asyncio.run(in_store(Settings.of(), work))
    if as_json:
        document = [
            {
                "target": {"id": target.id, "name": target.name},
                "relation": one.relation.value,
                "confidence": one.confidence,
                "reason": one.reason,
            }
            for target, one in found
        ]
        print_json({"competency": {"id": item.id, "name": item.name}, "candidates": document})
    elif not found:
        out().print(f"Nothing is like {shown(item.name)}.")
    else:
        rows = (
            (target.name, one.relation.value, f"{one.confidence:.2f}", one.reason) for target, one in found
        )
        print_table(("counterpart", "relation", "sure", "reason"), rows)


@app.command()
def add(
    competency: Competency,
    counterpart: Annotated[str, typer.Argument(help="A name or id.")],
    relation: Annotated[Relation, typer.Option(help="What the counterpart is to it.")] = Relation.CLOSE,
    to: To = "vocabulary",
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Make a crosswalk hold that nobody proposed."""

    async def work(graph: "Graph", who: "Viewer") -> "Card":
        from domain import crosswalks as domain
        from learning import crosswalks

        kind = domain.Relation(relation.value)
        return await crosswalks.add(graph, competency, counterpart, kind, who.person or "", _now(), to)

    _print(_asked(work, as_), as_json=as_json)


@app.command()
def accept(
    id: Id,
    relation: Annotated[Relation | None, typer.Option(help="What it is, where not as proposed.")] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Make a crosswalk hold. As exact or close it lets evidence of the skill count for the competency."""
    _decide(id, Standing.ACCEPTED, relation, as_, as_json=as_json)


@app.command()
def refuse(id: Id, as_: As = None, as_json: AsJson = False) -> None:
    """Refuse a crosswalk: it is never proposed again."""
    _decide(id, Standing.REFUSED, None, as_, as_json=as_json)


@app.command()
def reopen(id: Id, as_: As = None, as_json: AsJson = False) -> None:
    """Take back what was decided about a crosswalk: it is proposed again."""
    _decide(id, Standing.PROPOSED, None, as_, as_json=as_json)


def _decide(
    id: str, standing: Standing, relation: Relation | None, as_: str | None, *, as_json: bool
) -> None:
    async def work(graph: "Graph", who: "Viewer") -> "Card":
        from domain import crosswalks as domain
        from learning import crosswalks

        kind = domain.Relation(relation.value) if relation else None
        return await crosswalks.decide(graph, id, standing, who, _now(), kind)

    _print(_asked(work, as_), as_json=as_json)


def _asked(work: "Callable[[Graph, Viewer], Awaitable[T]]", named: str | None) -> T:
    settings = Settings.of()

    async def run(opened: Opened, _: Showing) -> T:
        return await work(opened.graph, await viewer(opened.graph, named, settings))

    return asyncio.run(in_store(settings, run))


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * SECOND)


def _print(card: "Card", *, as_json: bool) -> None:
    if as_json:
        print_json(_document(card))
        return
    sentence = f"{card.source_name} → {card.target_name} ({card.relation.value}) is {card.standing.value}."
    out().print(shown(sentence))


def _document(card: "Card") -> dict[str, Any]:
    return {
        "id": card.id,
        "competency": {"id": card.source, "name": card.source_name},
        "counterpart": {
            "kind": "skill" if card.to_skill else "competency",
            "id": card.target,
            "name": card.target_name,
        },
        "relation": card.relation.value,
        "confidence": card.confidence,
        "reason": card.reason,
        "status": card.standing.value,
        "by": card.by or None,
        "at": _when(card.at) if card.at else None,
    }


def _when(at: int) -> str:
    return datetime.fromtimestamp(at / SECOND, UTC).isoformat(timespec="seconds")
