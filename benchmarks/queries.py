"""`find` and `why` against the Cypher they stand on, in a generated organisation.

    scripts/bench queries [PEOPLE [MESSAGES]]

10,000 people and 200,000 messages unless said otherwise; few people write much and few skills are popular.
Each question is asked both ways in turn, so that what else the machine does falls on both; a ratio is the
median of those pairs. Bare are, by the driver alone, the ranking query of a question's skills, and for `why`
the query for the rows about them.
"""

import asyncio
import random
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.report import tell
from cli.opening import opened
from cli.progress import Showing, showing
from cli.settings import Settings
from domain.evidence import ACT_SHIFT, Act, Evidence, Flag, Mention, month_of, pack
from domain.keys import key
from domain.messages import Account, Message, Space, SpaceKind
from domain.people import person_id
from domain.skills import Vocabulary
from domain.viewer import Viewer
from engine.store import Store
from finder.experts import find, why
from finder.family import family
from finder.index import Index
from finder.questions import ask
from graph import experts, ledger, merges, skills, spaces
from graph.connection import Graph, Tx
from graph.queries import encode, read_query
from ingest.directory import take_in_accounts, take_in_space
from ingest.operations import recount
from nlp.context import Context
from nlp.miner import Miner

PEOPLE, MESSAGES = 10_000, 200_000
SPACES = 200  # every fourth of them private, with READERS members
READERS = 50
WORDS = 4_000
WORDS_A_MESSAGE = 8
MESSAGES_A_THREAD = 4
ROWS_A_BATCH = 2_000
QUESTIONS = 200
WARM = 20  # questions before the clock starts: Neo4j compiles queries
FIRST = 5
BEGAN = 1_420_000_000  # seconds: the end of 2014
YEARS = 10 * 365 * 86_400  # seconds over which the messages are spread
NOW = datetime(2025, 1, 1, tzinfo=UTC)
SECOND = 1_000_000  # microseconds
STOP_WITHIN = 30.0  # seconds for the engine of the store, after its last user

UNITS = {
    "people": "people",
    "messages": "messages",
    "load_seconds": "s, generated rows and their fold",
    "index_build_seconds": "s, once",
    **{
        f"{name}_{share}_ms": "ms"
        for name in ("find", "find_by_words", "bare_find", "why", "bare_why")
        for share in ("p50", "p95")
    },
    "ratio_to_bare_cypher_find": "times the bare query's time",
    "ratio_to_bare_cypher_why": "times the bare query's time",
}


@dataclass(frozen=True, slots=True)
class Company:
    """What was generated: everything that questions are made of."""

    people: tuple[str, ...]  # ids of accounts
    vocabulary: Vocabulary
    miner: Miner
    words: tuple[tuple[str, int], ...]  # and their hashes


def main(arguments: Sequence[str]) -> None:
    number = int(arguments[0]) if arguments else PEOPLE
    messages = int(arguments[1]) if len(arguments) > 1 else MESSAGES
    with tempfile.TemporaryDirectory(prefix="understory-bench-") as folder:
        home = Path(folder) / "store"
        figures = asyncio.run(_measure(home, number, messages))
        _wait_stopped(Store(home))
    tell("queries", figures, UNITS)


async def _measure(home: Path, number: int, messages: int) -> dict[str, float]:
    chance = random.Random(number)
    settings = replace(Settings.of(), home=home, server=None, linger=0.0)
    with showing() as progress:
        async with opened(settings) as store:
            graph = store.graph
            began = time.monotonic()
            company = await _load(graph, chance, progress, number, messages)
            loaded = time.monotonic() - began
            progress.stage("Building the index of words", None)
            index = Index(settings.index)
            began = time.monotonic()
            await index.prepare(graph)
            built = time.monotonic() - began
            progress.stage("Asking", WARM + QUESTIONS)
            return {
                "people": number,
                "messages": messages,
                "load_seconds": loaded,
                "index_build_seconds": built,
                **await _ask(graph, company, index, chance, progress),
            }


