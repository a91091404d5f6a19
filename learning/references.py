"""People as lists name them: by id, number, e-mail address or name; and why a text names nobody."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.keys import key
from domain.people import id_by_email, id_by_list, person_key
from graph import content_people, erasure
from graph.connection import Graph, Tx

TEXTS_A_READ = 1_000


@dataclass(frozen=True, slots=True)
class Dangling:
    """Why a text names nobody. `is_erased` for somebody whose data was erased and does not come back."""

    why: str
    is_erased: bool = False


async def people_of(graph: Graph, texts: Collection[str]) -> dict[str, str | Dangling]:
    """The person's id of each text, or why there is none."""
    found: dict[str, str | Dangling] = {}
    every = sorted(texts)
    for start in range(0, len(every), TEXTS_A_READ):
        some = every[start : start + TEXTS_A_READ]
        found |= await graph.read(lambda tx, some=some: _people_of(tx, some))
    return found


async def _people_of(tx: Tx, texts: Collection[str]) -> dict[str, str | Dangling]:
    ids = {text: _asked(text) for text in texts}
    called = await content_people.people_called(tx, texts=sorted(set(ids.values())))
    by: dict[str, dict[int, set[str]]] = {}
    for one in called:
        by.setdefault(one.text, {}).setdefault(one.rank, set()).add(one.person)
    missing = [text for text, asked in ids.items() if asked not in by]
    keys = {text: _keys(text) for text in missing}
    gone = (
        await erasure.marked(tx, {key for some in keys.values() for key in some}) if missing else set[int]()
    )
    found: dict[str, str | Dangling] = {}
    for text, asked in ids.items():
        if asked in by:
            people = by[asked][min(by[asked])]
            found[text] = next(iter(people)) if len(people) == 1 else _several(text, people)
        else:
            is_erased = not gone.isdisjoint(keys[text])
            found[text] = Dangling(f"there is no person {text!r}", is_erased)
    return found


def _asked(text: str) -> str:
    """What the graph is asked for: the person's id in place of an e-mail address."""
    return id_by_email(text) if "@" in text else text


def _keys(text: str) -> set[int]:
    """The keys under which an erased person would be remembered."""
    ids = {text, id_by_list(text)} | ({id_by_email(text)} if "@" in text else set[str]())
    return {person_key(id) for id in ids} | {key(text)}


def _several(text: str, people: Collection[str]) -> Dangling:
    return Dangling(f"{len(people)} people are called {text!r}: give an id or an e-mail address")
