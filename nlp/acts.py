"""Acts: a pure function of the rows of one thread.

`settle` first takes back whatever an earlier settling decided, so it may be run again whenever a row of the
thread comes, changes or goes, and always gives what one settling of the final rows gives.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from domain.evidence import (
    ACT_MASK,
    ACT_SHIFT,
    ACT_WEIGHT,
    NEVER_FOLDED,
    Act,
    Evidence,
    Feature,
    Flag,
    Mention,
    pack,
)
from domain.skills import Skill, Vocabulary
from nlp.kinship import supported

SUBSTANTIAL = 4  # terms that an answer needs for a thanks to make it an explanation
ANSWER_FROM = 2  # terms that a reply without a skill of its own needs to answer: not "yep"
INHERITED_KEEPS = 70  # percent of the question's confidence that an answer inherits

# As plain integers: flag arithmetic would cost more than all the rest of settling.
_QUESTION = int(Feature.QUESTION)
_THANKS = int(Feature.THANKS)
_EXPLAINS = int(Feature.EXPLAINS)
_CLUELESS = int(Feature.CLUELESS)
_PROBLEM = int(Feature.PROBLEM)
_REFERRAL = int(Feature.REFERRAL)
_DOCUMENT = int(Feature.DOCUMENT)
_VOID = int(Feature.BOT | Feature.SARCASTIC)  # rows that do nothing in a thread
_DOING = (
    (int(Feature.DECIDED), Act.DECIDED),
    (int(Feature.REVIEWED), Act.REVIEWED),
    (int(Feature.LEARNED), Act.LEARNED),
    (int(Feature.DID), Act.DID),
    (int(Feature.ANNOUNCED), Act.ANNOUNCED),
)
_KNOWING = (Act.DECIDED, Act.REVIEWED, Act.DID)  # own doing that an answer may also be


def own_act(features: int) -> Act:
    """The act that a message tells without its thread."""
    if features & (_VOID | _CLUELESS):
        return Act.MENTIONED
    if features & _QUESTION:
        return Act.ASKED
    return next((act for feature, act in _DOING if features & feature), Act.MENTIONED)


def settle(rows: Sequence[Evidence], topics: frozenset[int], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """The rows of one thread, all of them, with acts and flags decided; in the order of the thread.

    `topics` are the keys of the skills that the thread's space speaks for. The rows of a document keep the
    act of the person's part in it, and each section is judged by itself: a long one speaks of everything.
    """
    if rows and rows[0].features & _DOCUMENT:
        return tuple(_sections(rows, topics, vocabulary))
    ordered = (
        sorted(rows, key=lambda row: (row.at, row.item, row.features & _REFERRAL, row.id))
        if len(rows) > 1
        else rows
    )
    mentions = _supported([_base(row) for row in ordered], topics, vocabulary)
    return tuple(_with_acts(ordered, mentions))


def _sections(rows: Sequence[Evidence], topics: frozenset[int], vocabulary: Vocabulary) -> Iterable[Evidence]:
    for _, of_item in groupby(sorted(rows, key=lambda row: (row.item, row.id)), key=lambda row: row.item):
        section = list(of_item)
        mentions = _supported([_base(row) for row in section], topics, vocabulary)
        for row, own in zip(section, mentions, strict=True):
            yield _settled(row, row.act, pack(_doing(mention, row.act) for mention in own))


def _base(row: Evidence) -> list[Mention]:
    """The row's own mentions as they were mined, apart from their acts, which are all set anew."""
    if not row.m:
        return []
    own = (mention for mention in row.mentions if Flag.INHERITED not in mention.flags)
    return [
        replace(mention, flags=mention.flags ^ Flag.UNSUPPORTED)
        if Flag.UNSUPPORTED in mention.flags
        else mention
        for mention in own
    ]


def _supported(
    mentions: Sequence[list[Mention]], topics: frozenset[int], vocabulary: Vocabulary
) -> list[list[Mention]]:
    """Marks ordinary words that neither their message, nor the thread, nor the space speaks for."""
    if not any(Flag.ORDINARY in m.flags for of_row in mentions for m in of_row):
        return list(mentions)
    sure = set(topics)
    for of_row in mentions:
        sure.update(m.skill for m in of_row if Flag.ORDINARY not in m.flags or Flag.NEAR in m.flags)
    known = vocabulary.by_key
    anchors = [known[skill] for skill in sorted(sure) if skill in known]
    return [[_judged(mention, anchors, known) for mention in of_row] for of_row in mentions]


def _judged(mention: Mention, anchors: Sequence[Skill], known: dict[int, Skill]) -> Mention:
    if Flag.ORDINARY not in mention.flags or Flag.NEAR in mention.flags:
        return mention
    skill = known.get(mention.skill)
    if skill is not None and supported(skill, anchors):
        return mention
    return replace(mention, flags=mention.flags | Flag.UNSUPPORTED)


