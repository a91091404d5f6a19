"""What a gap is measured against: a role level, a framework, or a credential, as a list of needs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import InvalidInput, NotFound
from domain.frameworks import compared_as
from domain.gaps import Need, once
from domain.levels import named
from graph import gaps
from graph.connection import Tx
from graph.gaps import Required
from learning.proficiency import measured
from learning.proficiency_evidence import Measured, about

LISTED_MOST = 6  # aims named when a name fits several


class AimKind(StrEnum):
    """What can be aimed at."""

    ROLE_LEVEL = "role level"
    FRAMEWORK = "framework"
    CREDENTIAL = "credential"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One need, of what, and what its level is called where it comes from; empty where any level will do."""

    measured: Measured
    need: Need
    label: str


@dataclass(frozen=True, slots=True)
class Aim:
    """`role` and `framework` are names, empty where there is none; each competency is wanted once."""

    kind: AimKind
    id: str
    name: str
    role: str
    framework: str
    wanted: tuple[Wanted, ...]


async def aim(tx: Tx, text: str) -> Aim:
    """What a text names: a role level or role, a framework or a credential, by id or by name.

    A role level may be named "role / role level". Raises NotFound, or InvalidInput where it names several.
    """
    wanted = compared_as(text)
    found = await gaps.targets(tx, text=wanted)
    levels = [one for one in found if not one.is_role] or [one for one in found if not one.levels]
    if len(levels) == 1:
        return (await of_role_levels(tx, [levels[0].id]))[0]
    if levels or found:
        listed = ", ".join(f"{one.role} / {one.name} ({one.id})" for one in (levels or found)[:LISTED_MOST])
        if not levels:
            raise InvalidInput(
                f"{text!r} is a role with {found[0].levels} levels.",
                "Name one of its levels: see its role levels.",
            )
        raise InvalidInput(f"{len(levels)} role levels are called {text!r}: {listed}.", "Give the id.")
    if frameworks := await gaps.frameworks_called(tx, text=wanted):
        return await _of_framework(tx, frameworks[0])
    if needed := await gaps.credentials_called(tx, text=wanted):
        return await _of_credential(tx, needed)
    raise NotFound(
        f"There is no role level, framework or credential called {text!r}.",
        "Give a name as the framework has it, or an id.",
    )


async def of_role_levels(tx: Tx, ids: Collection[str]) -> list[Aim]:
    """Role levels, and roles without levels, by id; in the order of frameworks, roles and names."""
    wanted = set(ids)
    rows = await gaps.requirements(tx, ids=sorted(wanted))
    competencies = dict.fromkeys(row.competency for row in rows)
    known = {one.id: one for one in await measured(tx, competencies=list(competencies))}
    needed: dict[str, list[Required]] = {}
    for row in rows:
        needed.setdefault(row.holder, []).append(row)
    return [
        Aim(
            AimKind.ROLE_LEVEL,
            one.id,
            one.name,
            one.role,
            one.framework,
            _wanted(needed.get(one.id, ()), known),
        )
        for one in await gaps.role_levels(tx)
        if one.id in wanted
    ]


def _wanted(rows: Sequence[Required], known: dict[str, Measured]) -> tuple[Wanted, ...]:
    labels = {(row.competency, row.level): row.label for row in rows}
    needs = once(
        Need(
            about(row.competency, is_skill=False),
            row.level,
            row.must,
            row.weight,
            unmapped=row.position is not None and row.level is None,
        )
        for row in rows
        if row.competency in known
    )
    of = {one.about: one for one in known.values()}
    return tuple(
        Wanted(of[need.competency], need, labels.get((of[need.competency].id, need.level), ""))
        for need in needs
    )


async def _of_framework(tx: Tx, framework: gaps.FrameworkCalled) -> Aim:
    found = await measured(tx, competencies=framework.competencies)
    wanted = tuple(Wanted(one, Need(one.about), "") for one in found)
    return Aim(AimKind.FRAMEWORK, framework.id, framework.title, "", framework.title, wanted)


async def _of_credential(tx: Tx, rows: Sequence[gaps.CredentialNeed]) -> Aim:
    rows = [row for row in rows if row.credential == rows[0].credential]
    competencies = [row.target for row in rows if not row.is_skill]
    skills = [(row.target, row.name) for row in rows if row.is_skill]
    found = {
        one.about: one
        for one in await measured(tx, competencies=competencies, skills=list(dict.fromkeys(skills)))
    }
    needs = once(Need(about(row.target, is_skill=row.is_skill), row.level or None) for row in rows)
    wanted = tuple(
        Wanted(found[need.competency], need, named(need.level) if need.level else "")
        for need in needs
        if need.competency in found
    )
    return Aim(AimKind.CREDENTIAL, rows[0].credential, rows[0].credential, "", "", wanted)
