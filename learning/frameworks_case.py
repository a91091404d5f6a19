"""A version of a framework as a CASE package, with what earlier versions had and this one retired."""

from datetime import UTC, datetime

import orjson

from domain.frameworks import Framework, Status
from graph import frameworks
from graph.connection import Graph, Tx
from graph.frameworks import Version
from learning import frameworks_store as store
from learning.frameworks import case_of
from sources.frameworks_case import COMPETENCY, ROLE, ROLE_LEVEL
from sources.frameworks_case_write import MICROSECONDS, Retired, case_package


async def as_case(graph: Graph, name: str, version: int | None = None) -> bytes:
    """The package, as JSON. Raises NotFound."""

    async def run(tx: Tx) -> tuple[Framework, str, int, list[Retired]]:
        versions = await store.named(tx, name)
        found = versions.numbered(version)
        content = await frameworks.content(tx, found)
        before = [v for v in versions.all if v.version < found.version and v.status is Status.SUPERSEDED]
        after = [*before[1:], found]
        retired: dict[str, Retired] = {}
        for old, following in zip(before, after, strict=False):
            held = await frameworks.content(tx, old)
            retired |= {each.id: each for each in _items(held, following)}
        there = {each.id for each in _items(content, found)}
        gone = [each for id, each in retired.items() if id not in there]
        return content, await frameworks.kept(tx, found, "case"), found.at, gone

    content, case, at, retired = await graph.read(run)
    package = case_package(content, case_of(case), at, retired)
    return orjson.dumps(package, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _items(framework: Framework, following: Version) -> list[Retired]:
    """Everything of a version, as it would be retired by the one that follows it."""
    since = datetime.fromtimestamp(following.at / MICROSECONDS, UTC).date()
    items = [(c.id, COMPETENCY, c.name, c.description) for c in framework.competencies]
    for role in framework.roles:
        items.append((role.id, ROLE, role.name, role.description))
        items += [(level.id, ROLE_LEVEL, level.name, level.description) for level in role.levels]
    return [Retired(id, type, name, description, since) for id, type, name, description in items]
