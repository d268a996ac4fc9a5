"""Who may do what for a studio. The roles are those of its team."""

from __future__ import annotations

from app.people.models import Person
from app.studios.models import Studio, StudioMember, StudioRole

MANAGERS = {StudioRole.OWNER, StudioRole.ADMIN}
EDITORS = MANAGERS | {StudioRole.EDITOR}
RECRUITERS = MANAGERS | {StudioRole.RECRUITER}


def may_found(actor: Person | None) -> bool:
    return actor is not None


def may_edit(actor: Person | None, studio: Studio) -> bool:
    return studio.role_of(actor) in EDITORS


def may_manage(actor: Person | None, studio: Studio) -> bool:
    """Ask people in, change what they may do, remove them."""
    return studio.role_of(actor) in MANAGERS


def may_recruit(actor: Person | None, studio: Studio) -> bool:
    """Post roles and decide about those who apply."""
    return studio.role_of(actor) in RECRUITERS


def may_look_inside(actor: Person | None, studio: Studio) -> bool:
    """See the team page and what is not published yet."""
    return studio.role_of(actor) is not None


def may_give(actor: Person | None, studio: Studio, role: StudioRole) -> bool:
    """Give somebody this role: owners are made by owners."""
    return may_manage(actor, studio) and (role != StudioRole.OWNER or studio.role_of(actor) == StudioRole.OWNER)


def may_change(actor: Person | None, member: StudioMember) -> bool:
    """Change what a member may do: an owner's role is for owners to change."""
    return may_give(actor, member.studio, member.role)


def may_remove(actor: Person | None, member: StudioMember) -> bool:
    """Managers remove others; everybody may leave."""
    return may_change(actor, member) or may_answer(actor, member)


def may_answer(actor: Person | None, member: StudioMember) -> bool:
    """Accept or decline being asked: for the asked alone."""
    return actor is not None and actor.id == member.person_id
