"""Every query file keeps its contract: it is bound, says its mode and columns truly, and runs on data."""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from organisation import Organisation, person

import graph as graph_room
from domain.crosswalks import INCLUDING, Relation, Standing
from domain.evidence import (
    ACTS_A_MONTH,
    GRADES_AN_ACT,
    HALF_LIFE,
    MENTION_FIELDS,
    SHOWING,
    UNIT,
    Act,
    bucket,
    bucket_weight,
    month_of,
)
from domain.frameworks import Seen, Status
from domain.keys import key
from domain.links import Link
from domain.messages import Account, SpaceKind
from domain.relations import RelationKind
from domain.review import Decision, FindingStatus
from domain.tally import Known
from domain.viewer import Scopes
from graph import contests
from graph.connection import Graph, Tx
from graph.contests import ContestState
from graph.crosswalks import Crosswalk
from graph.documents import DocumentRow, Part
from graph.evidence import Contribution
from graph.experts import FamilySkill
from graph.frameworks import BY_NAME, Version, save_version
from graph.frameworks import State as State_of_version
from graph.frameworks_written import CompetencyRow, LevelRow, RequirementRow, RoleLevelRow, RoleRow, TextRow
from graph.imports import State
from graph.ledger import Row
from graph.operations import OperationKind
from graph.people import AccountRow, Listed, Placing
from graph.queries import BOUND, encode, read_query
from graph.relations import Wanted
from graph.roles import Assigned, HoldersAfter, PlaceAfter
from graph.shows import PersonShows, Shows
from graph.skills import After, RelationRow, SkillRow
from graph.spaces import SpaceRow
from graph.terms import TermChange

pytestmark = pytest.mark.anyio

ROOM = Path(__file__).parents[2]
FILES = sorted(
    path.relative_to(ROOM / "cypher").with_suffix("").as_posix() for path in ROOM.glob("cypher/**/*.cypher")
)
for module in pkgutil.iter_modules(graph_room.__path__):
    importlib.import_module(f"graph.{module.name}")


class Undone(Exception):
    """Takes back what a query wrote."""


