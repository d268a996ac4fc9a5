"""Doors."""

from flask import Blueprint

blueprint = Blueprint("studios", __name__)
blueprints = [blueprint]


@blueprint.get("/studios")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/studios/new")
def new(**_: object) -> str:
    return "to be built"


@blueprint.get("/studios/<slug>")
def show(**_: object) -> str:
    return "to be built"
