"""`understory contest`: saying that a line of evidence about oneself is wrong, and deciding about it."""

import asyncio
import time
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cli.finding import AsJson
from cli.opening import opened
from cli.printing import out, print_json, print_table
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer

if TYPE_CHECKING:
    from graph.contests import Contest

DECISIONS = ("accept", "refuse")
OF_A_LINE = "line"  # the command that is meant when none is named


class _OrLine(TyperGroup):
    """Takes `contest EVIDENCE_ID` for `contest line EVIDENCE_ID`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = [OF_A_LINE, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_OrLine,
    no_args_is_help=True,
    help="Say that a line of evidence about you is wrong, or decide about it.",
)


@app.command(OF_A_LINE)
def line(
    evidence: Annotated[str, typer.Argument(help="A line's id, as `understory proficiency` shows it.")],
    reason: Annotated[str, typer.Option("--reason", help="What is wrong about it.")],
    skill: Annotated[
        str | None, typer.Option("--skill", help="Contest this skill of it alone, by id or name.")
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Contest a line of evidence about yourself: it stops counting at once, until a steward decides."""

    async def work() -> "list[Contest]":
        settings = Settings.of()
        with showing() as progress:
            async with opened(settings, progress, rooms=("learning.contesting",)) as store:
                from learning.contesting import contest

                whose = await viewer(store.graph, as_, settings)
                return await contest(store.graph, evidence, reason, whose, _now(), skill)

    _print(asyncio.run(work()), as_json)


@app.command("list")
def list_(as_: As = None, as_json: AsJson = False) -> None:
    """Show what is to be decided; to whoever is no steward, what they contested."""

    async def work() -> "list[Contest]":
        settings = Settings.of()
        with showing() as progress:
            async with opened(settings, progress, rooms=("learning.contesting",)) as store:
                from learning.contesting import undecided

                return await undecided(store.graph, await viewer(store.graph, as_, settings))

    _print(asyncio.run(work()), as_json)


@app.command("decide")
def decide(
    id: Annotated[str, typer.Argument(help="A contest's id, as `understory contest list` shows it.")],
    decision: Annotated[str, typer.Argument(help="accept (it never counts) or refuse (it counts again).")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Decide a contest, as a steward."""
    if decision not in DECISIONS:
        raise typer.BadParameter(f"{decision!r} is neither accept nor refuse.")

    async def work() -> "list[Contest]":
        settings = Settings.of()
        with showing() as progress:
            async with opened(settings, progress, rooms=("learning.contesting",)) as store:
                from graph.contests import ContestState
                from learning.contesting import decide

                state = ContestState.ACCEPTED if decision == "accept" else ContestState.REFUSED
                whose = await viewer(store.graph, as_, settings)
                return [await decide(store.graph, id, state, whose, _now())]

    _print(asyncio.run(work()), as_json)


def contest_document(contest: "Contest") -> dict[str, Any]:
    return {
        "id": contest.id,
        "person": {"id": contest.person_id, "name": contest.name},
        "evidence": contest.line,
        "reason": contest.reason,
        "at": contest.at,
        "state": contest.state.value,
    }


def _print(contests: "list[Contest]", as_json: bool) -> None:
    if as_json:
        print_json({"contests": [contest_document(contest) for contest in contests]})
    elif not contests:
        out().print("Nothing is contested.")
    else:
        rows = [(one.id, one.name, one.line, one.state.value, one.reason) for one in contests]
        print_table(("contest", "about", "line", "state", "because"), rows)


def _now() -> int:
    return time.time_ns() // 1_000