async def arguments(org: Organisation) -> Mapping[str, dict[str, Any]]:
    """For every query the values that let it do its work on this organisation."""

    async def look(tx: Tx) -> tuple[list[Row], list[Known], list[dict[str, Any]]]:
        rows = [r["e"] for r in await (await tx.run("MATCH (e:Evidence) RETURN e{.*} AS e")).data()]
        for row in rows:
            row.pop("seq")
        people = [r["p"] for r in await (await tx.run("MATCH (p:Person) RETURN p{.*} AS p")).data()]
        from graph import knows

        known = await knows.of_people(tx, people=[p["key"] for p in people])
        rows = [Row(**{**row, "m": tuple(row["m"]), "t": tuple(row["t"])}) for row in rows]
        return rows, known, people

    rows, known, people = await org.graph.read(look)
    bob = next(p for p in people if p["name"] == "Bob")
    row = next(r for r in rows if r.m and r.person == bob["key"])
    keys, ids = [p["key"] for p in people], [p["id"] for p in people]
    every = Scopes(("*", "slack:board"))
    account = AccountRow.of(Account(person("bob"), "slack", "bob", "Bob"))
    listed = Listed(
        bob["key"], bob["id"], "7", "Bob", False, "b@x.test", "", "dev", keys[0], "", "", (), "", ""
    )
    made = Link(person("ann"), "listed:9", "", 1)
    skills = [SkillRow.of(skill) for skill in org.vocabulary.skills]
    relations = [RelationRow.of(skill) for skill in org.vocabulary.skills]
    space = SpaceRow.of(org.spaces["slack:help"], ())
    part = Part(key("documents:d:a.md"), account.key, "authors")
    document = DocumentRow(2, "documents:d:b.md", 1, 1, "b.md", "B", "en", 0, "", (3,), ("B",), ("b",))
    page = {"scopes": every, "search": "", "after_name": "", "after_id": "", "first": 5}
    unit = UNIT * 2 ** (300 / HALF_LIFE)
    return {
        **content_arguments(bob["id"], ids, every),
        **pathway_arguments(bob["key"], ids),
        **framework_arguments(bob["id"], every),
        **level_arguments(bob["id"], keys, row, every),
        **crosswalk_arguments(row, every),
        **review_arguments(bob["key"], keys, row, every),
        "cursors/get": {"id": "slack"},
        "cursors/set": {"id": "x", "fingerprint": "f", "extractor": 1, "position": 0, "finished": False},
        "documents/forget": {"keys": [key("documents:d:a.md")]},
        "documents/leave_part": {"parts": [part]},
        "documents/match": {"accounts": [account.key]},
        "documents/matched": {"accounts": [key(person("ann"))]},
        "documents/named": {"names": ["bob"], "source": "documents", "listed": "listed:"},
        "documents/names_of": {"person": bob["key"]},
        "documents/of_folder": {"folder": 1},
        "documents/parts_elsewhere": {"account": account.key, "person": 1, "first": 5},
        "documents/readers": {"space": key("slack:board")},
        "documents/save": {"documents": [document]},
        "documents/take_part": {"parts": [part]},
        "documents/unmatched": {"source": "slack"},
        "documents/veil": {"documents": [row.thread]},
        "erasure/accounts_of": {"person": bob["key"]},
        "erasure/left_of_person": {"person": bob["key"], "accounts": [account.key]},
        "erasure/left_of_space": {"space": row.space, "scope": "*"},
        "erasure/mark": {"keys": [1]},
        "erasure/marked": {"keys": [1, 2]},
        "erasure/remove_account": {"account": account.key},
        "erasure/remove_space": {"space": row.space},
        "erasure/threads_of_account": {"account": account.key, "first": 5},
        "erasure/unlearn": {"person": bob["key"]},
        "erasure/unsay": {"person": bob["key"]},
        "erasure/unsign": {"person": bob["id"]},
        "erasure/unlist": {"person": bob["key"], "identities": [person("bob")]},
        "evidence/about": {"people": keys, "skills": [row.m[0]], "scopes": every},
        "evidence/changed_threads": {"after": 0, "until": 9_999},
        "evidence/in_threads": {"contributions": [Contribution(row.person, row.thread)], "scopes": every},
        "evidence/items": {"ids": [row.id], "scopes": every},
        "evidence/ledger": {},
        "evidence/of_threads": {"threads": [row.thread]},
        "evidence/page": {"after": 0, "first": 5},
        "evidence/readable_spaces": {"scopes": every},
        "experts/kin": {"skills": ["kafka"]},
        "experts/people": {"people": keys},
        "experts/people_called": {"text": "bob"},
        "experts/people_named": {"text": "Bob"},
        "experts/rank": {
            "skills": [FamilySkill("kafka", key("skill", "kafka"), "Kafka", 1, True)],
            "scopes": every,
            "unit": unit,
            "showing": SHOWING,
            "grades": GRADES_AN_ACT,
            "acts": ACTS_A_MONTH,
            "first": 5,
        },
        "experts/skills_called": {"text": "kafka"},
        "imports/adopt": {},
        "imports/all": {},
        "imports/begin": {"name": "a", "kind": "CSV", "at": 1, "digest": 2, "skills": 3},
        "imports/count": {"name": "a"},
        "imports/held": {"name": "a"},
        "imports/hold": {"name": "a", "number": 0, "count": 1, "skills": "[]"},
        "imports/mark_people": {"most": 9},
        "imports/orphan": {},
        "imports/orphans": {},
        "imports/remove": {"name": "a"},
        "imports/turn": {"name": "a", "state": State.THERE},
        "inventory/contributed": {"people": keys},
        "inventory/labels": {},
        "inventory/people": {"after": 0, "first": 5},
        "inventory/server": {},
        "inventory/terms": {"after": -(2**63), "first": 5},
        "inventory/types": {},
        "knows/create": {"rows": [replace(known[0], id=1, scope="slack:elsewhere")]},
        "knows/existing": {"ids": [known[0].id]},
        "knows/of_people": {"people": keys},
        "knows/remove": {"ids": [known[0].id]},
        "knows/replace": {"rows": known},
        "knows/rows": {"people": keys},
        "knows/skills_there": {"skills": [row.m[0]]},
        "ledger/begin": {},
        "ledger/create": {"rows": [replace(row, id=1)], "seq": 9},
        "ledger/delete_items": {"items": [1]},
        "ledger/deleted": {"items": [key("slack:gone")]},
        "ledger/gone_since": {"after": 0, "until": 9_999},
        "ledger/remove": {"ids": [row.id], "seq": 9},
        "ledger/replace": {"rows": [row], "seq": 9},
        "ledger/rows": {"items": [row.item], "threads": [row.thread]},
        "ledger/seq": {},
        "ledger/threads_of_space": {"space": row.space, "after": 0, "first": 5},
        "ledger/threads_to_relink": {"account": row.subject, "person": 1, "first": 5},
        "merges/changes": {},
        "merges/is_known": {"skill": "kafka"},
        "merges/mark_knowers": {"skill": key("skill", "kafka"), "after": 0, "first": 5},
        "merges/merge": {"skill": "kafka", "into": "go", "by": "", "at": 1},
        "merges/pairs": {},
        "merges/remove": {"skill": "split-wlan"},
        "merges/rename": {"skill": "go", "name": "Go!", "ordinary": False, "by": "", "at": 1},
        "merges/retire": {"skill": "split-wlan"},
        "merges/split": {"skill": "sap", "other": "go", "labels": ["golang"], "by": "", "at": 1},
        "merges/unmerge": {"skill": "drivers"},
        "merges/unrename": {"skill": "python"},
        "links/accounts": {"accounts": [account.key]},
        "links/all": {},
        "links/called": {"key": account.key, "id": "9", "text": "bob", "listed": "listed:"},
        "links/remove": {"id": made.id},
        "links/save": {"id": 1, "link": made},
        "migrations/applied": {},
        "migrations/claim": {"store": "s"},
        "migrations/record": {"number": 9_999, "name": "n"},
        "migrations/store_id": {},
        "operations/advance": {"id": "settle:1", "cursor": 1},
        "operations/finish": {"id": "settle:1"},
        "operations/open_of": {"kind": OperationKind.SETTLE},
        "operations/open": {"id": "settle:2", "kind": OperationKind.SETTLE, "target": 2},
        "operations/unfinished": {},
        "people/by_number": {"numbers": ["9"]},
        "people/count_stale": {},
        "people/held_accounts": {"accounts": [account.key], "people": keys},
        "people/list": {"listed": [listed]},
        "people/listed_among": {"people": keys},
        "people/mark_fresh": {"people": keys},
        "people/mark_stale": {"people": keys},
        "people/names": {"people": keys},
        "people/of_accounts": {"accounts": [account.key]},
        "people/on_list": {"after": "", "first": 5},
        "people/page": page,
        "people/person_of": {"account": account.key},
        "people/place": {"placings": [Placing(account.key, keys[0], ids[0])]},
        "people/refresh": {"people": keys},
        "people/remove_empty": {"people": keys},
        "people/remove_empty_teams": {},
        "people/save_accounts": {"accounts": [account]},
        "people/set_teams": {"listed": [listed]},
        "people/stale": {"first": 5},
        "people/stale_of": {"people": keys},
        "people/unknown_accounts": {"accounts": [1]},
        "people/unlist_elsewhere": {"listed": [listed]},
        "people/visible": {"scopes": every, "ids": ids},
        "skills/all": {},
        "skills/are_there": {},
        "skills/knowers": {"scopes": every, "after": [After("kafka")], "first": 5},
        "skills/known_by": {"scopes": every, "after": [After(bob["id"])], "first": 5},
        "skills/naming": {"starts": ["ka"]},
        "skills/narrower": {"scopes": every, "ids": ["messaging"]},
        "skills/page": page,
        "skills/relate": {"skills": relations},
        "skills/remove": {"keys": [key("skill", "sap")]},
        "skills/save": {"skills": skills},
        "skills/unknow": {"keys": [key("skill", "sap")], "most": 9},
        "skills/visible": {"scopes": every, "ids": ["kafka"]},
        "sources/offer": {"id": "slack", "template": "t"},
        "sources/save": {"id": "slack", "template": "t"},
        "spaces/held": {"keys": [row.space]},
        "spaces/page": {k: v for k, v in page.items() if k != "search"},
        "spaces/readable": {"person": bob["id"]},
        "spaces/save": {"space": space},
        "spaces/set_members": {"space": space.key, "accounts": [account.key]},
        "spaces/veil": {"space": space.key},
        "spaces/visible": {"scopes": every, "ids": ["slack:help"]},
        "terms/count": {"changes": [TermChange(1, 3, "word")], "enough": 3},
    }


