"""The whole graph in a canonical form: equal for equal graphs, whatever way they came about.

Left out are sequence numbers and what only followers of the ledger read (`Gone`), the times of migrations,
and which store it is.
"""

from typing import Any

from neo4j import AsyncDriver, AsyncGraphDatabase

from graph.connection import Graph

LEFT_OUT = {"Gone", "Store", "Migration", "Ledger"}


def bolt_of(graph: Graph) -> AsyncDriver:
    """A bare driver to where `graph` is."""
    server = graph.server
    return AsyncGraphDatabase.driver(
        server.uri, auth=(server.user, server.password), notifications_min_severity="OFF"
    )


async def dump(bolt: AsyncDriver, *, leave_out: frozenset[str] = frozenset()) -> dict[str, list[Any]]:
    """Every node by label and every relationship by type, sorted; `leave_out` names further labels."""
    found: dict[str, list[Any]] = {}
    async with bolt.session(fetch_size=5_000) as session:
        async for record in await session.run(
            "MATCH (n) RETURN labels(n)[0] AS label, properties(n) AS held"
        ):
            label, held = record["label"], record["held"]
            if label not in LEFT_OUT | leave_out:
                held.pop("seq", None)
                found.setdefault(label, []).append(_plain(held))
        query = """
            MATCH (a)-[r]->(b)
            RETURN type(r) AS type, properties(r) AS held,
                   coalesce(a.key, a.id) AS a, coalesce(b.key, b.id, b.name) AS b
            """
        async for record in await session.run(query):
            found.setdefault(record["type"], []).append((record["a"], record["b"], _plain(record["held"])))
    return {name: sorted(entries, key=repr) for name, entries in sorted(found.items())}


def _plain(held: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((k, tuple(v) if isinstance(v, list) else v) for k, v in sorted(held.items()))
