"""GraphQL: what can be asked."""

import asyncio
from datetime import date
from typing import Annotated

import strawberry
from strawberry import relay

from api import (
    content,
    contests,
    coverage,
    crosswalks,
    experts,
    frameworks,
    gaps,
    nodes,
    paging,
    pathways,
    people,
    plans,
    proficiency,
    relations,
    review,
    roles,
    skills,
    spaces,
)
from api.content import Content
from api.contests import Contest
from api.context import Info
from api.coverage import Coverage, LossOfPerson, RisingSkill, SkillAtRisk
from api.crosswalks import Crosswalk
from api.experts import ExpertConnection
from api.frameworks import Framework, FrameworkDiff
from api.gaps import RoleGap
from api.paging import After, Connection, First
from api.pathways import Pathway
from api.people import Person
from api.plans import Plan
from api.proficiency import Proficiency
from api.relations import SkillPath, SkillRelation
from api.review import Finding
from api.roles import Role
from api.skills import Skill
from api.spaces import Space
from domain.content import Kind
from domain.crosswalks import Standing
from domain.relations import RelationKind
from domain.review import FindingKind, FindingStatus

Id = Annotated[strawberry.ID, strawberry.argument(description="A global id, as some `id` field gave it.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, 1 to 100 of them.")]
NOTHING = "\0"  # the id of no skill
Target = Annotated[
    str,
    strawberry.argument(
        description="A role level, role, framework or credential, by global id or by name; also ROLE / LEVEL."
    ),
]
Search = Annotated[
    str, strawberry.argument(description="A part of the name, in capitals or not; everything without.")
]


