"""What the demonstration company learns from holds together: framework, roles, content, records, answer key.

The company's own time ends with its last messages: a date is a fact of its story and never moves, while the
demonstration runs on the real clock. So whatever depends on the day, such as a review that is due or an
observation that still counts, is told as of the key's day, and a test that asks for it gives that day.
"""

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from domain.changes import Survivors
from domain.content import CEILING, Content, ContentStatus, Kind, Layer, Target
from domain.frameworks import Framework, Seen
from domain.gaps import Need, Verdict, judged, readiness
from domain.levels import Assessed, Proficiency, Statements
from domain.rubric import RECENT_MONTHS, proficiency, until
from graph.content import CompetencyName
from learning.content_resolving import Known, Resolver
from learning.frameworks_diff import compare
from learning.frameworks_links import linked
from learning.pathways import plan
from learning.pathways_catalogue import Catalogue as Learnable
from learning.pathways_personas import personas
from learning.pathways_words import Goal, Question, Subject
from learning.tagging import Tagger
from sources.completions import read_completions
from sources.content import Catalogue, Entry, read_catalogue
from sources.frameworks import Wishes, read_framework
from sources.observations import ObservationRecord, read_observations
from sources.people import PersonRecord, read_people
from sources.roles import read_roles
from sources.vocabulary import seed_vocabulary

COMPANY = Path(__file__).parents[2] / "seed_data" / "company"
VERSIONS = ("framework-v1.csv", "framework-v2.csv", "framework-v3.csv", "framework.csv")  # in order
LEVELS = ("Awareness", "Working", "Practitioner", "Expert")
KEY: dict[str, Any] = json.loads((COMPANY / "learning_questions.json").read_text("utf-8"))
TODAY = date.fromisoformat(KEY["as_of"])
FINDINGS = ("same", "outdated", "ownerless", "misaligned")

PEOPLE = {row.id: row for row in read_people(COMPANY / "people.csv") if isinstance(row, PersonRecord)}
ROLES = read_roles(COMPANY / "roles.csv")
COMPLETIONS = read_completions(COMPANY / "completions.csv", today=TODAY)
OBSERVATIONS = read_observations(COMPANY / "observations.csv", today=TODAY)
CATALOGUES = (
    read_catalogue(COMPANY / "content.csv", name="catalogue"),
    read_catalogue(COMPANY / "content", name="pages"),
)
ENTRIES = {entry.content.id: entry for catalogue in CATALOGUES for entry in catalogue.entries}


def version(name: str) -> Framework:
    read = read_framework(COMPANY / name, Wishes(KEY["framework"]))
    return linked(read.framework, seed_vocabulary(), Survivors())


FRAMEWORK = version(VERSIONS[-1])
NAMES = {competency.id: competency.name for competency in FRAMEWORK.competencies}
IDS = {competency.name: competency.id for competency in FRAMEWORK.competencies}
ROLE_LEVELS = {level.name: level for role in FRAMEWORK.roles for level in role.levels}


@pytest.fixture(scope="module")
def content() -> dict[str, Content]:
    """The company's content as it is taken in, with what it teaches and needs."""
    known = tuple(CompetencyName(competency.id, competency.name) for competency in FRAMEWORK.competencies)
    owners = {entry.content.owner: "" for entry in ENTRIES.values() if entry.content.owner}
    whole = Catalogue("company", tuple(ENTRIES.values()))
    resolver = Resolver(whole, Known({}, known, owners, {}), Tagger(seed_vocabulary()), "company")
    found = {entry.content.id: resolver.content(entry) for entry in whole.entries}
    resolver.errors.check()
    assert not resolver.warnings
    return found


def plans() -> list[dict[str, str]]:
    with (COMPANY / "plans.csv").open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def person(named: str) -> PersonRecord:
    """Somebody as content names them: by number or by e-mail address."""
    return PEOPLE.get(named) or next(one for one in PEOPLE.values() if one.email == named)


def was_here(named: str, day: date) -> bool:
    who = PEOPLE[named]
    return (who.start is None or who.start <= day) and (who.end is None or day <= who.end)


# The framework


def test_the_framework_has_twelve_roles_with_levels_and_the_four_levels_of_the_rubric():
    scale = [(level.label, level.rubric) for level in FRAMEWORK.scale]
    assert scale == [(label, rubric) for rubric, label in enumerate(LEVELS, 1)]
    assert len(FRAMEWORK.roles) == 12
    assert all(level.requires for level in ROLE_LEVELS.values())
    assert sum(len(role.levels) for role in FRAMEWORK.roles) == len(ROLE_LEVELS) == 27  # no name twice
    assert 30 <= len(FRAMEWORK.competencies) <= 45


