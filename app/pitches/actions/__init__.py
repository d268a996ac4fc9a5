"""What people do with pitches."""

from app.pitches.actions.reading import invite, note_reading, part_ways, say_goodbye, talk, withdraw
from app.pitches.actions.team import answer, ask, dismiss, leave
from app.pitches.actions.writing import change, draft, move, settle_word

__all__ = [
    "answer",
    "ask",
    "change",
    "dismiss",
    "draft",
    "invite",
    "leave",
    "move",
    "note_reading",
    "part_ways",
    "say_goodbye",
    "settle_word",
    "talk",
    "withdraw",
]
