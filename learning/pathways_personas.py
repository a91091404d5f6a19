"""How kinds of people learn at work: the mix that a pathway tends to, in minutes, and who has which."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from domain.content import Kind
from domain.errors import NotFound

PARTS: tuple[str, ...] = ("formal", "social", "work")
PART = {
    Kind.COURSE: "formal",
    Kind.MICRO: "formal",
    Kind.EXTERNAL: "formal",
    Kind.NOTE: "formal",
    Kind.COACHING: "social",
    Kind.MENTORING: "social",
    Kind.COMMUNITY: "social",
    Kind.STRETCH: "work",
    Kind.JOB_AID: "work",
}


@dataclass(frozen=True, slots=True)
class Mix:
    """Shares of minutes, in hundredths, that add up to 100."""

    formal: int
    social: int
    work: int

    def share(self, part: str) -> int:
        return {"formal": self.formal, "social": self.social, "work": self.work}[part]


@dataclass(frozen=True, slots=True)
class Persona:
    """A kind of person: the mix that suits them, and the hours a week they usually have."""

    name: str
    title: str
    words: str
    hours_a_week: float
    mix: Mix


@cache
def personas() -> tuple[Persona, ...]:
    """Those of the data file, in its order."""
    text = (resources.files("seed_data") / "personas.toml").read_text("utf-8")
    return tuple(
        Persona(name, held["title"], held["words"], held["hours_a_week"], Mix(**held["mix"]))
        for name, held in tomllib.loads(text).items()
    )


def persona(name: str) -> Persona:
    """The persona of a name. Raises NotFound."""
    for one in personas():
        if one.name == name.strip().casefold():
            return one
    known = ", ".join(one.name for one in personas())
    raise NotFound(f"There is no persona {name!r}.", f"Name one of {known}.")
