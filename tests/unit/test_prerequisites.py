"""Prerequisites in words: what they name is found, the rest stays in words, nothing is guessed."""

import json
from pathlib import Path

import pytest

from domain.content import Needs, NeedStatus, Target
from domain.skills import Skill, Vocabulary
from learning.prerequisite_links import links
from learning.prerequisite_names import ItemName, Names, key_of
from learning.prerequisites import resolve

VOCABULARY = Vocabulary.of(
    [
        Skill("python", "Python"),
        Skill("java", "Java"),
        Skill("c++", "C++"),
        Skill("c-cpp", "C/C++"),
        Skill("programming", "Software development", ("programming", "coding")),
        Skill("linear-algebra", "Linear algebra"),
        Skill("statistics", "Statistics"),
        Skill("ux", "Research and design"),
        Skill("sql", "SQL", ("سيكول",)),
    ]
)  # fmt: skip
ITEMS = (
    ItemName("calc-a", "Calculus 1A: Differentiation", "Core math", "https://x.test/calc-a"),
    ItemName("calc-b", "Calculus 1B: Integration", "Core math"),
    ItemName("la", "Linear Algebra", "Math"),
    ItemName("alg-1", "Algorithms: Design and Analysis, Part 1", "Theory"),
    ItemName("alg-2", "Algorithms: Design and Analysis, Part 2", "Theory"),
    ItemName("nand-1", "Build a Computer: From Nand to Tetris", "Systems"),
    ItemName("nand-2", "Build a Computer: Nand to Tetris Part II", "Systems", "https://www.x.test/nand2/"),
    ItemName("req", "Secure Development: Requirements, Design, and Reuse", "Security"),
    ItemName("oo", "Object-Oriented Design", "Core"),
    ItemName("arabic", "مقدمة في المحاسبة", "مالية"),
)
NAMES = Names(ITEMS, VOCABULARY, [("c1", "Till closing")])


def told(text: str, own: str = "") -> list[list[str]]:
    """The clauses: each way as what it leads to, or as words, with its level and status where not plain."""
    clauses: dict[int, list[str]] = {}
    for need in resolve(text, NAMES, own).needs:
        clauses.setdefault(need.clause, []).append(_told(need))
    return [sorted(ways) for _, ways in sorted(clauses.items())]


def _told(need: Needs) -> str:
    assert need.place is not None
    what = need.id or repr(need.place.text[need.place.start : need.place.end])
    level = f"@{need.level}" if need.level else ""
    plain = NeedStatus.RESOLVED if need.id else NeedStatus.WORDS
    return what + level + ("" if need.status is plain else f" {need.status.value}")


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        # a title, a part of one, a number in another script
        ("Object Oriented Design", [["oo"]]),
        ("Calculus 1A", [["calc-a"]]),
        ("Algorithms Part I", [["alg-1"]]),
        ("Nand to Tetris Part 2", [["nand-2"]]),
        ("From Nand to Tetris Part I", [["nand-1"]]),
        # a title is looked for before anything is cut
        ("Secure Development: Requirements, Design, and Reuse", [["req"]]),
        ("Python and Secure Development: Requirements, Design, and Reuse", [["python"], ["req"]]),
        ("Research and design, Python", [["ux"], ["python"]]),
        ("C/C++", [["c-cpp"]]),
        # and, or, and which binds tighter
        ("Python, Statistics", [["python"], ["statistics"]]),
        ("Python & Statistics; Java", [["python"], ["statistics"], ["java"]]),
        ("C++ or Java, Statistics", [["c++", "java"], ["statistics"]]),
        ("Python/Java", [["java", "python"]]),
        ("Python, or Java", [["java", "python"]]),
        ("either Python, Java or C++", [["c++", "java", "python"]]),
        ("one of Python, Java, or C++; Statistics", [["c++", "java", "python"], ["statistics"]]),
        ("one of [these](https://y.test/list), Python", [["'[these](https://y.test/list)'"], ["python"]]),
        # how much, and how strictly
        ("Basic coding", [["programming@1"]]),
        ("strong programming", [["programming@3"]]),
        ("some knowledge of SQL and a solid understanding of statistics", [["sql@1"], ["statistics@3"]]),
        ("Grundkenntnisse in SQL und fundierte Kenntnisse der Statistics", [["sql@1"], ["statistics@3"]]),
        ("corequisite: Linear Algebra", [["la soft"]]),
        ("Python (recommended), Statistics", [["python soft"], ["statistics"]]),
        ("Recommended: Python, SQL; Statistics", [["python soft"], ["sql soft"], ["statistics"]]),
        ("Python or instructor's consent", [["\"instructor's consent\" permission", "python"]]),
        # a section stands for all its items, and never for the item itself
        ("core math", [["calc-a"], ["calc-b"]]),
        # what only looks like a title waits for a steward
        ("Basic Linear Algebra", [["linear-algebra@1"]]),
        ("Linear Algebr", [["la proposed"]]),
        ("the first half of Calculus 1A by heart", [["calc-a proposed"]]),
        ("Calculus 1C", [["'Calculus 1C'"]]),
        # a link's address goes before its label
        ("[some maths](http://x.test/calc-a#top)", [["calc-a"]]),
        ("[Nand2Tetris II](https://x.test/nand2)", [["nand-2"]]),
        ("[Differentiation and more](https://other.test/course/calc-a)", [["calc-a"]]),
        ("[Linear Algebra](https://elsewhere.test/khan)", [["linear-algebra"]]),
        ("[Calculus 1B](https://elsewhere.test/khan)", [["calc-b proposed"]]),
        # words stay words
        ("any language, freshman physics", [["'any language'"], ["'freshman physics'"]]),
        ("One year programming experience", [["'One year programming experience'"]]),
        ("Till closing", [["c1"]]),
        # hostile and foreign
        ("[[nested]](https://x.test/calc-a)", [["calc-a"]]),
        ("[broken](https://x.test/calc-a", [["calc-a"]]),
        ("مقدمة في المحاسبة، سيكول", [["arabic"], ["sql"]]),
        ("🐍 Python 🐍", [["python"]]),
        ("Py\u200bthon", [["python"]]),
        ("see https://x.test/calc-a, Python", [["calc-a"], ["python"]]),
        (",,; and or & ,", []),
    ],
)  # fmt: skip
def test_the_grammar_of_prerequisites(text: str, clauses: list[list[str]]) -> None:
    assert told(text) == [sorted(ways) for ways in clauses]


