"""Who may edit the trade's words."""

from __future__ import annotations

from app.kit.policy import Actor


def may_curate(actor: Actor | None) -> bool:
    return actor is not None and actor.is_admin
