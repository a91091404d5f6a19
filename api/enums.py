"""GraphQL: the domain's enumerations, with what each value means."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, cast

import strawberry

from domain.evidence import Act, Flag
from domain.messages import SpaceKind
from finder.reasons import Confidence


def _publish(enum: type[Enum], description: str, values: Mapping[Any, str]) -> None:
    """Makes a domain enumeration one of the schema, where it is used as it is."""
    published = cast(Any, strawberry.enum(enum, description=description))
    for value in published.__strawberry_definition__.values:
        value.description = values[enum(value.value)]


_publish(
    SpaceKind,
    "Who can read a space: everybody in the organisation, or its members alone.",
    {
        SpaceKind.PUBLIC: "Everybody can read it.",
        SpaceKind.PRIVATE: "A private channel.",
        SpaceKind.DIRECT: "A conversation of two people.",
        SpaceKind.GROUP: "A conversation of several people.",
    },
)

_publish(
    Confidence,
    "How much evidence there is that somebody knows.",
    {
        Confidence.HIGH: "They showed it in 8 threads or more.",
        Confidence.MEDIUM: "They showed it in 3 to 7 threads, or used the words in many.",
        Confidence.LOW: "They showed it in fewer threads.",
    },
)

_publish(
    Act,
    "What somebody did with a skill in a message.",
    {
        Act.MENTIONED: "Named it, and no more.",
        Act.ASKED: "Asked about it, which says nothing about knowing it.",
        Act.ANSWERED: "Answered a question about it.",
        Act.EXPLAINED: "Explained it.",
        Act.DID: "Says that they did it.",
        Act.DECIDED: "Decided about it.",
        Act.REVIEWED: "Reviewed somebody's work with it.",
        Act.ANNOUNCED: "Announced something about it.",
        Act.REFERRED: "Somebody else named them as knowing it.",
        Act.LEARNED: "Says that they learned it.",
    },
)

_publish(
    Flag,
    "What is special about a mention of a skill.",
    {
        Flag.NEGATED: "It is denied. Never counted.",
        Flag.HYPOTHETICAL: "It is only thought of. Never counted.",
        Flag.QUOTED: "It stands in somebody else's words. Never counted.",
        Flag.ORDINARY: "The word is an everyday one, and counts only where its surroundings support it.",
        Flag.NEAR: "Its own message supports it.",
        Flag.UNSUPPORTED: "Nothing around an everyday word speaks for the skill. Never counted.",
        Flag.INHERITED: "It is not named here: the question that this message answers names it.",
        Flag.CODE: "It stands in code or in a link.",
        Flag.BOT: "A bot said it. Never counted.",
        Flag.SARCASTIC: "It was said in jest. Never counted.",
    },
)