def crosswalk_arguments(row: Row, every: Scopes) -> dict[str, dict[str, Any]]:
    """The same for crosswalks, and for what skills relate to."""
    made = Crosswalk("X2", "fc", "go", Relation.CLOSE, 0.7, "why", Standing.PROPOSED)
    page = {"scopes": every, "standing": "", "after_name": "", "after_id": "", "first": 5}
    return {
        "crosswalks/decide": {"row": made},
        "crosswalks/decisions": {"sources": ["fc"]},
        "crosswalks/of": {"sources": ["fc"]},
        "crosswalks/page": page,
        "crosswalks/remove": {"ids": ["X1"]},
        "crosswalks/save": {"rows": [made]},
        "crosswalks/settle": {"ids": ["X1"], "including": INCLUDING},
        "crosswalks/undecide": {"id": "X1"},
        "crosswalks/visible": {"scopes": every, "ids": ["X1"]},
        "relations/around": {"scopes": every, "ids": ["kafka"], "kinds": tuple(RelationKind), "most": 5},
        "relations/of_keys": {"keys": [key("skill", "kafka")]},
        "relations/path": {"scopes": every, "from_": "kafka", "to": "messaging"},
        "relations/rows": {"scopes": every, "threads": [row.thread]},
        "relations/threads": {"scopes": every, "skills": [Wanted("kafka")], "most": 5},
    }