async def _ask(
    graph: Graph, company: Company, index: Index, chance: random.Random, progress: Showing
) -> dict[str, float]:
    taken: dict[str, list[float]] = {
        name: [] for name in ("find", "bare_find", "find_by_words", "why", "bare_why")
    }
    for turn in range(WARM + QUESTIONS):
        viewer = Viewer(_person(chance.choice(company.people)))
        named = [company.vocabulary.skills[_popular(chance, len(company.vocabulary.skills))] for _ in "12"]
        words = " ".join(word for word, _ in _words(chance, company, 3))
        with_words = f"{named[0].name} {words}" if turn % 2 else f"{named[0].name}, {named[1].name}"
        somebody, skill = _person(company.people[_popular(chance, len(company.people))]), named[0]

        async def by_skills(question: str = with_words, viewer: Viewer = viewer) -> None:
            await find(graph, question, viewer, company.miner, index, now=NOW, first=FIRST)

        async def by_words(question: str = words, viewer: Viewer = viewer) -> None:
            await find(graph, question, viewer, company.miner, index, now=NOW, first=FIRST)

        async def reasons(who: str = somebody, what: str = skill.id, viewer: Viewer = viewer) -> None:
            await why(graph, who, what, viewer)

        rank = await _ranking(graph, company, viewer, with_words)
        rows = await _rows(graph, viewer, somebody, skill.key)
        for name, work in (
            ("bare_find", rank),
            ("find", by_skills),
            ("find_by_words", by_words),
            ("bare_why", rows),
            ("why", reasons),
        ):
            took = await _timed(work)
            if turn >= WARM:
                taken[name].append(took)
        progress.advance(turn + 1, 0)
    figures: dict[str, float] = {}
    for name in ("find", "bare_find", "find_by_words", "why", "bare_why"):
        figures[f"{name}_p50_ms"] = median(taken[name])
        figures[f"{name}_p95_ms"] = quantiles(taken[name], n=20)[-1]
    for name in ("find", "why"):
        pairs = zip(taken[name], taken[f"bare_{name}"], strict=True)
        figures[f"ratio_to_bare_cypher_{name}"] = median(whole / bare for whole, bare in pairs)
    return figures


Work = Callable[[], Awaitable[None]]


async def _timed(work: Work) -> float:
    """In milliseconds."""
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1_000


async def _ranking(graph: Graph, company: Company, viewer: Viewer, question: str) -> Work:
    """The ranking query alone, with its parameters made beforehand."""

    async def prepare(tx: Tx) -> dict[str, Any]:
        scopes = await spaces.readable(tx, viewer)
        kin = await family(tx, ask(company.miner, question).skills, await merges.survivors(tx))
        month = month_of(int(NOW.timestamp()) * SECOND)
        how = experts.ranking(kin, scopes, month=month, first=FIRST)
        return {**how, "skills": encode(kin), "scopes": list(scopes.names)}

    return _bare(graph, "experts/rank", await graph.read(prepare))


async def _rows(graph: Graph, viewer: Viewer, person: str, skill: int) -> Work:
    async def prepare(tx: Tx) -> dict[str, Any]:
        scopes = await spaces.readable(tx, viewer)
        (found,) = await experts.people_named(tx, text=person)
        return {"people": [found.key], "skills": [skill], "scopes": list(scopes.names)}

    return _bare(graph, "evidence/about", await graph.read(prepare))


def _bare(graph: Graph, name: str, parameters: dict[str, Any]) -> Work:
    text: Any = read_query(name).text

    async def work() -> None:
        async def read(tx: Tx) -> None:
            await (await tx.run(text, parameters)).values()

        await graph.read(read)

    return work


