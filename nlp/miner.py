"""Messages to evidence rows: one of its author for each, one more for each account it names as knowing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.vocab import Vocab

from domain.evidence import ACT_SHIFT, Act, Evidence, Feature, Flag, Mention, pack
from domain.keys import key
from domain.messages import Message, Space, SpaceKind
from domain.policy import QUOTE_LIMIT, may_quote
from domain.skills import Vocabulary
from nlp.acts import own_act
from nlp.context import Context
from nlp.cues import CueHit, Cues, approval, features
from nlp.judging import judge
from nlp.labels import Labels
from nlp.questions import Question, ask
from nlp.reading import Reading, read
from nlp.referrals import referred
from nlp.terms import Terms
from nlp.tokens import to_doc
from nlp.topics import topics_of

CODE_VERSION = 3  # to be raised whenever this room's code gives other rows for the same messages
KEYS_REMEMBERED_MOST = 100_000  # accounts and spaces
LEXEMES_REMEMBERED_MOST = 100_000  # words of spaCy's vocabulary: about 30 MB


@dataclass(frozen=True, slots=True)
class Mined:
    """`rows` in the order of the messages, unsettled (see `acts`); `stems` spells out every term in them."""

    rows: tuple[Evidence, ...]
    stems: dict[int, str]


class Miner:
    """The pipeline for one vocabulary and context. To another process it goes as these two alone."""

    def __init__(self, vocabulary: Vocabulary, context: Context) -> None:
        self.vocabulary = vocabulary
        self.context = context
        self.extractor = key("extractor", CODE_VERSION, vocabulary.version, context.fingerprint)
        self._labels = Labels(vocabulary)
        self._cues = Cues()
        self._terms = Terms(context.key)
        self._vocab = Vocab()
        self._keys: dict[str, int] = {}

    def __reduce__(self) -> tuple[type["Miner"], tuple[Vocabulary, Context]]:
        return Miner, (self.vocabulary, self.context)

    def mine(self, messages: Sequence[Message], kinds: Mapping[str, SpaceKind]) -> Mined:
        """The rows of a batch; `kinds` tells the kind of each space by id, and what it lacks is private."""
        self._forget()
        rows: list[Evidence] = []
        for message in messages:
            rows.extend(self._rows(message, kinds.get(message.space, SpaceKind.PRIVATE)))
        return Mined(tuple(rows), self._terms.spell())

    def question(self, text: str) -> Question:
        """What a question is about."""
        self._forget()
        reading = read(text, (), self.context.addressed)
        hits = self._labels.hits(self._labels.scan(reading.folded))
        return ask(reading, to_doc(self._vocab, reading), hits, self._terms)

    def topics(self, space: Space) -> frozenset[int]:
        """The keys of the skills that a space's name and purpose speak for."""
        return topics_of(space, self._labels, self._vocab)

    def _rows(self, message: Message, kind: SpaceKind) -> list[Evidence]:
        reading = read(message.text, message.marks, self.context.addressed)
        cues = self._cues.find(reading.own_folded)
        does = features(reading, cues)
        if message.bot:
            does |= int(Feature.BOT)
        mentions: tuple[Mention, ...] = ()
        if scanned := self._labels.scan(reading.folded):
            hits = self._labels.hits(scanned)
            mentions = judge(reading, hits, cues, does, lambda: to_doc(self._vocab, reading))
        terms, length = self._terms.count(reading.own)
        quote = None
        if mentions and not message.bot and may_quote(kind):
            quote = shorten(message.text)
        item, author = key(message.id), self._key(message.author)
        own = Evidence(
            id=key(item, author),
            item=item,
            author=author,
            subject=author,
            space=self._key(message.space),
            thread=item if message.thread == message.id else key(message.thread),
            at=message.at,
            edited=message.edited,
            extractor=self.extractor,
            length=length,
            features=does | approval(message.reactions, message.author) | own_act(does) << ACT_SHIFT,
            m=pack(mentions),
            t=terms,
            quote=quote,
        )
        if not reading.marks:
            return [own]
        return [own, *self._referrals(message, reading, cues, own, mentions)]

    def _referrals(
        self,
        message: Message,
        reading: Reading,
        cues: Sequence[CueHit],
        own: Evidence,
        mentions: Sequence[Mention],
    ) -> list[Evidence]:
        about = pack(
            Mention(m.skill, Act.REFERRED, m.flags, m.start, m.end, m.confidence)
            for m in mentions
            if not m.flags & (Flag.NEGATED | Flag.QUOTED)
        )
        kept = (
            int(own.features & (Feature.BOT | Feature.SARCASTIC) | Feature.REFERRAL)
            | Act.REFERRED << ACT_SHIFT
        )
        return [
            Evidence(
                id=key(own.item, subject),
                item=own.item,
                author=own.author,
                subject=subject,
                space=own.space,
                thread=own.thread,
                at=own.at,
                edited=own.edited,
                extractor=own.extractor,
                length=0,
                features=kept,
                m=about,
                quote=own.quote if about else None,
            )
            for subject in map(self._key, referred(reading, cues, message.author))
        ]

    def _forget(self) -> None:
        """Keeps memory flat on an endless stream; between batches, since rows spell their terms out after."""
        self._terms.forget()
        if len(self._keys) > KEYS_REMEMBERED_MOST:
            self._keys.clear()
        if len(self._vocab) > LEXEMES_REMEMBERED_MOST:
            self._vocab = Vocab()

    def _key(self, name: str) -> int:
        number = self._keys.get(name)
        if number is None:
            number = self._keys[name] = key(name)
        return number


def shorten(text: str) -> str:
    """The text on one line, cut at a word where it is longer than a quote may be."""
    line = " ".join(text.split())
    if len(line) <= QUOTE_LIMIT:
        return line
    cut = line[: QUOTE_LIMIT - 1]
    return (cut[: cut.rfind(" ")] if " " in cut else cut).rstrip() + "…"
