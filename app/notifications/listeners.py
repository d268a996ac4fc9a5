"""Which facts are news, to whom, and in which words. Inside the transaction, a few lines a fact."""

from __future__ import annotations

from typing import Any

from app.hiring.facts import ApplicationDecided, ApplicationReceived, DecisionDue, RoleClosed
from app.hiring.models import Application, ApplicationState, Role, RoleState
from app.hiring.queries import applications as hiring
from app.kit import live
from app.kit.facts import on, once_true
from app.kit.templating import day
from app.kit.text import excerpt
from app.lists.facts import ListGone, ListShared
from app.lists.models import Shortlist
from app.messaging import queries as messaging
from app.messaging.facts import ConversationRead, MessagePosted
from app.notifications import queries
from app.notifications.actions import take_back, tell
from app.notifications.away import target_of, tell_later
from app.notifications.facts import NoticeGiven
from app.people.facts import CreditAnswered, CreditAsked, CreditUnasked
from app.people.models import Credit, CreditState
from app.pitches.facts import InvitationWithdrawn, PitchInvited, PitchRemoved, TeamAsked, TeamJoined, TeamLeft
from app.pitches.models import Pitch
from app.studios.facts import MemberAsked, MemberJoined, MemberLeft
from app.studios.models import Studio
from app.taxonomy.facts import WordSettled

Target = dict[str, Any]

OUTCOMES = {
    ApplicationState.ACCEPTED: "{house} has accepted you: {role}.",
    ApplicationState.HIRED: "{house} has hired you: {role}.",
    ApplicationState.NOT_SELECTED: "{house} has decided for somebody else: {role}.",
    ApplicationState.ROLE_CANCELLED: "{house} has cancelled a role you applied for: {role}.",
    ApplicationState.LAPSED: "{house} gave no answer in time, so your application has lapsed: {role}.",
}


def to(endpoint: str, **values: Any) -> Target:
    """The way to a page."""
    return {"endpoint": endpoint, "values": values}


def to_application(application: Application) -> Target:
    return to("hiring.application", id=application.id)


def to_list(shortlist: Shortlist) -> Target:
    return to("lists.show", id=shortlist.id)


def to_credit(credit: Credit) -> Target:
    return to("people.asking", key=credit.id)


def to_pitch(pitch: Pitch) -> Target:
    return to("pitches.show", slug=pitch.slug)


def to_studio(studio: Studio) -> Target:
    return to("studios.show", slug=studio.slug)


@on(ApplicationReceived)
def _received(fact: ApplicationReceived) -> None:
    applicant, role = fact.application.applicant, fact.application.role
    sentence = f"{applicant.name} has applied: {_called(role)}."
    for person in hiring.who_decides(role):
        tell(person, "application_received", sentence, to_application(fact.application), applicant)


@on(ApplicationDecided)
def _decided(fact: ApplicationDecided) -> None:
    application, role = fact.application, fact.application.role
    if fact.by and fact.by.id == application.applicant_id:
        return
    said = OUTCOMES.get(application.state, "{house} has an answer for you: {role}.")
    # An answer is owed whatever has come between people since, so it is the house that speaks, not a person.
    tell(
        application.applicant,
        f"application_{application.state}",
        said.format(house=role.house_name, role=role.title),
        to_application(application),
        words=application.answer,
    )


@on(RoleClosed)
def _closed(fact: RoleClosed) -> None:
    role = fact.role
    if role.state != RoleState.CLOSED:
        return
    promised = f" An answer is promised by {day(role.decision_by)}." if role.decision_by else ""
    for application in hiring.waiting_for(role):
        sentence = f"{role.house_name} takes no more applications: {role.title}.{promised}"
        tell(application.applicant, "role_closed", sentence, to_application(application), mail=False)


@on(DecisionDue)
def _due(fact: DecisionDue) -> None:
    role = fact.role
    sentence = f"The answer you promised is due, and people are waiting: {_called(role)}."
    for person in hiring.who_decides(role):
        tell(person, "decision_due", sentence, to("hiring.of_role", id=role.id))


@on(CreditAsked)
def _credit_asked(fact: CreditAsked) -> None:
    credit, owner = fact.credit, fact.credit.person
    if credit.confirmer is None:
        return
    sentence = f"{owner.name} asks you to confirm a credit: {credit.title}."
    if credit.state == CreditState.DISPUTED:
        sentence = f"{owner.name} has changed a credit that you disputed: {credit.title}. Is it right now?"
    tell(credit.confirmer, f"credit_{credit.state}", sentence, to_credit(credit), owner)


@on(CreditAnswered)
def _credit_answered(fact: CreditAnswered) -> None:
    credit, by = fact.credit, fact.by
    said = "says that a credit is not right" if credit.state == CreditState.DISPUTED else "has confirmed your credit"
    way = to("people.edit_credits")
    tell(credit.person, f"credit_{credit.id}_{credit.state}", f"{by.name} {said}: {credit.title}.", way, by)


