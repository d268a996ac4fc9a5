"""Mail: asked for inside an action, sent by the worker, never in the request."""

from __future__ import annotations

from flask import current_app, render_template
from flask_mailman import EmailMultiAlternatives

from app.kit.jobs import later, works


def send(to: str, template: str, **context: object) -> None:
    """Have the mail `template` sent: its first line is the subject, the rest the text. Within an action."""
    subject, _, body = render_template(template, **context).strip().partition("\n")
    send_text(to, subject, body.strip())


def send_text(to: str, subject: str, body: str) -> None:
    """Have a ready text sent."""
    later("mail", to=to, subject=" ".join(subject.split()), body=body)


@works("mail")
def _deliver(to: str, subject: str, body: str) -> None:
    message = EmailMultiAlternatives(subject, body, current_app.config["MAIL_DEFAULT_SENDER"], [to])
    message.send()