async def _load(
    graph: Graph, chance: random.Random, progress: Showing, number: int, messages: int
) -> Company:
    accounts = [Account(f"slack:U{n}", "slack", f"user{n}", f"Person {n}") for n in range(number)]
    company = _company(chance, [account.id for account in accounts], await graph.read(skills.vocabulary))
    progress.stage("People and spaces", None)
    await take_in_accounts(graph, accounts)
    places: list[str] = []
    for n in range(SPACES):
        kind = SpaceKind.PUBLIC if n % 4 else SpaceKind.PRIVATE
        members = () if n % 4 else tuple(chance.sample(company.people, min(READERS, number)))
        space = Space(f"slack:C{n}", "slack", f"space-{n}", kind, members=members)
        await take_in_space(graph, space, ())
        places.append(space.id)
    progress.stage("Messages", messages)
    stems = {hash: word for word, hash in company.words}
    for start in range(0, messages, ROWS_A_BATCH):
        rows = [
            ledger.as_row(_message(chance, company, places, n))
            for n in range(start, min(start + ROWS_A_BATCH, messages))
        ]

        async def write(tx: Tx, rows: list[ledger.Row] = rows) -> None:
            seq = await ledger.begin(tx)
            await ledger.commit(tx, seq=seq, before=[], after=rows, stems=stems, fold_later=True)

        await graph.write(write)
        progress.advance(start, start)
    progress.stage("Folding", None)
    await recount(graph, _silent)
    return company


def _company(chance: random.Random, people: Sequence[str], vocabulary: Vocabulary) -> Company:
    miner = Miner(vocabulary, Context(b"a key for the benchmark"))
    made = {
        "".join(chance.choice("bdfgklmnprtvz") + chance.choice("aiou") for _ in range(4))
        for _ in range(WORDS)
    }
    said = [Message(word, "c", "a", 0, word, word) for word in sorted(made)]
    rows = miner.mine(said, {}).rows
    words = tuple((message.text, row.t[0]) for message, row in zip(said, rows, strict=True) if row.t)
    return Company(tuple(people), vocabulary, miner, words)


def _message(chance: random.Random, company: Company, places: Sequence[str], number: int) -> Evidence:
    """The message's row, as if it were settled: it opens a thread, or is the next one in it."""
    thread, place = divmod(number, MESSAGES_A_THREAD)
    author = key(company.people[_popular(chance, len(company.people))])
    item = key("message", number)
    act = (
        Act.ASKED if not place else chance.choice((Act.MENTIONED, Act.MENTIONED, Act.ANSWERED, Act.EXPLAINED))
    )
    named = {_popular(chance, len(company.vocabulary.skills)) for _ in range(chance.choice((0, 1, 1, 2)))}
    found = [
        Mention(company.vocabulary.skills[n].key, act, Flag(0), 0, 1, chance.choice((60, 90))) for n in named
    ]
    used = sorted({hash for _, hash in _words(chance, company, WORDS_A_MESSAGE)})
    return Evidence(
        id=key(item, author),
        item=item,
        author=author,
        subject=author,
        space=key(places[thread % len(places)]),
        thread=item if not place else key("message", thread * MESSAGES_A_THREAD),
        at=(BEGAN + number * YEARS // MESSAGES + chance.randrange(60)) * SECOND + number % SECOND,
        edited=0,
        extractor=1,
        length=len(used),
        features=act << ACT_SHIFT,
        m=pack(found),
        t=tuple(n for hash in used for n in (hash, 1)),
    )


def _words(chance: random.Random, company: Company, number: int) -> list[tuple[str, int]]:
    return [company.words[_popular(chance, len(company.words))] for _ in range(number)]


def _popular(chance: random.Random, number: int) -> int:
    """A place among `number`, the first ones far more often than the last."""
    return min(number - 1, int(number ** chance.random()) - 1 + chance.randrange(max(1, number // 50)))


def _person(account: str) -> str:
    return person_id(Account(account, "slack", ""))


def _silent(_: str, __: int) -> None:
    pass


def _wait_stopped(store: Store) -> None:
    """Until the engine has left the folder that is to be removed."""
    until = time.monotonic() + STOP_WITHIN
    while store.address() is not None and time.monotonic() < until:
        time.sleep(0.1)