@on(CreditUnasked)
def _credit_unasked(fact: CreditUnasked) -> None:
    for state in (CreditState.ASKED, CreditState.DISPUTED):
        take_back(fact.confirmer, f"credit_{state}", to_credit(fact.credit))


@on(ListShared)
def _list_shared(fact: ListShared) -> None:
    shortlist, studio = fact.shortlist, fact.shortlist.studio
    if studio is None:
        return
    sentence = f"{fact.by.name} shares a list with {studio.name}: {shortlist.name}."
    for colleague in studio.team:
        tell(colleague.person, "list_shared", sentence, to_list(shortlist), fact.by, mail=False)


@on(ListGone)
def _list_gone(fact: ListGone) -> None:
    studio = fact.shortlist.studio
    for colleague in studio.team if studio else []:
        take_back(colleague.person, "list_shared", to_list(fact.shortlist))


@on(TeamAsked)
def _asked(fact: TeamAsked) -> None:
    pitch, part = fact.member.pitch, fact.member.position_label
    sentence = f"{pitch.owner.name} asks you into the team of {pitch.title}{f' as {part}' if part else ''}."
    tell(fact.member.person, "team_asked", sentence, to_pitch(pitch), pitch.owner)


@on(TeamJoined)
def _joined(fact: TeamJoined) -> None:
    pitch, person = fact.member.pitch, fact.member.person
    sentence = f"{person.name} has joined the team of {pitch.title}."
    tell(pitch.owner, f"team_joined_{person.id}", sentence, to("pitches.team", slug=pitch.slug), person)


@on(TeamLeft)
def _left(fact: TeamLeft) -> None:
    pitch, person = fact.member.pitch, fact.member.person
    take_back(person, "team_asked", to_pitch(pitch))
    if fact.by.id == person.id:
        sentence = f"{person.name} is not in the team of {pitch.title}."
        way = to("pitches.team", slug=pitch.slug)
        tell(pitch.owner, f"team_left_{person.id}", sentence, way, person, mail=False)


@on(PitchInvited)
def _invited(fact: PitchInvited) -> None:
    pitch = fact.invitation.pitch
    sentence = f"{pitch.owner.name} lets you read a pitch: {pitch.title}."
    tell(fact.invitation.person, "pitch_invitation", sentence, to_pitch(pitch), pitch.owner)


@on(PitchRemoved)
def _removed(fact: PitchRemoved) -> None:
    pitch, reason = fact.pitch, excerpt(fact.reason, 200)
    why = f" Their reason: {reason}" if reason else ""
    sentence = f"Your pitch {pitch.title} was removed by those who look after Callboard.{why}"
    tell(pitch.owner, "pitch_removed", sentence, to_pitch(pitch))


@on(InvitationWithdrawn)
def _withdrawn(fact: InvitationWithdrawn) -> None:
    take_back(fact.person, "pitch_invitation", to_pitch(fact.pitch))


@on(MemberAsked)
def _studio_asked(fact: MemberAsked) -> None:
    studio, member = fact.member.studio, fact.member
    sentence = f"{fact.by.name} asks you into {studio.name} as {member.role.value}."
    tell(member.person, "studio_invitation", sentence, to_studio(studio), fact.by)


@on(MemberJoined)
def _studio_joined(fact: MemberJoined) -> None:
    studio, person = fact.member.studio, fact.member.person
    sentence = f"{person.name} has joined {studio.name}."
    for owner in studio.owners:
        tell(owner.person, f"studio_joined_{person.id}", sentence, to_studio(studio), person, mail=False)


@on(MemberLeft)
def _studio_left(fact: MemberLeft) -> None:
    take_back(fact.member.person, "studio_invitation", to_studio(fact.member.studio))


@on(WordSettled)
def _settled(fact: WordSettled) -> None:
    key = fact.position_id or fact.skill_id
    if key is None or fact.suggestion is None:
        return
    sentence = f"“{fact.suggestion.label}” on your page is a word of ours now, and is found by all its names."
    for person in queries.who_say(fact.kind, fact.folded, key):
        tell(person, f"word_{fact.suggestion.id}", sentence, to("people.edit"), mail=False)


@on(MessagePosted)
def _posted(fact: MessagePosted) -> None:
    conversation = fact.message.conversation
    for reader in messaging.company_of(fact.message.author, conversation):
        tell_later(reader, conversation.id)


@on(ConversationRead)
def _read(fact: ConversationRead) -> None:
    take_back(fact.reader, "message", target_of(fact.conversation))


@once_true(NoticeGiven)
def _ring(fact: NoticeGiven) -> None:
    notice = fact.notice
    said = {"unread": queries.unseen_of(notice.person), "sentence": notice.sentence}
    live.tell([notice.person_id], "notice", said)


def _called(role: Role) -> str:
    return f"{role.title}, {role.house_name}"
