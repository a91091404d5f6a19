"""Renames: whether what is gone and what is new are one thing is asked, and never assumed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from domain.errors import InvalidInput
from domain.frameworks import Framework, compared_as

ALIKE = 60.0  # of 100, from which two names may be one that changed
SHOWN = 20  # questions


@dataclass(frozen=True, slots=True)
class Question:
    """Is `new` what was called `old`?"""

    thing: str
    old_id: str
    old: str
    new_id: str
    new: str

    @property
    def sentence(self) -> str:
        return f"Is the {self.thing} {self.new.strip()!r} what was called {self.old.strip()!r}?"


@dataclass(frozen=True, slots=True)
class Answers:
    """`renamed` are old names with new ones, `not_renamed` old names of what is gone."""

    renamed: Mapping[str, str] = field(default_factory=dict[str, str])
    not_renamed: frozenset[str] = frozenset()

    @staticmethod
    def of(renamed: Sequence[str], not_renamed: Sequence[str]) -> "Answers":
        """From texts `OLD=NEW` and old names. Raises InvalidInput."""
        pairs: dict[str, str] = {}
        for text in renamed:
            old, equals, new = text.partition("=")
            if not equals or not old.strip() or not new.strip():
                raise InvalidInput(f"{text!r} does not say what is called what now.", "Write OLD=NEW.")
            pairs[compared_as(old)] = compared_as(new)
        return Answers(pairs, frozenset(map(compared_as, not_renamed)))


class RenameAsked(InvalidInput):
    """Something may have been renamed: whoever publishes has to say."""

    code = "RENAME_ASKED"

    def __init__(self, questions: Sequence[Question]) -> None:
        self.questions = tuple(questions)
        shown = "\n".join(f"  {each.sentence}" for each in questions[:SHOWN])
        more = f"\n  and {len(questions) - SHOWN} more" if len(questions) > SHOWN else ""
        first = questions[0]
        super().__init__(
            f"{len(questions)} thing{'s' * (len(questions) != 1)} may have been renamed:\n{shown}{more}",
            f"Answer each with --rename '{first.old.strip()}={first.new.strip()}' or "
            f"--not-renamed '{first.old.strip()}'.",
        )


def resolve(
    before: Framework | None, after: Framework, answers: Answers
) -> tuple[dict[str, str], list[Question]]:
    """(the new ids of what was renamed with the old ones that they keep, what is still to be asked).

    Raises InvalidInput for an answer about nothing.
    """
    if before is None:
        return {}, []
    same: dict[str, str] = {}
    asked: list[Question] = []
    used: set[str] = set()
    known: set[str] = set()
    for thing, gone, come, within in _kinds(before, after):
        by_name = {(within.get(id), compared_as(name)): id for id, name in come.items()}
        for id, name in gone.items():
            plain = compared_as(name)
            known.add(plain)
            parent = same.get(within.get(id, ""), within.get(id))
            wanted = answers.renamed.get(plain)
            # A role that was renamed brings its levels along under their names.
            new = next(
                (
                    by_name[key]
                    for key in by_name
                    if key[1] == (wanted or plain) and same.get(key[0] or "", key[0]) == parent
                ),
                None,
            )
            if new is not None and (wanted or new != id):
                same[new] = id
                used |= {plain} if wanted else set()
            elif plain not in answers.not_renamed:
                asked += _likeliest(thing, id, name, come, within, parent, same)
            else:
                used.add(plain)
    if unused := [
        old for old in (*answers.renamed, *answers.not_renamed) if old not in used and old not in known
    ]:
        raise InvalidInput(
            f"Nothing called {unused[0]!r} is gone.", "Give the old name as the version before has it."
        )
    return same, [each for each in asked if each.new_id not in same]


def _kinds(
    before: Framework, after: Framework
) -> Iterator[tuple[str, dict[str, str], dict[str, str], dict[str, str]]]:
    """(what sort of thing, the names of those that are gone, of those that are new, what each is within)."""
    old = {each.id: each.name for each in before.competencies}
    new = {each.id: each.name for each in after.competencies}
    yield "competency", _less(old, new), _less(new, old), {}
    old = {role.id: role.name for role in before.roles}
    new = {role.id: role.name for role in after.roles}
    yield "role", _less(old, new), _less(new, old), {}
    old = {level.id: level.name for role in before.roles for level in role.levels}
    new = {level.id: level.name for role in after.roles for level in role.levels}
    within = {level.id: role.id for f in (before, after) for role in f.roles for level in role.levels}
    yield "role level", _less(old, new), _less(new, old), within


def _less(some: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {id: name for id, name in some.items() if id not in others}


def _likeliest(
    thing: str,
    id: str,
    name: str,
    come: Mapping[str, str],
    within: Mapping[str, str],
    parent: str | None,
    same: Mapping[str, str],
) -> Iterator[Question]:
    """The new thing whose name is most alike, if it is alike at all."""
    from rapidfuzz import fuzz

    best: tuple[float, str] | None = None
    for other, called in come.items():
        of = within.get(other)
        if other not in same and (of is None or same.get(of, of) == parent):
            alike = fuzz.ratio(compared_as(name), compared_as(called))
            if alike >= ALIKE and (best is None or alike > best[0]):
                best = alike, other
    if best is not None:
        yield Question(thing, id, name, best[1], come[best[1]])
