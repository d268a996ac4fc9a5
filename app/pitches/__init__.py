"""Projects looking for people."""
