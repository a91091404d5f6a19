"""People and skills by what somebody types: an id, a name, a handle, a label."""

from domain.errors import InvalidInput, NotFound
from domain.viewer import Viewer
from graph import experts
from graph.connection import Graph, Tx
from graph.experts import NamedPerson, NamedSkill

LISTED_MOST = 5  # people named when a name fits several


async def person(tx: Tx, text: str) -> NamedPerson:
    """Somebody by id or exact name; else by name, handle (with or without an @) or number of the
    organisation's list, whatever its capitals.

    Raises NotFound, or InvalidInput with those it may be when there are several.
    """
    text = text.strip()
    found = await experts.people_named(tx, text=text)
    exact = [one for one in found if one.id == text]
    found = exact or found or await experts.people_called(tx, text=text.removeprefix("@").lower())
    if not found:
        raise nobody(text)
    if len(found) > 1:
        listed = ", ".join(f"{one.name} ({one.id})" for one in found[:LISTED_MOST])
        more = f" and {len(found) - LISTED_MOST} more" if len(found) > LISTED_MOST else ""
        raise InvalidInput(f"{len(found)} people are called {text!r}: {listed}{more}.", "Give the id.")
    return found[0]


def nobody(text: str) -> NotFound:
    """For somebody who does not exist, and for whoever may see nobody: the same words."""
    return NotFound(
        f"There is nobody called {text.strip()!r} whom you may see.",
        "Give a name, a handle or an id as `understory find` shows it.",
    )


async def skill(tx: Tx, text: str) -> NamedSkill:
    """A skill by id or label, whatever its capitals; an id goes before a name, a name before an alias.

    Raises NotFound.
    """
    found = await experts.skills_called(tx, text=" ".join(text.split()).lower())
    if not found:
        raise NotFound(
            f"There is no skill called {text!r} that you may see.",
            "Give a name as `understory find` shows it.",
        )
    return found[0]


async def viewer(graph: Graph, text: str | None) -> Viewer:
    """On whose behalf to read; without a name, nobody's. Raises as `person` does."""
    if text is None:
        return Viewer(None)
    return Viewer((await graph.read(lambda tx: person(tx, text))).id)
