"""The doors of roles and applications."""

from flask import Flask

from app.hiring.views import applications, roles
from app.hiring.views.blueprint import blueprint
from app.hiring.views.panels import answers_of_studios, open_roles_of

__all__ = ["applications", "blueprints", "furnish", "roles"]

blueprints = [blueprint]


def furnish(app: Flask) -> None:
    """Let the pages of studios and pitches, which lie below, show what this floor knows of them."""
    app.jinja_env.globals.update(open_roles_of=open_roles_of, answers_of_studios=answers_of_studios)
