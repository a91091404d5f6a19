"""The schema is a promise: it is what is committed, breaks nothing that was released, and explains itself."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)

import api
from api.schema import schema

FOLDER = Path(api.__file__).parent
COMMITTED = FOLDER / "schema.graphql"
RELEASED = FOLDER / "schema.released.graphql"


@pytest.fixture(scope="module")
def built() -> GraphQLSchema:
    return build_schema(schema.as_str())


def test_the_committed_schema_is_the_one_that_answers() -> None:
    assert COMMITTED.read_text("utf-8") == schema.as_str() + "\n", (
        "run `understory schema > api/schema.graphql` and look at the difference"
    )


def test_nothing_that_was_released_breaks(built: GraphQLSchema) -> None:
    released = build_schema(RELEASED.read_text("utf-8"))
    assert [change.description for change in find_breaking_changes(released, built)] == []


def test_every_type_field_argument_and_value_is_described(built: GraphQLSchema) -> None:
    silent: list[str] = []
    for name, kind in built.type_map.items():
        if name.startswith("__") or name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        if not kind.description:
            silent.append(name)
        if isinstance(kind, GraphQLEnumType):
            silent += [f"{name}.{value}" for value, of in kind.values.items() if not of.description]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            for field, of in kind.fields.items():
                silent += [f"{name}.{field}"] * (not of.description)
                silent += [f"{name}.{field}({a})" for a, given in of.args.items() if not given.description]
    assert silent == []


def test_the_promised_fields_are_there(built: GraphQLSchema) -> None:
    assert built.query_type is not None
    fields = built.query_type.fields
    assert set(fields) >= {
        "experts", "person", "people", "skill", "skills", "space", "spaces", "viewer", "node", "nodes",
    }  # fmt: skip
    assert {name: str(argument.type) for name, argument in fields["experts"].args.items()} == {
        "question": "String",
        "skills": "[ID!]",
        "first": "Int!",
        "after": "String",
    }
    assert str(fields["experts"].type) == "ExpertConnection!"
