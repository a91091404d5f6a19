"""The review of what there is to learn from: all findings, and what stewards decide about them.

Questions are counted over what the viewer may read, and nobody who asked is named. The same graph gives the
same findings; what is decided about one stands beside it, by its id.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from domain.changes import Survivors
from domain.content import Target, Teaches
from domain.errors import InvalidInput, NotAllowed, NotFound
from domain.evidence import Act, bucket_act, month_of, units
from domain.people import person_key
from domain.review import Decision, Finding, FindingKind, FindingStatus, Item, all_decided
from domain.viewer import Scopes, Viewer
from finder import names
from graph import coverage, ledger, merges, people, review, spaces
from graph.connection import Graph, Tx
from graph.review import AskedRow, ItemRow, RequiredRow
from learning.coverage_holders import micros, since
from learning.review_items import Known, misaligned, outdated, ownerless
from learning.review_missing import Asked, Languages, Required, missing, unread
from learning.review_same import same
from learning.review_thresholds import ASKED_DAYS, ASKED_PEOPLE, WANTED_DAYS
from learning.review_versions import newer

REASON_LONGEST = 500  # characters


@dataclass(frozen=True, slots=True)
class Organisation:
    """All that the review looks at. `titles` are of content, `newer` leads from old versions of skills to the
    name of the new one; `asked_by` is how many people asked about a skill (id) in the longer time, `asked`
    what was asked by many lately; `languages` are those of everybody of whom any is known."""

    items: tuple[Item, ...]
    titles: Mapping[str, str]
    newer: Mapping[str, str]
    wanted: frozenset[Known]
    asked_by: Mapping[str, int]
    asked: tuple[Asked, ...]
    required: tuple[Required, ...]
    languages: tuple[Languages, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """Findings in their order, and the names of what and whom they speak of by id."""

    findings: tuple[Finding, ...]
    names: Mapping[str, str]
    people: Mapping[str, str]
    items: int
    at: date

    def of(
        self, kinds: Iterable[FindingKind] = (), status: Iterable[FindingStatus] = ()
    ) -> tuple[Finding, ...]:
        """Those of some kinds and standings; of all where none is given."""
        wanted, standing = set(kinds), set(status)
        return tuple(
            finding
            for finding in self.findings
            if (not wanted or finding.kind in wanted) and (not standing or finding.status in standing)
        )


def findings(found: Organisation, today: date) -> list[Finding]:
    """Every finding about an organisation on a day, undecided, in no order."""
    return [
        *same(found.items),
        *outdated(found.items, found.newer, found.titles, today),
        *ownerless(found.items),
        *misaligned(found.items, found.wanted, found.asked_by),
        *missing(found.items, found.asked, found.required),
        *unread(found.items, found.languages),
    ]


async def reviewed(graph: Graph, viewer: Viewer, today: date) -> Reviewed:
    """Reviews all live content for any viewer who is known; to others there is nothing."""

    async def work(tx: Tx) -> tuple[Organisation, dict[str, Decision]]:
        scopes = await spaces.readable(tx, viewer)
        decisions = {one.finding: one for one in await review.decisions(tx)} if scopes.names else {}
        return await organisation(tx, scopes, today), decisions

    found, decisions = await graph.read(work)
    decided = await asyncio.to_thread(lambda: all_decided(findings(found, today), decisions))

    async def name(tx: Tx) -> tuple[dict[str, str], dict[str, str]]:
        ids = sorted({id for finding in decided for id in finding.about})
        owners = sorted({finding.owner for finding in decided} - {""})
        called = {one.id: one.name for one in await review.named(tx, ids=ids)} if ids else {}
        whom = {
            one.id: one.name for one in await people.names(tx, people=[person_key(one) for one in owners])
        }
        return called, whom

    called, whom = await graph.read(name)
    return Reviewed(tuple(decided), called, whom, len(found.items), today)


async def decide(
    graph: Graph,
    viewer: Viewer,
    finding: str,
    status: FindingStatus,
    *,
    reason: str = "",
    to: str = "",
    at: int,
    today: date,
) -> Reviewed:
    """Accepts, assigns (`to` a person by id, handle or name), dismisses a finding or opens it again, for a
    steward.

    Raises NotAllowed, NotFound, or InvalidInput.
    """
    if not (viewer.is_operator or viewer.is_steward):
        raise NotAllowed("Only a steward may decide about findings.", "Ask one of the stewards.")
    reason = reason.strip()
    if status is FindingStatus.DISMISSED and not reason:
        raise InvalidInput("It is not said why the finding is dismissed.", "Give a reason.")
    if len(reason) > REASON_LONGEST:
        raise InvalidInput(
            f"The reason has {len(reason)} characters.", f"Say it in {REASON_LONGEST} at most."
        )
    if (status is FindingStatus.ASSIGNED) != bool(to.strip()):
        raise InvalidInput(
            "A finding is assigned to somebody, and only then.", "Name a person to assign it to."
        )
    found = await reviewed(graph, viewer, today)
    wanted = next((one for one in found.findings if one.id == finding.strip()), None)
    if wanted is None:
        raise NotFound(
            f"There is no finding {finding!r}.", "Give an id as `understory review content` shows it."
        )

    async def work(tx: Tx) -> None:
        await ledger.begin(tx)
        if status is FindingStatus.OPEN:
            await review.undecide(tx, finding=wanted.id)
            return
        whom = (await names.person(tx, to)).id if to else ""
        by = viewer.person or ""
        await review.decide(tx, decision=Decision(wanted.id, status, reason, whom, by, at, wanted.digest))

    await graph.write(work)
    return await reviewed(graph, viewer, today)


async def organisation(tx: Tx, scopes: Scopes, today: date) -> Organisation:
    """All that the review looks at, as far as some scopes show it."""
    survivors = await merges.survivors(tx)
    rows = await review.items(tx, scopes)
    items = tuple(_item(row, survivors) for row in rows)
    wanted = frozenset((one.target, survivors.of(one.id)) for one in await review.wanted(tx, scopes=scopes))
    longer, shorter = _asked_since(today, WANTED_DAYS), _asked_since(today, ASKED_DAYS)
    askers = {one.person: one.languages for one in await review.askers(tx, scopes, month_of(longer))}
    asking = _asked(await review.asked(tx, scopes, askers, longer), survivors)
    recent = {skill: [one for one in some if one[1] >= shorter] for skill, some in asking.items()}
    many = {skill for skill, some in recent.items() if len({who for who, _ in some}) >= ASKED_PEOPLE}
    ids = await _ids(tx, asking)
    held = await coverage.holders(
        tx, [ids[skill] for skill in many if skill in ids], scopes, since(today), today.isoformat(), first=0
    )
    experts = {one.skill: one for one in held}
    called = {one.id: one.name for one in await review.named(tx, ids=sorted(ids.values()))} if ids else {}
    asked = tuple(
        Asked(
            ids[skill],
            called.get(ids[skill], ids[skill]),
            len(recent[skill]),
            tuple(askers[who] for who in sorted({who for who, _ in recent[skill]})),
            experts[ids[skill]].number if ids[skill] in experts else 0,
        )
        for skill in sorted(many)
        if skill in ids
    )
    return Organisation(
        items,
        {item.id: item.title for item in items},
        newer(await review.numbered(tx)),
        wanted,
        {ids[skill]: len({who for who, _ in some}) for skill, some in asking.items() if skill in ids},
        asked,
        tuple(_required(await review.required(tx, scopes=scopes), survivors)),
        tuple(await review.languages(tx, scopes=scopes)),
    )


def _item(row: ItemRow, survivors: Survivors) -> Item:
    teaches = dict.fromkeys(
        Teaches(target, survivors.of(id) if target is Target.SKILL else id, start, end)
        for target, id, start, end in row.teaches
    )
    return Item(
        row.id,
        row.title,
        row.text,
        row.kind,
        row.languages,
        row.regions,
        row.review_on,
        row.mandatory,
        row.translation_of,
        row.replaced_by,
        row.owner,
        row.owner_left,
        row.successor,
        tuple(teaches),
        row.retired,
        tuple(survivors.of(id) for id in row.needs),
    )


def _required(rows: Sequence[RequiredRow], survivors: Survivors) -> list[Required]:
    """One for each competency and level, the highest level first: all who hold any role that needs it so."""
    holders: dict[tuple[str, int | None], dict[str, Languages]] = {}
    first: dict[tuple[str, int | None], RequiredRow] = {}
    for row in rows:
        at = row.competency, row.level
        first.setdefault(at, row)
        holders.setdefault(at, {}).update({one[0]: one[1:] for one in row.holders})
    return [
        Required(
            row.competency,
            row.name,
            row.level,
            tuple(survivors.of(id) for id in row.skills),
            tuple(languages for _, languages in sorted(holders[at].items())),
            row.role,
        )
        for at, row in sorted(first.items(), key=lambda pair: (pair[0][0], -(pair[0][1] or 0)))
    ]


def _asked(rows: Iterable[AskedRow], survivors: Survivors) -> dict[int, list[tuple[int, int]]]:
    """Who asked about each skill (key), and when."""
    found: dict[int, list[tuple[int, int]]] = {}
    for row in rows:
        for skill, number in units(row.at, survivors.resolved(row.m)):
            if bucket_act(number) is Act.ASKED:
                found.setdefault(skill, []).append((row.person, row.at))
    return found


async def _ids(tx: Tx, keys: Iterable[int]) -> dict[int, str]:
    return {one.key: one.id for one in await review.skill_ids(tx, keys=sorted(keys))}


def _asked_since(today: date, days: int) -> int:
    return micros(today - timedelta(days=days))
