"""The bell and the mail: what happened that somebody should know."""
