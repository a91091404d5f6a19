"""Links made by hand: who is one person, beyond what e-mail addresses say.

A link joins two *identities*: accounts, by their id, or entries of the organisation's own list, by their
number. An identity alone belongs to a person of its own, by its e-mail address where it has one. What is one
person follows from the links that stand now and from nothing else: no link is ever merged into another, so
taking one back leaves exactly what would be without it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from domain.keys import key

LISTED = "listed:"  # begins the identity of a list's entry; no source has this name


@dataclass(frozen=True, slots=True)
class Link:
    """Two identities that somebody (`by`) said are one person; `at` in microseconds since 1970."""

    a: str
    b: str
    by: str
    at: int

    @property
    def id(self) -> int:
        """The same for both orders of the two."""
        return key("link", *sorted((self.a, self.b)))


def listed_identity(number: str) -> str:
    """The identity of the person whom the organisation lists under a number."""
    return LISTED + number


def listed_number(identity: str) -> str | None:
    """The number of a list's entry; None for an account."""
    return identity.removeprefix(LISTED) if identity.startswith(LISTED) else None


def groups(links: Iterable[Link], own: Mapping[str, str]) -> dict[str, list[str]]:
    """Every person whom links speak of, with all who are linked to them, themselves included.

    `own` gives the identities' own persons; a link of an identity that has none joins nobody. The first of a
    group is the one whom the earliest link was made to.
    """
    found: dict[str, list[str]] = {}
    for link in sorted(links, key=lambda link: (link.at, link.id)):
        ends = [own[end] for end in (link.a, link.b) if end in own]
        for person in ends:
            found.setdefault(person, [person])
        if len(ends) == 2 and found[ends[0]] is not found[ends[1]]:
            joined, other = (found[end] for end in ends)
            joined.extend(other)
            found.update(dict.fromkeys(other, joined))
    return found


def standing(links: Iterable[Link], own: Mapping[str, str], listed: Collection[str]) -> dict[str, str]:
    """Every person whom links speak of, with the person that they are taken for.

    A group is taken for the one of them who is on the list (`listed`), else for the first. A group with two
    who are on the list is nobody's: each stays who they are, so that no one sees what another may read.
    """
    taken: dict[str, str] = {}
    for person, group in groups(links, own).items():
        on_list = [one for one in group if one in listed]
        taken[person] = person if len(on_list) > 1 else (on_list or group)[0]
    return taken