def test_every_competency_is_required_described_and_mostly_worded():
    required = {need.competency for level in ROLE_LEVELS.values() for need in level.requires}
    assert {NAMES[id] for id in required} == set(IDS)
    assert all(competency.description for competency in FRAMEWORK.competencies)
    texts = sum(len(competency.texts) for competency in FRAMEWORK.competencies)
    assert texts >= 0.75 * len(LEVELS) * len(FRAMEWORK.competencies)


def test_some_competencies_can_be_mined_and_some_only_confirmed():
    seen = {competency.name: competency.seen for competency in FRAMEWORK.competencies}
    assert seen["SQL"] is seen["Coaching"] is seen["Goods receiving"] is Seen.MINED
    assert seen["Code review and release discipline"] is Seen.IN_PART
    assert {name for name, how in seen.items() if how is Seen.CONFIRMED_ONLY} == {
        "Customer advice", "Leading across sites", "Ownership and initiative",
    }  # fmt: skip


def test_a_framework_reads_without_anything_odd_in_each_of_its_versions():
    for name in VERSIONS:
        notes = read_framework(COMPANY / name, Wishes(KEY["framework"])).report.notes
        assert {note.what for note in notes} <= {"texts of levels"}, name


def test_each_version_only_adds_so_that_none_asks_for_a_rename():
    found = [version(name) for name in VERSIONS]
    for before, after in pairwise(found):
        for kind in ("competencies", "roles"):
            assert {one.id for one in getattr(before, kind)} <= {one.id for one in getattr(after, kind)}


def test_between_versions_three_and_four_stands_what_the_key_says():
    told = {change.sentence for change in compare(version(VERSIONS[2]), FRAMEWORK)}
    assert set(KEY["versions"]["changes"]) <= told
    changed = {change.split(" now ")[0] for change in KEY["versions"]["changes"] if " now " in change}
    holders = {row.person for row in ROLES[0] if row.role in changed | {"Regional manager"}}
    assert set(KEY["versions"]["touches"]) == holders


# People: roles, completions, observations, plans


def test_roles_are_held_by_people_of_the_company_since_they_came():
    rows, problems = ROLES
    assert not problems
    for row in rows:
        assert row.role in ROLE_LEVELS and row.person in PEOPLE
        assert row.since and was_here(row.person, row.since), row
    assert len({row.person for row in rows}) >= 28  # twelve roles are not every job there is
    held = {ROLE_LEVELS[row.role].id for row in rows}
    assert all(any(level.id in held for level in role.levels) for role in FRAMEWORK.roles)


def test_completions_are_of_content_that_is_there_by_people_who_were():
    assert not COMPLETIONS.warnings
    for done in COMPLETIONS.completions:
        assert done.content in ENTRIES, done
        assert was_here(done.person, done.at), done


def test_what_was_observed_was_seen_by_somebodys_manager():
    assert not OBSERVATIONS.warnings
    for seen in OBSERVATIONS.observations:
        assert seen.competency in IDS, seen
        assert PEOPLE[seen.person].manager == seen.observer, seen
        assert was_here(seen.person, seen.at) and was_here(seen.observer, seen.at), seen


def test_most_observations_come_from_shops_and_warehouse():
    teams = Counter(PEOPLE[seen.person].team for seen in OBSERVATIONS.observations)
    assert teams["Shops"] + teams["Warehouse"] > 0.7 * sum(teams.values())


def test_a_plan_names_a_role_level_or_a_competency_at_a_level_and_a_day_to_come():
    teams, sites = ({getattr(one, field) for one in PEOPLE.values()} for field in ("team", "site"))
    for aim in plans():
        assert bool(aim["role_level"]) != bool(aim["competency"])
        assert aim["role_level"] in ROLE_LEVELS or (aim["competency"] in IDS and aim["level"] in LEVELS)
        assert aim["team"] in teams and aim["site"] in {*sites, ""} and aim["owner"] in PEOPLE
        assert int(aim["headcount"]) > 0 and date.fromisoformat(aim["by"]) > TODAY and aim["why"]


# Content


def test_there_are_sixty_pieces_of_content_of_every_kind_and_layer():
    assert len(ENTRIES) == sum(len(catalogue.entries) for catalogue in CATALOGUES) == 60
    assert not [warning for catalogue in CATALOGUES for warning in catalogue.warnings]
    assert {entry.content.kind for entry in ENTRIES.values()} == set(Kind)
    assert {entry.content.layer for entry in ENTRIES.values()} == set(Layer)
    assert len(CATALOGUES[1].entries) >= 8  # as documents


