"""What a framework holds, lacks, and has twice: the part of a report that any format can be told."""

from collections.abc import Sequence

from domain.frameworks import Framework, compared_as
from sources.frameworks_report import MISSING, ODD, Report


def counted(framework: Framework) -> dict[str, int]:
    """How much a framework holds."""
    levels = [level for role in framework.roles for level in role.levels]
    return {
        "roles": len(framework.roles),
        "role levels": len(levels),
        "competencies": len(framework.competencies),
        "requirements": sum(len(holder.requires) for holder in (*framework.roles, *levels)),
        "levels": len(framework.scale),
        "level texts": sum(len(each.texts) for each in framework.competencies),
    }


def missing(report: Report, framework: Framework) -> None:
    """Notes descriptions, texts and levels that are not there."""
    for each in framework.competencies:
        if not each.description:
            report.note(MISSING, "descriptions of competencies", each.name)
        there = {text.position for text in each.texts}
        for level in framework.scale if there else ():
            if level.position not in there:
                report.note(MISSING, "texts of levels", each.name, level.label)
    some = any(role.levels for role in framework.roles)
    for role in framework.roles:
        if some and not role.levels:
            report.note(MISSING, "levels of roles", role.name)


def alike(report: Report, what: str, names: Sequence[str]) -> None:
    """Notes names that look alike and are not the same."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(compared_as(name), name)
        if other != name:
            report.note(ODD, f"{what} that look alike", name.strip(), f"{other!r} and {name!r}")
