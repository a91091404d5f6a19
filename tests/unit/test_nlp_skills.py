"""Which words of a message name a skill, and which do not."""

import pickle
from time import process_time

import pytest

from domain.evidence import Flag
from domain.keys import key
from domain.messages import Mark, MarkKind, Message, Space, SpaceKind
from domain.skills import Skill, Vocabulary
from nlp.context import Context
from nlp.miner import Miner

VOCABULARY = Vocabulary.of(
    [
        Skill("c", "C", (), "programming", ordinary=frozenset({"C"})),
        Skill("c++", "C++", ("cpp",), "programming"),
        Skill("c#", "C#", (), "programming"),
        Skill("dotnet", ".NET", (), "programming"),
        Skill("go", "Go", ("golang",), "programming", ordinary=frozenset({"Go"})),
        Skill("india", "インド"),
        Skill("java", "Java", (), "programming"),
        Skill("learning", "learning"),
        Skill("library", "library"),
        Skill("lead", "leading people", ("lead",), "people", ordinary=frozenset({"lead"})),
        Skill("ml", "machine learning", ("ML",), "data"),
        Skill("node", "Node.js", (), "web"),
        Skill("react", "React", (), "web", ordinary=frozenset({"React"})),
        Skill("sap", "SAP", ("SAP interface",), "business"),
        Skill("wifi", "Wi-Fi", (), "network", related=("go",)),
        Skill("prayer", "prayer", (), "religion"),
    ]
)
MINER = Miner(VOCABULARY, Context(b"a secret of the tests", frozenset({"Ann", "java", "Ann Smith"})))


def mentions(text: str, *marks: Mark, bot: bool = False) -> list[tuple[str, str, Flag]]:
    """(skill, surface, flags) of a message."""
    mined = MINER.mine([Message("m", "s", "u", 1, text, "m", marks=marks, bot=bot)], {"s": SpaceKind.PUBLIC})
    by_key = {skill.key: skill.id for skill in VOCABULARY.skills}
    return [(by_key[m.skill], text[m.start : m.end], m.flags) for m in mined.rows[0].mentions]


def skills(text: str, *marks: Mark) -> list[str]:
    return [skill for skill, _, _ in mentions(text, *marks)]


def flags(text: str, *marks: Mark) -> Flag:
    ((_, _, found),) = mentions(text, *marks)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I use c++, c# and .net.", ["c++", "c#", "dotnet"]),
        ("(C++/C#)", ["c++", "c#"]),
        ("node.js, NodeJS or node js?", ["node", "node", "node"]),
        ("wi-fi wifi Wi Fi WI‑FI", ["wifi"] * 4),
        ("two libraries and a library", ["library", "library"]),
        ("*java* `java` \"java\" 'java' java...", ["java"] * 5),
        ("javascript ajava java2d my_java java.lang", []),
        ("machine learning", ["ml"]),
        ("machine\nlearning; machine, learning", ["ml", "learning"]),
        ("the SAP interfaces", ["sap"]),
        ("cpp", ["c++"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_labels_are_whole_words_in_their_usual_spellings(text: str, expected: list[str]) -> None:
    assert skills(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "İstanbul: SAP",
        "ﬁne SAP",
        "🙂🙂 SAP",
        "שלום SAP עולם",
        "ＦＵＬＬ SAP",
        "नमस्ते SAP",
        "e\u0301 SAP",
        "\ufeffSAP",
    ],
)
def test_offsets_are_those_of_the_text_in_every_script(text: str) -> None:
    assert [surface for _, surface, _ in mentions(text)] == ["SAP"]


def test_full_width_letters_name_a_skill_too() -> None:
    assert mentions("ＳＡＰ") == [("sap", "ＳＡＰ", Flag(0))]


def test_a_country_inside_another_is_not_it() -> None:
    assert skills("インドネシア") == []
    assert skills("インド") == ["india"]


def test_addresses_and_people_are_no_skills() -> None:
    assert skills("see https://java.example/java or www.java.example, mail me@java.org @java") == []
    assert skills("java: have you seen this") == []
    assert skills("ann, java: have you seen this") == []
    assert skills("Ann Smith: java is fine") == ["java"]
    assert skills("thanks java!") == []
    assert skills("I like java, ann") == ["java"]
    assert skills("java SAP", Mark(MarkKind.PERSON, 0, 4, "u7")) == ["sap"]
    assert skills("java SAP", Mark(MarkKind.SPACE, 0, 4, "c7")) == ["sap"]
    assert skills(":java: SAP", Mark(MarkKind.EMOJI, 0, 6)) == ["sap"]


def test_code_paths_and_links_count_less() -> None:
    plain = MINER.mine([Message("m", "s", "u", 1, "java", "m")], {}).rows[0].mentions[0]
    code = (
        MINER.mine([Message("m", "s", "u", 1, "java", "m", marks=(Mark(MarkKind.CODE, 0, 4),))], {})
        .rows[0]
        .mentions[0]
    )
    assert code.flags == Flag.CODE
    assert code.confidence < plain.confidence
    assert flags("java", Mark(MarkKind.LINK, 0, 4, "https://x")) == Flag.CODE
    assert flags("/usr/lib/java/bin") == Flag.CODE
    assert flags("java/wood") == Flag(0)


def test_somebody_elses_words_are_marked_as_such() -> None:
    assert flags("> java is nice\nhm", Mark(MarkKind.QUOTE, 0, 14)) == Flag.QUOTED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I never touched SAP", Flag.NEGATED),
        ("i don’t know SAP", Flag.NEGATED),
        ("no idea about SAP", Flag.NEGATED),
        ("I haven't used SAP", Flag.NEGATED),
        ("SAP? Never touched it.", Flag.NEGATED),
        ("I'm not a SAP developer", Flag.NEGATED),
        ("I don't know, SAP was down", Flag(0)),
        ("no idea about that. SAP is fine", Flag(0)),
        ("the till does not talk to SAP", Flag(0)),
        ("we could move to SAP", Flag.HYPOTHETICAL),
        ("maybe we should try SAP", Flag.HYPOTHETICAL),
        ("if we used SAP", Flag.HYPOTHETICAL),
        ("you could use SAP for that", Flag(0)),
        ("yeah right, SAP never fails", Flag.SARCASTIC),
        ("SAP never fails /s", Flag.SARCASTIC),
        ("SAP never fails 🙃", Flag.SARCASTIC),
        ("we run SAP", Flag(0)),
    ],
)
def test_a_mention_tells_whether_it_is_meant(text: str, expected: Flag) -> None:
    assert flags(text) == expected


