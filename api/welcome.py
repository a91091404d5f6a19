"""The page at `/`: what runs here, for whom it reads, and what to try."""

import html
import json
from collections.abc import Sequence
from importlib import metadata

EXAMPLES = (
    "who can help with a slow database",
    "who has set up a new laptop",
    "who knows about stock in the warehouse",
)

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Understory</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; }}
pre {{ background: #f3f3ef; padding: .8rem; overflow-x: auto; }}
</style>
</head>
<body>
<h1>Understory</h1>
<p>Version {version}. It finds who knows what, from what people have answered, explained and done.</p>
<p><strong>This is a demonstration</strong>: it listens on this machine alone, and whoever asks reads as
{viewer}. The header <code>Understory-Viewer</code> names another person by id, handle or name.</p>
<h2>Try</h2>
{examples}
<p><a href="/graphiql">GraphiQL</a> shows the whole schema and runs queries as you type them.</p>
</body>
</html>
"""

_QUERY = (
    "query($question: String) { experts(question: $question, first: 3) "
    "{ edges { node { person { name } score reasons { text } } } } }"
)


def page(viewer: str | None, host: str, examples: Sequence[str]) -> str:
    """The page's HTML. `viewer` is a name, `host` what the reader calls this server, `examples` questions."""
    return _PAGE.format(
        version=html.escape(metadata.version("understory-graph")),
        viewer=f"<strong>{html.escape(viewer)}</strong>"
        if viewer
        else "<strong>nobody</strong>, who sees nothing",
        examples="\n".join(
            f"<p>{html.escape(question)}</p>\n<pre>{html.escape(_curl(host, question))}</pre>"
            for question in (examples or EXAMPLES)
        ),
    )


def _curl(host: str, question: str) -> str:
    body = json.dumps({"query": _QUERY, "variables": {"question": question}}, ensure_ascii=False)
    quoted = body.replace("'", "'\\''")
    return f"curl http://{host}/graphql -H 'Content-Type: application/json' \\\n  -d '{quoted}'"
