"""Reading SKOS from Turtle, RDF/XML or JSON-LD. Nothing is fetched: what a file needs stands in it.

A concept's preferred label in English is its name (else one without a language, else the first); the others
are labels in their languages. Alternative and hidden labels are further names.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, cast

from domain.errors import InvalidInput
from domain.messages import SourceWarning
from sources.vocabulary_concepts import Concept, Read, as_skills, unqualified

KIND = "SKOS"
BYTES_MOST = 64 * 1024 * 1024  # of a file: read, it takes some twenty times that

_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENGLISH = "en"


def read_skos(content: bytes, form: str, place: str) -> Read:
    """Concepts of an RDF file; `form` is "turtle", "xml" or "json-ld". Raises InvalidInput."""
    _refuse_dangers(content, form, place)
    # rdflib takes half a second to import, and only this kind of file needs it.
    from rdflib import Graph

    graph = Graph()
    try:
        graph.parse(data=content, format=form)
    except RecursionError:
        raise InvalidInput(f"{place} is nested too deeply to be read.", "Export it again.") from None
    except Exception as error:  # each of its parsers has errors of its own
        raise InvalidInput(
            f"{place} is not {_NAMES[form]}: {' '.join(str(error).split())[:200]}",
            "Export it again, or check it with the program that made it.",
        ) from error
    return _read(graph, place)


_NAMES = {"turtle": "Turtle", "xml": "RDF/XML", "json-ld": "JSON-LD"}


def _refuse_dangers(content: bytes, form: str, place: str) -> None:
    if len(content) > BYTES_MOST:
        raise InvalidInput(
            f"{place} has {len(content) / 1e6:,.0f} MB, and a SKOS file may have {BYTES_MOST / 1e6:,.0f}.",
            "Take in a part of it, such as one concept scheme, or a CSV.",
        )
    if form == "xml" and _ENTITY.search(content):
        raise InvalidInput(
            f"{place} declares entities of its own, which may blow up or point elsewhere.",
            "Save it without a DOCTYPE, or as Turtle.",
        )
    if form == "json-ld":
        try:
            remote = _remote_context(json.loads(content))
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"{place} is not JSON.", "Export it again.") from error
        if remote:
            raise InvalidInput(
                f"{place} needs the context {remote[:200]!r}, and nothing is fetched from the network.",
                "Save it with the context inside (expanded or flattened), or as Turtle.",
            )


def _remote_context(value: object) -> str:
    """A context that stands elsewhere, or ""."""
    waiting: list[object] = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            for name, inner in cast(dict[str, object], one).items():
                several = cast(list[object], inner) if isinstance(inner, list) else [inner]
                texts = (text for text in several if isinstance(text, str))
                if name in ("@context", "@import") and (remote := next(texts, "")):
                    return remote
                waiting += several
        elif isinstance(one, list):
            waiting += cast(list[object], one)
    return ""


def _read(graph: Any, place: str) -> Read:
    from rdflib.namespace import OWL, RDF, SKOS

    nodes = {node for kind in (SKOS.prefLabel, SKOS.altLabel) for node in graph.subjects(kind) if node} | set(
        graph.subjects(RDF.type, SKOS.Concept)
    )
    nodes -= set(graph.subjects(RDF.type, SKOS.ConceptScheme)) | set(
        graph.subjects(RDF.type, SKOS.Collection)
    )
    retired = {
        node for node, value in graph.subject_objects(OWL.deprecated) if str(value).casefold() in _TRUE
    }
    warnings: list[SourceWarning] = []
    concepts: dict[str, Concept] = {}
    for node in sorted(nodes - retired, key=str):
        preferred = _labels(graph.objects(node, SKOS.prefLabel))
        other = _labels(o for kind in (SKOS.altLabel, SKOS.hiddenLabel) for o in graph.objects(node, kind))
        if not preferred:
            warnings.append(SourceWarning("concept_without_label", place, str(node)[:200]))
            continue
        (_, name), *rest = preferred
        concepts[str(node)] = Concept(
            str(node),
            name,
            [label for language, label in (*rest, *other) if language in ("", _ENGLISH)],
            translations=[
                (language, label) for language, label in (*rest, *other) if language not in ("", _ENGLISH)
            ],
            related=sorted(str(o) for o in graph.objects(node, SKOS.related)),
        )
    pairs = {(str(a), str(b)) for a, b in graph.subject_objects(SKOS.broader)}
    pairs |= {(str(b), str(a)) for a, b in graph.subject_objects(SKOS.narrower)}
    for narrower, broader in sorted(pairs):
        if narrower in concepts and broader in concepts:
            concepts[narrower].broader.append(broader)
    if retired:
        warnings.append(SourceWarning("concepts_deprecated", place, f"{len(retired):,} left out"))
    if not concepts:
        raise InvalidInput(f"{place} holds no SKOS concept with a label.", "Give a file with skos:prefLabel.")
    unqualified(concepts.values())
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))


_TRUE = ("true", "1")


def _labels(literals: Iterable[Any]) -> list[tuple[str, str]]:
    """(language, label), English and those without a language first; languages without their region."""
    found = {
        (str(literal.language or "").casefold().split("-")[0], str(literal))
        for literal in literals
        if hasattr(literal, "language") and str(literal).strip()
    }
    return sorted(found, key=lambda pair: (pair[0] != _ENGLISH, pair[0] != "", pair))
