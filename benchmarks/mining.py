"""Mining against spaCy's bare tokenizer and a raw scan for the same labels, on one core of one process.

    scripts/bench mining EXPORT [MESSAGES]

Blocks of messages take turns, so that what else the machine does falls on all alike; a ratio is the median of
those pairs. The first pass meets every word for the first time, as a first load does; the second none.
"""

import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

import spacy
from rich.console import Console
from rich.table import Table

from domain.evidence import Evidence
from domain.messages import Account, Message, Space
from nlp.acts import settle
from nlp.components import build_pipeline, make_doc
from nlp.context import Context
from nlp.labels import Labels
from nlp.miner import Miner
from nlp.reading import read
from sources.slack import SlackExport
from sources.vocabulary import seed_vocabulary

BATCH = 1_000  # messages given to the miner at once
BLOCK = 4_000  # messages between two turns
TUNED = 50_000  # allocations between two collections of young garbage, instead of Python's 700

Work = Callable[[Sequence[Message]], object]


def main(args: Sequence[str]) -> dict[str, float]:
    """Prints the table and writes `.bench/mining.json`. A second argument limits the number of messages."""
    most = int(args[1]) if len(args) > 1 else None
    with SlackExport.open(args[0]) as export:
        accounts = [record for record in export.accounts() if isinstance(record, Account)]
        spaces = [record for record in export.spaces() if isinstance(record, Space)]
        records = (record for _, record in export.messages(export.files))
        messages = list(islice((record for record in records if isinstance(record, Message)), most))
    names = frozenset(name for account in accounts for name in (account.handle, account.name) if name)
    results = {"messages": float(len(messages)), "characters": float(sum(len(m.text) for m in messages))}
    table = Table("pass", "work", "messages/s", "characters/s", "µs each", "ratio")
    for collecting in ("default", "tuned"):
        work = _work(Context(b"a key for the benchmark", names), spaces)
        with _collecting(collecting):
            for turn in ("first", "again"):
                _measure(f"{turn}, {collecting} GC", messages, work, table, results)
    results["ratio_to_tokenizer"] = results["first, default GC: whole miner: ratio"]
    Console().print(table)
    written = Path(__file__).parents[1] / ".bench" / "mining.json"
    written.parent.mkdir(exist_ok=True)
    written.write_text(json.dumps(results, indent=1) + "\n")
    return results


def _work(context: Context, spaces: Sequence[Space]) -> dict[str, Work]:
    """What takes turns, by name; the first is what the others are held against."""
    vocabulary = seed_vocabulary()
    tokenizer = spacy.blank("en").tokenizer
    labels = Labels(vocabulary)
    miner, mining_too = Miner(vocabulary, context), Miner(vocabulary, context)
    pipeline = build_pipeline(vocabulary, context)
    kinds = {space.id: space.kind for space in spaces}

    def tokenize(block: Sequence[Message]) -> None:
        for message in block:
            tokenizer(message.text)

    def scan(block: Sequence[Message]) -> None:
        for message in block:
            labels.scan(read(message.text, message.marks, context.addressed).folded)

    def mine(block: Sequence[Message]) -> None:
        for start in range(0, len(block), BATCH):
            miner.mine(block[start : start + BATCH], kinds)

    def mine_and_settle(block: Sequence[Message]) -> None:
        for start in range(0, len(block), BATCH):
            threads: dict[int, list[Evidence]] = defaultdict(list)
            for row in mining_too.mine(block[start : start + BATCH], kinds).rows:
                threads[row.thread].append(row)
            for rows in threads.values():
                settle(rows, frozenset(), vocabulary)

    def every_doc(block: Sequence[Message]) -> None:
        for message in block:
            pipeline(make_doc(pipeline, message.text, message.marks, context.addressed))

    return {
        "bare tokenizer": tokenize,
        "raw scan": scan,
        "whole miner": mine,
        "whole miner and acts": mine_and_settle,
        "components, each a Doc": every_doc,
    }


def _measure(
    turn: str, messages: Sequence[Message], work: dict[str, Work], table: Table, results: dict[str, float]
) -> None:
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for start in range(0, len(messages), BLOCK):
        block = messages[start : start + BLOCK]
        for name, do in work.items():
            began = process_time()
            do(block)
            seconds[name].append(process_time() - began)
    against = next(iter(seconds.values()))
    for name, taken in seconds.items():
        ratio = median(theirs / ours for theirs, ours in zip(against, taken, strict=True))
        a_second = len(messages) / sum(taken)
        results[f"{turn}: {name}: messages_per_s"] = a_second
        results[f"{turn}: {name}: ratio"] = ratio
        characters = results["characters"] / sum(taken)
        table.add_row(
            turn, name, f"{a_second:,.0f}", f"{characters:,.0f}", f"{1e6 / a_second:.1f}", f"{ratio:.2f}"
        )


@contextmanager
def _collecting(how: str) -> Generator[None]:
    """Python's garbage collector as it is, or as a long-running worker would set it."""
    before = gc.get_threshold()
    gc.collect()
    gc.freeze()
    if how == "tuned":
        gc.set_threshold(TUNED, 20, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


if __name__ == "__main__":
    main(sys.argv[1:])
