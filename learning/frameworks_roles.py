"""Who holds which role: said by a steward for one person, or in bulk by a list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.errors import InvalidInput, NotFound, UnderstoryError
from domain.frameworks import compared_as
from finder import names
from finder.names import NamedPerson
from graph import roles
from graph.connection import Graph, Tx
from graph.roles import Assigned, Called
from learning.frameworks_store import locked
from learning.references import Dangling, people_of
from sources.roles import RoleRow

LISTED_MOST = 5
ROWS_A_CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody with the role level or role that they now hold."""

    person: NamedPerson
    role: Called
    since: str


@dataclass(slots=True)
class Taken:
    """What came of a list: how many rows hold now, and those that could not be used, with their lines."""

    assigned: int = 0
    problems: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])


async def assign(
    graph: Graph, person: str, role: str, *, by: str, since: date | None = None, framework: str = ""
) -> Held:
    """Lets somebody hold a role level instead of another of its role. Raises NotFound or InvalidInput."""

    async def run(tx: Tx) -> Held:
        who, what = await names.person(tx, person), await role_called(tx, role, framework)
        day = since.isoformat() if since else ""
        await roles.assign(tx, assigned=[Assigned(who.id, what.id, day, by)])
        return Held(who, what, day)

    return await locked(graph, run)


async def unassign(graph: Graph, person: str, role: str, *, framework: str = "") -> Held:
    """Takes that back. Raises NotFound or InvalidInput."""

    async def run(tx: Tx) -> Held:
        who, what = await names.person(tx, person), await role_called(tx, role, framework)
        await roles.unassign(tx, person=who.id, held=what.id)
        return Held(who, what, "")

    return await locked(graph, run)


async def assign_all(graph: Graph, rows: Sequence[RoleRow], *, by: str) -> Taken:
    """Does the same for a list; what nobody can be found for is a problem, and the rest goes in."""
    taken = Taken()
    people = await people_of(graph, {row.person for row in rows})
    for at in range(0, len(rows), ROWS_A_CHUNK):
        chunk = rows[at : at + ROWS_A_CHUNK]

        async def run(tx: Tx, chunk: Sequence[RoleRow] = chunk) -> tuple[int, list[tuple[int, str]]]:
            found, problems = list[Assigned](), list[tuple[int, str]]()
            held = dict[tuple[str, str], Called]()
            for row in chunk:
                try:
                    who = people[row.person]
                    if isinstance(who, Dangling):
                        raise NotFound(f"{who.why[0].upper()}{who.why[1:]}.", "Take in the people first.")
                    key = row.role, row.framework
                    if key not in held:
                        held[key] = await role_called(tx, *key)
                except UnderstoryError as error:
                    problems.append((row.line, error.message))
                else:
                    since = row.since.isoformat() if row.since else ""
                    found.append(Assigned(who, held[key].id, since, by))
            await roles.assign(tx, assigned=found)
            return len(found), problems

        assigned, problems = await locked(graph, run)
        taken.assigned += assigned
        taken.problems += problems
    return taken


async def role_called(tx: Tx, text: str, framework: str = "") -> Called:
    """A role level by id or name, else a role, in whatever framework or the one called so.

    Raises NotFound, or InvalidInput with those it may be when there are several.
    """
    found = await roles.called(tx, text=text)
    if framework:
        found = [one for one in found if compared_as(one.framework) == compared_as(framework)]
    found = [one for one in found if one.id == text] or found
    found = [one for one in found if one.id != one.role] or found  # a level goes before the role of its name
    if not found:
        raise NotFound(
            f"There is no role or role level called {text!r}.", "Give a name as `understory role list`."
        )
    if len(found) > 1:
        listed = ", ".join(
            f"{one.role_name}: {one.name} in {one.framework} ({one.id})" for one in found[:LISTED_MOST]
        )
        raise InvalidInput(
            f"{len(found)} role levels are called {text!r}: {listed}.", "Give the id, or --framework."
        )
    return found[0]
