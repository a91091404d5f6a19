"""How well chat without threads is untangled: `scripts/bench threads EXPORT [--train]`.

Where a day of an export has threads, they are taken away from its first threaded message on, and found again.
`--train` first makes `nlp/untangling.json` anew, from half of the days of the largest space and nothing else.
Each figure stands beside the rule "to whom it speaks, else after one's own last message".
"""

import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import process_time

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from benchmarks.report import tell
from domain.messages import Account, Message
from nlp.untangling import FEATURES, Walk, untangled
from sources.slack import SlackExport

WEIGHTS = Path(__file__).parents[1] / "nlp" / "untangling.json"
REGION_SHORTEST = 20  # messages
ROUNDS = 400  # of gradient descent with momentum
RATE = 0.3
MOMENTUM = 0.9
RIDGE = 1e-4
RESAMPLES = 500  # of regions, for the intervals
SEED = 7


@dataclass(frozen=True, slots=True)
class Region:
    """Consecutive messages of one day and space, and the place of each one's true root."""

    space: str
    building: bool  # whether weights may be learned from it
    before: tuple[Message, ...]  # of the same day, read but not judged
    messages: tuple[Message, ...]
    roots: tuple[int, ...]


def main(arguments: Sequence[str]) -> None:
    with SlackExport.open(arguments[0]) as export:
        handles = {
            account.id: account.handle for account in export.accounts() if isinstance(account, Account)
        }
        regions = regions_of(export)
    if "--train" in arguments:
        _write(trained([region for region in regions if region.building], handles))
    figures: dict[str, float] = {}
    judged = [region for region in regions if not region.building]
    largest = Counter(region.space for region in regions for _ in region.messages).most_common(1)[0][0]
    for name, some in (
        ("unseen days", [region for region in judged if region.space == largest]),
        ("other spaces", [region for region in judged if region.space != largest]),
    ):
        figures[f"{name}: regions"] = float(len(some))
        figures[f"{name}: messages"] = float(sum(len(region.messages) for region in some))
        for how in ("rule", "weights"):
            began = process_time()
            counts = [_counted(region, handles, how) for region in some]
            seconds = process_time() - began
            for figure, value in _with_intervals(counts).items():
                figures[f"{name}: {how}: {figure}"] = value
            figures[f"{name}: {how}: µs a message"] = (
                1e6 * seconds / sum(len(region.before) + len(region.messages) for region in some)
            )
    tell("threads", figures, {})


def regions_of(export: SlackExport) -> list[Region]:
    """The hand-threaded stretches of an export; half of the days of its largest space are for building."""
    days: defaultdict[int, list[Message]] = defaultdict(list)
    for number, record in export.messages(export.files):
        if isinstance(record, Message):
            days[number].append(record)
    sizes = Counter(day[0].space for day in days.values() for _ in day)
    largest = sizes.most_common(1)[0][0]
    found: list[Region] = []
    for day in days.values():
        start = next((place for place, message in enumerate(day) if message.thread != message.id), None)
        if start is None:
            continue
        before, messages = day[:start], day[start:]  # earlier roots are not hand-labelled ground
        if len(messages) < REGION_SHORTEST:
            continue
        heads: dict[str, int] = {}
        roots = tuple(heads.setdefault(message.thread, place) for place, message in enumerate(messages))
        space = messages[0].space
        told = blake2b(f"{space} {messages[0].at // 86_400_000_000}".encode(), digest_size=1).digest()[0]
        found.append(Region(space, space == largest and told % 2 == 0, tuple(before), tuple(messages), roots))
    return found


def trained(regions: Sequence[Region], handles: Mapping[str, str]) -> dict[str, float]:
    """Weights under which the right choices are likeliest; any message of the same thread is right."""
    rows: list[list[float]] = []
    right: list[bool] = []
    groups: list[int] = []
    group = 0
    for region in regions:
        for choices, good in _taught(region, handles):
            if any(good) and not all(good):
                rows += choices
                right += good
                groups += [group] * len(good)
                group += 1
    x, of = np.array(rows), np.array(groups)
    scale = x.std(axis=0) + 1e-6  # so that one rate suits all
    x /= scale
    good = np.array(right)
    starts = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    weights, speed = np.zeros(len(FEATURES)), np.zeros(len(FEATURES))
    for _ in range(ROUNDS):
        score = x @ weights
        likely = np.exp(score - np.maximum.reduceat(score, starts)[of])
        every = likely / np.add.reduceat(likely, starts)[of]
        among = likely * good
        wanted = among / np.add.reduceat(among, starts)[of]
        slope = x.T @ (wanted - every) / group - RIDGE * weights
        speed = MOMENTUM * speed + RATE * slope
        weights = weights + speed
    return {name: round(float(value), 4) for name, value in zip(FEATURES, weights / scale, strict=True)}


