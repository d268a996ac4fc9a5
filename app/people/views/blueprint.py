"""The blueprint of the people floor, and how its pages answer."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.kit.forms import Form

blueprint = Blueprint("people", __name__)


def page(template: str, **shown: Any) -> ResponseReturnValue:
    """A page with forms: as it is, or, where something typed needs another look, with 422."""
    wrong = any(isinstance(part, Form) and part.errors for part in shown.values())
    return render_template(f"people/{template}", **shown), 422 if wrong else 200


def saved(endpoint: str, sentence: str = "Saved.", **values: Any) -> ResponseReturnValue:
    """On to a page, with a word about what was done."""
    flash(sentence, "success")
    return redirect(url_for(endpoint, **values), 303)
