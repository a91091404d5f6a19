"""What can be wrong with an engine, each with the thing's name, the place and the next step."""

from pathlib import Path

from domain.errors import UnderstoryError

INSTEAD = "set NEO4J_URI to a Neo4j server of your own"


class EngineError(UnderstoryError):
    """Any failure to start, reach or stop the engine of a store."""

    code = "ENGINE_FAILED"


class EngineUnreachable(EngineError):
    """The engine did not start, or does not answer."""

    code = "ENGINE_NOT_REACHABLE"


class EngineTooSlow(EngineUnreachable):
    """The engine runs and has not let us sign in within the deadline."""


class StoreInUse(EngineError):
    """Another Java runs on this store's files, or others use the engine that is to be stopped."""

    code = "STORE_IN_USE"


class WrongStore(EngineError):
    """What answers at the address is another store's engine: a port is not an identity."""

    code = "WRONG_STORE"


class StoreTooNew(EngineError):
    """The store was written by a newer Neo4j than the one to be started."""

    code = "STORE_TOO_NEW"


class StoreDamaged(EngineError):
    """Neo4j cannot read what lies in the store."""

    code = "STORE_DAMAGED"


class PortInUse(EngineError):
    """Something else listens on the port the engine was to have."""

    code = "PORT_IN_USE"


class DiskFull(EngineError):
    """No room for the store, the jars or the engine's logs."""

    code = "DISK_FULL"

    def __init__(self, place: Path, free: int | None = None) -> None:
        left = "" if free is None else f" ({free / 1e6:.0f} MB free)"
        super().__init__(
            f"The disk that holds {place} is full{left}.", "free some space there, then run the command again"
        )


class NoMemory(EngineError):
    """The machine, or the heap, has too little memory for the engine."""

    code = "NO_MEMORY"


class NoJars(EngineError):
    """The jars that Neo4j consists of are not here, and there is no way to them."""

    code = "NO_JARS"

    def __init__(self, why: str, next_step: str = "") -> None:
        super().__init__(why, next_step or f"{INSTEAD}, or give a folder that holds Neo4j's jars")


class NoJava(EngineError):
    """No Java, or one that this Neo4j does not run on."""

    code = "NO_JAVA"


class NoEngineHere(EngineError):
    """Neo4j is not started by us on this platform."""

    code = "NO_ENGINE_ON_THIS_PLATFORM"

    def __init__(self, platform: str) -> None:
        super().__init__(f"The embedded engine runs on Linux and macOS, not on {platform}.", INSTEAD)
