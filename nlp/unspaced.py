"""Japanese and Chinese, which are written without spaces: where a label may begin and end among letters.

A label is a whole word where the script changes on either side of it, as in "SAPの在庫管理": the name of a
country in katakana is not part of a longer one. Characters of Chinese origin make compounds, so a label that
is long enough may stand in the midst of them; hiragana are mostly endings and particles and bound nothing.
"""

import re

COMPOUND_FROM = 3  # characters from which a label may be part of a compound: shorter ones mean other things

_HIRAGANA = "\u3041-\u309f"
_KATAKANA = "\u30a1-\u30ff\u31f0-\u31ff"
_HAN = "\u3005\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_ANY = re.compile(f"[{_HIRAGANA}{_KATAKANA}{_HAN}]")
_RUNS = re.compile(f"[{_HIRAGANA}{_KATAKANA}{_HAN}]+")
_SCRIPTS = re.compile(
    f"(?P<hiragana>[{_HIRAGANA}])|(?P<katakana>[{_KATAKANA}])|(?P<han>[{_HAN}])|(?P<space> )"
)


def is_unspaced(text: str) -> bool:
    """Whether any of the text is in these scripts."""
    return not text.isascii() and _ANY.search(text) is not None


def without_unspaced(text: str) -> str:
    """The text with these scripts as spaces, character for character: what is left has words of its own."""
    return _RUNS.sub(lambda run: " " * len(run[0]), text)


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether [start, end) of a delimited text is a word of its own; a space stands at either end."""
    long = end - start >= COMPOUND_FROM
    return _bounds(text[start - 1], text[start], long=long) and _bounds(text[end], text[end - 1], long=long)


def _bounds(outside: str, edge: str, *, long: bool) -> bool:
    script = _script(edge)
    return script == "hiragana" or script != _script(outside) or (script == "han" and long)


def _script(character: str) -> str:
    found = _SCRIPTS.match(character)
    return (found.lastgroup or "") if found else "letters"
