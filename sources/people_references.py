"""How the people of a list refer to each other: managers by id, e-mail address or name, and circles."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

NAMED_MOST = 5  # people named when a name fits several


@dataclass(frozen=True, slots=True)
class Unknown:
    """A manager who is nobody of the list, or whom a name alone does not tell; `detail` says which."""

    person: str
    kind: str
    detail: str


def managers(
    wanted: Mapping[str, str], by: Sequence[Mapping[str, Sequence[str]]]
) -> dict[str, str | Unknown]:
    """Person to manager, both ids. `wanted` are the texts that name managers; `by` finds ids by text, first
    by id, then by e-mail address, then by name."""
    found: dict[str, str | Unknown] = {}
    for person, text in wanted.items():
        fitting = next((ids for index in by if (ids := index.get(text.casefold()))), None) or []
        if len(fitting) == 1 or text in fitting:
            found[person] = text if text in fitting else fitting[0]
        elif fitting:
            told = ", ".join(fitting[:NAMED_MOST])
            detail = f"{len(fitting)} people are called {text!r} ({told}): no manager was taken"
            found[person] = Unknown(person, "people_manager_ambiguous", detail)
        else:
            detail = f"no row with the id, e-mail address or name {text!r}: no manager was taken"
            found[person] = Unknown(person, "people_manager_unknown", detail)
    return found


def index(ids: Sequence[str], text_of: Callable[[str], str]) -> dict[str, list[str]]:
    """Ids by a text about them, whatever its capitals."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for id in ids:
        if text := text_of(id).casefold():
            found[text].append(id)
    return found


def circles(managers: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle of managers once, from its first member in the order of the list."""
    order = {id: number for number, id in enumerate(managers)}
    seen: dict[str, str] = {}  # who was come to, from whom the walk began
    for begin in managers:
        at: str | None = begin
        while at is not None and at not in seen:
            seen[at] = begin
            at = managers.get(at)
        if at is None or seen[at] != begin:
            continue
        circle = [at]
        while (following := managers[circle[-1]]) != at:
            circle.append(following)
        first = min(range(len(circle)), key=lambda place: order[circle[place]])
        yield circle[first:] + circle[:first]
