"""Where words go: answers to stdout, everything else to stderr."""

import json
import logging
import sys
from collections.abc import Iterable
from typing import Any

from rich.console import Console
from rich.table import Table

from domain.errors import UnderstoryError

OUR_ROOMS = ("api", "engine", "finder", "graph", "ingest", "nlp", "sources")


def out() -> Console:
    """The console of answers; NO_COLOR and a pipe are respected by Rich."""
    return Console(soft_wrap=True, highlight=False)


def err() -> Console:
    """The console of everything that is no answer."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


def print_json(document: Any) -> None:
    """One JSON document on stdout."""
    print(json.dumps(document, ensure_ascii=False, indent=2))


def print_table(
    headers: Iterable[str], rows: Iterable[Iterable[object]], *, right: Iterable[int] = ()
) -> None:
    """A plain table on stdout; `right` are the columns of numbers."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    numbers = set(right)
    for at, header in enumerate(headers):
        table.add_column(header, justify="right" if at in numbers else "left", overflow="fold")
    for row in rows:
        table.add_row(*(shown(cell) for cell in row))
    out().print(table)


def shown(cell: object) -> str:
    """A value as people read it; what looks like markup stays as it is."""
    text = f"{cell:,}" if isinstance(cell, int) else str(cell)
    return text.replace("[", r"\[")


def print_error(error: UnderstoryError, *, as_json: bool) -> None:
    """What is wrong and what to do, or one line of JSON, on stderr."""
    if as_json:
        told: dict[str, Any] = {"code": error.code, "message": error.message, "next": error.next_step}
        if details := getattr(error, "details", None):
            told["details"] = details
        print(json.dumps({"error": told}, ensure_ascii=False), file=sys.stderr)
        return
    console = err()
    console.print(f"[bold red]Error:[/] {shown(error.message)}")
    if error.next_step:
        console.print(f"[bold]Next:[/] {shown(sentence(error.next_step))}")


def sentence(text: str) -> str:
    """The text with a capital at its beginning and a full stop at its end."""
    begun = text[:1].upper() + text[1:]
    return begun if begun[-1:] in (".", "!", "?", "") else f"{begun}."


def configure_logging(*, verbose: bool) -> None:
    """Logs go to stderr: warnings, or with `verbose` whatever our rooms tell."""
    logging.basicConfig(
        level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("neo4j").setLevel(logging.WARNING if verbose else logging.ERROR)
    for room in OUR_ROOMS if verbose else ():
        logging.getLogger(room).setLevel(logging.DEBUG)
