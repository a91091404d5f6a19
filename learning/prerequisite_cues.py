"""What the words around a prerequisite say: how much of it, whether it is a must, where another begins."""

import re
from typing import NamedTuple

_BEFORE = re.IGNORECASE

NOT_STATED = re.compile(r"[\s\-–—?.]*")
NONE = re.compile(
    r"\s*(?:none|nil|nothing|n\.?/?a\.?|keine?|aucun|ninguno|no(?:ne)?\s+(?:prior|previous|formal|special)\b.*"
    r"|no\s+(?:prerequisites?|requirements?|experience|knowledge|programming)\b.*)[\s.!]*",
    _BEFORE | re.DOTALL,
)
HARD = re.compile(r"[;；؛\n\r\u2028]|\.(?=\s+[^\W\d_a-z])|[•·]")
COMMA = re.compile(r"[,，،、]")
OR = re.compile(r"\s+and\s*/\s*or\s+|\s+(?:or|oder|ou)\s+|\s*(?<=[\w)+#\ue000])/(?=[\w(\ue000])\s*", _BEFORE)
AND = re.compile(r"\s+(?:and|und|et|plus|as well as)\s+|\s+&\s+", _BEFORE)
OPENS_OR = re.compile(r"\s*(?:or|oder|ou)\s+", _BEFORE)
OPENS_AND = re.compile(r"\s*(?:and|und|et|&|plus|also|both)\s+", _BEFORE)
ONE_OF = re.compile(r"\s*(?:at least\s+)?(?:one|any)\s+of\b\s*:?\s*|\s*either\s+", _BEFORE)
THESE = re.compile(r"\s*(?:these|the\s+following|those)\b|\s*\ue000+\s*$", _BEFORE)
HEADING = re.compile(r"\s*pre-?\s?requisites?\s*:\s*", _BEFORE)

SOFT_BEFORE = re.compile(
    r"\s*(?:co-?\s?requisites?|(?:strongly |highly )?(?:recommended|suggested)|optional(?:ly)?|helpful"
    r"|ideally|preferabl[ey]|nice to have|useful|empfohlen)\b\s*(:?)\s*",
    _BEFORE,
)
SOFT = re.compile(
    r"\b(?:co-?\s?requisites?|recommended|suggested|optional|helpful|useful|desirable|preferred|a plus"
    r"|nice to have|empfohlen)\b",
    _BEFORE,
)
PERMISSION = re.compile(
    r"\b(?:consent|permission|approval|authori[sz]ation|invitation|zustimmung|genehmigung)\b", _BEFORE
)
_LEVELS = {
    1: "basics?|some|fundamentals?|elementary|introductory|familiarity|grund(?:kenntnisse|lagen)|erste",
    3: "strong|solid|advanced|deep|excellent|expert|extensive|fundierte|vertiefte|sehr gute",
    2: "intermediate|working|good|gute",
}
LEVELS = tuple((level, re.compile(rf"\b(?:{words})\b", _BEFORE)) for level, words in _LEVELS.items())
FILLER = re.compile(
    r"\b(?:a|an|the|of|in|with|to|have|having|must|should|be|is|are|know|knowledge|understanding|understand"
    r"|completion|completed|completing|complete|finished|took|taken|experience|experienced|skills?|courses?"
    r"|proficiency|proficient|competence|competency|ability|able|use|using|for|on|your|you|prior|previous"
    r"|familiar|comfortable|comfort|level|highly|strongly|required|both|also|module|class|background|very"
    r"|this|that|grounding|concepts?|principles?|either|kenntnisse|kenntnis|erfahrung(?:en)?|mit|von|im|der|die"
    r"|das)\b",
    _BEFORE,
)
_AROUND = re.compile(r"^(?:[^\w+#.]|\.(?!\w))+|[^\w+#]+$")  # signs and spaces; ".NET" and "C#" keep theirs
JOINS = frozenset({"and", "or", "und", "oder", "et", "ou", "&", "plus"})
# Nouns that a skill's name may go without: "Scala programming" is Scala.
NOUN_AFTER = re.compile(
    r"\s+(?:programming|language|development|coding|basics?|fundamentals?|skills?|courses?|class|theory|syntax)"
    r"(?:\s+language)?\s*$",
    _BEFORE,
)


class Said(NamedTuple):
    """What the words around a name say of it."""

    level: int | None
    is_soft: bool
    is_permission: bool


def said(text: str) -> Said:
    """How much of something a text asks for, whether softly, and whether it is somebody's consent.

    >>> said("a strong background in statistics").level
    3
    """
    level = next((level for level, words in LEVELS if words.search(text)), None)
    return Said(level, bool(SOFT.search(text)), bool(PERMISSION.search(text)))


def bare(text: str) -> str:
    """A name without the words around it that say nothing more.

    >>> bare("basic knowledge of the Linux kernel")
    'Linux kernel'
    """
    for _, words in LEVELS:
        text = words.sub(" ", text)
    text = FILLER.sub(" ", SOFT.sub(" ", text))
    return _AROUND.sub("", " ".join(text.split()))
