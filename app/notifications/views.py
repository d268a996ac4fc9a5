"""Doors."""

from flask import Blueprint

blueprint = Blueprint("notifications", __name__)
blueprints = [blueprint]


@blueprint.get("/notices")
def index(**_: object) -> str:
    return "to be built"
