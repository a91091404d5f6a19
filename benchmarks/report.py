"""Where a benchmark's figures go: a table on stdout, and a file for whoever compares."""

import json
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

FOLDER = Path(__file__).parents[1] / ".bench"


def tell(name: str, figures: Mapping[str, float], units: Mapping[str, str]) -> None:
    """Prints the figures with their units, and writes `.bench/NAME.json`."""
    table = Table("figure", "value", "unit", box=None)
    table.columns[1].justify = "right"
    for figure, value in figures.items():
        table.add_row(figure.replace("_", " "), _shown(value), units.get(figure, ""))
    Console().print(table)
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / f"{name}.json").write_text(json.dumps(dict(figures), indent=1) + "\n", "utf-8")


def _shown(value: float) -> str:
    return f"{value:,.2f}" if abs(value) < 100 else f"{value:,.0f}"