def test_content_names_owners_and_content_that_are_there(content: dict[str, Content]):
    for one in content.values():
        entry = ENTRIES[one.id]
        assert entry.content.owner is None or person(entry.content.owner)
        for other in (one.translation_of, one.replaced_by):
            assert other is None or other in content
        if one.translation_of:
            original = content[one.translation_of]
            assert set(one.languages).isdisjoint(original.languages)
            assert {tag.id: tag.end for tag in one.teaches} == {tag.id: tag.end for tag in original.teaches}


def test_content_is_in_the_languages_of_the_company_and_some_is_translated():
    spoken = {language for one in PEOPLE.values() for language in one.languages}
    used = Counter(language for entry in ENTRIES.values() for language in entry.content.languages)
    assert set(used) <= spoken and {"de", "en", "ja", "pl", "pt"} <= set(used)
    translated = {entry.content.languages for entry in ENTRIES.values() if entry.content.translation_of}
    assert {("de",), ("ja",)} <= translated


def test_no_content_claims_to_teach_beyond_its_kind(content: dict[str, Content]):
    for entry in ENTRIES.values():
        for stated in entry.teaches:
            assert stated.end is not None and stated.end <= CEILING[entry.content.kind], entry.content.id
    assert any(tag.end == 3 for one in content.values() for tag in one.teaches)


def test_there_are_two_credentials_that_say_who_issues_them_and_how_long_they_hold():
    issued = [entry for entry in ENTRIES.values() if entry.content.credential]
    assert len(issued) == 2
    for entry in issued:
        assert "issued by" in entry.content.description.lower() and "valid for" in entry.content.description


def test_prerequisites_are_ids_words_a_consent_and_a_recommendation(content: dict[str, Content]):
    statuses = Counter(need.status.value for one in content.values() for need in one.needs)
    assert {"resolved", "words", "permission", "soft"} <= set(statuses)
    assert any(entry.needs for entry in ENTRIES.values())
    assert any(entry.content.prerequisites and not entry.needs for entry in ENTRIES.values())


def test_something_is_tagged_by_its_own_words(content: dict[str, Content]):
    (tag,) = content["postgres-care"].teaches
    assert (tag.id, tag.source.value, ENTRIES["postgres-care"].teaches) == ("postgresql", "mined", ())


# The answer key: gaps


def test_the_personas_are_three_people_of_the_company():
    assert {one["persona"] for one in KEY["personas"]} == {one.name for one in personas()}
    assert {one["person"] for one in KEY["personas"]} <= set(PEOPLE)


def recorded(who: str, competency: str) -> Proficiency:
    """A level by what was recorded alone: observations, and certificates."""

    def said(seen: ObservationRecord) -> Assessed:
        return Assessed(seen.level, seen.at, until(seen.at, RECENT_MONTHS), seen.observer)

    found = [
        said(seen)
        for seen in OBSERVATIONS.observations
        if (seen.person, seen.competency) == (who, competency)
    ]
    for done in COMPLETIONS.completions:
        entry = ENTRIES[done.content]
        if done.person == who and entry.content.credential:
            found += [Assessed(s.end or 0, done.at, None, "") for s in entry.teaches if s.name == competency]
    return proficiency((), TODAY, Statements(assessed=tuple(found)))


@pytest.mark.parametrize("gap", KEY["gaps"], ids=lambda gap: gap["id"])
def test_a_gap_of_the_key_follows_from_what_was_recorded(gap: dict[str, Any]):
    needs = {NAMES[one.competency]: one for one in ROLE_LEVELS[gap["role_level"]].requires}
    claimed = {name: verdict for verdict in Verdict for name in gap[verdict.value]}
    assert set(claimed) <= set(needs) and gap["why"] and gap["person"] in PEOPLE
    verdicts = {
        name: judged(Need(name, need.level, need.must, need.weight), recorded(gap["person"], name))
        for name, need in needs.items()
    }
    assert {name: verdicts[name] for name in claimed} == claimed
    if "must" in gap:
        musts = [(Need(n, m.level, True, m.weight), verdicts[n]) for n, m in needs.items() if m.must]
        assert {need.competency for need, _ in musts} <= set(claimed), "a share needs every must claimed"
        share = readiness(musts)
        assert gap["must"] == [round(share.low, 4), round(share.high, 4)]


def test_an_observation_that_is_too_old_is_among_the_gaps():
    old = [seen for seen in OBSERVATIONS.observations if until(seen.at, RECENT_MONTHS) < TODAY]
    assert {(seen.person, seen.competency) for seen in old} == {("AB-040", "Order picking")}


# The answer key: pathways and the review


