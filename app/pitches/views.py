"""Doors."""

from flask import Blueprint

blueprint = Blueprint("pitches", __name__)
blueprints = [blueprint]


@blueprint.get("/pitches")
def index(**_: object) -> str:
    return "to be built"


@blueprint.get("/pitches/new")
def new(**_: object) -> str:
    return "to be built"


@blueprint.get("/pitches/<slug>")
def show(**_: object) -> str:
    return "to be built"
