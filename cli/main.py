"""The `understory` command: its parts put together, and the edge where errors become words and exit codes."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import TyperException

from cli import (
    content,
    contesting,
    coverage,
    crosswalks,
    doctor,
    documents,
    engine,
    erasing,
    finding,
    framework,
    frameworks,
    gaps,
    ingest,
    linking,
    pathways,
    proficiency,
    relations,
    review,
    roles,
    schema,
    serving,
    skills,
    vocabulary,
)
from cli.printing import configure_logging, err, print_error
from cli.versions import ours
from domain.errors import UnderstoryError
from engine.errors import EngineError
from graph.errors import GraphUnreachable

DONE, REFUSED, WRONG_USAGE, NO_ENGINE, INTERRUPTED = 0, 1, 2, 3, 130


class WrongUsage(UnderstoryError):
    """A command line that cannot be understood."""

    code = "WRONG_USAGE"

    def __init__(self, message: str) -> None:
        super().__init__(message, "Add --help to the command to see what it takes.")


app = typer.Typer(
    name="understory",
    help="Finds who knows what in an organisation, from what people wrote, with reasons.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
documents.register(ingest.app)
content.register(ingest.app)
frameworks.register(ingest.app)
roles.register(ingest.app)
app.add_typer(ingest.app, name="ingest")
app.add_typer(frameworks.export, name="export")
app.add_typer(framework.app, name="framework")
app.add_typer(roles.app, name="role")
app.add_typer(content.app, name="content")
app.add_typer(contesting.app, name="contest")
app.add_typer(review.app, name="review")
app.add_typer(crosswalks.app, name="crosswalk")
relations.register(skills.app)
app.add_typer(skills.app, name="skills")
app.add_typer(vocabulary.app, name="vocabulary")
app.add_typer(engine.app, name="engine")
app.add_typer(linking.app, name="link")
app.add_typer(erasing.app, name="erase")
for module in (serving, finding, proficiency, gaps, coverage, pathways, doctor, schema):
    module.register(app)


def print_version(asked: bool) -> None:
    if asked:
        print(ours())
        raise typer.Exit


@app.callback()
def options(
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell on stderr what the rooms do.")] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Print the version and end.", is_eager=True, callback=print_version),
    ] = False,
) -> None:
    configure_logging(verbose=verbose)


def run(arguments: Sequence[str]) -> int:
    """Runs one command and gives its exit code: 0 done, 1 refused or failed, 2 wrong usage, 3 engine not
    reachable, 130 interrupted."""
    try:
        code = app(list(arguments), standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        if message := error.format_message():  # without one, the help was asked for and is already printed
            print_error(WrongUsage(message), as_json="--json" in arguments)
        return error.exit_code
    except UnderstoryError as error:
        print_error(error, as_json="--json" in arguments)
        return NO_ENGINE if isinstance(error, EngineError | GraphUnreachable) else REFUSED
    except BrokenPipeError:
        return _nobody_reads()
    except SystemExit as end:  # how Typer passes a broken pipe on
        if isinstance(end.__context__, BrokenPipeError):
            return _nobody_reads()
        raise
    except typer.Abort:
        code = INTERRUPTED
    if code == INTERRUPTED:
        err().print("Interrupted.")
    return code if isinstance(code, int) else DONE


def _nobody_reads() -> int:
    """Lets the rest of an answer go nowhere, as whoever reads it has had enough."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return DONE


def main() -> None:
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
