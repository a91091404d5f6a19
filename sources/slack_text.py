"""Slack's message markup (mrkdwn) to plain text and marks.

In a message's `text` the characters `&`, `<` and `>` are written as entities, so a raw `<…>` is markup when
it has the form of markup, and stays as it is otherwise. Bold, italic and struck words lose their signs.
Marks are either apart from one another or, within a quote, inside it; offsets are code points.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.messages import Mark, MarkKind

ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
ENTITY = re.compile("&(?:lt|gt|amp);")

# A text without any of these is plain already: most are.
SPECIAL = re.compile(r"[<&`*_~]|^>+ |:[^\s:]+:|https?://", re.MULTILINE)

EMOJI = re.compile(r":(?:[+-]1|100|1234|(?=[\d_'+-]{0,99}[^\W\d_])[\w'+-]{1,100}):(?::skin-tone-[2-6]:)?")

ANGLE = re.compile(
    r"""<(?:
      @(?P<person>[A-Z0-9]+)
    | \#(?P<space>[A-Z0-9]+)
    | !(?P<special>[a-z][a-z_]*(?:\^[^<>|]*)?)
    | (?P<link>(?:[A-Za-z][A-Za-z0-9+.-]{0,30}://|(?:mailto|tel|sips?|sms|skype|xmpp):)[^<>|\s]+)
    )(?:\|(?P<label>[^<>]*))?>""",
    re.VERBOSE,
)

CODE = re.compile(rf"{ANGLE.pattern}|(?P<entity>{ENTITY.pattern})", re.VERBOSE)

# A `>` that is no entity quotes only before a space, as in mail: chat from elsewhere has ">_>" in it.
# Every repetition stops at the next sign of its own kind or at the line's end: time grows with length alone.
TOKEN = re.compile(
    rf"""(?=[<>&`*_~:\nh])(?:
      (?P<angle>{ANGLE.pattern})
    | (?:\A|(?P<break>\n))(?P<quote>(?:&gt;){{3}}|&gt;|(?:>{{3}}|>)(?=[ ]))[ ]?
    | (?P<newline>\n)
    | ```(?P<fence>.+?)```
    | (?<!`)`(?P<code>[^`\n]+)`(?!`)
    | (?P<address>\bhttps?://(?:(?!&[lg]t;)[^\s<>|`])+(?<![.,;:!?)'"*_~]))
    | (?<![A-Za-z0-9_:])(?P<emoji>(?:{EMOJI.pattern})++)(?![A-Za-z0-9_:/])
    | (?:(?<=[\s("'*_~])|^)(?P<sign>[*_~])(?!\s)
      (?P<inner>(?:(?!(?P=sign))[^\n`<]|<[^<>\n]*>)++)(?<!\s)(?P=sign)(?=[\s.,;:!?)'"*_~]|$)
    | (?P<entity>{ENTITY.pattern})
    )""",
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Names:
    """What identifiers are shown as: people and public spaces, by the id Slack gave them."""

    people: Mapping[str, str]
    spaces: Mapping[str, str]


@dataclass(slots=True)
class Draft:
    """A plain text being written, with its marks."""

    names: Names
    length: int = 0
    _parts: list[str] = field(default_factory=list[str])
    _marks: list[Mark] = field(default_factory=list[Mark])
    _quote: int = -1  # where the open quote begins; -1 when none is open

    def write(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)

    def write_marked(self, kind: MarkKind, text: str, target: str = "") -> None:
        start = self.length
        self.write(text)
        if text:
            self._marks.append(Mark(kind, start, self.length, target))

    def write_person(self, account: str, label: str = "") -> None:
        shown = self.names.people.get(account) or label or account
        self.write_marked(MarkKind.PERSON, shown, f"slack:{account}")

    def write_space(self, space: str, label: str = "") -> None:
        # Only public names are known here: a private channel's name is not disclosed by a reference to it.
        shown = label or self.names.spaces.get(space) or space
        self.write_marked(MarkKind.SPACE, f"#{shown}" if shown else "", f"slack:{space}")

    def write_code(self, text: str) -> None:
        """Code: its outer line breaks are written, but not marked."""
        body = text.strip("\n")
        before = text[: len(text) - len(text.lstrip("\n"))] if body else text
        self.write(before)
        self.write_marked(MarkKind.CODE, body)
        self.write(text[len(before) + len(body) :])

    def write_emoji(self, text: str) -> None:
        for emoji in EMOJI.finditer(text):
            self.write_marked(MarkKind.EMOJI, emoji[0])

    def new_line(self) -> None:
        """Begin a line, unless one has just begun."""
        if self.length and not self.ends_line():
            self.write("\n")

    def ends_line(self) -> bool:
        last = next((part for part in reversed(self._parts) if part), "\n")
        return last.endswith("\n")

    def open_quote(self) -> bool:
        """Whether a quote was opened: a quote within a quote is part of it."""
        if self._quote >= 0:
            return False
        self._quote = self.length
        return True

    def close_quote(self) -> None:
        if 0 <= self._quote < self.length:
            self._marks.append(Mark(MarkKind.QUOTE, self._quote, self.length))
        self._quote = -1

    def done(self) -> tuple[str, tuple[Mark, ...]]:
        """The text and its marks, by their start, what contains before what is contained."""
        return "".join(self._parts), tuple(sorted(self._marks, key=_outer_first))


def _outer_first(mark: Mark) -> tuple[int, int, bool]:
    return mark.start, -mark.end, mark.kind is not MarkKind.QUOTE


def unescape(text: str) -> str:
    """`&lt;`, `&gt;` and `&amp;` as the characters they stand for, once."""
    return ENTITY.sub(lambda entity: ENTITIES[entity[0]], text) if "&" in text else text


def write_mrkdwn(draft: Draft, text: str) -> None:
    """Write a text in Slack's markup. Quotes that it opens end with it."""
    if not SPECIAL.search(text):
        draft.write(text)
    elif _write_tokens(draft, text, 0, len(text)):
        draft.close_quote()


def plain(text: str, names: Names) -> str:
    """A text in Slack's markup without its markup."""
    draft = Draft(names)
    write_mrkdwn(draft, text)
    return draft.done()[0]


def _write_tokens(draft: Draft, text: str, start: int, end: int) -> bool:
    """Write text[start:end]; whether a quote that was opened here is still open."""
    opened = to_the_end = False
    at = start
    for token in TOKEN.finditer(text, start, end):
        draft.write(text[at : token.start()])
        at = token.end()
        if token["angle"]:
            _write_angle(draft, token)
        elif token["quote"]:
            draft.write(token["break"] or "")
            opened = draft.open_quote() or opened
            to_the_end = to_the_end or token["quote"] not in (">", "&gt;")
        elif token["newline"]:
            if opened and not to_the_end:
                draft.close_quote()
                opened = False
            draft.write("\n")
        elif token["fence"] or token["code"]:
            draft.write_code(CODE.sub(lambda found: _shown(draft, found), token["fence"] or token["code"]))
        elif token["address"]:
            address = unescape(token["address"])
            draft.write_marked(MarkKind.LINK, address, address)
        elif token["emoji"]:
            draft.write_emoji(token["emoji"])
        elif token["inner"]:
            _write_tokens(draft, text, *token.span("inner"))
        else:
            draft.write(ENTITIES[token["entity"]])
    draft.write(text[at:end])
    return opened


def _write_angle(draft: Draft, token: re.Match[str]) -> None:
    label = unescape(token["label"] or "")
    if token["person"]:
        draft.write_person(token["person"], label.removeprefix("@"))
    elif token["space"]:
        draft.write_space(token["space"], label.removeprefix("#"))
    elif token["link"]:
        address = unescape(token["link"])
        draft.write_marked(MarkKind.LINK, label or address, address)
    else:
        draft.write(label or _special(token["special"]))


def _special(name: str) -> str:
    """A group, a broadcast or a date without a label: `!here` is `@here`, a date's form says nothing."""
    kind, _, rest = name.partition("^")
    return "" if kind == "date" else f"@{rest if kind == 'subteam' else kind}"


def _shown(draft: Draft, found: re.Match[str]) -> str:
    """What stands in code for a piece of markup: its words, without a mark of their own."""
    if found["entity"]:
        return ENTITIES[found["entity"]]
    inner = Draft(draft.names)
    _write_angle(inner, found)
    return inner.done()[0]
