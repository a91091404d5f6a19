"""Whatever happens, in whatever order, every relationship equals a recount, and history leaves no trace.

Hypothesis makes up sequences of messages, edits, deletions, reactions, re-mining, narrowing, widening, new
e-mail addresses and kills; each runs on a real Neo4j.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

import pytest
from conftest import empty
from dump import bolt_of, dump
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from organisation import VOCABULARY, Organisation, person

from domain.messages import Deletion, Message, Reaction, SpaceKind
from domain.skills import Skill, Vocabulary
from engine.store import Address
from graph import knows
from graph.connection import Graph, Tx
from graph.terms import contributions
from ingest.batches import batches
from ingest.operations import finish_operations
from ingest.writing import write

pytestmark = pytest.mark.anyio

PEOPLE = ("ann", "bob", "cleo")
SPACES = ("help", "dev")
TEXTS = (
    "How do I reset a Kafka consumer?",
    "Stop the group, then reset the offsets with the Kafka tool",
    "thanks, that worked",
    "I rewrote the exporter in Go and Python",
    "go and ask somebody about the driver",
    "@bob knows the wireless driver, ask @bob",
    "never touched SAP",
    "no idea",
    "Gantry prints twice since the wifi upgrade",
)
REMINED = Vocabulary.of([*VOCABULARY.skills, Skill("gantry", "Gantry", (), "retail")])


@dataclass(frozen=True)
class Say:
    who: str
    where: str
    text: str
    reply_to: int  # counts back from the newest message of the space; 0: a message of its own


@dataclass(frozen=True)
class Edit:
    which: int
    text: str


@dataclass(frozen=True)
class Delete:
    which: int


@dataclass(frozen=True)
class React:
    which: int
    who: str


@dataclass(frozen=True)
class Again:
    """An old export is read again."""

    which: int


@dataclass(frozen=True)
class Scope:
    where: str
    kind: SpaceKind


@dataclass(frozen=True)
class Address_:
    who: str
    email: str


@dataclass(frozen=True)
class Remine:
    pass


@dataclass(frozen=True)
class Settle:
    kill_after: int  # chunks; 0: none


@dataclass(frozen=True)
class FoldLater:
    on: bool


which = st.integers(0, 7)
step = st.one_of(
    st.builds(
        Say, st.sampled_from(PEOPLE), st.sampled_from(SPACES), st.sampled_from(TEXTS), st.integers(0, 3)
    ),
    st.builds(
        Say, st.sampled_from(PEOPLE), st.sampled_from(SPACES), st.sampled_from(TEXTS), st.integers(0, 3)
    ),
    st.builds(Edit, which, st.sampled_from(TEXTS)),
    st.builds(Delete, which),
    st.builds(React, which, st.sampled_from(PEOPLE)),
    st.builds(Again, which),
    st.builds(Scope, st.sampled_from(SPACES), st.sampled_from([SpaceKind.PUBLIC, SpaceKind.PRIVATE])),
    st.builds(Address_, st.sampled_from(PEOPLE), st.sampled_from(["", "a@shop.test", "b@shop.test"])),
    st.builds(Remine),
    st.builds(Settle, st.integers(0, 2)),
    st.builds(FoldLater, st.booleans()),
)


class Killed(Exception):
    pass


class History:
    """Runs steps, and remembers every reading of every message for later repeats."""

    def __init__(self, org: Organisation) -> None:
        self.org = org
        self.readings: list[Message] = []
        self.gone: set[str] = set()
        self.kinds = dict.fromkeys(SPACES, SpaceKind.PUBLIC)
        self.emails = dict.fromkeys(PEOPLE, "")

    async def begin(self) -> None:
        await self.org.begin()
        await self.org.joins(*PEOPLE)
        for space in SPACES:
            await self.org.opens(space)

    @property
    def alive(self) -> list[Message]:
        return [m for id, m in self.org.messages.items() if id not in self.gone]

    def pick(self, which: int) -> Message | None:
        return self.alive[which % len(self.alive)] if self.alive else None

    async def takes_in(self, message: Message) -> None:
        self.readings.append(message)
        self.org.messages[message.id] = message
        await self.org.takes_in(message)

    async def run(self, one: object) -> None:
        match one:
            case Say(who, where, text, reply_to):
                there = [m for m in self.org.messages.values() if m.space == f"slack:{where}"]
                thread = there[-min(reply_to, len(there))].thread if reply_to and there else ""
                await self.takes_in(self.org.message(who, where, text, thread=thread))
            case Edit(which, text) if held := self.pick(which):
                self.org.clock += 1
                await self.takes_in(replace(held, text=text, marks=(), edited=self.org.clock))
            case Delete(which) if held := self.pick(which):
                self.gone.add(held.id)
                await self.org.takes_in(Deletion(held.id, self.org.clock))
            case React(which, who) if held := self.pick(which):
                names = {name for r in held.reactions for name in r.accounts} | {person(who)}
                await self.takes_in(replace(held, reactions=(Reaction("+1", tuple(sorted(names))),)))
            case Again(which) if self.readings:
                await self.read_again(self.readings[which % len(self.readings)])
            case Scope(where, kind):
                self.kinds[where] = kind
                await self.org.opens(where, kind, ["ann"])
            case Address_(who, email):
                self.emails[who] = email
                await self.org.joins(who, email=email)
            case Remine():
                self.org.vocabulary = REMINED
                await self.org.begin()
                for where, kind in self.kinds.items():
                    await self.org.opens(where, kind, ["ann"])
                if self.alive:
                    await self.org.takes_in(*self.alive)
            case Settle(kill_after):
                await self.settle(kill_after)
            case FoldLater(on):
                self.org.fold_later = on
            case _:
                pass

    async def read_again(self, message: Message) -> None:
        """An old reading, in a transaction that dies before its commit, and then in one that does not."""
        (batch,) = batches([(0, message)], end=1)
        mined = self.org.mine(batch)

        async def dies(tx: Tx) -> None:
            await write(tx, mined, self.org.vocabulary, fold_later=False)
            raise Killed

        with pytest.raises(Killed):
            await self.org.graph.write(dies)
        await self.org.graph.write(lambda tx: write(tx, mined, self.org.vocabulary, fold_later=False))

    async def settle(self, kill_after: int = 0) -> None:
        chunks = 0

        def report(*_: object) -> None:
            nonlocal chunks
            chunks += 1
            if chunks == kill_after:
                raise Killed

        with suppress(Killed):
            await finish_operations(self.org.graph, self.org.vocabulary, report)


async def people_of(tx: Tx) -> list[int]:
    return [r["key"] for r in await (await tx.run("MATCH (p:Person) RETURN p.key AS key")).data()]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(step, min_size=1, max_size=25))
async def test_every_relationship_equals_a_recount(
    open_graph: Graph, engine: Address, steps: list[object]
) -> None:
    await empty(engine)
    history = History(Organisation(open_graph))
    await history.begin()
    for one in steps:
        await history.run(one)
    await history.settle()

    async def differences(tx: Tx) -> list[knows.Difference]:
        return await knows.differences(tx, await people_of(tx))

    assert await open_graph.read(differences) == []
    async with bolt_of(open_graph) as bolt:
        lived = await dump(bolt, leave_out=frozenset({"Deleted"}))
    assert_terms_equal_a_recount(lived)

    # The same organisation, had it always been as it is now: everything at once, in one batch.
    await empty(engine)
    fresh = Organisation(open_graph, vocabulary=history.org.vocabulary)
    await fresh.begin()
    for who, email in history.emails.items():
        await fresh.joins(who, email=email)
    for where, kind in history.kinds.items():
        await fresh.opens(where, kind, ["ann"])
    if history.alive:
        await fresh.takes_in(*history.alive)
    await fresh.settles()
    async with bolt_of(open_graph) as bolt:
        clean = await dump(bolt, leave_out=frozenset({"Deleted"}))
    for name in lived.keys() | clean.keys():
        if name == "CAN_READ":  # a space that was private keeps its members when it is public again
            continue
        assert without_quotes(lived.get(name, [])) == without_quotes(clean.get(name, [])), name


def without_quotes(entries: list[tuple[object, ...]]) -> list[object]:
    """A quote dropped when its space became private comes back only when the message is mined again."""
    kept = (pair for entry in entries for pair in entry)
    return [pair for pair in kept if not (isinstance(pair, tuple) and pair and pair[0] == "quote")]


def assert_terms_equal_a_recount(found: dict[str, list[tuple[tuple[str, object], ...]]]) -> None:
    class Seen:
        def __init__(self, held: dict[str, object]) -> None:
            self.person, self.thread, self.t = held["person"], held["thread"], held["t"]

    rows = [Seen(dict(entry)) for entry in found.get("Evidence", [])]
    counted: dict[object, int] = {}
    for _, _, hash in contributions(rows):  # pyright: ignore[reportArgumentType]
        counted[hash] = counted.get(hash, 0) + 1
    held = {dict(entry)["h"]: dict(entry) for entry in found.get("Term", [])}
    assert {h: term["df"] for h, term in held.items()} == counted
    assert all((term["df"] >= 3) == ("text" in term) for term in held.values())
