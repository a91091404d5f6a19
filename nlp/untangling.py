"""Chat without threads, untangled: to which of at most ten earlier messages a message belongs, or that it
begins a thread of its own.

A linear score with the weights of `untangling.json`, made again by `scripts/bench threads EXPORT --train`.
"""

import json
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from math import log

from domain.messages import MarkKind, Message
from nlp.folding import delimit, fold
from nlp.stopwords import STOP_WORDS

CANDIDATES_MOST = 10
OF_ADDRESSED = 3  # candidates by whom a message addresses
OF_AUTHOR = 2  # by its own author
OF_CALLERS = 2  # that address its author
REMEMBERED = 500  # messages looked back at
WORD_SHORTEST = 3  # characters of a word that may be shared
NAME_SHORTEST = 3  # characters of a name that counts without a colon or comma
SHARED_MOST = 20.0  # of the summed weights of shared words

_HEAD = re.compile(r"\s*@?([^\s:,]+)\s?[:,](?=\s|$)")

FEATURES = (
    "link",
    "seconds",
    "between",
    "own",
    "own_last",
    "calls_it",
    "calls_other",
    "names_it",
    "called_by_it",
    "it_calls_other",
    "same_call",
    "author_in_thread",
    "author_last_thread",
    "called_in_thread",
    "last_of_thread",
    "last_of_author",
    "opens_thread",
    "question_before",
    "both_ask",
    "shared",
    "shared_with_thread",
    "new_asks",
    "new_calls",
    "new_silence",
    "new_words",
    "new_author",
)
_COUNT = len(FEATURES)
_PLACE = {name: place for place, name in enumerate(FEATURES)}


@dataclass(frozen=True, slots=True)
class Said:
    """What untangling keeps of one message. `calls` are accounts addressed, `names` those only named."""

    author: str
    at: int
    words: frozenset[str]
    calls: frozenset[str]
    names: frozenset[str]
    asks: bool


@dataclass(slots=True)
class _Thread:
    last: int
    authors: set[str] = field(default_factory=set[str])
    words: set[str] = field(default_factory=set[str])


