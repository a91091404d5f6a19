"""How documents name people, and which account each name stands for."""

import pytest

from ingest.document_people import account_of
from sources.documents_meta import people


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("Ann Lee", ("Ann Lee",)),
        ("Ann Lee, Bob Ray", ("Ann Lee", "Bob Ray")),
        ("Lee, Ann", ("Ann Lee",)),
        ("Lee, Ann; Ray, Bob", ("Ann Lee", "Bob Ray")),
        ("ann@x.test, bob@x.test", ("ann@x.test", "bob@x.test")),
        ("@ann|bob", ("@ann", "bob")),
        (["Ann", {"name": "Bob", "email": "bob@x.test"}], ("Ann", "Bob <bob@x.test>")),
        ("(anonymous)", ()),
        ("Microsoft Office User; Ann", ("Ann",)),
        (None, ()),
        (7, ("7",)),
        ("小林 花子、Ann", ("小林 花子、Ann",)),
    ],
)
def test_people_are_told_apart_as_they_are_written(said: object, named: tuple[str, ...]) -> None:
    assert people(said) == named


@pytest.mark.parametrize(
    ("name", "id", "handle", "called", "email"),
    [
        ("Ann Lee <Ann@X.test>", "documents:ann@x.test", "ann", "Ann Lee", "ann@x.test"),
        ("ann@x.test (Ann Lee)", "documents:ann@x.test", "ann", "Ann Lee", "ann@x.test"),
        ("mailto:ann@x.test", "documents:ann@x.test", "ann", "", "ann@x.test"),
        ("@Ann", "documents:ann", "Ann", "Ann", ""),
        ("  Ann   LEE ", "documents:ann lee", "Ann LEE", "Ann LEE", ""),
    ],
)
def test_a_name_stands_for_one_account(name: str, id: str, handle: str, called: str, email: str) -> None:
    account = account_of(name)
    assert (account.id, account.handle, account.name, account.email) == (id, handle, called, email)
