"""Which versions are at work."""

from importlib.metadata import version

DISTRIBUTION = "understory-graph"


def ours() -> str:
    """Understory's own version."""
    return version(DISTRIBUTION)


def of_package(name: str) -> str:
    """The version of an installed Python package."""
    return version(name)
