"""What is kept, and what is never derived about anybody."""

from domain.messages import SpaceKind

QUOTE_LIMIT = 240  # characters of a message kept as a quote, in public spaces alone
TERM_CONTRIBUTIONS = 3  # a term is spelled out once this many contributions hold it

# Categories under which no vocabulary may bring a skill: they speak of who a person is, not what they can do.
NEVER_DERIVED = frozenset({"health", "belief", "religion", "union", "politics", "sexuality", "sentiment"})


def may_quote(kind: SpaceKind) -> bool:
    """Whether a short quote of a message in a space of this kind may be kept."""
    return kind is SpaceKind.PUBLIC


def may_derive(category: str) -> bool:
    """Whether skills of this category may be inferred at all."""
    return category.strip().casefold() not in NEVER_DERIVED
