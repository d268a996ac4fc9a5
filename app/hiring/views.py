"""Doors."""

from flask import Blueprint

blueprint = Blueprint("hiring", __name__)
blueprints = [blueprint]


@blueprint.get("/roles")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/roles/<int:id>")
def show(**_: object) -> str:
    return "to be built"
