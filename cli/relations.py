"""`understory skills relations` and `understory skills path`: how skills relate."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.ingest import in_store
from cli.opening import Opened
from cli.printing import out, print_json, print_table, shown
from cli.progress import Showing
from cli.settings import Settings
from cli.viewing import As, viewer
from domain.relations import RelationKind

if TYPE_CHECKING:
    from domain.relations import End, SkillRelation

Skill = Annotated[str, typer.Argument(metavar="SKILL", help="An id, or a label.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


def register(skills: typer.Typer) -> None:
    skills.command("relations")(relations_command)
    skills.command("path")(path_command)


def relations_command(
    skill: Skill,
    depth: Annotated[int, typer.Option(min=1, max=3, help="How many steps to go.")] = 1,
    kind: Annotated[
        list[RelationKind] | None, typer.Option(help="Of this kind alone; may be repeated.")
    ] = None,
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Show what a skill relates to: other skills, what teaches it, what requires it."""
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "tuple[str, list[SkillRelation]]":
        from finder import names
        from graph import spaces
        from learning import relations

        who = await viewer(opened.graph, as_, settings)

        async def read(tx: Any) -> "tuple[str, list[SkillRelation]]":
            found = await names.skill(tx, skill)
            scopes = await spaces.readable(tx, who)
            return found.name, await relations.around(tx, scopes, found.id, kind or (), depth)

        return await opened.graph.read(read)

    name, found = asyncio.run(in_store(settings, work))
    if as_json:
        print_json({"skill": name, "relations": [_document(one) for one in found]})
    elif not found:
        out().print(f"Nothing is known to relate to {shown(name)}.")
    else:
        rows = (
            (
                str(one.depth),
                one.skill.name,
                one.kind.value,
                f"{one.other.name} ({one.other.kind.value})",
                one.source,
                f"{one.confidence:.2f}",
            )
            for one in found
        )
        print_table(("step", "skill", "relation", "other", "source", "sure"), rows)


def path_command(
    skill: Skill,
    to: Annotated[str, typer.Argument(metavar="TO", help="The skill to get to: an id, or a label.")],
    as_: As = None,
    as_json: AsJson = False,
) -> None:
    """Show the shortest way from one skill to another, with the relations it takes."""
    settings = Settings.of()

    async def work(opened: Opened, _: Showing) -> "tuple[str, str, list[SkillRelation] | None]":
        from finder import names
        from graph import spaces
        from learning import relations

        who = await viewer(opened.graph, as_, settings)

        async def read(tx: Any) -> "tuple[str, str, list[SkillRelation] | None]":
            one, other = await names.skill(tx, skill), await names.skill(tx, to)
            scopes = await spaces.readable(tx, who)
            return one.name, other.name, await relations.way(tx, scopes, one.id, other.id)

        return await opened.graph.read(read)

    one, other, steps = asyncio.run(in_store(settings, work))
    if as_json:
        print_json({"path": None if steps is None else [_document(step) for step in steps]})
    elif steps is None:
        out().print(f"There is no way from {shown(one)} to {shown(other)}.")
    elif not steps:
        out().print(f"{shown(one)} is {shown(other)}.")
    else:
        rows = ((s.skill.name, s.kind.value, s.other.name, s.source, f"{s.confidence:.2f}") for s in steps)
        print_table(("from", "relation", "to", "source", "sure"), rows)


def _document(one: "SkillRelation") -> dict[str, Any]:
    return {
        "from": _end(one.skill),
        "kind": one.kind.value,
        "to": _end(one.other),
        "source": one.source,
        "confidence": one.confidence,
        "depth": one.depth,
    }


def _end(end: "End") -> dict[str, str]:
    return {"kind": end.kind.value, "id": end.id, "name": end.name}
