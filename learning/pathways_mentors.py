"""People who can mentor, as steps: whoever has shown a goal's level, with the places that they have left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.content import Content, Kind, Target, Teaches
from domain.viewer import Scopes
from graph import pathways
from graph.connection import Tx
from graph.experts import NamedPerson
from graph.people import visible
from learning.gap_aims import Wanted
from learning.gap_nearest import knowers
from learning.pathways_catalogue import Catalogue
from learning.pathways_words import EXPERT, RUBRIC, WORKING

EACH = 2  # mentors thought of for a goal
PLACES = 2  # people whom one mentor takes at a time
MINUTES = 360  # of being mentored by a level: six conversations of an hour


@dataclass(frozen=True, slots=True)
class Offered:
    """Mentoring by people who were found. By person's id: `places` left, of mentors in the catalogue too;
    `loads` are the people who count on them now; `names`."""

    contents: tuple[Content, ...]
    places: Mapping[str, int]
    loads: Mapping[str, int]
    names: Mapping[str, str]


async def mentors(
    tx: Tx,
    wanted: Sequence[Wanted],
    scopes: Scopes,
    today: date,
    *,
    without: NamedPerson,
    catalogue: Catalogue,
) -> Offered:
    """For goals at Working and above, who has shown their level as far as the viewer can see."""
    sought = [one for one in wanted if WORKING <= (one.need.level or 0) < EXPERT]
    found = await knowers(tx, sought, scopes, today, without=without.key, each=EACH) if sought else {}
    contents: list[Content] = []
    names: dict[str, str] = {}
    for one in sought:
        level = one.need.level or WORKING
        target = Target.SKILL if one.measured.is_skill else Target.COMPETENCY
        for knower in found.get(one.measured.about, ()):
            names[knower.person.id] = knower.person.name
            contents.append(
                Content(
                    f"mentor:{knower.person.id}:{one.measured.about}:{level}",
                    f"{one.measured.name} to {RUBRIC[level]} with {knower.person.name}",
                    Kind.MENTORING,
                    owner=knower.person.id,
                    minutes=MINUTES,
                    teaches=(Teaches(target, one.measured.id, level - 1, level),),
                )
            )
    owners = {
        item.content.owner
        for item in catalogue.items
        if item.content.owner and item.content.kind in (Kind.MENTORING, Kind.COACHING)
    }
    people = sorted(owners | names.keys())
    names |= {one.id: one.name for one in await visible(tx, scopes=scopes, ids=sorted(owners))}
    loads = {one.mentor: one.number for one in await pathways.load(tx, mentors=people, person=without.key)}
    places = {person: max(0, PLACES - loads.get(person, 0)) for person in people}
    return Offered(tuple(contents), places, loads, names)
