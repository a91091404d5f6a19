"""`understory proficiency`: how far somebody has shown a competency, line by line."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.finding import AsJson, place
from cli.opening import opened
from cli.printing import out, print_json, shown
from cli.progress import showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.errors import InvalidInput

if TYPE_CHECKING:
    from domain.levels import Check, Condition, Proficiency
    from learning.proficiency import Told, Unit

MOST = 200  # units that one answer shows
ANYTHING = {  # conditions in words
    "units": "units",
    "months": "months",
    "people": "people",
    "recent": "units of the last 18 months",
    "skills": "skills with a unit",
    "expert units": "units of an expert",
    "confirmation": "human confirmation",
}


def register(app: typer.Typer) -> None:
    app.command("proficiency")(proficiency)


def proficiency(
    person: Annotated[str, typer.Argument(help="A person's id, handle or name.")] = "",
    competency: Annotated[
        str, typer.Argument(help="A competency of a framework, or a skill, by id or name.")
    ] = "",
    as_: As = None,
    first: Annotated[int, typer.Option(min=1, max=MOST, help="How many units to show.")] = 20,
    recount: Annotated[
        bool, typer.Option("--recount", help="Instead: count what everybody shows into the graph (SHOWS).")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Tell how far somebody has shown a competency, and each line that it stands on.

    For the person, their direct manager and stewards. Never for pay, dismissal or automatic shortlisting.
    """
    if recount:
        count = asyncio.run(_recount(Settings.of()))
        print_json({"shows": count}) if as_json else out().print(
            f"{count:,} levels are shown by public evidence."
        )
        return
    if not person or not competency:
        raise InvalidInput("It takes a person and a competency.", "See `understory proficiency --help`.")
    told = asyncio.run(_told(Settings.of(), person, competency, as_))
    if as_json:
        print_json(document(told))
    else:
        _print(told, first)


async def _told(settings: Settings, person: str, competency: str, named: str | None) -> "Told":
    with showing() as progress:
        async with opened(settings, progress, rooms=("learning.proficiency",)) as store:
            from learning.proficiency import told

            whose = await viewer(store.graph, named, settings)
            return await told(store.graph, person, competency, whose, datetime.now(UTC).date())


async def _recount(settings: Settings) -> int:
    with showing() as progress:
        async with opened(settings, progress, rooms=("learning.proficiency_shows",)) as store:
            from learning.proficiency_shows import recount

            return await recount(store.graph, datetime.now(UTC).date())


def document(told: "Told") -> dict[str, Any]:
    """The answer as JSON."""
    from domain.levels import NOTICE, RUBRIC

    return {
        "person": {"id": told.person.id, "name": told.person.name},
        "competency": {
            "id": told.measured.id,
            "name": told.measured.name,
            "framework": told.measured.framework or None,
            "is_skill": told.measured.is_skill,
        },
        **level_document(told.level),
        "units": [unit_document(unit) for unit in told.units],
        "rubric": RUBRIC,
        "at": told.at.isoformat(),
        "notice": NOTICE,
    }


def level_document(level: "Proficiency") -> dict[str, Any]:
    from domain.levels import named

    said = level.assessed
    return {
        "level": sentence(level),
        "lo": level.lo,
        "hi": level.hi,
        "chances": list(level.chances),
        "needs_confirmation": level.needs_confirmation,
        "next": None if level.next is None else check_document(level.next),
        "assessed": said
        and {
            "level": said.level,
            "by": said.by,
            "at": said.at.isoformat(),
            "until": said.until and said.until.isoformat(),
            "evidence": said.id or None,
        },
        "stated": level.stated
        and {"level": named(level.stated.level or None), "at": level.stated.at.isoformat()},
        "declined": level.declined,
    }


def check_document(check: "Check") -> dict[str, Any]:
    return {
        "level": check.level,
        "chance": check.chance,
        "conditions": [
            {"name": one.name, "have": one.have, "need": one.need, "met": one.met} for one in check.conditions
        ],
    }


def unit_document(unit: "Unit") -> dict[str, Any]:
    line, item = unit.line, unit.item
    return {
        "evidence": line.id,
        "act": line.act.name.lower(),
        "rung": line.sign.rung,
        "p": line.sign.p,
        "at": line.sign.at.isoformat(),
        "counts": unit.counts,
        "counts_until": unit.until.isoformat(),
        "people": len(line.sign.people),
        "contested": line.contested and line.contested.value,
        "title": line.title or (item.title if item else None),
        "space": item and {"id": item.space, "name": item.space_name},
        "permalink": item and item.permalink,
        "quote": item and item.quote,
        "also": [other.id for other in unit.others],
    }


def sentence(level: "Proficiency") -> str:
    """A range of levels in words: "Working to Practitioner"."""
    from domain.levels import named

    if level.lo is None or level.hi == level.lo:
        return named(level.lo)
    return f"{named(level.lo)} to {named(level.hi)}"


def conditions(some: "Sequence[Condition]") -> str:
    """What a level asks for, in words: "people 3 of 4"."""
    return ", ".join(f"{ANYTHING[one.name]} {one.have} of {one.need}" for one in some)


def _print(told: "Told", first: int) -> None:
    from domain.levels import NOTICE, RUBRIC, named

    level, console = told.level, out()
    of = f" ({shown(told.measured.framework)})" if told.measured.framework else ""
    console.print(
        f"[bold]{shown(told.person.name)}[/] and [bold]{shown(told.measured.name)}[/]{of}: {sentence(level)}"
    )
    if level.assessed is not None:
        until = f", until {level.assessed.until}" if level.assessed.until else ""
        console.print(f"Said by {shown(level.assessed.by)} on {level.assessed.at}{until}.")
    if level.stated is not None:
        console.print(f"They say themselves: {named(level.stated.level or None)} ({level.stated.at}).")
    if not told.measured.inferred:
        console.print("Evidence cannot show it: only a person can say so.")
    elif level.needs_confirmation:
        console.print("All that Expert still needs is a human who confirms it.")
    elif level.next is not None and not level.declined and level.assessed is None:
        check = level.next
        enough = f"chance {check.chance:.2f}, 0.90 is enough"
        console.print(f"For {named(check.level)}: {conditions(check.conditions)} ({enough})")
    for unit in told.units[:first]:
        _print_unit(unit)
    if len(told.units) > first:
        console.print(f"And {len(told.units) - first} more: ask with a larger --first.", style="dim")
    console.print(f"\n{RUBRIC}, as of {told.at}. {NOTICE}", style="dim")


def _print_unit(unit: "Unit") -> None:
    line, item = unit.line, unit.item
    where = shown(place(item)) if item else f"“{shown(line.title)}”"
    counting = (
        f"counts until {unit.until:%B %Y}" if unit.counts else f"does not count: contested ({line.contested})"
    )
    reached = f", {len(line.sign.people)} others" if line.sign.people else ""
    out().print(
        f"   • {line.sign.at} {line.act.name.lower()} in {where}: rung {line.sign.rung}, "
        f"p {line.sign.p:.2f}{reached}; {counting}  [dim]{shown(line.id)}[/]"
    )
    if item is not None:
        out().print(f"     {shown(item.permalink)}", style="dim")
        if item.quote:
            out().print(f"     “{shown(item.quote)}”", style="dim")
