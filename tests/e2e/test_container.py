"""What of the image and its composition can be held to its word without Docker."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cli.settings import Settings
from engine.attach import VERSION

ROOT = Path(__file__).parents[2]
DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
MOST_SECONDS = 300.0  # for building the package, on a busy machine


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    return yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]


def test_the_image_is_given_every_room_that_the_package_has(tmp_path: Path) -> None:
    """Installs what `.dockerignore` lets through, the way the Dockerfile does, and runs it from elsewhere."""
    build, target = tmp_path / "build", tmp_path / "target"
    build.mkdir()
    allowed = re.findall(r"^!(.+)$", (ROOT / ".dockerignore").read_text("utf-8"), re.MULTILINE)
    for name in allowed:
        assert (ROOT / name).exists(), name
        subprocess.run(["cp", "-r", str(ROOT / name), str(build)], check=True)
    installs = re.search(r"pip install (.*--no-index.*) \.$", DOCKERFILE, re.MULTILINE)
    assert installs is not None
    options = (*installs[1].split(), "--quiet", "--target", str(target))
    command = [sys.executable, "-m", "pip", "install", *options, str(build)]
    subprocess.run(command, check=True, timeout=MOST_SECONDS)
    told = subprocess.run(
        [sys.executable, "-I", "-c", RUN, str(target)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=MOST_SECONDS,
    )
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith(str(target)), told.stdout
    assert "type Query" in told.stdout


RUN = """
import sys
sys.path.insert(0, sys.argv[1])
import cli.main
from graph import migrations
from sources.vocabulary import seed_vocabulary
print(cli.main.__file__)
assert migrations.known() and seed_vocabulary().skills
sys.exit(cli.main.run(["schema"]))
"""


def test_the_image_runs_as_somebody_who_is_not_root() -> None:
    last = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER understory$", last, re.MULTILINE)
    assert re.search(r'^ENTRYPOINT \["understory"\]$', last, re.MULTILINE)


def test_compose_names_the_neo4j_that_we_test_with(services: dict[str, Any]) -> None:
    assert services["neo4j"]["image"] == f"neo4j:{VERSION}-community"


def test_understory_finds_the_neo4j_beside_it(services: dict[str, Any]) -> None:
    said = {name: str(value) for name, value in services["understory"]["environment"].items()}
    server = Settings.of({**said, "UNDERSTORY_HOME": "/store"}).server
    assert server is not None
    assert server.uri == "bolt://127.0.0.1:7687"
    user, password = services["neo4j"]["environment"]["NEO4J_AUTH"].split("/", 1)
    assert server.user == user
    assert server.password.strip("${}") == password.partition(":")[0].strip("${")


def test_neither_listens_to_other_machines(services: dict[str, Any]) -> None:
    assert services["neo4j"]["environment"]["NEO4J_server_default__listen__address"] == "127.0.0.1"
    assert not any("ports" in service for service in services.values())


def test_every_volume_that_is_used_is_declared() -> None:
    whole = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    used = {volume.partition(":")[0] for each in whole["services"].values() for volume in each["volumes"]}
    assert used == whole["volumes"].keys()
