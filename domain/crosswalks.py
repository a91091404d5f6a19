"""Crosswalks: what of one list of skills is which of another's, as it is proposed and as it is decided."""

from dataclasses import dataclass
from enum import StrEnum

from domain.keys import code, key


class Relation(StrEnum):
    """What the counterpart is, seen from the item: a `broader` one holds more than the item does."""

    EXACT = "exact"
    CLOSE = "close"
    BROADER = "broader"
    NARROWER = "narrower"
    NONE = "none"


class Standing(StrEnum):
    """How far a crosswalk has come. Only a steward takes it beyond `proposed`."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REFUSED = "refused"


INCLUDING = (Relation.EXACT, Relation.CLOSE)
"""What makes evidence of the counterpart count for the item, once it is accepted."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is looked for, or that may be found: a competency, or a skill of a vocabulary.

    `labels` are its other names; `texts` what it means at its levels. Names are verbatim: what stands in
    brackets tells things of one name apart.
    """

    id: str
    name: str
    labels: tuple[str, ...] = ()
    description: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be the counterpart of an item: how sure, from 0 to 1, and why in words."""

    target: str
    relation: Relation
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate that is put before a steward."""

    source: str
    target: str
    relation: Relation
    confidence: float
    reason: str

    @property
    def id(self) -> str:
        return crosswalk_id(self.source, self.target)


def crosswalk_id(source: str, target: str) -> str:
    """The id of the crosswalk from an item to a counterpart: the same whoever proposes it, and whenever."""
    return code(key("crosswalk", source, target))
