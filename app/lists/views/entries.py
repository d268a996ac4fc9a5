"""People on lists: put there, noted, moved, taken off."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from app.kit.policy import ensure
from app.lists import actions, policy, queries
from app.lists.forms import NEW, AddForm, EntryForm
from app.lists.models import Entry, Shortlist
from app.lists.views.blueprint import blueprint, list_page, to_list
from app.people import queries as people
from app.people.current import member
from app.people.models import Person


@blueprint.route("/people/<handle>/lists", methods=["GET", "POST"])
def add(handle: str) -> ResponseReturnValue:
    """Put somebody on a list, one there is or a new one."""
    person = people.by_handle(member(), handle)
    ensure(policy.may_list(member(), person))
    form = AddForm().offer(list(queries.writable(member())))
    if form.sent():
        return to_list(_added(form, person), f"{person.name} is on the list.")
    on = queries.holding(member(), person)
    return render_template("lists/add.html", form=form, person=person, on=on), 422 if form.errors else 200


@blueprint.post("/lists/<int:id>/entries/<int:key>")
def note(id: int, key: int) -> ResponseReturnValue:
    entry, form = queries.entry(member(), id, key), EntryForm().at(key)
    if not form.sent():
        ensure(policy.may_write(member(), entry.shortlist))
        return list_page(entry.shortlist, form, key)
    actions.note(member(), entry, progress=form.progress.data, text=form.note.data or "")
    return _back(entry, "Saved.")


@blueprint.post("/lists/<int:id>/entries/<int:key>/<any(up, down):way>")
def move(id: int, key: int, way: str) -> ResponseReturnValue:
    entry = queries.entry(member(), id, key)
    actions.move(member(), entry, -1 if way == "up" else 1)
    return _back(entry, f"Moved {way}.")


@blueprint.post("/lists/<int:id>/entries/<int:key>/removal")
def remove(id: int, key: int) -> ResponseReturnValue:
    entry = queries.entry(member(), id, key)
    shortlist, name = entry.shortlist, entry.person.name
    actions.remove(member(), entry)
    return to_list(shortlist, f"{name} is off the list.", **_place())


def _added(form: AddForm, person: Person) -> Shortlist:
    if form.shortlist.data == NEW:
        return actions.begin_with(member(), form.name.data, person)
    shortlist = form.lists[form.shortlist.data]
    actions.add(member(), shortlist, person)
    return shortlist


def _back(entry: Entry, sentence: str) -> ResponseReturnValue:
    return to_list(entry.shortlist, sentence, **_place(), _anchor=f"entry-{entry.id}")


def _place() -> dict[str, str]:
    """Which part of the list was looked at."""
    return {name: request.args[name] for name in ("page", "progress") if name in request.args}