FRAMEWORK = Version(
    "f", 1, Status.PUBLISHED, State_of_version.THERE, None, "urn:f", "F", "", "en", "CSV", "", None, "", "", 1
)


def framework_arguments(bob: str, every: Scopes) -> dict[str, dict[str, Any]]:
    """The same for frameworks, and for who holds which role."""
    key, draft = FRAMEWORK.key, replace(FRAMEWORK, version=2, status=Status.DRAFT)
    needs = RequirementRow("fc", 1, True, 1.0, True, (0,), 0)
    competency = CompetencyRow("fc", "Kafka", "", Seen.MINED.value, 0, (TextRow("fl", "t", 0),), ("kafka",))
    level = RoleLevelRow("fl2", "fr", "Senior", "", 1, 0, (needs,))
    ids = {"scopes": every, "ids": ["f"]}
    return {
        "frameworks/anchor": {"key": key, "competencies": ["fc"], "roles": ["fr"]},
        "frameworks/card_page": {"scopes": every, "after_title": "", "after_id": "", "first": 5},
        "frameworks/cards": {"scopes": every, "keys": [key]},
        "frameworks/competencies": {"key": key, "via": BY_NAME},
        "frameworks/competency_page": {"scopes": every, "after": [PlaceAfter(key)], "first": 5},
        "frameworks/holders_of": {"scopes": every, "ids": ["fr"]},
        "frameworks/keep": {"key": key, "kind": "layout", "number": 0, "text": "{}"},
        "frameworks/kept": {"key": key, "kind": "content"},
        "frameworks/kept_of": {"scopes": every, "keys": [key]},
        "frameworks/levels": {"key": key},
        "frameworks/remove_version": {"key": key},
        "frameworks/requirements": {"key": key},
        "frameworks/retire_competencies": {"ids": ["fc"]},
        "frameworks/retire_roles": {"ids": ["fr", "frl"]},
        "frameworks/revive": {"ids": ["fx"], "framework": "f"},
        "frameworks/role_levels": {"key": key},
        "frameworks/role_page": {"scopes": every, "after": [PlaceAfter(key)], "first": 5},
        "frameworks/roles": {"key": key},
        "frameworks/save_version": {"card": draft},
        "frameworks/scales": ids,
        "frameworks/taken": {"ids": ["fc"], "framework": "other", "first": 5},
        "frameworks/unkeep": {"key": key, "kind": "content", "from_": 0},
        "frameworks/versions": {},
        "frameworks/versions_of": ids,
        "frameworks/write_competencies": {"framework": "f", "competencies": [competency], "via": BY_NAME},
        "frameworks/write_levels": {"key": key, "levels": [LevelRow("fl", 1, "One", None)]},
        "frameworks/write_role_levels": {"framework": "f", "role_levels": [level]},
        "frameworks/write_roles": {
            "framework": "f",
            "roles": [RoleRow("fr", "Engineer", "", "", "", 0, (needs,))],
        },
        "roles/assign": {"assigned": [Assigned(bob, "frl", "", "")]},
        "roles/called": {"text": "engineer"},
        "roles/competencies": {"scopes": every, "ids": ["fc"]},
        "roles/held": {"scopes": every, "ids": [bob]},
        "roles/holders": {"scopes": every, "after": [HoldersAfter("frl")], "first": 5},
        "roles/levels": {"scopes": every, "ids": ["frl"]},
        "roles/page": {"scopes": every, "search": "", "after_name": "", "after_id": "", "first": 5},
        "roles/required": {"scopes": every, "ids": ["frl"]},
        "roles/unassign": {"person": bob, "held": "frl"},
        "roles/visible": {"scopes": every, "ids": ["fr"]},
    }


async def a_pathway(tx: Tx) -> None:
    """Bob's pathway with Ann as a mentor, and what a level of his goal means."""
    await tx.run(
        """
        MATCH (b:Person {name: 'Bob'}), (a:Person {name: 'Ann'}), (c:Competency {id: 'c1'})
        MATCH (l:Level {id: 'f1|2'})
        CREATE (c)-[:MEANS {text: 'Does it', place: 0}]->(l),
               (b)-[:FOLLOWS]->(:Pathway {
                 id: 'W1', target: 'Kafka', region: '', persona: '', languages: [], formats: ['course'],
                 locked: [], started: [], excluded: [], done: [], consents: [], steps: [],
                 mentors: [a.id], at: 1
               })
        """
    )


