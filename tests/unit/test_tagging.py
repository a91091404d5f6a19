"""What content teaches and needs, by its own words: from which level to which, and which words say so."""

import pytest

from domain.content import Content, Kind
from domain.skills import Skill, Vocabulary
from learning.content_rings import rings_of
from learning.tagging import Tagger, Tags
from sources.content import document_of

TAGGER = Tagger(
    Vocabulary.of(
        [
            Skill("sql", "SQL"),
            Skill("python", "Python"),
            Skill("git", "Git"),
            Skill("go", "Go", ordinary=frozenset({"Go"})),
            Skill("mentoring", "Mentoring"),
        ]
    )
)


def tags(title: str, description: str = "", kind: Kind = Kind.COURSE) -> Tags:
    item = Content("x", title, kind)
    return TAGGER.tags(item, document_of(item, description))


def taught(title: str, description: str = "", kind: Kind = Kind.COURSE) -> dict[str, tuple[int, int]]:
    return {tag.id: (tag.start, tag.end) for tag in tags(title, description, kind).teaches}


@pytest.mark.parametrize(
    ("title", "kind", "levels"),
    [
        ("Introduction to SQL", Kind.COURSE, (0, 1)),
        ("SQL-Grundlagen", Kind.MICRO, (0, 1)),
        ("SQL", Kind.COURSE, (0, 2)),
        ("Advanced SQL", Kind.COURSE, (1, 2)),
        ("Advanced SQL", Kind.MENTORING, (2, 3)),
        ("SQL for fortgeschrittene Teams", Kind.STRETCH, (2, 3)),
        ("Intermediate SQL", Kind.EXTERNAL, (1, 2)),
        ("SQL cheat sheet", Kind.JOB_AID, (0, 0)),
    ],
)
def test_cues_say_from_which_level_to_which_and_kinds_have_ceilings(
    title: str, kind: Kind, levels: tuple[int, int]
) -> None:
    assert taught(title, kind=kind)["sql"] == levels


def test_a_cue_in_a_sentence_speaks_for_that_sentence_alone() -> None:
    found = taught("Data for everybody", "You learn the basics of SQL. You learn Python.")
    assert found == {"sql": (0, 1), "python": (0, 2)}


def test_what_must_be_known_already_is_needed_and_not_taught() -> None:
    found = tags("Pipelines", "Learn SQL. Requires solid Python and prior knowledge of Git.")
    assert [tag.id for tag in found.teaches] == ["sql"]
    assert {need.id: need.level for need in found.needs} == {"python": 1, "git": 1}


def test_after_what_is_needed_a_sentence_may_say_what_is_taught() -> None:
    found = tags("Pipelines", "Requires Git, and teaches SQL.")
    assert [tag.id for tag in found.teaches] == ["sql"]
    assert [need.id for need in found.needs] == ["git"]


def test_a_tag_says_which_words_it_comes_from() -> None:
    text = "A long story. " * 60 + "You learn SQL here."
    (tag,) = tags("Stories", text).teaches
    assert tag.place is not None
    assert tag.place.text[tag.place.start : tag.place.end] == "SQL"
    assert len(tag.place.text) <= 240


def test_an_everyday_word_is_a_tag_only_where_it_stands_alone() -> None:
    assert "go" in taught("Introduction to Go")
    assert "go" in taught("Go")
    assert "go" not in taught("Go and see your customers")
    assert "go" not in taught("Customers", "Go and see them.")


def test_a_kind_is_no_skill_of_its_own() -> None:
    assert "mentoring" not in taught("Mentoring: SQL", kind=Kind.MENTORING)
    assert "mentoring" in taught("Mentoring", kind=Kind.COURSE)


def test_what_is_denied_is_not_taught() -> None:
    assert "python" not in taught("SQL", "We never touched Python.")


def test_rings_are_found_and_chains_are_none() -> None:
    assert rings_of([("a", "b"), ("b", "c")]) == []
    assert rings_of([("a", "b"), ("b", "a"), ("c", "a"), ("d", "d")]) == [("a", "b"), ("d",)]
    long = [(f"n{n:05}", f"n{n + 1:05}") for n in range(20_000)]
    assert rings_of(long) == []
    assert len(rings_of([*long, ("n20000", "n00000")])[0]) == 20_001
