"""The smallest organisation that can break a promise, talking into a real graph through the real path."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from domain.messages import Account, Deletion, Mark, MarkKind, Message, Reaction, Space, SpaceKind
from domain.skills import Skill, Vocabulary
from graph import skills, sources
from graph.connection import Graph
from graph.ledger import Written
from ingest.batches import Batch, batches
from ingest.directory import take_in_accounts, take_in_space
from ingest.operations import finish_operations
from ingest.writing import Mined, write
from nlp.context import Context
from nlp.miner import Miner

VOCABULARY = Vocabulary.of(
    [
        Skill("kafka", "Kafka", ("apache kafka",), "data", broader=("messaging",)),
        Skill("messaging", "message queues", ("messaging",), "data"),
        Skill("wi-fi", "Wi-Fi", ("wireless", "wlan"), "networks", related=("drivers",)),
        Skill("drivers", "device drivers", ("driver", "kernel module"), "systems"),
        Skill("go", "Go", ("golang",), "programming", related=("python",), ordinary=frozenset({"Go"})),
        Skill("python", "Python", (), "programming"),
        Skill("sap", "SAP", ("sap erp",), "finance"),
    ]
)
START = 1_700_000_000_000_000  # microseconds: November 2023
MINUTE = 60_000_000


@dataclass
class Organisation:
    """People and spaces are named by plain words; `clock` moves on by a minute with every message."""

    graph: Graph
    vocabulary: Vocabulary = VOCABULARY
    key: bytes = b"a key for tests"
    spaces: dict[str, Space] = field(default_factory=dict[str, Space])
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    clock: int = START
    fold_later: bool = False

    @property
    def miner(self) -> Miner:
        return miner_of(self.vocabulary, self.key)

    async def begin(self) -> None:
        await self.graph.write(lambda tx: skills.save(tx, self.vocabulary))
        await self.graph.write(
            lambda tx: sources.save(
                tx, id="slack", template="https://slack.test/archives/{space}/p{ts_digits}"
            )
        )

    async def joins(self, *names: str, email: str = "", left: bool = False, bot: bool = False) -> None:
        await take_in_accounts(
            self.graph,
            [Account(person(n), "slack", n, n.title(), email, deleted=left, bot=bot) for n in names],
        )

    async def opens(
        self, name: str, kind: SpaceKind = SpaceKind.PUBLIC, members: Iterable[str] = (), purpose: str = ""
    ) -> None:
        space = Space(f"slack:{name}", "slack", name, kind, purpose, members=tuple(map(person, members)))
        self.spaces[space.id] = space
        await take_in_space(self.graph, space, self.miner.topics(space))

    def message(
        self, who: str, where: str, text: str, *, thread: str = "", quoted: bool = False, bot: bool = False
    ) -> Message:
        """A message that is not yet said. Its id is the moment it is said at; @name addresses somebody."""
        self.clock += MINUTE
        id = f"slack:{where}:{self.clock // 1_000_000}.{self.clock % 1_000_000:06d}"
        marks = [Mark(MarkKind.QUOTE, 0, len(text))] if quoted else []
        marks += [
            Mark(MarkKind.PERSON, text.index(word), text.index(word) + len(word), person(word.strip("@,.?!")))
            for word in text.split()
            if word.startswith("@")
        ]
        return Message(
            id, f"slack:{where}", person(who), self.clock, text, thread or id, marks=tuple(marks), bot=bot
        )

    async def said(
        self, who: str, where: str, text: str, *, thread: str = "", quoted: bool = False, bot: bool = False
    ) -> str:
        """Says something; gives back the message's id, which a reply takes as its thread."""
        message = self.message(who, where, text, thread=thread, quoted=quoted, bot=bot)
        await self.takes_in(message)
        return message.id

    async def replied(self, who: str, to: str, text: str) -> str:
        return await self.said(who, self.messages[to].space.removeprefix("slack:"), text, thread=to)

    async def edited(self, id: str, text: str) -> None:
        held = self.messages[id]
        self.clock += MINUTE
        await self.takes_in(replace(held, text=text, marks=(), edited=self.clock))

    async def reacted(self, id: str, *names: str) -> None:
        held = self.messages[id]
        await self.takes_in(replace(held, reactions=(Reaction("+1", tuple(map(person, names))),)))

    async def deleted(self, id: str) -> None:
        self.messages.pop(id, None)
        await self.takes_in(Deletion(id, self.clock))

    async def takes_in(self, *records: Message | Deletion) -> Written:
        """Everything at once, through batch, miner and ledger."""
        for record in records:
            if isinstance(record, Message):
                self.messages[record.id] = record
        (batch,) = batches(((0, record) for record in records), end=1)
        mined = self.mine(batch)
        return await self.graph.write(
            lambda tx: write(tx, mined, self.vocabulary, fold_later=self.fold_later)
        )

    def mine(self, batch: Batch) -> Mined:
        kinds = {space.id: space.kind for space in self.spaces.values()}
        read = self.miner.mine(batch.messages, kinds)
        return Mined(read.rows, batch.deleted, read.stems)

    async def settles(self) -> None:
        """Finishes what was begun: long operations and recounts."""
        await finish_operations(self.graph, self.vocabulary, lambda *_: None)


@cache
def miner_of(vocabulary: Vocabulary, key: bytes) -> Miner:
    return Miner(vocabulary, Context(key))


def person(name: str) -> str:
    return f"slack:U-{name.lstrip('@')}"
