"""Which labels of a vocabulary may be looked for at all, and which are everyday words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.messages import SourceWarning
from domain.policy import may_derive
from domain.skills import Skill, Vocabulary
from nlp.folding import phrase
from nlp.stopwords import STOP_WORDS

ORDINARY_FROM = 4.0  # Zipf frequency of a word, from which it is an everyday word: ten in a million
LABEL_LONGEST = 200  # characters

# Languages whose words are counted; in others a label is taken as it is.
_COUNTED = frozenset(["ar", "cs", "da", "de", "es", "fi", "fr", "it", "nl", "pl", "pt", "sv", "tr", "uk"])
_ENGLISH = "en"


def screened(skills: Iterable[Skill]) -> tuple[Vocabulary, list[SourceWarning]]:
    """What may be taken in of some skills, everyday words flagged, and a warning for each that may not."""
    warnings: list[SourceWarning] = []
    kept: list[Skill] = []
    for skill in skills:
        if not may_derive(skill.category):
            warnings.append(SourceWarning("never_derived", skill.name, f"category {skill.category!r}"))
            continue
        own = [label for label in (skill.name, *skill.aliases) if _passes(label, warnings)]
        translations = [pair for pair in skill.translations if _passes(pair[1], warnings)]
        if not own:
            warnings.append(SourceWarning("skill_without_label", skill.name or skill.id))
            continue
        labels = (*((_ENGLISH, label) for label in own), *translations)
        everyday = (label for language, label in labels if is_everyday(label, language))
        given = skill.ordinary & {label for _, label in labels}
        kept.append(
            replace(
                skill,
                name=own[0],
                aliases=tuple(dict.fromkeys(own[1:])),
                translations=tuple(dict.fromkeys(translations)),
                ordinary=given.union(everyday),
            )
        )
    return Vocabulary.of(kept), warnings


def is_everyday(label: str, language: str = _ENGLISH) -> bool:
    """Whether a label is one letter, or one word that people use all the time whatever they know."""
    words = phrase(label).split()
    if len(words) != 1:
        return False
    return len(words[0]) == 1 or _frequency(words[0], language) >= ORDINARY_FROM


def _passes(label: str, warnings: list[SourceWarning]) -> bool:
    for kind, detail in _refusals(label):
        warnings.append(SourceWarning(kind, label[:LABEL_LONGEST], detail))
        return False
    return True


def _refusals(label: str) -> Iterator[tuple[str, str]]:
    words = phrase(label).split()
    if len(label) > LABEL_LONGEST:
        yield "label_too_long", f"{len(label):,} characters"
    elif not any(character.isalpha() for word in words for character in word):
        yield "label_without_letter", ""
    elif STOP_WORDS.issuperset(words):
        yield "stop_word", ""


def _frequency(word: str, language: str) -> float:
    if language != _ENGLISH and language not in _COUNTED:
        return 0.0
    from wordfreq import zipf_frequency

    return zipf_frequency(word, language, wordlist="small")
