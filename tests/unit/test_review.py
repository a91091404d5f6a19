"""The review of content on items alone: what is a finding, and what only looks like one."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from domain.content import Target, Teaches
from domain.review import Decision, Finding, FindingKind, FindingStatus, Item, all_decided, decided
from graph.review import Named
from learning.review_items import misaligned, outdated, ownerless
from learning.review_missing import Asked, Required, missing, unread
from learning.review_same import same
from learning.review_texts import words
from learning.review_thresholds import (
    ASKED_DAYS,
    ASKED_PEOPLE,
    ASKED_QUESTIONS,
    COPY_TEXT,
    HOLDER_MONTHS,
    HOLDER_UNITS,
    RISING_PRIOR,
    RISING_RATIO,
    SAME_TAUGHT,
    SAME_TEXT,
    WANTED_ASKERS,
    WANTED_DAYS,
)
from learning.review_versions import newer

TODAY = date(2026, 11, 24)
TEXT = "Running totals, the last price before a sale, rank within a shop: ten queries on the receipts"
SQL = (Teaches(Target.SKILL, "sql", 1, 2),)
ONE = Item("one", "Window functions", TEXT, languages=("en",), owner="ann", teaches=SQL)
TWO = replace(ONE, id="two", text=TEXT + " of today")


def test_what_says_and_teaches_the_same_is_the_same() -> None:
    (found,) = same([ONE, TWO])
    assert set(found.about) == {"one", "two"}
    assert same([TWO, ONE]) == [found], "in whatever order"


def test_what_nobody_could_use_instead_is_not_the_same() -> None:
    for other in (
        replace(TWO, languages=("de",)),
        replace(TWO, translation_of="one"),
        replace(TWO, replaced_by="one"),
        replace(TWO, needs=("one",)),
        replace(TWO, text="Ask a colleague how the warehouse counts what is in it on a Sunday evening"),
    ):
        assert same([ONE, other]) == [], other
    assert same([replace(ONE, title="Excel II"), replace(TWO, title="Excel III")]) == []
    assert same([replace(ONE, regions=("IE",)), replace(TWO, regions=("DE",))]) == []


def test_the_next_step_of_the_same_subject_is_not_the_same() -> None:
    further = replace(TWO, text=TEXT[:60], teaches=(Teaches(Target.SKILL, "sql", 2, 3),))
    assert same([replace(ONE, text=TEXT[:70]), further]) == []


def test_ten_copies_are_nine_findings_with_what_is_looked_after_kept() -> None:
    copies = [replace(ONE, id=f"copy-{n}", owner=None if n else "ann") for n in range(10)]
    found = same(copies)
    assert len(found) == 9
    assert {one.about[0] for one in found} == {"copy-0"}


def test_words_that_stand_without_spaces_are_told_apart() -> None:
    assert words("在庫管理 SQL") == ["在庫", "庫管", "管理", "sql"]
    assert words("") == []


def test_a_review_that_is_due_today_is_not_past() -> None:
    due = replace(ONE, review_on=TODAY)
    assert outdated([due], {}, {}, TODAY) == []
    (found,) = outdated([due], {}, {}, TODAY + timedelta(days=1))
    assert found.evidence == ("its review was due on 2026-11-24",)


def test_what_is_replaced_or_teaches_an_old_version_is_out_of_date() -> None:
    (found,) = outdated([replace(ONE, replaced_by="two")], {}, {"two": "The new one"}, TODAY)
    assert found.evidence == ("“The new one” replaces it",)
    old = newer([Named("sql", "SQL 2"), Named("x", "SQL 3"), Named("y", "Level 5")])
    (found,) = outdated([ONE], old, {}, TODAY)
    assert found.evidence == ("it teaches an old version of SQL 3",)


def test_who_has_left_owns_nothing_and_their_manager_is_asked() -> None:
    found = ownerless(
        [ONE, replace(ONE, id="b", owner=None), replace(ONE, id="c", owner_left=True, successor="bo")]
    )
    assert [(one.about, one.owner) for one in found] == [(("b",), ""), (("c",), "bo")]


def test_what_useful_content_needs_is_useful() -> None:
    basics = replace(ONE, id="basics", teaches=(Teaches(Target.SKILL, "shell", 0, 1),))
    wanted = {(Target.SKILL, "sql")}
    assert [f.about for f in misaligned([ONE, basics], wanted, {})] == [("basics",)]
    assert misaligned([replace(ONE, needs=("shell",)), basics], wanted, {}) == []
    assert misaligned([ONE, replace(basics, mandatory=True)], wanted, {}) == []
    assert misaligned([ONE, basics], wanted, {"shell": 3}) == []
    assert len(misaligned([ONE, basics], wanted, {"shell": 2})) == 1
    support = replace(basics, teaches=(Teaches(Target.SKILL, "shell", 0, 0),))
    assert misaligned([support], wanted, {}) == []


def test_many_questions_that_nothing_answers_are_a_critical_gap() -> None:
    asked = Asked("kafka", "Kafka", 41, (("en",),) * 12, 1)
    (found,) = missing([], [asked], [])
    assert found.evidence == (
        "critical gap: 41 questions by 12 people in 90 days, no live content, one expert",
    )
    german = replace(ONE, languages=("de",), teaches=(Teaches(Target.SKILL, "kafka", 0, 2),))
    (found,) = missing([german], [asked], [])
    assert found.kind is FindingKind.MISSING and "no live content in their languages" in found.evidence[0]
    assert missing([replace(german, languages=("en-IE",))], [asked], []) == []
    assert missing([], [replace(asked, askers=(("en",),) * 4)], []) == [], "nothing is said of four people"


def test_what_roles_need_and_nothing_teaches_in_their_language_is_found() -> None:
    law = Required("law", "Employment law", 2, (), (("en",), ("de",)), "People partner")
    german = replace(ONE, languages=("de",), teaches=(Teaches(Target.COMPETENCY, "law", 0, 2),))
    (found,) = missing([german], [], [law])
    assert (found.kind, found.about) == (FindingKind.MISSING_LANGUAGE, ("law", "en"))
    (found,) = missing([], [], [law])
    assert found.kind is FindingKind.MISSING


def test_what_everybody_has_to_do_is_there_for_everybody() -> None:
    must = replace(ONE, mandatory=True)
    assert [f.about for f in unread([must], [("pl",)] * 5)] == [("one", "pl")]
    assert unread([must], [("pl",)] * 4) == []
    assert unread([must, replace(TWO, translation_of="one", languages=("pl",))], [("pl",)] * 9) == []


@given(st.sampled_from(FindingStatus), st.integers(0, 3))
def test_a_dismissal_holds_exactly_as_long_as_what_it_rests_on(status: FindingStatus, digest: int) -> None:
    (finding,) = ownerless([replace(ONE, owner=None)])
    finding = replace(finding, digest=1)
    found = decided(finding, Decision(finding.id, status, "because", "", "", 1, digest))
    open_again = status is FindingStatus.DISMISSED and digest != 1
    assert found.status is (FindingStatus.OPEN if open_again else status)
    assert found.id == finding.id


def test_findings_stand_in_one_order_whatever_order_they_were_found_in() -> None:
    found: list[Finding] = [*ownerless([replace(ONE, owner=None)]), *same([ONE, TWO])]
    assert all_decided(found, {}) == all_decided(found[::-1], {})
    assert [one.kind for one in all_decided(found, {})] == [FindingKind.SAME, FindingKind.OWNERLESS]


def test_the_docs_tell_the_thresholds_that_hold() -> None:
    root = Path(__file__).parents[2] / "docs"
    review, coverage = ((root / name).read_text("utf-8") for name in ("review.md", "coverage.md"))
    for told in (
        f"at least {SAME_TAUGHT:.1f}".replace("0.", "."),
        f"alike by {SAME_TEXT:.1f}".replace("0.", "."),
        f"alike by {COPY_TEXT:.2f}".replace("0.", "."),
        f"asked about by {WANTED_ASKERS} people in {WANTED_DAYS} days",
        f"{ASKED_PEOPLE} people and more asked about a skill",
        f"{ASKED_QUESTIONS} times and more in {ASKED_DAYS} days",
    ):
        assert told in review, told
    for told in (
        f"at least {HOLDER_UNITS} messages or documents, in {HOLDER_MONTHS} months",
        f"{RISING_PRIOR} threads at the rate of both spans",
        f"P(ratio > {RISING_RATIO})",
    ):
        assert told in coverage, told