def _with_acts(rows: Sequence[Evidence], mentions: Sequence[list[Mention]]) -> Iterable[Evidence]:
    """Walks the thread: who asks, who answers, whom the asker thanks later."""
    referring = {row.item for row in rows if row.features & _REFERRAL}
    thanked_until = _last_thanks(rows)
    opener = _opener(rows, thanked_until)
    asker: int | None = None
    asked: dict[int, Mention] = {}
    for place, (row, own) in enumerate(zip(rows, mentions, strict=True)):
        inherits = False
        if row.features & _REFERRAL:
            act = Act.REFERRED
            inherits = not own and row.author != asker and not _is_void(row)
        elif _is_void(row):
            act = Act.MENTIONED
        elif place == opener:
            asker = row.author
            act = Act.ASKED
        elif row.author == asker:
            doing = own_act(row.features)
            act = doing if doing is not Act.MENTIONED else Act.ASKED
        elif asker is not None and _answers(row, own, row.item in referring):
            act = _answer(row, thanked=thanked_until.get(asker, -1) > place)
            inherits = True
        else:
            act = _aside(row)
        settled = [_doing(mention, act) for mention in own]
        if inherits:
            settled += _inherited(asked, own, act)
        if row.author == asker and not row.features & _REFERRAL:
            for mention in own:
                if not mention.flags & NEVER_FOLDED:
                    _keep_surest(asked, mention)
        yield _settled(row, act, pack(settled))


def _doing(mention: Mention, act: Act) -> Mention:
    if mention.act is act:
        return mention
    return Mention(mention.skill, act, mention.flags, mention.start, mention.end, mention.confidence)


def _settled(row: Evidence, act: Act, m: tuple[int, ...]) -> Evidence:
    """The row with its act and mentions; itself when nothing changes."""
    features = row.features & ~(ACT_MASK << ACT_SHIFT) | act << ACT_SHIFT
    return row if features == row.features and m == row.m else replace(row, features=features, m=m)


def _is_void(row: Evidence) -> bool:
    return bool(row.features & _VOID)


def _last_thanks(rows: Sequence[Evidence]) -> dict[int, int]:
    """The place of each author's last thanks."""
    return {
        row.author: place
        for place, row in enumerate(rows)
        if row.features & _THANKS and not row.features & _REFERRAL and not _is_void(row)
    }


def _opener(rows: Sequence[Evidence], thanked_until: dict[int, int]) -> int | None:
    """The place of the row that asks: the first, if it tells of a problem and others do not only ask back, or
    if its author thanks after a reply; else the first question."""
    said = [place for place, row in enumerate(rows) if not row.features & _REFERRAL and not _is_void(row)]
    if not said:
        return None
    first = rows[said[0]]
    replies = (place for place in said if rows[place].author != first.author)
    reply = next((place for place in replies if not rows[place].features & _QUESTION), None)
    if (
        reply is not None
        and own_act(first.features) is Act.MENTIONED
        and not first.features & _EXPLAINS
        and (first.features & _PROBLEM or thanked_until.get(first.author, -1) > reply)
    ):
        return said[0]
    return next((place for place in said if rows[place].features & _QUESTION), None)


def _answers(row: Evidence, own: Sequence[Mention], refers: bool) -> bool:
    """Whether somebody else's reply under a question answers it."""
    if row.features & (_QUESTION | _CLUELESS):
        return False  # asking back is no answer, nor is having the same problem
    if (refers or row.features & _THANKS) and not row.features & _EXPLAINS:
        return False  # naming who knows is not knowing, joining in thanks neither
    if any(mention.flags & (Flag.NEGATED | Flag.HYPOTHETICAL) for mention in own):
        return any(not mention.flags & NEVER_FOLDED for mention in own)
    return row.length >= ANSWER_FROM or any(not mention.flags & Flag.QUOTED for mention in own)


def _answer(row: Evidence, *, thanked: bool) -> Act:
    """The strongest that an answer shows."""
    acts = [Act.ANSWERED]
    substantial = row.length >= SUBSTANTIAL
    if row.features & _EXPLAINS or (substantial and (thanked or row.reactions)):
        acts.append(Act.EXPLAINED)
    doing = own_act(row.features)
    if doing in _KNOWING:
        acts.append(doing)
    return max(acts, key=lambda act: ACT_WEIGHT[act])


def _aside(row: Evidence) -> Act:
    """The act of a message that neither asks nor answers."""
    if row.features & _QUESTION:
        return Act.MENTIONED  # asks back
    if row.features & _EXPLAINS and row.reactions and not row.features & _CLUELESS:
        return Act.EXPLAINED
    return own_act(row.features)


def _inherited(asked: dict[int, Mention], own: Sequence[Mention], act: Act) -> list[Mention]:
    """The question's skills that the answer does not name itself."""
    named = {mention.skill for mention in own}
    return [
        Mention(skill, act, Flag.INHERITED, 0, 0, mention.confidence * INHERITED_KEEPS // 100)
        for skill, mention in sorted(asked.items())
        if skill not in named
    ]


def _keep_surest(asked: dict[int, Mention], mention: Mention) -> None:
    held = asked.get(mention.skill)
    if held is None or mention.confidence > held.confidence:
        asked[mention.skill] = mention
