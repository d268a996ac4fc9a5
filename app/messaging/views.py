"""Conversations as pages, and as data for their script."""

from __future__ import annotations

import uuid
from typing import Any

from flask import Blueprint, Flask, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import limiter
from app.kit import badges
from app.kit.doors import wants_json
from app.kit.errors import Malformed
from app.kit.pages import within
from app.messaging import actions, policy, queries
from app.messaging.forms import MessageForm, ReadingForm
from app.messaging.models import Conversation
from app.messaging.wire import as_heard_by
from app.people import queries as people
from app.people.current import member

blueprint = Blueprint("messaging", __name__)
blueprints = [blueprint]

# What both databases can compare an id with.
ONE = "/conversations/<int(max=9007199254740991):id>"


def furnish(app: Flask) -> None:
    """Have every page know how much is unread."""
    badges.offer("unread_messages", queries.UNREAD)


@blueprint.get("/conversations")
def index() -> ResponseReturnValue:
    page = queries.inbox(member(), within(request.args.get("page", 1, type=int)))
    return render_template("messaging/index.html", page=page)


@blueprint.post("/people/<handle>/conversation")
@limiter.limit("30/hour")
def open_direct(handle: str) -> ResponseReturnValue:
    conversation = actions.open_direct(member(), people.by_handle(member(), handle))
    return redirect(url_for("messaging.show", id=conversation.id, _anchor="end"), 303)


@blueprint.get(ONE)
def show(id: int) -> ResponseReturnValue:
    return _page(queries.conversation(member(), id), MessageForm(formdata=None, client_id=_new_id()))


@blueprint.get(f"{ONE}/messages")
def messages(id: int) -> ResponseReturnValue:
    """What was said after, or before, a place in the order."""
    conversation, after, before = queries.conversation(member(), id), _place("after"), _place("before")
    if after is None:
        rows = queries.messages_before(member(), conversation, before)
        return jsonify(messages=_heard(rows), last_seq=conversation.last_seq)
    rows = queries.messages_after(member(), conversation, after)
    removed = queries.removed_up_to(member(), conversation, after)
    return jsonify(messages=_heard(rows), removed=_heard(removed), last_seq=conversation.last_seq)


@blueprint.post(f"{ONE}/messages")
@limiter.limit("60/minute")
def post(id: int) -> ResponseReturnValue:
    conversation, form = queries.conversation(member(), id), MessageForm()
    if not form.sent():
        return _again(conversation, form)
    message = actions.post(member(), conversation, form.body.data, form.client_id.data)
    if wants_json():
        return jsonify(as_heard_by(member(), message)), 201
    if message.body != form.body.data and not message.is_removed:
        # A page from the browser's history, with other words in it: they must not be taken for the old ones.
        form.body.errors = ["What this page held before was sent. Press Send again for these words."]
        return _again(message.conversation, form)
    return redirect(url_for("messaging.show", id=id, _anchor="end"), 303)


@blueprint.post(f"{ONE}/reading")
def read(id: int) -> ResponseReturnValue:
    form = ReadingForm()
    if not form.sent():
        raise Malformed
    actions.read_up_to(member(), queries.conversation(member(), id), form.seq.data)
    if wants_json():
        return jsonify(unread=queries.unread_of(member()))
    return redirect(url_for("messaging.show", id=id, _anchor="end"), 303)


@blueprint.post(f"{ONE}/departure")
def leave(id: int) -> ResponseReturnValue:
    actions.leave(member(), queries.conversation(member(), id))
    flash("You have left this conversation.", "success")
    return redirect(url_for("messaging.index"), 303)


@blueprint.post("/messages/<int(max=9007199254740991):id>/removal")
def remove(id: int) -> ResponseReturnValue:
    message = queries.message(member(), id)
    actions.remove_message(member(), message)
    if wants_json():
        return jsonify(as_heard_by(member(), message))
    anchor = f"message-{message.id}"
    return redirect(url_for("messaging.show", id=message.conversation_id, _anchor=anchor), 303)


def _page(conversation: Conversation, form: MessageForm, status: int = 200) -> ResponseReturnValue:
    before, viewer = _place("before"), member()
    rows = queries.messages_before(viewer, conversation, before)
    part = conversation.part_of(viewer)
    return render_template(
        "messaging/show.html",
        conversation=conversation,
        others=conversation.others(viewer),
        messages=rows,
        read_up_to=part.read_up_to if part else 0,
        at_the_end=not rows or rows[-1].seq == conversation.last_seq,
        may_post=policy.may_post(viewer, conversation),
        form=form,
    ), status


def _again(conversation: Conversation, form: MessageForm) -> ResponseReturnValue:
    if wants_json():
        raise Malformed(" ".join(str(error) for errors in form.errors.values() for error in errors))
    form.client_id.data = _new_id()
    form.client_id.raw_data = None
    return _page(conversation, form, 422)


def _heard(rows: Any) -> list[dict[str, Any]]:
    return [as_heard_by(member(), message) for message in rows]


def _place(name: str) -> int | None:
    """A place in the order, as the address gives it."""
    given = request.args.get(name)
    if given is None:
        return None
    if not given.isascii() or not given.isdigit() or len(given) > 15:
        raise Malformed("A place in a conversation is a whole number.")
    return int(given)


def _new_id() -> str:
    return uuid.uuid4().hex
