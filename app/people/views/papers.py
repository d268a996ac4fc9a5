"""Where one may work, and one's unions."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.people import actions
from app.people.current import member
from app.people.forms.fields import rearranged
from app.people.forms.papers import PapersForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.route("/profile/papers", methods=["GET", "POST"])
def edit_papers() -> ResponseReturnValue:
    form = PapersForm.of(member())
    if not rearranged(form) and form.sent():
        actions.say_papers(member(), **form.answers)
        return saved("people.edit_papers")
    return page("edit/papers.html", form=form)
