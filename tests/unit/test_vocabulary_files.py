"""A vocabulary is known by its content, whatever its file is called; what is broken or hostile is refused."""

import gzip
import json
import socket
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from domain.skills import Skill
from ingest.screening import is_everyday, screened
from sources import vocabulary_files
from sources.vocabulary_concepts import Read, slug
from sources.vocabulary_files import read_file

ESCO = [
    {
        "id": "1",
        "pref": "Python (computer programming)",
        "alt": ["Python3", "Py3K"],
        "hier": "[['K', 'K06', 'K061', 'K0613']]",
    },
    {"id": "2", "pref": "prayer", "alt": [], "hier": "[['K', 'K02', 'K022', 'K0221']]"},
]
GROUPS = (
    "ORIGINURI,ID,CODE,PREFERREDLABEL,ALTLABELS\n"
    "http://data.europa.eu/esco/isced-f/06,a,,information technologies,\n"
    'http://data.europa.eu/esco/isced-f/0613,b,,software development,"coding\nprogramming"\n'
)
TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix e: <http://e.test/> .
e:a a skos:Concept ; skos:prefLabel "stock keeping"@en, "Lagerhaltung"@de ;
    skos:altLabel "stocktaking"@en-GB ;
    skos:broader e:b .
e:b a skos:Concept ; skos:prefLabel "logistics"@en, "物流"@ja ; skos:related e:elsewhere .
e:scheme a skos:ConceptScheme ; skos:prefLabel "A scheme" .
"""
XML = """<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
         xmlns:skos="http://www.w3.org/2004/02/skos/core#">
<skos:Concept rdf:about="http://e.test/a">
  <skos:prefLabel xml:lang="en">stock keeping</skos:prefLabel>
