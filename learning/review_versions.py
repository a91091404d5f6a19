"""Which skills are old versions of others, told by their names: "Python 2" where there is "Python 3"."""

import re
from collections.abc import Iterable

from domain.frameworks import compared_as
from graph.review import Named

_VERSION = re.compile(r"(.*\D)[ v](\d{1,2}(?:\.\d{1,2})?)")


def newer(numbered: Iterable[Named]) -> dict[str, str]:
    """The id of each skill that is an old version to the name of the newest one.

    >>> newer([Named("a", "Python 2"), Named("b", "Python 3"), Named("c", "Python 2.7")])
    {'a': 'Python 3', 'c': 'Python 3'}
    """
    families: dict[str, list[tuple[tuple[int, ...], Named]]] = {}
    for one in numbered:
        found = _VERSION.fullmatch(compared_as(one.name))
        if found is not None:
            version = tuple(int(part) for part in found[2].split("."))
            families.setdefault(found[1].strip(), []).append((version, one))
    old: dict[str, str] = {}
    for family in families.values():
        newest = max(family, key=lambda pair: (pair[0], pair[1].id))
        old |= {one.id: newest[1].name for version, one in family if version < newest[0]}
    return old