@pytest.mark.parametrize("way", KEY["pathways"], ids=lambda way: way["id"])
def test_a_pathway_of_the_key_speaks_of_what_there_is(way: dict[str, Any], content: dict[str, Content]):
    assert way["person"] in PEOPLE and way["persona"] in {one.name for one in personas()} and way["why"]
    [(kind, to)] = way["to"].items()
    assert to in ROLE_LEVELS if kind == "role_level" else to in {one.credential for one in content.values()}
    wanted = {*way["contains"], *(id for some in way["contains_any"] for id in some)}
    named = {*wanted, *way["never"], *(id for pair in way["order"] for id in pair)}
    assert named <= set(content) and not wanted & set(way["never"])
    assert set(way["missed"]) <= set(IDS)
    for id in way["contains"]:
        assert not content[id].languages or set(way["languages"]) & set(content[id].languages), id
    done = {one.content for one in COMPLETIONS.completions if one.person == way["person"]}
    assert not wanted & done


def test_what_is_to_come_before_is_needed_by_what_comes_after(content: dict[str, Content]):
    for before, after in ((one, other) for way in KEY["pathways"] for one, other in way["order"]):
        needs = [need for need in content[after].needs if need.id]
        taught = {tag.id for tag in content[before].teaches}
        assert any(
            need.id == before or (need.target is not Target.CONTENT and need.id in taught) for need in needs
        )


def test_content_that_was_replaced_is_never_a_step(content: dict[str, Content]):
    for tag in content["ckad"].teaches:
        goal = Goal(Subject(tag.target, tag.id), tag.end)
        found = plan(Learnable.of(content.values()), Question((goal,), today=TODAY))
        steps = {step.id for step in found.steps}
        assert steps and not steps & {id for id, one in content.items() if one.replaced_by}


def findings(kind: str) -> Iterator[dict[str, Any]]:
    yield from KEY["review"][kind]
    yield from KEY["review"]["never"][kind]


def test_every_finding_of_the_key_is_about_content_that_is_there_and_says_why(content: dict[str, Content]):
    for kind in FINDINGS:
        for one in findings(kind):
            assert set(one.get("items", [one.get("item")])) <= set(content) and one["why"]
        expected, never = (
            {tuple(one.get("items", [one.get("item")])) for one in some}
            for some in (KEY["review"][kind], KEY["review"]["never"][kind])
        )
        assert expected and never and not expected & never


def test_what_the_key_calls_outdated_and_ownerless_is_all_of_it():
    def has_left(entry: Entry) -> bool:
        owner = entry.content.owner
        return owner is None or (person(owner).end or date.max) <= TODAY

    overdue = {
        id for id, entry in ENTRIES.items()
        if entry.content.replaced_by or (entry.content.review_on or date.max) < TODAY
    }  # fmt: skip
    assert {one["item"] for one in KEY["review"]["outdated"]} == overdue
    left = {id for id, entry in ENTRIES.items() if has_left(entry)}
    assert {one["item"] for one in KEY["review"]["ownerless"]} == left


def test_what_the_key_says_to_lack_content_is_taught_by_none(content: dict[str, Content]):
    live = [one for one in content.values() if one.status is ContentStatus.LIVE]
    taught = {tag.id for one in live for tag in one.teaches if tag.end}
    lacking = {each.name for each in FRAMEWORK.competencies if not taught & {each.id, *each.skills}}
    assert {one["competency"] for one in KEY["review"]["no_content"]} == lacking


def test_translations_and_copies_are_told_apart(content: dict[str, Content]):
    for one in KEY["review"]["same"]:
        some = [content[id] for id in one["items"]]
        assert set(some[0].languages) & set(some[1].languages)
        assert {tag.id for tag in some[0].teaches} == {tag.id for tag in some[1].teaches}
        assert not some[0].translation_of and not some[1].translation_of


def test_ten_questions_are_asked_of_people_and_things_that_are_there(content: dict[str, Content]):
    gaps, ways = ({one["id"] for one in KEY[kind]} for kind in ("gaps", "pathways"))
    assert len(KEY["questions"]) == 10
    for asked in KEY["questions"]:
        assert asked.get("person", "AB-001") in PEOPLE
        assert asked.get("gap") in {None, *gaps} and asked.get("pathway") in {None, *ways}
        assert asked.get("competency") in {None, *IDS} and asked.get("role_level") in {None, *ROLE_LEVELS}
    kubernetes = KEY["questions"][-1]
    taught_by = {id for id, one in content.items() if "kubernetes" in {tag.id for tag in one.teaches}}
    assert set(kubernetes["taught_by"]) <= taught_by
    needs = {name: {need.competency for need in level.requires} for name, level in ROLE_LEVELS.items()}
    assert all(IDS["Kubernetes"] in needs[name] for name in kubernetes["required_by"])
