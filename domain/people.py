"""Persons, whom accounts of several sources belong to."""

from dataclasses import dataclass

from domain.keys import code, key
from domain.messages import Account


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the organisation. `left` says that they are no longer there."""

    id: str
    name: str
    left: bool = False
    bot: bool = False


def person_id(account: Account) -> str:
    """The person an account belongs to until somebody says otherwise.

    Accounts with one e-mail address are one person; an account without is a person of its own.
    """
    return own_person(account.id, account.email)


def own_person(account: str, email: str) -> str:
    """The same, by the account's id and e-mail address."""
    return id_by_email(email) if email.strip() else "P" + code(key(account))


def id_by_email(email: str) -> str:
    """The person with an e-mail address; the address itself cannot be read from it."""
    return "P" + code(key("email", email.strip().casefold()))


def id_by_list(number: str) -> str:
    """The person whom the organisation lists under a number and without an e-mail address."""
    return "P" + code(key("listed", number))


def person_key(person: str) -> int:
    """The integer that evidence rows carry for a person's id."""
    return key("person", person)
