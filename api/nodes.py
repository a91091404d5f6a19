"""Global ids: the kind of a thing and its own id, in one opaque text; and the thing behind one."""

from collections.abc import Awaitable, Callable

from strawberry import relay
from strawberry.relay.types import GlobalIDValueError

from api import people, skills, spaces
from api.context import Info

_ONE: dict[str, Callable[[Info, str], Awaitable[relay.Node | None]]] = {
    "Person": people.one,
    "Skill": skills.one,
    "Space": spaces.one,
}


def own_id(id: str, kind: str) -> str | None:
    """The id within a kind; None for what is no global id, or one of another kind: it names nothing there."""
    try:
        parsed = relay.GlobalID.from_id(id)
    except GlobalIDValueError:
        return None
    return parsed.node_id if parsed.type_name == kind else None


async def node(info: Info, id: str) -> relay.Node | None:
    """What a global id stands for; None for what is not there or not for this viewer."""
    for kind, one in _ONE.items():
        own = own_id(id, kind)
        if own is not None:
            return await one(info, own)
    return None
