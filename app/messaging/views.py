"""Doors."""

from flask import Blueprint

blueprint = Blueprint("messaging", __name__)
blueprints = [blueprint]


@blueprint.get("/conversations")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/conversations/<int:id>")
def show(**_: object) -> str:
    return "to be built"
