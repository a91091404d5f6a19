"""What `understory gap` prints as JSON."""

from typing import TYPE_CHECKING, Any

from cli.proficiency import level_document

if TYPE_CHECKING:
    from domain.gaps import Readiness
    from learning.gap_aims import Aim, Wanted
    from learning.gap_groups import GroupGap, Plan
    from learning.gap_nearest import Near
    from learning.gaps import Gap, Judged


def document(found: "Gap | GroupGap") -> dict[str, Any]:
    """The answer as JSON."""
    from domain.levels import NOTICE, RUBRIC
    from learning.gaps import Gap

    told = _person_document(found) if isinstance(found, Gap) else group_document(found)
    return {**told, "rubric": RUBRIC, "at": found.at.isoformat(), "notice": NOTICE}


def plan_document(planned: "Plan") -> dict[str, Any]:
    return {
        "plan": {
            "headcount": planned.headcount,
            "by": planned.by and planned.by.isoformat(),
            "ready": [near_document(one) for one in planned.ready],
            "open_places": planned.open_places,
        },
        **document(planned.group),
    }


def group_document(found: "GroupGap") -> dict[str, Any]:
    return {
        "group": {"kind": found.kind, "name": found.name, "people": found.asked, "told_of": found.people},
        "target": _target(found.aim),
        "visible": round(found.visible, 2),
        "told": found.is_told,
        "must": found.must and _readiness(found.must),
        "needs": [
            {
                **_need(one.wanted),
                "met": str(one.met),
                "short": str(one.short),
                "learn": [{"id": c.content, "title": c.title, "kind": c.kind} for c in one.learn],
            }
            for one in found.needs
        ],
        "nearest": [near_document(one) for one in found.nearest],
        "open_to_move": [near_document(one) for one in found.movers],
    }


def near_document(near: "Near") -> dict[str, Any]:
    return {
        "person": {"id": near.person.id, "name": near.person.name},
        "team": near.team or None,
        "share": round(near.share, 4),
        "ready": near.is_ready,
        "shown": [one.measured.name for one in near.shown],
        "partly": [one.measured.name for one in near.partly],
    }


def _person_document(found: "Gap") -> dict[str, Any]:
    return {
        "person": {"id": found.person.id, "name": found.person.name},
        "target": _target(found.aim),
        "must": found.must and _readiness(found.must),
        "should": found.should and _readiness(found.should),
        "counts": {verdict.value: count for verdict, count in found.counts.items()},
        "needs": [
            {
                **_need(one.wanted),
                "verdict": one.verdict.value,
                **level_document(one.level),
                **_closing(found, one),
            }
            for one in found.judged
        ],
    }


def _closing(found: "Gap", one: "Judged") -> dict[str, Any]:
    closes = found.closes.get(one.wanted.measured.about)
    if closes is None:
        return {"learn": [], "mentors": []}
    return {
        "learn": [
            {"id": c.content, "title": c.title, "kind": c.kind, "minutes": c.minutes} for c in closes.learn
        ],
        "mentors": [{"id": k.person.id, "name": k.person.name, "level": k.level} for k in closes.mentors],
    }


def _target(aim: "Aim") -> dict[str, Any]:
    return {
        "kind": aim.kind.value,
        "id": aim.id,
        "name": aim.name,
        "role": aim.role or None,
        "framework": aim.framework or None,
    }


def _need(wanted: "Wanted") -> dict[str, Any]:
    return {
        "competency": {"id": wanted.measured.id, "name": wanted.measured.name},
        "needed": wanted.need.level,
        "needed_as": wanted.label or None,
        "is_must": wanted.need.must,
        "weight": wanted.need.weight,
        "level_is_mapped": not wanted.need.unmapped,
    }


def _readiness(readiness: "Readiness") -> dict[str, float]:
    return {"low": round(readiness.low, 4), "high": round(readiness.high, 4)}
