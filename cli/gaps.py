"""`understory gap`: what somebody, or a group of five and more, meets and lacks of what a role needs."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli.finding import AsJson
from cli.gap_documents import document, plan_document
from cli.opening import opened
from cli.printing import out, print_json, print_table, shown
from cli.proficiency import conditions, sentence
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.errors import InvalidInput, NotFound

if TYPE_CHECKING:
    from domain.gaps import Readiness
    from learning.gap_aims import Aim
    from learning.gap_groups import GroupGap, GroupNeed, Plan
    from learning.gap_nearest import Near
    from learning.gaps import Closes, Gap, Judged

CANNOT_BE_SEEN = "cannot be seen from here"
MOST = 50  # people named as nearest


class Moves(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


def register(app: typer.Typer) -> None:
    app.command("gap")(gap)
    app.command("moves")(moves)


def gap(
    who: Annotated[
        str,
        typer.Argument(
            help="A person, team or site (`team:NAME`, `site:NAME`), or with --everyone the target."
        ),
    ],
    target: Annotated[
        str, typer.Argument(help="A role level, framework or credential by name or id; ROLE / LEVEL too.")
    ] = "",
    everyone: Annotated[bool, typer.Option("--everyone", help="The whole organisation.")] = False,
    headcount: Annotated[
        int, typer.Option(min=0, help="A plan: how many people are needed at the role level.")
    ] = 0,
    by: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="A plan: by which day.")] = None,
    first: Annotated[int, typer.Option(min=1, max=MOST, help="How many people to name as nearest.")] = 10,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Tell what is met, partly met, unknown and missing of what a role level needs, and what closes it.

    For the person and their direct manager; of groups, what may be told of five people and more.
    """
    if everyone and target:
        raise InvalidInput("--everyone was given with a person, team or site.", "Give one or the other.")
    if everyone:
        who, target = "everyone", who
    if not target:
        raise InvalidInput("It is not said against what.", "Add a role level, a framework or a credential.")
    found = asyncio.run(_gap(Settings.of(), who, target, as_, first))
    if headcount or by:
        from learning.gap_groups import GroupGap, Plan

        if not isinstance(found, GroupGap):
            raise InvalidInput("A plan is for a group.", "Give a team, a site or --everyone.")
        planned = Plan(headcount, by.date() if by else None, found)
        print_json(plan_document(planned)) if as_json else _print_plan(planned)
    elif as_json:
        print_json(document(found))
    else:
        _print(found)


def moves(
    state: Annotated[Moves, typer.Argument(help="Whether you are open to other work inside.")],
    as_: As = None,
) -> None:
    """Say whether you are open to other work inside; nobody is named for a move who did not say so."""
    name = asyncio.run(_moves(Settings.of(), state is Moves.OPEN, as_))
    out().print(f"{shown(name)} is {state.value} to moves.")


async def _moves(settings: Settings, is_open: bool, named: str | None) -> str:
    with showing() as progress:
        async with opened(settings, progress, rooms=("learning.gap_groups",)) as store:
            from learning.gap_nearest import set_open_to_moves

            whose = await viewer(store.graph, named, settings)
            return (await set_open_to_moves(store.graph, whose, is_open)).name


async def _gap(settings: Settings, who: str, target: str, named: str | None, first: int) -> "Gap | GroupGap":
    with showing() as progress:
        async with opened(settings, progress, rooms=("learning.gap_groups",)) as store:
            from learning.gap_groups import EVERYONE, of_group
            from learning.gaps import of_person

            whose, today = await viewer(store.graph, named, settings), datetime.now(UTC).date()
            if who != EVERYONE and not who.startswith(("team:", "site:")):
                try:
                    return await of_person(store.graph, who, target, whose, today)
                except NotFound as missing:
                    try:
                        return await of_group(store.graph, who, target, whose, today, first=first)
                    except NotFound as neither:
                        raise (missing if "person, team" in neither.message else neither) from None
            return await of_group(store.graph, who, target, whose, today, first=first)


def _print(found: "Gap | GroupGap") -> None:
    from domain.levels import NOTICE, RUBRIC
    from learning.gaps import Gap

    if isinstance(found, Gap):
        _print_person(found)
    else:
        _print_group(found)
    out().print(f"\n{RUBRIC}, as of {found.at}. {NOTICE}", style="dim")


