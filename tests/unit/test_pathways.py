"""A pathway is the best there is, in an order that can be walked, and says why where it falls short."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pathway_cases import TODAY, Case, World, best, case

from domain.content import Content, Kind, Needs, NeedStatus, Target, Teaches
from domain.errors import NotFound
from learning.pathways import plan
from learning.pathways_catalogue import Catalogue
from learning.pathways_personas import Mix, persona, personas
from learning.pathways_words import Goal, Have, Plan, PlanStatus, Question, Reason, Subject
from learning.prerequisite_names import ItemName, Names
from learning.prerequisites import resolve
from sources.vocabulary import seed_vocabulary

CASES = 500
LONG = 5.0  # deterministic seconds: every small case is proved in far less
SQL = Subject(Target.SKILL, "sql")


def item(
    id: str, kind: Kind = Kind.COURSE, to: int = 2, *, start: int = 0, minutes: int = 60, skill: str = "sql"
) -> Content:
    return Content(id, id, kind, minutes=minutes, teaches=(Teaches(Target.SKILL, skill, start, to),))


def needing(content: Content, *needs: Needs) -> Content:
    return replace(content, needs=needs)


def after(id: str, clause: int = 0) -> Needs:
    return Needs(clause, Target.CONTENT, id)


def asked(*contents: Content, level: int = 1, **said: object) -> Plan:
    question = replace(Question((Goal(SQL, level, name="SQL"),), today=TODAY), **said)  # pyright: ignore
    return plan(Catalogue.of(contents), question)


def ids(found: Plan) -> list[str]:
    return [step.id for step in found.steps]


@pytest.mark.parametrize("block", range(10))
def test_plans_equal_trying_everything(block: int) -> None:
    for seed in range(block, CASES, 10):
        made = case(seed)
        found = plan(Catalogue.of(made.contents), made.question, limit=LONG)
        world = World(made)
        assert found.objective == best(world), seed
        assert world.complaints(found) == [], seed
        kept = (made.question.locked | made.question.started) - made.question.done
        told = {one.item for one in found.missed}
        assert kept <= {step.id for step in found.steps} | told, seed
        assert all(one.words and (one.relaxation or one.goal is None) for one in found.missed), seed
        assert (found.status is PlanStatus.PARTIAL) == bool(found.missed), seed


def test_the_same_question_gives_the_same_plan() -> None:
    for seed in range(0, CASES, 25):
        made = case(seed)
        first = plan(Catalogue.of(made.contents), made.question)
        assert plan(Catalogue.of(reversed(made.contents)), made.question) == first, seed


def test_no_step_comes_before_its_prerequisites_in_real_courses(shared: Path) -> None:
    courses = json.loads((shared / "data" / "courses_ossu.json").read_text("utf-8"))
    rows = [ItemName(one["id"], one["title"], one["section"], one["url"]) for one in courses]
    names = Names(rows, seed_vocabulary(), ())
    contents = [
        replace(
            item(one["id"], skill=one["id"], to=1),
            needs=tuple(resolve(one["prerequisites"], names, one["id"]).needs),
        )
        for one in courses
    ]
    needed = {need.id for one in contents for need in one.needs if need.target is Target.SKILL and need.id}
    have = {Subject(Target.SKILL, skill): Have(3) for skill in needed}
    chained = 0
    for one in contents:
        question = Question((Goal(Subject(Target.SKILL, one.id), 1, name=one.title),), have, TODAY)
        found = plan(Catalogue.of(contents), question)
        assert World(Case(tuple(contents), question)).complaints(found) == [], one.id
        assert found.status is PlanStatus.OPTIMAL or found.missed[0].reason is not Reason.NO_CONTENT, one.id
        chained += len(found.steps) > 1
    assert chained > 15


def test_a_goal_at_working_is_practised() -> None:
    found = asked(item("course"), item("job", Kind.STRETCH, minutes=300), level=2)
    assert ids(found) == ["job"]
    made = asked(item("course"), level=2)
    assert ids(made) == ["course", "practice:skill:sql:2"]
    assert [step.made for step in made.steps] == [False, True]


def test_expert_is_never_planned() -> None:
    (missed,) = asked(item("mentor", Kind.MENTORING, 4), level=4).missed
    assert missed.reason is Reason.LEVEL_CEILING
    assert ids(asked(item("mentor", Kind.MENTORING, 4), level=4)) == ["mentor"]


def test_a_step_says_what_it_is_for_and_what_could_stand_there() -> None:
    first, second = asked(
        item("base", skill="tables", minutes=30),
        item("other", skill="tables", minutes=50),
        needing(item("top"), Needs(3, Target.SKILL, "tables", 1)),
    ).steps
    assert (first.why[0].step, first.why[0].clause) == ("top", 3)
    assert [(one.id, one.minutes) for one in first.alternatives] == [("other", 20)]
    assert second.why[0].goal is not None


def test_nothing_supports_itself_through_a_ring() -> None:
    ring = (needing(item("a"), after("b")), needing(item("b", skill="x"), after("a")))
    (missed,) = asked(*ring).missed
    assert missed.reason is Reason.CYCLE


CONSENT = Needs(0, None, None, status=NeedStatus.PERMISSION)


@pytest.mark.parametrize(
    ("contents", "said", "reason"),
    [
        ((), {}, Reason.NO_CONTENT),
        ((replace(item("a"), languages=("en",)),), {"languages": frozenset({"de"})}, Reason.LANGUAGE),
        ((replace(item("a"), regions=("UK",)),), {"region": "DE"}, Reason.REGION),
        ((item("a"),), {"excluded": frozenset({"a"})}, Reason.LOCKED_CONFLICT),
        ((needing(item("a"), after("gone")),), {}, Reason.UNREACHABLE_PREREQUISITE),
        ((needing(item("a"), CONSENT),), {}, Reason.CONSENT_PENDING),
        ((item("a", Kind.JOB_AID),), {}, Reason.LEVEL_CEILING),
        (
            (item("a", minutes=600),),
            {"by": TODAY + timedelta(weeks=1), "hours_a_week": 1.0},
            Reason.TIME,
        ),
        ((), {"unobservable": frozenset({SQL})}, Reason.NOT_OBSERVABLE),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else "",
)
def test_a_goal_out_of_reach_has_a_reason_and_a_change(
    contents: tuple[Content, ...], said: dict[str, object], reason: Reason
) -> None:
    (missed,) = asked(*contents, **said).missed
    assert missed.reason is reason
    assert missed.relaxation is not None and missed.relaxation.words


def test_the_change_that_is_named_is_enough() -> None:
    (missed,) = asked(item("a", minutes=600), by=TODAY + timedelta(weeks=1), hours_a_week=1.0).missed
    assert missed.relaxation is not None
    later = date.fromisoformat(missed.relaxation.value)
    assert asked(item("a", minutes=600), by=later, hours_a_week=1.0).status is PlanStatus.OPTIMAL


def test_stretch_work_counts_a_fifth_of_its_time() -> None:
    dated = {"by": TODAY + timedelta(weeks=1), "hours_a_week": 1.0}
    assert ids(asked(item("job", Kind.STRETCH, minutes=300), **dated)) == ["job"]
    assert ids(asked(item("job", Kind.STRETCH, minutes=305), **dated)) == []


def test_what_stays_in_words_never_blocks() -> None:
    words = needing(item("a"), Needs(0, None, None, status=NeedStatus.WORDS), after("gone"))
    (step,) = asked(words).steps
    assert step.check


def test_what_was_started_stays() -> None:
    contents = (item("short"), needing(item("long", minutes=500), after("gone")))
    assert ids(asked(*contents)) == ["short"]
    assert ids(asked(*contents, started=frozenset({"long"}))) == ["long"]


def test_a_competency_is_reached_by_the_skills_that_it_includes() -> None:
    goal = Goal(Subject(Target.COMPETENCY, "data"), 1, name="Data")
    contents = (item("a"), item("b", skill="tables"))
    found = plan(Catalogue.of(contents, {"data": ("sql", "tables")}), Question((goal,), today=TODAY))
    assert (ids(found), found.status) == (["a", "b"], PlanStatus.OPTIMAL)
    fewer = plan(
        Catalogue.of(contents, {"data": ("sql", "tables")}), Question((goal,), {SQL: Have(1)}, today=TODAY)
    )
    assert ids(fewer) == ["b"]


def test_a_translation_stands_for_what_it_translates() -> None:
    german = replace(item("de", skill="x", to=1), translation_of="en", languages=("de",))
    english = replace(item("en", skill="x", to=1), languages=("en",))
    found = asked(english, german, needing(item("top"), after("en")), languages=frozenset({"de"}))
    assert ids(found) == ["de", "top"]


def test_three_personas_get_different_mixes() -> None:
    contents = (
        item("read", Kind.COURSE, 1, minutes=100),
        item("talk", Kind.COMMUNITY, 1, minutes=110),
        item("work", Kind.STRETCH, 1, minutes=115),
    )
    found = {one.name: ids(asked(*contents, mix=one.mix)) for one in personas()}
    assert found == {
        "retail-associate": ["work"],
        "software-engineer": ["read"],
        "regional-manager": ["talk"],
    }
    assert ids(asked(*contents)) == ["read"]
    assert all(one.mix.formal + one.mix.social + one.mix.work == 100 for one in personas())
    with pytest.raises(NotFound):
        persona("nobody")


def test_a_mix_is_never_a_reason_to_leave_something_out() -> None:
    found = asked(item("read", minutes=900), mix=Mix(0, 0, 100))
    assert ids(found) == ["read"]


def test_a_need_that_is_said_twice_is_told_once() -> None:
    found = asked(needing(item("second", start=0), after("first"), after("first", 1)), item("first", to=0))
    first = next(step for step in found.steps if step.id == "first")
    assert len(first.why) == 1
