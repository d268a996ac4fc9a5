"""What one has to show."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from app.kit.errors import Malformed, NotNow
from app.people import actions, queries
from app.people.current import member
from app.people.forms.work import PictureForm, PieceForm, ReelForm
from app.people.views.blueprint import blueprint, page, saved


@blueprint.get("/profile/portfolio")
def edit_portfolio() -> ResponseReturnValue:
    return _portfolio(PictureForm(formdata=None), ReelForm(formdata=None))


@blueprint.post("/profile/portfolio/pictures")
def add_picture() -> ResponseReturnValue:
    form = PictureForm()
    if form.sent():
        said = form.answers
        try:
            actions.add_picture(member(), said.pop("file").stream, **said)
            return saved("people.edit_portfolio", "The picture is on your page.")
        except (Malformed, NotNow) as refusal:
            form.file.errors = [refusal.sentence]
    return _portfolio(form, ReelForm(formdata=None))


@blueprint.post("/profile/portfolio/reels")
def add_reel() -> ResponseReturnValue:
    form = ReelForm()
    if form.sent():
        actions.add_reel(member(), form.embed, title=form.title.data, my_role=form.my_role.data)
        return saved("people.edit_portfolio", "The reel is on your page.")
    return _portfolio(PictureForm(formdata=None), form)


@blueprint.route("/profile/portfolio/<int:key>", methods=["GET", "POST"])
def edit_piece(key: int) -> ResponseReturnValue:
    item = queries.own_item(member(), key)
    form = PieceForm(obj=item, alt=item.picture.alt if item.picture else "")
    if form.sent():
        actions.change_item(member(), key, **form.answers)
        return saved("people.edit_portfolio")
    return page("edit/piece.html", form=form, item=item)


@blueprint.post("/profile/portfolio/<int:key>/<any(up, down):way>")
def move_piece(key: int, way: str) -> ResponseReturnValue:
    actions.move_item(member(), key, -1 if way == "up" else 1)
    return saved("people.edit_portfolio", f"Moved {way}.")


@blueprint.post("/profile/portfolio/<int:key>/removal")
def remove_piece(key: int) -> ResponseReturnValue:
    actions.remove_item(member(), key)
    return saved("people.edit_portfolio", "The piece is gone.")


def _portfolio(picture_form: PictureForm, reel_form: ReelForm) -> ResponseReturnValue:
    return page("edit/portfolio.html", picture_form=picture_form, reel_form=reel_form, person=member())
