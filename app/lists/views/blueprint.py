"""The blueprint of the lists floor, and how its pages answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kit.forms import Form
from app.lists import queries
from app.lists.forms import CopyForm, EntryForm
from app.lists.models import Progress, Shortlist
from app.people.current import member

blueprint = Blueprint("lists", __name__)


def to_list(shortlist: Shortlist, sentence: str, **values: Any) -> ResponseReturnValue:
    """On to a list, with a word about what was done."""
    flash(sentence, "success")
    return redirect(url_for("lists.show", id=shortlist.id, **values), 303)


def list_page(shortlist: Shortlist, wrong: Form | None = None, at: int | None = None) -> ResponseReturnValue:
    """A list with those on it; `wrong` is a form that needs another look, at the entry `at`."""
    viewer, wanted = member(), request.args.get("progress", "")
    progress = Progress(wanted) if wanted in set(Progress) else None
    page = queries.entries(viewer, shortlist, request.args.get("page", 1, type=int), progress)
    forms = {row.id: wrong if row.id == at else EntryForm(formdata=None, obj=row).at(row.id) for row in page.rows}
    shown = render_template(
        "lists/show.html",
        shortlist=shortlist,
        page=page,
        forms=forms,
        wanted=progress,
        counts=queries.progresses(viewer, shortlist),
        writers=queries.writers(viewer, page.rows),
        copying=CopyForm(formdata=None).offer(queries.houses(viewer)),
    )
    return shown, 422 if wrong else 200
