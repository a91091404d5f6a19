"""The columns of a framework's table: which field each is, by its title or by what the caller says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import InvalidInput

TEXT_AT = "text:"  # before a level: a column with what each competency means at that level

# Titles as people write them, without capitals, spaces and signs; a field's own name goes first. An earlier
# field takes a title that several would have.
TITLES: Mapping[str, tuple[str, ...]] = {
    "role_id": ("rolecode", "roleref", "jobid", "jobcode", "positionid", "positioncode", "profileid"),
    "competency_id": (
        "skillid", "skillcode", "competencycode", "competenceid", "competencecode", "capabilityid",
        "capabilitycode", "id", "code", "ref", "skillref",
    ),
    "role_level_id": ("rolelevelcode",),
    "family": (
        "rolefamily", "jobfamily", "familyname", "rolegroup", "jobgroup", "profession", "discipline", "track",
        "function", "department", "stream", "family",
    ),
    "role_level": (
        "rolelevelname", "seniority", "senioritylevel", "grade", "jobgrade", "joblevel", "band",
        "careerlevel",
        "positionlevel", "careerstage", "jobtitlelevel", "rung",
    ),
    "role_level_order": ("gradeorder", "levelorder", "seniorityorder", "roleorder"),
    "role": (
        "rolename", "roletitle", "job", "jobrole", "jobtitle", "jobname", "position", "positionname",
        "occupation",
        "occupationname", "occupationtitle", "profile", "workrole", "profilename", "persona", "rolle",
    ),
    "role_level_description": ("gradedescription", "senioritydescription", "joblevelsummary"),
    "role_description": (
        "jobdescription", "positiondescription", "occupationdescription", "profiledescription", "rolesummary",
        "rolepurpose", "summary",
    ),
    "role_kind": ("roletype", "jobtype", "positiontype"),
    "competency": (
        "competencyname", "competence", "competencename", "competencytitle", "competencies", "skill",
        "skillname",
        "skilltitle", "skills", "capability", "capabilityname", "capabilitytitle", "attribute", "ability",
        "knowledgeskill", "preferredlabel", "kompetenz", "topic", "skillorcompetency", "competencyskill",
    ),
    "competency_parent": (
        "parent", "parentid", "parentcompetency", "parentskill", "partof", "broader", "broaderid",
    ),
    "level": (
        "skilllevel", "competencylevel", "competencelevel", "capabilitylevel", "proficiency",
        "proficiencylevel",
        "requiredlevel", "requiredproficiency", "targetlevel", "expectedlevel", "levelrequired", "levelname",
        "skillproficiency", "leveltitle", "levelofproficiency", "masterylevel", "mastery",
        "transition", "stage",
        "rating", "score", "niveau", "stufe", "level",
    ),
    "competency_description": (
        "skilldescription", "competencedescription", "capabilitydescription", "competencydefinition",
        "skilldefinition", "definition", "attributedescription",
    ),
    "level_text": (
        "skillleveldescription", "competencyleveldescription", "competenceleveldescription",
        "leveldescription",
        "proficiencydescription", "proficiencyleveldescription", "descriptor", "leveldescriptor", "indicator",
        "indicators", "behaviour", "behavior", "behaviours", "behaviors", "behaviouralindicator",
        "behavioralindicator", "behaviouralindicators", "behavioralindicators", "statement", "levelstatement",
        "criterion", "criteria", "example", "examples", "evidence", "expectation", "expectations",
        "whatitmeans",
        "leveldefinition", "text",
    ),
    "must": (
        "essential", "mandatory", "required", "requirement", "requirementtype", "isrequired", "ismandatory",
        "isessential", "necessity", "priority", "relationtype", "musthave", "optional", "relationshiptype",
    ),
    "weight": ("importance", "weighting", "weightage", "factor"),
    "description": ("descriptions", "details", "detail", "beschreibung", "notes"),
}  # fmt: skip
FIELDS = tuple(TITLES)


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table is: its field, or None for one that is kept and not read.

    `wide` columns have the field `text:` with the level's label.
    """

    header: tuple[str, ...]
    fields: tuple[str | None, ...]

    def place(self, field: str) -> int | None:
        return self.fields.index(field) if field in self.fields else None

    @property
    def ignored(self) -> list[str]:
        return [title for title, field in zip(self.header, self.fields, strict=True) if field is None]

    def read(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells of a row by field."""
        return {field: cell for field, cell in zip(self.fields, cells, strict=True) if field is not None}


def columns(header: Sequence[str], named: Mapping[str, str], level_labels: frozenset[str]) -> Columns:
    """Recognises the columns of a header. `named` are titles with their fields, and go before all else;
    `level_labels` are labels, as they are compared, that make a column one of a level's texts.

    Raises InvalidInput for a title of `named` that is not in the header.
    """
    plain = [plainly(title) for title in header]
    fields: list[str | None] = [None] * len(header)
    for title, field in named.items():
        if plainly(title) not in plain:
            raise InvalidInput(
                f"There is no column {title!r}; there are {', '.join(filter(None, header))}.",
                "Give a column as the header writes it.",
            )
        at = plain.index(plainly(title))
        fields[at] = TEXT_AT + header[at].strip() if field == "text" else None if field == "-" else field
    left_alone = {plain.index(plainly(title)) for title in named}
    for field, titles in TITLES.items():
        for title in (plainly(field), *titles):
            if field not in fields:
                free = [at for at, each in enumerate(plain) if each == title and fields[at] is None]
                free = [at for at in free if at not in left_alone]
                if free:
                    fields[free[0]] = field
    if "competency_id" in fields and "competency" not in fields and "role" not in fields:
        fields[fields.index("competency_id")] = "competency"
    wide = [
        at
        for at, title in enumerate(header)
        if fields[at] is None and at not in left_alone and _is_level(title, level_labels)
    ]
    if len(wide) > 1 and "competency" in fields and "level" not in fields:
        for at in wide:
            fields[at] = TEXT_AT + header[at].strip()
    return Columns(tuple(header), tuple(fields))


def parse_map(texts: Sequence[str]) -> dict[str, str]:
    """`COLUMN=field` texts as columns with their fields. Raises InvalidInput."""
    known = (*FIELDS, "text", "-")
    named: dict[str, str] = {}
    for given in texts:
        title, equals, field = (part.strip() for part in given.rpartition("="))
        field = field.lower().replace("-", "_").replace(" ", "_") if field != "-" else field
        field = next((name for name, others in TITLES.items() if plainly(field) in others), field)
        if not equals or not title or field not in known:
            raise InvalidInput(
                f"{given!r} does not say which column is which field.",
                f"Write COLUMN=field; the fields are {', '.join(known)}: text is what a competency means at "
                "the level that its column is called, - is nothing.",
            )
        if title in named or (field in named.values() and field not in ("text", "-")):
            raise InvalidInput(f"{title!r} or {field!r} is mapped twice.", "Map each column to one field.")
        named[title] = field
    return named


def plainly(title: str) -> str:
    """A title as it is recognised: without capitals, spaces and signs."""
    return re.sub(r"[\W_]", "", title.casefold())


def _is_level(title: str, labels: frozenset[str]) -> bool:
    plain = plainly(title)
    return plain in labels or bool(
        re.fullmatch(r"(?:level|lvl|l|e|stage|tier|stufe|niveau)?\d{1,2}\D*", plain)
    )
