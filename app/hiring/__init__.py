"""Open roles and applications."""
