"""`understory schema`: the GraphQL schema as text."""

import typer


def register(app: typer.Typer) -> None:
    @app.command()
    def schema() -> None:
        """Print the GraphQL schema."""
        from api.schema import schema as graphql

        print(graphql.as_str())
