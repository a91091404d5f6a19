"""Cursors come back as they went, and nothing else is taken for one."""

import base64
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as some

from api import paging
from domain.errors import InvalidInput


@given(some.text(), some.integers(-(2**63), 2**63 - 1), some.floats(-1, 1))
def test_a_cursor_gives_back_its_key(text: str, number: int, score: float) -> None:
    assert paging.decode(paging.encode(text, number, score), str, int, float) == (text, number, score)


@given(some.text())
def test_any_text_is_a_cursor_or_refused(text: str) -> None:
    with suppress(InvalidInput):
        assert paging.encode(*paging.decode(text, str, int))


@pytest.mark.parametrize("key", [("a",), (1, "a"), ("a", 1, 2), ("a", True), ("a", 1.0), ("a", 2**63)])
def test_a_cursor_of_another_list_is_refused(key: tuple[str | float, ...]) -> None:
    with pytest.raises(InvalidInput):
        paging.decode(paging.encode(*key), str, int)


@pytest.mark.parametrize("text", ['["\\ud800", 1]', "[" * 10_000, f"[{'9' * 5_000}]", '["a", NaN]', "\xff"])
def test_a_cursor_that_was_made_up_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        paging.decode(base64.urlsafe_b64encode(text.encode("latin-1")).decode(), str, int)


@pytest.mark.parametrize("first", [0, -1, 101, 2**31])
def test_a_page_has_1_to_100_entries(first: int) -> None:
    with pytest.raises(InvalidInput):
        paging.checked(first)


def test_a_page_says_whether_there_are_more() -> None:
    page = paging.page(["a", "b", "c"], 2, None, key=lambda name: (name,), node=str.upper)
    assert [edge.node for edge in page.edges] == ["A", "B"]
    assert page.page_info.has_next_page
    assert page.page_info.end_cursor == paging.encode("b")
    last = paging.page(["c"], 2, page.page_info.end_cursor, key=lambda name: (name,), node=str.upper)
    assert not last.page_info.has_next_page
    assert last.page_info.has_previous_page
