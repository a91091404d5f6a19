"""Why a goal is not met, and the one change that would help most."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.content import Target
from learning.pathways_catalogue import FIFTHS, Catalogue, Item, Teacher
from learning.pathways_closure import Aim, is_reachable
from learning.pathways_greedy import Ways
from learning.pathways_rings import blocking, ringed
from learning.pathways_search import ALL, Filter
from learning.pathways_task import HOUR, Task
from learning.pathways_words import EXPERT, RUBRIC, Goal, Missed, Question, Reason, Relaxation

# The filters that may stand between a goal and what leads to it, the mildest first.
FILTERS = (
    ("consent", Reason.CONSENT_PENDING),
    ("language", Reason.LANGUAGE),
    ("region", Reason.REGION),
    ("format", Reason.LOCKED_CONFLICT),
    ("excluded", Reason.LOCKED_CONFLICT),
    ("weeks", Reason.TIME),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A plan, as far as it is needed to say what it lacks."""

    catalogue: Catalogue
    question: Question
    task: Task
    taken: frozenset[int]


def missed(case: Case, goal: Goal, aim: Aim | None) -> Missed:
    """Why a goal is not met that has an aim, a lower one, or none."""
    if aim is not None and aim.level == goal.level:
        return _for_limits(case, goal, aim)
    if goal.level == EXPERT:
        return Missed(
            goal,
            Reason.LEVEL_CEILING,
            "Expert is never planned: it is shown at work, and confirmed by somebody.",
            relaxation=Relaxation(
                "level", "3", f"Aim at {RUBRIC[3]}, and have Expert confirmed once it shows."
            ),
        )
    teachers = _teachers(case.catalogue, goal)
    lower = None if aim is None else aim.level
    if not any(t.told >= goal.level for t in teachers):
        return _without_content(case, goal, teachers, lower)
    if not any(t.start < goal.level <= t.end for t in teachers):
        return Missed(
            goal,
            Reason.LEVEL_CEILING,
            f"What is there teaches to {RUBRIC[max(t.end for t in teachers)]} at most; beyond, one learns "
            "from people and from work.",
            relaxation=Relaxation(
                "content", goal.subject.id, "Find a mentor, a coach or a stretch task for it."
            ),
        )
    return _behind_filters(case, goal, aim)


def conflict(case: Case, id: str) -> Missed:
    """Why a locked or started step is not in the plan."""
    place = case.catalogue.by_id.get(id)
    if place is None:
        words = "It is not in the catalogue, or is no longer offered."
    elif id in case.question.excluded:
        words = "It is locked and excluded."
    elif any(id == item.content.id for item in case.task.part.items):
        words = "With what it needs before, it does not fit into the time, or its mentor has no place left."
    else:
        words = (
            f"It cannot be started: {blocking(case.catalogue, case.question, case.catalogue.items[place])}."
        )
    title = id if place is None else case.catalogue.items[place].content.title
    change = Relaxation("lock", id, f"Unlock “{title}”.")
    return Missed(None, Reason.LOCKED_CONFLICT, words, id, change)