def pathway_arguments(bob: int, ids: list[str]) -> dict[str, dict[str, Any]]:
    """The same for pathways."""
    return {
        "pathways/contents": {"after": "", "first": 5},
        "pathways/includes": {},
        "pathways/kept": {"person": bob, "id": "W1"},
        "pathways/load": {"mentors": ids, "person": 1},
        "pathways/mark": {},
        "pathways/person": {"person": bob},
        "pathways/save": {
            "person": bob,
            "pathway": {"id": "W2", "target": "Go", "locked": ["go-1"], "by": None},
        },
        "pathways/texts": {"ids": ["c1"]},
    }


async def a_finding(tx: Tx) -> None:
    """What was decided about a finding, who looked at Bob, and a skill with a version."""
    await tx.run(
        """
        MATCH (p:Person {name: 'Bob'})
        SET p.languages = ['en']
        CREATE (:FindingDecision {
                 id: 'F1', status: 'dismissed', reason: 'no', to: '', by: p.id, at: 1, digest: 2
               }),
               (p)-[:LOOKED]->(:Look {id: 'L1', what: 'coverage without', at: 1})-[:AT]->(p),
               (:Skill {id: 'python-3', key: 3, name: 'Python 3', aliases: [], category: '', ordinary: []})
        """
    )


def review_arguments(bob: int, people: list[int], row: Row, every: Scopes) -> dict[str, dict[str, Any]]:
    """The same for the review of content and for coverage."""
    acts = {"asked": int(Act.ASKED), "acts": ACTS_A_MONTH, "grades": GRADES_AN_ACT}
    since = {"window": 0, "recent": 0, "learning": 0, "units": 1, "months": 1, "day": "2026-01-01"}
    holders = {"skills": ["kafka"], "scopes": every, "first": 5, "showing": [int(act) for act in SHOWING]}
    decision = Decision("F2", FindingStatus.ACCEPTED, "", "", "", 1, 3)
    return {
        "coverage/frameworks": {"text": "work with data"},
        "coverage/held_by": {"person": bob, "scopes": every},
        "coverage/holders": {**holders, **since, **acts},
        "coverage/learners": {"skills": ["kafka"], "day": "2026-01-01"},
        "coverage/look": {"person": bob, "what": "coverage without", "by": "", "at": 1},
        "coverage/looks": {"person": bob, "first": 5},
        "coverage/owned": {"person": bob, "scopes": every},
        "coverage/shown": {"person": bob, "since": 0, "scopes": every},
        "coverage/skills_known": {"scopes": every, "after": "", "first": 5},
        "review/asked": {
            "scopes": every,
            "people": people,
            "since": 0,
            "asked": int(Act.ASKED),
            "fields": MENTION_FIELDS,
        },
        "review/askers": {"scopes": every, "month": 0, **acts},
        "review/decide": {"decision": decision},
        "review/decisions": {},
        "review/items": {"scopes": every, "after": "java-1", "first": 5},
        "review/languages": {"scopes": every},
        "review/named": {"ids": ["kafka", "kafka-1", "c1"]},
        "review/numbered": {},
        "review/required": {"scopes": every},
        "review/skill_ids": {"keys": [row.m[0]]},
        "review/undecide": {"finding": "F1"},
        "review/wanted": {"scopes": every},
    }


async def a_framework(tx: Tx) -> None:
    """A published framework of one role with one level, which Bob holds."""
    await save_version(tx, card=FRAMEWORK)
    await tx.run(
        """
        MATCH (f:Framework {version_key: 'f|1'}), (p:Person {name: 'Bob'}), (s:Skill {id: 'kafka'})
        CREATE (f)-[:MEASURES_BY]->(l:Level {id: 'fl', position: 1, label: 'One'}),
               (f)-[:KEEPS]->(:FrameworkPart {kind: 'content', number: 0, text: '{}'}),
               (f)-[:DEFINES]->(c:Competency {
                 id: 'fc', framework: 'f', name: 'Kafka', description: '', seen: 'mined', place: 0
               }),
               (c)-[:CROSSWALK {
                 id: 'X1', relation: 'close', confidence: 0.9, reason: '', status: 'accepted', by: '', at: 1
               }]->(s),
               (:CrosswalkDecision {
                 id: 'X1', source: 'fc', target: 'kafka', relation: 'close', confidence: 0.9, reason: '',
                 status: 'accepted', by: '', at: 1
               }),
               (c)-[:MEANS {text: 't', place: 0}]->(l), (c)-[:INCLUDES {via: 'name', place: 0}]->(s),
               (f)-[:HAS]->(r:Role {
                 id: 'fr', framework: 'f', name: 'Engineer', family: '', description: '', kind: '', place: 0
               }),
               (r)-[:HAS]->(rl:RoleLevel {
                 id: 'frl', framework: 'f', name: 'Engineer', description: '', order: 1, place: 0
               }),
               (rl)-[:REQUIRES {
                 level: 1, must: true, weight: 1.0, assumed: true, ordinals: [0], place: 0
               }]->(c),
               (p)-[:HOLDS {since: '2026-01-02'}]->(rl),
               (:Retired {id: 'fx', framework: 'f', was: 'Competency', name: 'Old'})
        """
    )


