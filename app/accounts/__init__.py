"""Signing in: the only floor that knows an email address or a password."""
