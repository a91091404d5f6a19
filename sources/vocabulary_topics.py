"""Reading GitHub's topics: a JSON list of `topic, name, aliases, related`."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from domain.messages import SourceWarning
from sources.vocabulary_concepts import Concept, Read, as_skills

KIND = "GitHub topics"


def read_topics(entries: Sequence[Mapping[str, Any]], place: str) -> Read:
    """A skill for each topic; what topics are written as, with hyphens, are names of theirs too."""
    warnings: list[SourceWarning] = []
    concepts: dict[str, Concept] = {}
    for number, entry in enumerate(entries, 1):
        topic, name = entry.get("topic"), entry.get("name")
        if not isinstance(topic, str) or not isinstance(name, str) or not name.strip():
            warnings.append(SourceWarning("entry_without_label", f"{place}, entry {number:,}"))
            continue
        concepts[topic] = Concept(
            topic,
            name,
            [_spoken(alias) for alias in (topic, *_texts(entry.get("aliases")))],
            related=[other for other in _texts(entry.get("related")) if other != topic],
        )
    return Read(KIND, as_skills(concepts.values()), tuple(warnings))


def _spoken(topic: str) -> str:
    return topic.replace("-", " ")


def _texts(value: object) -> list[str]:
    several = cast(list[object], value) if isinstance(value, list) else []
    return [text for text in several if isinstance(text, str) and text.strip()]
