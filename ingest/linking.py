"""Links by hand: two identities made one person, and the same undone."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.errors import InvalidInput, NotFound
from domain.links import Link
from domain.people import person_key
from graph import ledger, links, people
from graph.connection import Graph, Tx
from graph.links import Called, Moved, Names
from graph.people import PersonName

NAMED_MOST = 5  # people named when a text fits several


@dataclass(frozen=True, slots=True)
class MovedAccount:
    """An account's id, and the people it went from and to."""

    account: str
    held: PersonName
    wanted: PersonName


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a link, or taking one back, has done. `changed` is false for a link that stood already."""

    link: Link
    changed: bool
    moved: tuple[MovedAccount, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A link as it stands: what its two ends go by (None for one that is there no more), and the person that
    both are; None when the link is not in force."""

    link: Link
    a: Names | None
    b: Names | None
    person: PersonName | None


async def link(graph: Graph, a: str, b: str, *, at: int, by: str = "") -> Outcome:
    """Makes two people one: what is `b`'s goes to `a`, or to whoever of them is on the organisation's list.

    Each is named by person id, account id, number of the list, e-mail address, handle or name. `at` is now,
    in microseconds since 1970, `by` who says so. Rights go at once; rows follow by `ingest.operations`.
    Raises NotFound, or InvalidInput for a text that fits several people, for one identity twice, and for two
    who are both on the list.
    """

    async def write(tx: Tx) -> Outcome:
        await ledger.begin(tx)
        one, other = await _identity(tx, a), await _identity(tx, b)
        if one == other:
            raise InvalidInput(
                f"{a.strip()!r} and {b.strip()!r} are the same: {one}.", "Name two different accounts."
            )
        wanted = Link(one, other, by, at)
        for held in await links.every(tx):
            if held.id == wanted.id:
                return Outcome(held, False, ())
        await links.save(tx, wanted)
        if len(listed := await links.listed_together(tx, one)) > 1:
            told = " and ".join(f"{each.name} ({each.number})" for each in listed)
            raise InvalidInput(
                f"The organisation's list has them as {len(listed)} people: {told}.",
                "If they are one person, correct the list, ingest it again, and then link.",
            )
        return Outcome(wanted, True, await _with_names(tx, await links.settle(tx)))

    return await graph.write(write)


async def unlink(graph: Graph, a: str, b: str) -> Outcome:
    """Takes a link back: every account returns to whom it belongs to without it, and no evidence is lost.

    The ends are named as for `link`, or as `standing` gives them. Rights go at once; rows follow by
    `ingest.operations`. Raises NotFound, or InvalidInput when several links fit.
    """

    async def write(tx: Tx) -> Outcome:
        await ledger.begin(tx)
        held = await links.every(tx)
        names = await links.names(tx, held)
        ones, others = await _ends(tx, a, names), await _ends(tx, b, names)
        found = [
            each
            for each in held
            if (each.a in ones and each.b in others) or (each.b in ones and each.a in others)
        ]
        if not found:
            raise NotFound(
                f"There is no link by hand between {a.strip()!r} and {b.strip()!r}.",
                "See `understory link list`.",
            )
        if len(found) > 1:
            told = "; ".join(f"{each.a} and {each.b}" for each in found[:NAMED_MOST])
            raise InvalidInput(
                f"{len(found)} links fit: {told}.", "Name the two accounts as `understory link list` does."
            )
        touched = {person_key(person) for person in await links.taken(tx)}
        await links.remove(tx, found[0])
        return Outcome(found[0], True, await _with_names(tx, await links.settle(tx, touched=touched)))

    return await graph.write(write)


async def standing(graph: Graph) -> list[Standing]:
    """Every link, the earliest first."""

    async def read(tx: Tx) -> list[Standing]:
        held = await links.every(tx)
        names = await links.names(tx, held)
        taken = await links.taken(tx)
        called = await _called(tx, {person_key(person) for person in taken.values()})
        found: list[Standing] = []
        for each in held:
            a, b = names.get(each.a), names.get(each.b)
            whose = {taken[end.own] for end in (a, b) if end is not None}
            is_one = a is not None and b is not None and len(whose) == 1
            found.append(Standing(each, a, b, called.get(person_key(whose.pop())) if is_one else None))
        return found

    return await graph.read(read)


async def _identity(tx: Tx, text: str) -> str:
    """The identity that a text names: what it is called by, before what only belongs to the same person."""
    found = await links.called(tx, text)
    found = [one for one in found if one.exact] or found
    if not found:
        raise NotFound(
            f"There is nobody called {text.strip()!r}.",
            "Give a name, handle, e-mail address or id as `understory find` shows it.",
        )
    if len(whose := {one.person: one.name for one in found}) > 1:
        listed = ", ".join(f"{name} ({id})" for id, name in list(whose.items())[:NAMED_MOST])
        more = f" and {len(whose) - NAMED_MOST} more" if len(whose) > NAMED_MOST else ""
        raise InvalidInput(
            f"{len(whose)} people are called {text.strip()!r}: {listed}{more}.", "Give the id."
        )
    return min(found, key=_preference).identity


def _preference(one: Called) -> tuple[bool, bool, str]:
    return not one.is_listed, not one.own, one.identity


async def _ends(tx: Tx, text: str, names: dict[str, Names]) -> set[str]:
    """The identities that a text may mean as an end of a link."""
    text = text.strip()
    called = {one.identity for one in await links.called(tx, text)}
    return {text} | called | {end for end, named in names.items() if named.own == text}


async def _with_names(tx: Tx, moved: list[Moved]) -> tuple[MovedAccount, ...]:
    called = await _called(tx, {person for one in moved for person in (one.held, one.wanted)})
    return tuple(MovedAccount(one.account, called[one.held], called[one.wanted]) for one in moved)


async def _called(tx: Tx, persons: Collection[int]) -> dict[int, PersonName]:
    return {one.key: one for one in await people.names(tx, people=persons)}
