"""The blueprint that the doors of this floor hang in."""

from flask import Blueprint

blueprint = Blueprint("hiring", __name__)
