"""Runs one benchmark by its name."""

import sys
from importlib import import_module
from pathlib import Path

from domain.errors import UnderstoryError

NAMES = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py") if path.stem != "report")


def main(arguments: list[str]) -> int:
    if not arguments or arguments[0] not in NAMES:
        print(f"Name one of {', '.join(NAMES)}: scripts/bench NAME [ARGUMENTS]", file=sys.stderr)
        return 2
    try:
        import_module(f"benchmarks.{arguments[0]}").main(arguments[1:])
    except UnderstoryError as error:
        print(f"{error.message} {error.next_step}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":  # workers are spawned: they import this module again
    sys.exit(main(sys.argv[1:]))