@pytest.mark.parametrize("text", ["", "-", " – "])
def test_a_dash_states_nothing(text: str) -> None:
    assert not resolve(text, NAMES).is_stated


@pytest.mark.parametrize("text", ["none", "None.", "N/A", "No prior experience required", "keine"])
def test_none_states_that_nothing_is_needed(text: str) -> None:
    found = resolve(text, NAMES)
    assert found.is_stated and not found.needs


def test_and_beside_or_is_told_in_both_readings_and_holds_in_neither() -> None:
    found = resolve("Python and Java or C++", NAMES)
    assert found.readings == ("Python; Java or C++", "Python and Java or C++")
    assert {need.status for need in found.needs} == {NeedStatus.PROPOSED}
    assert told("Python and Java or C++") == [["python proposed"], ["c++ proposed", "java proposed"]]


def test_an_item_is_never_its_own_prerequisite() -> None:
    assert told("Theory", own="alg-2") == [["alg-1"]]
    assert told("Linear Algebra", own="la") == [["linear-algebra"]]


def test_a_section_beside_an_or_asks_for_all_of_it_or_for_the_other() -> None:
    assert told("Theory or Python") == [["alg-1", "python"], ["alg-2", "python"]]


def test_a_place_says_where_the_words_stand() -> None:
    text = "🐍 first, then [Linear Algebra](https://elsewhere.test/) & strong statistics"
    for need in resolve(text, NAMES).needs:
        assert need.place is not None and need.place.text == text
        assert need.place.text[need.place.start : need.place.end].strip() != ""


def test_a_title_that_two_items_have_is_met_by_either() -> None:
    names = Names([ItemName("a", "Safety"), ItemName("b", "Safety")], VOCABULARY)
    found = resolve("Safety", names).needs
    assert [(need.clause, need.id) for need in found] == [(1, "a"), (1, "b")]


def test_a_likeness_that_two_share_proposes_neither() -> None:
    names = Names([ItemName("a", "Customer service A"), ItemName("b", "Customer service B")], VOCABULARY)
    assert [need.id for need in resolve("Customer service", names).needs] == [None]


@pytest.mark.parametrize("text", ["(" * 2_000, "[" * 2_000, "a, " * 600, "or " * 600, "A and B or " * 150])
def test_a_hostile_text_is_read_in_no_time(text: str) -> None:
    assert len(resolve(text, NAMES).needs) <= 700


def test_links_close_their_own_brackets() -> None:
    found = links("[a [b] c](https://x.test/(y)) and [d](e f) and [g](h)")
    assert [(link.label, link.url) for link in found] == [("a [b] c", "https://x.test/(y)"), ("g", "h")]


def test_numbers_are_compared_whatever_they_are_written_in() -> None:
    assert key_of("Databases, Part III") == key_of("databases part 3") == key_of("Databases 3")


def test_of_the_shared_courses_what_can_be_followed_is(shared: Path) -> None:
    from sources.vocabulary import seed_vocabulary

    courses = json.loads((shared / "data" / "courses_ossu.json").read_text("utf-8"))
    items = [ItemName(c["id"], c["title"], c["section"], c["url"]) for c in courses]
    names = Names(items, seed_vocabulary())
    found = {c["id"]: resolve(c["prerequisites"], names, c["id"]) for c in courses}
    assert sum(1 for one in found.values() if not one.is_stated) == 9
    assert sum(1 for one in found.values() if one.is_stated and not one.needs) == 7
    assert sum(1 for one in found.values() if one.needs) == 47
    assert {need.id for need in found["probability"].needs} == {"calculus-1b-integration"}
    both = found["secure-software-development-requirements-design-and-reuse"].needs
    assert len({need.clause for need in both}) == 10, "each of both sections' items"
    assert [need.status for need in found["linear-algebra"].needs] == [NeedStatus.SOFT]
    graphics = found["computer-graphics"].needs
    assert [(n.clause, n.id, n.level, n.target) for n in graphics] == [
        (1, "c++", None, Target.SKILL), (1, "java", None, Target.SKILL),
        (2, "linear-algebra", 1, Target.SKILL),
    ]  # fmt: skip
