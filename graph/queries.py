"""Query files and the Python signatures that are their contracts.

A file under `cypher/` holds a sentence, `// mode: read|write`, `// visibility: public|viewer|steward|system`
and one Cypher query. `@query("folder/name")` binds it to an async function whose keyword arguments are the
query's parameters and whose return annotation is its cardinality: `list[R]`, `R | None`, `R` or `None`. `R`
is a dataclass, whose fields are the columns, or a plain type, the one column. What does not agree is found
when the module is loaded; the contract tests hold modes and columns to what Neo4j says.
"""

import inspect
import re
import types
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from importlib import resources
from typing import Any, Concatenate, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError

from domain.viewer import Scopes
from graph.connection import Tx
from graph.errors import ContractBroken

P = ParamSpec("P")
R = TypeVar("R")

MODES = ("read", "write")
VISIBILITIES = ("public", "viewer", "steward", "system")


@dataclass(frozen=True, slots=True)
class QueryFile:
    """One file of `cypher/`: its name without suffix, what its header says, and its text."""

    name: str
    sentence: str
    mode: str
    visibility: str
    text: str

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(re.findall(r"\$([a-z_]+)", _without_comments(self.text)))


@dataclass(frozen=True, slots=True)
class Bound:
    """A query file with the signature bound to it. `columns` None means a plain single column or none."""

    file: QueryFile
    function: Callable[..., Awaitable[Any]]
    row: Any
    many: bool
    optional: bool

    @property
    def columns(self) -> tuple[str, ...] | None:
        return tuple(f.name for f in fields(self.row)) if is_dataclass(self.row) else None


BOUND: dict[str, Bound] = {}


def read_query(name: str) -> QueryFile:
    """The query file `cypher/NAME.cypher`. Raises ContractBroken when its header is not complete."""
    folder, _, file = name.rpartition("/")
    path = resources.files("cypher") / folder / f"{file}.cypher"
    text = path.read_text("utf-8")
    header = [line[2:].strip() for line in text.splitlines() if line.startswith("//")]
    said = dict(line.split(": ", 1) for line in header if re.match(r"(mode|visibility): ", line))
    mode, visibility = said.get("mode", ""), said.get("visibility", "")
    if not header or ": " in header[0][:12] or mode not in MODES or visibility not in VISIBILITIES:
        raise ContractBroken(
            f"cypher/{name}.cypher has no complete header.",
            f"Begin it with a sentence, `// mode: ` ({', '.join(MODES)}) and "
            f"`// visibility: ` ({', '.join(VISIBILITIES)}).",
        )
    return QueryFile(name, header[0], mode, visibility, text)


def query(
    name: str,
) -> Callable[
    [Callable[Concatenate[Tx, P], Awaitable[R]]],
    Callable[Concatenate[Tx, P], Awaitable[R]],
]:
    """Binds the query file `name` to the decorated signature, whose body is never run."""
    file = read_query(name)

    def bind(
        declared: Callable[Concatenate[Tx, P], Awaitable[R]],
    ) -> Callable[Concatenate[Tx, P], Awaitable[R]]:
        parameters = list(inspect.signature(declared).parameters.values())[1:]
        hints = get_type_hints(declared)
        _compare(file, parameters, hints)
        row, many, optional = _cardinality(hints["return"])
        adapter = None if row is None else cast(TypeAdapter[Any], cast(Any, TypeAdapter)(list[row]))
        flat = row is not None and not is_dataclass(row)

        async def run(tx: Tx, *_: P.args, **arguments: P.kwargs) -> R:
            bound = {name: encode(value) for name, value in arguments.items()}
            result = await tx.run(cast(Any, file.text), bound)
            if adapter is None:
                await result.consume()
                return cast(R, None)
            keys = result.keys()
            values = await result.values()
            raw = [v[0] for v in values] if flat else [dict(zip(keys, v, strict=True)) for v in values]
            try:
                rows = adapter.validate_python(raw)
            except ValidationError as error:
                # Only where and what kind: a row's values may be somebody's words.
                wrong = ", ".join(f"{e['loc']}: {e['type']}" for e in error.errors(include_input=False)[:3])
                raise ContractBroken(
                    f"cypher/{name}.cypher gave a row that is not as promised: {wrong}"
                ) from None
            if many:
                return cast(R, rows)
            if not rows and optional:
                return cast(R, None)
            if len(rows) != 1:
                raise ContractBroken(f"cypher/{name}.cypher gave {len(rows)} rows where one was promised.")
            return cast(R, rows[0])

        BOUND[name] = Bound(file, run, row, many, optional)
        run.__doc__ = declared.__doc__ or file.sentence
        run.__name__ = getattr(declared, "__name__", name)
        return run

    return bind


def encode(value: Any) -> Any:
    """A Python value as a Bolt parameter: dataclasses as maps, scopes as their names, enums as values."""
    match value:
        case Scopes():
            return list(value.names)
        case Enum():
            return value.value
        case str() | int() | float() | bool() | None:
            return value
        case dict():
            return {k: encode(v) for k, v in cast(dict[str, Any], value).items()}
        case list() | tuple():
            items = cast(list[Any] | tuple[Any, ...], value)
            plain = not items or type(items[0]) is int  # rows carry long runs of integers
            return list(items) if plain else [encode(item) for item in items]
        case set() | frozenset():
            return sorted(cast(set[Any], value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {f.name: encode(getattr(value, f.name)) for f in fields(value)}
        case _:
            raise ContractBroken(f"A {type(value).__name__} cannot be a query parameter.")


def _compare(file: QueryFile, parameters: list[inspect.Parameter], hints: dict[str, Any]) -> None:
    declared = frozenset(p.name for p in parameters)
    if declared != file.parameters:
        raise ContractBroken(
            f"cypher/{file.name}.cypher takes {sorted(file.parameters)}, its signature {sorted(declared)}."
        )
    if any(p.kind is not inspect.Parameter.KEYWORD_ONLY for p in parameters):
        raise ContractBroken(f"cypher/{file.name}.cypher: every parameter is keyword-only.")
    takes_scopes = any(hints[p.name] is Scopes for p in parameters)
    if takes_scopes != (file.visibility == "viewer"):
        raise ContractBroken(
            f"cypher/{file.name}.cypher: visibility is viewer if and only if it takes Scopes."
        )


def _cardinality(annotation: Any) -> tuple[Any, bool, bool]:
    """(row type or None, many, optional) of a return annotation."""
    if annotation is None or annotation is type(None):
        return None, False, False
    if get_origin(annotation) is list:
        return get_args(annotation)[0], True, False
    if get_origin(annotation) in (types.UnionType, Union):
        row = next(a for a in get_args(annotation) if a is not type(None))
        return row, False, True
    return annotation, False, False


def _without_comments(text: str) -> str:
    return re.sub(r"(?m)^\s*//.*$", "", text)