@strawberry.type(
    description="What can be asked. What the viewer may not see looks like what does not exist, everywhere."
)
class Query:
    @strawberry.field(description="The person on whose behalf this request reads; null when nobody is known.")
    async def viewer(self, info: Info) -> Person | None:
        id = info.context.reader.viewer.person
        return await people.one(info, id) if id else None

    @strawberry.field(description="People to ask, best first; nobody who has left.")
    async def experts(
        self,
        info: Info,
        first: First,
        question: Annotated[
            str | None, strawberry.argument(description="What one would ask them, in plain words.")
        ] = None,
        skills: Annotated[
            list[strawberry.ID] | None, strawberry.argument(description="Global ids of skills to know.")
        ] = None,
        after: After = None,
    ) -> ExpertConnection:
        return await experts.listed(info, question, skills, first, after)

    @strawberry.field(description="Somebody in the organisation.")
    async def person(self, info: Info, id: Id) -> Person | None:
        own = nodes.own_id(id, "Person")
        return await people.one(info, own) if own is not None else None

    @strawberry.field(description="The people of the organisation, by name.")
    async def people(
        self, info: Info, search: Search = "", first: First = 20, after: After = None
    ) -> Connection[Person]:
        return await people.listed(info, search, first, after)

    @strawberry.field(description="A skill.")
    async def skill(self, info: Info, id: Id) -> Skill | None:
        own = nodes.own_id(id, "Skill")
        return await skills.one(info, own) if own is not None else None

    @strawberry.field(description="The skills of the vocabulary, by name; other names are searched as well.")
    async def skills(
        self, info: Info, search: Search = "", first: First = 20, after: After = None
    ) -> Connection[Skill]:
        return await skills.listed(info, search, first, after)

    @strawberry.field(description="A piece of content.")
    async def content(self, info: Info, id: Id) -> Content | None:
        own = nodes.own_id(id, "Content")
        return await content.one(info, own) if own is not None else None

    @strawberry.field(description="Content to learn from, by title.")
    async def contents(
        self,
        info: Info,
        search: Search = "",
        kind: Annotated[Kind | None, strawberry.argument(description="Of this kind alone.")] = None,
        skill: Annotated[
            strawberry.ID | None, strawberry.argument(description="Global id of a skill that it teaches.")
        ] = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Content]:
        own = "" if skill is None else (nodes.own_id(skill, "Skill") or NOTHING)
        return await content.listed(info, search, kind, own, first, after)

    @strawberry.field(description="A space that the viewer may read.")
    async def space(self, info: Info, id: Id) -> Space | None:
        own = nodes.own_id(id, "Space")
        return await spaces.one(info, own) if own is not None else None

    @strawberry.field(description="The spaces that the viewer may read, by name.")
    async def spaces(self, info: Info, first: First = 20, after: After = None) -> Connection[Space]:
        return await spaces.listed(info, first, after)

    @strawberry.field(description="A version of a framework of competencies.")
    async def framework(self, info: Info, id: Id) -> Framework | None:
        own = nodes.own_id(id, "Framework")
        return await frameworks.one(info, own) if own is not None else None

    @strawberry.field(
        description="The frameworks, by title: of each the version in force, or its draft where none is."
    )
    async def frameworks(self, info: Info, first: First = 20, after: After = None) -> Connection[Framework]:
        return await frameworks.listed(info, first, after)

    @strawberry.field(
        description="What changed from one version of a framework to another; null where one is not there."
    )
    async def framework_diff(
        self,
        info: Info,
        from_: Annotated[
            strawberry.ID, strawberry.argument(name="from", description="Global id of the earlier version.")
        ],
        to: Annotated[strawberry.ID, strawberry.argument(description="Global id of the later version.")],
    ) -> FrameworkDiff | None:
        return await frameworks.diff(info, from_, to)

    @strawberry.field(description="A role of a framework in force.")
    async def role(self, info: Info, id: Id) -> Role | None:
        own = nodes.own_id(id, "Role")
        return await roles.one(info, own) if own is not None else None

    @strawberry.field(description="The roles of all frameworks in force, by name.")
    async def roles(
        self, info: Info, search: Search = "", first: First = 20, after: After = None
    ) -> Connection[Role]:
        return await roles.listed(info, search, first, after)

    @strawberry.field(
        description="How far somebody has shown a competency or skill; null where the viewer may not know it."
    )
    async def proficiency(
        self,
        info: Info,
        person: Id,
        competency: Annotated[
            strawberry.ID, strawberry.argument(description="Global id of a competency, or of a skill.")
        ],
    ) -> Proficiency | None:
        return await proficiency.one(info, person, competency)

    @strawberry.field(
        description="Contested lines of evidence: for stewards what is to be decided, for others their own."
    )
    async def contests(self, info: Info) -> list[Contest]:
        return await contests.contested(info)

    @strawberry.field(
        description="How somebody stands to a role level, framework or credential; null where it is not for "
        "the viewer to know."
    )
    async def role_gap(
        self,
        info: Info,
        target: Target,
        person: Annotated[
            strawberry.ID | None, strawberry.argument(description="Global id of the person; else the viewer.")
        ] = None,
    ) -> RoleGap | None:
        return await gaps.of_person(info, target, person)

    @strawberry.field(description="What a team, a site or everyone meets and lacks, and who is nearest.")
    async def plan(
        self,
        info: Info,
        target: Target,
        team: Annotated[str | None, strawberry.argument(description="A team's name.")] = None,
        site: Annotated[str | None, strawberry.argument(description="A site's name.")] = None,
        headcount: Annotated[int, strawberry.argument(description="How many people are needed.")] = 0,
        by: Annotated[date | None, strawberry.argument(description="By which day.")] = None,
        first: Annotated[int, strawberry.argument(description="How many people to name, from 1 to 50.")] = 10,
    ) -> Plan | None:
        return await plans.planned(info, target, team, site, headcount, by, first)

    @strawberry.field(
        description="A way from what somebody has to a goal, with what was chosen before; null where it is "
        "not for the viewer to know."
    )
    async def pathway(
        self,
        info: Info,
        to: Annotated[
            str,
            strawberry.argument(
                description="A role level, credential, competency or skill, by name or id; "
                "“SQL at Practitioner” too."
            ),
        ],
        person: Annotated[
            strawberry.ID | None, strawberry.argument(description="Global id of the person; else the viewer.")
        ] = None,
        by: Annotated[date | None, strawberry.argument(description="Until which day.")] = None,
        hours_a_week: Annotated[
            float | None, strawberry.argument(description="How much time there is for it.")
        ] = None,
        languages: Annotated[
            list[str] | None, strawberry.argument(description="Languages of content; else the person's.")
        ] = None,
        persona: Annotated[str, strawberry.argument(description="A kind of person.")] = "",
    ) -> Pathway | None:
        return await pathways.asked(info, to, person, by, hours_a_week, languages or (), persona)

    @strawberry.field(description="Which competencies are, or may be, which skills or competencies, by name.")
    async def crosswalks(
        self,
        info: Info,
        status: Annotated[Standing | None, strawberry.argument(description="Of this status alone.")] = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Crosswalk]:
        return await crosswalks.listed(info, status, first, after)

    @strawberry.field(description="What a skill relates to within some steps, the nearest first.")
    async def skill_relations(
        self,
        info: Info,
        skill: Annotated[strawberry.ID, strawberry.argument(description="Global id of the skill.")],
        kinds: Annotated[
            list[RelationKind] | None, strawberry.argument(description="Of these kinds; else of all.")
        ] = None,
        depth: Annotated[int, strawberry.argument(description="How many steps to go, 1 to 3.")] = 1,
        first: First = 20,
        after: After = None,
    ) -> Connection[SkillRelation]:
        return await relations.listed(info, skill, kinds, depth, first, after)

    @strawberry.field(
        description="A shortest way from one skill to another over the vocabulary and accepted crosswalks; "
        "null where there is none."
    )
    async def skill_path(
        self,
        info: Info,
        from_: Annotated[
            strawberry.ID, strawberry.argument(name="from", description="Global id of the first skill.")
        ],
        to: Annotated[strawberry.ID, strawberry.argument(description="Global id of the last skill.")],
    ) -> SkillPath | None:
        return await relations.path(info, from_, to)

    @strawberry.field(
        description="What the organisation, a team or a site has shown of frameworks; null where none is."
    )
    async def coverage(
        self,
        info: Info,
        framework: Annotated[
            str | None, strawberry.argument(description="A framework by global id or title; else every one.")
        ] = None,
        team: Annotated[str | None, strawberry.argument(description="A team's name.")] = None,
        site: Annotated[str | None, strawberry.argument(description="A site's name.")] = None,
    ) -> Coverage | None:
        return await coverage.one(info, framework, team, site)

    @strawberry.field(description="Skills that few hold, the ones most at risk first.")
    async def skills_at_risk(
        self,
        info: Info,
        first: Annotated[int, strawberry.argument(description="How many to give, from 1 to 100.")] = 20,
    ) -> list[SkillAtRisk]:
        return await coverage.at_risk(info, first)

    @strawberry.field(
        description="What losing somebody would cost, for their direct manager and stewards, else null. That "
        "the viewer looked is written down."
    )
    async def loss_of_person(self, info: Info, person: Id) -> LossOfPerson | None:
        return await coverage.without(info, person)

    @strawberry.field(description="What somebody shows more and more, as far as the viewer can see it.")
    async def rising_skills(self, info: Info, person: Id) -> list[RisingSkill]:
        return await coverage.rising(info, person)

    @strawberry.field(description="The findings of the review of content, by kind.")
    async def content_review(
        self,
        info: Info,
        kinds: Annotated[
            list[FindingKind] | None, strawberry.argument(description="Of these kinds; else of all.")
        ] = None,
        status: Annotated[
            list[FindingStatus] | None, strawberry.argument(description="That stand so; else all.")
        ] = None,
        first: First = 20,
        after: After = None,
    ) -> Connection[Finding]:
        return await review.listed(info, kinds, status, first, after)

    @strawberry.field(description="Anything that has a global id.")
    async def node(self, info: Info, id: Id) -> relay.Node | None:
        return await nodes.node(info, id)

    @strawberry.field(
        description="Several things that have global ids, in their order; null for each that is not there."
    )
    async def nodes(self, info: Info, ids: Ids) -> list[relay.Node | None]:
        paging.checked(len(ids))
        return await asyncio.gather(*(nodes.node(info, id) for id in ids))
