"""What the front page shows everybody, and what a member's desk gathers from every floor for them alone."""

from app.home.queries.board import board
from app.home.queries.desk import desk

__all__ = ["board", "desk"]