class Walk:
    """The messages of one space in their order; `choices`, then `take`, for each."""

    def __init__(self, handles: Mapping[str, str]) -> None:
        """`handles` by account id."""
        self._handles = {account: fold(handle) for account, handle in handles.items() if handle}
        self._speaking: dict[str, str] = {}  # handle to account, of those who have spoken
        self._said: dict[int, Said] = {}
        self._root: dict[int, int] = {}
        self._threads: dict[int, _Thread] = {}
        self._by: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=OF_ADDRESSED))
        self._calling: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=OF_CALLERS))
        self._seen: Counter[str] = Counter()
        self._next = 0

    def read(self, message: Message) -> Said:
        """What of a message counts; somebody is addressed by a mark, or by a handle of one who has spoken."""
        calls = {mark.target for mark in message.marks if mark.kind is MarkKind.PERSON and mark.target}
        head = _HEAD.match(message.text)
        if head and (account := self._speaking.get(fold(head[1]))):
            calls.add(account)
        tokens = delimit(message.text).split()
        speaking = self._speaking
        named = {speaking[t] for t in tokens if len(t) >= NAME_SHORTEST and t in speaking} - calls
        words = frozenset(
            token
            for token in tokens
            if len(token) >= WORD_SHORTEST and token not in STOP_WORDS and token not in speaking
        )
        author = message.author
        return Said(
            author,
            message.at,
            words,
            frozenset(calls - {author}),
            frozenset(named - {author}),
            "?" in message.text,
        )

    def choices(self, said: Said) -> list[tuple[int, list[float]]]:
        """(place, features) of each message that `said` may belong to; last its own place: a new thread."""
        found = [(place, self._linked(said, place)) for place in self._candidates(said)]
        return [*found, (self._next, self._new(said))]

    def take(self, said: Said, parent: int) -> int:
        """Joins a message to its parent's thread, its own place for a new one; gives the root's place."""
        place = self._next
        self._next += 1
        root = self._root.get(parent, place)
        self._said[place], self._root[place] = said, root
        thread = self._threads.setdefault(root, _Thread(place))
        thread.last = place
        thread.authors.add(said.author)
        thread.words.update(said.words)
        self._by[said.author].append(place)
        for account in said.calls:
            self._calling[account].append(place)
        if handle := self._handles.get(said.author):
            self._speaking[handle] = said.author
        self._seen.update(said.words)
        self._forget(place - REMEMBERED)
        return root

    def _forget(self, place: int) -> None:
        if self._said.pop(place, None) is None:
            return
        root = self._root.pop(place)
        if self._threads[root].last == place:
            del self._threads[root]

    def _candidates(self, said: Said) -> list[int]:
        found: dict[int, None] = {}
        for place in self._likely(said):
            if place in self._said:
                found[place] = None
                if len(found) == CANDIDATES_MOST:
                    break
        return list(found)

    def _likely(self, said: Said) -> Iterator[int]:
        for account in sorted(said.calls):
            yield from reversed(self._by[account])
        yield from list(reversed(self._by[said.author]))[:OF_AUTHOR]
        yield from reversed(self._calling[said.author])
        for account in sorted(said.names):
            yield from list(reversed(self._by[account]))[:1]
        threads: set[int] = set()
        for place in reversed(self._said):
            root = self._root[place]
            if root not in threads:
                threads.add(root)
                yield place

    def _linked(self, said: Said, place: int) -> list[float]:
        other = self._said[place]
        root = self._root[place]
        thread = self._threads[root]
        own = other.author == said.author
        mine = self._by[said.author]
        last = mine[-1] if mine and mine[-1] in self._root else None
        return self._row(
            link=1.0,
            seconds=log(1 + max(0, said.at - other.at) / 1_000_000),
            between=log(self._next - place),
            own=own,
            own_last=own and place == last,
            calls_it=other.author in said.calls,
            calls_other=bool(said.calls) and other.author not in said.calls,
            names_it=other.author in said.names,
            called_by_it=said.author in other.calls,
            it_calls_other=bool(other.calls) and said.author not in other.calls and not own,
            same_call=bool(said.calls & other.calls),
            author_in_thread=said.author in thread.authors,
            author_last_thread=last is not None and self._root[last] == root,
            called_in_thread=bool(said.calls & thread.authors),
            last_of_thread=thread.last == place,
            last_of_author=self._by[other.author][-1] == place,
            opens_thread=root == place,
            question_before=other.asks and not said.asks and not own,
            both_ask=other.asks and said.asks,
            shared=self._shared(said.words & other.words),
            shared_with_thread=self._shared(said.words & thread.words),
        )

    def _new(self, said: Said) -> list[float]:
        mine = self._by[said.author]
        silence = self._next - mine[-1] if mine else REMEMBERED
        return self._row(
            new_asks=said.asks,
            new_calls=bool(said.calls),
            new_silence=log(min(silence, REMEMBERED)),
            new_words=log(1 + len(said.words)),
            new_author=not mine,
        )

    def _shared(self, words: Iterable[str]) -> float:
        """Rare words say more: the summed logarithms of how many messages there are for one with the word."""
        return min(SHARED_MOST, sum(log((1 + self._next) / (1 + self._seen[word])) for word in words)) / 5

    @staticmethod
    def _row(**values: float) -> list[float]:
        row = [0.0] * _COUNT
        for name, value in values.items():
            row[_PLACE[name]] = float(value)
        return row


@cache
def weights() -> tuple[float, ...]:
    """The trained weights, in the order of FEATURES."""
    held = json.loads(files("nlp").joinpath("untangling.json").read_text("utf-8"))["weights"]
    return tuple(float(held[name]) for name in FEATURES)


def untangled(
    messages: Sequence[Message], handles: Mapping[str, str], by: Sequence[float] | None = None
) -> list[int]:
    """For each message of one space, in their order, the place of its thread's first message."""
    scale = weights() if by is None else by
    walk = Walk(handles)
    roots: list[int] = []
    for message in messages:
        said = walk.read(message)
        choices = walk.choices(said)
        parent, _ = max(choices, key=lambda choice: sum(map(float.__mul__, scale, choice[1])))
        roots.append(walk.take(said, parent))
    return roots
