"""`understory ingest documents`: folders of documents go into the graph."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli.ingest import JSON_HELP, in_store, interruptible, print_summary, warn_of_demonstration
from cli.opening import Opened
from cli.progress import Showing
from cli.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ingest.document_summary import DocumentSummary


def register(app: typer.Typer) -> None:
    app.command("documents")(documents_command)


def documents_command(
    paths: Annotated[
        list[Path], typer.Argument(help="Folders, or single files: .md, .txt, .html, .pdf, .docx.")
    ],
    sync: Annotated[
        bool, typer.Option("--sync", help="Retract documents whose files are no longer in the folder.")
    ] = False,
    private: Annotated[
        bool | None,
        typer.Option("--private/--public", help="Who can read the folder: its readers, or everybody."),
    ] = None,
    readers: Annotated[
        list[str] | None,
        typer.Option("--reader", help="Somebody who may read what is private; give it once for each."),
    ] = None,
    name: Annotated[
        str, typer.Option(help="What the folder is known by, wherever it lies; by itself its path.")
    ] = "",
    link: Annotated[
        str | None,
        typer.Option(help="How a section is opened: https://wiki.example.org/{path}#{anchor}."),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Processes that read side by side; 0 is this one alone.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help=JSON_HELP)] = False,
) -> None:
    """Take in documents, or what changed of them; twice gives the same as once."""
    settings = Settings.of()
    warn_of_demonstration(settings)

    async def work(store: Opened, progress: Showing) -> "DocumentSummary":
        return await documents_into(
            store, settings, progress, paths,
            sync=sync, private=private, readers=readers, name=name, link=link, workers=workers,
        )  # fmt: skip

    print_summary(interruptible(in_store(settings, work)), as_json=as_json)


async def documents_into(
    store: Opened,
    settings: Settings,
    progress: Showing,
    paths: "Sequence[Path]",
    *,
    sync: bool = False,
    private: bool | None = None,
    readers: "Sequence[str] | None" = None,
    name: str = "",
    link: str | None = None,
    workers: int | None = None,
) -> "DocumentSummary":
    """Takes folders and files into an open store, showing how far it has come."""
    from ingest.documents import Settings as Ingest
    from ingest.documents import ingest_documents
    from ingest.workers import default_workers

    how = Ingest(
        key=settings.term_key(),
        workers=default_workers() if workers is None else workers,
        name=name,
        template=link,
        private=private,
        readers=None if readers is None else tuple(readers),
        sync=sync,
    )
    return await ingest_documents(store.graph, paths, how, progress, store.recover)
