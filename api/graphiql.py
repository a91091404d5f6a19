"""GraphiQL, the page to try queries on. Its files come from an installed package, never from a network."""

from importlib import resources

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

PACKAGE = (
    "graphene_django_graphiql_static"  # used as a folder of files: nothing in it is imported but its name
)
FILES = {
    "graphiql.min.css": "text/css",
    "react.production.min.js": "text/javascript",
    "react-dom.production.min.js": "text/javascript",
    "graphiql.min.js": "text/javascript",
}
DAY = 86_400  # seconds

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Understory: GraphiQL</title>
<link rel="stylesheet" href="/graphiql/graphiql.min.css">
<style>html, body, #graphiql { height: 100%; margin: 0; }</style>
</head>
<body>
<div id="graphiql">Loading…</div>
<script src="/graphiql/react.production.min.js"></script>
<script src="/graphiql/react-dom.production.min.js"></script>
<script src="/graphiql/graphiql.min.js"></script>
<script src="/graphiql/start.js"></script>
</body>
</html>
"""

START = """const query = `# Who asks is set under "Headers", for example {"Understory-Viewer": "their name"}.
query {
  viewer { name }
  experts(question: "who can help with a database that is slow", first: 3) {
    edges { node { person { name } score reasons { text } } }
  }
}
`;
ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultQuery: query,
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  }),
  document.getElementById("graphiql"),
);
"""


def routes() -> list[BaseRoute]:
    """The page and its files."""
    return [
        Route("/graphiql", _page),
        Route("/graphiql/start.js", _start),
        Route("/graphiql/{name}", _file),
    ]


async def _page(_: Request) -> Response:
    return HTMLResponse(PAGE)


async def _start(_: Request) -> Response:
    return Response(START, media_type="text/javascript")


def _file(request: Request) -> Response:
    """Reads a file in a thread of its own: half a megabyte leaves the loop free."""
    name = request.path_params["name"]
    if name not in FILES:
        return Response("Not found\n", 404, media_type="text/plain")
    content = (resources.files(PACKAGE) / "static" / PACKAGE / name).read_bytes()
    headers = {"Cache-Control": f"max-age={DAY}"}
    return Response(content, media_type=FILES[name], headers=headers)
