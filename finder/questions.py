"""What was understood of a question: its skills, its words, and what is left over."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from domain.changes import Survivors
from domain.evidence import term_hashes
from domain.messages import Message
from graph.experts import WantedSkill
from nlp.miner import Miner
from nlp.questions import Question


@dataclass(frozen=True, slots=True)
class Match:
    """What [start, end) of the question stands for: a skill (id and name) or a word. `weight` is 0 to 1."""

    surface: str
    start: int
    end: int
    weight: float
    skill: str | None = None
    skill_name: str | None = None
    term: str | None = None
    hash: int | None = None


@dataclass(frozen=True, slots=True)
class Interpretation:
    """`matches` in the order of the question; `unmatched` words helped nothing. `also` are names of skills
    that were asked for besides, each counting as much as one that a question names."""

    matches: tuple[Match, ...]
    unmatched: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def skills(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.skill is not None)

    @property
    def terms(self) -> tuple[Match, ...]:
        return tuple(match for match in self.matches if match.skill is None)

    @property
    def skill_share(self) -> float:
        """How much of the question its skills cover, between 0 and 1."""
        skills, terms = _weight(self.skills) + len(self.also), _weight(self.terms)
        return skills / (skills + terms) if skills else 0.0

    @property
    def sentence(self) -> str:
        """In words, for somebody who wonders about the answer."""
        named = (match.skill_name or match.surface for match in self.skills)
        skills = _listed(dict.fromkeys((*self.also, *named)))
        words = dict.fromkeys(match.surface for match in self.terms)
        terms = _listed(words)
        used = f"used the {'word' if len(words) == 1 else 'words'} {terms}"
        if skills and terms:
            return f"People who know {skills}, and who {used}."
        if skills:
            return f"People who know {skills}."
        if terms:
            return f"People who {used}; no skill was recognised."
        return "Nothing was understood: no skill is named, and no word that several people here have used."


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the miner reads it, before anybody looks who knows. `named` are the words that skills are
    named with (hash to text): they count among the words of the question as well."""

    question: Question
    named: dict[int, str]
    also: tuple[str, ...] = ()  # ids of skills asked for besides what the question says

    @property
    def skills(self) -> list[WantedSkill]:
        best = dict.fromkeys(self.also, 1.0)
        for match in self.question.matches:
            if match.skill is not None:
                best[match.skill] = max(match.weight, best.get(match.skill, 0.0))
        return [WantedSkill(id, weight) for id, weight in sorted(best.items())]

    @property
    def words(self) -> dict[int, str]:
        """The hash of every word, and how it is written in the question."""
        return self.named | {m.term.hash: m.surface for m in self.question.matches if m.term is not None}

    def resolved(self, survivors: Survivors) -> "Asked":
        """With the skills that stand for those that were merged into them."""
        if not survivors.ids:
            return self
        matches = tuple(
            match if match.skill is None else replace(match, skill=survivors.of(match.skill))
            for match in self.question.matches
        )
        also = tuple(dict.fromkeys(map(survivors.of, self.also)))
        return replace(self, question=replace(self.question, matches=matches), also=also)

    def understood(self, names: Mapping[str, str], words: Collection[int]) -> Interpretation:
        """With the names of the skills by id, and the words that exist for the viewer."""
        matches: list[Match] = []
        unmatched: list[tuple[int, str]] = []
        for m in self.question.matches:
            found = Match(m.surface, m.start, m.end, m.weight)
            if m.skill is not None and m.skill in names:
                matches.append(replace(found, skill=m.skill, skill_name=names[m.skill]))
            elif m.term is not None and m.term.hash in words:
                matches.append(replace(found, term=m.term.text, hash=m.term.hash))
            else:
                unmatched.append((m.start, m.surface))
        known = {match.start for match in matches}
        left = [surface for start, surface in unmatched if start not in known]
        also = tuple(names[id] for id in self.also if id in names)
        return Interpretation(tuple(matches), tuple(dict.fromkeys((*left, *self.question.unmatched))), also)


def ask(miner: Miner, text: str, skills: Sequence[str] = ()) -> Asked:
    """Reads a question; `skills` are ids of some that are asked for besides."""
    question = miner.question(text)
    named = [match.surface for match in question.matches if match.skill is not None]
    return Asked(question, _words(miner, " ".join(named).split()), tuple(skills))


def _words(miner: Miner, chunks: Sequence[str]) -> dict[int, str]:
    """The hashes of the words in each chunk of text, as the miner finds them in messages."""
    messages = [Message(str(n), "question", "question", 0, text, str(n)) for n, text in enumerate(chunks)]
    rows = miner.mine(messages, {}).rows if messages else ()
    return {number: text for row, text in zip(rows, chunks, strict=True) for number in term_hashes(row.t)}


def _weight(matches: Sequence[Match]) -> float:
    """Each place counts once, whatever it stands for."""
    best: dict[int, float] = {}
    for match in matches:
        best[match.start] = max(match.weight, best.get(match.start, 0.0))
    return sum(best.values())


def _listed(names: Iterable[str]) -> str:
    *first, last = list(names) or [""]
    return f"{', '.join(first)} and {last}" if first else last
