"""Pathways of real people: the question put together from the graph, planned, and kept.

A pathway is for the person, their direct manager and stewards. What is kept are its choices; the steps are
planned anew whenever it is asked for, with what was started in place, so that what was learned, locked or
refused meanwhile counts at once.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import time_ns

from domain.content import Kind, Target
from domain.errors import NotFound
from domain.gaps import Need
from domain.viewer import Viewer
from graph import pathways, spaces
from graph.connection import Graph, Tx
from graph.experts import NamedPerson
from graph.pathways import Kept, pathway_id
from learning import gap_aims
from learning.gap_aims import Wanted
from learning.pathways import plan
from learning.pathways_catalogue import Catalogue
from learning.pathways_choices import Choices, checked, chosen
from learning.pathways_mentors import mentors
from learning.pathways_personas import Persona, persona
from learning.pathways_words import RUBRIC, WORKING, Goal, Have, Plan, Question, Subject
from learning.proficiency import called, measured, whom
from learning.proficiency_evidence import Measured, read

HOURS_A_WEEK = 2.0  # of somebody who says a date and no hours


@dataclass(frozen=True, slots=True)
class Pathway:
    """Somebody's pathway to what `name` says. `names` are those of the people that it speaks of, by id."""

    id: str
    person: NamedPerson
    name: str
    kind: str
    plan: Plan
    kept: Kept
    persona: Persona | None
    names: Mapping[str, str]
    loads: Mapping[str, int]
    at: date


class Shelf:
    """The compiled content of a graph, until the content changes."""

    def __init__(self) -> None:
        self._mark: tuple[int, ...] | None = None
        self._catalogue = Catalogue.of(())

    async def catalogue(self, tx: Tx) -> Catalogue:
        mark = await pathways.mark(tx)
        if mark != self._mark:
            offer = await pathways.offered(tx)
            made = await asyncio.to_thread(Catalogue.of, offer.contents, offer.includes, offer.names)
            self._mark, self._catalogue = mark, made
        return self._catalogue


@dataclass(frozen=True, slots=True)
class _Asked:
    person: NamedPerson
    name: str
    kind: str
    catalogue: Catalogue
    question: Question
    kept: Kept
    persona: Persona | None
    names: Mapping[str, str]
    loads: Mapping[str, int]


async def pathway(
    graph: Graph,
    person: str,
    target: str,
    viewer: Viewer,
    today: date,
    choices: Choices | None = None,
    *,
    shelf: Shelf | None = None,
    keep: bool = True,
) -> Pathway:
    """The pathway of a person (id, handle or name) to a role level, framework, credential, competency or
    skill, planned anew with what was chosen now and before; `keep` stores that.

    Raises NotFound for what does not exist or may not be seen, InvalidInput for what cannot be meant.
    """
    said = checked(choices or Choices(), today)
    shelf = shelf or Shelf()
    asked = await graph.read(lambda tx: _asked(tx, person, target, viewer, today, said, shelf))
    found = await asyncio.to_thread(plan, asked.catalogue, asked.question)
    owners = {
        step.owner for step in found.steps if step.owner and step.kind in (Kind.MENTORING, Kind.COACHING)
    }
    kept = replace(
        asked.kept,
        steps=tuple(step.id for step in found.steps),
        mentors=tuple(sorted(owners)),
        at=time_ns() // 1_000,
    )
    if keep:
        await graph.write(lambda tx: pathways.save(tx, asked.person.key, kept))
    return Pathway(
        kept.id,
        asked.person,
        asked.name,
        asked.kind,
        found,
        kept,
        asked.persona,
        asked.names,
        asked.loads,
        today,
    )


