"""Doors."""

from flask import Blueprint

blueprint = Blueprint("home", __name__)
blueprints = [blueprint]


@blueprint.get("/")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/about")
def about(**_: object) -> str:
    return "to be built"
