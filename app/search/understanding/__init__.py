"""What a sentence asks for: every word of it is understood, passed over and said so, or looked for as it stands."""

from app.search.understanding.chips import Chip, Choice, chips, did_you_mean
from app.search.understanding.kindred import with_kindred
from app.search.understanding.reading import Reading, read, understand

__all__ = ["Chip", "Choice", "Reading", "chips", "did_you_mean", "read", "understand", "with_kindred"]
