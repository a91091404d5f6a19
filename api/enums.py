"""GraphQL: the domain's enumerations, with what each value means."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, cast

import strawberry

from domain.content import ContentStatus, Kind, Layer, NeedStatus, Source
from domain.crosswalks import Relation, Standing
from domain.evidence import Act, Flag
from domain.frameworks import Seen, Status
from domain.gaps import Verdict
from domain.messages import SpaceKind
from domain.relations import RelationKind
from domain.review import FindingKind, FindingStatus
from finder.reasons import Confidence
from graph.contests import ContestState
from learning.pathways_words import PlanStatus, Reason


def _publish(enum: type[Enum], description: str, values: Mapping[Any, str], name: str | None = None) -> None:
    """Makes a domain enumeration one of the schema, where it is used as it is, under a `name` or its own."""
    published = cast(Any, strawberry.enum(enum, name=name, description=description))
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

_publish(
    Status,
    "Where a version of a framework stands.",
    {
        Status.DRAFT: "It is being worked on, and in force nowhere.",
        Status.PUBLISHED: "It is in force, and does not change any more.",
        Status.SUPERSEDED: "Another one is in force instead of it.",
    },
)

_publish(
    Seen,
    "How much of a competency evidence can show.",
    {
        Seen.MINED: "What people write can show all of it.",
        Seen.IN_PART: "What people write can show a part of it.",
        Seen.CONFIRMED_ONLY: "Nothing but a person can say it: no level is ever inferred.",
    },
)

_publish(
    Kind,
    "What a piece of content is.",
    {
        Kind.COURSE: "A course.",
        Kind.MICRO: "A few minutes to learn one thing.",
        Kind.EXTERNAL: "A course of somebody outside.",
        Kind.NOTE: "Something written down.",
        Kind.JOB_AID: "What helps while working: it supports, and teaches nothing.",
        Kind.COACHING: "Coaching.",
        Kind.MENTORING: "Somebody who shows how.",
        Kind.COMMUNITY: "People who learn together.",
        Kind.STRETCH: "Work a little beyond what one can do.",
    },
    "ContentKind",
)

_publish(
    Layer,
    "A layer of the learning ecosystem.",
    {
        Layer.TECHNOLOGY: "Systems to learn with.",
        Layer.CONTENT: "What was made to learn from.",
        Layer.SOCIAL: "Other people.",
        Layer.WORKFLOW: "The work itself.",
        Layer.DATA: "What is known of what people can do.",
        Layer.STRATEGY: "What learning is for.",
    },
    "ContentLayer",
)

_publish(
    ContentStatus,
    "Whether content can be learned from.",
    {
        ContentStatus.LIVE: "It can.",
        ContentStatus.DRAFT: "Not yet.",
        ContentStatus.RETIRED: "No longer.",
    },
)

_publish(
    Source,
    "Who says what content teaches.",
    {
        Source.STATED: "The catalogue that it came from.",
        Source.MINED: "Its own words, as they were read.",
        Source.CONFIRMED: "A steward.",
    },
    "TagSource",
)

_publish(
    NeedStatus,
    "How far a prerequisite in words became a relationship.",
    {
        NeedStatus.RESOLVED: "It leads to what it names.",
        NeedStatus.PROPOSED: "It may mean this: it holds once a steward confirms it.",
        NeedStatus.WORDS: "It stays in words, and never blocks: to be checked by oneself.",
        NeedStatus.SOFT: "It is recommended, or taken at the same time.",
        NeedStatus.PERMISSION: "It waits for somebody's consent.",
    },
)

_publish(
    Verdict,
    "How somebody stands to one need. No messages is never a deficit.",
    {
        Verdict.MET: "Shown at the level needed.",
        Verdict.PARTLY: "Shown, at a lower level.",
        Verdict.UNKNOWN: "Nothing that the viewer may read says enough.",
        Verdict.MISSING: "The person or an assessor says that it is missing.",
    },
)

_publish(
    ContestState,
    "How a contest of a line of evidence stands.",
    {
        ContestState.OPEN: "To be decided; the line does not count meanwhile.",
        ContestState.ACCEPTED: "The line is wrong and never counts.",
        ContestState.REFUSED: "The line stands and counts.",
    },
)

_publish(
    PlanStatus,
    "How good a pathway is.",
    {
        PlanStatus.OPTIMAL: "Nothing shorter reaches as much; that is proved.",
        PlanStatus.FEASIBLE: "It can be walked, and may be longer than need be.",
        PlanStatus.PARTIAL: "It does not reach every goal, and says why.",
    },
    "PathwayStatus",
)

_publish(
    Reason,
    "Why a pathway does not reach a goal, or keep a locked step.",
    {
        Reason.NO_CONTENT: "Nothing teaches it, or nobody who could has a place left.",
        Reason.LANGUAGE: "What teaches it is in other languages.",
        Reason.REGION: "What teaches it is for other regions.",
        Reason.UNREACHABLE_PREREQUISITE: "What teaches it needs something that nothing leads to.",
        Reason.CYCLE: "What teaches it needs what needs it in turn.",
        Reason.TIME: "There is not enough time.",
        Reason.LEVEL_CEILING: "What there is does not teach so high.",
        Reason.LOCKED_CONFLICT: "What was locked or excluded stands in the way.",
        Reason.CONSENT_PENDING: "Somebody has to consent first.",
        Reason.NOT_OBSERVABLE: "Nothing teaches it and no evidence shows it: people confirm it.",
    },
    "PathwayReason",
)

_publish(
    Relation,
    "What the target of a crosswalk is to its source.",
    {
        Relation.EXACT: "The same.",
        Relation.CLOSE: "Nearly the same: one may stand for the other.",
        Relation.BROADER: "More than the source: the source is a part or a kind of it.",
        Relation.NARROWER: "Less than the source: a part or a kind of it.",
        Relation.NONE: "Nothing. No crosswalk is ever of this kind.",
    },
    "CrosswalkRelation",
)

_publish(
    Standing,
    "How far a crosswalk has come.",
    {
        Standing.PROPOSED: "It is likely, and waits for a steward.",
        Standing.ACCEPTED: "It holds.",
        Standing.REFUSED: "It does not hold, and is never proposed again.",
    },
    "CrosswalkStatus",
)

_publish(
    RelationKind,
    "What something is to a skill.",
    {
        RelationKind.BROADER: "A skill that it is a part or a kind of.",
        RelationKind.NARROWER: "A skill that is a part or a kind of it.",
        RelationKind.RELATED: "A skill that goes with it.",
        RelationKind.REQUIRES: "A skill that one needs for it.",
        RelationKind.TAUGHT_BY: "Content that teaches it.",
        RelationKind.REQUIRED_BY: "What needs it: a role or role level, content, or another skill.",
        RelationKind.CROSSWALK: "A competency that is it, or may be.",
        RelationKind.SEEN_TOGETHER: "A skill shown in the same threads, as far as the viewer may read them.",
    },
    "SkillRelationKind",
)

_publish(
    FindingKind,
    "What may be wrong with content, or with what there is none of.",
    {
        FindingKind.SAME: "Two items say and teach the same.",
        FindingKind.OUTDATED: "Past its review, replaced, or about what is no more.",
        FindingKind.OWNERLESS: "It has no owner, or its owner has left.",
        FindingKind.MISALIGNED: "Nobody needs what it teaches.",
        FindingKind.MISSING: "People need or ask about something that nothing teaches.",
        FindingKind.MISSING_LANGUAGE: "Something is taught, but not in a language of those who need it.",
    },
)

_publish(
    FindingStatus,
    "What was decided about a finding.",
    {
        FindingStatus.OPEN: "Nothing.",
        FindingStatus.ACCEPTED: "It is right, and what it asks for will be done.",
        FindingStatus.ASSIGNED: "Somebody was asked to act on it.",
        FindingStatus.DISMISSED: "It does not matter, until what it rests on changes.",
    },
)
