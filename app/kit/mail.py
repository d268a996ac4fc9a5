"""Mail: asked for inside an action, sent by the worker, never in the request."""

from __future__ import annotations

from flask import current_app
from flask_mailman import EmailMultiAlternatives

from app.kit.jobs import later, works


def send(to: str, template: str, **context: object) -> None:
    """Have the mail `template` sent: its first line is the subject, the rest the text. Within an action.

    In the template, `address_of(endpoint, ...)` is a full link.
    """
    subject, body = write(template, **context)
    send_text(to, subject, body)


def write(template: str, **context: object) -> tuple[str, str]:
    """The subject and the text of a mail. Needs no request, so that a job can write one too."""
    written = current_app.jinja_env.get_template(template).render(address_of=address_of, **context)
    subject, _, body = written.strip().partition("\n")
    return subject, body.strip()


def address_of(endpoint: str, **values: object) -> str:
    """The full address of a page, under the site's own name whatever host a request gave."""
    return str(current_app.config["BASE_URL"]) + current_app.url_map.bind("callboard").build(endpoint, values)


def send_text(to: str, subject: str, body: str) -> None:
    """Have a ready text sent."""
    later("mail", to=to, subject=" ".join(subject.split()), body=body)


@works("mail")
def _deliver(to: str, subject: str, body: str) -> None:
    message = EmailMultiAlternatives(subject, body, current_app.config["MAIL_DEFAULT_SENDER"], [to])
    message.send()
