"""What one can do, where, and for what."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.people import actions
from app.people.current import member
from app.people.forms.fields import rearranged
from app.people.forms.places import PlacesForm
from app.people.forms.work import WorkForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile/work", methods=["GET", "POST"])
def edit_work() -> ResponseReturnValue:
    form = WorkForm.of(member())
    if not rearranged(form) and form.sent():
        actions.say_work(member(), **form.answers)
        return saved("people.edit_work")
    return page("edit/work.html", form=form)


@blueprint.route("/profile/places", methods=["GET", "POST"])
def edit_places() -> ResponseReturnValue:
    form = PlacesForm.of(member())
    if not rearranged(form) and form.sent():
        actions.say_places(member(), **form.answers)
        return saved("people.edit_places")
    return page("edit/places.html", form=form)
