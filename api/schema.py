"""The GraphQL schema, and how large a query may be."""

from typing import Any

import strawberry
from graphql import GraphQLError
from strawberry.extensions import (
    AddValidationRules,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    ValidationCache,
)

from api.mutation import Mutation
from api.query import Query

MOST_DEPTH = 12  # selections in selections; GraphiQL's own question about the schema is not counted
MOST_ALIASES = 30
MOST_TOKENS = 2_000  # words and brackets
CACHED_QUERIES = 256  # texts whose parsing and checking is remembered

# Made once: rules made anew for each request would never be found in the cache of checked queries.
LIMITS = [
    *QueryDepthLimiter(max_depth=MOST_DEPTH).validation_rules,
    *MaxAliasesLimiter(max_alias_count=MOST_ALIASES).validation_rules,
]


class Schema(strawberry.Schema):
    """A schema that leaves errors to the edge: Strawberry would log them with the query's text."""

    def process_errors(self, errors: list[GraphQLError], execution_context: Any = None) -> None:
        return None


schema = Schema(
    query=Query,
    mutation=Mutation,
    extensions=[
        lambda: MaxTokensLimiter(max_token_count=MOST_TOKENS),
        lambda: AddValidationRules(LIMITS),
        lambda: ParserCache(maxsize=CACHED_QUERIES),
        lambda: ValidationCache(maxsize=CACHED_QUERIES),
    ],
)
