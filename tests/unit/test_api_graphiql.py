"""GraphiQL comes from an installed package: nothing of it is fetched from anywhere else."""

import re
import sys

import httpx
import pytest
from starlette.applications import Starlette

from api import graphiql
from api.app import HEADERS

pytestmark = pytest.mark.anyio


@pytest.fixture
def client() -> httpx.AsyncClient:
    app = Starlette(routes=graphiql.routes())
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://localhost")


async def test_the_page_refers_to_no_other_host(client: httpx.AsyncClient) -> None:
    page = (await client.get("/graphiql")).text + (await client.get("/graphiql/start.js")).text
    assert "//" not in re.sub(r"(?m)^\s*//.*$", "", page)
    for path in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert path.startswith("/graphiql/")
        answer = await client.get(path)
        assert answer.status_code == 200
        assert len(answer.content) > 100


async def test_its_styles_load_nothing(client: httpx.AsyncClient) -> None:
    styles = (await client.get("/graphiql/graphiql.min.css")).text
    assert "@import" not in styles
    assert all(target.startswith("data:") for target in re.findall(r"url\(([^)]*)", styles))


def test_the_browser_is_told_to_load_from_here_alone() -> None:
    policy = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["connect-src"] == "'self'"
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize(
    "name", ["__init__.py", "..%2f__init__.py", "..%2f..%2fviews.py", "nothing.js", "%00"]
)
async def test_no_other_file_is_served(client: httpx.AsyncClient, name: str) -> None:
    assert (await client.get(f"/graphiql/{name}")).status_code == 404


async def test_django_is_not_needed(client: httpx.AsyncClient) -> None:
    await client.get("/graphiql/graphiql.min.js")
    assert "django" not in sys.modules
