"""What was done and undone leaves no trace, whatever was said, done and cut off in between.

Hypothesis makes up histories of links, merges and narrowed spaces, most of them undone, with messages
arriving between their chunks. Each is lived on a real Neo4j; then the same messages are lived with nothing
but the steps that still stand at the end, and the two graphs are compared.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest
from conftest import empty
from dump import bolt_of, dump
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from organisation import Organisation, person

import ingest.operations
from domain.errors import UnderstoryError
from domain.messages import Deletion, Message, SpaceKind
from engine.store import Address
from graph import inventory
from graph.connection import Graph
from ingest.linking import link, unlink
from ingest.merging import Steward, merge, unmerge
from ingest.operations import finish_operations

pytestmark = pytest.mark.anyio

PEOPLE = ("ann", "bob", "cleo")
SPACES = ("help", "dev")
SKILLS = ("kafka", "messaging", "drivers", "go", "python")
TEXTS = (
    "How do I reset a Kafka consumer?",
    "I moved the messaging to Kafka and fixed the driver",
    "I rewrote the exporter in Go and Python",
    "@bob knows the driver and the messaging, ask @bob",
    "thanks, that worked",
)


@dataclass(frozen=True)
class Say:
    who: str
    where: str
    text: str
    is_reply: bool


@dataclass(frozen=True)
class Change:
    """An old message is edited, or deleted where there is no text."""

    which: int
    text: str


@dataclass(frozen=True)
class Link:
    a: str
    b: str


@dataclass(frozen=True)
class Merge:
    one: str
    into: str
    dies_after: int  # chunks; 0: it does not


@dataclass(frozen=True)
class Narrow:
    where: str


@dataclass(frozen=True)
class Undo:
    """Takes back one of the steps that stand."""

    which: int
    dies_after: int


@dataclass(frozen=True)
class Settle:
    dies_after: int


Step = Link | Merge | Narrow

dies_after, which = st.sampled_from((0, 0, 1, 2)), st.integers(0, 7)
say = st.builds(Say, st.sampled_from(PEOPLE), st.sampled_from(SPACES), st.sampled_from(TEXTS), st.booleans())
change = st.builds(Change, which, st.sampled_from((*TEXTS, "")))
link_ = st.sampled_from([Link(*pair) for pair in permutations(PEOPLE, 2)])
merge_ = st.sampled_from(
    [Merge(one, into, dies) for one, into in permutations(SKILLS, 2) for dies in (0, 0, 1, 2)]
)
narrow = st.builds(Narrow, st.sampled_from(SPACES))
undo = st.builds(Undo, which, dies_after)
settle = st.builds(Settle, dies_after)


@st.composite
def histories(draw: st.DrawFn) -> list[object]:
    """Something is said, then all kinds of things happen in any order, then some of them are undone."""
    first = [draw(say) for _ in range(3)]
    between = [draw(kind) for kind in (link_, merge_, merge_, narrow, say, say, change, undo, undo, settle)]
    return [*first, *draw(st.permutations(between)), *draw(st.lists(undo, max_size=4))]


class Killed(Exception): ...


@dataclass(frozen=True, slots=True)
class Done:
    """A message as it was taken in, or a step that stands, with the moment it was done at."""

    what: Message | Deletion | Step
    at: int


@dataclass
class History:
    org: Organisation
    done: list[Done] = field(default_factory=list[Done])
    gone: set[str] = field(default_factory=set[str])

    async def begin(self) -> None:
        await self.org.begin()
        await self.org.joins(*PEOPLE)
        for space in SPACES:
            await self.org.opens(space)

    @property
    def standing(self) -> list[Done]:
        return [one for one in self.done if not isinstance(one.what, Message | Deletion)]

    async def run(self, step: object) -> None:
        self.org.clock += 1_000
        match step:
            case Say(who, where, text, is_reply):
                there = [m for m in self.org.messages.values() if m.space == f"slack:{where}"]
                thread = there[-1].thread if is_reply and there else ""
                await self.live(self.org.message(who, where, text, thread=thread))
            case Change(which, text) if self.org.messages:
                held = list(self.org.messages.values())[which % len(self.org.messages)]
                if text:
                    await self.live(replace(held, text=text, marks=(), edited=self.org.clock))
                else:
                    del self.org.messages[held.id]
                    await self.live(Deletion(held.id, self.org.clock))
            case Undo(which, dies_after) if self.standing:
                one = self.standing[which % len(self.standing)]
                self.done.remove(one)
                await self.undo(one, dies_after)
            case Settle(dies_after):
                await self.settle(dies_after)
            case Link() | Merge() | Narrow():
                await self.live(step)
            case _:
                pass

    async def live(self, what: Message | Deletion | Step) -> None:
        """Does something now. What is refused was not done."""
        with suppress(UnderstoryError):
            if await self.do(what, self.org.clock):
                self.done.append(Done(what, self.org.clock))

    async def do(self, what: Message | Deletion | Step, at: int) -> bool:
        """Says whether anything was done that can be undone."""
        graph = self.org.graph
        match what:
            case Link(a, b):
                return (await link(graph, person(a), person(b), at=at)).changed
            case Merge(one, into, dies_after):
                with suppress(Killed):
                    await merge(graph, one, into, Steward("", at), dying(dies_after))
            case Narrow(where):
                if any(one.what == what for one in self.done):
                    return False
                await self.org.opens(where, SpaceKind.PRIVATE, ["ann"])
            case record:
                await self.org.takes_in(record)
        return True

    async def undo(self, one: Done, dies_after: int) -> None:
        match one.what:
            case Link(a, b):
                await unlink(self.org.graph, person(a), person(b))
            case Merge(skill, _, _):
                with suppress(Killed):
                    await unmerge(self.org.graph, skill, dying(dies_after))
            case Narrow(where):
                await self.org.opens(where)
            case _:
                raise AssertionError("nobody unsays a message")

    async def settle(self, dies_after: int = 0) -> None:
        with suppress(Killed):
            await finish_operations(self.org.graph, self.org.vocabulary, dying(dies_after))


class dying:
    """A report that dies at the given chunk."""

    def __init__(self, after: int) -> None:
        self.left = after

    def __call__(self, *_: object) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed


@pytest.fixture
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """So that there is a between."""
    monkeypatch.setattr(ingest.operations, "THREADS_A_CHUNK", 1)
    monkeypatch.setattr(ingest.operations, "PEOPLE_A_CHUNK", 1)
    monkeypatch.setattr(ingest.operations, "PEOPLE_MARKED", 1)
    yield


@pytest.mark.usefixtures("small_chunks")
@settings(
    max_examples=18,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=histories())
async def test_what_was_undone_leaves_no_trace(
    open_graph: Graph, engine: Address, steps: list[object]
) -> None:
    await empty(engine)
    lived = History(Organisation(open_graph))
    await lived.begin()
    for step in steps:
        await lived.run(step)
    await lived.settle()
    assert await differences(open_graph) == []
    async with bolt_of(open_graph) as bolt:
        as_lived = await dump(bolt)

    await empty(engine)
    never = History(Organisation(open_graph))
    await never.begin()
    for one in lived.done:
        await never.do(one.what, one.at)
    await never.settle()
    async with bolt_of(open_graph) as bolt:
        as_if_never = await dump(bolt)
    for name in as_lived.keys() | as_if_never.keys():
        if name == "CAN_READ":  # a space that was private keeps its members when it is public again
            continue
        assert told(as_lived, name) == told(as_if_never, name), name


async def differences(graph: Graph) -> list[object]:
    """Where a relationship is not what a recount says, or what a term counts."""
    found: list[object] = []
    async for keys in inventory.people(graph):
        found += await inventory.wrong_relationships(graph, keys)
    return found


# Gone for privacy, and back when the message is read again: the quote of a row whose space became private,
# and the spelling of a word that fewer than three contributions held, as when two became one person's.
COME_BACK_LATER = ("quote", "text")


def told(found: dict[str, list[tuple[object, ...]]], name: str) -> list[object]:
    """Everything of a label or type but what comes back later."""
    pairs = (pair for entry in found.get(name, []) for pair in entry)
    return [pair for pair in pairs if not (isinstance(pair, tuple) and pair and pair[0] in COME_BACK_LATER)]
