"""The front page, a member's desk, the demo town."""
