"""What Java is shown while its AOT cache is made: the demonstration company, taken in and asked about.

The engine runs this as a module. One line of JSON on standard input says where its scratch Neo4j listens.
"""

import json
import os
import sys
import tempfile
from importlib import resources

from cli import demonstration
from cli.main import run

ROUNDS = 5  # of the same questions: what runs often is compiled, and remembered as such


def main() -> None:
    """Does what a first hour does, on a graph that is empty and will be thrown away."""
    scratch = json.loads(sys.stdin.readline())
    company = resources.files("seed_data") / "company"
    with tempfile.TemporaryDirectory() as home, resources.as_file(company) as folder:
        os.environ.update(
            NEO4J_URI=scratch["uri"],
            NEO4J_USER=scratch["user"],
            NEO4J_PASSWORD=scratch["password"],
            UNDERSTORY_HOME=home,
        )
        run(["ingest", "people", str(folder / "people.csv")])
        run(["ingest", "slack", str(folder / "slack"), "--workers", "0"])
        for _ in range(ROUNDS):
            run(["why", *demonstration.WHY])
            for question in demonstration.QUESTIONS:
                run(["find", question, "--as", demonstration.VIEWER])


if __name__ == "__main__":
    main()
