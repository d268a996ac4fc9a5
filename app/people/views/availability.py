"""When one is free."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.kit.forms import Form
from app.people import actions
from app.people.current import member
from app.people.forms.places import DaysForm, WordForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile/availability", methods=["GET", "POST"])
def edit_availability() -> ResponseReturnValue:
    form = DaysForm()
    if form.sent():
        actions.say_days(member(), **form.answers)
        return saved("people.edit_availability", "Noted, and confirmed as of today.")
    return _calendar(form)


@blueprint.post("/profile/availability/<int:key>/removal")
def remove_days(key: int) -> ResponseReturnValue:
    actions.take_back_days(member(), key)
    return saved("people.edit_availability", "Removed.")


@blueprint.post("/profile/availability/confirmation")
def confirm_days() -> ResponseReturnValue:
    actions.confirm_days(member())
    return saved("people.edit_availability", "Confirmed as of today.")


@blueprint.post("/profile/availability/word")
def say_word() -> ResponseReturnValue:
    form = WordForm()
    if form.sent():
        actions.say_word(member(), form.word.data or None)
        return saved("people.edit_availability")
    return _calendar(DaysForm(formdata=None), form)


def _calendar(form: DaysForm, word_form: Form | None = None) -> ResponseReturnValue:
    person = member()
    word_form = word_form or WordForm(formdata=None, word=person.availability_word or "")
    return page("edit/availability.html", form=form, word_form=word_form, person=person)