def content_arguments(bob: str, people: list[str], every: Scopes) -> dict[str, dict[str, Any]]:
    """The same for content, and for what people did with it."""
    item = {"id": "go-1", "title": "Go", "kind": "course", "catalogue": "c"}
    leads = {"content": "kafka-1", "target": "skill", "id": "kafka", "held": {"from": 0, "to": 2}}
    seen = {"id": "O1", "person": bob, "observer": next(p for p in people if p != bob), "competency": "c1"}
    done = {"person": bob, "content": "kafka-1", "at": "2026-01-02", "score": 80.0}
    page = {"search": "", "kind": "", "skill": "", "after_title": "", "after_id": "", "first": 5}
    tag = {"content": "kafka-1", "side": "teaches", "target": "kafka", "refused": False, "by": ""}
    return {
        "content/called": {"text": "kafka for all"},
        "content/competencies": {},
        "content/complete": {"rows": [done]},
        "content/completed_by": {"scopes": every, "viewer": bob, "steward": False, "people": people},
        "content/completions": {"rows": [done]},
        "content/decide": {**tag, "id": "D2", "start": None, "end": None, "at": 1},
        "content/decisions": {},
        "content/held": {"after": "", "first": 5},
        "content/need": {"rows": [{**leads, "held": {"clause": 1}}]},
        "content/needs": {"scopes": every, "ids": ["kafka-1"]},
        "content/observations": {"ids": ["O1"]},
        "content/observe": {"rows": [{**seen, "level": 2, "at": "2026-01-02", "note": ""}]},
        "content/page": {"scopes": every, **page},
        "content/people": {"texts": ["Bob"]},
        "content/relate": {"items": [{"id": "kafka-1", "owner": bob, "digest": 1}]},
        "content/retire": {"ids": ["kafka-1"]},
        "content/rings": {},
        "content/save": {"items": [item]},
        "content/teach": {"rows": [leads]},
        "content/teaches": {"scopes": every, "ids": ["kafka-1"]},
        "content/visible": {"scopes": every, "ids": ["kafka-1"]},
        "content/with_prerequisites": {"after": "", "first": 5},
    }


def level_arguments(bob: str, people: list[int], row: Row, every: Scopes) -> dict[str, dict[str, Any]]:
    """The same for levels, contests and gaps."""
    shows = PersonShows(people[0], (Shows("c1", 1, 2, (0.95, 0.1, 0.0, 0.0)),))
    contested = {"account": row.subject, "person": row.person, "reason": "not me", "by": "", "at": 1}
    return {
        "contests/decide": {"id": "C1", "state": ContestState.ACCEPTED, "by": "", "at": 2},
        "contests/of": {"people": people},
        "contests/one": {"id": "C1"},
        "contests/open": {"first": 5},
        "contests/save": {"contests": [contests.new("item:1:2", 3)], **contested},
        "gaps/credentials_called": {"text": "certified streamer"},
        "gaps/frameworks_called": {"text": "work with data"},
        "gaps/members": {},
        "gaps/open_to_moves": {"person": bob, "open": True},
        "gaps/requirements": {"ids": ["l1"]},
        "gaps/role_levels": {},
        "gaps/seen": {"people": people, "since": 0, "day": "2025-01-01", "scopes": every},
        "gaps/targets": {"text": "senior data engineer"},
        "gaps/teaching": {"targets": [{"id": "c1", "skills": ["kafka"]}]},
        "levels/around": {"threads": [row.thread], "scopes": every},
        "levels/claims": {"people": people},
        "levels/competencies": {"ids": ["c1"]},
        "levels/competencies_called": {"text": "streams"},
        "levels/completions": {"people": people},
        "levels/defined": {},
        "levels/manages": {"manager": bob, "person": bob},
        "levels/observations": {"people": people},
        "levels/recorded_about": {"completion": "", "observation": "O1", "viewer": "", "operator": True},
        "levels/row": {"id": row.id, "scopes": every},
        "levels/rows": {"people": people, "skills": [row.m[0]], "every": False, "scopes": every, "since": 0},
        "shows/all": {"people": people},
        "shows/people": {"after": -1, "first": 5},
        "shows/replace": {"people": [shows], "rubric": "understory-1", "at": "2026-01-02"},
    }


