"""What `doctor` looks at in the graph, and what it finds wrong there."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from cli.progress import Showing
from graph import inventory, ledger, migrations, operations, people
from graph.connection import Graph
from graph.knows import Difference

OLDEST = (5, 26)  # the oldest Neo4j that the queries are tested on
EXAMPLES = 5  # differences that are named
LATER = "run the `understory ingest` command again: it finishes what was begun"


@dataclass(slots=True)
class Report:
    """Everything that is told. `counts` are by label and by type; `problems` have code, message and next."""

    versions: dict[str, str] = field(default_factory=dict[str, str])
    store: dict[str, Any] = field(default_factory=dict[str, Any])
    ledger: dict[str, int] = field(default_factory=dict[str, int])
    counts: dict[str, dict[str, int]] = field(default_factory=dict[str, dict[str, int]])
    operations: list[str] = field(default_factory=list[str])
    problems: list[dict[str, str]] = field(default_factory=list[dict[str, str]])

    def wrong(self, code: str, message: str, next_step: str) -> None:
        self.problems.append({"code": code, "message": message, "next": next_step})

    def document(self) -> dict[str, Any]:
        return {"ok": not self.problems, **asdict(self)}


async def look(graph: Graph, report: Report) -> None:
    """Counts, versions, and what is unfinished."""
    server = await graph.read(inventory.server)
    report.versions["neo4j"] = f"{server.version} {server.edition}"
    if _numbers(server.version) < OLDEST:
        report.wrong(
            "NEO4J_TOO_OLD",
            f"The Neo4j at {graph.server.uri} is {server.version}.",
            "Use Neo4j 5.26 or newer.",
        )
    applied = await graph.read(migrations.applied)
    waiting = await graph.read(people.count_stale)
    unfinished = await graph.read(operations.unfinished)
    report.ledger = {
        "seq": await graph.read(ledger.last_seq),
        "migrations": len(applied),
        "people awaiting recount": waiting,
        "operations unfinished": len(unfinished),
    }
    report.counts = {"labels": await inventory.nodes(graph), "types": await inventory.relationships(graph)}
    report.operations = [f"{each.kind.value} of {each.target}" for each in unfinished]
    missing = len(migrations.known()) - len(applied)
    if missing > 0:
        report.wrong("MIGRATIONS_MISSING", f"{missing} migrations are missing.", "Run the command again.")
    if waiting:
        report.wrong("FOLD_UNFINISHED", f"{waiting:,} people await a recount of what they know.", LATER)
    if unfinished:
        report.wrong("OPERATIONS_UNFINISHED", f"{len(unfinished):,} operations are unfinished.", LATER)


async def recount(graph: Graph, report: Report, progress: Showing) -> None:
    """Recounts every relationship and term from the ledger, and says where they differ."""
    progress.stage("Checking people", report.counts["labels"].get("Person"))
    different: list[Difference] = []
    terms: Counter[int] = Counter()
    done = 0
    async for keys in inventory.people(graph):
        different += await inventory.wrong_relationships(graph, keys)
        terms += await inventory.contributions(graph, keys)
        done += len(keys)
        progress.advance(done, 0)
    if different:
        named = "; ".join(
            f"person {d.person}, skill {d.skill}, scope {d.scope}" for d in different[:EXAMPLES]
        )
        report.wrong(
            "FOLD_DIFFERS",
            f"{len(different):,} KNOWS relationships are not what the ledger says: {named}.",
            LATER if report.ledger["people awaiting recount"] else "report this: it should never happen",
        )
    progress.stage("Checking terms", None)
    wrong = await inventory.wrong_terms(graph, terms)
    if wrong:
        named = ", ".join(map(str, wrong[:EXAMPLES]))
        report.wrong(
            "TERMS_DIFFER",
            f"{len(wrong):,} terms are not counted as the ledger says: {named}.",
            "report this: it should never happen",
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())
