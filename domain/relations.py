"""How skills relate, to one another and to what teaches or requires them."""

from dataclasses import dataclass
from enum import StrEnum


class RelationKind(StrEnum):
    """What something is to a skill."""

    BROADER = "broader"
    NARROWER = "narrower"
    RELATED = "related"
    REQUIRES = "requires"
    TAUGHT_BY = "taught by"
    REQUIRED_BY = "required by"
    CROSSWALK = "crosswalk"
    SEEN_TOGETHER = "seen together"


class EndKind(StrEnum):
    """What a relation of a skill leads to."""

    SKILL = "Skill"
    CONTENT = "Content"
    COMPETENCY = "Competency"
    ROLE = "Role"
    ROLE_LEVEL = "RoleLevel"


@dataclass(frozen=True, slots=True)
class End:
    """Something that skills relate to, or a skill; `name` is what it is called."""

    kind: EndKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class SkillRelation:
    """That something is of some `kind` to a skill. `source` says in words where that comes from, `confidence`
    from 0 to 1 how sure it is, `depth` how many steps from the skill that was asked about it is."""

    skill: End
    kind: RelationKind
    other: End
    source: str
    confidence: float
    depth: int
