"""The doors of the web: who comes in, with which papers, and how a refusal is said."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import structlog
from flask import Flask, Request, Response, current_app, g, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from app.extensions import db
from app.kit.errors import Malformed, Missing, Refusal, SignInFirst
from app.kit.text import has_unseen

View = TypeVar("View", bound=Callable[..., Any])

# Paths of our own: a slash, then words; no second slash, backslash or control character can follow it.
_OWN_PATH = re.compile(r"/(?:[A-Za-z0-9@._~%+-]+(?:/[A-Za-z0-9@._~%+-]*)*)?(?:\?[A-Za-z0-9@._~%+=&/,:-]*)?")

# What both databases can compare an id with, and a browser's script can count to.
_LARGEST_ID = 2**53 - 1
_SAFE = ("GET", "HEAD", "OPTIONS")

log = structlog.get_logger()


class Body(Request):
    """A request whose body may be large only where it brings files: their parts are counted and measured."""

    @property  # type: ignore[misc]
    def max_content_length(self) -> int | None:  # type: ignore[override]
        most = super().max_content_length
        if most is None or self.max_form_memory_size is None or self.mimetype == "multipart/form-data":
            return most
        return min(most, self.max_form_memory_size)


def public(view: View) -> View:
    """Let anybody through to this view. Goes nearest to the function, under the route."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def own_path(wish: str | None, otherwise: str) -> str:
    """`wish` if it is a path on this site, else `otherwise`: where to go after signing in."""
    return wish if wish and _OWN_PATH.fullmatch(wish) else otherwise


def guard(app: Flask) -> None:
    """Put the doors into `app`."""
    app.request_class = Body
    public(app.view_functions["static"])
    app.before_request(_read_or_refuse)
    app.before_request(_same_origin)
    app.before_request(_members_only)
    app.after_request(_headers)
    app.register_error_handler(Refusal, _refuse)
    app.register_error_handler(CSRFError, _refuse_token)
    app.register_error_handler(HTTPException, _refuse_http)
    app.register_error_handler(OperationalError, _refuse_busy)
    app.register_error_handler(Exception, _own_up)


def csp_nonce() -> str:
    """The nonce of this answer, for the one style that Turbo's progress bar brings along."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def wants_json() -> bool:
    """Whether the asker reads JSON rather than pages."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _read_or_refuse() -> None:
    asked = request.view_args or {}
    if any(isinstance(value, int) and value > _LARGEST_ID for value in asked.values()):
        raise Missing
    for value in (*request.args.values(), *asked.values()):
        if isinstance(value, str) and has_unseen(value):
            raise Malformed("This address holds control characters, which cannot be read.")
    if request.is_json and request.method not in _SAFE:
        raise Malformed("This door takes forms, not JSON.")


def _same_origin() -> None:
    origin = request.headers.get("Origin")
    if request.method in _SAFE or origin is None:
        return
    if urlsplit(origin).netloc != request.host:
        raise Malformed("This form was sent from another site, so it was not taken.")


def _members_only() -> ResponseReturnValue | None:
    view = _view_function()
    if view is None or getattr(view, "is_public", False) or current_user.is_authenticated:
        return None
    if wants_json() or request.method not in ("GET", "HEAD"):
        raise SignInFirst
    return redirect(url_for("security.login", next=request.full_path.rstrip("?")), 303)


def _view_function() -> Any:
    # No rule means no such page, which is said to everybody alike.
    return current_app.view_functions[request.url_rule.endpoint] if request.url_rule else None


def _headers(response: Response) -> Response:
    given = {name.lower() for name, _ in response.headers}
    response.headers.extend((name, value) for name, value in _HEADERS.items() if name.lower() not in given)
    if "content-security-policy" not in given:
        response.headers["Content-Security-Policy"] = _policy()
    if "cache-control" not in given and current_user and current_user.is_authenticated:
        response.headers["Cache-Control"] = "no-store"
    response.vary.add("Cookie")
    return response


_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), browsing-topics=()",
}
EMBED_HOSTS = (
    "https://www.youtube-nocookie.com https://player.vimeo.com https://w.soundcloud.com "
    "https://open.spotify.com https://bandcamp.com https://sketchfab.com"
)


def _policy() -> str:
    return (
        "default-src 'none'; script-src 'self'; "
        f"style-src 'self' 'nonce-{csp_nonce()}'; img-src 'self' data: blob:; font-src 'self'; "
        f"connect-src 'self'; frame-src {EMBED_HOSTS}; form-action 'self'; manifest-src 'self'; "
        "base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
    )


def _refuse(refusal: Refusal) -> ResponseReturnValue:
    if refusal.status == 401 and not wants_json():
        return redirect(url_for("security.login"), 303)
    return _say(refusal.status, refusal.sentence)


def _refuse_token(_: CSRFError) -> ResponseReturnValue:
    return _say(400, "This page had been open too long to send. Go back, reload it and send it again.")


def _refuse_http(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    return _say(error.code, _SENTENCES.get(error.code, "This could not be done."))


def _refuse_busy(error: OperationalError) -> ResponseReturnValue:
    db.session.rollback()
    log.exception("database away", error=str(error.orig))
    return _say(503, "Callboard cannot reach its records at this moment. Nothing was changed; please try again.")


def _own_up(error: Exception) -> ResponseReturnValue:
    db.session.rollback()
    log.exception("unexpected", error=repr(error))
    return _say(500, "Something went wrong on our side. Nothing was changed; the people who run this site can see it.")


_SENTENCES = {
    404: "There is nothing here, or it is not for you to see.",
    405: "This address takes no such request.",
    413: "That was larger than can be taken here.",
    429: "That was a lot in a short time. Please wait a moment and try again.",
}


def _say(status: int, sentence: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(error=sentence, status=status), status
    return render_template("errors/error.html", status=status, sentence=sentence), status
