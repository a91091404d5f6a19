"""Global ids, and the thing behind one."""

from collections.abc import Awaitable, Callable

from strawberry import relay

from api import content, crosswalks, frameworks, pathways, people, review, roles, skills, spaces
from api.context import Info
from api.ids import own_id as own_id

_ONE: dict[str, Callable[[Info, str], Awaitable[relay.Node | None]]] = {
    "Content": content.one,
    "Crosswalk": crosswalks.one,
    "Finding": review.one,
    "Pathway": pathways.one,
    "Person": people.one,
    "Skill": skills.one,
    "Space": spaces.one,
    "Framework": frameworks.one,
    "Role": roles.one,
    "RoleLevel": roles.level,
    "Competency": roles.competency,
}


async def node(info: Info, id: str) -> relay.Node | None:
    """What a global id stands for; None for what is not there or not for this viewer."""
    for kind, one in _ONE.items():
        own = own_id(id, kind)
        if own is not None:
            return await one(info, own)
    return None