def test_what_a_bot_says_is_marked() -> None:
    assert mentions("SAP", bot=True)[0][2] == Flag.BOT


@pytest.mark.parametrize(
    "text",
    [
        "written in Go",
        "a Go developer",
        "I'm using Go",
        "go programming",
        "golang and go",
        "Java or go",
        "go on wifi",
    ],
)
def test_neighbours_and_kin_speak_for_an_ordinary_word(text: str) -> None:
    assert [f for skill, _, f in mentions(text) if skill == "go"][-1] & (Flag.ORDINARY | Flag.NEAR) in (
        Flag.ORDINARY | Flag.NEAR,
        Flag(0),  # golang is no ordinary word
    )


@pytest.mark.parametrize("text", ["go home", "Go to the shop", "let it go", "I go", "we react fast", "leads"])
def test_an_ordinary_word_alone_is_only_an_ordinary_word(text: str) -> None:
    assert flags(text) == Flag.ORDINARY


def test_what_may_not_be_derived_is_not_looked_for() -> None:
    assert skills("prayer") == []


def test_a_space_speaks_for_the_skills_of_its_name_and_purpose() -> None:
    def topics(name: str, purpose: str = "") -> set[str]:
        by_key = {skill.key: skill.id for skill in VOCABULARY.skills}
        return {by_key[k] for k in MINER.topics(Space("s", "slack", name, purpose=purpose))}

    assert topics("help-go") == {"go"}
    assert topics("lets-go-out") == set()
    assert topics("sap_wifi") == {"sap", "wifi"}
    assert topics("random", "all about machine learning, written in Go") == {"ml", "go"}
    assert topics("random", "where we go for lunch") == set()


def test_two_skills_with_one_label_are_less_sure() -> None:
    vocabulary = Vocabulary.of([Skill("a", "mercury"), Skill("b", "mercury"), Skill("c", "venus")])
    rows = Miner(vocabulary, Context(b"k")).mine([Message("m", "s", "u", 1, "mercury venus", "m")], {}).rows
    doubtful, sure = rows[0].mentions
    assert doubtful.skill == key("skill", "a")
    assert doubtful.confidence < sure.confidence


def test_a_miner_is_the_same_in_another_process() -> None:
    again: Miner = pickle.loads(pickle.dumps(MINER))
    message = Message("m", "s", "u", 1, "c++ and some words", "m")
    assert again.extractor == MINER.extractor
    assert again.mine([message], {}) == MINER.mine([message], {})


def test_the_extractor_changes_with_vocabulary_and_key_but_not_with_names() -> None:
    def extractor(skill: str, secret: bytes, *names: str) -> int:
        return Miner(Vocabulary.of([Skill("s", skill)]), Context(secret, frozenset(names))).extractor

    assert extractor("SAP", b"k") == extractor("SAP", b"k", "ann")
    assert len({extractor("SAP", b"k"), extractor("SAP", b"l"), extractor("Java", b"k")}) == 3


def test_an_empty_vocabulary_finds_nothing() -> None:
    assert Miner(Vocabulary.of([]), Context(b"k")).question("who knows SAP?").matches[0].skill is None


PIECES = ["SAP ", "a", ".", " ", "-", "!", "how do i ", "never used SAP ", "A", "aB1", "a.", "a@", "a b,"]
LONGEST = 40_000  # characters of the longest message that a chat takes


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("end", ["", "@", "a. ", "?", "thanks !"])
def test_the_longest_message_is_read_in_no_time(piece: str, end: str) -> None:
    text = end + piece * (LONGEST // len(piece)) + end
    began = process_time()
    mentions(text)
    assert process_time() - began < 2  # seconds; typically 0.02


def test_a_list_of_skills_is_cut() -> None:
    assert len(mentions("SAP " * 10_000)) == 100
