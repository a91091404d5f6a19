"""A vocabulary is read whole, or its first mistake is named with file, line and mend."""

from itertools import pairwise
from pathlib import Path

import pytest

from domain.errors import InvalidInput
from sources.vocabulary import read_vocabulary, seed_vocabulary

HEADER = "id,name,aliases,category,broader,related,ordinary"


def written(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "skills.csv"
    path.write_bytes("\n".join([header, *rows, ""]).encode(encoding))
    return path


def test_a_row_becomes_a_skill_with_all_its_labels(tmp_path: Path):
    path = written(tmp_path, "go,Go,Golang|Go language,programming,,c,Go", "c,C,,programming,,,C")
    vocabulary = read_vocabulary(path)
    assert [skill.id for skill in vocabulary.skills] == ["c", "go"]
    go = vocabulary.by_id["go"]
    assert go.labels == ("Go", "Golang", "Go language")
    assert go.ordinary == {"Go"}
    assert (go.category, go.broader, go.related) == ("programming", (), ("c",))


def test_spreadsheet_habits_do_not_matter(tmp_path: Path):
    """A byte-order mark, carriage returns, blank rows, columns in another order and columns of one's own."""
    header = "name,id,aliases,category,broader,related,ordinary,note"
    path = written(tmp_path, "Wi-Fi,wi-fi,wifi | WLAN,networking,,,,mine\r", ",,,,,,,", header=header)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_vocabulary(path).by_id["wi-fi"].labels == ("Wi-Fi", "wifi", "WLAN")


@pytest.mark.parametrize(
    ("rows", "line", "about"),
    [
        (["go,Go,,x,,,", "go,Golang,,x,,,"], 3, "already that of line 2"),
        (["go,Go,,x,,,", "golang,Golang,go,x,,,"], 3, "already names 'go'"),
        (["wi-fi,Wi-Fi,,x,,,", "wlan,WLAN,wi fi,x,,,"], 3, "already names 'wi-fi'"),
        (["go,Go,,x,program,,"], 2, "broader names 'program'"),
        (["go,Go,,x,,program,"], 2, "related names 'program'"),
        (["go,Go,,x,,,Golang"], 2, "'Golang' is no label"),
        (["faith,Faith,,Religion,,,"], 2, "never derived"),
        (["go,,,x,,,"], 2, "has no name"),
        (["Go lang,Go,,x,,,"], 2, "cannot be an id"),
        (["go,Go,x,,,"], 2, "6 cells where the header has 7"),
        (['go,"Go,,x,,,'], 2, "not CSV"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, rows: list[str], line: int, about: str):
    path = written(tmp_path, *rows)
    with pytest.raises(InvalidInput) as caught:
        read_vocabulary(path)
    assert f"{path}, line {line}: " in caught.value.message
    assert about in caught.value.message
    assert caught.value.next_step


def test_broader_in_a_circle_is_refused_and_spelled_out(tmp_path: Path):
    path = written(tmp_path, "d,D,,x,a,,", "a,A,,x,b,,", "b,B,,x,c,,", "c,C,,x,a,,")
    with pytest.raises(InvalidInput) as caught:
        read_vocabulary(path)
    circle = caught.value.message.split("circle: ")[1].rstrip(".").split(" > ")
    assert circle[0] == circle[-1]
    assert set(pairwise(circle)) == {("a", "b"), ("b", "c"), ("c", "a")}


def test_two_ways_to_one_broader_skill_are_no_circle(tmp_path: Path):
    path = written(tmp_path, "a,A,,x,b|c,,", "b,B,,x,d,,", "c,C,,x,d,,", "d,D,,x,,,")
    assert len(read_vocabulary(path).skills) == 4


def test_missing_columns_are_named(tmp_path: Path):
    with pytest.raises(InvalidInput, match=r"line 1: the header lacks broader, ordinary\."):
        read_vocabulary(written(tmp_path, header="id,name,aliases,category,related"))


@pytest.mark.parametrize("content", [b"", (HEADER + "\n").encode()])
def test_an_empty_vocabulary_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "skills.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInput, match=r"skills\.csv"):
        read_vocabulary(path)


def test_another_encoding_is_refused_at_its_line(tmp_path: Path):
    path = written(tmp_path, "go,Go,,x,,,", "german,Deutsch,Französisch,x,,,", encoding="latin-1")
    with pytest.raises(InvalidInput, match="line 3: this is not UTF-8"):
        read_vocabulary(path)


def test_a_missing_file_is_a_clear_refusal(tmp_path: Path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_vocabulary(tmp_path / "none.csv")


def test_the_starter_vocabulary_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert len(seed_vocabulary().skills) >= 300
