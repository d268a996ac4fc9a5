"""The forms of a profile: one small form a page."""
