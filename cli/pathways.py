"""`understory pathway`: a way from what somebody has to a role level, credential, competency or skill."""

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.finding import AsJson
from cli.opening import opened
from cli.printing import out, print_json, shown
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.content import Kind
from domain.errors import InvalidInput

if TYPE_CHECKING:
    from learning.pathways_asking import Pathway
    from learning.pathways_choices import Choices
    from learning.pathways_words import Goal, Missed, Step

Ids = list[str]


def register(app: typer.Typer) -> None:
    app.command("pathway")(pathway)


def pathway(
    target: Annotated[
        str,
        typer.Argument(
            help="A role level (ROLE / LEVEL too), credential, competency or skill (SQL at Practitioner)."
        ),
    ],
    person: Annotated[
        str, typer.Option(help="Whose pathway, for their manager or a steward. Without it, one's own.")
    ] = "",
    by: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Until which day.")] = None,
    hours_a_week: Annotated[float | None, typer.Option(help="How much time there is for it.")] = None,
    language: Annotated[
        Ids | None, typer.Option(help="A language of content, such as de; again for more. Else one's own.")
    ] = None,
    region: Annotated[str, typer.Option(help="The region that content is to be for.")] = "",
    only: Annotated[list[Kind] | None, typer.Option("--format", help="A kind of content to take.")] = None,
    persona: Annotated[str, typer.Option(help="A kind of person: see `docs/pathways.md`.")] = "",
    lock: Annotated[Ids | None, typer.Option(help="A step to keep, by its id.")] = None,
    unlock: Annotated[Ids | None, typer.Option(help="A step that need not be kept any more.")] = None,
    start: Annotated[Ids | None, typer.Option(help="A step that has been begun.")] = None,
    exclude: Annotated[Ids | None, typer.Option(help="Content not to take.")] = None,
    allow: Annotated[Ids | None, typer.Option(help="Content that was excluded, and may be taken.")] = None,
    done: Annotated[Ids | None, typer.Option(help="Content that was done already.")] = None,
    consent: Annotated[Ids | None, typer.Option(help="Content that somebody has consented to.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what was chosen before.")] = False,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Lay a way to a goal: steps in order, each with what it is for and what could stand in its place.

    What is chosen is kept, and counts the next time the same goal is asked for.
    """
    from learning.pathways_choices import Choices

    choices = Choices(
        by.date() if by else None,
        hours_a_week,
        tuple(language or ()),
        region,
        tuple(only or ()),
        persona,
        *(tuple(some or ()) for some in (lock, unlock, start, exclude, allow, done, consent)),
        fresh=fresh,
    )
    found = asyncio.run(_pathway(Settings.of(), target, person, as_, choices))
    if as_json:
        print_json(document(found))
    else:
        _print(found)


async def _pathway(
    settings: Settings, target: str, person: str, named: str | None, choices: "Choices"
) -> "Pathway":
    with showing() as progress:
        async with opened(settings, progress, rooms=("learning.pathways_asking",)) as store:
            from learning.pathways_asking import pathway

            whose = await viewer(store.graph, named, settings)
            of = person or whose.person
            if not of:
                raise InvalidInput("It is not said whose pathway.", "Add --as PERSON, or --person PERSON.")
            return await pathway(store.graph, of, target, whose, datetime.now(UTC).date(), choices)


def document(found: "Pathway") -> dict[str, Any]:
    """The answer as JSON."""
    from domain.levels import NOTICE

    plan = found.plan
    return {
        "id": found.id,
        "person": {"id": found.person.id, "name": found.person.name},
        "target": {"kind": found.kind, "name": found.name},
        "persona": found.persona and found.persona.name,
        "status": plan.status.value,
        "gap": round(plan.gap, 4),
        "minutes": plan.minutes,
        "counted_minutes": plan.counted,
        "mix": dict(plan.shares),
        "by": found.kept.by and found.kept.by.isoformat(),
        "steps": [step_document(found, step) for step in plan.steps],
        "met": [goal_document(goal) for goal in plan.met],
        "had": [goal_document(goal) for goal in plan.had],
        "missed": [missed_document(one) for one in plan.missed],
        "job_aids": list(plan.aids),
        "assumptions": list(plan.assumptions),
        "at": found.at.isoformat(),
        "notice": NOTICE,
    }


def step_document(found: "Pathway", step: "Step") -> dict[str, Any]:
    mentor = step.owner if step.kind in (Kind.MENTORING, Kind.COACHING) else None
    return {
        "id": step.id,
        "title": step.title,
        "kind": step.kind.value,
        "minutes": step.minutes,
        "counted_minutes": step.counted,
        "week": step.week,
        "url": step.url or None,
        "mentor": mentor
        and {"id": mentor, "name": found.names.get(mentor), "mentees": found.loads.get(mentor, 0)},
        "why": [
            {
                "words": why.words,
                "goal": why.goal and goal_document(why.goal),
                "step": why.step,
                "clause": why.clause,
            }
            for why in step.why
        ],
        "alternatives": [
            {"id": one.id, "title": one.title, "minutes_more": one.minutes} for one in step.alternatives
        ],
        "check_yourself": list(step.check),
        "recommended_before": list(step.advice),
        "text": step.text or None,
        "made": step.made,
        "locked": step.locked,
        "started": step.started,
    }


def goal_document(goal: "Goal") -> dict[str, Any]:
    return {
        "kind": goal.subject.target.value,
        "id": goal.subject.id,
        "name": goal.name,
        "level": goal.level,
        "is_must": goal.must,
    }


def missed_document(one: "Missed") -> dict[str, Any]:
    change = one.relaxation
    return {
        "goal": one.goal and goal_document(one.goal),
        "content": one.item,
        "reason": one.reason.name,
        "words": one.words,
        "change": change and {"kind": change.kind, "value": change.value, "words": change.words},
    }


def _print(found: "Pathway") -> None:
    from learning.pathways_words import PlanStatus

    console, plan = out(), found.plan
    status = {
        PlanStatus.OPTIMAL: "the shortest there is",
        PlanStatus.FEASIBLE: f"at most {plan.gap:.0%} longer than need be",
        PlanStatus.PARTIAL: "a part of the way",
    }[plan.status]
    console.print(f"[bold]{shown(found.person.name)}[/] to [bold]{shown(found.name)}[/]: {status}")
    if plan.steps:
        until = f", until week {plan.steps[-1].week}" if plan.steps[-1].week else ""
        mix = ", ".join(f"{part} {minutes}" for part, minutes in plan.shares.items() if minutes)
        console.print(f"{len(plan.steps)} steps, {plan.minutes} minutes ({mix}){until}", style="dim")
    elif not plan.missed:
        console.print("Nothing is left to learn for it.")
    for number, step in enumerate(plan.steps, 1):
        _print_step(found, number, step)
    for one in plan.missed:
        what = one.goal.words if one.goal else f"the locked step {one.item}"
        console.print(f"\nNot reached: [bold]{shown(what)}[/] ({one.reason.name}): {shown(one.words)}")
        if one.relaxation:
            console.print(f"   What would help most: {shown(one.relaxation.words)}", style="dim")
    if plan.had:
        console.print(f"\nThere already: {shown(', '.join(goal.words for goal in plan.had))}", style="dim")
    if plan.aids:
        console.print(f"Job aids: {shown(', '.join(plan.aids))}", style="dim")
    for said in plan.assumptions:
        console.print(f"Assumed: {shown(said)}", style="dim")


def _print_step(found: "Pathway", number: int, step: "Step") -> None:
    console = out()
    marks = [name for name in ("started", "locked", "made") if getattr(step, name)]
    console.print(
        f"\n[bold]{number}. {shown(step.title)}[/] ({step.kind.value.replace('_', ' ')}, {step.minutes} min"
        f"{f', week {step.week}' if step.week else ''}){' ' + ', '.join(marks) if marks else ''}"
        f"  [dim]{shown(step.id)}[/]"
    )
    for why in step.why:
        console.print(f"   • {shown(why.words)}")
    if step.owner and step.kind in (Kind.MENTORING, Kind.COACHING):
        name, load = found.names.get(step.owner, step.owner), found.loads.get(step.owner, 0)
        console.print(f"     with {shown(name)}, who has {load} others now", style="dim")
    if step.text:
        console.print(f"     {shown(step.text)}", style="dim")
    for words in step.check:
        console.print(f"     check yourself: {shown(words)}", style="dim")
    for words in step.advice:
        console.print(f"     recommended before: {shown(words)}", style="dim")
    for other in step.alternatives:
        console.print(f"     or: {shown(other.title)} ({other.minutes:+} min)  {other.id}", style="dim")
