"""Global ids: the kind of a thing and its own id, in one opaque text."""

from strawberry import relay
from strawberry.relay.types import GlobalIDValueError


def own_id(id: str, kind: str) -> str | None:
    """The id within a kind; None for what is no global id, or one of another kind: it names nothing there."""
    try:
        parsed = relay.GlobalID.from_id(id)
    except GlobalIDValueError:
        return None
    return parsed.node_id if parsed.type_name == kind else None
