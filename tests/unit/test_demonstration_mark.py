"""What the file beside a store says of the demonstration company."""

from pathlib import Path

from cli.demonstration import LOADED, LOADING, Demonstration


def test_a_load_that_was_interrupted_or_knew_no_learning_is_taken_up_again(tmp_path: Path) -> None:
    company = Demonstration(tmp_path)
    assert not company.is_here
    for said in (LOADING, "loaded"):
        company.mark(said)
        assert company.is_here and not company.is_loaded
    company.mark(LOADED)
    assert company.is_loaded
