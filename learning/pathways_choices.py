"""What somebody chooses for a pathway, and how that joins what they chose before."""

from dataclasses import dataclass, replace
from datetime import date

from domain.content import Kind
from domain.errors import InvalidInput, NotFound
from graph.pathways import Kept
from learning.pathways_catalogue import Catalogue
from learning.pathways_personas import persona

CHOICES_MOST = 500  # ids that one pathway may name
HOURS_MOST = 80.0  # a week


@dataclass(frozen=True, slots=True)
class Choices:
    """What is said with a question; None and empty leave what was chosen before."""

    by: date | None = None
    hours_a_week: float | None = None
    languages: tuple[str, ...] = ()
    region: str = ""
    formats: tuple[Kind, ...] = ()
    persona: str = ""
    lock: tuple[str, ...] = ()
    unlock: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    consent: tuple[str, ...] = ()
    fresh: bool = False


def checked(choices: Choices, today: date) -> Choices:
    """The choices, where they can be meant. Raises InvalidInput."""
    if choices.by is not None and choices.by <= today:
        raise InvalidInput(f"{choices.by} is not after today.", "Give a later day.")
    if choices.hours_a_week is not None and not 0 < choices.hours_a_week <= HOURS_MOST:
        raise InvalidInput(
            f"{choices.hours_a_week:g} hours a week cannot be.",
            f"Give more than 0 and at most {HOURS_MOST:g}.",
        )
    for some in (choices.lock, choices.start, choices.exclude, choices.done, choices.consent):
        if len(some) > CHOICES_MOST:
            raise InvalidInput(f"{len(some)} pieces of content are named.", f"Name at most {CHOICES_MOST}.")
    return choices


def chosen(kept: Kept, said: Choices, catalogue: Catalogue) -> Kept:
    """What was chosen before with what is said now. Raises NotFound for content that there is not."""
    named = (*said.lock, *said.start, *said.exclude, *said.done, *said.consent)
    for id in named:
        if f"content:{id}" not in catalogue.names and not id.startswith("mentor:"):
            raise NotFound(f"There is no content {id!r}.", "Give an id as the pathway shows it.")
    locked = ({*kept.locked} | {*said.lock}) - {*said.unlock, *said.exclude}
    excluded = ({*kept.excluded} | {*said.exclude}) - {*said.allow, *said.lock, *said.start}
    if said.persona:
        persona(said.persona)
    return replace(
        kept,
        by=said.by or kept.by,
        hours_a_week=said.hours_a_week or kept.hours_a_week,
        languages=said.languages or kept.languages,
        region=said.region or kept.region,
        formats=said.formats or kept.formats,
        persona=said.persona or kept.persona,
        locked=tuple(sorted(locked)),
        started=tuple(sorted(({*kept.started} | {*said.start}) - {*said.exclude, *said.done})),
        excluded=tuple(sorted(excluded)),
        done=tuple(sorted({*kept.done} | {*said.done})),
        consents=tuple(sorted({*kept.consents} | {*said.consent})),
    )