async def _asked(
    tx: Tx, text: str, target: str, viewer: Viewer, today: date, said: Choices, shelf: Shelf
) -> _Asked:
    scopes = await spaces.readable(tx, viewer)
    somebody = await whom(tx, text, viewer, scopes, stewards=True)
    kind, name, wanted = await _target(tx, target)
    about = await pathways.person(tx, person=somebody.key)
    if about is None:
        raise NotFound(f"There is nobody called {text!r} whom you may see.", "Give a name or an id.")
    catalogue = await shelf.catalogue(tx)
    id = pathway_id(somebody.id, f"{kind}:{name}")
    before = None if said.fresh else await pathways.kept(tx, person=somebody.key, id=id)
    kept = chosen(before or Kept(id, somebody.id, target), said, catalogue)
    own = persona(kept.persona) if kept.persona else None
    goals = await _goals(tx, wanted)
    subjects = await _measured(tx, catalogue, wanted)
    showing = (await read(tx, [somebody.key], subjects, scopes, today, told_of=[somebody.key]))[somebody.key]
    spoken = {*showing.lines, *showing.assessed, *showing.endorsed, *showing.stated}
    have: dict[Subject, Have] = {}
    for one in subjects:
        if one.about in spoken or any(f"skill:{skill}" in spoken for skill in one.skills):
            level = showing.level(one, today)
            if level.lo:
                have[_subject(one)] = Have(level.lo)
            elif level.stated is not None and level.stated.level and not level.declined:
                have[_subject(one)] = Have(level.stated.level, assumed=True)
    open_needs = [
        one for one in wanted if have.get(_subject(one.measured), Have(0)).level < (one.need.level or 1)
    ]
    offered = await mentors(tx, open_needs, scopes, today, without=somebody, catalogue=catalogue)
    mine = {
        item.content.id
        for item in catalogue.items
        if item.content.owner == somebody.id and item.content.kind in (Kind.MENTORING, Kind.COACHING)
    }
    hours = kept.hours_a_week or (own.hours_a_week if own else None)
    question = Question(
        goals,
        have,
        today,
        kept.by if kept.by is not None and kept.by > today else None,
        hours or (HOURS_A_WEEK if kept.by else None),
        frozenset(kept.languages or about.languages),
        kept.region,
        frozenset(kept.formats),
        frozenset(kept.locked) - set(about.completed),
        frozenset(kept.started) - set(about.completed),
        frozenset(kept.excluded) | mine,
        frozenset(kept.done) | frozenset(about.completed),
        frozenset(kept.consents),
        own.mix if own else None,
        offered.places,
    )
    return _Asked(
        somebody,
        name,
        kind,
        catalogue.plus(offered.contents),
        question,
        kept,
        own,
        {**offered.names, somebody.id: somebody.name},
        offered.loads,
    )


async def _target(tx: Tx, text: str) -> tuple[str, str, Sequence[Wanted]]:
    """What a text leads to, its name, and what that needs: "SQL", or "SQL at Practitioner"."""
    try:
        aim = await gap_aims.aim(tx, text)
    except NotFound:
        return await _one_thing(tx, text)
    name = f"{aim.role} / {aim.name}" if aim.role and aim.role != aim.name else aim.name
    return aim.kind.value, name, aim.wanted


async def _one_thing(tx: Tx, text: str) -> tuple[str, str, Sequence[Wanted]]:
    """A competency or skill; Working where no level is named."""
    names = [name.casefold() for name in RUBRIC]
    what, _, level = text.rpartition(" at ")
    tried = [(text, WORKING)]
    if level.strip().casefold() in names[1:]:
        tried.append((what, names.index(level.strip().casefold())))
    for name, wanted in tried:
        try:
            one = await called(tx, name)
        except NotFound:
            continue
        kind = "skill" if one.is_skill else "competency"
        said = f"{one.name} at {RUBRIC[wanted]}"
        return kind, said, [Wanted(one, Need(one.about, wanted), "")]
    raise NotFound(
        f"There is no role level, framework, credential, competency or skill called {text!r}.",
        "Give a name as the framework has it, or an id.",
    )


async def _goals(tx: Tx, wanted: Sequence[Wanted]) -> tuple[Goal, ...]:
    """One goal for each need; a level that nobody set against the rubric counts as any."""
    ids = [one.measured.id for one in wanted if not one.measured.is_skill]
    texts = {(t.competency, t.level): t.text for t in await pathways.texts(tx, ids=ids)} if ids else {}
    return tuple(
        Goal(
            _subject(one.measured),
            one.need.level or 1,
            one.need.must,
            one.measured.name,
            texts.get((one.measured.id, one.need.level or 1), ""),
        )
        for one in wanted
    )


async def _measured(tx: Tx, catalogue: Catalogue, wanted: Sequence[Wanted]) -> list[Measured]:
    """Everything whose level may matter: the goals, and what content teaches and needs."""
    found = {one.measured.about: one.measured for one in wanted}
    keys = {
        *catalogue.teachers,
        *(k for i in catalogue.items for c in i.clauses for k, level in c.ways if level),
    }
    keys |= {f"skill:{skill}" for one in wanted for skill in one.measured.skills}
    more = sorted(keys - found.keys())
    skills = [(key[6:], catalogue.names.get(key, key[6:])) for key in more if key.startswith("skill:")]
    competencies = [key.partition(":")[2] for key in more if key.startswith("competency:")]
    return [*found.values(), *await measured(tx, competencies=competencies, skills=skills)]


def _subject(one: Measured) -> Subject:
    return Subject(Target.SKILL if one.is_skill else Target.COMPETENCY, one.id)
