"""Which folder a path belongs to: one inside a folder that was taken in before stays a part of that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import InvalidInput
from domain.keys import key
from graph import spaces
from graph.connection import Graph, Tx
from sources.documents import DocumentFolder, space_id


@dataclass(frozen=True, slots=True)
class Place:
    """A folder to be read, and whether the paths given are only a part of what it was taken in with."""

    folder: DocumentFolder
    is_part: bool


async def places(graph: Graph, paths: Sequence[Path], name: str) -> list[Place]:
    """The folders that some paths are, or stand in; several paths of one folder come together.

    Raises InvalidInput for a path that cannot be read, and for a name that several folders would share.
    """
    found: dict[Path, list[Path]] = {}
    for given in paths:
        try:
            path = given.resolve(strict=True)
        except (OSError, RuntimeError) as error:
            why = getattr(error, "strerror", None) or "it is a loop of links"
            raise InvalidInput(f"{given} cannot be read ({why}).", "Check the path.") from None
        root = path if path.is_dir() else path.parent
        if not name:
            known = await held(graph, [root, *root.parents])
            root = min(known, key=lambda folder: len(folder.parts), default=root)
        found.setdefault(root, []).append(path)
    if name and len(found) > 1:
        raise InvalidInput(
            f"{len(found)} folders cannot all be called {name!r}.", "Give one folder at a time with --name."
        )
    return [
        Place(
            DocumentFolder.open(root, name=name, within=() if root in within else within), root not in within
        )
        for root, within in found.items()
    ]


async def held(graph: Graph, folders: Iterable[Path]) -> set[Path]:
    """Those of some folders that were taken in under no name of their own."""
    by_key = {key(space_id(folder)): folder for folder in folders}

    async def read(tx: Tx) -> set[Path]:
        return {by_key[space.key] for space in await spaces.held(tx, keys=list(by_key))}

    return await graph.read(read)