@pytest.fixture
async def org(graph: Graph) -> Organisation:
    org = Organisation(graph)
    await org.begin()
    await org.joins("ann", "bob")
    await org.opens("help")
    await org.opens("board", SpaceKind.PRIVATE, ["bob"])
    question = await org.said("ann", "help", "How do I reset a Kafka consumer?")
    await org.replied("bob", question, "Stop the group, then reset the offsets with the Kafka tool")
    gone = await org.said("bob", "help", "I fixed the driver")
    await org.deleted(gone)
    await org.deleted("slack:gone")

    async def prepare(tx: Tx) -> None:
        await tx.run(
            "CREATE (:Cursor {id: 'slack', fingerprint: 'f', extractor: 1, position: 0, finished: true})"
        )
        await tx.run(
            "CREATE (:Operation {id: 'settle:1', kind: 'settle', target: 1, cursor: 0, state: 'open'})"
        )
        await tx.run("MATCH (p:Person {name: 'Ann'}) SET p.stale = true")
        await tx.run("CREATE (:Erased {key: 1})")
        await tx.run("MATCH (a:Account {id: $id}) SET a.matched = true", id=person("ann"))
        await tx.run(
            """
            MATCH (a:Account {id: $id})-[:OF]->(p)
            CREATE (p)-[:WROTE {account: a.key}]->(:Document {
                key: $key, folder: 1, space: 1, path: 'a.md', stamp: '', items: [1]
            })
            """,
            id=person("bob"),
            key=key("documents:d:a.md"),
        )
        await tx.run("MATCH (p:Person {name: 'Ann'}) SET p.listed_id = '9', p.listed_name = 'Ann'")
        await tx.run(
            "MATCH (l:Ledger) SET l.orphans = true "
            "CREATE (:Import {name: 'a', kind: 'CSV', at: 1, digest: 2, skills: 1, state: 'there'})"
            "-[:HOLDS]->(:ImportPart {number: 0, count: 1, skills: '[]'})"
        )
        await tx.run("CREATE (:Link {id: 1, a: 'slack:U-ann', b: 'listed:9', by: '', at: 1})")
        await tx.run(
            "MATCH (s:Skill {id: 'drivers'}), (o:Skill {id: 'wi-fi'}) "
            "CREATE (s)-[:MERGED_INTO {by: '', at: 1}]->(o) "
            "CREATE (:Skill "
            "{id: 'split-wlan', key: 1, name: 'WLAN', aliases: [], category: '', ordinary: []})"
            "-[:SPLIT_FROM {labels: ['wlan'], by: '', at: 1}]->(o)"
        )

        await tx.run(
            """
            MATCH (s:Skill {id: 'kafka'}), (:Account {id: $id})-[:OF]->(bob)
            CREATE (other:Content {
                       id: 'java-1', title: 'Java', status: 'live', section: '', url: '', catalogue: 'c'
                   }),
                   (:Competency {id: 'c1', name: 'Streams'})<-[:OF_COMPETENCY]-
                   (:Observation {id: 'O1', level: 2, at: '2026-01-02', note: ''})<-[:SHOWED]-(bob),
                   (:TagDecision {
                        id: 'D1', content: 'kafka-1', side: 'teaches', target: 'go', refused: true
                    }),
                   (c:Content {
                       id: 'kafka-1', title: 'Kafka for all', kind: 'course', status: 'live', languages: [],
                       regions: [], url: '', licence: '', mandatory: false, section: '', description: '',
                       prerequisites: 'Java', catalogue: 'c', digest: 1, words: []
                   }),
                   (c)-[:TEACHES {from: 0, to: 2, source: 'mined', confidence: 0.9}]->(s),
                   (c)-[:NEEDS {clause: 1, status: 'resolved', confidence: 1.0}]->(other),
                   (bob)-[:COMPLETED {at: '2026-01-02', score: 80.0}]->(c), (bob)-[:OWNS]->(c)
            """,
            id=person("bob"),
        )

        await tx.run(
            """
            MATCH (s:Skill {id: 'kafka'}), (a:Account {id: $id})-[:OF]->(bob), (c:Competency {id: 'c1'}),
                  (course:Content {id: 'kafka-1'})
            SET c.seen = 'mined', course.credential = 'Certified streamer'
            CREATE (f:Framework {
                       id: 'f1', version: 1, version_key: 'f1|1', title: 'Work with data',
                       status: 'published',
                       state: 'there', uri: 'urn:f1', creator: '', language: '', kind: '', region: '',
                       choices: '', by: '', at: 1
                   }),
                   (f)-[:DEFINES]->(c)-[:INCLUDES]->(s),
                   (f)-[:MEASURES_BY]->(:Level {id: 'f1|2', position: 2, label: 'Working', rubric: 2}),
                   (f)-[:HAS]->(:Role {id: 'r1', name: 'Data engineer'})-[:HAS]->
                   (l:RoleLevel {id: 'l1', name: 'Senior data engineer'}),
                   (l)-[:REQUIRES {level: 2, must: true, weight: 1.0}]->(c),
                   (bob)-[:CLAIMS {state: 'declined', by: bob.id, at: '2026-01-02'}]->(s),
                   (bob)-[:REPORTS_TO]->(bob), (bob)-[:SHOWS {lo: 1, hi: 2, p: [0.9, 0.1, 0.0, 0.0]}]->(c),
                   (a)-[:CONTESTED]->(:Contest {
                       id: 'C1', target: 'item:1:1', skill: 1, reason: 'no', by: '', at: 1, state: 'open',
                       decided_by: '', decided_at: 0
                   })
            """,
            id=person("bob"),
        )

    await graph.write(prepare)
    await graph.write(a_framework)
    await graph.write(a_pathway)
    await graph.write(a_finding)
    return org


