"""Counterparts are found by what things are called and mean; where there is none, none is proposed."""

from pathlib import Path

import pytest

from domain.crosswalks import Candidate, Item, Relation, crosswalk_id
from learning.crosswalks_index import Index
from learning.crosswalks_matching import candidates, item_of_skill, proposed
from learning.crosswalks_words import head, roots, words
from sources.vocabulary import seed_vocabulary

SKILLS = Index(
    [
        Item("data-modelling", "Data modelling", ("ER diagram",)),
        Item("testing", "Software testing", ("test plan",)),
        Item("automation", "Automated testing", ("test automation", "unit tests")),
        Item("frontend", "Web development", ("frontend",)),
        Item("programming", "Programming", ("coding",)),
        Item("risk", "Risk management"),
        Item("lifecycle", "Product lifecycle management", ("product life cycle",)),
        Item("ja", "データモデリング"),
    ]
)


def best(name: str, description: str = "", *texts: str) -> Candidate | None:
    return proposed(candidates(Item("item", name, (), description, texts), SKILLS))


def relation(name: str) -> tuple[str, Relation] | None:
    found = best(name)
    return (found.target, found.relation) if found else None


def test_the_same_name_is_exact_however_it_is_written() -> None:
    for name in ("Data modelling", "data\u00a0 modelling\u200b", "DATA MODELLING", "Ｄata modelling"):
        assert relation(name) == ("data-modelling", Relation.EXACT)
    assert relation("Managing risks") == ("risk", Relation.EXACT)


def test_another_spelling_is_found() -> None:
    assert relation("Data modeling") is not None


def test_brackets_are_kept() -> None:
    assert relation("Data modelling (health)") == ("data-modelling", Relation.BROADER)
    reasons = {
        found.reason
        for name in ("data engineering", "data science", "software engineering", "frontend developer")
        if (found := best(f"Programming ({name})"))
    }
    assert len(reasons) == 4
    assert words("Programming and build (data science)").brackets == ("data", "scienc")


def test_one_of_two_things_is_narrower() -> None:
    found = candidates(Item("item", "Risk management and shipping"), SKILLS)[0]
    assert (found.target, found.relation) == ("risk", Relation.NARROWER)


def test_the_description_speaks_for_a_counterpart() -> None:
    said = (
        "Test engineering involves developing test automation that gives fast feedback. You write unit tests."
    )
    (first, *_) = candidates(Item("item", "Test engineering", (), said), SKILLS)
    assert first.target == "automation"


def test_where_there_is_no_counterpart_none_is_proposed() -> None:
    for name in ("Ownership and initiative", "Data life cycle", "Making a process work"):
        assert best(name) is None
    assert candidates(Item("item", "Ownership"), Index([])) == []
    assert candidates(Item("item", "Ownership"), Index([Item("x", "…")])) == []


def test_a_thing_is_no_counterpart_of_itself() -> None:
    found = candidates(Item("risk", "Risk management"), SKILLS)
    assert "risk" not in {one.target for one in found}


def test_every_reason_names_what_it_rests_on() -> None:
    for name in ("Data modelling", "Data modelling (health)", "Test engineering", "Cyber risk management"):
        for one in candidates(Item("item", name), SKILLS):
            assert "“" in one.reason
            assert one.reason.endswith(".")
            assert 0 <= one.confidence <= 1


@pytest.mark.parametrize(
    "name",
    [
        "",
        " ",
        "()",
        "((((",
        "(a)(b",
        "[]",
        "\u202edna atad",
        "🧪" * 50,
        "مهارات البيانات",
        "数据建模",
        "a" * 100_000,
        "x and " * 5_000,
        "'; MATCH (n) DETACH DELETE n //",
        "\x00\x1f",
        "(" * 50_000,
    ],
)
def test_hostile_names_are_names(name: str) -> None:
    for item in (Item("item", name), Item("item", "Data", (name,), name, (name,))):
        assert len(candidates(item, SKILLS)) <= 5
    assert len(Index([Item("x", name, (name,), name)])) == 1
    assert isinstance(head(name), str)


def test_names_in_other_scripts_are_found() -> None:
    assert relation("データモデリング") == ("ja", Relation.EXACT)


def test_roots_are_without_inflection_and_no_more() -> None:
    assert roots("testing tests tested") == ("test", "test", "test")
    assert roots("product") != roots("production")
    assert head("Quality assurance of data") == "assuranc"


def test_the_same_lists_give_the_same_candidates() -> None:
    index = Index([item_of_skill(skill) for skill in seed_vocabulary().skills])
    item = Item("item", "Incident management", (), "Coordinating the response to incidents.")
    assert candidates(item, index) == candidates(item, index)
    assert candidates(item, index)[0].target == "incident-management"


def test_an_id_is_that_of_its_two_ends() -> None:
    assert crosswalk_id("a", "b") == crosswalk_id("a", "b") != crosswalk_id("b", "a")


def test_the_key_is_what_it_says() -> None:
    from benchmarks.crosswalks import HALVES, key

    pairs = key()
    assert len(pairs) == 120
    assert sum(not pair.targets for pair in pairs) == 40
    assert all((pair.relation is Relation.NONE) == (not pair.targets) for pair in pairs)
    of = {half: {pair.source.split(" (")[0] for pair in pairs if pair.half == half} for half in HALVES}
    assert not of["building"] & of["held out"]


def test_precision_and_recall_hold_on_the_key(shared: Path) -> None:
    from benchmarks.crosswalks import esco, framework, key, measured, vocabulary

    data = shared / "data"
    lists = {"ddat": framework(data), "esco": esco(data), "vocabulary": vocabulary()}
    named = {name: {item.name: item for item in items} for name, items in lists.items()}
    indexes = {name: Index(lists[name]) for name in ("esco", "vocabulary")}
    figures = measured(key(), named, indexes)
    assert figures["precision_at_1"] >= 0.80
    assert figures["recall_at_5"] >= 0.85
    assert figures["false_where_there_is_none"] <= 2
