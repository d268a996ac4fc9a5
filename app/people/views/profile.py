"""One's own profile: who one is, and who may know."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from app.kit.errors import Malformed
from app.people import actions, queries
from app.people.current import member
from app.people.forms.basics import BasicsForm, PortraitForm, PrivacyForm
from app.people.forms.fields import rearranged
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    person = member()
    form = BasicsForm(obj=person, current_handle=person.handle)
    if not rearranged(form) and form.sent():
        actions.describe(person, **form.answers)
        return saved("people.edit")
    return page("edit/basics.html", form=form, portrait_form=PortraitForm(formdata=None), person=person)


@blueprint.post("/profile/portrait")
def set_portrait() -> ResponseReturnValue:
    person, form = member(), PortraitForm()
    if form.sent():
        try:
            actions.set_portrait(person, form.file.data.stream, form.alt.data)
            return saved("people.edit", "Your portrait is on your page.")
        except Malformed as refusal:
            form.file.errors = [refusal.sentence]
    basics = BasicsForm(formdata=None, obj=person, current_handle=person.handle)
    return page("edit/basics.html", form=basics, portrait_form=form, person=person)


@blueprint.post("/profile/portrait/removal")
def remove_portrait() -> ResponseReturnValue:
    actions.remove_portrait(member())
    return saved("people.edit", "Your portrait is gone.")


@blueprint.route("/profile/privacy", methods=["GET", "POST"])
def edit_privacy() -> ResponseReturnValue:
    person = member()
    form = PrivacyForm(
        visibility=person.visibility.value,
        contact_policy=person.contact_policy.value,
        shows_activity=person.shows_activity,
    )
    if form.sent():
        actions.set_privacy(person, **form.answers)
        return saved("people.edit_privacy")
    return page("edit/privacy.html", form=form, person=person, blocks=queries.blocks_of(person))


@blueprint.post("/profile/listing")
def list_me() -> ResponseReturnValue:
    if "unlist" in request.form:
        actions.unlist_me(member())
        return saved("people.edit_privacy", "You are found no more. What you wrote is kept.")
    actions.list_me(member())
    return saved("people.edit_privacy", "You are listed.")
