"""A message as the page's script gets it, by request and over the open line alike."""

from __future__ import annotations

from typing import Any

from flask import current_app, has_request_context

from app.messaging.models import Message
from app.people.models import Person


def as_heard_by(reader: Person | None, message: Message) -> dict[str, Any]:
    """The message for `reader`; only its author gets their own id for it back. `None` is everybody else."""
    own = reader is not None and reader.id == message.author_id
    heard = {
        "id": message.id,
        "conversation": message.conversation_id,
        "seq": message.seq,
        "author": message.author_id,
        "posted_at": message.posted_at.isoformat(),
        "html": drawn(message, own=own),
    }
    return {**heard, "client_id": message.client_id} if own else heard


def drawn(message: Message, *, own: bool) -> str:
    """The message as the page shows it."""
    # Not `render_template`: the frame's context would be asked of the database for every message.
    template = current_app.jinja_env.get_template("messaging/_message.html")
    if has_request_context():
        return template.render(message=message, own=own)
    with current_app.test_request_context():
        return template.render(message=message, own=own)
