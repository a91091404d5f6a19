"""The HTTP server: the Starlette app, the GraphQL schema over it, and what it refuses at the edge."""
