"""The columns of a table: which field each is, by its title or by what the caller says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind of table: its fields with the titles that mean them besides their own names, without capitals,
    spaces and signs; those that must be there; and what such a file is called."""

    noun: str
    titles: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(self.titles)


CONTENT = Shape(
    "catalogue",
    {
        "id": ("contentid", "courseid", "itemid", "identifier", "code", "coursecode", "slug", "key"),
        "title": ("name", "coursetitle", "coursename", "contenttitle", "course", "heading"),
        "kind": ("type", "contenttype", "format", "kindofcontent", "modality"),
        "layer": ("ecosystemlayer", "learninglayer"),
        "owner": ("ownerid", "owneremail", "contentowner", "responsible", "author", "maintainer", "contact"),
        "languages": ("language", "lang", "locale"),
        "regions": ("region", "country", "countries", "market", "markets"),
        "minutes": ("durationmin", "durationmins", "durationminutes", "lengthmin", "lengthminutes", "mins"),
        "minutes_max": ("maxminutes", "minutesmaximum", "maximumminutes"),
        "hours": ("durationhours", "durationh", "totalhours", "learninghours"),
        "weeks_min": ("weeks", "minweeks", "weeksminimum", "durationweeks"),
        "duration": ("length", "time", "timerequired", "howlong", "dauer"),
        "effort": ("workload", "timeperweek", "hoursperweek", "weeklyeffort"),
        "url": ("link", "address", "href", "web", "website"),
        "status": ("state", "lifecycle"),
        "review_on": ("review", "reviewdate", "reviewby", "reviewdue", "nextreview", "expires", "validuntil"),
        "licence": ("license", "rights"),
        "mandatory": ("compulsory", "required", "ismandatory"),
        "credential": ("certificate", "certification", "badge"),
        "translation_of": ("translates", "translationof", "original"),
        "replaced_by": ("replacedby", "supersededby", "successor"),
        "section": ("category", "chapter", "track", "group", "module", "programme", "program"),
        "description": ("summary", "abstract", "about", "text", "details", "objectives", "outcomes"),
        "prerequisites": ("prerequisite", "prereqs", "prereq", "requirements", "entryrequirements"),
        "teaches": ("skills", "skillstaught", "teachesskills", "learningoutcomes", "competencies"),
        "needs": ("skillsneeded", "requiredskills", "needsskills", "requires"),
    },
    ("title",),
)  # fmt: skip

COMPLETIONS = Shape(
    "list of completions",
    {
        "person": ("personid", "employee", "employeeid", "learner", "user", "userid", "email", "who", "name"),
        "content": ("contentid", "course", "courseid", "item", "title", "contenttitle", "coursetitle"),
        "completed_at": (
            "completed",
            "completedon",
            "completiondate",
            "date",
            "finished",
            "finishedon",
            "at",
        ),
        "score": ("result", "grade", "points", "percent", "mark"),
    },
    ("person", "content", "completed_at"),
)

OBSERVATIONS = Shape(
    "list of observations",
    {
        "person": ("personid", "employee", "employeeid", "observed", "email", "who", "name"),
        "competency": ("competencyid", "skill", "competence", "capability"),
        "level": ("proficiency", "rating", "observedlevel"),
        "observer": ("observerid", "observedby", "assessor", "by", "seenby"),
        "at": ("date", "observedon", "observedat", "on", "when", "day"),
        "note": ("notes", "comment", "comments", "remark", "remarks"),
    },
    ("person", "competency", "level", "observer", "at"),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands in a row, from 0, the titles of all columns, and those that are no field."""

    places: Mapping[str, int]
    header: tuple[str, ...]
    ignored: tuple[str, ...]


def columns(shape: Shape, header: Sequence[str], named: Mapping[str, str]) -> Columns:
    """Recognises the columns of a header. `named` are titles with their fields, and go before all else.

    Raises InvalidInput for a title of `named` that is not in the header, and for what is missing.
    """
    plain = [_plain(title) for title in header]
    places: dict[str, int] = {}
    for title, field in named.items():
        if _plain(title) not in plain:
            raise InvalidInput(
                f"There is no column {title!r}; there are {', '.join(filter(None, header))}.",
                "Give a column as the header writes it.",
            )
        places[field] = plain.index(_plain(title))
    for field in shape.fields:
        for title in (_plain(field), *shape.titles[field]):
            free = [at for at, each in enumerate(plain) if each == title and at not in places.values()]
            if field not in places and free:
                places[field] = free[0]
    ignored = tuple(title for at, title in enumerate(header) if title and at not in places.values())
    missing = [field for field in shape.required if field not in places]
    if missing:
        raise InvalidInput(
            f"The {shape.noun} lacks {' and '.join(missing)}: it has {', '.join(filter(None, header))}.",
            f"Map its columns: --map 'COLUMN={missing[0]}'.",
        )
    return Columns(places, tuple(header), ignored)


def parse_map(shape: Shape, texts: Sequence[str]) -> dict[str, str]:
    """`COLUMN=field` texts as columns with their fields. Raises InvalidInput."""
    named: dict[str, str] = {}
    for text in texts:
        title, equals, field = (part.strip() for part in text.rpartition("="))
        field = field.lower().replace("-", "_").replace(" ", "_")
        if not equals or not title or field not in shape.fields:
            raise InvalidInput(
                f"{text!r} does not say which column is which field.",
                f"Write COLUMN=field; the fields are {', '.join(shape.fields)}.",
            )
        if field in named.values() or title in named:
            raise InvalidInput(f"{title!r} or {field!r} is mapped twice.", "Map each column to one field.")
        named[title] = field
    return named


def recognised(shape: Shape, header: Sequence[str]) -> int:
    """How many columns of a header are fields."""
    known = {_plain(field) for field in shape.fields}.union(*shape.titles.values())
    return sum(1 for title in header if _plain(title) in known)


def field_of(shape: Shape, title: str) -> str | None:
    """The field that a title means."""
    plain = _plain(title)
    return next((field for field, titles in shape.titles.items() if plain in (_plain(field), *titles)), None)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]", "", title.casefold())
