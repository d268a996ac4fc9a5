"""Callboard: where productions find their people. The only file that sees the whole house."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.middleware.proxy_fix import ProxyFix

import config
from app import extensions
from app.kit import commands, doors, live, logs, templating, worker

# Ground floor first. A package imports only packages below it; docs/architecture.md draws the same picture.
FLOORS = (
    "taxonomy",
    "people",
    "accounts",
    "messaging",
    "pitches",
    "studios",
    "lists",
    "hiring",
    "notifications",
    "search",
    "alerts",
    "home",
)
DOORS = ("views", "api", "live", "commands", "listeners")


def create_app(**settings: Any) -> Flask:
    """Build the application: settings, extensions, doors, then every floor from the ground up."""
    app = Flask(__name__)
    app.config.update(config.load(**settings))
    if app.config["PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=app.config["PROXIES"], x_proto=1)  # type: ignore[method-assign]
    logs.start(app)
    extensions.db.init_app(app)
    extensions.migrate.init_app(app, extensions.db, compare_type=True, render_as_batch=True)
    extensions.csrf.init_app(app)
    extensions.mail.init_app(app)
    extensions.limiter.init_app(app)
    templating.furnish(app, FLOORS)
    for floor in FLOORS:
        _open_floor(app, floor)
    doors.guard(app)
    commands.offer(app)
    live.open_line(app)
    app.add_url_rule("/healthz", "healthz", _healthz)
    if app.config["WORKER"] == "inside":
        worker.start_inside(app)
    return app


def _open_floor(app: Flask, floor: str) -> None:
    """Import the rooms of a floor that open by themselves; a floor's `furnish(app)` binds what it brings along."""
    for room in ("models", *DOORS):
        name = f"app.{floor}.{room}"
        if find_spec(name) is None:
            continue
        module = import_module(name)
        for blueprint in getattr(module, "blueprints", []):
            app.register_blueprint(blueprint)
        if hasattr(module, "furnish"):
            module.furnish(app)


@doors.public
def _healthz() -> ResponseReturnValue:
    extensions.db.session.execute(extensions.db.text("SELECT 1"))
    return {"status": "ok"}
