"""Links in a text: Markdown's, with brackets inside their labels and addresses, and bare addresses."""

import re
from collections.abc import Callable
from typing import NamedTuple

LABEL_LONGEST, ADDRESS_LONGEST = 300, 2_000  # characters


_BARE = re.compile(r"(?:https?://|www\.)[^\s<>\"]{1,2000}?(?=[.,;:!?)\]]*(?:[\s<>\"]|$))", re.IGNORECASE)


class Link(NamedTuple):
    """`[label](url)` at [start, end) of its text; the label of a bare address is the address."""

    start: int
    end: int
    label: str
    url: str


def links(text: str) -> list[Link]:
    """The links of a text, in its order.

    >>> [(link.label, link.url) for link in links("see [sets [1]](https://a.test/x_(y)) first")]
    [('sets [1]', 'https://a.test/x_(y)')]
    """
    found: list[Link] = []
    at = text.find("[")
    while at >= 0:
        label = _closed(text, at, "[", "]", LABEL_LONGEST)
        if label and text.startswith("(", label):
            end = _closed(text, label, "(", ")", ADDRESS_LONGEST, lambda letter: letter.isspace())
            if end:
                url = text[label + 1 : end - 1].strip("<>")
                found.append(Link(at, end, text[at + 1 : label - 1].strip(), url))
                at = text.find("[", end)
                continue
        at = text.find("[", at + 1)
    bare = (Link(*one.span(), one[0], one[0]) for one in _BARE.finditer(text))
    return sorted(
        [*found, *(one for one in bare if not any(a.start < one.end and one.start < a.end for a in found))]
    )


def _closed(
    text: str, at: int, opens: str, closes: str, longest: int, breaks: Callable[[str], bool] = lambda _: False
) -> int:
    """The place after the bracket that closes the one at `at`; 0 when there is none near enough."""
    depth = 0
    for place in range(at, min(len(text), at + longest)):
        letter = text[place]
        depth += (letter == opens) - (letter == closes)
        if depth == 0:
            return place + 1
        if breaks(letter):
            return 0
    return 0
