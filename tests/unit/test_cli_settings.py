"""What the command takes from its environment."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cli.ingest import permalink
from cli.settings import Settings, kept_key
from domain.errors import InvalidInput


def test_the_key_of_term_hashes_is_drawn_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    settings = Settings.of({"UNDERSTORY_HOME": str(tmp_path / "home")})
    key = settings.term_key()
    assert len(key) == 64
    assert settings.term_key() == key
    assert stat.S_IMODE((tmp_path / "home" / "term-key").stat().st_mode) == 0o600


def test_two_at_once_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = list(pool.map(lambda _: kept_key(tmp_path / "home" / "term-key"), range(64)))
    assert len(set(keys)) == 1
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["term-key"]


def test_a_key_that_is_given_is_used_and_no_file_made(tmp_path: Path) -> None:
    given = {"UNDERSTORY_HOME": str(tmp_path), "UNDERSTORY_KEY": "sixteen letters!"}
    assert Settings.of(given).term_key() == b"sixteen letters!"
    assert not list(tmp_path.iterdir())


def test_an_emptied_key_file_is_named_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "term-key").touch()
    with pytest.raises(InvalidInput, match="term-key is empty"):
        kept_key(tmp_path / "term-key")


@pytest.mark.parametrize(
    "said", [{"UNDERSTORY_KEY": "short"}, {"UNDERSTORY_LINGER": "soon"}, {"UNDERSTORY_LINGER": "nan"}]
)
def test_a_value_that_cannot_be_used_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(InvalidInput):
        Settings.of(said)


def test_the_key_is_not_shown_with_the_settings() -> None:
    assert "secret" not in repr(Settings.of({"UNDERSTORY_KEY": "a secret of 24 letters"}))


@pytest.mark.parametrize("workspace", ["example.slack.com", "https://example.slack.com/"])
def test_a_workspace_gives_links_as_slack_copies_them(workspace: str) -> None:
    assert permalink(workspace) == "https://example.slack.com/archives/{space}/p{ts_digits}"
