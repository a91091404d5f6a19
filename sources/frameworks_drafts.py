"""Roles, role levels and competencies while a table is still being read: what one row says, others add to."""

from dataclasses import dataclass, field

from domain.frameworks import Competency, LevelText, Requirement, Role, RoleLevel

Requires = dict[tuple[str, int | None], Requirement]  # by competency and level


@dataclass(slots=True)
class RoleLevelDraft:
    id: str
    name: str
    description: str = ""
    order: int | None = None
    requires: Requires = field(default_factory=Requires)

    @property
    def whole(self) -> RoleLevel:
        return RoleLevel(self.id, self.name, self.description, self.order, tuple(self.requires.values()))


@dataclass(slots=True)
class RoleDraft:
    id: str
    name: str
    family: str = ""
    description: str = ""
    kind: str = ""
    levels: dict[str, RoleLevelDraft] = field(default_factory=dict[str, RoleLevelDraft])
    requires: Requires = field(default_factory=Requires)

    @property
    def whole(self) -> Role:
        levels = tuple(level.whole for level in self.levels.values())
        requires = tuple(self.requires.values())
        return Role(self.id, self.name, self.family, self.description, self.kind, levels, requires)


@dataclass(slots=True)
class CompetencyDraft:
    id: str
    name: str
    description: str = ""
    texts: list[LevelText] = field(default_factory=list[LevelText])

    @property
    def whole(self) -> Competency:
        texts = tuple(sorted(self.texts, key=lambda text: text.position))
        return Competency(self.id, self.name, self.description, texts)
