"""Doors: one's lists, what stands on them, and taking them along."""

from app.lists.views import entries, exports, lists
from app.lists.views.blueprint import blueprint

blueprints = [blueprint]
__all__ = ["blueprints", "entries", "exports", "lists"]
