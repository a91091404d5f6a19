"""Where a Neo4j listens. A module of its own, as whoever only names a server need not load the driver."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Neo4j listens, and who we are there. `database` None is the server's default."""

    uri: str
    user: str
    password: str
    database: str | None = None