def _for_limits(case: Case, goal: Goal, aim: Aim) -> Missed:
    task, question = case.task, case.question
    ways = Ways(task, task.fifths, case.taken)
    path = ways.to(ways.heads(aim)) | case.taken
    over = sum(task.fifths[i] for i in path) - (task.budget or 0)
    if task.budget is not None and over > 0 and question.by is not None and question.hours_a_week is not None:
        weeks = -int(-over // (question.hours_a_week * HOUR * FIFTHS))
        until = question.by + timedelta(weeks=weeks)
        minutes = -(-over // FIFTHS)
        return Missed(
            goal,
            Reason.TIME,
            f"It takes {minutes} minutes more than there are until {question.by:%Y-%m-%d}.",
            relaxation=Relaxation(
                "by", until.isoformat(), f"Take {weeks} {'week' if weeks == 1 else 'weeks'} more."
            ),
        )
    return Missed(
        goal,
        Reason.NO_CONTENT,
        "Who could teach it has no place left.",
        relaxation=Relaxation("mentor", goal.subject.id, "Ask for one more mentor."),
    )


def _without_content(case: Case, goal: Goal, teachers: Sequence[Teacher], lower: int | None) -> Missed:
    if lower is not None:
        change = Relaxation("level", str(lower), f"Aim at {RUBRIC[lower]}: the plan leads there.")
        words = f"What is there ends at {RUBRIC[max(t.told for t in teachers)]}."
        return Missed(goal, Reason.NO_CONTENT, words, relaxation=change)
    if goal.subject in case.question.unobservable:
        change = Relaxation(
            "observe", goal.subject.id, "Have somebody observe it at work, and write it down."
        )
        words = "Nothing teaches it and no evidence can show it: people confirm it."
        return Missed(goal, Reason.NOT_OBSERVABLE, words, relaxation=change)
    change = Relaxation("content", goal.subject.id, f"Write something that teaches {goal.words}.")
    return Missed(goal, Reason.NO_CONTENT, "No content teaches it.", relaxation=change)


def _behind_filters(case: Case, goal: Goal, aim: Aim | None) -> Missed:
    lower = None if aim is None else Relaxation("level", str(aim.level), f"Aim at {RUBRIC[aim.level]}.")
    filters = [(name, reason) for name, reason in FILTERS if _is_asked(case, name)]
    names = {name for name, _ in filters}
    if names and _reached(case, goal, ALL - names):
        for name, reason in filters:
            if _reached(case, goal, ALL - {name}):
                return Missed(goal, reason, *_said(case, goal, name))
        for name, reason in filters:
            if not _reached(case, goal, ALL - (names - {name})):
                change = _said(case, goal, name)[2]
                return Missed(goal, reason, "More than one change is needed.", relaxation=lower or change)
    found = _choices(case.catalogue, goal)
    ring = ringed(case.catalogue, case.question, found)
    if ring is not None:
        words = f"“{ring.content.title}” needs what needs it in turn."
        change = lower or Relaxation("need", ring.content.id, f"Look at what “{ring.content.title}” needs.")
        return Missed(goal, Reason.CYCLE, words, relaxation=change)
    first = min(found, key=lambda item: (item.minutes(False), item.place))
    words = blocking(case.catalogue, case.question, first)
    change = lower or Relaxation("content", first.content.id, "Write or find something that teaches that.")
    return Missed(
        goal, Reason.UNREACHABLE_PREREQUISITE, f"“{first.content.title}”: {words}.", relaxation=change
    )


def _is_asked(case: Case, name: str) -> bool:
    """Whether a filter holds anything back in this question."""
    question = case.question
    asked: dict[str, object] = {
        "consent": case.catalogue.consents,
        "language": question.languages,
        "region": question.region,
        "format": question.formats,
        "excluded": question.excluded,
        "weeks": question.by and case.catalogue.takes_weeks,
    }
    return bool(asked[name])


def _said(case: Case, goal: Goal, name: str) -> tuple[str, None, Relaxation]:
    """Words, no item, and the change, for a filter that stands in the way."""
    found = _choices(case.catalogue, goal)
    question = case.question
    match name:
        case "language":
            spoken = sorted(
                {language for item in found for language in item.content.languages} - question.languages
            )
            change = Relaxation(
                "language", ",".join(spoken), f"Accept content in {', '.join(spoken) or 'other languages'}."
            )
            return "There is content for it, in other languages.", None, change
        case "region":
            regions = sorted({r for item in found for r in item.content.regions} - {question.region})
            change = Relaxation(
                "region", ",".join(regions), f"Accept content of {', '.join(regions) or 'other regions'}."
            )
            return "There is content for it, in other regions.", None, change
        case "format":
            kinds = sorted({item.content.kind.value for item in found} - {k.value for k in question.formats})
            change = Relaxation("format", ",".join(kinds), f"Accept {' or '.join(kinds) or 'other formats'}.")
            return "There is content for it, in formats that were not chosen.", None, change
        case "excluded":
            one = _single(case, goal, sorted(question.excluded), "excluded")
            return (
                "What leads there was excluded.",
                None,
                Relaxation("exclude", one, f"Allow {_title(case, one)} again."),
            )
        case "weeks":
            weeks = min((item.content.weeks_min or 0 for item in found), default=0)
            until = question.today + timedelta(weeks=weeks)
            later = until.isoformat() if question.by is not None and until > question.by else ""
            words = f"Take until {later}." if later else "Take a later day."
            return "It takes more weeks than there are.", None, Relaxation("by", later, words)
        case _:
            one = _single(case, goal, case.catalogue.consents, "consents")
            change = Relaxation("consent", one, f"Ask for the consent that {_title(case, one)} needs.")
            return "Somebody has to consent first.", None, change


def _single(case: Case, goal: Goal, ids: Sequence[str], field: str) -> str:
    """The one that alone is enough, else the first."""
    for id in ids:
        held: Collection[str] = case.question.consents | {id}
        question = replace(case.question, consents=held)
        if field == "excluded":
            question = replace(case.question, excluded=case.question.excluded - {id})
        if _reached(replace(case, question=question), goal, ALL):
            return id
    return ids[0] if ids else ""


def _title(case: Case, id: str) -> str:
    return f"“{case.catalogue.names.get(f'content:{id}', id)}”"


def _reached(case: Case, goal: Goal, asked: Filter) -> bool:
    return is_reachable(case.catalogue, case.question, goal, asked)


def _teachers(catalogue: Catalogue, goal: Goal) -> list[Teacher]:
    """Of the goal's subject, and of the skills that it includes when all of them have some."""
    own = [*catalogue.teachers.get(goal.subject.key, ())]
    if goal.subject.target is Target.COMPETENCY:
        skills = [
            catalogue.teachers.get(f"skill:{s}", ()) for s in catalogue.includes.get(goal.subject.id, ())
        ]
        own += [teacher for some in skills for teacher in some]
    return own


def _choices(catalogue: Catalogue, goal: Goal) -> list[Item]:
    found = {t.item for t in _teachers(catalogue, goal) if t.start < goal.level <= t.end}
    return [catalogue.items[place] for place in sorted(found)]
