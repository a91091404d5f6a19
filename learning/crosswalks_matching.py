"""Finding the counterpart of a competency or skill in a list of skills: what is called and means alike.

Two things speak for a counterpart: a label that shares its weighty words with the name (and, at less, with
what stands in brackets and in the first sentence of the description), and words in common between everything
that is said of both. Nothing is looked up outside: the same lists give the same candidates.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from domain.crosswalks import Candidate, Item
from domain.frameworks import Competency
from domain.skills import Skill
from learning.crosswalks_index import Floats, Index
from learning.crosswalks_reasons import explained
from learning.crosswalks_words import Words, first_sentence, is_light, roots, stem, words

CANDIDATES = 5  # that a steward is shown
LEAST = 0.68  # confidence from which a candidate is proposed: `scripts/bench crosswalks`
SHOWN_LEAST = 0.1  # from which it is a candidate at all

BRACKET_SHARE = 0.5  # of the weight of a word that stands in brackets
HEAD_SHARE = 0.5  # of one that the first sentence of the description has
# Of the likeness to a label that is not the preferred one, where nothing that the preferred one says is said
# of the item; the more of it is, the more counts.
ALIAS_SHARE = 0.7
CONTEXT_SHARE = 0.3  # of the confidence that comes from all words in common
OTHER_HEAD = 0.9  # of the likeness where what says the sort of thing is missing on either side
HEAD_MISSED = 0.85  # of the confidence where the counterpart lacks it: "life cycle" is no "evaluation"
CONTEXT_FULL = 0.2  # cosine: likeness of all words counts as whole from here, or from the likeliest
LACKING = 0.2  # of the confidence that is lost where a label has none of the name's words
FOREIGN = 0.1  # where nothing that a label says is said of the item
OWN_LABELS_MOST = 20  # of an item's other names that are tried


def item_of_skill(skill: Skill) -> Item:
    return Item(skill.id, skill.name, skill.labels[1:])


def item_of_competency(competency: Competency) -> Item:
    texts = tuple(dict.fromkeys(text.text for text in competency.texts))
    return Item(competency.id, competency.name, (), competency.description, texts)


def candidates(item: Item, index: Index, first: int = CANDIDATES) -> list[Candidate]:
    """What may be the counterpart of an item: the `first` most alike, the surest before the others; itself is
    never among them."""
    if not index.rows:
        return []
    names = [words(name) for name in (item.name, *item.labels[:OWN_LABELS_MOST])]
    sentence = frozenset(roots(first_sentence(item.description)))
    best = np.zeros(len(index.rows))
    of_its_sort = np.zeros(len(index.rows), dtype=np.bool_)
    for own in names:
        best = np.maximum(best, _alike(own, sentence, index))
        of_its_sort |= index.having(own.head)
    bag = _bag(item)
    said = frozenset(map(stem, bag))
    fit = (index.overlap(dict.fromkeys(bag, 1.0)) / index.totals)[index.names][index.owners]
    by_label = best * np.where(index.preferred, 1.0, ALIAS_SHARE + (1 - ALIAS_SHARE) * fit)
    by_item = np.zeros(len(index))
    np.maximum.at(by_item, index.owners, by_label)
    context = index.likeness(bag)
    context /= max(float(context.max()), CONTEXT_FULL)
    alike = (1 - CONTEXT_SHARE) * by_item + CONTEXT_SHARE * context * (by_item > 0)
    order = sorted(np.flatnonzero(alike >= SHOWN_LEAST).tolist(), key=lambda at: (-alike[at], at))
    found: list[tuple[float, int, int]] = []
    for at in [at for at in order[: first + 1] if index.items[at].id != item.id][:first]:
        rows = np.flatnonzero(index.owners == at)
        row = int(rows[np.argmax(by_label[rows])])
        sure = float(alike[at]) * (1.0 if of_its_sort[row] else HEAD_MISSED)
        sure *= 1 - LACKING * min(_lacking(own, index, row) for own in names)
        sure *= 1 - FOREIGN * _foreign(said, index, row)
        found.append((-min(sure, 1.0), at, row))
    return [_candidate(item, index, row, -sure) for sure, _, row in sorted(found)]


def proposed(listed: Sequence[Candidate]) -> Candidate | None:
    """The candidate to put before a steward; None where none is likely enough."""
    return listed[0] if listed and listed[0].confidence >= LEAST else None


def _alike(own: Words, head: frozenset[str], index: Index) -> Floats:
    """For each label how alike it is to a name: the harmonic mean of how much of the label the name has, and
    of the name the label."""
    wanted = (
        dict.fromkeys(head, HEAD_SHARE)
        | dict.fromkeys(own.brackets, BRACKET_SHARE)
        | dict.fromkeys(own.core, 1.0)
    )
    core = dict.fromkeys(own.core or own.brackets, 1.0)
    whole = sum(index.weight(each) for each in core)
    if not whole:
        return np.zeros(len(index.rows))
    covered = index.overlap(wanted) / index.totals
    told = index.told(core) / whole
    both = covered + told
    alike = np.where(both > 0, 2 * covered * told / np.where(both > 0, both, 1.0), 0.0)
    alike *= np.where(index.having(own.head), 1.0, OTHER_HEAD)
    return alike * np.where(index.headed(wanted), 1.0, OTHER_HEAD)


def _bag(item: Item) -> Counter[str]:
    bag = Counter[str]()
    for text in (item.name, item.name, *item.labels, item.description, *item.texts):
        bag.update(each for each in roots(text) if not is_light(each))
    return bag


def _lacking(own: Words, index: Index, row: int) -> float:
    """The share of the words of a name that a label does not have."""
    core = [each for each in own.core if not is_light(each)] or own.core
    there = frozenset(index.rows[row])
    return sum(there.isdisjoint(index.forms(each)) for each in core) / max(len(core), 1)


def _foreign(said: frozenset[str], index: Index, row: int) -> float:
    """The share of the words of a label that nothing says of the item; all where none of them says much."""
    weighty = [each for each in index.rows[row] if not is_light(each)]
    return sum(stem(each) not in said for each in weighty) / len(weighty) if weighty else 1.0


def _candidate(item: Item, index: Index, row: int, sure: float) -> Candidate:
    target = index.items[int(index.owners[row])]
    relation, reason = explained(item, target, index.labels[row])
    return Candidate(target.id, relation, round(sure, 3), reason)
