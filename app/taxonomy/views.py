"""Doors."""

from flask import Blueprint

blueprint = Blueprint("taxonomy", __name__)
blueprints = [blueprint]


@blueprint.get("/about/data")
def credits(**_: object) -> str:
    return "to be built"
