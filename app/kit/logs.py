"""Structured logs: one line an event, each with the id of its request."""

from __future__ import annotations

import logging
import re
import sys
import time
import uuid

import structlog
from flask import Flask, Response, g, request
from flask_login import current_user

_GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
log = structlog.get_logger()


def start(app: Flask) -> None:
    """Log as `LOG_FORMAT` says (`json` or `console`), from `LOG_LEVEL` up, to the standard error."""
    render = structlog.processors.JSONRenderer() if app.config["LOG_FORMAT"] == "json" else _console()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(app.config["LOG_LEVEL"])),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    app.before_request(_open)
    app.after_request(_close)


def _console() -> structlog.typing.Processor:
    return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)


def _open() -> None:
    given = request.headers.get("X-Request-ID", "")
    g.request_id = given if _GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
    g.began = time.perf_counter()
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=g.request_id)


def _close(response: Response) -> Response:
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if request.endpoint != "static":
        taken = time.perf_counter() - g.get("began", time.perf_counter())
        who = current_user.get_id() if current_user and current_user.is_authenticated else None
        # The path, never the query: reset links and words searched for stay out of the logs.
        log.info(
            "request",
            method=request.method,
            path=request.path,
            status=response.status_code,
            ms=round(taken * 1000, 1),
            account=who and who[:8],
        )
    return response
