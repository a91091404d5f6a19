"""How well counterparts are found: `scripts/bench crosswalks [DATA]`, the folder of the shared data, on the
key of 120 pairs in `benchmarks/data/crosswalks.csv`.

The key was made before the matcher, in two passes by one annotator: `pass1` and `pass2` are their verdicts,
and `relation` is what a third look decided where they differ. Where several counterparts are equally right,
all are named. A source's pairs are in one half: `building` was looked at while the matcher was made.
"""

import csv
import gzip
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import tell
from domain.crosswalks import Item, Relation
from learning.crosswalks_index import Index
from learning.crosswalks_matching import candidates, item_of_skill, proposed
from sources.vocabulary import seed_vocabulary

KEY = Path(__file__).parent / "data" / "crosswalks.csv"
DATA = Path(__file__).parents[2] / "shared" / "data"
HALVES = ("building", "held out")
UNITS = {"pairs": "pairs", "none": "pairs", "proposed": "proposals", "abstained": "pairs with a counterpart"}


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the key; a pair without targets has no counterpart."""

    source: str
    scheme: str
    targets: frozenset[str]
    relation: Relation
    passes: tuple[str, str]
    half: str


def main(arguments: Sequence[str]) -> None:
    data = Path(arguments[0]) if arguments else DATA
    pairs = key()
    schemes = {"ddat": framework(data), "esco": esco(data), "vocabulary": vocabulary()}
    named = {name: {item.name: item for item in items} for name, items in schemes.items()}
    indexes = {name: Index(schemes[name]) for name in ("esco", "vocabulary")}
    figures: dict[str, float] = {"agreement_of_passes": agreement(pairs), "kappa_of_passes": kappa(pairs)}
    for half in HALVES:
        own = [pair for pair in pairs if pair.half == half]
        told = {f"{half}_{name}".replace(" ", "_"): v for name, v in measured(own, named, indexes).items()}
        figures |= told
    figures |= measured(pairs, named, indexes)
    tell("crosswalks", figures, {name: UNITS.get(name, "") for name in figures})


def measured(
    pairs: Sequence[Pair], named: Mapping[str, Mapping[str, Item]], indexes: Mapping[str, Index]
) -> dict[str, float]:
    """The figures of some pairs. A counterpart proposed where there is none is a false one; recall looks at
    the five candidates that a steward is shown, proposed or not."""
    right = said = found = first = related = abstained = false = 0
    with_one = [pair for pair in pairs if pair.targets]
    for pair in pairs:
        scheme, _, name = pair.source.partition(":")
        index = indexes[pair.scheme]
        known = {item.id: item.name for item in index.items}
        listed = candidates(named[scheme][name], index)
        top = proposed(listed)
        if top is not None:
            hit = known[top.target] in pair.targets
            said, right = said + 1, right + hit
            related += hit and top.relation is pair.relation
            false += not pair.targets
        else:
            abstained += bool(pair.targets)
        found += any(known[each.target] in pair.targets for each in listed[:5])
        first += bool(listed) and known[listed[0].target] in pair.targets
    return {
        "pairs": len(pairs),
        "precision_at_1": right / said if said else 0.0,
        "recall_at_1": right / len(with_one),
        "recall_at_5": found / len(with_one),
        "first_of_candidates": first / len(with_one),
        "right_relation_of_right_ones": related / right if right else 0.0,
        "proposed": said,
        "abstained": abstained,
        "false_where_there_is_none": false,
    }


def key() -> list[Pair]:
    with KEY.open(encoding="utf-8", newline="") as file:
        return [_pair(row) for row in csv.DictReader(file)]


def _pair(row: Mapping[str, str]) -> Pair:
    targets = [target.partition(":") for target in row["target"].split("|")]
    return Pair(
        row["source"],
        targets[0][0],
        frozenset(name for _, _, name in targets if name),
        Relation(row["relation"]),
        (row["pass1"], row["pass2"]),
        row["half"],
    )


def agreement(pairs: Iterable[Pair]) -> float:
    same = [one == other for one, other in (pair.passes for pair in pairs)]
    return sum(same) / len(same)


def kappa(pairs: Sequence[Pair]) -> float:
    """Cohen's: agreement beyond that of chance."""
    firsts, seconds = zip(*(pair.passes for pair in pairs), strict=True)
    chance = sum(firsts.count(each) * seconds.count(each) for each in Relation) / len(pairs) ** 2
    return (agreement(pairs) - chance) / (1 - chance)


def framework(data: Path) -> list[Item]:
    """The competencies of the shared framework, with the texts of their levels."""
    names: dict[str, str] = {}
    texts: dict[str, dict[str, None]] = {}
    with gzip.open(data / "frameworks" / "ddat_roles.csv.gz") as file:
        for row in csv.DictReader(io.TextIOWrapper(file, "utf-8", newline="")):
            name, description = row["Skill Name"].strip(), row["Skill Description"]
            names.setdefault(name, "" if description == "MISSING" else description)
            texts.setdefault(name, {})[row["Skill Level Description"]] = None
    return [Item(name, name, (), names[name], tuple(texts[name])) for name in names]


def esco(data: Path) -> list[Item]:
    found: list[dict[str, Any]] = json.loads(
        gzip.decompress((data / "esco" / "esco_1_1_1_skills_en.json.gz").read_bytes())
    )
    return [Item(each["id"], each["pref"], tuple(each["alt"])) for each in found]


def vocabulary() -> list[Item]:
    return [item_of_skill(skill) for skill in seed_vocabulary().skills]