</skos:Concept>
</rdf:RDF>
"""
JSON_LD = [
    {
        "@id": "http://e.test/a",
        "http://www.w3.org/2004/02/skos/core#prefLabel": [{"@value": "stock keeping", "@language": "en"}],
    }
]


def read(folder: Path, content: str | bytes, name: str = "file", *, zipped: bool = False) -> Read:
    path = folder / name
    raw = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(raw) if zipped else raw)
    return read_file(path)


def by_name(found: Read) -> dict[str, Skill]:
    return {skill.name: skill for skill in found.skills}


@pytest.mark.parametrize("zipped", [False, True])
def test_a_csv_needs_a_name_and_nothing_more(tmp_path: Path, zipped: bool):
    found = read(tmp_path, "name;de;note\nStock keeping;Lagerhaltung|Lager;x\n在庫管理;;\n", zipped=zipped)
    first, second = found.skills
    assert (first.id, first.translations) == ("stock-keeping", (("de", "Lagerhaltung"), ("de", "Lager")))
    assert second.name == "在庫管理" and second.id.startswith("x-")
    assert [warning.kind for warning in found.warnings] == ["columns_ignored"]


def test_a_file_without_a_row_that_can_be_used_says_why(tmp_path: Path):
    with pytest.raises(InvalidInput, match=r"file, line 2: row with bad id \('x:a'"):
        read(tmp_path, "id,name\nx:a,Alpha\nx:b,Beta\n")


def test_rows_that_cannot_be_used_are_named_and_the_rest_goes_in(tmp_path: Path):
    found = read(tmp_path, "id,name,broader\na,Alpha,b\nb,Beta,\n,,\nc d,Gamma,\na,Again,\nd,,x\n")
    assert by_name(found)["Alpha"].broader == ("b",)
    assert [(w.kind, w.where) for w in found.warnings] == [
        ("row_with_bad_id", "file, line 5"),
        ("row_with_same_id", "file, line 6"),
        ("row_without_name", "file, line 7"),
    ]


def test_esco_is_read_with_the_names_of_its_groups(tmp_path: Path):
    (tmp_path / "skillGroups.csv").write_text(GROUPS)
    found = read(tmp_path, json.dumps(ESCO), "skills.json")
    python = by_name(found)["Python"]
    assert python.aliases == ("Python (computer programming)", "Python3", "Py3K")
    assert python.broader == ("software-development",)
    group = by_name(found)["software development"]
    assert (group.broader, group.aliases) == (("information-technologies",), ("coding", "programming"))
    kept, refused = screened(found.skills)
    assert "prayer" not in kept.by_id
    assert [(w.kind, w.where) for w in refused] == [("never_derived", "prayer")]


def test_esco_alone_goes_in_without_groups_and_says_so(tmp_path: Path):
    found = read(tmp_path, "\n".join(map(json.dumps, ESCO)))  # one object a line
    assert by_name(found)["Python"].broader == ()
    assert [warning.kind for warning in found.warnings] == ["groups_not_found"]


def test_escos_own_csv_is_read_with_its_relations(tmp_path: Path):
    (tmp_path / "broaderRelationsSkillPillar_en.csv").write_text("conceptUri,broaderUri\nu:1,u:2\nu:1,u:9\n")
    csv = (
        'conceptUri,preferredLabel,altLabels,status\nu:1,haskell,"GHC\nHugs",released\nu:2,coding,,released\n'
    )
    skills = by_name(read(tmp_path, csv, "skills_en.csv"))
    assert (skills["haskell"].aliases, skills["haskell"].broader) == (("GHC", "Hugs"), ("coding",))


def test_topics_bring_names_aliases_and_relations(tmp_path: Path):
    topics = [
        {"topic": "3d", "name": "3D", "aliases": ["3d-printing"], "related": ["cad", "3d"]},
        {"topic": "cad", "name": "CAD", "aliases": [], "related": []},
    ]
    skills = by_name(read(tmp_path, json.dumps(topics)))
    assert (skills["3D"].aliases, skills["3D"].related) == (("3d", "3d printing"), ("cad",))


@pytest.mark.parametrize("content", [TURTLE, XML, json.dumps(JSON_LD)])
def test_skos_is_read_in_each_of_its_forms(tmp_path: Path, content: str):
    assert "stock keeping" in by_name(read(tmp_path, content))


def test_skos_labels_keep_their_languages(tmp_path: Path):
    skills = by_name(read(tmp_path, TURTLE))
    assert skills["stock keeping"].translations == (("de", "Lagerhaltung"),)
    assert skills["stock keeping"].aliases == ("stocktaking",)
    assert skills["stock keeping"].broader == ("logistics",)
    assert skills["logistics"].translations == (("ja", "物流"),)
    assert "A scheme" not in skills


def test_nothing_is_fetched_from_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    remote = {"@context": "http://e.test/context.jsonld", "@id": "http://e.test/a", "prefLabel": "x"}
    with pytest.raises(InvalidInput, match="context"):
        read(tmp_path, json.dumps(remote))
    with pytest.raises(InvalidInput, match="context"):
        read(tmp_path, json.dumps({"@graph": [{"@context": [{}, {"@import": "http://e.test"}], "@id": "a"}]}))
    read(tmp_path, TURTLE.replace("e:scheme", "<> <http://www.w3.org/2002/07/owl#imports> e:x .\ne:scheme"))


BOMB = XML.replace("?>\n", '?>\n<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>\n')


@pytest.mark.parametrize(
    ("content", "about"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (gzip.compress(json.dumps(ESCO).encode())[:-20], "torn"),
        (b"\x1f\x8b broken", "torn"),
        (b"PK\x03\x04zip", "zip archive"),
        (b'[{"id": "1", "pref": ', "not JSON"),
        (b"[" * 100_000, "too deeply"),
        (b'[{"some": "thing"}]', "no vocabulary"),
        (b"[1, 2]", "no vocabulary"),
        (b"[]", "no vocabulary"),
        (b"label,text\na,b\n", "no column is called name"),
        (b'name\n"open', "not CSV"),
        (b"name\n", "no skill"),
        ("name\nDisposición\n".encode("latin-1"), "line 2: this is not UTF-8"),
        (b"name\nA\0B\n", "no text"),
        (b"conceptUri,broaderUri\nu:1,u:2\n", "relations and no labels"),
        (b"ORIGINURI,ISCOGROUPCODE,PREFERREDLABEL\nu:1,2,x\n", "occupations"),
        (b"@prefix a: <http://a.test/> .\na:b a:c a:d .\n", "no SKOS concept"),
        (b"@prefix a: <http://a.test/> .\na:b a:c", "not Turtle"),
        (b"<html><body>Not found</body></html>", "no SKOS concept"),
        (b'<?xml version="1.0"?><rdf:RDF', "not RDF/XML"),
        (BOMB.encode(), "entities"),
    ],
)
def test_what_is_broken_or_hostile_is_refused_with_a_way_on(tmp_path: Path, content: bytes, about: str):
    with pytest.raises(InvalidInput, match=about) as caught:
        read(tmp_path, content)
    assert "file" in caught.value.message
    assert caught.value.next_step


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vocabulary_files, "BYTES_MOST", 10_000)
    with pytest.raises(InvalidInput, match="unpacked"):
        read(tmp_path, "name\n" + "a" * 50_000, zipped=True)


def test_everyday_words_are_flagged_and_stop_words_refused():
    kept, refused = screened(
        [Skill("a", "leading people", ("lead", "rest", "manage", "the", "?")), Skill("b", "to be", ("it",))]
    )
    assert kept.by_id["a"].ordinary == {"lead", "rest", "manage"}
    assert kept.by_id["a"].labels == ("leading people", "lead", "rest", "manage")
    assert "b" not in kept.by_id
    assert [(w.kind, w.where) for w in refused] == [
        ("stop_word", "the"),
        ("label_without_letter", "?"),
        ("stop_word", "to be"),
        ("stop_word", "it"),
        ("skill_without_label", "to be"),
    ]


def test_names_of_things_are_not_everyday_words():
    assert not any(map(is_everyday, ("kubernetes", "typography", "time management", "Wi-Fi")))
    assert is_everyday("C") and is_everyday("Handel", "de") and not is_everyday("Handel", "xx")


def test_ids_are_made_from_names_in_any_script():
    assert slug("C++ (computer programming)") == "c++-computer-programming"
    assert slug("Crème brûlée") == "creme-brulee"
    assert slug("在庫管理") == slug("在庫管理") != slug("会計")
    assert slug("مخزون").startswith("x-")
