"""CASE 1.1's package as a JSON Schema, written by hand after the published information model (1EdTech).

Names, types and what is required are the model's; it allows no further member, and no null.
"""

from typing import Any

Schema = dict[str, Any]

UUID = {
    "type": "string",
    "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$",
}
TEXT = {"type": "string"}
LINE = {"type": "string", "pattern": r"^[^\r\n\t]*$"}  # a NormalizedString
LINES = {"type": "array", "items": LINE}
DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TIME = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$"}
WHOLE, NUMBER, FREE = {"type": "integer"}, {"type": "number"}, {"type": "object"}


def _object(required: str, **members: Any) -> Schema:
    return {
        "type": "object",
        "properties": members,
        "required": required.split(),
        "additionalProperties": False,
    }


def _many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


SELF = {"identifier": UUID, "uri": TEXT, "lastChangeDateTime": TIME, "extensions": FREE}
ITSELF = "identifier uri lastChangeDateTime"
LINK = _object("title identifier uri", title=LINE, identifier=UUID, uri=TEXT)
ANY_LINK = _object(
    "title identifier uri",
    title=LINE,
    identifier=TEXT,
    uri=TEXT,
    targetType={"type": "string", "pattern": r"^(CASE|ext:[a-zA-Z0-9._-]+)$"},
)
TYPES = (
    "isChildOf|isPeerOf|isPartOf|exactMatchOf|precedes|isRelatedTo|replacedBy|exemplar"
    "|hasSkillLevel|isTranslationOf"
)
DATES = {"statusStartDate": DATE, "statusEndDate": DATE}

DOCUMENT = _object(
    f"{ITSELF} creator title",
    **SELF, **DATES,
    frameworkType=LINE, caseVersion={"enum": ["1.1"]}, creator=LINE, title=LINE, officialSourceURL=TEXT,
    publisher=LINE, description=TEXT, subject=LINES, subjectURI=_many(LINK), language=TEXT, version=LINE,
    adoptionStatus=LINE, licenseURI=LINK, notes=TEXT,
)  # fmt: skip
ITEM = _object(
    f"{ITSELF} fullStatement",
    **SELF, **DATES,
    fullStatement=TEXT, alternativeLabel=LINE, CFItemType=LINE, humanCodingScheme=LINE, listEnumeration=LINE,
    abbreviatedStatement=LINE, conceptKeywords=LINES, conceptKeywordsURI=LINK, notes=TEXT, subject=LINES,
    subjectURI=_many(LINK), language=TEXT, educationLevel=LINES, CFItemTypeURI=LINK, licenseURI=LINK,
)  # fmt: skip
ASSOCIATION = _object(
    f"{ITSELF} associationType originNodeURI destinationNodeURI",
    **SELF,
    associationType={"type": "string", "pattern": rf"^({TYPES}|ext:[a-zA-Z0-9._-]+)$"},
    sequenceNumber=WHOLE, originNodeURI=ANY_LINK, destinationNodeURI=ANY_LINK, CFAssociationGroupingURI=LINK,
    notes=TEXT,
)  # fmt: skip
LEVEL = _object(
    ITSELF,
    **{**SELF, "extensions": _many(FREE)},
    description=TEXT, quality=LINE, score=NUMBER, feedback=TEXT, position=WHOLE, rubricCriterionId=UUID,
)  # fmt: skip
CRITERION = _object(
    ITSELF,
    **SELF,
    category=LINE, description=TEXT, CFItemURI=LINK, weight=NUMBER, position=WHOLE, rubricId=UUID,
    CFRubricCriterionLevels=_many(LEVEL),
)  # fmt: skip
RUBRIC = _object(ITSELF, **SELF, title=LINE, description=TEXT, CFRubricCriteria=_many(CRITERION))
PACKAGE = _object(
    "CFDocument",
    CFDocument=DOCUMENT,
    CFItems=_many(ITEM),
    CFAssociations=_many(ASSOCIATION),
    CFDefinitions=FREE,
    CFRubrics=_many(RUBRIC),
    extensions=FREE,
)
