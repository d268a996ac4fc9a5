"""Doors."""

from flask import Blueprint

blueprint = Blueprint("people", __name__)
blueprints = [blueprint]


@blueprint.get("/people")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/people/<handle>")
def show(**_: object) -> str:
    return "to be built"


@blueprint.get("/profile")
def edit(**_: object) -> str:
    return "to be built"
