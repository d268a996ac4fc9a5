"""Having nothing more to do with somebody."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from app.kit.policy import ensure
from app.people import actions, queries
from app.people.current import member
from app.people.policy import may_block
from app.people.views.blueprint import blueprint, saved


@blueprint.get("/people/<handle>/block")
def confirm_block(handle: str) -> ResponseReturnValue:
    person = queries.by_handle(member(), handle)
    ensure(may_block(member(), person))
    return render_template("people/block.html", person=person)


@blueprint.post("/people/<handle>/block")
def block(handle: str) -> ResponseReturnValue:
    actions.block(member(), handle)
    return saved("people.edit_privacy", "Blocked. You no longer see each other here.")


@blueprint.post("/people/<handle>/unblock")
def unblock(handle: str) -> ResponseReturnValue:
    actions.unblock(member(), handle)
    return saved("people.edit_privacy", "The block is lifted.")
