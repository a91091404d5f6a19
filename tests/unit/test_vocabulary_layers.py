"""Vocabularies laid over one another: joined by labels, each label with one skill, each layer removable."""

from domain.layers import lay
from domain.skills import Skill, Vocabulary

BASE = Vocabulary.of(
    [
        Skill("accounting", "accounting", ("bookkeeping",), "finance"),
        Skill("lead", "leadership", ("lead",), "people", ordinary=frozenset({"lead"})),
        Skill("python", "Python", (), "programming"),
    ]
)


def laid(*skills: Skill, base: Vocabulary = BASE):
    return lay(base, [Vocabulary.of(skills)])


def test_a_skill_with_the_name_of_one_there_adds_its_labels_to_it():
    made, report = laid(Skill("x", "Bookkeeping", ("ledger keeping",), translations=(("de", "Buchführung"),)))
    assert report.joined == {"x": "accounting"}
    assert made.by_id["accounting"].labels == ("accounting", "bookkeeping", "ledger keeping", "Buchführung")
    assert made.by_id["accounting"].category == "finance"
    assert len(made.skills) == len(BASE.skills)


def test_hyphens_spaces_and_capitals_do_not_make_another_skill():
    _, report = laid(Skill("x", "book-keeping"), Skill("y", "PYTHON"))
    assert report.joined == {"x": "accounting", "y": "python"}


def test_an_alias_joins_where_it_is_the_only_one_that_can():
    made, report = laid(Skill("financial-accounts", "financial accounts", ("bookkeeping",)))
    assert report.joined == {"financial-accounts": "accounting"}
    assert "financial accounts" in made.by_id["accounting"].labels


def test_an_alias_that_two_bring_joins_neither_and_stays_where_it_was():
    made, report = laid(
        Skill("a", "audit of books", ("bookkeeping",)), Skill("b", "sale of books", ("bookkeeping",))
    )
    assert report.joined == {}
    assert {(shared.label, shared.kept_by, shared.refused_to) for shared in report.shared} == {
        ("bookkeeping", "accounting", "a"),
        ("bookkeeping", "accounting", "b"),
    }
    assert made.by_id["a"].labels == ("audit of books",)


def test_an_everyday_word_or_an_abbreviation_joins_nothing_alone():
    base = Vocabulary.of([*BASE.skills, Skill("salesforce", "Salesforce", ("CRM",))])
    _, report = laid(Skill("ore", "smelting of ore", ("lead",)), Skill("c", "customers", ("CRM",)), base=base)
    assert report.joined == {}


def test_a_label_that_two_new_skills_would_share_goes_to_one_and_is_reported():
    made, report = laid(Skill("a", "casting", ("moulding",)), Skill("b", "pottery", ("moulding", "casting")))
    owners = [skill.id for skill in made.skills if "moulding" in skill.labels]
    assert owners == ["a"]
    assert [(s.label, s.kept_by, s.refused_to) for s in report.shared] == [
        ("moulding", "a", "b"),
        ("casting", "a", "b"),
    ]


def test_relations_follow_the_skills_that_others_became():
    made, report = laid(
        Skill("x", "Python", broader=("y",), related=("nowhere",)),
        Skill("y", "computer languages", requires=("accounting",)),
    )
    assert made.by_id["python"].broader == ("y",)
    assert made.by_id["y"].requires == ("accounting",)  # the id of a skill below
    assert report.strangers == [("x", "related", "nowhere")]


def test_no_layer_can_make_a_skill_broader_than_itself():
    base = Vocabulary.of([*BASE.skills, Skill("django", "Django", broader=("python",))])
    made, report = laid(Skill("p", "Python", broader=("d",)), Skill("d", "Django"), base=base)
    assert made.by_id["python"].broader == ()
    assert report.loops == [("p", "broader", "d")]


def test_a_flag_counts_only_for_a_label_that_is_new():
    made, _ = laid(Skill("x", "Python", ("snake",), ordinary=frozenset({"Python", "snake"})))
    assert made.by_id["python"].ordinary == {"snake"}


def test_what_a_layer_brought_is_gone_without_it_whatever_came_later():
    one = Vocabulary.of([Skill("a", "casting", ("moulding",), broader=("python",))])
    two = Vocabulary.of([Skill("b", "moulding", ("Python 3",)), Skill("c", "Python", ("CPython",))])
    both, _ = lay(BASE, [one, two])
    assert "b" not in both.by_id  # joined by its name to what the first brought
    alone, _ = lay(BASE, [two])
    assert alone.by_id["b"].labels == ("moulding", "Python 3")
    assert lay(BASE, [])[0] == BASE


def test_the_same_layer_twice_adds_nothing_the_second_time():
    layer = Vocabulary.of([Skill("a", "casting", ("moulding",), broader=("python",), related=("lead",))])
    once, _ = lay(BASE, [layer])
    twice, report = lay(BASE, [layer, layer])
    assert twice == once
    assert (report.added, report.labels, report.relations, report.shared) == ([], 0, 0, [])
    assert (report.labels_repeated, report.relations_repeated) == (2, 2)
