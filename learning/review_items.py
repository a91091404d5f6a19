"""What is wrong with items one by one: out of date, without an owner, or of no use to anybody."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from domain.content import Target
from domain.review import Finding, FindingKind, Item
from learning.review_thresholds import WANTED_ASKERS, WANTED_DAYS
from learning.review_words import digest, quoted

Known = tuple[Target, str]  # a skill or competency, by id


def outdated(
    items: Sequence[Item], newer: Mapping[str, str], titles: Mapping[str, str], today: date
) -> list[Finding]:
    """Items past their review, that something replaces, or that teach what is no more.

    `newer` leads from the id of a skill that is an old version to the name of the new one, `titles` from the
    id of an item to its title.
    """
    found: list[Finding] = []
    for item in items:
        evidence: list[str] = []
        steps: list[str] = []
        if item.review_on is not None and item.review_on < today:
            evidence.append(f"its review was due on {item.review_on}")
            steps.append("review it and set the next date")
        if item.replaced_by:
            evidence.append(f"{quoted(titles.get(item.replaced_by, item.replaced_by))} replaces it")
            steps.insert(0, "retire it")
        for name in item.retired:
            evidence.append(f"it teaches {name}, which no framework in force has")
        old = sorted({newer[tag.id] for tag in item.teaches if tag.id in newer})
        evidence += [f"it teaches an old version of {name}" for name in old]
        if (item.retired or old) and not item.replaced_by:
            steps.append("bring it up to what there is now, or retire it")
        if evidence:
            found.append(
                Finding(
                    FindingKind.OUTDATED,
                    (item.id,),
                    f"{quoted(item.title)} is out of date",
                    tuple(evidence),
                    _sentence(steps),
                    item.keeper,
                    digest(item.review_on, item.replaced_by, item.retired, tuple(old)),
                )
            )
    return found


def ownerless(items: Iterable[Item]) -> list[Finding]:
    """Items that nobody owns, or whose owner has left."""
    return [
        Finding(
            FindingKind.OWNERLESS,
            (item.id,),
            f"{quoted(item.title)} has nobody who looks after it",
            ("its owner has left" if item.owner_left else "it has no owner",),
            "Name an owner, or retire it.",
            item.keeper,
            digest(item.owner, item.owner_left),
        )
        for item in items
        if item.owner is None or item.owner_left
    ]


def misaligned(items: Sequence[Item], wanted: Collection[Known], asked: Mapping[str, int]) -> list[Finding]:
    """Items of which nothing that they teach is wanted.

    `wanted` is what held roles, plans and goals need; `asked` how many people asked about a skill. What
    useful content needs is useful as well. Exempt is what everybody has to do, and what teaches nothing.
    """
    useful = _useful(items, wanted, asked)
    return [
        Finding(
            FindingKind.MISALIGNED,
            (item.id,),
            f"Nobody needs what {quoted(item.title)} teaches",
            (
                "nothing it teaches is in a role that somebody holds, in a plan or a goal",
                f"fewer than {WANTED_ASKERS} people asked about it in {WANTED_DAYS} days",
            ),
            "Retire it, or say which role or goal it serves.",
            item.keeper,
            digest(item.teaches, item.mandatory),
        )
        for item in items
        if item.id not in useful and any(tag.end for tag in item.teaches)
    ]


def _useful(items: Sequence[Item], wanted: Collection[Known], asked: Mapping[str, int]) -> set[str]:
    by_id = {item.id: item for item in items}
    useful = {
        item.id
        for item in items
        if item.mandatory
        or any(
            (tag.target, tag.id) in wanted or asked.get(tag.id, 0) >= WANTED_ASKERS for tag in item.teaches
        )
    }
    queue = list(useful)
    teaching: dict[str, list[str]] = {}
    for item in items:
        for tag in item.teaches:
            teaching.setdefault(tag.id, []).append(item.id)
    while queue:
        item = by_id[queue.pop()]
        for needed in item.needs:
            for other in (needed, *teaching.get(needed, ())):
                if other in by_id and other not in useful:
                    useful.add(other)
                    queue.append(other)
    return useful


def _sentence(steps: Sequence[str]) -> str:
    text = "; ".join(steps)
    return f"{text[:1].upper()}{text[1:]}." if text else "Look at it."
