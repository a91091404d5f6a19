"""How coverage is shown: units and frameworks, skills at risk, what losing somebody costs, who is rising."""

from datetime import UTC, datetime
from math import isinf
from typing import TYPE_CHECKING, Any

from cli.printing import out, print_table, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from graph.coverage import Look
    from learning.coverage import Coverage, Framework, Unit
    from learning.coverage_rising import Rising, RisingOf
    from learning.coverage_risk import Loss, Risk

NOBODY_NAMED = "whoever operates the store, or somebody who was erased"
CANNOT_BE_SEEN = "cannot be seen from here"
SECOND = 1_000_000  # microseconds
LEVELS = ("awareness", "working", "practitioner", "expert")


def document(found: "Coverage") -> dict[str, Any]:
    """Coverage as JSON. `told` is false, and nothing is said, where too few people can be seen."""
    return {
        "unit": _unit(found.unit),
        "frameworks": [
            {
                "id": one.id,
                "title": one.title,
                "competencies": one.competencies,
                "shown_by_five": one.shown if found.unit.is_told else None,
                "coverage": [
                    {
                        "competency": {"id": c.measured.id, "name": c.measured.name},
                        "people": {name: str(count) for name, count in zip(LEVELS, c.at_least, strict=True)},
                        "content": c.content,
                    }
                    for c in one.covered
                ],
            }
            for one in found.frameworks
        ],
        "units": [_unit(one) for one in found.units],
        "at": found.at.isoformat(),
    }


def print_coverage(found: "Coverage", *, whole: bool) -> None:
    console, unit = out(), found.unit
    together = f", told together with {unit.people - unit.asked} others" if unit.people > unit.asked else ""
    console.print(f"[bold]{shown(unit.name)}[/]: {unit.asked:,} people{together}; {_visible(unit)}")
    if not found.frameworks:
        console.print("There is no framework yet: understory ingest framework PATH.")
    if unit.is_told:
        for one in found.frameworks:
            console.print(f"\n[bold]{shown(one.title)}[/]")
            _print_framework(one, whole=whole)
    if found.units:
        rows = [(one.kind, one.name, one.asked, _visible(one)) for one in found.units]
        console.print()
        print_table(("unit", "name", "people", "visible"), rows, right=(2,))


def _print_framework(one: "Framework", *, whole: bool) -> None:
    if not whole:
        out().print(f"{one.shown:,} of {one.competencies:,} competencies were shown by five people and more.")
        return
    rows = [(c.measured.name, *(str(count) for count in c.at_least), c.content) for c in one.covered]
    print_table(("competency", *(f"{name}+" for name in LEVELS), "content"), rows, right=(1, 2, 3, 4, 5))


def _visible(unit: "Unit") -> str:
    if unit.is_told:
        return f"{unit.visible:.0%} of them can be seen"
    return CANNOT_BE_SEEN


def _unit(unit: "Unit") -> dict[str, Any]:
    return {
        "kind": unit.kind,
        "name": unit.name,
        "people": unit.asked,
        "told_of": unit.people,
        "visible": round(unit.visible, 2),
        "told": unit.is_told,
    }


def risks_document(found: "Sequence[Risk]") -> dict[str, Any]:
    return {"at_risk": [risk_document(one) for one in found]}


def risk_document(risk: "Risk") -> dict[str, Any]:
    return {
        "skill": {"id": risk.skill, "name": risk.name},
        "number_of_holders": risk.number,
        "holders": [
            {"id": one.id, "name": one.name, "leaves": one.leaves and one.leaves.isoformat()}
            for one in risk.holders
        ],
        "left": risk.left,
        "learning": risk.learning,
        "reasons": list(risk.reasons),
    }


def print_risks(found: "Sequence[Risk]") -> None:
    if not found:
        out().print("No skill is at risk, as far as can be seen.")
        return
    print_table(("skill", "held by", "because"), [_risk(one) for one in found])


def _risk(risk: "Risk") -> tuple[str, str, str]:
    held = ", ".join(f"{one.name} (until {one.leaves})" if one.leaves else one.name for one in risk.holders)
    return risk.name, held or "–", ", ".join(risk.reasons)


def loss_document(loss: "Loss") -> dict[str, Any]:
    return {
        "person": {"id": loss.person.id, "name": loss.person.name},
        "nobody_else_holds": [risk_document(one) for one in loss.alone],
        "one_other_holds": [risk_document(one) for one in loss.shared],
        "content_without_owner": [{"id": one.id, "title": one.title} for one in loss.content],
        "at": loss.at.isoformat(),
    }


def print_loss(loss: "Loss") -> None:
    console = out()
    console.print(f"Without [bold]{shown(loss.person.name)}[/]; that you looked is written down.")
    if loss.alone:
        rows = [(one.name, one.learning or "nobody") for one in loss.alone]
        console.print("\n[bold]Nobody else holds[/]")
        print_table(("skill", "learning it"), rows)
    if loss.shared:
        rows = [(one.name, ", ".join(other.name for other in one.holders)) for one in loss.shared]
        console.print("\n[bold]One other holds[/]")
        print_table(("skill", "who"), rows)
    if loss.content:
        console.print("\n[bold]Content would have no owner[/]")
        for one in loss.content:
            console.print(f"  {shown(one.title)}")
    if not (loss.alone or loss.shared or loss.content):
        console.print("Nothing that can be seen would be lost.")


def rising_document(found: "RisingOf") -> dict[str, Any]:
    return {
        "person": {"id": found.person.id, "name": found.person.name},
        "rising": [
            {
                "skill": {"id": one.skill, "name": one.name},
                "now": one.counted.now,
                "before": one.counted.before,
                "now_days": one.counted.now_days,
                "before_days": one.counted.before_days,
                "probability": round(one.probability, 4),
            }
            for one in found.skills
        ],
        "at": found.at.isoformat(),
    }


def print_rising(found: "RisingOf") -> None:
    if not found.skills:
        out().print(f"Nothing that {shown(found.person.name)} does is surely on the rise.")
        return
    out().print(f"[bold]{shown(found.person.name)}[/] shows more of")
    print_table(("skill", "how much", "sure"), [_rising(one) for one in found.skills])


def _rising(one: "Rising") -> tuple[str, str, str]:
    counted = one.counted
    times = "new" if isinf(counted.ratio) else f"{counted.ratio:.1f} times as often"
    told = (
        f"{counted.now} in {counted.now_days} days, {counted.before} in {counted.before_days} before: {times}"
    )
    return one.name, told, f"{one.probability:.0%}"


def looks_document(found: "Sequence[Look]") -> dict[str, Any]:
    return {
        "looks": [
            {"by": {"id": one.by, "name": one.by_name} if one.by else None, "what": one.what, "at": _at(one)}
            for one in found
        ]
    }


def print_looks(found: "Sequence[Look]") -> None:
    if not found:
        out().print("Nobody looked.")
        return
    rows = [(one.by_name or NOBODY_NAMED, one.what, _at(one)) for one in found]
    print_table(("who", "at what", "when"), rows)


def _at(look: "Look") -> str:
    return datetime.fromtimestamp(look.at // SECOND, UTC).isoformat()
