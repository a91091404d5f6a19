"""What a counterpart is to an item, and why it is proposed, in words that a steward can check."""

from collections.abc import Iterable

from domain.crosswalks import Item, Relation
from domain.frameworks import compared_as
from learning.crosswalks_words import (
    bracketed,
    first_sentence,
    is_handling,
    is_joined,
    is_light,
    roots,
    stem,
    surfaces,
    words,
)

LONGEST_SHOWN = 120  # characters of a name in a reason


def explained(item: Item, target: Item, label: str) -> tuple[Relation, str]:
    """What a target is to an item whose name is like one of the target's labels, and the reason."""
    called = f"“{_short(label)}”" if label == target.name else f"“{_short(label)}” of “{_short(target.name)}”"
    own, theirs = words(item.name), words(label)
    if compared_as(item.name) == compared_as(label):
        return Relation.EXACT, f"{called} is the same name."
    mine, other = _weighty(own.core), _weighty(theirs.core)
    if mine == other and own.brackets != theirs.brackets:
        if own.brackets:
            return Relation.BROADER, f"{called} is the same name without “{_short(bracketed(item.name))}”."
        return Relation.NARROWER, f"{called} is the same name, of “{_short(bracketed(label))}” alone."
    here, there = surfaces(item.name), surfaces(label)
    shared = [here[each] for each in own.core if stem(each) in other or stem(each) in _stems(theirs.core)]
    reason = f"{called} has {_listed(shared)}" if shared else f"{called} is like what is said of it"
    if mine == other:
        same = label == target.name and _handled(own.core) == _handled(theirs.core)
        relation = Relation.EXACT if same else Relation.CLOSE
        return relation, f"{reason}, in other forms or another order."
    missing = [here[each] for each in own.core if stem(each) in mine - other]
    described = _stems(roots(first_sentence(item.description))) | _stems(own.brackets)
    more = [each for each in theirs.core if stem(each) in other - mine]
    told = [there[each] for each in more if stem(each) in described]
    added = [there[each] for each in more if stem(each) not in described]
    if told:
        reason += f", and {_listed(told)} as its description"
    if missing:
        reason += f"; it lacks {_listed(missing)}"
    if added:
        reason += f"; it adds {_listed(added)}"
    return _relation(item, mine, other, added), f"{reason}."


def _relation(item: Item, mine: frozenset[str], other: frozenset[str], added: list[str]) -> Relation:
    if other and other < mine:
        # One of two things that a name joins is a part of it; a single thing less a word is more than it.
        return Relation.NARROWER if is_joined(item.name) else Relation.BROADER
    if mine and mine < other and len(added) > 1:
        return Relation.NARROWER
    return Relation.CLOSE


def _weighty(some: Iterable[str]) -> frozenset[str]:
    kept = [each for each in some if not is_light(each)]
    return _stems(kept or some)


def _handled(some: Iterable[str]) -> frozenset[str]:
    return _stems(each for each in some if not is_handling(each))


def _stems(some: Iterable[str]) -> frozenset[str]:
    return frozenset(map(stem, some))


def _listed(some: list[str]) -> str:
    return ", ".join(f"“{_short(each)}”" for each in some)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"