def _taught(region: Region, handles: Mapping[str, str]) -> Iterator[tuple[list[list[float]], list[bool]]]:
    """The choices at each message when all before it are threaded rightly."""
    walk = Walk(handles)
    roots: list[int] = []  # true root of each place, those before the region apart
    offset = len(region.before)
    for message in region.before:
        walk.take(walk.read(message), len(roots))
        roots.append(-1)
    for place, message in enumerate(region.messages):
        said = walk.read(message)
        choices = walk.choices(said)
        true = region.roots[place]
        here = place + offset
        if true != place or message.thread == message.id:  # else its thread began before the region
            yield (
                [row for _, row in choices],
                [true == place if at == here else roots[at] == true for at, _ in choices],
            )
        walk.take(said, here if true == place else true + offset)
        roots.append(true)


def _counted(region: Region, handles: Mapping[str, str], how: str) -> Counter[str]:
    """What the figures are made of, for one region."""
    everything = [*region.before, *region.messages]
    found = untangled(everything, handles) if how == "weights" else by_rule(everything, handles)
    found = found[len(region.before) :]
    true_sets, found_sets = _sets(region.roots), _sets(found)
    many = [frozenset(places) for places in true_sets.values() if len(places) > 1]
    found_many = {frozenset(places) for places in found_sets.values() if len(places) > 1}
    counts = Counter(
        messages=len(found),
        matched=matched(list(zip(region.roots, found, strict=True))),
        exact=sum(places in found_many for places in many),
        many=len(many),
        found_many=len(found_many),
    )
    for place, root in enumerate(region.roots):
        asker = region.messages[root].author
        if region.messages[place].author != asker:
            counts["replies"] += 1
            counts["right_asker"] += everything[found[place]].author == asker
    return counts


def _sets(roots: Sequence[int]) -> dict[int, list[int]]:
    sets: defaultdict[int, list[int]] = defaultdict(list)
    for place, root in enumerate(roots):
        sets[root].append(place)
    return sets


def matched(pairs: Sequence[tuple[int, int]]) -> int:
    """Messages in common when each true thread is given at most one found thread, at best (min-cost flow)."""
    common = Counter(pairs)
    node = {
        name: place
        for place, name in enumerate(
            dict.fromkeys((side, root) for pair in common for side, root in enumerate(pair)), 2
        )
    }
    flow = SimpleMinCostFlow()
    for (side, _), place in node.items():
        flow.add_arc_with_capacity_and_unit_cost(*((0, place) if side == 0 else (place, 1)), 1, 0)
    for (true, found), messages in common.items():
        flow.add_arc_with_capacity_and_unit_cost(node[0, true], node[1, found], 1, -messages)
    threads = sum(side == 0 for side, _ in node)
    flow.add_arc_with_capacity_and_unit_cost(0, 1, threads, 0)
    flow.set_node_supply(0, threads)
    flow.set_node_supply(1, -threads)
    flow.solve()  # pyright: ignore[reportUnknownMemberType]
    return -flow.optimal_cost()


def figures_of(counts: Counter[str]) -> dict[str, float]:
    return {
        "1-to-1": counts["matched"] / counts["messages"],
        "exact clusters F": 2 * counts["exact"] / max(1, counts["many"] + counts["found_many"]),
        "right asker": counts["right_asker"] / max(1, counts["replies"]),
    }


def _with_intervals(regions: Sequence[Counter[str]]) -> dict[str, float]:
    """The figures, each with the bounds between which 95 % of resamples of the regions fall."""
    chance = random.Random(SEED)
    samples = [
        figures_of(sum(chance.choices(regions, k=len(regions)), Counter[str]())) for _ in range(RESAMPLES)
    ]
    told: dict[str, float] = {}
    for name, value in figures_of(sum(regions, Counter[str]())).items():
        spread = sorted(sample[name] for sample in samples)
        told[name] = value
        told[f"{name}, at least"] = spread[int(0.025 * RESAMPLES)]
        told[f"{name}, at most"] = spread[int(0.975 * RESAMPLES)]
    return told


def by_rule(messages: Sequence[Message], handles: Mapping[str, str]) -> list[int]:
    """After the last message of whom it speaks to, else after one's own last, else a new thread."""
    walk = Walk(handles)
    last: dict[str, int] = {}
    roots: list[int] = []
    for place, message in enumerate(messages):
        said = walk.read(message)
        to = [last[account] for account in said.calls if account in last]
        parent = max(to) if to else last.get(said.author, place)
        roots.append(walk.take(said, parent))
        last[said.author] = place
    return roots


def _write(weights: Mapping[str, float]) -> None:
    WEIGHTS.write_text(json.dumps({"version": 1, "weights": weights}, indent=1) + "\n", "utf-8")
