"""The trade's words: disciplines, positions and their other names, skills, formats, places."""
