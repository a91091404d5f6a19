"""Import profiles: what is known of a published framework's own ways, as data beside the code.

A profile names its columns, its levels, and the words that stand for nothing in a column ("NOT IN USE").
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

from domain.errors import InvalidInput
from sources.frameworks_columns import plainly
from sources.shapes import as_list, as_object, as_text

FOLDER = "frameworks"


@dataclass(frozen=True, slots=True)
class Profile:
    """`header` are the titles that make it recognise a file, `columns` titles with their fields, `empty` for
    each field the words that say nothing; `rubric` stands beside `levels`, which are from low to high."""

    name: str = ""
    header: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict[str, str])
    creator: str = ""
    language: str = ""
    levels: tuple[str, ...] = ()
    rubric: tuple[int, ...] = ()
    empty: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])

    def says_nothing(self, field: str, cell: str) -> bool:
        return cell.strip() in self.empty.get(field, ())


PLAIN = Profile()


def profile_of(header: Sequence[str]) -> Profile:
    """The profile that recognises a header, else one that knows nothing."""
    titles = {plainly(title) for title in header}
    for profile in known_profiles():
        if profile.header and {plainly(title) for title in profile.header} <= titles:
            return profile
    return PLAIN


def named_profile(name: str) -> Profile:
    """A profile by its name, or from a file. Raises InvalidInput."""
    for profile in known_profiles():
        if profile.name == name:
            return profile
    path = Path(name)
    if path.suffix == ".json":
        try:
            return _profile(json.loads(path.read_text("utf-8")))
        except (OSError, ValueError) as error:
            raise InvalidInput(f"The profile {name} cannot be read: {error}.", "Give a JSON file.") from error
    raise InvalidInput(
        f"There is no profile {name!r}.",
        f"There are {', '.join(profile.name for profile in known_profiles())}, plain, or give a JSON file.",
    )


@cache
def known_profiles() -> tuple[Profile, ...]:
    """The profiles that come with the project, by name; `plain` knows nothing."""
    folder = resources.files("seed_data") / FOLDER
    files = sorted(file.name for file in folder.iterdir() if file.name.startswith("profile-"))
    found = [_profile(json.loads((folder / name).read_text("utf-8"))) for name in files]
    return (*found, Profile("plain"))


def _profile(held: Any) -> Profile:
    entry = as_object(held)
    empty = {
        name: frozenset(map(str, as_list(words))) for name, words in as_object(entry.get("empty")).items()
    }
    return Profile(
        as_text(entry.get("name")),
        tuple(map(str, as_list(entry.get("header")))),
        cast("dict[str, str]", as_object(entry.get("columns"))),
        as_text(entry.get("creator")),
        as_text(entry.get("language")),
        tuple(map(str, as_list(entry.get("levels")))),
        tuple(map(int, as_list(entry.get("rubric")))),
        empty,
    )
