"""What people do with studios and in their teams."""

from __future__ import annotations

from typing import IO, Any

from app.extensions import db
from app.kit import media
from app.kit.actions import action
from app.kit.audit import record
from app.kit.clock import now
from app.kit.database import lock
from app.kit.errors import Missing, NotNow
from app.kit.facts import announce
from app.kit.policy import ensure
from app.kit.text import slugify, unused
from app.people import queries as people
from app.people.models import Person
from app.studios import policy, queries
from app.studios.facts import MemberAsked, MemberJoined, MemberLeft, StudioChanged, StudioFounded
from app.studios.models import Studio, StudioMember, StudioRole
from app.taxonomy import queries as taxonomy

LARGEST_TEAM = 200
LAST_OWNER = "A studio needs an owner. Make somebody else an owner first."


@action
def found(actor: Person, *, name: str, picture: IO[bytes] | None = None, **facts: Any) -> Studio:
    """Found a studio; `actor` becomes its owner. `facts` are those of `edit`."""
    ensure(policy.may_found(actor))
    studio = Studio(name=name, slug=unused(slugify(name, 70) or "studio", queries.slug_taken))
    studio.members.append(StudioMember(person_id=actor.id, role=StudioRole.OWNER, joined_at=now()))
    db.session.add(studio)
    _describe(studio, picture, **facts)
    db.session.flush()
    record(actor, "founded", studio)
    announce(StudioFounded(studio))
    return studio


@action
def edit(actor: Person, studio: Studio, *, name: str, picture: IO[bytes] | None = None, **facts: Any) -> None:
    """Change a studio's page: `kind`, `headline`, `about` (Markdown), `website`, `place` (as typed).

    Its address stays. Raises `Malformed` if the picture cannot be read.
    """
    ensure(policy.may_edit(actor, studio))
    studio.name, studio.updated_at = name, now()
    _describe(studio, picture, **facts)
    record(actor, "edited", studio)
    announce(StudioChanged(studio))


@action
def ask(actor: Person, studio: Studio, person: Person, role: StudioRole, title: str = "") -> StudioMember:
    """Ask somebody into the team. They are in once they accept."""
    lock(studio)
    ensure(policy.may_give(actor, studio, role))
    if people.are_blocked(actor, person):
        raise Missing
    member = _row_for(studio, person)
    member.role, member.title, member.asked_by_id = role, title, actor.id
    db.session.flush()
    record(actor, "asked", member, after=role)
    announce(MemberAsked(member, actor))
    return member


@action
def accept(actor: Person, member: StudioMember) -> None:
    """Join the team that asked."""
    ensure(policy.may_answer(actor, member))
    _demand_asked(lock(member))
    member.joined_at = now()
    record(actor, "joined", member, after=member.role)
    announce(MemberJoined(member))


@action
def decline(actor: Person, member: StudioMember) -> None:
    """Say no to the team that asked."""
    ensure(policy.may_answer(actor, member))
    _demand_asked(lock(member))
    member.left_at = now()
    record(actor, "declined", member)


@action
def change_role(actor: Person, member: StudioMember, role: StudioRole) -> None:
    """Change what a member may do, from this moment. Raises `NotNow` rather than leave no owner."""
    studio = lock(member.studio)
    db.session.refresh(member)
    ensure(policy.may_change(actor, member) and policy.may_give(actor, studio, role))
    if role != StudioRole.OWNER:
        _keep_an_owner(member)
    before, member.role = member.role, role
    record(actor, "role changed", member, before=before, after=role)


@action
def remove(actor: Person, member: StudioMember) -> None:
    """End somebody's part at once, or take back that they were asked; for oneself: leave."""
    lock(member.studio)
    db.session.refresh(member)
    ensure(policy.may_remove(actor, member))
    if member.left_at is not None:
        raise NotNow(f"{member.person.name} is no longer in this team.")
    _keep_an_owner(member)
    was_in, member.left_at = member.is_in, now()
    record(actor, "left" if actor.id == member.person_id else "removed", member, before=member.role)
    if was_in:
        announce(MemberLeft(member, actor))


def _describe(studio: Studio, picture: IO[bytes] | None, *, place: str = "", **facts: Any) -> None:
    for name in ("kind", "headline", "about", "website"):
        if name in facts:
            setattr(studio, name, facts[name])
    city = taxonomy.city_named(place) if place else None
    studio.city_id, studio.place = (city.id if city else None), place
    studio.country_code = city.country_code if city else ""
    if picture is not None:
        studio.picture = media.keep(picture, alt=studio.name)


def _row_for(studio: Studio, person: Person) -> StudioMember:
    """A row to ask with: a new one, or that of somebody who left or declined."""
    member = studio.membership_of(person)
    if member is None:
        if len(studio.team) + len(queries.asked_of(studio)) >= LARGEST_TEAM:
            raise NotNow(f"A team has at most {LARGEST_TEAM} members.")
        member = StudioMember(person_id=person.id)
        studio.members.append(member)
    elif member.left_at is None:
        raise NotNow(f"{person.name} is in this team or has been asked already.")
    member.joined_at = member.left_at = None
    return member


def _demand_asked(member: StudioMember) -> None:
    if not member.is_asked:
        raise NotNow("This was answered already, or taken back.")


def _keep_an_owner(member: StudioMember) -> None:
    if member.is_in and member.studio.owners == [member]:
        raise NotNow(LAST_OWNER)
