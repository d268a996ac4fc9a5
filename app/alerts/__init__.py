"""Saved searches, and who is told of what matches them anew."""