def test_every_file_is_bound_once() -> None:
    assert [name for name in FILES if not name.startswith("schema/")] == sorted(BOUND)


def test_every_migration_has_a_complete_header() -> None:
    for name in FILES:
        assert read_query(name).sentence.endswith((".", "?")), name


async def test_modes_and_columns_are_what_neo4j_says(org: Organisation) -> None:
    for name, values in (await arguments(org)).items():
        bound = BOUND[name]

        async def explain(tx: Tx, bound: Any = bound, values: dict[str, Any] = values) -> Any:
            result = await tx.run("EXPLAIN " + bound.file.text, {k: encode(v) for k, v in values.items()})
            return result.keys(), await result.consume()

        columns, summary = await org.graph.read(explain)
        writes = summary.query_type in ("w", "rw")
        assert writes == (bound.file.mode == "write"), name
        if bound.columns is not None:
            assert sorted(columns) == sorted(bound.columns), name
        else:
            assert len(columns) == (0 if bound.row is None else 1), name


async def test_every_query_runs_on_data(org: Organisation) -> None:
    table = await arguments(org)
    assert sorted(table) == sorted(BOUND)
    for name, values in table.items():
        bound = BOUND[name]

        async def run(tx: Tx, bound: Any = bound, values: dict[str, Any] = values) -> None:
            found = await bound.function(tx, **values)
            if bound.file.mode == "read":
                assert found or bound.file.name == "migrations/store_id", f"{bound.file.name} found nothing"
            else:
                raise Undone

        if bound.file.mode == "read":
            await org.graph.read(run)
        else:
            with pytest.raises(Undone):
                await org.graph.write(run)


async def test_nothing_of_a_query_is_deprecated(org: Organisation) -> None:
    from dump import bolt_of

    async with bolt_of(org.graph) as bolt, bolt.session(notifications_min_severity="WARNING") as session:
        for name, values in (await arguments(org)).items():
            encoded = {k: encode(v) for k, v in values.items()}
            result = await session.run("EXPLAIN " + BOUND[name].file.text, encoded)
            summary = await result.consume()
            said = [s for s in summary.gql_status_objects if s.raw_classification == "DEPRECATION"]
            assert said == [], name


async def test_nothing_private_is_read_without_its_scope(org: Organisation) -> None:
    """Every query of a viewer's answer finds nothing at all for somebody who may read nothing."""
    for name, values in (await arguments(org)).items():
        if BOUND[name].file.visibility != "viewer":
            continue

        async def run(tx: Tx, name: str = name, values: dict[str, Any] = values) -> Any:
            return await BOUND[name].function(tx, **{**values, "scopes": Scopes(())})

        assert await org.graph.read(run) in ([], None), name


def test_only_spaces_makes_scopes() -> None:
    makers = {
        path.relative_to(ROOM).as_posix()
        for room in ("api", "cli", "finder", "graph", "ingest", "domain")
        for path in (ROOM / room).glob("**/*.py")
        if "Scopes(" in path.read_text("utf-8").replace("case Scopes()", "")
    }
    assert makers == {"graph/spaces.py"}


def test_today_is_a_month_that_weights_can_hold() -> None:
    """W[b] stays a 64-bit integer, a million times over, for fifty years."""
    at = int(datetime(2076, 1, 1, tzinfo=UTC).timestamp() * 1_000_000)
    assert bucket_weight(bucket(month_of(at), Act.EXPLAINED, 100)) * 1_000_000 < 2**63