def _print_person(found: "Gap") -> None:
    from domain.gaps import Verdict

    console = out()
    counts = ", ".join(f"{count} {verdict.value}" for verdict, count in found.counts.items())
    console.print(f"[bold]{shown(found.person.name)}[/] to [bold]{_name(found.aim)}[/]: {counts}")
    console.print(f"Ready for what it must have: {_percent(found.must)}")
    for verdict in (Verdict.MISSING, Verdict.PARTLY, Verdict.UNKNOWN, Verdict.MET):
        for one in found.judged:
            if one.verdict is verdict:
                _print_need(one, found.closes.get(one.wanted.measured.about))


def _print_need(one: "Judged", closes: "Closes | None") -> None:
    from domain.levels import named

    console, wanted = out(), one.wanted
    label = wanted.label or (named(wanted.need.level) if wanted.need.level else "any level")
    must = "" if wanted.need.must else " (should)"
    console.print(
        f"   • {one.verdict.value}: [bold]{shown(wanted.measured.name)}[/] at {shown(label)}{must}, "
        f"now {sentence(one.level)}{'' if wanted.measured.inferred else ': only a person can say'}"
    )
    if one.is_open and one.level.next is not None and one.level.units:
        console.print(
            f"     short of {named(one.level.next.level)}: {conditions(one.level.next.short)}", style="dim"
        )
    for content in closes.learn if closes else ():
        minutes = f", {content.minutes} min" if content.minutes else ""
        console.print(f"     learn: {shown(content.title)} ({content.kind}{minutes})", style="dim")
    if closes and closes.mentors:
        people = ", ".join(f"{shown(k.person.name)} ({named(k.level)})" for k in closes.mentors)
        console.print(f"     ask: {people}", style="dim")


def _print_group(found: "GroupGap") -> None:
    console = out()
    console.print(f"[bold]{shown(found.name)}[/] ({found.asked} people) to [bold]{_name(found.aim)}[/]")
    if found.people > found.asked:
        console.print(
            f"Told together with {found.people - found.asked} others, as fewer than five would stand out."
        )
    if not found.is_told:
        why = (
            "there are fewer than five people"
            if not found.people
            else f"{found.visible:.0%} have evidence of 90 days"
        )
        console.print(f"What they lack {CANNOT_BE_SEEN}: {why}.")
    else:
        console.print(f"{found.visible:.0%} can be seen. Ready for what it must have: {_percent(found.must)}")
        print_table(
            ("needs", "at", "met", "short", "learn"),
            [_group_row(one) for one in found.needs],
            right=(2, 3),
        )
    _print_near("Nearest inside", found.nearest)
    _print_near("Open to a move", found.movers)


def _group_row(one: "GroupNeed") -> tuple[str, ...]:
    from domain.levels import named

    wanted = one.wanted
    label = wanted.label or (named(wanted.need.level) if wanted.need.level else "any")
    learn = one.learn[0].title if one.learn else ""
    return wanted.measured.name, label, str(one.met), str(one.short), learn


def _print_near(title: str, near: "Sequence[Near]") -> None:
    if near:
        out().print(f"{title}, by what they have shown that you may see:")
    for one in near:
        names = ", ".join(wanted.measured.name for wanted in one.shown) or "below what is needed"
        ready = " [bold]ready[/]" if one.is_ready else ""
        out().print(f"   • {shown(one.person.name)}{ready} ({one.share:.0%}): {shown(names)}")


def _print_plan(planned: "Plan") -> None:
    by = f" by {planned.by}" if planned.by else ""
    left = f", {(planned.by - planned.group.at).days} days from now" if planned.by else ""
    out().print(
        f"[bold]{planned.headcount} people at {_name(planned.group.aim)}{by}[/]{left}: "
        f"{len(planned.ready)} ready that you may see, {planned.open_places} places open"
    )
    _print(planned.group)


def _name(aim: "Aim") -> str:
    return shown(f"{aim.role} / {aim.name}" if aim.role and aim.role != aim.name else aim.name)


def _percent(readiness: "Readiness | None") -> str:
    return "nothing is needed" if readiness is None else f"{readiness.low:.0%} to {readiness.high:.0%}"
