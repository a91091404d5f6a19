"""The organisation's own words: what becomes a term, and what never may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from snowballstemmer import EnglishStemmer

from domain.messages import Mark, MarkKind, Message, SpaceKind
from domain.skills import Skill, Vocabulary
from nlp.context import Context
from nlp.miner import Miner
from nlp.terms import Terms

_SUFFIXES = """
ational enci anci abli alli ousli ization alism aliti ousness fulness iviti biliti ogi icate iciti ical ness
ance able ement ment ent ism iti ous ive ize ion eed ed ing sses ied us at bb
"""
VOCABULARY = Vocabulary.of([Skill("sap", "SAP")])
MINER = Miner(VOCABULARY, Context(b"a secret of the tests", frozenset({"ann", "bob"})))


def terms(text: str, *marks: Mark) -> dict[str, int]:
    """Stem to weighted count."""
    mined = MINER.mine([Message("m", "s", "u", 1, text, "m", marks=marks)], {})
    (row,) = mined.rows
    assert set(mined.stems) == set(row.t[::2])
    return {mined.stems[h]: n for h, n in zip(row.t[::2], row.t[1::2], strict=True)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tills, the TILL and a till!", {"till"}),
        ("NetworkManager", {"network", "manag", "networkmanag"}),
        ("network-manager", {"network", "manag", "networkmanag"}),
        ("snake_case.py", {"snake", "case", "py", "snakecasepi"}),
        ("/etc/fstab", {"fstab", "etcfstab"}),
        ("ipv6 x86", {"ipv6", "x86"}),
        ("Mike's", {"mike"}),
        ("don't won’t it's", set[str]()),
        ("Asia-Pacific", {"asia", "pacif", "asiapacif"}),
        ("and/or", set[str]()),
        ("größe Größe", {"größe"}),
        ("キッチン 倉庫", {"キッチン", "倉庫"}),
        ("Привет", {"привет"}),
    ],
)
def test_words_become_stems_and_identifiers_their_parts_and_the_whole(text: str, expected: set[str]) -> None:
    assert set(terms(text)) == expected


def test_occurrences_are_counted_up_to_a_limit() -> None:
    assert terms("till " * 3) == {"till": 3}
    assert terms("till " * 100) == {"till": 15}


@pytest.mark.parametrize(
    "secret",
    [
        "AKIAIOSFODNN7EXAMPLE",
        "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
        "xoxb-123456789012-abcdefABCDEF",
        "d41d8cd98f00b204e9800998ecf8427e",
        "550e8400-e29b-41d4-a716-446655440000",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
        "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY",
        "password=hunter2",
        "00:1A:2B:3C:4D:5E",
        "hQEMA5vJ8k1Zq0T9AQf/Yx3T",
    ],
)
def test_secrets_never_become_terms(secret: str) -> None:
    assert terms(f"key {secret} end") == {"key": 1, "end": 1}
    assert terms(f"key ({secret}), end") == {"key": 1, "end": 1}


@pytest.mark.parametrize(
    "text",
    [
        "12 3.14 2024-01-02 16.04 1,000 +49-30-123456 1.2.3-4",
        "ann.smith@example.org",
        "https://example.org/till?x=1 www.example.org",
        "@ann",
        "ann: ",
        "bob, ",
    ],
)
def test_numbers_addresses_and_names_never_become_terms(text: str) -> None:
    assert terms(text) == {}


def test_people_are_masked_where_they_are_spoken_to() -> None:
    assert terms("ann, bob: tills") == {"till": 1}
    assert terms("@U7 tills", Mark(MarkKind.PERSON, 0, 3, "u7")) == {"till": 1}
    assert terms(
        "ann bread",
    ) == {"ann": 1, "bread": 1}  # not spoken to: may be a word


def test_quoted_words_are_not_the_authors() -> None:
    assert terms("> bread\ntills", Mark(MarkKind.QUOTE, 0, 7)) == {"till": 1}


def test_a_hash_tells_nothing_without_its_key() -> None:
    other = Miner(VOCABULARY, Context(b"another secret"))
    message = Message("m", "s", "u", 1, "till", "m")
    assert other.mine([message], {}).rows[0].t[0] != MINER.mine([message], {}).rows[0].t[0]


def test_hashes_fit_signed_64_bits_and_counts_ascend_by_hash() -> None:
    t = MINER.mine([Message("m", "s", "u", 1, " ".join(f"word{n}x" for n in range(500)), "m")], {}).rows[0].t
    assert list(t[::2]) == sorted(t[::2])
    assert min(t[::2]) < 0 < max(t[::2])
    assert max(map(abs, t[::2])) < 2**63


def test_a_quote_is_short_public_and_only_where_a_skill_is_named() -> None:
    def quote(text: str, kind: SpaceKind, *, bot: bool = False) -> str | None:
        message = Message("m", "s", "u", 1, text, "m", bot=bot)
        return MINER.mine([message], {"s": kind}).rows[0].quote

    assert quote("we  run\nSAP", SpaceKind.PUBLIC) == "we run SAP"
    assert quote("we run tills", SpaceKind.PUBLIC) is None
    assert quote("we run SAP", SpaceKind.PRIVATE) is None
    assert quote("we run SAP", SpaceKind.DIRECT) is None
    assert quote("we run SAP", SpaceKind.PUBLIC, bot=True) is None
    long = quote("SAP " + "words " * 100, SpaceKind.PUBLIC)
    assert long is not None and len(long) <= 240 and long.endswith("words…")


def test_what_a_miner_remembers_does_not_change_what_it_gives() -> None:
    message = Message("m", "s", "u", 1, "tills and bread", "m")
    fresh = Miner(VOCABULARY, Context(b"a secret of the tests"))
    assert fresh.mine([message], {}) == MINER.mine([message], {})


@given(st.text("aeiouybcdlstnrgxwm", min_size=1, max_size=6), st.sampled_from(["", *_SUFFIXES.split()]))
def test_words_that_are_not_stemmed_have_no_other_stem(start: str, suffix: str) -> None:
    word = start + suffix
    assert Terms(b"k").stems(word) in ((EnglishStemmer().stemWord(word),), ())
