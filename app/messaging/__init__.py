"""People talking, live."""
