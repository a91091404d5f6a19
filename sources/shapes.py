"""JSON as it is found: any value may stand where another was promised, and reading it never raises."""

import codecs
import json
import re
from typing import Any, cast

import orjson

from sources.archive import BrokenMember

LONE_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # as `surrogatepass` writes it


def as_object(value: Any) -> dict[str, Any]:
    """The value when it is an object, else an empty one."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value when it is a list, else an empty one."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def as_text(value: Any) -> str:
    """The value when it is a text, else an empty one."""
    return value if isinstance(value, str) else ""


def parse(content: bytearray) -> tuple[Any, bool]:
    """The JSON value of a file's bytes, and whether something in it had to be repaired to be read.

    Repaired are bytes that are no UTF-8 and halves of surrogate pairs (each becomes a replacement character),
    and numbers JSON does not know (they become null). Raises BrokenMember for what is no JSON.
    """
    body = memoryview(content)[3:] if content.startswith(codecs.BOM_UTF8) else memoryview(content)
    if not body.nbytes:
        raise BrokenMember("it is empty")
    try:
        return orjson.loads(body), False
    except orjson.JSONDecodeError:
        pass
    try:
        # The standard library reads more than orjson does, ten times slower: for the rare file alone.
        found = json.loads(str(body, "utf-8", "replace"), parse_constant=lambda _: None)
        clean = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
        return orjson.loads(LONE_SURROGATE.sub("�".encode(), clean)), True
    except RecursionError:
        raise BrokenMember("its values are nested too deeply") from None
    except ValueError:
        raise BrokenMember("it is not JSON") from None
