"""Doors."""

from flask import Blueprint

blueprint = Blueprint("search", __name__)
blueprints = [blueprint]


@blueprint.get("/search")
def index(**_: object) -> str:
    return "to be built"
